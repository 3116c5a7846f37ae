# Weights, clusters of persons, strata and finite populations, as the package survey has them; persons before and after.
# A variance of survey is that of the linearised estimator with n/(n-1), over the first stage.

kish_of <- function(w) sum(w)^2 / sum(w^2)
variance_of <- function(estimate) as.vector(vcov(estimate))
share_limits <- function(p, effective, level) if (is.na(effective)) none else wilson(min(p * effective, effective), effective, level)

# Results: share, variance, effective number, limits.
weighted_share <- function(y, w, level) {
  p <- weighted.mean(y, w)
  if (length(y) < 2) return(c(p, NA, NA, none))
  v <- variance_of(svymean(~y, svydesign(ids = ~1, weights = ~w, data = data.frame(y, w))))
  alike <- length(unique(y[w > 0])) == 1 # then v is what rounding leaves
  if (alike) v <- 0
  effective <- if (alike) kish_of(w) else p * (1 - p) / v
  c(p, v, effective, share_limits(p, effective, level))
}
clustered_share <- function(person, y, w, level) {
  p <- weighted.mean(y, w)
  m <- length(unique(person))
  if (m < 2) return(c(p, NA, NA, none))
  v <- variance_of(svymean(~y, svydesign(ids = ~person, weights = ~w, data = data.frame(person, y, w))))
  if (v < 1e-30) v <- 0 # all persons are alike
  by_person <- tapply(w, person, sum)
  effective <- min(kish_of(w), if (v > 0) p * (1 - p) / v else kish_of(by_person))
  c(p, v, effective, share_limits(p, effective, level))
}
weighted_mean <- function(x, w, level) {
  m <- weighted.mean(x, w)
  if (length(x) < 2) return(c(m, NA, none))
  found <- svymean(~x, svydesign(ids = ~1, weights = ~w, data = data.frame(x, w)))
  v <- variance_of(found)
  if (length(unique(x[w > 0])) == 1) return(c(m, 0, none))
  c(m, v, as.vector(confint(found, level = level, df = length(x) - 1)))
}
# Results: logit interval of an index 0..1, which svyciprop calls xlogit.
index_by_survey <- function(x, w, level) {
  found <- svyciprop(~x, svydesign(ids = ~1, weights = ~w, data = data.frame(x, w)), method = "xlogit", level = level,
                     df = length(x) - 1)
  as.vector(attr(found, "ci"))
}
# Simple random sample of a known population: share, effective number, limits.
finite_share <- function(y, population, level) {
  p <- mean(y)
  n <- length(y)
  if (n > population) return(c(p, NA, none))
  if (n == population) return(c(p, NA, none))
  # survey has s^2/n (1 - f) with n - 1; the effective number is n/(1 - f): the same but for n/(n - 1)
  effective <- n / (1 - n / population)
  if (n > 1 && p > 0 && p < 1) {
    v <- variance_of(svymean(~y, svydesign(ids = ~1, fpc = ~population, data = data.frame(y, population))))
    stopifnot(abs(p * (1 - p) / (v * (n - 1) / n) / effective - 1) < 1e-9)
  }
  c(p, effective, share_limits(p, effective, level))
}
# Strata of a sample: mean, variance.
stratified <- function(stratum, x, population) {
  size <- population[match(stratum, seq_along(population))]
  design <- svydesign(ids = ~1, strata = ~stratum, fpc = ~size, data = data.frame(stratum, x, size))
  found <- svymean(~x, design)
  c(as.vector(coef(found)), variance_of(found))
}

