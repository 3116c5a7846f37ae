# Deliveries as they really come: one folder a case, see run.py.
find_program(INDIKATOR_PYTHON python3)
if(INDIKATOR_PYTHON)
  add_test(NAME deliveries COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/run.py)
  set_tests_properties(deliveries PROPERTIES
    LABELS deliveries TIMEOUT 600
    ENVIRONMENT "INDIKATOR=$<TARGET_FILE:indikator>;$<$<BOOL:${INDIKATOR_PLAIN}>:INDIKATOR_PLAIN=1>")
  # Every twelfth of some 1,500 changes; all of them: ./dev corrupt
  add_test(NAME deliveries/corrupt COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/corrupt.py)
  set_tests_properties(deliveries/corrupt PROPERTIES
    LABELS deliveries TIMEOUT 600 ENVIRONMENT "INDIKATOR=$<TARGET_FILE:indikator>;CORRUPT_EVERY=12")
endif()
