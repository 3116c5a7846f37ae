#!/bin/sh
# Counts and quantiles of the visits that make.py makes: indikator against R, cell by cell.
#
#   tests/oracle/antal/antal.sh INDIKATOR RSCRIPT [OPTION of compare.py]...
set -eu
indikator=$1
rscript=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
lists=$(dirname "$(dirname "$(dirname "$here")")")/indicators/codelists
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -R "$here/catalogue" "$work/catalogue"
mkdir -p "$work/catalogue/codelists" "$work/catalogue/prov"
cp "$lists/kommuner.csv" "$lists/lan.csv" "$work/catalogue/codelists"
python3 -B "$here/make.py" "$work/data" "$work/catalogue"
cd "$here"
"$rscript" --vanilla antal.R "$work/data" "$lists/kommuner.csv" "$work/oracle.csv"
"$indikator" run -q -I "$work/catalogue" -D besok="$work/data/besok1.csv" -D besok="$work/data/besok2.csv" -D leveranser="$work/data/leveranser.csv" \
  -p 2023..2024 -o "$work/report.json" 2>"$work/messages" || {
  cat "$work/messages" >&2
  exit 1
}
python3 -B ../compare.py "$work/report.json" "$work/oracle.csv" "$@"
