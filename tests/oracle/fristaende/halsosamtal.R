# halsosamtal_andel: of those who were offered a talk, the share who had it (one for the same cohort) by day 365.  A reminder is no new
# offer, and who dies or moves by then is left out.

source("las.R")
args <- commandArgs(TRUE)
rows <- las(args[1], "insatser")
rows <- rows[kod(rows$insats) == "HALSOSAMTAL", ]
rows$offer <- dag(rows$erbjuden)
rows$start <- dag(rows$startdatum)
rows$kommunkod <- kommun(rows$kommunkod)
rows$lan <- substr(rows$kommunkod, 1, 2)

# How far each supplier has delivered: a municipality or the county.
d <- las(args[1], "leveranser")
d <- d[d$dataset == "insatser", ]
reach <- setNames(dag(d$period_till), d$lamnare)

# First offer of a person and cohort, unless an earlier one lies within the 24 months before it.
months_before <- function(day, n) {
  back <- as.POSIXlt(day)
  month <- back$year * 12 + back$mon - n
  first <- as.Date(sprintf("%04d-%02d-01", 1900 + month %/% 12, month %% 12 + 1))
  last <- as.POSIXlt(first); last$mon <- last$mon + 1; last <- as.Date(last) - 1
  pmin(first + back$mday - 1, last)
}
offers <- rows[!is.na(rows$offer), ]
offers <- offers[order(offers$person_id, offers$malgrupp, offers$offer, offers$insats_id), ]
unit <- paste(offers$person_id, offers$malgrupp)
earlier <- c(as.Date(NA), offers$offer[-nrow(offers)])
earlier[!duplicated(unit) == TRUE] <- NA
offers <- offers[is.na(earlier) | earlier < months_before(offers$offer, 24), ]

held <- rows[!is.na(rows$start), ]
talks <- split(held$start, paste(held$person_id, held$malgrupp))
offers$met <- mapply(function(unit, day) any(talks[[unit]] >= day & talks[[unit]] <= day + 365),
                     paste(offers$person_id, offers$malgrupp), offers$offer)
offers <- merge(offers, personer(args[1]), by = "person_id")
end <- offers$offer + 365
to <- reach[offers$kommunkod]
to[is.na(to)] <- reach[offers$lan[is.na(to)]]
offers <- offers[!(!is.na(offers$dod) & offers$dod <= end) & !(!is.na(offers$flyttad) & offers$flyttad >= offers$offer & offers$flyttad <= end) & end <= to, ]
offers$period <- format(offers$offer, "%Y")
offers <- offers[offers$period %in% 2022:2024, ]
skriv(cells("halsosamtal_andel", offers, function(x)
  c(value = 100 * sum(x$met) / nrow(x), numerator = sum(x$met), denominator = nrow(x))), args[2])
