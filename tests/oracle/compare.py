#!/usr/bin/env python3
"""Compare a report of indikator (JSON) with results that were computed without it (tidy CSV).

    compare.py REPORT.json ORACLE.csv [--tolerance 1e-9] [--indicator ID]... [--columns NAME,...]
               [--not-reported NAME,...] [--exact NAME,...] [--min-cells N]

The CSV has the columns indicator, period, then groups (lan, kommunkod, kon: empty = not part of the cell's group, "null" =
unknown) and results.  Results that are whole numbers by nature (numerator, denominator, n, and those of --exact) must agree
exactly, all others to the tolerance (absolute below 1, else relative).  A column "also.x" is the report's also.x; low and
high are its 95 % interval.
A cell of the report that the CSV lacks must be empty; cells whose value the report does not show (status other than ok) are
compared by their counts, which must be there.  A cell that is ok must have every number that the CSV has, apart from
--not-reported ones.  Grouping sets and periods that the report does not have are skipped and counted.

Exit status: 0 agreement, 1 difference or nothing compared, 2 usage.
"""

import argparse
import csv
import json
import re
import sys

GROUPS = ("lan", "kommunkod", "kon")
EXACT = ("numerator", "denominator", "n")
KEYS = ("indicator", "period") + GROUPS


def grain(period):
    for name, pattern in (("year", r"\d{4}"), ("month", r"\d{4}-\d\d"), ("quarter", r"\d{4}-Q\d")):
        if re.fullmatch(pattern, period):
            return name
    return "other"


def group_text(group):
    return " ".join("%s=%s" % (k, "null" if v is None else v) for k, v in sorted(group)) or "(total)"


def reported(cell, column):
    """What the report says for a column of the CSV; None if it does not say."""
    if column.startswith("also."):
        also = cell.get("also", {}).get(column[5:])
        return also.get("value") if isinstance(also, dict) else also
    if column in ("low", "high"):
        for interval in cell.get("intervals", []):
            if abs(interval.get("level", 0) - 0.95) < 1e-12:
                return interval.get(column)
        return None
    return cell.get(column)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("report")
    parser.add_argument("oracle")
    parser.add_argument("--tolerance", type=float, default=1e-9)
    parser.add_argument("--indicator", action="append", help="only this one (repeatable); it must be in both")
    parser.add_argument("--columns", help="only these results, for instance numerator,denominator,value")
    parser.add_argument("--not-reported", default="", help="results of the CSV that the report does not have")
    parser.add_argument("--exact", default="", help="further results that must agree exactly, also where no value is shown")
    parser.add_argument("--min-cells", type=int, default=1, help="fewer compared cells of an indicator are a difference")
    options = parser.parse_args()
    exact = EXACT + tuple(options.exact.split(","))

    with open(options.report, encoding="utf-8") as file:
        report = {entry["id"]: entry for entry in json.load(file)["indicators"]}
    with open(options.oracle, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        results = [c for c in reader.fieldnames if c not in KEYS]
        rows = list(reader)
    if options.columns:
        results = [c for c in options.columns.split(",") if c in results]
    results = [c for c in results if c not in options.not_reported.split(",")]

    wanted = options.indicator or sorted({row["indicator"] for row in rows} & set(report))
    differences = []
    total_cells = 0
    for name in wanted:
        mine = [row for row in rows if row["indicator"] == name]
        entry = report.get(name)
        if entry is None or not mine:
            differences.append("%s: not in the %s" % (name, "report" if entry is None else "oracle"))
            continue
        if entry.get("state") != "computed":
            differences.append("%s: state %s" % (name, entry.get("state")))
            continue
        cells = {}
        for cell in entry["results"]:
            key = (cell["period"], frozenset(cell["group"].items()))
            if key in cells:
                differences.append("%s %s %s: twice in the report" % (name, key[0], group_text(key[1])))
            cells[key] = cell
        have_sets = {(grain(p), frozenset(k for k, _ in g)) for p, g in cells}
        have_periods = {p for p, _ in cells}
        oracle_sets, oracle_periods, seen = set(), set(), set()
        compared = values = hidden = skipped = 0
        worst = 0.0
        for row in mine:
            group = frozenset((g, None if row[g] == "null" else row[g]) for g in GROUPS if row.get(g))
            kind = (grain(row["period"]), frozenset(k for k, _ in group))
            oracle_sets.add(kind)
            oracle_periods.add(row["period"])
            where = "%s %s %s" % (name, row["period"], group_text(group))
            if kind not in have_sets or row["period"] not in have_periods:
                skipped += 1
                continue
            key = (row["period"], group)
            seen.add(key)
            cell = cells.get(key)
            if cell is None:
                differences.append("%s: missing in the report" % where)
                continue
            if cell["status"] == "no_data":
                differences.append("%s: the report says no_data" % where)
                continue
            if cell["status"] == "ok" and cell.get("value") is None:
                differences.append("%s: ok without value" % where)
            hidden += cell["status"] != "ok"
            compared += 1
            for column in results:
                if row[column] == "":
                    continue
                have = reported(cell, column)
                if have is None:
                    if cell["status"] == "ok" or column in exact:
                        differences.append("%s: %s is not in the report, oracle %s" % (where, column, row[column]))
                    continue
                want = float(row[column])
                if column in exact:
                    if have != want:
                        differences.append("%s: %s %s, oracle %s" % (where, column, have, row[column]))
                else:
                    gap = abs(have - want) / max(1.0, abs(want))
                    worst = max(worst, gap)
                    values += 1
                    if not gap <= options.tolerance:
                        differences.append("%s: %s %r, oracle %s" % (where, column, have, row[column]))
        for (period, group), cell in cells.items():
            kind = (grain(period), frozenset(k for k, _ in group))
            if (period, group) in seen or kind not in oracle_sets or period not in oracle_periods:
                continue
            size = cell.get("denominator", cell.get("n", 0))
            if size or cell.get("value") is not None:
                differences.append("%s %s %s: has data, the oracle has none" % (name, period, group_text(group)))
        if compared < options.min_cells:
            differences.append("%s: only %d cells compared" % (name, compared))
        total_cells += compared
        print("%s: %d cells, %d numbers, greatest difference %.1e; %d cells without value, %d rows of the oracle not in the report"
              % (name, compared, values, worst, hidden, skipped))

    for line in differences[:40]:
        print("difference: " + line)
    if len(differences) > 40:
        print("... and %d more" % (len(differences) - 40))
    if not total_cells:
        print("difference: nothing was compared")
    print("%d differences" % len(differences))
    return 1 if differences or not total_cells else 0


if __name__ == "__main__":
    sys.exit(main())
