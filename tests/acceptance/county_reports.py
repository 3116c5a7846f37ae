#!/usr/bin/env python3
"""A run of the whole catalogue for a county gives that county's follow-up and no other's: each of its measures has a value of
the county, or says why not."""

import json

from support import CATALOGUE, ROOT, check, finish, run_used, text, work_folder

SAMPLES = ROOT / "samples"  # those of both counties
TITLE = {"04": ("sormland", "Sörmlands uppföljning av omställningen till nära vård, 04 Södermanlands län"),
         "18": ("orebro", "Örebro läns uppföljning av nära vård, 18 Örebro län")}
# What stands instead of a value that is not shown.
NOT_SHOWN = {"Besparing genom välfärdsteknik": "inget publicerat värde",
             "Maria ungdom": "ej tillämpligt: befolkningens åldersklasser passar inte"}
# Rows that are computed and have no value of the county for a year: of what the values are instead.
NO_YEAR = {"04": {},
           "18": {"Färg per yrke och kommun": "occupation", "Färg per yrke i länet": "occupation", "Bristyrken": "municipality",
                  "Start, beslut och ikraftträdande": "process", "Svar på remiss": "question", "Annat som räknas som täckning": "object",
                  "Utfall mot budget": "object"}}

folder = work_folder()
for county, (name, title) in TITLE.items():
    outline = json.loads((CATALOGUE / "outlines" / ("%s.json" % name)).read_text(encoding="utf-8"))
    rows = [row for area in outline["target_areas"] for indicator in area["indicators"] for row in indicator["rows"]]
    report = folder / ("%s.json" % name)
    done = run_used("run", "-q", "--area", county, "-D", SAMPLES, "-p", "2024", "-o", report)
    check(done.returncode in (0, 1), "%s: run ends with %d: %s" % (name, done.returncode, text(done.stderr)[-500:]))
    held = json.loads(report.read_text(encoding="utf-8"))
    check([one["id"] for one in held["outlines"]] == [name], "the report of %s holds %s" % (county, [one["id"] for one in held["outlines"]]))
    measures = {measure["id"]: measure for measure in held["indicators"]}
    for ident in {ident for row in rows for ident in row.get("measures", [])}:
        measure = measures.get(ident)
        if not check(measure is not None, "%s: %s is not in the report" % (name, ident)):
            continue
        if measure["state"] == "open":
            check(measure["open"]["sv"] and measure["open"]["en"], "%s is open without a reason" % ident)
        elif measure["state"] == "computed":
            check(measure["results"], "%s: %s is computed and has no cell" % (name, ident))
        else:
            check(measure["state"] == "skipped" and measure["reason"], "%s: %s is %s" % (name, ident, measure["state"]))
    lines = text(run_used("convert", report, "-f", "overview", "--lang", "sv").stdout).splitlines()
    check(lines[:1] == [title], "the overview begins with %s" % lines[:1])
    printed = [line for line in lines if line[:4] == "    " and line[4:5] != " "]  # comments stand further in
    check(len(printed) == len(rows), "%s: %d rows, %d printed" % (name, len(rows), len(printed)))
    for row, line in zip(rows, printed):
        what = row["title"]["sv"]
        check(line.strip().startswith(what[:40]), "%s: for '%s' stands '%s'" % (name, what, line))
        check("inte i rapporten" not in line and "inte beräknat" not in line, "%s: %s" % (name, line))
        check(NOT_SHOWN.get(what, "") in line, "%s: %s" % (name, line))
        check(("inget årsvärde för länet" in line) == (what in NO_YEAR[county]), "%s: %s" % (name, line))
done = run_used("run", "-q", "sip_antal", "--area", "1880", "-D", SAMPLES, "-p", "2024")
check([one["id"] for one in json.loads(done.stdout)["outlines"]] == ["orebro"], "a municipality's report is not of its county's follow-up")
finish("%d counties" % len(TITLE))
