# Continuity of doctors at the own health centre for persons with a chronic disease, recomputed in R without indikator.
#
#   Rscript tests/oracle/kontinuitet.R SAMPLES CODELISTS OUT.csv
#
# Choices, beside each the key of the definition that has to say the same:
#   C1  window: 18 months to 31 December 2024, both ends inside (window.months 18)
#   C2  visits: yrkesgrupp LK, vardniva PRIMARVARD, genomford J, journalford J, kontaktform MOTTAGNING, HEMBESOK or VIDEO, at
#       the unit where the person is listed on 31 December 2024 (at_listed_unit); who is not listed then is out
#   C3  same_day: the same doctor on the same day is one visit (the one with the least kontakt_id); visits without or with a
#       generic id are not merged
#   C4  max_unknown_share 10 %: visits without personal_id or with a generic one (exact text), among those that C3 leaves;
#       more than 10 % drops the person, exactly 10 % does not
#   C5  else those visits are dropped
#   C6  min_contacts 3, after C3 to C5; fewer is undefined, never 0
#   C7  order for SECON and for the last visit: kontakt_datum, then kontakt_id
#   C8  chronic: any diagnosis of any contact of the person (any profession, form, level; also no-shows) that begins with a
#       code of kroniska_diagnoser, from 24 months before the window to its end: 2021-07-01 .. 2024-12-31
#   C9  kommunkod and län (the kommun's) of the last counted visit; kon of the person
#   C10 no age limit; death or a move inside the window changes nothing
#   C11 area value: unweighted mean of the persons' values; sd with n - 1; 95 % interval by t with n - 1, none for n < 2

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "kontinuitet_common.R"))

ends <- people[["Giltig till"]]
starts <- people[["Giltig från"]]
listed <- people[(starts == "" | starts <= "2024-12-31") & (ends == "" | ends >= "2024-12-31"), ]
stopifnot(!anyDuplicated(listed[[1]]))
unit <- setNames(listed[["Listad enhet"]], listed[[1]])

visits <- visits_since(as.Date("2023-07-01"), as.Date("2021-07-01")) # C1, C2, C8
at <- unname(unit[visits$person_id])
visits <- visits[!is.na(at) & at != "" & visits$enhet_id == at, ]

persons_found <- lapply(split(visits, visits$person_id), function(v) {
  v <- v[order(v$day, v$kontakt_id, method = "radix"), ] # C7
  unknown <- v$personal_id == "" | v$personal_id %in% generic
  keep <- unknown | !duplicated(v[c("day", "personal_id")]) # C3
  v <- v[keep, ]
  unknown <- unknown[keep]
  if (10 * sum(unknown) > nrow(v)) return(NULL) # C4
  v <- v[!unknown, ] # C5
  indices_of(v) # C6
})
write_indices(persons_found, c(kontinuitetsindex_lakare_kronisk = "coc", kontinuitetsindex_lakare_kronisk_upc = "upc",
                               kontinuitetsindex_lakare_kronisk_secon = "secon"))
