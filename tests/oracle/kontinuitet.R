# Continuity of doctors in primary care for persons with a chronic disease, recomputed in R without indikator.
#
#   Rscript tests/oracle/kontinuitet.R SAMPLES CODELISTS OUT.csv
#
# Choices, beside each the key of the definition that has to say the same:
#   C1  window: 12 months to 31 December 2024, both ends inside (window.months 12)
#   C2  visits: yrkesgrupp LK, vardniva PRIMARVARD, genomford J, journalford J, kontaktform MOTTAGNING, HEMBESOK or VIDEO
#   C3  max_unknown_share 10 %: visits without personal_id among all visits of C2 (generic ids included, before any
#       merging); more than 10 % drops the person, exactly 10 % does not; else those visits are dropped
#   C4  generic_providers: visits to these ids are dropped, compared as exact text; they are not "unknown"
#   C5  same_day: the same doctor on the same day is one visit (the one with the least kontakt_id)
#   C6  min_contacts 3, after C3 to C5; fewer is undefined, never 0
#   C7  order for SECON and for the last visit: kontakt_datum, then kontakt_id
#   C8  chronic: any diagnosis of any contact of the person (any profession, form, level; also no-shows) that begins with a
#       code of kroniska_diagnoser, from 24 months before the window to its end: 2022-01-01 .. 2024-12-31
#   C9  kommunkod and län (the kommun's) of the last counted visit; kon of the person
#   C10 no age limit; death or a move inside the window changes nothing
#   C11 area value: unweighted mean of the persons' values; sd with n - 1; 95 % interval by t with n - 1, none for n < 2

args <- commandArgs(trailingOnly = TRUE)
if (length(args) != 3) stop("usage: Rscript kontinuitet.R SAMPLES CODELISTS OUT.csv")
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
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

persons <- read_text(file.path(samples, "personer.csv"), ";")
stopifnot(grepl("Person ID$", names(persons)[1])) # a byte order mark sticks to the first name
sex <- c(K = "K", M = "M", Kvinna = "K", Man = "M")[persons[[3]]]
persons <- unique(data.frame(person = persons[[1]], kon = unname(sex)))
stopifnot(!anyDuplicated(persons$person)) # sex does not differ between a person's rows

first <- as.Date("2024-01-01")
last <- as.Date("2024-12-31")
look_back <- as.Date("2022-01-01")

# C8
span <- contacts[contacts$day >= look_back & contacts$day <= last, ]
is_chronic <- vapply(strsplit(toupper(gsub("[. ]", "", span$diagnoser)), "|", fixed = TRUE), function(found) {
  any(outer(found, chronic_codes, startsWith))
}, logical(1))
chronic <- unique(span$person_id[is_chronic])

# C1, C2
visits <- contacts[contacts$day >= first & contacts$day <= last & contacts$yrkesgrupp == "LK" &
                     contacts$vardniva == "PRIMARVARD" & contacts$genomford == "J" & contacts$journalford == "J" &
                     contacts$kontaktform %in% c("MOTTAGNING", "HEMBESOK", "VIDEO"), ]
visits <- visits[visits$person_id %in% chronic, ]

persons_found <- lapply(split(visits, visits$person_id), function(v) {
  unknown <- v$personal_id == ""
  if (10 * sum(unknown) > nrow(v)) return(NULL) # C3
  v <- v[!unknown & !(v$personal_id %in% generic), ] # C4
  v <- v[order(v$day, v$kontakt_id, method = "radix"), ] # C7
  v <- v[!duplicated(v[c("day", "personal_id")]), ] # C5
  n <- nrow(v)
  if (n < 3) return(NULL) # C6
  count <- as.numeric(table(v$personal_id))
  data.frame(person = v$person_id[1], kommunkod = v$kommunkod[n],
             coc = (sum(count^2) - n) / (n * (n - 1)), upc = max(count) / n,
             secon = sum(v$personal_id[-1] == v$personal_id[-n]) / (n - 1))
})
table_of <- do.call(rbind, persons_found)
table_of$lan <- substr(table_of$kommunkod, 1, 2)
table_of$kon <- persons$kon[match(table_of$person, persons$person)]

mean_of <- function(x) {
  n <- length(x)
  half <- if (n > 1) qt(0.975, n - 1) * sd(x) / sqrt(n) else NA
  data.frame(n = n, value = mean(x), sd = if (n > 1) sd(x) else NA, low = mean(x) - half, high = mean(x) + half,
             also.median = median(x))
}

measures <- c(kontinuitetsindex_lakare_kronisk = "coc", kontinuitetsindex_lakare_kronisk_upc = "upc",
              kontinuitetsindex_lakare_kronisk_secon = "secon")
result <- do.call(rbind, lapply(names(measures), function(id) {
  cbind(indicator = id, period = "2024", by_groups(table_of, function(part) mean_of(part[[measures[[id]]]])))
}))
write_result(result, args[3])
