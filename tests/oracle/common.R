# What both R scripts need: reading the files, expanding groups, writing results.  Base R only.

options(stringsAsFactors = FALSE, digits = 17)

# All columns as text; identical records count once.
read_text <- function(path, sep, quote = "\"") {
  data <- read.table(path, header = TRUE, sep = sep, quote = quote, dec = ".", colClasses = "character",
                     na.strings = character(0), comment.char = "", check.names = FALSE, encoding = "UTF-8",
                     fill = FALSE, blank.lines.skip = TRUE)
  unique(data)
}

read_codes <- function(path) {
  data <- read.table(path, header = TRUE, sep = ";", quote = "", colClasses = "character", comment.char = "#",
                     na.strings = character(0), encoding = "UTF-8")
  data[[1]]
}

# "480" -> "0480"; what is not on the list is unknown.
code <- function(x, width, known) {
  digits <- grepl("^[0-9]+$", x)
  x[digits] <- formatC(as.integer(x[digits]), width = width, flag = "0", format = "d")
  x[!(x %in% known)] <- NA
  x
}

number <- function(x) as.numeric(sub(",", ".", x, fixed = TRUE))

# Limits of a mean M with variance V on [0, 1]: logit(M) +- t(0.975, n - 1) sqrt(V) / (M (1 - M)), taken back.
logit_limits <- function(m, v, n) {
  if (n < 2 || !(v > 0)) return(c(NA, NA))
  plogis(qlogis(m) + c(-1, 1) * qt(0.975, n - 1) * sqrt(v) / (m * (1 - m)))
}

# One data frame a grouping set; columns lan, kommunkod, kon: "" = not part of the cell's group, "null" = unknown.
grouping_sets <- list("lan", c("lan", "kon"), "kommunkod", c("kommunkod", "kon"))

by_groups <- function(data, result) {
  rows <- list()
  for (set in grouping_sets) {
    keys <- lapply(c("lan", "kommunkod", "kon"), function(name) {
      if (!(name %in% set)) return(rep("", nrow(data)))
      ifelse(is.na(data[[name]]), "null", data[[name]])
    })
    for (part in split(seq_len(nrow(data)), do.call(paste, c(keys, sep = "\r")))) {
      group <- data.frame(lan = keys[[1]][part[1]], kommunkod = keys[[2]][part[1]], kon = keys[[3]][part[1]])
      found <- result(data[part, , drop = FALSE])
      if (!is.null(found)) rows[[length(rows) + 1]] <- cbind(group, found)
    }
  }
  do.call(rbind, rows)
}

exact <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))

write_result <- function(data, path) {
  for (name in names(data)) if (is.numeric(data[[name]])) data[[name]] <- exact(data[[name]])
  data <- data[do.call(order, c(unname(as.list(data[c("indicator", "period", "lan", "kommunkod", "kon")])), method = "radix")), ]
  write.table(data, path, sep = ",", quote = FALSE, row.names = FALSE, eol = "\n")
}
