# Shares and counts: Wilson, Clopper-Pearson, Byar, exact Poisson, ranks of a quantile, Kish.

wilson <- function(x, n, level) {
  if (!(n > 0) || x < 0 || x > n) return(none)
  ends <- suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int[1:2])
  if (n == round(n) && n > 1) stopifnot(same(ends, unlist(binom.wilson(x, n, level)[c("lower", "upper")])))
  c(if (x == 0) 0 else ends[1], if (x == n) 1 else ends[2]) # R has a few 1e-18 there
}
clopper_pearson <- function(x, n, level) {
  if (!(n > 0) || x < 0 || x > n || x != round(x) || n != round(n)) return(none)
  if (n > 1e6) return(c(if (x == 0) 0 else qbeta(tail_of(level), x, n - x + 1),
                        if (x == n) 1 else qbeta(tail_of(level), x + 1, n - x, lower.tail = FALSE))) # binom.test looks at all of 0..n
  binom.test(x, n, conf.level = level)$conf.int[1:2]
}
poisson_exact <- function(events, level) {
  if (events < 0) return(none)
  if (events == round(events)) return(poisson.test(events, conf.level = level)$conf.int[1:2])
  qchisq(both_sides(level), 2 * c(events, events + 1)) / 2
}
byar <- function(events, level) {
  if (events < 1) return(none)
  k <- events + c(0, 1)
  k * pmax(0, (9 * k - 1 + 3 * qnorm(both_sides(level)) * sqrt(k)) / (9 * k))^3
}
poisson_limits <- function(events, level) if (events < 10) poisson_exact(events, level) else byar(events, level)

for (n in c(1, 2, 3, 10, 20, 50, 200, 1000, 1e6, 1e8))
  for (x in unique(c(0, 1, n %/% 3, n %/% 2, n - 1, n)))
    for (level in levels) {
      emit("wilson", list(x, n, level), wilson(x, n, level))
      emit("clopper_pearson", list(x, n, level), clopper_pearson(x, n, level))
    }
for (x in list(c(0.5, 1.0001), c(0, 1.0001), c(1.0001, 1.0001), c(3.25, 17.5), c(0.02 * 33.3, 33.3), c(0, 0), c(3, 2), c(-1, 2)))
  for (level in few_levels) {
    emit("wilson", list(x[1], x[2], level), wilson(x[1], x[2], level))
    emit("clopper_pearson", list(x[1], x[2], level), clopper_pearson(x[1], x[2], level))
  }

for (events in c(-1, 0, 0.5, 1, 2, 5, 9, 9.5, 10, 11, 25, 100, 12345, 1e6))
  for (level in levels) {
    emit("poisson_exact", list(events, level), poisson_exact(events, level))
    emit("byar", list(events, level), byar(events, level))
    emit("poisson", list(events, level), poisson_limits(events, level))
  }

# By adding up the point probabilities of all ranks.
ranks <- function(n, q, level) {
  allowed <- tail_of(level) * (1 + 1e-10)
  point <- dbinom(0:n, n, q)
  low <- max(which(c(0, cumsum(point)) <= allowed)) - 1
  high <- min(which(c(rev(cumsum(rev(point))), 0) <= allowed)) - 1
  if (n < 6 || low < 1 || high > n) none else c(low, high)
}
for (n in c(1, 5, 6, 7, 10, 20, 50, 200, 999))
  for (q in c(0.02, 0.1, 0.25, 0.5, 0.9))
    for (level in few_levels) emit("ranks", list(n, q, level), ranks(n, q, level))

for (w in list(1, c(1, 1), c(1, 1000), c(0, 0, 5), c(0.5, 2.25, 7, 0), rep(3, 20), 1 / (1:30)))
  emit("kish", list(w), sum(w)^2 / sum(w^2))
