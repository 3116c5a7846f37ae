#!/usr/bin/env python3
"""A JSON report holds all that the program knows of a run: written again from it, each format has the same bytes as
from the data; laid out anew it still reads; changed in any place it is refused, and the old output stays."""

import json
import re

from support import SAMPLES, check, finish, run, run_used, text, work_folder

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


def change_members(node, path=()):
    """Every scalar of NODE, with a changed value in its place; the tree is put back after each."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(pairs):
        if isinstance(value, (dict, list)):
            yield from change_members(value, (*path, key))
            continue
        node[key] = (not value if isinstance(value, bool) else value + 1 if isinstance(value, (int, float))
                     else "x" if value is None else value + "x")
        yield "/".join(map(str, (*path, key)))
        node[key] = value


formats_of("all", "-p", "2023..2024")
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
raw = small.read_bytes()
for end in range(0, len(raw) - 3, len(raw) // 40):
    refused(small, raw[:end], "cut at byte %d" % end)
missing = run("convert", work / "nowhere.json")
check(missing.returncode == 7, "a file that is not there: status %d" % missing.returncode)
finish("%d reports" % count)
