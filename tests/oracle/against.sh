#!/bin/sh
# Compare the program's results on the samples with those of an oracle.
#
#   against.sh INDIKATOR ORACLE [OPTION of compare.py]...
#
# ORACLE is a command that takes SAMPLES CODELISTS OUT.csv.  Two reports are compared: that of the catalogue, in which small
# cells have counts but no values, and one of a copy in which no cell is too small to show.
set -eu
indikator=$1 oracle=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$here"
$oracle "$root/tests/planted" "$root/indicators/codelists" "$work/oracle.csv"
cp -R "$root/indicators" "$work/shown"
find "$work/shown" -name '*.json' -exec sed -i 's/"min_denominator": [0-9]*/"min_denominator": 0/' {} +

for catalogue in "$root/indicators" "$work/shown"; do
  "$indikator" run -q -I "$catalogue" -D "$root/tests/planted" -p 2023..2024 -o "$work/report.json"
  python3 -B compare.py "$work/report.json" "$work/oracle.csv" "$@"
done
