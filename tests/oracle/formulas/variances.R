# What rests on a variance: normal, margin, t, the bounded index, Dobson, the normal of a logarithm.

normal <- function(value, variance, level) {
  if (!(variance > 0)) return(none)
  qnorm(both_sides(level), value, sqrt(variance))
}
mean_variance <- function(mean, variance, df, level) {
  if (!(variance > 0) || !(df > 0)) return(none)
  mean + qt(both_sides(level), df) * sqrt(variance)
}
# The slope of the logit by R's own derivative.
index <- function(mean, variance, df, low, high, level) {
  m <- (mean - low) / (high - low)
  if (!(variance > 0) || !(df > 0) || !(m > 0 && m < 1)) return(none)
  slope <- eval(D(quote(log(m / (1 - m))), "m"))
  low + (high - low) * plogis(qlogis(m) + qt(both_sides(level), df) * sqrt(variance) / (high - low) * slope)
}
dobson <- function(value, variance, events, level) {
  if (!(variance > 0) || !(events > 0)) return(none)
  limits <- value + sqrt(variance / events) * (poisson_limits(events, level) - events)
  pmax(limits, 0)
}
log_normal <- function(value, variance, level) {
  if (!(value > 0) || !(variance > 0)) return(none)
  limits <- qlnorm(both_sides(level), log(value), sqrt(variance))
  if (all(is.finite(limits))) limits else none
}

for (level in levels)
  for (variance in c(0, 1e-8, 0.25, 1, 1e6)) {
    for (value in c(0, 3.7, -250.25, 1e6)) emit("normal", list(value, variance, level), normal(value, variance, level))
    emit("margin", list(variance, level), if (variance > 0) diff(normal(0, variance, level)) / 2 else NA)
    for (value in c(0, 1e-9, 0.3925, 17.5)) emit("log", list(value, variance, level), log_normal(value, variance, level))
  }
for (level in levels)
  for (mean in c(0, 3.7, -250.25, 1e6))
    for (variance in c(0, 1e-8, 1, 1e4))
      for (df in c(0, 0.5, 1, 2, 19, 1e6))
        emit("mean_variance", list(mean, variance, df, level), mean_variance(mean, variance, df, level))
for (ends in list(c(0, 100), c(1, 5), c(-1, 1)))
  for (share in c(0, 1e-6, 0.02, 0.5, 0.9, 1))
    for (variance in c(0, 1e-6, 1e-3, 0.1))
      for (df in c(1, 19, 1000))
        for (level in few_levels) {
          mean <- signif(ends[1] + share * diff(ends), 12)
          v <- variance * diff(ends)^2
          emit("index", list(mean, v, df, ends[1], ends[2], level), index(mean, v, df, ends[1], ends[2], level))
        }
for (events in c(0, 1, 2, 5, 9, 10, 11, 100, 1e6))
  for (value in c(0, 1e-5, 12.5, 1e6))
    for (spread in c(0, 0.3, 1, 40)) # V beside that of as many independent events
      for (level in few_levels) {
        variance <- spread * (if (value > 0) value else 1)^2 / max(events, 1)
        emit("dobson", list(value, variance, events, level), dobson(value, variance, events, level))
      }

# A directly standardised rate from its classes: independent events, and persons with several.
set.seed(16)
for (case in 1:60) {
  classes <- sample(2:6, 1)
  n <- round(runif(classes, 20, 5000))
  d <- rpois(classes, n * runif(1, 0.001, 0.05))
  w <- round(runif(classes, 1, 20))
  level <- sample(few_levels, 1)
  value <- weighted.mean(d / n, w)
  stopifnot(same(value, ageadjust.direct(d, n, stdpop = w)["adj.rate"])) # its interval is another one
  # the variance of a sum of independent Poisson counts, each times its weight
  variance <- as.vector(t(w / sum(w) / n) %*% diag(d) %*% (w / sum(w) / n))
  emit("standardised", list(d, n, w, level), c(value, dobson(value, variance, sum(d), level)))
}
