# kontinuitetsindex_lakare_kronisk: mean of Bice and Boxerman's COC over those with a chronic disease and three visits or more to doctors of
# the unit where they are listed, in eighteen months.

source("las.R")
args <- commandArgs(TRUE)
contacts <- las(args[1], "vardkontakter", "\t")
contacts$day <- dag(contacts$kontakt_datum)
# ids that stand for several doctors, or for nobody known
contacts$personal_id[contacts$personal_id %in% c("HYRLAKARE", "OKAND", "JOUR", "VIKARIE")] <- NA
listed <- las(args[1], "personer")
listed$from <- dag(listed$giltig_fran); listed$from[is.na(listed$from)] <- as.Date("0001-01-01")
listed$to <- dag(listed$giltig_till); listed$to[is.na(listed$to)] <- as.Date("9999-12-31")
kronisk <- paste0("^(E1[01]|I1[0-5]|I2[0-5]|I48|I50|I6[0-4]|J44|J45|F0[0-3]|F3[23]|F41|N18|M05|M06)")
ill <- vapply(strsplit(ifelse(is.na(contacts$diagnoser), "", toupper(contacts$diagnoser)), "[|,]"), function(codes) any(grepl(kronisk, codes)), NA)

coc <- function(staff) {
  n <- tabulate(match(staff, unique(staff)))
  (sum(n^2) - sum(n)) / (sum(n) * (sum(n) - 1))
}
found <- list()
for (year in 2022:2024) {
  end <- as.Date(sprintf("%d-12-31", year))
  first <- as.Date(sprintf("%d-07-01", year - 1))
  at <- listed[listed$from <= end & listed$to >= end & !is.na(listed$listad_enhet), c("person_id", "listad_enhet", "kon")]
  v <- merge(contacts[contacts$yrkesgrupp == "LK" & contacts$vardniva == "PRIMARVARD" & contacts$genomford == "J" & contacts$journalford == "J" &
                      contacts$kontaktform %in% c("MOTTAGNING", "HEMBESOK", "VIDEO") & contacts$day >= first & contacts$day <= end, ],
             at, by = "person_id")
  v <- v[v$enhet_id == v$listad_enhet, ]
  v <- v[v$person_id %in% contacts$person_id[ill & contacts$day >= as.Date(sprintf("%d-07-01", year - 3)) & contacts$day <= end], ]
  v <- v[order(v$person_id, v$day, v$kontakt_id), ]
  v <- v[is.na(v$personal_id) | !duplicated(v[c("person_id", "day", "personal_id")]), ]
  for (mine in split(v, v$person_id)) {
    unknown <- is.na(mine$personal_id)
    if (mean(unknown) > 0.1 || sum(!unknown) < 3) next
    mine <- mine[!unknown, ]
    found[[length(found) + 1]] <- data.frame(period = as.character(year), kommunkod = kommun(mine$kommunkod[nrow(mine)]),
                                             kon = unname(kon(mine$kon[1])), coc = coc(mine$personal_id))
  }
}
found <- do.call(rbind, found)
found$lan <- substr(found$kommunkod, 1, 2)
skriv(cells("kontinuitetsindex_lakare_kronisk", found, function(x) c(value = mean(x$coc), n = nrow(x))), args[2])
