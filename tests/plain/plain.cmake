# The program with every optimisation switched off against the program as it is used; `./dev test` builds both.  More:
# ./dev plain
if(INDIKATOR_PYTHON AND NOT INDIKATOR_PLAIN)
  add_test(NAME plain/equal COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/plain.py)
  set_tests_properties(plain/equal PROPERTIES LABELS plain COST 100 TIMEOUT 600 SKIP_RETURN_CODE 77
    ENVIRONMENT "INDIKATOR=${PROJECT_SOURCE_DIR}/build/release/indikator;PLAIN=${PROJECT_SOURCE_DIR}/build/plain/indikator")
endif()
