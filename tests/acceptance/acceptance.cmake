# Acceptance tests: properties of the whole program, each a Python script that a user could run too:
#   INDIKATOR=build/release/indikator python3 tests/acceptance/invariance.py

# Debian's own Python first: it is the one that has python3-jsonschema.
find_program(INDIKATOR_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(INDIKATOR_PYTHON python3)
if(NOT INDIKATOR_PYTHON)
  message(STATUS "python3 not found: acceptance tests are left out")
  return()
endif()

file(GLOB acceptance_tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/acceptance/*.py)
foreach(script ${acceptance_tests}) # support, pages, tables, mutations and trial are what they share
  get_filename_component(name ${script} NAME_WE)
  if(NOT name MATCHES "^(support|pages|tables|mutations|trial)$")
    add_test(NAME acceptance/${name} COMMAND ${INDIKATOR_PYTHON} -B ${script})
    set_tests_properties(acceptance/${name} PROPERTIES
      LABELS acceptance COST 100 TIMEOUT 600 SKIP_RETURN_CODE 77 ENVIRONMENT INDIKATOR=$<TARGET_FILE:indikator>)
  endif()
endforeach()
