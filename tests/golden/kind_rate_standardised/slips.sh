# slips.sh - definitions with a slip each: what check says of it.
# slip WHAT FILE CHANGE...   the changes are those of sed
slip() {
  mkdir -p slips
  sed "$3" "indicators/prov/$2.json" >"slips/$2.json"
  echo "$1: $(indikator check "slips/$2.json" 2>&1 | sed -n 's/.*error\[\(.*\)\]: /\1: /p' | grep -v no_tests)"
}
for table in utan_ar utan_vikt inget_tal under_noll bara_noll bakvant for_kort borjar_sent; do
  slip "$table" b_direkt_oberoende "s/\"standard\": \"standard\"/\"standard\": \"$table\"/"
done
slip "across the least age" b_direkt_oberoende 's/"class_from"/"from": 30, "class_from"/'
slip "across the greatest age" b_direkt_oberoende 's/"class_from"/"to": 60, "class_from"/'
slip "unit" c_indirekt 's/"percent"/"per_1000"/'
slip "no age of events" b_direkt_oberoende '/"of": "alder"/d'
slip "no table" b_direkt_oberoende 's/"standard": "standard"/"x-standard": 1/'
slip "groups by age" b_direkt_oberoende 's/"class_from"/"bands": [40], "class_from"/'
slip "a sum" a_direkt 's/"standardise"/"count": { "sum": "dagar" }, "missing": { "sum": "exclude" }, "standardise"/'
slip "each person once" d_rat 's/"population"/"count": { "distinct": { "entity": "person_id", "take": "first" } }, "population"/; '
slip "a sum of rows" e_antal 's/"method": "dobson"/"method": "sum"/'
slip "independent, of persons" e_antal 's/"method": "dobson"/"method": "poisson"/'
slip "none, of persons" e_antal 's/"method": "dobson"/"method": "none"/'
slip "events of a sum" f_dagar 's/"method": "sum"/"method": "dobson"/'
slip "a sum of nobody" f_dagar 's/"cluster"/"x-cluster"/'
slip "persons unnamed" e_antal 's/"person": "person_id"/"x-person": 1/'
