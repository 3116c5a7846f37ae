#!/usr/bin/env python3
"""No identifier of the samples stands in any report, message or log, however the files are broken."""

import json
import random
import re

from support import CATALOGUE, SAMPLES, check, finish, run_used as run, spread, text, work_folder
from tables import tables

all_tables = tables()
# What a definition groups by is shown as it stands: an identifier written into such a column is beyond any program.
GROUPS = {"enhet_id", "klinik_id", "malgrupp", "sjukhus_id"}

# Ids that are also words of a codelist, such as HYRLAKARE, identify nobody.
words = set()
for path in (CATALOGUE / "codelists").glob("*.csv"):
    words |= {line.split(";")[0] for line in path.read_text(encoding="utf-8").splitlines()}
identifiers = set()
for table in all_tables:
    for i, field in enumerate(table.fields):
        if field and field.get("x-indikator", {}).get("identifying"):
            identifiers |= {row[i].strip() for row in table.rows} - words - {""}
runs = 0


def leaks(output):
    return sorted(set(re.findall(r"[A-Z]+[0-9]+(?:[A-Z]+[0-9]+)*", output)) & identifiers)


check(leaks("x:P900101;") == ["P900101"], "the search finds nothing")
check(len(identifiers) > 15000, "only %d identifiers in the samples" % len(identifiers))
measures = []  # all of them

def try_run(what, *data, format="json", limit="100", messages_only=False, grains=("--grain", "year")):
    """Years say all that months do: each group has its values in them."""
    global runs
    runs += 1
    done = run("run", *measures, *data, "-p", "2023..2024", "-v", "--summary", "--max-rejected", limit, "-f", format, *grains)
    check(done.returncode in (0, 1, 3, 4), "%s: status %d\n%s" % (what, done.returncode, text(done.stderr)[-500:]))
    found = leaks(text(done.stderr) + ("" if messages_only else text(done.stdout)))
    check(not found, "%s: %d identifiers, such as %s" % (what, len(found), found[:1]))


def with_broken(table, path):
    """The samples, with PATH in place of one of them."""
    data = []
    for other in all_tables:
        data += ["-D", "%s=%s" % (other.dataset, path if other is table else SAMPLES / (other.dataset + ".csv"))]
    return data


for format in ("json", "csv", "table"):
    try_run(format, "-D", SAMPLES, format=format, grains=())
for arguments in (["list"], ["show", "upplevd_kontinuitet"], ["check"]):
    done = run(*arguments, "-v")
    check(not leaks(text(done.stdout + done.stderr)), "%s shows identifiers" % arguments[0])

folder = work_folder()
chance = random.Random(2)
measures = spread()
report = json.loads(run("run", "-q", "-D", SAMPLES, "-p", "2023..2024").stdout)
read = {one["dataset"] for one in report["inputs"]}  # of files that no measure reads nothing can be told
for table in (t for t in all_tables if t.dataset in read):
    path = folder / (table.dataset + ".csv")
    ids = [i for i, f in enumerate(table.fields) if f and f.get("x-indikator", {}).get("identifying")]
    if not ids:
        continue
    width = len(table.header)

    table.write(path, header=[])
    try_run("%s without header" % table.dataset, *with_broken(table, path))

    # The line break after the header was lost: names, then the first record.
    table.write(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    for joint in ("", table.separator):
        path.write_text("\n".join([lines[0].rstrip("\r") + joint + lines[1]] + lines[2:]), encoding="utf-8")
        try_run("%s with a record in its header" % table.dataset, *with_broken(table, path))

    order = chance.sample(range(width), width)
    table.write(path, rows=[[row[i] for i in order] for row in table.rows])
    try_run("%s with shuffled columns" % table.dataset, *with_broken(table, path), messages_only=True)

    table.write(path, rows=[row[:3] + row[2:] if i % 7 == 0 else row for i, row in enumerate(table.rows)])
    for limit in ("100", "0"):
        try_run("%s with cells that slipped" % table.dataset, *with_broken(table, path), limit=limit, messages_only=True)

    table.write(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[len(lines) // 2] = lines[len(lines) // 2].replace(table.separator, table.separator + '"', 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    try_run("%s with an open quote" % table.dataset, *with_broken(table, path))
    path.write_text(re.sub(r"(\w)(?=%s)" % re.escape(table.separator), r'\1"', "\n".join(lines[1:])), encoding="utf-8")
    try_run("%s with stray quotes and no header" % table.dataset, *with_broken(table, path))

    # An identifier in every column in turn, where a date, a code, a number is expected.
    for i, field in enumerate(table.fields):
        if field is None or i in ids:
            continue
        table.write(path, rows=[row[:i] + [row[ids[-1]]] + row[i + 1:] for row in table.rows])
        try_run("%s with identifiers as %s" % (table.dataset, field["name"]), *with_broken(table, path),
                messages_only=field["name"] in GROUPS)

# What explain says of whole files.
for measure, rows in (("aterinskrivningar_30d_65plus", "vardtillfallen.csv:2..1500"),
                      ("kontinuitetsindex_lakare_kronisk", "vardkontakter.csv:2..800"),
                      ("delaktighet_patient_region", "enkatsvar.csv:2..1500")):
    done = run("explain", measure, "-D", SAMPLES, "-p", "2024", "--row", rows)
    check(done.returncode == 0 and len(done.stdout) > 100000, "explain %s: status %d" % (measure, done.returncode))
    found = leaks(text(done.stdout) + text(done.stderr))
    check(not found, "explain %s: %d identifiers" % (measure, len(found)))
finish("%d runs" % runs)
