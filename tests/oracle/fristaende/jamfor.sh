#!/bin/sh
# Compare the program's results on a folder of the project with those of a script that takes DATA OUT.csv: once as the catalogue is, once
# with no cell too small to show.
#
#   jamfor.sh INDIKATOR COMMAND "ID..." DATA YEARS [OPTION of compare.py]...
set -eu
indikator=$1 command=$2 ids=$3 years=$5
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
data=$root/$4
shift 5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$here"
$command "$data" "$work/own.csv"
cp -R "$root/indicators" "$work/shown"
for id in $ids; do
  sed -i '/"reliability"/s/: [0-9][0-9]*/: 0/g' "$work"/shown/*/"$id.json"
done
for catalogue in "$root/indicators" "$work/shown"; do
  # shellcheck disable=SC2086
  "$indikator" run $ids -q -I "$catalogue" -D "$data" -p "$years" -o "$work/report.json"
  # shellcheck disable=SC2046,SC2086
  python3 -B ../compare.py "$work/report.json" "$work/own.csv" $(printf ' --indicator %s' $ids) "$@"
done
