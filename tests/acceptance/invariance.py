#!/usr/bin/env python3
"""The same results, byte for byte, whatever the order of rows, the split into files, the line end, the encoding, the columns
that nobody needs, and whether a measure is computed alone or with others."""

import json
import random
import re

from support import CATALOGUE, SAMPLES, check, finish, run_used as run, text, work_folder
from tables import tables

PERIOD = ("-q", "-p", "2023..2024")
all_tables = tables()


def results(*data, ids=()):
    """The part of the report from "indicators" on, as text, without the hashes of content, which know the files."""
    done = run("run", *ids, *data, *PERIOD)
    if not check(done.returncode == 0, "%s: status %d\n%s" % (data, done.returncode, text(done.stderr))):
        return ""
    lines = text(done.stdout).split('\n  "indicators": [', 1)[1].splitlines(keepends=True)
    return "".join(line for line in lines if '"content_hash"' not in line)


def written(how):
    """The samples in a folder, each table written by HOW(table, path)."""
    folder = work_folder()
    for table in all_tables:
        how(table, folder / (table.dataset + ".csv"))
    return folder


expected = results("-D", SAMPLES)
check(expected.count('"status": "ok"') > 1000, "hardly any results")
compared = 0


def compare(what, *data):
    global compared
    compared += 1
    check(results(*data) == expected, what + ": the results differ")


def shuffled(table, path):
    table.write(path, rows=random.Random(1).sample(table.rows, len(table.rows)))


def columns_turned(table, path):
    table.write(path, rows=[row[::-1] for row in table.rows], header=table.header[::-1])


compare("a second time", "-D", SAMPLES)
compare("rows shuffled", "-D", written(shuffled))
compare("columns in the other order", "-D", written(columns_turned))
compare("LF", "-D", written(lambda table, path: table.write(path)))
compare("CRLF", "-D", written(lambda table, path: table.write(path, line_end="\r\n")))
compare("CR", "-D", written(lambda table, path: table.write(path, line_end="\r")))
for encoding in ("utf-8-sig", "windows-1252", "utf-16"):
    compare(encoding, "-D", written(lambda table, path: table.write(path, encoding=encoding)))

halves = []
folder = work_folder()
for table in all_tables:
    middle = len(table.rows) // 2
    for name, rows in (("b", table.rows[middle:]), ("a", table.rows[:middle])):
        halves += ["-D", "%s=%s" % (table.dataset, table.write(folder / (table.dataset + name + ".csv"), rows=rows))]
compare("each file in two", *halves)

# Columns that no definition and no key names, and those that the schema does not know.
words = set()
for path in CATALOGUE.rglob("*.json"):
    content = json.loads(path.read_text(encoding="utf-8"))
    if content.get("format") == "indikator/1":
        words |= set(re.findall(r"\w+", json.dumps(content, ensure_ascii=False)))
    if content.get("format") == "indikator-dataset/1":
        keys = [content.get("primaryKey"), content.get("foreignKeys"), content.get("x-indikator")]
        words |= set(re.findall(r"\w+", json.dumps(keys, ensure_ascii=False)))
removed = []


def needed(table, i):
    field = table.fields[i]
    used = field and (field["name"] in words or field.get("constraints", {}).get("required"))
    if not used:
        removed.append("%s.%s" % (table.dataset, table.header[i]))
    return used


def without_unused(table, path):
    keep = [i for i in range(len(table.header)) if needed(table, i)]
    table.write(path, rows=[[row[i] for i in keep] for row in table.rows], header=[table.header[i] for i in keep])


compare("columns that nobody needs left out", "-D", written(without_unused))
check(len(removed) >= 5, "only these columns were left out: %s" % removed)

for block in re.split(r'\n    (?=\{ "id")', expected)[1:]:
    name = json.loads(block[2:block.index(",")].join(["{", "}"]))["id"]
    alone = results("-D", SAMPLES, ids=[name])
    check(alone.rstrip("]} \n,") == "\n    " + block.rstrip("]} \n,"), name + ": alone is not as with the others")
    compared += 1

finish("%d comparisons" % compared)
