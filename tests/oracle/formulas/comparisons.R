# Differences and ratios.

# MOVER, as the distance to the farther root of (d - x)^2 = (p1-l1)^2 + (u2-p2)^2.
difference <- function(p1, l1, u1, p2, l2, u2) {
  p1 - p2 + c(-1, 1) * sqrt(c((p1 - l1)^2 + (u2 - p2)^2, (u1 - p1)^2 + (p2 - l2)^2))
}
# MOVER-R: the ratio at which 0 is a limit of p1 - r p2, found by trying.
ratio_mover <- function(p1, l1, u1, p2, l2, u2) {
  if (l1 < 0 || l2 <= 0) return(none)
  low <- function(r) p1 - r * p2 - sqrt((p1 - l1)^2 + r^2 * (u2 - p2)^2)
  high <- function(r) p1 - r * p2 + sqrt((u1 - p1)^2 + r^2 * (p2 - l2)^2)
  most <- 2 * (u1 / l2 + 1)
  # in units of the ratio itself, so that a small one keeps its digits
  root <- function(f, from, to) uniroot(f, c(from, to), tol = 1e-16 * to, maxiter = 10000)$root
  c(if (l1 == 0) 0 else root(low, 0, p1 / p2), root(high, p1 / p2, most))
}
ratio_of_rates <- function(x1, t1, x2, t2, level) {
  if (x2 == 0) return(none)
  if (x1 > x2) return(rev(1 / ratio_of_rates(x2, t2, x1, t1, level))) # of the smaller part R keeps all digits
  poisson.test(c(x1, x2), c(t1, t2), conf.level = level)$conf.int[1:2]
}

for (first in list(c(0, 10), c(1, 20), c(10, 20), c(20, 20), c(7, 50), c(5, 1e6), c(250000, 1e6), c(3.3, 12.7)))
  for (second in list(c(0, 20), c(3, 20), c(19, 20), c(50, 200), c(200, 200), c(1, 1e6), c(250400, 1e6)))
    for (level in few_levels) {
      limits <- function(x) signif(wilson(x[1], x[2], level), 12)
      a <- c(first[1] / first[2], limits(first))
      b <- c(second[1] / second[2], limits(second))
      a <- signif(a, 12)
      b <- signif(b, 12)
      emit("difference", list(a[1], a[2], a[3], b[1], b[2], b[3]), difference(a[1], a[2], a[3], b[1], b[2], b[3]))
      emit("ratio_mover", list(a[1], a[2], a[3], b[1], b[2], b[3]), ratio_mover(a[1], a[2], a[3], b[1], b[2], b[3]))
    }
# A part and the rest of its whole, as a report has them.
for (case in list(c(12, 80, 240, 2000), c(0, 15, 300, 2500), c(15, 15, 300, 900), c(55, 400, 61, 410)))
  for (level in few_levels) {
    part <- wilson(case[1], case[2], level)
    rest <- wilson(case[3] - case[1], case[4] - case[2], level)
    emit("with_rest", list(case[1], case[2], case[3], case[4], level),
         difference(case[1] / case[2], part[1], part[2], (case[3] - case[1]) / (case[4] - case[2]), rest[1], rest[2]))
  }
for (x1 in c(0, 1, 3, 50, 1e5))
  for (x2 in c(0, 1, 4, 40, 1e5))
    for (times in list(c(1, 1), c(1000, 7.5)))
      for (level in few_levels)
        emit("ratio_of_rates", list(x1, times[1], x2, times[2], level), ratio_of_rates(x1, times[1], x2, times[2], level))
