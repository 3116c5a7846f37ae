# fallskador_65plus_per_100k: stays in hospital that ended in the year, or in three years, of those 65 and older at admission, with an external
# cause W00-W19 in any position, over the sum of the years' mean populations.

source("las.R")
args <- commandArgs(TRUE)
stays <- merge(las(args[1], "vardtillfallen"), personer(args[1]), by = "person_id")
people <- las(args[1], "befolkning")
people$kon <- unname(kon(people$kon))
people$kommunkod <- kommun(people$kommunkod)
# the mean of a year, or of its two ends where that is not given
people$n <- tal(people$folkmangd)
before <- match(paste(as.integer(people$ar) - 1, people$kommunkod, people$kon, people$alder_fran),
                paste(people$ar, people$kommunkod, people$kon, people$alder_fran))
people$n <- ifelse(is.na(people$medelfolkmangd), (people$n + people$n[before]) / 2, tal(people$medelfolkmangd))
people <- people[as.integer(people$alder_fran) >= 65 & !is.na(people$n), ]

stays$ut <- dag(stays$utskrivningsdatum)
stays$kommunkod <- kommun(stays$kommunkod)
fall <- vapply(strsplit(stays$yttre_orsak, "|", fixed = TRUE), function(codes) any(grepl("^W[01][0-9]", codes)), NA)
stays <- stays[fall & !is.na(stays$ut) & alder(stays$fodd, dag(stays$inskrivningsdatum)) >= 65 & stays$kommunkod %in% people$kommunkod, ]

delivered <- las(args[1], "leveranser")
delivered <- delivered[delivered$dataset == "vardtillfallen", ]
since <- max(tapply(ar(dag(delivered$period_fran)), delivered$lamnare, min))
both <- list()
for (year in 2022:2024) for (years in c(1, 3)) {
  period <- if (years == 1) as.character(year) else sprintf("%d-01..%d-12", year - 2, year)
  e <- stays[ar(stays$ut) %in% (year - seq_len(years) + 1), ]
  p <- people[people$ar %in% (year - seq_len(years) + 1), ]
  if (year - years + 1 < since) next
  both[[length(both) + 1]] <- rbind(
    data.frame(period = period, kommunkod = e$kommunkod, kon = e$kon, event = 1, n = 0),
    data.frame(period = period, kommunkod = p$kommunkod, kon = p$kon, event = 0, n = p$n))
}
both <- do.call(rbind, both)
both$lan <- substr(both$kommunkod, 1, 2)
skriv(cells("fallskador_65plus_per_100k", both, function(x)
  c(value = sum(x$event) / sum(x$n) * 1e5, events = sum(x$event), population = if (sum(x$n) > 0) sum(x$n) else NA)), args[2])
