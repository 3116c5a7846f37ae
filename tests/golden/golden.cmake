# Every folder of tests/golden with a file "cmd" is one case and one ctest test.

# A Swedish locale, so that a decimal comma has its chance to slip into a report.
set(golden_locale ${CMAKE_BINARY_DIR}/locale)
if(NOT EXISTS ${golden_locale}/sv_SE.UTF-8)
  file(MAKE_DIRECTORY ${golden_locale})
  execute_process(COMMAND localedef -i sv_SE -f UTF-8 ${golden_locale}/sv_SE.UTF-8 OUTPUT_QUIET ERROR_QUIET)
endif()

file(GLOB golden_cases CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/golden/*/cmd)
foreach(cmd ${golden_cases})
  get_filename_component(folder ${cmd} DIRECTORY)
  get_filename_component(name ${folder} NAME)
  add_test(NAME golden/${name} COMMAND ${PROJECT_SOURCE_DIR}/tests/golden/run.sh ${folder})
  set_tests_properties(golden/${name} PROPERTIES
    LABELS golden ENVIRONMENT "INDIKATOR=$<TARGET_FILE:indikator>;LOCPATH=${golden_locale}")
endforeach()
