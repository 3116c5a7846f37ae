# Counts of rows and of persons, sums and quantiles, in R.
#
#   Rscript antal.R FOLDER kommuner.csv OUT.csv
#
# Quantiles are R's own quantile(), all nine types, at parts that a double holds exactly (R before 4.5 may take 0.07 * 100 for more
# than 7); the exact limits of a count are poisson.test's.  A count has a row here where the program must show it: groups that are
# known also with 0, where the county has delivered all days.

source("../common.R")
arguments <- commandArgs(trailingOnly = TRUE)
all <- rbind(read_text(file.path(arguments[1], "besok1.csv"), ";"), read_text(file.path(arguments[1], "besok2.csv"), ";"))
lists <- read.table(arguments[2], header = TRUE, sep = ";", quote = "", colClasses = "character", comment.char = "#", encoding = "UTF-8")
delivered_until <- c("04" = "2025-01-31", "18" = "2024-09-30")

all[all == ""] <- NA
all <- all[order(all$dag, all$besok_id), ]
all$lan <- lists$lanskod[match(all$kommunkod, lists$kommunkod)]
all$minuter <- as.integer(all$minuter)
all$veckor <- number(all$veckor)
all <- all[!is.na(all$dag) & all$dag >= "2023-01-01" & all$dag <= "2024-12-31", ]
not_c <- !is.na(all$typ) & all$typ != "C"
month <- as.integer(substr(all$dag, 6, 7))
labels <- list(quarter = paste0(substr(all$dag, 1, 4), "-Q", (month + 2) %/% 3), year = substr(all$dag, 1, 4))
years <- c("2023", "2024")
periods_of <- c(paste0(rep(years, each = 4), "-Q", 1:4), years)
first_day <- setNames(c(paste0(rep(years, each = 4), c("-01-01", "-04-01", "-07-01", "-10-01")), paste0(years, "-01-01")), periods_of)
last_day <- setNames(c(paste0(rep(years, each = 4), c("-03-31", "-06-30", "-09-30", "-12-31")), paste0(years, "-12-31")), periods_of)

# Kommuner of the two counties, and what they can be split by.
areas <- lists[lists$lanskod %in% names(delivered_until) & lists$giltig_till == "", ]
groups <- function() {
  out <- list(list(lan = "", kommunkod = "", kon = ""))
  for (kon in c("", "K", "M", NA)) {
    for (lan in c(names(delivered_until), NA)) out[[length(out) + 1]] <- list(lan = lan, kommunkod = "", kon = kon)
    for (kommun in c(areas$kommunkod, NA)) out[[length(out) + 1]] <- list(lan = "", kommunkod = kommun, kon = kon)
  }
  out
}
is_in <- function(data, group) {
  yes <- rep(TRUE, nrow(data))
  for (name in names(group)) {
    value <- group[[name]]
    if (is.na(value)) yes <- yes & is.na(data[[name]]) else if (value != "") yes <- yes & !is.na(data[[name]]) & data[[name]] == value
  }
  yes
}
is_known <- function(group) !any(is.na(unlist(group)))
# Of all who deliver for the group: by so many of these days.
is_delivered <- function(group, label, whole) {
  lan <- if (!is.na(group$kommunkod) && group$kommunkod != "") areas$lanskod[match(group$kommunkod, areas$kommunkod)] else group$lan
  until <- if (is.na(lan) || lan == "") delivered_until else delivered_until[[lan]]
  if (whole) last_day[[label]] <= min(until) else first_day[[label]] <= max(until)
}

limits <- function(d) {
  if (d < 10) return(poisson.test(d)$conf.int[1:2])
  z <- qnorm(0.975)
  c(d * (1 - 1 / (9 * d) - z / (3 * sqrt(d)))^3, (d + 1) * (1 - 1 / (9 * (d + 1)) + z / (3 * sqrt(d + 1)))^3)
}
by_ranks <- function(x, q) {
  n <- length(x)
  if (n < 6) return(c(NA, NA))
  low <- max(which(pbinom(0:n - 1, n, q) <= 0.025)) - 1
  high <- which(pbinom(0:n - 1, n, q, lower.tail = FALSE) <= 0.025)[1] - 1
  if (low < 1 || is.na(high)) c(NA, NA) else sort(x)[c(low, high)]
}

# One row a person and period: the first, or last, of those that count.
persons <- function(data, keys, last) {
  data <- data[rowSums(is.na(data[keys])) == 0, ]
  data[!duplicated(do.call(paste, c(data[keys], data["period"], sep = "\r")), fromLast = last), ]
}

rows <- list()
put <- function(indicator, label, group, n, value, interval = c(NA, NA), also = c(NA, NA, NA, NA)) {
  text <- lapply(group, function(value) if (is.na(value)) "null" else value)
  rows[[length(rows) + 1]] <<- data.frame(indicator = indicator, period = label, text, n = n, value = value, low = interval[1], high = interval[2],
                                          also.q25 = also[1], also.q87_5 = also[2], also.q0 = also[3], also.q100 = also[4])
}
# ZERO: nothing is a value, and a part of the deliveries none.
cells <- function(data, put_cell, zero) {
  for (label in periods_of) {
    part <- data[data$period == label, ]
    for (group in groups()) {
      own <- part[is_in(part, group), ]
      if ((nrow(own) > 0 || zero && is_known(group)) && is_delivered(group, label, zero)) put_cell(label, group, own)
    }
  }
}
counts <- function(indicator, data, interval) {
  cells(data, function(label, group, own) put(indicator, label, group, nrow(own), nrow(own), if (interval) limits(nrow(own)) else c(NA, NA)), TRUE)
}

periods <- do.call(rbind, lapply(labels, function(label) cbind(all, period = label, stays = not_c)))
counts("rader", periods, TRUE)
counts("rader_utan_c", periods[periods$stays & !(!is.na(periods$minuter) & periods$minuter < 10), ], TRUE)
counts("personer_forsta", persons(periods, "person_id", FALSE), TRUE)
counts("personer_sista", persons(periods[periods$stays, ], "person_id", TRUE), FALSE)
counts("personer_typ", persons(periods, c("person_id", "typ"), TRUE), FALSE)
cells(periods[periods$stays & !is.na(periods$minuter), ], function(label, group, own) put("minuter", label, group, nrow(own), sum(own$minuter)), TRUE)
values <- periods[periods$stays & !is.na(periods$veckor), ]
for (type in 1:9) {
  cells(values, function(label, group, own) {
    q <- quantile(own$veckor, c(0.5, 0.25, 0.875, 0, 1), type = type, names = FALSE)
    put(paste0("typ", type), label, group, nrow(own), q[1], by_ranks(own$veckor, 0.5), q[2:5])
  }, FALSE)
}
result <- do.call(rbind, rows)
for (name in c("value", "low", "high", "also.q25", "also.q87_5", "also.q0", "also.q100"))
  result[[name]] <- ifelse(is.na(result[[name]]), "", formatC(result[[name]], digits = 17, format = "g"))
write.csv(result, arguments[3], row.names = FALSE, quote = FALSE)
