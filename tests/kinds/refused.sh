#!/bin/sh
# refused.sh INDIKATOR - every definition in refused/ must be refused by check, with the words of its "x-expect".
cd "$(dirname "$0")" || exit 1
failed=0
for file in refused/*.json; do
  said=$("$1" check -I catalogue "$file" 2>&1)
  status=$?
  expect=$(sed -n 's/^ *"x-expect": "\(.*\)",$/\1/p' "$file")
  if [ $status -ne 3 ] || ! printf '%s' "$said" | grep -qF "$expect"; then
    echo "$file: wanted status 3 and '$expect', got status $status and:"
    echo "$said"
    failed=1
  fi
done
exit $failed
