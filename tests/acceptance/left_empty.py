#!/usr/bin/env python3
"""A column that rules read and that a supplier has left empty for a year: its cells of that year, and the sums that
they enter, are not delivered; all others are as they were.  A column is empty where the rows that have it at all are."""

import json

from support import SAMPLES, check, finish, run_used, work_folder
from tables import tables

ROWS_OF = {"planer": ("plantyp", {"SIP"}), "vardkontakter": ("vardgaranti", {"J"})}  # who has the column at all
CASES = [  # dataset, column, day of the row, measures
    ("vardtillfallen", "planerad", "inskrivningsdatum", ["aterinskrivningar_30d_65plus"]),
    ("vardtillfallen", "vardform", "inskrivningsdatum", ["aterinskrivningar_30d_65plus"]),
    ("vardtillfallen", "yttre_orsak", "inskrivningsdatum", ["fallskador_65plus_per_100k"]),
    ("planer", "samtycke", "upprattad_datum", ["sip_antal"]),
    ("vardkontakter", "genomford", "kontakt_datum", ["distansbesok_andel", "lakarbesok_hemmet_andel"]),
]
WHO, YEAR, COUNTY = ("0480", "480"), "2023", "04"
cases = 0
folder = work_folder()
all_tables = {table.dataset: table for table in tables()}


def figures(measures, *data):
    done = run_used("run", *measures, *data, "-p", "2022..2024", "--grain", "year", "-q")
    check(done.returncode in (0, 1, 3), "%s: status %d" % (measures, done.returncode))
    return {(one["id"], cell["period"], tuple(sorted(cell["group"].items()))): cell
            for one in json.loads(done.stdout)["indicators"] for cell in one.get("results", [])}, done.stderr.decode()


def blanked(table, name, of_day, is_of, who=WHO):
    """The table with NAME empty in the rows of WHO's YEAR; how many of the rows had it."""
    at = {field["name"]: i for i, field in enumerate(table.fields) if field}
    rows, count = [], 0
    for row in table.rows:
        row = list(row)
        if row[at["kommunkod"]].lstrip("0") in {one.lstrip("0") for one in who} and row[at[of_day]].replace("-", "").startswith(YEAR):
            count += is_of(row, at)
            row[at[name]] = ""
        rows.append(row)
    path = folder / (table.dataset + ".csv")
    table.write(path, rows=rows)
    return path, count


def untouched(cell):
    return {key: value for key, value in cell.items() if key != "flags"}


for dataset, name, of_day, measures in CASES:
    data = []
    table = all_tables[dataset]
    field, codes = ROWS_OF.get(dataset, (None, None))
    path, count = blanked(table, name, of_day, lambda row, at: field is None or row[at[field]] in codes)
    check(count >= 5, "%s of %s: only %d rows" % (name, dataset, count))
    for other in all_tables.values():
        data += ["-D", "%s=%s" % (other.dataset, path if other is table else SAMPLES / (other.dataset + ".csv"))]
    before, _ = figures(measures, "-D", SAMPLES)
    after, said = figures(measures, *data)
    check("empty_column" in said and name in said, "%s: nothing is said: %s" % (name, said[-300:]))
    for key, cell in after.items():
        cases += 1
        group = dict(key[2])
        if None in group.values() or key[1] > YEAR:  # of unknown areas; stays that go on into the next year
            continue
        hit = key[1] == YEAR and group.get("kommunkod", WHO[0]) == WHO[0] and group.get("lan", COUNTY) == COUNTY
        if hit and before[key]["status"] != "not_delivered":
            check(cell["status"] == "not_delivered" and cell.get("reason") == "empty_column",
                  "%s empty: %s is %s, it was %s" % (name, key, cell["status"], before[key]["status"]))
        elif not hit:
            check(cell.get("reason") != "empty_column", "%s empty: %s is not delivered" % (name, key))
            check(untouched(cell) == untouched(before[key]) or name in ("vardform", "planerad"), "%s empty: %s is another" % (name, key))
# Of a column with a value in a hundred rows or so, a kommun with fewer has too few rows to tell: its county has not.
table = all_tables["vardtillfallen"]
parts = {row[table.column("kommunkod")].lstrip("0") for row in table.rows}
parts = {one for one in parts if one.startswith("4") and len(one) == 3}
path, count = blanked(table, "yttre_orsak", "inskrivningsdatum", lambda row, at: True, parts)
data = [word for other in all_tables.values()
        for word in ("-D", "%s=%s" % (other.dataset, path if other is table else SAMPLES / (other.dataset + ".csv")))]
after, _ = figures(["fallskador_65plus_per_100k"], *data)
small = [key for key in after if key[1] == YEAR and (dict(key[2]).get("kommunkod") or "").startswith("04")]
check(len(parts) > 5 and count < 100 * len(parts), "no kommun has few rows: %d in %d" % (count, len(parts)))
for key in small:
    cases += 1
    check(after[key]["status"] == "not_delivered", "a county without yttre_orsak: %s is %s" % (key, after[key]["status"]))
finish("%d cells" % cases)
