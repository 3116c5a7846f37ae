#!/usr/bin/env python3
"""Any number of threads gives the same bytes.  With a program built by the tsan preset this is also the test for races:
   INDIKATOR=build/tsan/indikator python3 tests/acceptance/threads.py
The contacts of the samples are repeated with other keys, so that a file has more blocks than there are threads, and
each measure is there twice, so that measures share rows, strata and events; both give the same figures."""

import json
import re
import shutil
import sys

from support import CATALOGUE, PACKS, PROGRAM, SAMPLES, check, finish, run, run_used, spread, text, work_folder

if not PROGRAM.exists():
    print("%s is not built: ./dev build tsan" % PROGRAM)
    sys.exit(77)

COPIES = 4
AGAIN = "_igen"

folder = work_folder()
contacts = (SAMPLES / "vardkontakter.csv").read_bytes().splitlines(keepends=True)
with open(folder / "vardkontakter.csv", "wb") as out:
    out.write(contacts[0])
    for copy in range(COPIES):
        out.writelines(b"C%02d" % copy + line for line in contacts[1:] if line.strip())

data = ["-D", "vardkontakter=%s" % (folder / "vardkontakter.csv")]
for name in sorted(path.stem for path in SAMPLES.glob("*.csv") if path.stem != "vardkontakter"):
    data += ["-D", "%s=%s" % (name, SAMPLES / (name + ".csv"))]

# So many copies are more rows than were delivered.
told = (SAMPLES / "leveranser.csv").read_text(encoding="utf-8")
(folder / "leveranser.csv").write_text(re.sub(r"(;\d{4}-\d\d-\d\d;)[\d ]+;", r"\1;", told), encoding="utf-8")
data[data.index("leveranser=%s" % (SAMPLES / "leveranser.csv"))] = "leveranser=%s" % (folder / "leveranser.csv")

catalogue = folder / "indicators"
shutil.copytree(CATALOGUE, catalogue)
for path in sorted(path for pack in PACKS for path in catalogue.glob(pack.name + "/*.json")):
    if not path.name.endswith(".test.json"):
        own = '"id": "%s"' % path.stem
        definition = path.read_text(encoding="utf-8")
        check(own in definition, "%s: no %s" % (path.name, own))
        path.with_name(path.stem + AGAIN + ".json").write_text(definition.replace(own, own[:-1] + AGAIN + '"', 1), encoding="utf-8")

asked_of = [ident + again for ident in spread() for again in ("", AGAIN)]
reports = {}
for threads in (1, 2, 8):  # one thread cannot race: the program as it is used tells what is right
    asked = run_used if threads == 1 else run
    done = asked("run", *asked_of, "-I", catalogue, *data, "-p", "2023..2024", "-j", threads, "-q", timeout=600)
    check(done.returncode == 0, "-j %d: status %d: %s" % (threads, done.returncode, text(done.stderr)[:2000]))
    check(b"ThreadSanitizer" not in done.stderr, "-j %d: %s" % (threads, text(done.stderr)[:4000]))
    reports[threads] = done.stdout
for threads, report in reports.items():
    check(report == reports[1], "-j %d: another report than with one thread" % threads)

figures = {i["id"]: (i["state"], i.get("results"), i.get("flow")) for i in json.loads(reports[1])["indicators"]}
for name in figures:
    if not name.endswith(AGAIN):
        check(figures[name] == figures[name + AGAIN], "%s: other figures beside itself" % name)

# The other lane has one reader a file, so that copies add nothing.
fast, reference = (asked("run", *asked_of, "-I", catalogue, "-D", SAMPLES, "-p", "2023..2024", "-j", 2, "-q", "--csv-lane", lane, timeout=600)
                   for asked, lane in ((run_used, "automatic"), (run, "reference")))
check(b"ThreadSanitizer" not in reference.stderr, "--csv-lane reference: %s" % text(reference.stderr)[:4000])
check(reference.returncode == 0 and reference.stdout == fast.stdout, "--csv-lane reference: another report")

# What is wrong with a broken file is said alike, whichever thread meets it first.
broken = folder / "broken.csv"
broken.write_bytes(b"".join(contacts[:4000]) + "x;Ö\n".encode("utf-8") + b"".join(contacts[4000:8000]) + b"x;\xd6\n" + b"".join(contacts[8000:]))
messages = {run("run", "kontinuitetsindex_lakare_kronisk", "-p", "2024", "-j", threads, "-D", "vardkontakter=%s" % broken,
                *data[2:]).stderr for threads in (1, 2, 8)}
check(len(messages) == 1, "messages depend on the number of threads")
finish("%d reports, %d measures" % (len(reports), len(figures)))
