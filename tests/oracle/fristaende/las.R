# Reading the sample files and writing cells; base R only.

options(stringsAsFactors = FALSE, digits = 17)
invisible(Sys.setlocale("LC_CTYPE", "C.UTF-8"))

lower_ascii <- function(x) gsub("[ -]", "_", chartr("\u00e5\u00e4\u00f6\u00c5\u00c4\u00d6", "aaoaao", tolower(x)))

# A file as text, header and all: windows-1252 unless it is valid UTF-8.  Identical rows are one.
las <- function(folder, name, sep = ";") {
  bytes <- readBin(file.path(folder, paste0(name, ".csv")), "raw", 1e8)
  text <- rawToChar(bytes)
  if (!validUTF8(text)) text <- iconv(text, "windows-1252", "UTF-8")
  Encoding(text) <- "UTF-8"
  text <- sub("^\ufeff", "", text)
  data <- read.table(text = text, sep = sep, header = TRUE, quote = "\"", colClasses = "character", check.names = FALSE,
                     na.strings = c("", "NULL"), comment.char = "", encoding = "UTF-8")
  names(data) <- lower_ascii(names(data))
  unique(data)
}

kommun <- function(x) ifelse(grepl("^[0-9]+$", x), sprintf("%04d", suppressWarnings(as.integer(x))), NA)
tal <- function(x) suppressWarnings(as.numeric(sub(",", ".", gsub("[ \u00a0]", "", x), fixed = TRUE)))
kod <- function(x) toupper(lower_ascii(x))

# "2024-05-06", "20240506" or with a time after it; 9999-12-31 is no day.  Of a year or a month only the middle is taken.
dag <- function(x) {
  x <- substr(gsub("-", "", x), 1, 8)
  x <- ifelse(grepl("^[0-9]{4}$", x), paste0(x, "0701"), ifelse(grepl("^[0-9]{6}$", x), paste0(x, "15"), x))
  x[!is.na(x) & x == "99991231"] <- NA
  as.Date(x, "%Y%m%d")
}

ar <- function(day) as.integer(format(day, "%Y"))

# Whole years; who is born on 29 February is older on 1 March in other years.
alder <- function(born, day) ar(day) - ar(born) - (format(day, "%m%d") < format(born, "%m%d"))

kon <- function(x) c(K = "K", KVINNA = "K", KVINNOR = "K", `2` = "K", M = "M", MAN = "M", `1` = "M")[kod(x)]

# personer.csv without validity: what does not change
personer <- function(folder) {
  p <- las(folder, "personer")
  p <- p[!duplicated(p$person_id), ]
  data.frame(person_id = p$person_id, fodd = dag(p$fodelsedatum), kon = unname(kon(p$kon)), dod = dag(p$dodsdatum),
             flyttad = dag(p$flytt_datum))
}

splits <- list("lan", c("lan", "kon"), "kommunkod", c("kommunkod", "kon"))

# One row a cell: cells(data, function(rows) c(name = number ...)).  data has period, lan, kommunkod, kon.
cells <- function(id, data, result) {
  out <- list()
  for (split in splits) {
    keys <- data.frame(indicator = id, period = data$period, lan = "", kommunkod = "", kon = "")
    for (key in split) keys[[key]] <- ifelse(is.na(data[[key]]), "null", data[[key]])
    for (rows in split(seq_len(nrow(data)), do.call(paste, keys))) {
      out[[length(out) + 1]] <- cbind(keys[rows[1], ], as.list(result(data[rows, ])))
    }
  }
  do.call(rbind, out)
}

skriv <- function(data, path) {
  for (name in names(data)) if (is.numeric(data[[name]])) data[[name]] <- ifelse(is.finite(data[[name]]), sprintf("%.17g", data[[name]]), "")
  write.table(data, path, sep = ",", quote = FALSE, row.names = FALSE)
}
