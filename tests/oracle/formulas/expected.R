# expected.R - write what R and its packages say of every formula, over a grid of cases, to a file that stays in the tree.
#
# Usage: Rscript --vanilla expected.R EXPECTED.tsv          (./dev formulas)
# A line is: formula, arguments, results, separated by tabs.  An argument is a number, or numbers with commas between;
# results are numbers with spaces between, NA where nothing is defined.  check.c asks the program's own functions.
#
# Wherever R or a package has a function of its own, that one: binom.test, prop.test, poisson.test, qlnorm; survey for
# weights, clusters of persons, strata and finite populations (svymean, svycontrast, svyciprop); epitools as a further
# opinion on Wilson and standardised rates.  Elsewhere the formula is written anew, mostly another way than
# in C: limits found by uniroot, runs by rle.

options(warn = 2, digits = 17, survey.lonely.psu = "fail")
suppressPackageStartupMessages(suppressWarnings({
  library(survey)
  library(epitools)
}))

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
out <- file(commandArgs(trailingOnly = TRUE)[1], "wb")

levels <- c(0.8, 0.95, 0.99, 0.998, 1 - 0.05 / 9)
few_levels <- c(0.8, 0.95, 1 - 0.05 / 12)
tail_of <- function(level) (1 - level) / 2
both_sides <- function(level) c(tail_of(level), 1 - tail_of(level))

# The shortest digits that read back as the same number.
exact <- function(x) {
  text <- sprintf("%.15g", x)
  again <- as.numeric(text) != x
  text[again] <- sprintf("%.17g", x[again])
  paste(text, collapse = ",")
}
result <- function(x) paste(ifelse(is.na(x), "NA", sprintf("%.13g", x)), collapse = " ")
lines <- 0
emit <- function(formula, arguments, results) {
  lines <<- lines + 1
  writeLines(paste(c(formula, sapply(arguments, exact), result(results)), collapse = "\t"), out)
}
none <- c(NA, NA)
same <- function(a, b, tolerance = 1e-9) all(abs(a - b) <= tolerance * abs(b) + 1e-15)

for (part in c("shares.R", "variances.R", "surveys.R", "comparisons.R", "charts.R")) source(file.path(here, part))
close(out)
cat(lines, "cases written\n")
