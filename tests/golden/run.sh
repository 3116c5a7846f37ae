#!/bin/sh
# One golden case: run its command line in an empty folder and compare what comes out, byte for byte.
#
#   INDIKATOR=build/asan/indikator tests/golden/run.sh tests/golden/NAME...
#
# A case is a folder with "cmd" (one shell command line), its input files, and the expected "stdout", "stderr" and
# "exit".  The command sees the inputs, "indikator" on its path, the tree's "indicators", and as "samples" the small
# ones of tests/planted, unless the case brings its own.  UPDATE_GOLDEN=1 rewrites the expectations: read the diff before you commit it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
INDIKATOR=$(cd "$(dirname "${INDIKATOR:?is not set: path of the program}")" && pwd)/$(basename "$INDIKATOR")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A locale with decimal comma: the system's, or the one that the build made.
LC_ALL=C.UTF-8
if [ -d "${LOCPATH:-}/sv_SE.UTF-8" ] || locale -a 2>/dev/null | grep -q '^sv_SE.utf8$'; then LC_ALL=sv_SE.UTF-8; fi
export LC_ALL

run_case() {
  rm -rf "$work/case" "$work/bin" "$work/got"
  mkdir "$work/case" "$work/bin" "$work/got"
  ln -s "$INDIKATOR" "$work/bin/indikator"
  cp -R "$1/." "$work/case"
  cd "$work/case" || exit 1
  rm -f cmd stdout stderr exit README.md
  [ -e indicators ] || ln -s "$root/indicators" indicators
  [ -e samples ] || ln -s "$root/tests/planted" samples
  env -u NO_COLOR INDIKATOR_PATH=indicators PATH="$work/bin:$PATH" TZ=Europe/Stockholm \
    sh "$1/cmd" >"$work/got/stdout" 2>"$work/got/stderr" </dev/null
  echo $? >"$work/got/exit"
  cd "$here" || exit 1
  for part in stdout stderr exit; do
    if [ -n "${UPDATE_GOLDEN:-}" ]; then
      cp "$work/got/$part" "$1/$part"
    elif ! cmp -s "$work/got/$part" "$1/$part"; then
      echo "$(basename "$1"): $part differs (- expected, + got)"
      diff -u "$1/$part" "$work/got/$part" | tail -n +3 | head -60
      failed=1
    fi
  done
}

failed=0
for case in "$@"; do
  case=$(cd "$case" && pwd) || exit 1
  run_case "$case"
done
exit $failed
