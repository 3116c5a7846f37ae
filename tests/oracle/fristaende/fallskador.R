# fallskador_65plus_per_100k: stays in hospital that ended in the year, or in three years, of those 65 and older at admission, with an external
# cause W00-W19 in any position, over the sum of the years' mean populations.

source("las.R")
args <- commandArgs(TRUE)
stays <- merge(las(args[1], "vardtillfallen"), personer(args[1]), by = "person_id")
people <- las(args[1], "befolkning")
people$n <- tal(people$medelfolkmangd)
people <- people[as.integer(people$alder_fran) >= 65 & !is.na(people$n), ]
people$kon <- unname(kon(people$kon))
people$kommunkod <- kommun(people$kommunkod)

stays$ut <- dag(stays$utskrivningsdatum)
stays$kommunkod <- kommun(stays$kommunkod)
fall <- vapply(strsplit(stays$yttre_orsak, "|", fixed = TRUE), function(codes) any(grepl("^W[01][0-9]", codes)), NA)
stays <- stays[fall & !is.na(stays$ut) & alder(stays$fodd, dag(stays$inskrivningsdatum)) >= 65 & stays$kommunkod %in% people$kommunkod, ]

both <- list()
for (year in 2022:2024) for (years in c(1, 3)) {
  period <- if (years == 1) as.character(year) else sprintf("%d-01..%d-12", year - 2, year)
  e <- stays[ar(stays$ut) %in% (year - seq_len(years) + 1), ]
  p <- people[people$ar %in% (year - seq_len(years) + 1), ]
  both[[length(both) + 1]] <- rbind(
    data.frame(period = period, kommunkod = e$kommunkod, kon = e$kon, event = rep(1, nrow(e)), n = rep(0, nrow(e))),
    data.frame(period = period, kommunkod = p$kommunkod, kon = p$kon, event = 0, n = p$n))
}
both <- do.call(rbind, both)
both$lan <- substr(both$kommunkod, 1, 2)
skriv(cells("fallskador_65plus_per_100k", both, function(x)
  c(value = sum(x$event) / sum(x$n) * 1e5, events = sum(x$event), population = sum(x$n))), args[2])
