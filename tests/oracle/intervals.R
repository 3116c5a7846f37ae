# intervals.R - recompute with R what interval_driver prints, and compare to 1e-9 relative.
#
# Usage: Rscript --vanilla intervals.R DRIVER
# Base R only, and wherever R has a function of its own, that one: prop.test, poisson.test, quantile.

options(warn = 2) # a warning is an error
tolerance <- 1e-9
rounding <- 1e-14 # R's own lower limit for 0 of n is a few 1e-18 where ours is 0

driver <- commandArgs(trailingOnly = TRUE)[1]
lines <- system2(driver, stdout = TRUE)
if (!is.null(attr(lines, "status"))) stop("the driver failed")

# ---- the formulas, one function each: numeric arguments to numeric results ----

tail_of <- function(level) (1 - level) / 2

wilson <- function(x, n, level) {
  if (n == 0) return(c(NA, NA))
  suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int[1:2])
}

exact <- function(events, level) {
  if (events == round(events)) return(poisson.test(events, conf.level = level)$conf.int[1:2])
  tail <- tail_of(level)
  c(qchisq(tail, 2 * events), qchisq(1 - tail, 2 * (events + 1))) / 2
}

byar <- function(events, level) {
  if (events < 1) return(c(NA, NA))
  z <- qnorm(tail_of(level)) * c(1, -1)
  k <- events + c(0, 1)
  k * pmax(0, (9 * k - 1 + 3 * z * sqrt(k)) / (9 * k))^3
}

poisson <- function(events, level) if (events < 10) exact(events, level) else byar(events, level)

mean_t <- function(mean, sd, n, level) {
  if (n <= 1) return(c(NA, NA))
  mean + qt(c(tail_of(level), 1 - tail_of(level)), n - 1) * sd / sqrt(n)
}

log_normal <- function(value, variance, level) {
  if (value <= 0 || variance <= 0) return(c(NA, NA))
  qlnorm(c(tail_of(level), 1 - tail_of(level)), log(value), sqrt(variance))
}

# By trying every rank, with the point probabilities added up.
ranks <- function(n, q, level) {
  allowed <- tail_of(level) * (1 + 1e-10)
  point <- dbinom(0:n, n, q)
  below <- c(0, cumsum(point))            # P(B < 0), P(B < 1), ... P(B < n + 1)
  from <- c(rev(cumsum(rev(point))), 0)   # P(B >= 0), ... P(B >= n + 1)
  low <- max(which(below <= allowed)) - 1
  high <- min(which(from <= allowed)) - 1
  if (n < 6 || low < 1 || high > n) return(c(NA, NA))
  # R's quantile function of the binomial must say the same
  stopifnot(low == qbinom(tail_of(level), n, q), high == qbinom(1 - tail_of(level), n, q) + 1)
  c(low, high)
}

kish <- function(sum_w, sum_w2) sum_w^2 / sum_w2

# quantile() before R 4.5 takes 0.07 * 100 for more than 7 in types 1-3.  Where q is a multiple of
# 1/1000 the position is computed in whole numbers instead.
jumping <- function(x, q, type) {
  n <- length(x)
  at <- function(rank) x[min(max(rank, 1), n)]
  scaled <- 2 * n * round(q * 1000) - if (type == 3) 1000 else 0 # position * 2000
  j <- scaled %/% 2000
  between <- scaled %% 2000 > 0
  if (between) return(at(j + 1))
  switch(type, at(j), (at(j) + at(j + 1)) / 2, if (j %% 2 == 0) at(j) else at(j + 1))
}

quantile_of <- function(type, q, table) {
  pairs <- strsplit(strsplit(table, ",")[[1]], ":")
  x <- rep(as.numeric(sapply(pairs, `[`, 1)), as.integer(sapply(pairs, `[`, 2)))
  by_r <- quantile(x, q, type = type, names = FALSE)
  if (type > 3 || abs(q * 1000 - round(q * 1000)) > 1e-9) return(by_r)
  off <- abs(length(x) * q - round(length(x) * q, 3)) # what rounding has done to n * q
  stopifnot(off > 0 || jumping(x, q, type) == by_r)
  jumping(x, q, type)
}

# ---- the comparison ----

formulas <- list(wilson = wilson, exact = exact, byar = byar, poisson = poisson, mean = mean_t, log = log_normal,
                 ranks = ranks, kish = kish, quantile = quantile_of)
at_least <- c(wilson = 400, exact = 200, byar = 200, poisson = 200, mean = 600, log = 140, ranks = 1500,
              kish = 10, quantile = 5000)

if (any(grepl("nan|inf", lines))) stop("the driver printed a number that is not finite")
sides <- strsplit(lines, " = ", fixed = TRUE)
calls <- strsplit(sapply(sides, `[`, 1), " ", fixed = TRUE)
names_of <- sapply(calls, `[`, 1)
unknown <- setdiff(names_of, names(formulas))
if (length(unknown) > 0) stop("no formula for ", unknown[1])
missing <- names(at_least)[table(factor(names_of, names(at_least))) < at_least]
if (length(missing) > 0) stop("the driver printed too few lines of ", missing[1])

wanted <- function(call) {
  arguments <- as.list(call[-1])
  numbers <- if (call[1] == "quantile") 1:2 else seq_along(arguments)
  arguments[numbers] <- as.numeric(unlist(arguments[numbers]))
  do.call(formulas[[call[1]]], arguments)
}

numbers_in <- function(text) {
  words <- strsplit(text, " ", fixed = TRUE)[[1]]
  words[words == "NA"] <- NA # the text would be a warning
  as.numeric(words)
}

agree <- function(got, want) {
  same_na <- is.na(got) == is.na(want)
  near <- abs(got - want) <= pmax(tolerance * abs(want), rounding)
  length(got) == length(want) && all(same_na) && all(near, na.rm = TRUE)
}

compared <- 0
failed <- 0
for (i in seq_along(lines)) {
  got <- numbers_in(sides[[i]][2])
  want <- wanted(calls[[i]])
  compared <- compared + length(want)
  if (!agree(got, want)) {
    failed <- failed + 1
    if (failed <= 20) cat(lines[i], "\n  R:", format(want, digits = 17), "\n")
  }
}

if (failed > 0) {
  cat("intervals:", failed, "of", length(lines), "lines differ\n")
  quit(status = 1)
}
cat("intervals:", compared, "values agree\n")
