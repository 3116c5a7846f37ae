# Whole commands with calls that fail and signals that come at every moment, and what the compiler and the linker were
# told: tests of the program as it is used, build/release (`./dev test` builds it), for sanitizers have their own malloc.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND NOT (INDIKATOR_SANITIZE OR INDIKATOR_TSAN OR INDIKATOR_COVERAGE))
  add_library(fault MODULE fault/fault.c)
  set_target_properties(fault PROPERTIES PREFIX "")
  target_compile_options(fault PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
else()
  add_custom_target(fault)
endif()

if(NOT INDIKATOR_PYTHON) # the acceptance tests have looked for it
  return()
endif()
if(INDIKATOR_HARDEN AND TARGET fault)
  set(used "INDIKATOR=$<TARGET_FILE:indikator>" "FAULT_LIBRARY=${CMAKE_CURRENT_BINARY_DIR}/fault.so")
else()
  set(used "INDIKATOR=${PROJECT_SOURCE_DIR}/build/release/indikator"
           "FAULT_LIBRARY=${PROJECT_SOURCE_DIR}/build/release/tests/fault.so")
endif()
foreach(name faults hardening signals)
  add_test(NAME fault/${name} COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/${name}.py)
  set_tests_properties(fault/${name} PROPERTIES LABELS fault COST 150 TIMEOUT 600 SKIP_RETURN_CODE 77 ENVIRONMENT "${used}")
endforeach()
