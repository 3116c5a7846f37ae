#!/bin/sh
# Compare the program's results on samples/, 2022-2024, with those of a script that takes SAMPLES OUT.csv: once as the catalogue is, once with
# no cell too small to show.
#
#   jamfor.sh INDIKATOR COMMAND "ID..." [OPTION of compare.py]...
set -eu
indikator=$1 command=$2 ids=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$here"
$command "$root/samples" "$work/own.csv"
cp -R "$root/indicators" "$work/shown"
find "$work/shown" -name '*.json' -exec sed -i 's/"min_denominator": [0-9]*/"min_denominator": 0/' {} +
for catalogue in "$root/indicators" "$work/shown"; do
  # shellcheck disable=SC2086
  "$indikator" run $ids -q -I "$catalogue" -D "$root/samples" -p 2022..2024 -o "$work/report.json"
  for id in $ids; do
    python3 -B ../compare.py "$work/report.json" "$work/own.csv" --indicator "$id" "$@"
  done
done
