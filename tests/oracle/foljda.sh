#!/bin/sh
# Measures of the kind "followed" on made-up data, by the program and by sqlite3.
#
#   tests/oracle/foljda.sh INDIKATOR
set -eu
indikator=$1
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$here"
python3 -B foljda.py "$work"
sqlite3 -batch -bail :memory: <<SQL
.mode csv
.separator ";" "\n"
.import "$work/personer.csv" personer
.import "$work/vardtillfallen.csv" t
.import "$work/vardkontakter.csv" k
.import "$work/leveranser.csv" leveranser
.read "$here/foljda.sql"
.separator "," "\n"
.headers on
.once "$work/oracle.csv"
SELECT *, printf('%!.17g', 100.0 * numerator / denominator) AS value FROM result ORDER BY indicator, period, lan, kommunkod, kon;
SQL
ids=$(cd foljda/oracle && ls | sed 's/\.json$//')
"$indikator" run -q $ids -I "$root/indicators" -I foljda -D "$work" -p 2023..2024 -o "$work/report.json" 2>/dev/null
python3 -B compare.py "$work/report.json" "$work/oracle.csv" --min-cells 180
