#!/usr/bin/env python3
"""A JSON report holds all that the program knows of a run: written again from it, each format has the same bytes as
from the data; laid out anew it still reads; changed in any place it is refused, and the old output stays."""

import json
import re

from support import SAMPLES, THOROUGH, check, finish, run, run_used, spread, text, work_folder

work = work_folder()
count = 0


def formats_of(name, *options):
    """Run once a format, and convert the JSON to each of them."""
    global count
    report = work / (name + ".json")
    for form in ("json", "csv", "table"):
        for language in ("sv", "en"):
            straight = run("run", "-q", "-D", SAMPLES, "-f", form, "--lang", language, *options)
            check(straight.returncode == 0, "%s: status %d" % (name, straight.returncode))
            if form == "json":
                report.write_bytes(straight.stdout)
            got = run("convert", report, "-f", form, "--lang", language)
            check(got.returncode == 0 and got.stdout == straight.stdout,
                  "%s as %s: %d %s" % (name, form, got.returncode, text(got.stderr)[:300]))
            count += 1
    straight = run("run", "-q", "-D", SAMPLES, "-o", work / "away.json", "--summary", *options)
    got = run("convert", report, "-o", work / "away.json", "--summary")
    check(got.stderr and straight.stderr.endswith(got.stderr), "%s: another summary" % name)  # behind what is said of the data
    return report


def refused(report, content, why):
    global count
    path, out = work / "changed.json", work / "out.csv"
    path.write_bytes(content)
    out.write_text("earlier")
    got = (run_used if count % 8 else run)("convert", path, "-f", "csv", "-o", out)
    count += 1
    check(got.returncode == 4, "%s: status %d" % (why, got.returncode))
    check(re.search(r"changed\.json:\d+:\d+: error\[\w+\]", text(got.stderr)), "%s: no place: %s" % (why, text(got.stderr)))
    check(out.read_text() == "earlier", "%s: something was written" % why)


ALIKE = 3  # places that differ by their numbers alone, such as cells: so many are enough
places = {}


def is_enough(path):
    """Have ALIKE places like it been changed?"""
    alike = tuple("#" if isinstance(key, int) else key for key in path)
    places[alike] = places.get(alike, 0) + 1
    return places[alike] > ALIKE and not THOROUGH


