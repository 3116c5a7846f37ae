# Continuity of doctors in primary care for persons with a chronic disease, recomputed in R without indikator.
#
#   Rscript tests/oracle/kontinuitet_12m.R SAMPLES CODELISTS OUT.csv
#
# Choices, beside each the key of the definition that has to say the same:
#   C1  window: 12 months to 31 December 2024, both ends inside (window.months 12)
#   C2  visits: yrkesgrupp LK, vardniva PRIMARVARD, genomford J, journalford J, kontaktform MOTTAGNING, HEMBESOK or VIDEO
#   C3  max_unknown_share 10 %: visits without personal_id among all visits of C2 (generic ids included, before any
#       merging); more than 10 % drops the person, exactly 10 % does not; else those visits are dropped
#   C4  generic_providers: visits to these ids are dropped, compared as exact text; they are not "unknown"
#   C5  same_day: the same doctor on the same day is one visit (the one with the least kontakt_id)
#   C6  min_contacts 3, after C3 to C5; fewer is undefined, never 0
#   C7  order for SECON and for the last visit: kontakt_datum, then kontakt_id
#   C8  chronic: any diagnosis of any contact of the person (any profession, form, level; also no-shows) that begins with a
#       code of kroniska_diagnoser, from 24 months before the window to its end: 2022-01-01 .. 2024-12-31
#   C9  kommunkod and län (the kommun's) of the last counted visit; kon of the person
#   C10 no age limit; death or a move inside the window changes nothing
#   C11 area value: unweighted mean of the persons' values; sd with n - 1; 95 % interval by t with n - 1, none for n < 2

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "kontinuitet_common.R"))

visits <- visits_since(as.Date("2024-01-01"), as.Date("2022-01-01")) # C1, C2, C8

persons_found <- lapply(split(visits, visits$person_id), function(v) {
  unknown <- v$personal_id == ""
  if (10 * sum(unknown) > nrow(v)) return(NULL) # C3
  v <- v[!unknown & !(v$personal_id %in% generic), ] # C4
  v <- v[order(v$day, v$kontakt_id, method = "radix"), ] # C7
  v <- v[!duplicated(v[c("day", "personal_id")]), ] # C5
  indices_of(v) # C6
})
write_indices(persons_found, c(kontinuitetsindex_lakare_kronisk_12m_alla_enheter = "coc"))
