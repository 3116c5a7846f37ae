# datatable.R FOLDER THREADS WORKLOAD... - the workloads in R's data.table; one line "id|keys|n|t|value" a group.
# Each file is read once, the columns that the workloads need only.
suppressMessages(library(data.table))

args <- commandArgs(trailingOnly = TRUE)
folder <- args[1]
setDTthreads(as.integer(args[2]))
workloads <- args[-(1:2)]

columns <- list(
  w1 = c("datum", "yrkeskategori", "kontaktform", "kommunkod", "kon", "alder"),
  w2 = c("person_id", "kommunkod", "fodelsear", "inskrivningsdatum", "utskrivningsdatum", "inskrivningssatt", "utskriven_till"),
  w3 = c("person_id", "datum", "vardgivare_id", "yrkeskategori", "kontaktform", "kommunkod"),
  w4 = c("brukare_id", "personal_id", "starttid", "kommunkod"),
  x01 = c("kommunkod", "kon", "kontaktform"),
  x02 = c("kommunkod", "kronisk"),
  x03 = c("kommunkod", "kon", "alder", "yrkeskategori"),
  x04 = c("kommunkod", "kon", "inskrivningssatt"),
  x05 = c("kommunkod", "kon", "fodelsear", "inskrivningsdatum", "utskrivningsdatum"),
  x06 = c("kommunkod", "fodelsear", "utskrivningsdatum", "utskrivningsklar_datum"),
  x07 = c("kommunkod", "fodelsear", "utskrivningsdatum", "utskriven_till"),
  x08 = c("kommunkod", "kon", "fraga_id", "svar", "vikt"),
  x09 = c("kommunkod", "fraga_id", "svar"),
  x10 = c("starttid", "kommunkod"))
file_of <- c(w1 = "vardkontakter", w2 = "vardtillfallen", w3 = "vardkontakter", w4 = "hemtjanstbesok", x01 = "vardkontakter",
             x02 = "vardkontakter", x03 = "vardkontakter", x04 = "vardtillfallen", x05 = "vardtillfallen", x06 = "vardtillfallen",
             x07 = "vardtillfallen", x08 = "enkatsvar", x09 = "enkatsvar", x10 = "hemtjanstbesok")
types <- c(person_id = "numeric", alder = "integer", fodelsear = "integer", svar = "integer", vikt = "numeric",
           inskrivningsdatum = "IDate", utskrivningsdatum = "IDate", utskrivningsklar_datum = "IDate")

load_file <- function(name) {
  wanted <- unique(unlist(columns[workloads[file_of[workloads] == name]]))
  type <- ifelse(wanted %in% names(types), types[wanted], "character")
  fread(file.path(folder, paste0(name, ".csv")), sep = ";", dec = if (name == "enkatsvar") "," else ".", select = setNames(type, wanted),
        na.strings = "", encoding = "UTF-8", showProgress = FALSE)
}

old <- function(rows) rows[!is.na(utskrivningsdatum) & year(utskrivningsdatum) - fodelsear >= 65L]

