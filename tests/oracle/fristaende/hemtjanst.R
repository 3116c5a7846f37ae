# personalkontinuitet_hemtjanst_14d: how many different staff those 65 and older met in the two weeks from Monday of week 38, who had two
# visits or more every day.

source("las.R")
args <- commandArgs(TRUE)
visits <- las(args[1], "hemtjanstbesok")
visits <- visits[visits$utfort %in% c("J", "1") & kod(visits$insatstyp) %in% c("OMVARDNAD", "SERVICE", "LEDSAGNING", "AVLOSNING"), ]
utc <- grepl("Z$", visits$starttid)
text <- substr(sub("T", " ", visits$starttid), 1, 16)
local <- as.POSIXct(text, "%Y-%m-%d %H:%M", tz = "Europe/Stockholm")
local[utc] <- as.POSIXct(text[utc], "%Y-%m-%d %H:%M", tz = "UTC")
visits$time <- format(local, "%H:%M", tz = "Europe/Stockholm")
visits$day <- as.Date(format(local, "%Y-%m-%d", tz = "Europe/Stockholm"))
visits <- visits[visits$time >= "07:00" & visits$time < "22:00", ]
# staff that nobody knows, or an id that several use
visits$unknown <- is.na(visits$personal_id) | kod(visits$personal_id) %in% c("VIKARIE", "OKAND")

support <- las(args[1], "insatser")
support$insats <- kod(support$insats)
support$start <- dag(support$startdatum)
support$slut <- dag(support$slutdatum)
support$slut[is.na(support$slut)] <- as.Date("9999-12-31")
support <- support[!is.na(support$start), ]
stays <- las(args[1], "vardtillfallen")
stays$start <- dag(stays$inskrivningsdatum)
stays$slut <- dag(stays$utskrivningsdatum)
stays$slut[is.na(stays$slut)] <- as.Date("9999-12-31")
people <- personer(args[1])

found <- list()
for (first in as.list(as.Date(c("2022-09-19", "2023-09-18", "2024-09-16")))) {
  last <- first + 13
  v <- visits[visits$day >= first & visits$day <= last, ]
  times <- unique(v[c("person_id", "day", "time")])
  days <- table(times$person_id, times$day)
  who <- rownames(days)[ncol(days) == 14 & rowSums(days >= 2) == 14]
  home <- support[support$insats == "HEMTJANST" & support$start <= first & support$slut >= last, ]
  away <- function(d) d$person_id[d$start <= last & d$slut >= first]
  who <- who[who %in% home$person_id & !(who %in% c(away(stays), away(support[support$insats %in% c("KORTTID", "SABO"), ])))]
  who <- who[who %in% people$person_id[which(alder(people$fodd, first) >= 65)]]
  for (person in who) {
    mine <- v[v$person_id == person, ]
    if (mean(mine$unknown) > 0.1) next
    found[[length(found) + 1]] <- data.frame(
      period = format(first, "%Y"), person_id = person, kommunkod = kommun(home$kommunkod[home$person_id == person][1]),
      staff = length(unique(mine$personal_id[!mine$unknown])) + sum(mine$unknown))
  }
}
found <- merge(do.call(rbind, found), people, by = "person_id")
found$lan <- substr(found$kommunkod, 1, 2)
# median of type 2: the mean of the two in the middle
skriv(rbind(
  cells("personalkontinuitet_hemtjanst_14d", found, function(x) c(value = mean(x$staff), n = nrow(x))),
  cells("personalkontinuitet_hemtjanst_14d_median", found, function(x) c(value = median(x$staff), n = nrow(x))),
  cells("personalkontinuitet_hemtjanst_14d_over_20", found, function(x) c(value = 100 * mean(x$staff > 20), n = nrow(x)))), args[2])
