# What follows from published cells, worked out again: each line of the first file is a question, each of the second an answer.
#
#   Rscript derived.R QUESTIONS ANSWERS
#
# Written from docs/explanation/comparisons.md, with R's own functions where there are any.

mover <- function(p1, l1, u1, p2, l2, u2) {
  d <- p1 - p2
  c(d, d - sqrt((p1 - l1)^2 + (u2 - p2)^2), d + sqrt((u1 - p1)^2 + (p2 - l2)^2))
}
wilson <- function(p, n, level) {
  z <- qnorm(1 - (1 - level) / 2)
  m <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  h <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
  c(max(0, m - h), min(1, m + h))
}
poisson <- function(d, level) {
  if (d < 10) return(as.numeric(poisson.test(d, conf.level = level)$conf.int))
  z <- qnorm(1 - (1 - level) / 2)
  c(d * (1 - 1 / (9 * d) - z / (3 * sqrt(d)))^3, (d + 1) * (1 - 1 / (9 * (d + 1)) + z / (3 * sqrt(d + 1)))^3)
}
ratio <- function(x1, t1, x2, t2, level) {
  test <- poisson.test(c(x1, x2), c(t1, t2), conf.level = level)
  c(as.numeric(test$estimate), as.numeric(test$conf.int))
}
funnel <- function(kind, centre, size, q) {
  below <- if (kind == 1) function(r) pbinom(r, size, centre) else function(r) ppois(r, centre * size)
  r <- if (kind == 1) qbinom(q, size, centre) else qpois(q, centre * size)
  exact <- if (kind == 1) dbinom(r, size, centre) else dpois(r, centre * size)
  limit <- (r - (below(r) - q) / exact) / size
  max(0, if (kind == 1) min(1, limit) else limit)
}
# longest run, its limit, crossings, their limit, points off the centre
runs <- function(values, centre) {
  side <- sign(values[values != centre] - centre)
  n <- length(side)
  if (n < 12) return(c(n, NA, NA, NA, NA))
  c(n, max(rle(side)$lengths), round(log2(n)) + 3, sum(diff(side) != 0), qbinom(0.05, n - 1, 0.5))
}

arguments <- commandArgs(trailingOnly = TRUE)
lines <- strsplit(readLines(arguments[1]), " ")
answer <- function(words) {
  x <- as.numeric(words[-1])
  switch(words[1],
    mover = mover(x[1], x[2], x[3], x[4], x[5], x[6]),
    share = { w <- wilson(x[1], x[2], x[3]); c(x[1], w) },
    rate = { w <- poisson(x[1], x[3]); c(x[1], w) / x[2] },
    mean = { h <- qt(1 - (1 - x[4]) / 2, x[3] - 1) * x[2] / sqrt(x[3]); c(x[1], x[1] - h, x[1] + h) },
    ratio = ratio(x[1], x[2], x[3], x[4], x[5]),
    funnel = funnel(x[1], x[2], x[3], x[4]),
    median = median(x),
    runs = runs(x[-1], x[1]))
}
writeLines(vapply(lines, function(words) paste(format(answer(words), digits = 15), collapse = " "), ""), arguments[2])