queries <- list(
  w1 = function(rows) rows[yrkeskategori == "läkare" & alder >= 18L & datum >= "2025-01-01" & datum <= "2025-12-31",
                           .(n = .N, t = sum(kontaktform == "digital")), by = .(kommunkod, kon)],
  w2 = function(rows) {
    s <- rows[!is.na(utskrivningsdatum), .(person_id, a = as.integer(inskrivningsdatum), d = as.integer(utskrivningsdatum),
      unplanned = inskrivningssatt == "oplanerad", utskriven_till, kommunkod, fodelsear, y = year(utskrivningsdatum))]
    setorder(s, person_id, a, d)
    s[, person := rleid(person_id)] # in order, so that running figures of persons can be had from whole columns
    s[, until := cummax(person * 100000 + d) - person * 100000]
    s[, new := person != shift(person, fill = 0L) | a - shift(until, fill = 0) > 1]
    first <- which(s$new)
    last <- c(first[-1] - 1L, nrow(s))
    e <- data.table(person = s$person[first], a = s$a[first], d = s$until[last], utskriven_till = s$utskriven_till[last],
                    kommunkod = s$kommunkod[last], fodelsear = s$fodelsear[last], y = s$y[last])
    after <- shift(nafill(fifelse(s$unplanned[first], seq_len(nrow(e)), NA_integer_), "nocb"), -1L)
    e[, back := fifelse(person[after] == person, a[after], NA_integer_)]
    from <- as.integer(as.IDate("2025-01-01"))
    to <- as.integer(as.IDate("2025-12-01"))
    e[d >= from & d <= to & utskriven_till != "avliden" & y - fodelsear >= 65L,
      .(n = .N, t = sum(!is.na(back) & back - d >= 2L & back - d <= 30L)), by = .(kommunkod)]
  },
  w3 = function(rows) {
    pairs <- rows[yrkeskategori == "läkare" & kontaktform == "besök" & datum >= "2025-01-01" & datum <= "2025-12-31",
                  .(n = .N, kommunkod = kommunkod[1L]), by = .(person_id, vardgivare_id)]
    pairs[, square := n * n]
    persons <- pairs[, .(visits = sum(n), most = max(n), squares = sum(square), kommunkod = kommunkod[1L]), by = person_id][visits >= 3L]
    persons[, .(n = .N, upc = mean(most / visits), coc = mean((squares - visits) / (visits * (visits - 1)))), by = .(kommunkod)]
  },
  w4 = function(rows) {
    hour <- substr(rows$starttid, 12L, 13L)
    pairs <- rows[starttid >= "2025-10-06T00:00" & starttid < "2025-10-20T00:00" & hour >= "07" & hour <= "21",
                  .(n = .N, kommunkod = kommunkod[1L]), by = .(brukare_id, personal_id)]
    users <- pairs[, .(visits = sum(n), staff = .N, kommunkod = kommunkod[1L]), by = brukare_id][visits >= 14L]
    users[, .(n = .N, t = sum(staff)), by = .(kommunkod)]
  },
  x01 = function(rows) rows[, .(n = .N, t = sum(kontaktform == "digital")), by = .(kommunkod, kon)],
  x02 = function(rows) rows[, .(n = .N, t = sum(kronisk == "1")), by = .(kommunkod)],
  x03 = function(rows) rows[alder >= 80L, .(n = .N, t = sum(yrkeskategori == "sjuksköterska")), by = .(kommunkod, kon)],
  x04 = function(rows) rows[, .(n = .N, t = sum(inskrivningssatt == "oplanerad")), by = .(kommunkod, kon)],
  x05 = function(rows) old(rows)[, .(n = .N, t = sum(as.integer(utskrivningsdatum - inskrivningsdatum))), by = .(kommunkod, kon)],
  x06 = function(rows) old(rows)[!is.na(utskrivningsklar_datum),
                                 .(n = .N, t = sum(as.integer(utskrivningsdatum - utskrivningsklar_datum))), by = .(kommunkod)],
  x07 = function(rows) old(rows)[utskriven_till != "avliden", .(n = .N, t = sum(utskriven_till == "särskilt boende")), by = .(kommunkod)],
  x08 = function(rows) rows[fraga_id == "F01" & !is.na(svar), .(n = .N, t = sum(vikt[svar >= 4L]), w = sum(vikt)), by = .(kommunkod, kon)],
  x09 = function(rows) rows[!is.na(svar), .(n = .N, t = sum(svar >= 4L)), by = .(kommunkod, fraga_id)],
  x10 = function(rows) {
    hour <- substr(rows$starttid, 12L, 13L)
    rows[, .(n = .N, t = sum(hour[.I] >= "22" | hour[.I] < "07")), by = .(kommunkod)]
  })

tables <- list()
for (id in workloads) {
  name <- file_of[[id]]
  if (is.null(tables[[name]])) tables[[name]] <- load_file(name)
  r <- queries[[id]](tables[[name]])
  keys <- intersect(c("kommunkod", "kon", "fraga_id"), names(r))
  key <- do.call(paste, c(r[, ..keys], sep = ","))
  if (id == "w3") {
    cat(sprintf("w3_upc|%s|%d||%.17g\nw3_coc|%s|%d||%.17g\n", key, r$n, r$upc, key, r$n, r$coc), sep = "")
  } else {
    t <- if (id == "x08") "" else sprintf("%d", as.integer(r$t))
    cat(sprintf("%s|%s|%d|%s|%.17g\n", id, key, r$n, t, r$t / (if (id == "x08") r$w else r$n)), sep = "")
  }
}
