# revisions.R - what has changed from each report of a year to the next, from the CSV of the reports alone; then held
# against what "history" and "diff" said.
#
# Usage: Rscript --vanilla revisions.R FOLDER

options(warn = 2, digits = 15)
folder <- commandArgs(trailingOnly = TRUE)[1]
months <- sprintf("2024-%02d", 1:12)
read <- function(name) read.csv2(file.path(folder, name), dec = ".", colClasses = "character", encoding = "UTF-8")
number <- function(x) suppressWarnings(as.numeric(x))

reports <- lapply(months, function(m) read(paste0(m, ".csv")))
names(reports) <- months
key <- function(d) paste(d$period, d$grain, d$group)
expected_of <- function(flags, status) {
  grepl("preliminary|partial|incomplete_look_back", flags) | status %in% c("not_delivered", "incomplete_follow_up")
}

# One pair of reports: a line a figure that differs.
compare <- function(old, new) {
  out <- list()
  for (k in union(key(old), key(new))) {
    a <- old[key(old) == k, ]; b <- new[key(new) == k, ]
    any <- if (nrow(a) > 0) a else b
    empty <- function(d) nrow(d) == 0 || d$status == "no_data"
    if (empty(a) && empty(b)) next
    if (nrow(a) > 0 && nrow(b) > 0) {
      same <- a$status == b$status && identical(a$value, b$value) && a$numerator == b$numerator && a$denominator == b$denominator
      if (same) next
      both <- a$status == "ok" && b$status == "ok"
      difference <- if (both) number(b$value) - number(a$value) else NA
      outside <- if (both) number(b$value) < number(a$low) || number(b$value) > number(a$high) else NA
      what <- if (expected_of(a$flags, a$status)) "completed" else "revised"
    } else {
      difference <- NA; outside <- NA
      last <- max(c("", old$period[old$grain == "month"]))
      what <- if (nrow(a) > 0) "gone" else if (any$grain == "month" && any$period > last) "new_period" else
        if (any$grain == "quarter" && paste0(substr(any$period, 1, 4), "-", sprintf("%02d", 3 * as.integer(substr(any$period, 7, 7)))) > last) "new_period" else "new"
    }
    out[[length(out) + 1]] <- data.frame(period = any$period, grain = any$grain, group = any$group, change = what, difference = difference, outside = outside)
  }
  do.call(rbind, out)
}

faults <- 0
fault <- function(...) { faults <<- faults + 1; if (faults <= 20) cat("FAULT:", ..., "\n") }
near <- function(a, b) (is.na(a) && is.na(b)) || (!is.na(a) && !is.na(b) && abs(a - b) <= 1e-9)

# ---- diff ----
told <- read("diff.csv")
compared <- 0
for (i in 2:12) {
  mine <- compare(reports[[i - 1]], reports[[i]])
  theirs <- told[told$after == paste0(months[i], ".json"), ]
  if (nrow(mine) != nrow(theirs)) fault("diff of", months[i], "has", nrow(theirs), "figures,", nrow(mine), "differ")
  wanted <- if (i == 7) "other" else "same"
  if (any(theirs$definition != wanted)) fault("diff of", months[i], "says definition", theirs$definition[1])
  for (j in seq_len(nrow(mine))) {
    t <- theirs[key(theirs) == key(mine[j, ]), ]
    compared <- compared + 1
    if (nrow(t) != 1 || t$change != mine$change[j] || !near(number(t$difference), mine$difference[j]) ||
        (!is.na(mine$outside[j]) && (t$outside == "True") != mine$outside[j]))
      fault("diff of", months[i], key(mine[j, ]), "R says", mine$change[j], mine$difference[j], "and not", t$change, t$difference)
  }
}

# ---- history ----
story <- read("history.csv")
for (k in unique(key(story))) {
  lines <- story[key(story) == k, ]
  for (j in seq_len(nrow(lines))) {
    month <- sub(".json", "", lines$report[j], fixed = TRUE)
    cell <- reports[[month]][key(reports[[month]]) == k, ]
    compared <- compared + 1
    if (nrow(cell) != 1 || cell$status != lines$status[j] || !near(number(cell$value), number(lines$value[j]))) fault("history of", k, month, "is not in the report")
    if (j == 1) {
      if (lines$change[j] != "first") fault("history of", k, "begins with", lines$change[j])
      next
    }
    before <- sub(".json", "", lines$report[j - 1], fixed = TRUE)
    mine <- compare(reports[[before]][key(reports[[before]]) == k, ], cell)
    what <- if (is.null(mine)) "same" else mine$change
    if (what != lines$change[j]) fault("history of", k, month, "says", lines$change[j], "and R", what)
    if ((lines$definition[j] == "other") != (month == "2024-07")) fault("history of", k, month, "on the definition")
  }
}
total <- sum(sapply(reports, nrow))
if (nrow(story) != total) fault("history has", nrow(story), "lines, the reports", total, "figures")
cat(compared, "figures compared,", sum(told$change == "revised"), "revised,", sum(told$change == "completed"), "completed,", faults, "faults\n")
quit(status = if (faults > 0 || compared < 500 || !all(c("revised", "completed", "new_period") %in% told$change)) 1 else 0)
