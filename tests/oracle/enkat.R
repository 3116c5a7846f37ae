# Survey results on the samples, recomputed in R without indikator.
#
#   Rscript tests/oracle/enkat.R SAMPLES CODELISTS OUT.csv
#
# Choices, beside each the key of the definition that has to say the same:
#   C1  an answer is worth what enkatfragor says for (enkat, omgang, fraga_id, svar_kod); an empty or unknown svar_kod is
#       no answer; VET_EJ and EJ_AKTUELLT are no answer
#   C2  delaktighet_patient_region: NPE_PV, dimension DELAKTIGHET, alder at least 15 or unknown (0 to 120 are ages), svarande
#       other than VARDNADSHAVARE; in rounds before 2025 POSITIV is 100, NEUTRAL and NEGATIV are 0
#   C3  incomplete.weights equal_if_incomplete, min_answered 1: D = sum(w p) / sum(w) of who has answered all questions that
#       enkatfragor has in the dimension and round; mean(p) of who has answered some; nobody answered is outside, not 0
#   C4  respondent_weight: vikt, empty = 1
#   C5  index of an area: sum(v D) / sum(v) = M; spread s^2 = sum(v (D - M)^2) / sum(v) * m / (m - 1) with Kish's effective
#       m = sum(v)^2 / sum(v^2); 95 % interval of M / 100 by logit_limits, V = n / (n - 1) * sum(v^2 (D - M)^2) / sum(v)^2
#   C6  shares: POSITIV of POSITIV + NEUTRAL + NEGATIV, weighted; 95 % interval Wilson with the weighted share p on the
#       effective number p (1 - p) / V with V = n / (n - 1) * sum(v^2 (y - p)^2) / sum(v)^2, Kish's for p = 0 and p = 1, and where all v are alike
#   C7  numerator and denominator of a share here: unweighted answers; n_weighted and numerator_weighted: sums of vikt
#   C8  relatives' answers are in; no age condition in AOU (everybody there is 65 or older); of counties and kommuner the
#       effective number is over 1 - f, f = n / N, N = population - overtackning of enkaturval; it has no sex
#   C9  upplevd_kontinuitet: question NPE_KONT1, alder at least 15 or unknown, svarande other than VARDNADSHAVARE
#   C10 lan is the column lanskod of enkatsvar (a respondent without kommunkod counts in the county); kommunkod and kon as given
#   C11 period: the year of the round

args <- commandArgs(trailingOnly = TRUE)
if (length(args) != 3) stop("usage: Rscript enkat.R SAMPLES CODELISTS OUT.csv")
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "common.R"))
samples <- args[1]
kommuner <- read_codes(file.path(args[2], "kommuner.csv"))
counties <- read_codes(file.path(args[2], "lan.csv"))

answers <- read_text(file.path(samples, "enkatsvar.csv"), ";")
answers$kommunkod <- code(answers$kommunkod, 4, kommuner)
answers$lan <- code(answers$lanskod, 2, counties)
answers$kon <- unname(c(K = "K", M = "M", "1" = "M", "2" = "K")[answers$kon])
answers$weight <- ifelse(answers$vikt == "", 1, number(answers$vikt))
answers$period <- substr(answers$omgang, 1, 4)
stopifnot(!anyDuplicated(answers[c("enkat", "omgang", "respondent_id", "fraga_id")]), !anyNA(answers$weight))

book <- read_text(file.path(samples, "enkatfragor.csv"), ";")
key <- function(data) paste(data$enkat, data$omgang, data$fraga_id, data$svar_kod, sep = "\r")
stopifnot(!anyDuplicated(key(book)))
found <- match(key(answers), key(book))
answers$dimension <- book$dimension[found]
answers$class <- book$klass[found]
answers$points <- number(book$poang[found])
answers$item_weight <- number(book$dimensionsvikt[found])

effective <- function(v) sum(v)^2 / sum(v^2)

questions <- unique(book[book$enkat == "NPE_PV" & book$dimension == "DELAKTIGHET", c("omgang", "fraga_id")])
asked <- table(questions$omgang)