def change_members(node, path=()):
    """Every scalar of NODE, with a changed value in its place; the tree is put back after each."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(pairs):
        if isinstance(value, (dict, list)):
            yield from change_members(value, (*path, key))
            continue
        if is_enough((*path, key)):
            continue
        node[key] = (not value if isinstance(value, bool) else value + 1 if isinstance(value, (int, float))
                     else "x" if value is None else value + "x")
        yield "/".join(map(str, (*path, key)))
        node[key] = value


formats_of("all", "-p", "2023..2024", *spread())
formats_of("months", "-p", "2024-01..2024-06", "--grain", "month", "--by", "lan,kon",
           "aterinskrivningar_30d_65plus", "aterinskrivningar_7d_65plus")
formats_of("area", "-p", "2024", "--area", "0480", "--area", "18", "aterinskrivningar_30d_65plus")
small = formats_of("small", "-p", "2024", "--grain", "year", "--by", "lan", "kontinuitetsindex_lakare_kronisk",
                   "upplevd_kontinuitet")

tree = json.loads(small.read_text(encoding="utf-8"))
for layout in ({"indent": 1}, {"separators": (",", ":")}):
    anew = work / "anew.json"
    anew.write_text(json.dumps(tree, ensure_ascii=False, **layout), encoding="utf-8")
    got = run("convert", anew)
    check(got.returncode == 0 and got.stdout == small.read_bytes(), "laid out with %s: %s" % (layout, text(got.stderr)))
    count += 1
for item in tree["inputs"]:
    item["findings"] = item["findings"][:1]  # else there are hundreds alike, and the hash is wrong as it is
del tree["content_hash"]
old = work / "old.json"
old.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
fresh = json.loads(run("convert", old).stdout)
for place in change_members(fresh):
    refused(small, json.dumps(fresh, ensure_ascii=False).encode(), place)
# Without its hash, what a report cannot say is still refused, each with its reason.
def cell_of(report, number=0):
    return [cell for cell in report["indicators"][0]["results"] if cell["status"] == "ok"][number]


def put(path, value):
    """Lay VALUE at PATH below a cell (c), a measure (m) or the report (r)."""
    def change(report):
        at = {"c": cell_of(report), "m": report["indicators"][0], "r": report}[path[0]]
        for key in path[1:-1]:
            at = at[key]
        if value is None:
            del at[path[-1]]
        else:
            at[path[-1]] = value
    return change


CONTRADICTIONS = [
    (("c", "status"), "no_data", "cell_contradicts", "a cell has a value exactly where its status is 'ok'"),
    (("c", "value"), None, "missing_key", "'value'"),
    (("c", "status"), "okk", "unknown_value", "'status'"), (("c", "reason"), "unreadable", "cell_contradicts", "only a cell with status 'not_delivered' is 'unreadable'"),
    (("c", "reason"), "unread", "unknown_value", "'reason'"), (("c", "flags"), ["partial", "partial"], "repeated_value", "the flag is given twice"),
    (("c", "flags"), ["partly"], "unknown_value", "partly"), (("c", "value"), 9, "cell_contradicts", "the value is not inside the interval"),
    (("c", "value"), -9, "cell_contradicts", "the value is not inside the interval"), (("c", "intervals", 0, "low"), 2, "cell_contradicts", "the value is not inside the interval"),
    (("c", "intervals", 0, "level"), None, "missing_key", "level"), (("c", "also", "median", "low"), 7, "cell_contradicts", "the value is not inside the interval"),
    (("c", "group", "lan"), 4, "wrong_type", "'lan'"), (("c", "group"), {str(n): "1" for n in range(10)}, "too_many", "a cell has at most 9 groups"),
    (("c", "intervals"), [{"level": n / 10, "low": -9, "high": 9} for n in range(1, 6)], "too_many", "a cell has at most 4 intervals"),
    (("c", "also"), {"median": {"value": 1}, **{"x%d" % n: {"value": 1} for n in range(8)}}, "too_many", "a cell has at most 8 further values"),
    (("c", "nyckel"), 1, "unknown_key", "nyckel"), (("m", "state"), "skipped", "cell_contradicts", "a measure has a reason exactly where it was not computed"),
    (("m", "reason"), "no_data", "cell_contradicts", "a measure has a reason exactly where it was not computed"), (("m", "decimals"), -1, "out_of_range", "'decimals'"),
    (("m", "decimals"), 1.5, "out_of_range", "'decimals'"), (("m", "plausible"), [1], "too_few", "'plausible' has two values"), (("m", "plausible"), ["1", 2], "wrong_type", "number"),
    (("m", "id"), "zzz", "cell_contradicts", "a measure comes twice, or out of order"), (("m", "flags"), ["partly"], "unknown_value", "partly"),
    (("m", "flow", 0, "n"), -1, "out_of_range", "'n'"), (("m", "flow", 0, "rule"), "q", "step_contradicts", "'rule' and 'id' must agree"), (("m", "flow", 0, "origin"), "nobody", "unknown_value", "'origin'"),
    (("m", "flow", 0, "origin"), None, "missing_key", "'origin'"), (("m", "results"), {}, "wrong_type", "'results'"), (("r", "format"), "indikator-report/2", "format_version", "indikator-report/2"),
    (("r", "format"), "annat", "no_report", "no report of indikator"), (("r", "inputs", 0, "rows"), -1, "out_of_range", "'rows'")]
for way, value, rule, says in CONTRADICTIONS:
    changed = json.loads(old.read_text(encoding="utf-8"))
    put(way, value)(changed)
    path = work / "contradicts.json"
    path.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    got = run("convert", path)
    count += 1
    said = text(got.stderr)
    check(got.returncode in (2, 3, 4) and "error[%s" % rule in said and says in said, "%s = %s: %d, want %s: %s\n%s" % (way, value, got.returncode, rule, says, said))
raw = small.read_bytes()
for end in range(0, len(raw) - 3, len(raw) // 40):
    refused(small, raw[:end], "cut at byte %d" % end)
missing = run("convert", work / "nowhere.json")
check(missing.returncode == 7, "a file that is not there: status %d" % missing.returncode)
finish("%d reports" % count)