set.seed(2026)
for (case in 1:160) {
  n <- sample(c(1, 2, 3, 6, 12, 20), 1)
  p <- sample(c(0, 0.02, 0.1, 0.5, 1), 1)
  y <- rbinom(n, 1, p)
  w <- switch(sample(5, 1), rep(1, n), rep(2.5, n), round(rexp(n), 3) + 0.001, sample(c(0, 1, 4), n, TRUE), c(1000, rep(1, n - 1)))
  if (sum(w) == 0) w[1] <- 1
  level <- sample(levels, 1)
  emit("weighted_share", list(y, w, level), weighted_share(y, w, level))
  x <- switch(sample(3, 1), round(rnorm(n, 60, 12), 1), rep(42, n), round(100 * y))
  emit("weighted_mean", list(x, w, level), weighted_mean(x, w, level))
  inside <- pmin(pmax(round(rnorm(n, 0.7, 0.3), 2), 0), 1)
  if (n > 1 && length(unique(inside)) > 1 && min(w) > 0)
    emit("weighted_index", list(inside, w, level), index_by_survey(inside, w, level))
}
for (case in 1:260) {
  m <- sample(c(1, 2, 3, 5, 8, 20), 1)
  rows <- switch(sample(3, 1), rep(1, m), rep(3, m), sample(1:4, m, TRUE))
  alike <- sample(c(0, 0.5, 1), 1) # how much the rows of a person have in common
  p <- sample(c(0, 0.02, 0.1, 0.5, 1), 1)
  own <- rbinom(m, 1, p)
  person <- rep(seq_len(m), rows)
  n <- length(person)
  y <- ifelse(runif(n) < alike, own[person], rbinom(n, 1, p))
  w <- switch(sample(3, 1), rep(1, n), rep(1, n), round(rexp(n), 2) + 0.01)
  level <- sample(levels, 1)
  emit("clustered_share", list(person, y, w, level), clustered_share(person, y, w, level))
}
# Persons that are all alike, with shares and weights that no double holds: rounding must not be taken for a difference.
for (rows in c(3, 7))
  for (unit in c(0.1, 0.3, 0.7)) {
    person <- rep(1:5, each = rows)
    y <- rep(c(1, 1, rep(rows > 5, rows - 2) * (seq_len(rows - 2) == 1)), 5)
    for (w in list(rep(unit, 5 * rows), unit * person))
      emit("clustered_share", list(person, y, w, 0.95), clustered_share(person, y, w, 0.95))
  }
for (case in 1:120) {
  n <- sample(c(1, 2, 5, 20, 60), 1)
  y <- rbinom(n, 1, sample(c(0, 0.1, 0.5, 1), 1))
  population <- n + sample(c(-1, 0, 1, n, 20 * n, 1e6), 1)
  level <- sample(levels, 1)
  if (population > 0) emit("finite_share", list(y, population, level), finite_share(y, population, level))
}
for (case in 1:140) {
  strata <- sample(1:4, 1)
  each <- sample(2:7, strata, TRUE)
  if (case %% 10 == 0 && strata > 1) each[1] <- 1 # all of a stratum of one person
  stratum <- rep(seq_len(strata), each)
  population <- each + ifelse(each == 1, 0, sample(c(0, 1, 10, 1000), strata, TRUE))
  x <- switch(sample(3, 1), round(rnorm(sum(each), 50, 20), 1), rbinom(sum(each), 1, 0.4), rep(1, sum(each)))
  emit("stratified", list(stratum, x, population), stratified(stratum, x, population))
}
# Where there is no variance: a stratum of one answer of many, more answers than persons, nobody who answers.
emit("stratified", list(c(1, 1, 3, 3), c(1, 0, 1, 1), c(10, 10, 10)), c(NA, NA))
emit("stratified", list(c(1, 1, 2), c(1, 0, 1), c(10, 10)), c(NA, NA))
emit("stratified", list(c(1, 1, 2, 2), c(1, 0, 1, 1), c(10, 1)), c(NA, NA))

# Ratio of two rates of the same persons: the variance of ln((A/T)/(B/S)) by svycontrast of four totals.
before_after <- function(a, t, b, s, level) {
  m <- length(a)
  ratio <- if (sum(t) > 0 && sum(b) > 0 && sum(s) > 0) (sum(a) / sum(t)) / (sum(b) / sum(s)) else NA
  if (m < 2 || sum(a) == 0 || is.na(ratio)) return(c(ratio, none))
  design <- svydesign(ids = ~1, weights = rep(1, m), data = data.frame(a, t, b, s))
  v <- variance_of(svycontrast(svytotal(~a + t + b + s, design), quote(log((a / t) / (b / s)))))
  c(ratio, if (v * m < 1e-12) none else log_normal(ratio, v, level))
}
for (case in 1:80) {
  m <- sample(c(1, 2, 3, 10, 30), 1)
  t <- sample(c(10, 100, 365), m, TRUE)
  s <- sample(c(90, 365), m, TRUE)
  rate <- sample(c(0, 0.2, 2), 1)
  a <- rpois(m, rate)
  b <- rpois(m, sample(c(0.3, 2), 1))
  level <- sample(levels, 1)
  emit("before_after", list(a, t, b, s, level), before_after(a, t, b, s, level))
}
emit("before_after", list(c(1, 1), c(365, 365), c(2, 2), c(365, 365), 0.95), c(0.5, NA, NA)) # all alike
