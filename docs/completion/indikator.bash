# bash completion of indikator; written by 'indikator completion bash'
_indikator_words() { COMPREPLY+=($(compgen -W "$1" -- "$current")); }
_indikator_files() { compopt -o filenames 2>/dev/null; local IFS=$'\n'; COMPREPLY+=($(compgen -f -- "$current")); }
_indikator_ids() {
  local i catalogue=()
  for ((i = 2; i + 1 < ${#COMP_WORDS[@]}; i++)); do
    case ${COMP_WORDS[i]} in -I|--indicators) catalogue+=(-I "${COMP_WORDS[i + 1]}") ;; esac
  done
  _indikator_words "$("${COMP_WORDS[0]}" list --ids "${catalogue[@]}" 2>/dev/null)"
}
_indikator() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} options
  COMPREPLY=()
  local commands="run check test validate list show explain diff history convert fmt init completion help" kinds="before_after continuity count distinct followed mean paired proportion published quantile rate ratio readmission survey_index"
  if [ "$COMP_CWORD" = 1 ]; then _indikator_words "$commands --help --version"; return; fi
  case ${COMP_WORDS[1]} in
  run)
    case $previous in
    -D|--data) _indikator_files; return ;;
    -p|--period) :; return ;;
    --grain) :; return ;;
    --by) :; return ;;
    --area) :; return ;;
    --compare) :; return ;;
    --complete-until) :; return ;;
    --class) _indikator_words "internal shard public"; return ;;
    -o|--output) _indikator_files; return ;;
    -f|--format) _indikator_words "json csv table overview"; return ;;
    --findings-report) :; return ;;
    --max-rejected) :; return ;;
    -j|--threads) :; return ;;
    --csv-lane) _indikator_words "automatic reference"; return ;;
    --max-cells) :; return ;;
    --memory-limit) :; return ;;
    --dialect) :; return ;;
    -I|--indicators) _indikator_files; return ;;
    --lang) _indikator_words "sv en"; return ;;
    esac
    options="--data --period --grain --open-period --by --area --compare --complete-until --class --output --format --summary --findings-report --max-rejected --no-key-check --allow-personnummer --accept-shrinkage --require-all --threads --csv-lane --max-cells --memory-limit --dialect --indicators --lang --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_ids; fi ;;
  check)
    case $previous in
    -f|--format) _indikator_words "text json junit tap sarif github"; return ;;
    --today) :; return ;;
    --explain) :; return ;;
    -I|--indicators) _indikator_files; return ;;
    esac
    options="--format --strict --today --rules --explain --indicators --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_ids; _indikator_files; fi ;;
  test)
    case $previous in
    -f|--format) _indikator_words "text json junit tap sarif github"; return ;;
    --filter) :; return ;;
    --min-coverage) :; return ;;
    --min-mutation) :; return ;;
    -I|--indicators) _indikator_files; return ;;
    esac
    options="--format --filter --coverage --min-coverage --write-skeletons --mutate --min-mutation --indicators --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_ids; _indikator_files; fi ;;
  validate)
    case $previous in
    -D|--data) _indikator_files; return ;;
    -o|--output) _indikator_files; return ;;
    -f|--format) _indikator_words "text json junit github html"; return ;;
    --max-rejected) :; return ;;
    --dialect) :; return ;;
    -I|--indicators) _indikator_files; return ;;
    --lang) _indikator_words "sv en"; return ;;
    esac
    options="--data --output --format --max-rejected --no-key-check --dialect --indicators --lang --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else :; fi ;;
  list)
    case $previous in
    -f|--format) _indikator_words "table csv json"; return ;;
    -I|--indicators) _indikator_files; return ;;
    --lang) _indikator_words "sv en"; return ;;
    esac
    options="--format --ids --indicators --lang --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else :; fi ;;
  show)
    case $previous in
    -f|--format) _indikator_words "text md json kvalitetsdeklaration"; return ;;
    -I|--indicators) _indikator_files; return ;;
    --lang) _indikator_words "sv en"; return ;;
    esac
    options="--format --indicators --lang --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_ids; fi ;;
  explain)
    case $previous in
    -D|--data) _indikator_files; return ;;
    -p|--period) :; return ;;
    --grain) :; return ;;
    --area) :; return ;;
    --complete-until) :; return ;;
    -o|--output) _indikator_files; return ;;
    --max-rejected) :; return ;;
    --dialect) :; return ;;
    --row) :; return ;;
    --entity) :; return ;;
    -f|--format) _indikator_words "text json"; return ;;
    --access-log) :; return ;;
    -I|--indicators) _indikator_files; return ;;
    --lang) _indikator_words "sv en"; return ;;
    esac
    options="--data --period --grain --open-period --area --complete-until --output --max-rejected --no-key-check --allow-personnummer --accept-shrinkage --dialect --row --entity --why-not --format --show-identifiers --yes --access-log --indicators --lang --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_ids; fi ;;
  diff)
    case $previous in
    -D|--data) _indikator_files; return ;;
    -p|--period) :; return ;;
    --grain) :; return ;;
    --by) :; return ;;
    --area) :; return ;;
    --complete-until) :; return ;;
    -f|--format) _indikator_words "text json md"; return ;;
    --fail-on) :; return ;;
    --max-rejected) :; return ;;
    -j|--threads) :; return ;;
    --csv-lane) _indikator_words "automatic reference"; return ;;
    --memory-limit) :; return ;;
    --dialect) :; return ;;
    -I|--indicators) _indikator_files; return ;;
    --lang) _indikator_words "sv en"; return ;;
    esac
    options="--data --period --grain --open-period --by --area --complete-until --format --fail-on --max-rejected --no-key-check --allow-personnummer --accept-shrinkage --threads --csv-lane --memory-limit --dialect --indicators --lang --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_ids; _indikator_files; fi ;;
  history)
    case $previous in
    -f|--format) _indikator_words "text csv json"; return ;;
    --id) :; return ;;
    --lang) _indikator_words "sv en"; return ;;
    esac
    options="--format --id --lang --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_files; fi ;;
  convert)
    case $previous in
    -o|--output) _indikator_files; return ;;
    -f|--format) _indikator_words "json csv table overview"; return ;;
    --lang) _indikator_words "sv en"; return ;;
    esac
    options="--output --format --summary --lang --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_files; fi ;;
  fmt)
    case $previous in
    esac
    options="--check --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_files; fi ;;
  init)
    case $previous in
    --id) :; return ;;
    --dataset) :; return ;;
    -o|--output) _indikator_files; return ;;
    -I|--indicators) _indikator_files; return ;;
    esac
    options="--id --dataset --output --indicators --quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_words "$kinds"; fi ;;
  completion)
    case $previous in
    esac
    options="--quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_words bash; fi ;;
  help)
    case $previous in
    esac
    options="--quiet --verbose --help --version "
    if [[ $current == -* ]]; then _indikator_words "$options"; else _indikator_words "$commands"; fi ;;
  esac
}
complete -F _indikator indikator