index_of <- function(id, rows) {
  stopifnot(rows$period < "2025")
  rows$points <- c(POSITIV = 100, NEUTRAL = 0, NEGATIV = 0)[rows$class]
  rows <- rows[!is.na(rows$points), ]
  one <- do.call(rbind, lapply(split(rows, paste(rows$omgang, rows$respondent_id)), function(r) {
    cbind(r[1, c("period", "lan", "kommunkod", "kon", "weight")], d = if (nrow(r) == asked[[r$omgang[1]]]) sum(r$item_weight * r$points) / sum(r$item_weight) else mean(r$points))
  }))
  do.call(rbind, lapply(split(one, one$period), function(year) {
    cbind(indicator = id, period = year$period[1], by_groups(year, function(part) {
      v <- part$weight
      m <- effective(v)
      mean <- sum(v * part$d) / sum(v)
      s <- if (m > 1) sqrt(sum(v * (part$d - mean)^2) / sum(v) * m / (m - 1)) else NA
      n <- nrow(part)
      variance <- n / (n - 1) * sum(v^2 * (part$d - mean)^2) / sum(v)^2
      limits <- 100 * logit_limits(mean / 100, variance / 100^2, n)
      data.frame(numerator = NA, denominator = NA, numerator_weighted = NA, n = nrow(part), n_weighted = sum(v),
                 n_effective = m, value = mean, low = limits[1], high = limits[2])
    }))
  }))
}

share_of <- function(id, rows) {
  rows <- rows[rows$class %in% c("POSITIV", "NEUTRAL", "NEGATIV"), ]
  do.call(rbind, lapply(split(rows, rows$period), function(year) {
    cbind(indicator = id, period = year$period[1], by_groups(year, function(part) {
      v <- part$weight
      yes <- part$class == "POSITIV"
      p <- sum(v[yes]) / sum(v)
      n <- length(v)
      m <- if (p > 0 && p < 1 && any(v != v[1])) p * (1 - p) / (n / (n - 1) * sum(v^2 * (yes - p)^2) / sum(v)^2) else effective(v)
      data.frame(numerator = sum(yes), denominator = length(yes), numerator_weighted = sum(v[yes]), n = length(yes),
                 n_weighted = sum(v), n_effective = m, value = 100 * p)
    }))
  }))
}

with_limits <- function(data) {
  p <- data$value / 100
  m <- data$n_effective
  z <- qnorm(0.975)
  middle <- (p + z^2 / (2 * m)) / (1 + z^2 / m)
  half <- z / (1 + z^2 / m) * sqrt(p * (1 - p) / m + z^2 / (4 * m^2))
  cbind(data, low = 100 * (middle - half), high = 100 * (middle + half))
}

frame <- read_text(file.path(samples, "enkaturval.csv"), ",")
frame$size <- as.numeric(frame$population) - as.numeric(frame$overtackning)

# Of cells that the sample has the size of.
of_population <- function(data, survey) {
  for (i in seq_len(nrow(data))) {
    cell <- data[i, ]
    rows <- frame[frame$enkat == survey & substr(frame$omgang, 1, 4) == cell$period & cell$kon == "" &
                  (cell$lan == "" | frame$lanskod == cell$lan) & (cell$kommunkod == "" | frame$kommunkod == cell$kommunkod), ]
    if (nrow(rows) > 0) data$n_effective[i] <- cell$n_effective / (1 - cell$denominator / sum(rows$size))
  }
  data
}

age <- suppressWarnings(as.integer(answers$alder))
young <- !is.na(age) & age < 15
adult <- answers$svarande != "VARDNADSHAVARE"
result <- rbind(
  index_of("delaktighet_patient_region", answers[answers$enkat == "NPE_PV" & answers$dimension %in% "DELAKTIGHET" & adult & !young, ]),
  with_limits(share_of("upplevd_kontinuitet", answers[answers$enkat == "NPE_PV" & answers$fraga_id == "NPE_KONT1" & adult & !young, ])),
  with_limits(of_population(share_of("delaktighet_brukare_hemtjanst_65plus", answers[answers$enkat == "AOU_HT" & answers$fraga_id == "AOU_HANSYN", ]), "AOU_HT")),
  with_limits(of_population(share_of("delaktighet_brukare_sabo_65plus", answers[answers$enkat == "AOU_SABO" & answers$fraga_id == "AOU_HANSYN", ]), "AOU_SABO")))
write_result(result, args[3])
