# w1.awk - W1 in awk, for files without line breaks in quotes: the columns it needs come before the one that is quoted.
BEGIN { FS = ";" }
NR == 1 { next }
$5 == "läkare" && $9 >= 18 && $2 >= "2025-01-01" && $2 <= "2025-12-31" {
  key = $7 "," $8
  n[key]++
  if ($6 == "digital") t[key]++
}
END { for (key in n) printf "w1|%s|%d|%d|%.17g\n", key, n[key], t[key], t[key] / n[key] }
