# The benchmark's numbers, without its times: on small data against SQLite and awk; and what grows how.
# Speeds are measured by ./dev bench.
find_program(PYTHON3 python3)
find_program(SQLITE3 sqlite3)
find_program(VALGRIND valgrind)
set(bench ${CMAKE_CURRENT_LIST_DIR})

if(PYTHON3 AND SQLITE3)
  set(small ${PYTHON3} ${bench}/run $<TARGET_FILE:indikator> --check --workloads w1,w5,all --peers mawk,sqlite)
  add_test(NAME bench/small COMMAND ${small} --rows 20000 --build ${CMAKE_CURRENT_BINARY_DIR}/bench-plain)
  add_test(NAME bench/small_awkward COMMAND ${PYTHON3} ${bench}/run $<TARGET_FILE:indikator> --check --workloads all --peers sqlite
    --rows 10000 "--data=--crlf --bom --quote-all --breaks 20000" --build ${CMAKE_CURRENT_BINARY_DIR}/bench-awkward)
else()
  message(STATUS "python3 or sqlite3 not found: bench/small is left out")
endif()

# Instructions are counted by valgrind, which cannot run sanitized programs.
if(NOT VALGRIND OR NOT PYTHON3)
  message(STATUS "valgrind or python3 not found: bench/growth is left out")
elseif(NOT INDIKATOR_SANITIZE)
  add_test(NAME bench/growth COMMAND ${PYTHON3} ${bench}/growth $<TARGET_FILE:indikator> ${CMAKE_CURRENT_BINARY_DIR}/bench-growth)
  set_tests_properties(bench/growth PROPERTIES TIMEOUT 1200)
endif()
