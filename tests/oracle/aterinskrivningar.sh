#!/bin/sh
# Readmissions on the samples, recomputed with sqlite3 and without indikator.
#
#   tests/oracle/aterinskrivningar.sh SAMPLES CODELISTS OUT.csv
#
# SAMPLES is the folder of the sample files, CODELISTS the folder that holds kommuner.csv.
set -eu
if [ $# -ne 3 ]; then
  echo "usage: $0 SAMPLES CODELISTS OUT.csv" >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
skip=$(grep -c '^#' "$2/kommuner.csv")
sqlite3 -batch -bail :memory: <<SQL
.mode csv
.separator ";" "\n"
.import "$1/personer.csv" personer_raw
.import "$1/leveranser.csv" leveranser_raw
.import "$1/vardtillfallen.csv" vardtillfallen_raw
.import --skip $skip "$2/kommuner.csv" kommuner
.read "$here/aterinskrivningar.sql"
.separator "," "\n"
.headers on
.once "$3"
SELECT indicator, period, lan, kommunkod, kon, numerator, denominator, CASE WHEN n_effective IS NOT NULL THEN printf('%!.17g', n_effective) END AS n_effective,
       printf('%!.17g', 100.0 * numerator / denominator) AS value
  FROM result ORDER BY indicator, period, lan, kommunkod, kon;
SQL
