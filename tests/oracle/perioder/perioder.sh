#!/bin/sh
# Readmissions on the samples by tertial, half-year, broken and pooled years, rolling and cumulative windows, against SQL.
#
#   perioder.sh INDIKATOR [OPTION of compare.py]...
#
# What lies side by side is asked for two years, what overlaps for the last alone, so that the first is read for it.
set -eu
indikator=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sed -e "s|^\.read .*|&\n.read \"$here/perioder.sql\"|" -e "s|^here=.*|here='$here/..'|" "$here/../aterinskrivningar.sh" >"$work/with_periods.sh"
sh "$work/with_periods.sh" "$root/tests/planted" "$root/indicators/codelists" "$work/oracle.csv"

cp -R "$root/indicators" "$work/catalogue"
definition=$work/catalogue/tillsammans/aterinskrivningar_30d_65plus.json
sed -i -e 's/"min_denominator": [0-9]*/"min_denominator": 0/' \
  -e 's/"grain": \["month", "year"\]/"grain": ["tertial", "half_year", "rolling12", "cumulative"], "years": 2, "year_from": 4/' "$definition"
grep -q '"year_from": 4' "$definition"
for which in "2023..2024 tertial,half_year,broken_year 4" "2024 rolling12 4" "2024 cumulative 4" "2024 pooled_years 0"; do
  set -- $which "$@"
  [ "$3" = 4 ] || sed -i 's/, "year_from": 4//' "$definition" # years of the calendar are pooled
  "$indikator" run -q -I "$work/catalogue" -D "$root/tests/planted" -p "$1" --grain "$2" -o "$work/report.json" \
    aterinskrivningar_30d_65plus aterinskrivningar_30d_patienter aterinskrivningar_7d_65plus
  shift 3
  python3 -B "$here/../compare.py" "$work/report.json" "$work/oracle.csv" "$@"
done
