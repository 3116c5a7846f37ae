# Deliveries as they really come: one folder a case, see run.py.
find_program(INDIKATOR_PYTHON python3)
if(INDIKATOR_PYTHON)
  add_test(NAME deliveries COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/run.py)
  set_tests_properties(deliveries PROPERTIES
    LABELS deliveries COST 150 TIMEOUT 600
    ENVIRONMENT "INDIKATOR=$<TARGET_FILE:indikator>;$<$<BOOL:${INDIKATOR_PLAIN}>:INDIKATOR_PLAIN=1>")
  # One of 61 of some 3,300 changes, and some others with a sanitizer; all of them: ./dev corrupt
  add_test(NAME deliveries/corrupt COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/corrupt.py)
  set_tests_properties(deliveries/corrupt PROPERTIES
    LABELS deliveries COST 150 TIMEOUT 1200 ENVIRONMENT "${INDIKATOR_TESTED};CORRUPT_EVERY=61")
  if(INDIKATOR_SANITIZE)
    add_test(NAME deliveries/corrupt_sanitized COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/corrupt.py)
    set_tests_properties(deliveries/corrupt_sanitized PROPERTIES
      LABELS deliveries COST 150 TIMEOUT 600 ENVIRONMENT "INDIKATOR=$<TARGET_FILE:indikator>;CORRUPT_EVERY=499")
  endif()
endif()
