#!/bin/sh
# Read the sample files into sqlite3 as text, run a script, and write its table `cells`.
#
#   sql.sh NAME.sql SAMPLES OUT.csv
set -eu
sql=$1 samples=$2 out=$3
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for f in personer enheter befolkning leveranser vardtillfallen utskrivningsprocess vardkontakter planer bedomningar; do
  test -e "$samples/$f.csv" || continue
  # no mark at the beginning, no carriage returns, no dashes and spaces in the header
  sed -e '1s/^\xef\xbb\xbf//' -e 's/\r$//' -e '1s/[- ]/_/g' "$samples/$f.csv" >"$work/$f.csv"
done
# columns that a system may not have
for column in ersatter_besok legitimerad patientvald_vantan; do
  head -n 1 "$work/vardkontakter.csv" | grep -q "$column" || sed -i -e "1s/\$/\t$column/" -e '2,$s/$/\t/' "$work/vardkontakter.csv"
done
iconv -f windows-1252 -t utf-8 "$work/enheter.csv" >"$work/x.csv" && mv "$work/x.csv" "$work/enheter.csv"
{
  echo '.bail on'
  echo '.mode csv'
  for f in personer enheter befolkning leveranser vardtillfallen planer; do test -e "$work/$f.csv" && printf '.separator ";" "\\n"\n.import %s %s\n' "$work/$f.csv" "$f"; done
  test -e "$work/utskrivningsprocess.csv" && printf '.separator "," "\\n"\n.import %s %s\n' "$work/utskrivningsprocess.csv" utskrivningsprocess
  for f in vardkontakter bedomningar; do test -e "$work/$f.csv" && printf '.separator "\\t" "\\n"\n.import %s %s\n' "$work/$f.csv" "$f"; done
  cat gemensamt.sql "$sql"
  printf '.headers on\n.separator "," "\\n"\n.once %s\nSELECT * FROM cells;\n' "$out"
} >"$work/all.sql"
sqlite3 ":memory:" <"$work/all.sql"
