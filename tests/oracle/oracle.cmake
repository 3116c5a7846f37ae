# Oracles: the same numbers from other people's code.  Each needs a tool that the program itself does
# not, so each is left out, with a word about it, where the tool is missing.
#
#   find_oracle_tool(VARIABLE program)          sets VARIABLE, or says that its oracles are left out
#   add_oracle_driver(name [source...])         builds tests/oracle/<name>.c against the library
#   add_oracle(name TOOL VARIABLE COMMAND ...)  the test oracle/<name>, if the tool was found
#
# A script gets what it needs as arguments, ends with a line "<name>: <n> values agree" and exits
# non-zero on any difference.

function(find_oracle_tool variable program)
  find_program(${variable} ${program})
  if(NOT ${variable})
    message(STATUS "${program} not found: its oracle tests are left out")
  endif()
endfunction()

function(add_oracle_driver name)
  add_executable(${name} ${PROJECT_SOURCE_DIR}/tests/oracle/${name}.c ${ARGN})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PRIVATE indikator_flags libindikator)
endfunction()

function(add_oracle name)
  cmake_parse_arguments(PARSE_ARGV 1 oracle "" "TOOL" "COMMAND")
  if(${oracle_TOOL})
    add_test(NAME oracle/${name} COMMAND ${oracle_COMMAND})
    set_tests_properties(oracle/${name} PROPERTIES
      LABELS oracle COST 50
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/tests/oracle)
  endif()
endfunction()

# What reads the whole of samples/ asks the program as it is used, which `./dev test` builds: sanitized it takes five times as long.
set(INDIKATOR_SEEN $<TARGET_FILE:indikator>)
if(INDIKATOR_SANITIZE)
  set(INDIKATOR_SEEN ${PROJECT_SOURCE_DIR}/build/release/indikator)
endif()

find_oracle_tool(RSCRIPT Rscript)

if(RSCRIPT)
  add_oracle_driver(interval_driver)
endif()
add_oracle(intervals TOOL RSCRIPT
  COMMAND ${RSCRIPT} --vanilla intervals.R $<TARGET_FILE:interval_driver>)

# What R and its packages have said of every formula is kept in a file: here R is not needed.  The examples of docs/methods
# ask the same functions.
add_oracle_driver(formulas_check ${CMAKE_CURRENT_LIST_DIR}/formula_calls.c)
find_oracle_tool(PYTHON3 python3)
add_test(NAME oracle/formulas COMMAND formulas_check ${CMAKE_CURRENT_LIST_DIR}/formulas/expected.tsv)
add_oracle(methods TOOL PYTHON3
  COMMAND ${PYTHON3} -B methods.py $<TARGET_FILE:formulas_check>)

# Results on the samples, recomputed without the program.
find_oracle_tool(SQLITE3 sqlite3)
set(against ${CMAKE_CURRENT_LIST_DIR}/against.sh $<TARGET_FILE:indikator>)
add_oracle(readmission TOOL SQLITE3
  COMMAND ${against} ./aterinskrivningar.sh --min-cells 1500)
add_oracle(continuity TOOL RSCRIPT
  COMMAND ${against} "${RSCRIPT} --vanilla kontinuitet.R" --min-cells 75)
add_oracle(continuity_all_units TOOL RSCRIPT
  COMMAND ${against} "${RSCRIPT} --vanilla kontinuitet_12m.R" --min-cells 75)
add_oracle(survey_index TOOL RSCRIPT
  COMMAND ${against} "${RSCRIPT} --vanilla enkat.R" --min-cells 130
          --indicator delaktighet_patient_region --not-reported numerator,denominator,numerator_weighted)
add_oracle(survey_share TOOL RSCRIPT
  COMMAND ${against} "${RSCRIPT} --vanilla enkat.R" --min-cells 130
          --indicator delaktighet_brukare_hemtjanst_65plus --indicator delaktighet_brukare_sabo_65plus
          --indicator upplevd_kontinuitet --not-reported n,numerator_weighted)
add_oracle(plans TOOL PYTHON3
  COMMAND ${against} "${PYTHON3} -B sip.py" --min-cells 2000)

add_oracle(contacts TOOL PYTHON3
  COMMAND ${against} "${PYTHON3} -B kontakter.py" --min-cells 300)

add_oracle(discharge TOOL PYTHON3
  COMMAND ${against} "${PYTHON3} -B utskrivning.py" --min-cells 100)

add_oracle(efforts TOOL PYTHON3
  COMMAND ${CMAKE_COMMAND} -E env INDIKATOR_PATH=${CMAKE_SOURCE_DIR}/indicators
          ${PYTHON3} -B satsningar.py ${CMAKE_SOURCE_DIR}/samples $<TARGET_FILE:indikator>)

# What the catalogue does not use: on data made for it.
add_oracle(followed TOOL SQLITE3
  COMMAND ${CMAKE_CURRENT_LIST_DIR}/foljda.sh $<TARGET_FILE:indikator>)
# Look-ups on generated data, by SQL in Python's own sqlite3.
add_oracle(lookups TOOL PYTHON3
  COMMAND ${PYTHON3} -B lookups.py $<TARGET_FILE:indikator>)
# Units of several rows, and rows in other datasets, of data made for them.
add_oracle(units TOOL SQLITE3
  COMMAND units/units.sh $<TARGET_FILE:indikator> --min-cells 440)
