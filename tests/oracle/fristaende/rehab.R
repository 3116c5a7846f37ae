# rehab_funktion_forbattring: of those whose rehabilitation at home ended in the year and who were tested with KATZ at its start and at its end
# (within 14 days, the nearest, of two as near the earlier), the share with a lower score at the end.

source("las.R")
args <- commandArgs(TRUE)
tests <- las(args[1], "bedomningar", "\t")
tests <- tests[tests$instrument == "KATZ" & !is.na(tests$varde), ]
tests <- data.frame(person_id = tests$person_id, id = tests$bedomning_id, day = dag(tests$bedomningsdatum), score = tal(tests$varde))
episodes <- las(args[1], "insatser")
episodes <- episodes[kod(episodes$insats) %in% c("HEMREHAB", "HEMREHABILITERING"), ]
episodes$start <- dag(episodes$startdatum)
episodes$slut <- dag(episodes$slutdatum)
episodes <- episodes[!is.na(episodes$start) & !is.na(episodes$slut) & ar(episodes$slut) %in% 2022:2024, ]

nearest <- function(mine, day) {
  mine <- mine[abs(as.integer(mine$day - day)) <= 14, ]
  mine[order(abs(as.integer(mine$day - day)), mine$day, mine$id), ][1, ]
}
episodes$met <- NA
for (i in seq_len(nrow(episodes))) {
  mine <- tests[tests$person_id == episodes$person_id[i], ]
  a <- nearest(mine, episodes$start[i])
  b <- nearest(mine, episodes$slut[i])
  if (!is.na(a$id) && !is.na(b$id) && a$id != b$id) episodes$met[i] <- b$score < a$score
}
episodes <- merge(episodes[!is.na(episodes$met), ], personer(args[1])[c("person_id", "kon")], by = "person_id")
episodes$period <- format(episodes$slut, "%Y")
episodes$kommunkod <- kommun(episodes$kommunkod)
episodes$lan <- substr(episodes$kommunkod, 1, 2)
skriv(cells("rehab_funktion_forbattring", episodes, function(x)
  c(value = 100 * mean(x$met), better = sum(x$met), n = nrow(x))), args[2])
