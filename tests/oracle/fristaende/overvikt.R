# overvikt_obesitas_andel and obesitas_andel: weighted shares of those 18-84 in Liv & hälsa whose height and weight are within the limits.

source("las.R")
args <- commandArgs(TRUE)
rows <- las(args[1], "enkatsvar")
rows <- rows[rows$enkat == "LH" & rows$fraga_id %in% c("LANGD", "VIKT") & as.integer(rows$alder) %in% 18:84, ]
rows$tal <- tal(rows$svar_tal)
pair <- merge(rows[rows$fraga_id == "LANGD", ], rows[rows$fraga_id == "VIKT", c("omgang", "respondent_id", "tal")],
              by = c("omgang", "respondent_id"))
pair <- pair[which(pair$tal.x >= 101 & pair$tal.x <= 249 & pair$tal.y >= 30 & pair$tal.y <= 200), ]
pair <- data.frame(period = pair$omgang, lan = sprintf("%02d", as.integer(pair$lanskod)), kommunkod = kommun(pair$kommunkod),
                   kon = unname(kon(pair$kon)), w = tal(pair$vikt), cm = pair$tal.x, kg = pair$tal.y)
share <- function(limit) function(x) {
  y <- x$kg * 10000 >= limit * x$cm^2
  c(value = 100 * sum(x$w * y) / sum(x$w), numerator = sum(y), denominator = nrow(x))
}
skriv(rbind(cells("overvikt_obesitas_andel", pair, share(25)), cells("obesitas_andel", pair, share(30))), args[2])
