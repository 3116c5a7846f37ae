#!/bin/sh
# Units of several rows, and rows in other datasets, of 2,000 persons that make.py makes: indikator against sqlite3, cell by cell.
#
#   tests/oracle/units/units.sh INDIKATOR [OPTION of compare.py]...
set -eu
indikator=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
lists=$(dirname "$(dirname "$(dirname "$here")")")/indicators/codelists
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -B "$here/make.py" "$work/data"
cp -R "$here/catalogue" "$work/catalogue"
mkdir "$work/catalogue/codelists"
cp "$lists/kommuner.csv" "$lists/lan.csv" "$work/catalogue/codelists"
sqlite3 -batch -bail :memory: <<SQL
.mode csv
.separator ";" "\n"
.import "$work/data/planer.csv" planer_raw
.import "$work/data/insatser.csv" insatser_raw
.import "$work/data/svar.csv" svar_raw
.import "$work/data/leveranser.csv" leveranser_raw
.import --skip $(grep -c '^#' "$lists/kommuner.csv") "$lists/kommuner.csv" kommuner
.read "$here/units.sql"
.separator "," "\n"
.headers on
.once "$work/oracle.csv"
SELECT *, printf('%!.17g', 100.0 * numerator / denominator) AS value FROM result ORDER BY indicator, period, lan, kommunkod, kon;
SQL
"$indikator" run -q -I "$work/catalogue" -D "$work/data" -p 2023..2024 -o "$work/report.json" 2>"$work/messages" || {
  cat "$work/messages" >&2
  exit 1
}
python3 -B "$here/../compare.py" "$work/report.json" "$work/oracle.csv" "$@"
