# Acceptance tests: properties of the whole program, each a Python script that a user could run too:
#   INDIKATOR=build/release/indikator python3 tests/acceptance/invariance.py

# What asks much of the program asks the one of build/release (support.py), which `./dev test` builds; `./dev thorough` asks
# the sanitized one.
set(INDIKATOR_TESTED "INDIKATOR=$<TARGET_FILE:indikator>")
if(INDIKATOR_SANITIZE)
  list(APPEND INDIKATOR_TESTED "INDIKATOR_USED=${PROJECT_SOURCE_DIR}/build/release/indikator")
endif()

# Debian's own Python first: it is the one that has python3-jsonschema.
find_program(INDIKATOR_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(INDIKATOR_PYTHON python3)
if(NOT INDIKATOR_PYTHON)
  message(STATUS "python3 not found: acceptance tests are left out")
  return()
endif()

file(GLOB acceptance_tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/acceptance/*.py)
foreach(script ${acceptance_tests}) # support, pages, tables, mutations, trial and shown are what they share
  get_filename_component(name ${script} NAME_WE)
  if(NOT name MATCHES "^(support|pages|tables|mutations|trial|shown)$")
    add_test(NAME acceptance/${name} COMMAND ${INDIKATOR_PYTHON} -B ${script})
    set_tests_properties(acceptance/${name} PROPERTIES
      LABELS acceptance COST 100 TIMEOUT 1200 SKIP_RETURN_CODE 77 ENVIRONMENT "${INDIKATOR_TESTED}")
  endif()
endforeach()

# The longest first, so that no core waits at the end for one of them.
set_tests_properties(acceptance/documents acceptance/privacy acceptance/proof acceptance/schemas PROPERTIES COST 200)

# Races: the program built with ThreadSanitizer, which `./dev test` builds.  It cannot stand the address randomisation of
# newer kernels.
if(INDIKATOR_SANITIZE)
  execute_process(COMMAND setarch ${CMAKE_SYSTEM_PROCESSOR} -R true RESULT_VARIABLE randomised OUTPUT_QUIET ERROR_QUIET)
  if(randomised EQUAL 0)
    set(fixed setarch ${CMAKE_SYSTEM_PROCESSOR} -R)
  endif()
  add_test(NAME acceptance/races COMMAND ${fixed} ${INDIKATOR_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/acceptance/threads.py)
  set_tests_properties(acceptance/races PROPERTIES LABELS acceptance COST 200 TIMEOUT 1200 SKIP_RETURN_CODE 77
    ENVIRONMENT "INDIKATOR=${PROJECT_SOURCE_DIR}/build/tsan/indikator;INDIKATOR_USED=${PROJECT_SOURCE_DIR}/build/release/indikator")
endif()
