# How often intervals hold the truth and charts signal without reason: what docs/methods says of it is drawn anew.
file(GLOB simulation_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.c)
add_executable(simulate ${simulation_sources})
target_include_directories(simulate PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(simulate PRIVATE indikator_flags libindikator)
if(INDIKATOR_PYTHON)
  add_test(NAME simulation/coverage
    COMMAND ${INDIKATOR_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/simulate.py $<TARGET_FILE:simulate>)
endif()