# Grains that the catalogue does not use, on the samples.
add_oracle(periods TOOL SQLITE3
  COMMAND perioder/perioder.sh $<TARGET_FILE:indikator>)
# Counts of rows and of persons, sums, and quantiles of all nine types, on data made for them.
add_oracle(counts TOOL RSCRIPT
  COMMAND antal/antal.sh $<TARGET_FILE:indikator> ${RSCRIPT} --min-cells 300)
# Pairs, and cohorts before and after, of data made for them.
add_oracle(pairs TOOL PYTHON3
  COMMAND ${PYTHON3} -B pairs.py $<TARGET_FILE:indikator>)
# Measures of health, care and rehabilitation, on the samples.
add_oracle(health TOOL PYTHON3
  COMMAND ${PYTHON3} -B halsa.py ${INDIKATOR_SEEN})
# Coverage, LIKA and occupations that are short, on the samples.
add_oracle(coverage TOOL PYTHON3
  COMMAND ${PYTHON3} -B tackning.py ${INDIKATOR_SEEN})
# What has changed from month to month, by R from the CSV of the reports.
add_oracle(revisions TOOL RSCRIPT
  COMMAND ${PYTHON3} -B revisions.py $<TARGET_FILE:indikator> ${RSCRIPT})
# Numerator and denominator of two datasets, of data made for them.
add_oracle(numerators TOOL PYTHON3
  COMMAND ${PYTHON3} -B numerators.py $<TARGET_FILE:indikator>)
# Events over a population by year, over a stock and over person-years, of data made for them.
add_oracle(rates TOOL PYTHON3
  COMMAND ${PYTHON3} -B rates.py $<TARGET_FILE:indikator>)
# Standardised rates; counts, sums and rates of persons who have several events: of data made for them, in plain Python.
add_oracle(standard TOOL PYTHON3
  COMMAND ${PYTHON3} -B standard.py $<TARGET_FILE:indikator>)
# Published values, and means weighted by staff with their levels, on data made for them.
add_oracle(published TOOL PYTHON3
  COMMAND ${PYTHON3} -B publicerat.py $<TARGET_FILE:indikator>)
add_oracle(surveys TOOL PYTHON3
  COMMAND ${PYTHON3} -B surveys.py $<TARGET_FILE:indikator>)
# Comparisons, signals and funnels, of the cells of reports over data made at random; the numbers are R's.
add_oracle(derived TOOL RSCRIPT
  COMMAND ${PYTHON3} -B derived.py $<TARGET_FILE:indikator> ${RSCRIPT})
# Measures computed from the manual by somebody who had not read their definitions, in R and in SQL: on samples/ and on the edge
# cases of tests/planted; at least so many cells are compared.
function(add_independent name tool script ids cells planted years planted_cells)
  if(tool STREQUAL "RSCRIPT")
    set(command "${RSCRIPT} --vanilla ${script}")
  else()
    set(command "./sql.sh ${script}")
  endif()
  set(compare ${CMAKE_CURRENT_LIST_DIR}/fristaende/jamfor.sh ${INDIKATOR_SEEN} ${command} "${ids}")
  add_oracle(independent_${name} TOOL ${tool} COMMAND ${compare} samples 2022..2024 --min-cells ${cells} ${ARGN})
  add_oracle(independent_${name}_planted TOOL ${tool} COMMAND ${compare} ${planted} ${years} --min-cells ${planted_cells} ${ARGN})
  if(name IN_LIST read_in_two_ways)
    add_oracle(independent_${name}_readings TOOL ${tool}
      COMMAND ${compare} tests/oracle/fristaende/lasningar 2022..2024 --min-cells 5 ${ARGN})
  endif()
endfunction()

# Rows that tell one reading of the manual from another.
set(read_in_two_ways assessment joint_plans staff talks)

set(planted tests/planted 2023..2024)
add_independent(ready SQLITE3 utskrivningsklara.sql utskrivningsklara_medelvardtid 200 ${planted} 130)
add_independent(assessment SQLITE3 medicinsk_bedomning.sql medicinsk_bedomning_3d 80 ${planted} 50)
add_independent(joint_plans SQLITE3 sip.sql sip_per_1000 200 ${planted} 130 --exact events,population)
add_independent(risks SQLITE3 risk.sql riskforebyggande_sabo_andel 190 ${planted} 120)
add_independent(falls RSCRIPT fallskador.R fallskador_65plus_per_100k 400 ${planted} 130 --exact events,population)
add_independent(talks RSCRIPT halsosamtal.R halsosamtal_andel 75 ${planted} 30)
add_independent(weight RSCRIPT overvikt.R "overvikt_obesitas_andel obesitas_andel" 65 tests/planted/liv_och_halsa 2022 70)
add_independent(staff RSCRIPT hemtjanst.R
  "personalkontinuitet_hemtjanst_14d personalkontinuitet_hemtjanst_14d_median personalkontinuitet_hemtjanst_14d_over_20" 190 ${planted} 25)
add_independent(continuity RSCRIPT kontinuitet.R kontinuitetsindex_lakare_kronisk 200 ${planted} 150)
add_independent(rehabilitation RSCRIPT rehab.R rehab_funktion_forbattring 75 ${planted} 50 --exact better)
