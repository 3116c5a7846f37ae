# What the two scripts of the continuity index share: reading, choosing visits, the indices, the cells.  Which contacts of a
# person count is each script's own.  The demands (C1 ...) are listed there; their numbers differ in the two.

args <- commandArgs(trailingOnly = TRUE)
if (length(args) != 3) stop("usage: Rscript kontinuitet.R SAMPLES CODELISTS OUT.csv")
source(file.path(here, "common.R"))
samples <- args[1]
lists <- args[2]

kommuner <- read_codes(file.path(lists, "kommuner.csv"))
chronic_codes <- read_codes(file.path(lists, "kroniska_diagnoser.csv"))
generic <- read_codes(file.path(lists, "generiska_vardgivare.csv"))

contacts <- read_text(file.path(samples, "vardkontakter.csv"), "\t", quote = "")
contacts$kommunkod <- code(contacts$kommunkod, 4, kommuner)
contacts$day <- as.Date(contacts$kontakt_datum, "%Y%m%d")
stopifnot(!anyNA(contacts$day), !anyDuplicated(contacts$kontakt_id))

people <- read_text(file.path(samples, "personer.csv"), ";")
stopifnot(grepl("Person ID$", names(people)[1])) # a byte order mark sticks to the first name
sex <- c(K = "K", M = "M", Kvinna = "K", Man = "M")[people[[3]]]
persons <- unique(data.frame(person = people[[1]], kon = unname(sex)))
stopifnot(!anyDuplicated(persons$person)) # sex does not differ between a person's rows

last <- as.Date("2024-12-31")

# Visits of the window to doctors in primary care, by those with a code of chronic disease since LOOK_BACK.
visits_since <- function(first, look_back) {
  span <- contacts[contacts$day >= look_back & contacts$day <= last, ]
  is_chronic <- vapply(strsplit(toupper(gsub("[. ]", "", span$diagnoser)), "|", fixed = TRUE), function(found) {
    any(outer(found, chronic_codes, startsWith))
  }, logical(1))
  chronic <- unique(span$person_id[is_chronic])

  visits <- contacts[contacts$day >= first & contacts$day <= last & contacts$yrkesgrupp == "LK" &
                       contacts$vardniva == "PRIMARVARD" & contacts$genomford == "J" & contacts$journalford == "J" &
                       contacts$kontaktform %in% c("MOTTAGNING", "HEMBESOK", "VIDEO"), ]
  visits[visits$person_id %in% chronic, ]
}

# Of the visits of a person that count, in order of time.
indices_of <- function(v) {
  n <- nrow(v)
  if (n < 3) return(NULL)
  count <- as.numeric(table(v$personal_id))
  data.frame(person = v$person_id[1], kommunkod = v$kommunkod[n],
             coc = (sum(count^2) - n) / (n * (n - 1)), upc = max(count) / n,
             secon = sum(v$personal_id[-1] == v$personal_id[-n]) / (n - 1))
}

mean_of <- function(x) {
  n <- length(x)
  limits <- logit_limits(mean(x), var(x) / n, n)
  data.frame(n = n, value = mean(x), sd = if (n > 1) sd(x) else NA, low = limits[1], high = limits[2],
             also.median = median(x))
}

# MEASURES: id -> column of the indices.
write_indices <- function(persons_found, measures) {
  table_of <- do.call(rbind, persons_found)
  table_of$lan <- substr(table_of$kommunkod, 1, 2)
  table_of$kon <- persons$kon[match(table_of$person, persons$person)]
  result <- do.call(rbind, lapply(names(measures), function(id) {
    cbind(indicator = id, period = "2024", by_groups(table_of, function(part) mean_of(part[[measures[[id]]]])))
  }))
  write_result(result, args[3])
}
