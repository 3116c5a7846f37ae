#!/bin/sh
# proven.sh INDIKATOR NAME PATH... - what coverage and mutation say of these definitions is what stands in proven/NAME.txt, the number of
# points and changes too: what is no longer looked for would be proven by nothing.  UPDATE_PROVEN=1 writes the file.
indikator=$1
name=$2
shift 2
cd "$(dirname "$0")" || exit 1
said=$("$indikator" test --coverage --mutate "$@" 2>&1
  echo "status $?")
if [ -n "${UPDATE_PROVEN:-}" ]; then
  printf '%s\n' "$said" >"proven/$name.txt"
else
  printf '%s\n' "$said" | diff -u "proven/$name.txt" -
fi
