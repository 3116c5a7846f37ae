# Funnels, run charts and p-charts.

# Spiegelhalter's limit.  Of an n that is not whole the binomial is the incomplete beta integral.
binomial <- function(r, n, p) if (r < 0) 0 else if (r >= n) 1 else if (n == round(n)) pbinom(r, n, p) else pbeta(p, r + 1, n - r, lower.tail = FALSE)
funnel_binomial <- function(p, n, q) {
  r <- 0
  if (n == round(n)) r <- qbinom(q, n, p) else while (binomial(r, n, p) < q) r <- r + 1
  exactly <- if (n == round(n)) dbinom(r, n, p) else binomial(r, n, p) - binomial(r - 1, n, p)
  min(max((r - (binomial(r, n, p) - q) / exactly) / n, 0), 1)
}
funnel_poisson <- function(rate, exposure, q) {
  r <- qpois(q, rate * exposure)
  max((r - (ppois(r, rate * exposure) - q) / dpois(r, rate * exposure)) / exposure, 0)
}
for (q in c(0.001, 0.025, 0.5, 0.975, 0.999)) {
  for (p in c(0.001, 0.02, 0.1, 0.5, 0.93))
    for (n in c(0.6, 1, 2, 5, 12.5, 20, 50.25, 200, 1000.75, 1e6))
      emit("funnel_binomial", list(p, n, q), funnel_binomial(p, n, q))
  for (rate in c(1e-5, 0.004, 0.1, 3, 250))
    for (exposure in c(0.5, 1, 20, 1500, 1e6))
      emit("funnel_poisson", list(rate, exposure, q), funnel_poisson(rate, exposure, q))
}

# Results: centre, useful, longest run, its limit, crossings, their limit, two signals; too few: centre and useful.
runs_of <- function(values, centre) {
  sides <- sign(values - centre)
  sides <- sides[sides != 0]
  n <- length(sides)
  if (n < 12) return(c(centre, n, rep(NA, 6)))
  run <- rle(sides)
  limits <- c(round(log2(n)) + 3, qbinom(0.05, n - 1, 0.5))
  c(centre, n, max(run$lengths), limits[1], length(run$lengths) - 1, limits[2],
    max(run$lengths) > limits[1], length(run$lengths) - 1 < limits[2])
}
# Results: as above, then how many points are outside, then each point's limits.
p_chart <- function(x, n) {
  p <- sum(x) / sum(n)
  if (length(x) < 12 || p <= 0 || p >= 1) return(NA)
  low <- pmax(p - 3 * sqrt(p * (1 - p) / n), 0)
  high <- pmin(p + 3 * sqrt(p * (1 - p) / n), 1)
  c(runs_of(x / n, p), sum(x / n < low | x / n > high), rbind(low, high))
}
set.seed(24)
for (case in 1:320) {
  n <- sample(c(8, 12, 13, 20, 24, 25, 36, 48, 60), 1)
  values <- switch(sample(4, 1),
    round(rnorm(n, 50, 9), 1),                                  # nothing happens
    round(rnorm(n, 50, 9) + 12 * (seq_len(n) > n / 2), 1),      # a shift
    rpois(n, 4),                                                # many on the centre
    round(filter(rnorm(n + 5), rep(1, 6), sides = 1)[-(1:5)], 2)) # each like the one before
  emit("run_chart", list(values), runs_of(values, median(values)))
}
for (case in 1:140) {
  count <- sample(c(11, 12, 16, 24), 1)
  n <- round(switch(sample(3, 1), rep(120, count), runif(count, 5, 400), rlnorm(count, 4, 1) + 1))
  p <- sample(c(0, 0.02, 0.1, 0.5), 1)
  x <- rbinom(count, n, pmin(1, p * switch(sample(3, 1), 1, 1.5^(seq_len(count) > count / 2), runif(count, 0.3, 1.7))))
  emit("p_chart", list(x, n), p_chart(x, n))
}
