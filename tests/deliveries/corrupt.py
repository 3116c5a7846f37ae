#!/usr/bin/env python3
"""Spoil the samples in hundreds of ways, one at a time, and hold each figure against that of the clean samples:

  unchanged   every cell is as before
  flagged     there is a message that the clean samples do not give, and status 1, or every cell that is another one says
              so: a flag, a status without value, or a flag of its measure
  refused     status 2 and above; nothing is written

A fourth outcome, silence, is a fault, except for the changes that cannot be seen in principle: they are listed in
docs/explanation/data-quality.md with their reasons, and CANNOT_BE_SEEN below is that list.

  corrupt.py [EVERY]   every EVERY-th change only (1)"""

import gzip
import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "acceptance"))

from support import ROOT, SAMPLES, check, finish, run_used as run, text, work_folder  # noqa: E402
from tables import Table, tables  # noqa: E402

from corruptions import files, of_column  # noqa: E402

# Why nobody can see a change; data-quality.md says the same sentences.
VALID = "One valid value for another: a column that holds the same value in all rows, or whose cells have moved a row, is as \
valid as before, and so is a child who is born a century earlier."
EMPTY = "Cells emptied where empty is a value: some people have no known sex or are listed at no unit, some units do not tell who runs them, some answers have no class \
and no points, some plans have not been followed up or ended, or need no consent, some discharges do not tell whether a plan is \
needed, when it is to be made or whether readiness was revoked, some risks were not acted on, some ratings are of no area, without status or without \
the number of staff, some published values have no terms, some activities have not ended or moved, the outcome of some budgets is not known, \
and nobody may have died or moved."
WRITING = "Another writing of a code that no list has: of a unit, a doctor, a dimension, a published measure, of what is rated, when \
and by whom, only the deliverer knows the codes."
UNTOLD = "Rows gone from a file of which the list of deliveries does not tell how many rows it has, as of ratings."

# (change, dataset or "*", column or "*"): why.
CANNOT_BE_SEEN = {("constant", "*", "*"): VALID, ("shifted a row", "*", "*"): VALID,
                  ("a century back", "personer", "fodelsedatum"): VALID}
CANNOT_BE_SEEN.update({(change, dataset, "*"): UNTOLD for change in ("the middle gone", "the header only") for dataset in (
    "skattningar", "aktiviteter", "kriterier", "beslut", "avvikelser", "ekonomi", "korttidsmatning", "betalningsansvar")})
MARKED = ("half emptied", "NULL for some", "a dot for some", "saknas for some")
EMPTY_IS_A_VALUE = (("enheter", "regi"), ("enkatfragor", "dimension"), ("enkatfragor", "dimensionsvikt"), ("enkatfragor", "klass"),
                    ("enkatfragor", "poang"), ("enkatsvar", "svarande"), ("enkatsvar", "svar_kod"), ("personer", "kon"),
                    ("personer", "dodsdatum"), ("personer", "flytt_datum"), ("planer", "samtycke"), ("planer", "uppfoljd_datum"),
                    ("utskrivningsprocess", "sip_behov"), ("utskrivningsprocess", "aterkallad"),
                    ("utskrivningsprocess", "sip_planerad_datum"),
                    ("bedomningar", "atgard_utford_datum"), ("aggregat", "taljare"), ("aggregat", "namnare"),
                    ("personer", "listad_enhet_id"), ("planer", "avslutad_datum"), ("skattningar", "omrade"), ("skattningar", "status"),
                    ("skattningar", "antal_anstallda"))
CANNOT_BE_SEEN.update({(change, *column): EMPTY for change in MARKED for column in EMPTY_IS_A_VALUE})
CANNOT_BE_SEEN.update({(change, "personer", "flytt_datum"): EMPTY for change in ("emptied", "left out")})
CANNOT_BE_SEEN.update({(change, *column): EMPTY for change in ("emptied", "left out") for column in (
    ("planer", "uppfoljd_datum"), ("personer", "dodsdatum"), ("personer", "listad_enhet_id"), ("planer", "avslutad_datum"),
    ("bedomningar", "atgard_utford_datum"), ("aggregat", "taljare"), ("aggregat", "namnare"),
    ("utskrivningsprocess", "sip_planerad_datum"), ("utskrivningsprocess", "aterkallad"))})
CANNOT_BE_SEEN[("emptied", "enkatsvar", "svar_kod")] = EMPTY
CANNOT_BE_SEEN.update({(change, *column): EMPTY for change in (*MARKED, "emptied", "left out") for column in (
    ("aktiviteter", "faktiskt_slut"), ("aktiviteter", "flyttad_till"))})
CANNOT_BE_SEEN.update({(change, "ekonomi", "utfall_sek"): EMPTY for change in MARKED})
WRITTEN = ("other codes", "some other codes", "small letters", "quoted inside", "as float", "scientific")
CANNOT_BE_SEEN.update({(change, *column): WRITING for change in WRITTEN for column in (
    ("enkatfragor", "dimension"), ("aggregat", "matt_id"), ("personer", "listad_enhet_id"))})
CANNOT_BE_SEEN.update({(change, "skattningar", column): WRITING for change in (*WRITTEN, "capitals")
                       for column in ("omrade", "delomrade", "objekt_id", "omgang", "lamnare")})
CANNOT_BE_SEEN.update({("other codes", dataset, column): WRITING for dataset, column in (
    ("enkatsvar", "enhet_id"), ("vardkontakter", "enhet_id"), ("vardkontakter", "personal_id"))})
CANNOT_BE_SEEN.update({(change, "vardtillfallen", column): WRITING for change in WRITTEN for column in ("sjukhus_id", "klinik_id")})
CANNOT_BE_SEEN[("small letters", "vardkontakter", "enhet_id")] = WRITING
CANNOT_BE_SEEN[("quoted inside", "vardkontakter", "kontakt_id")] = WRITING

work = work_folder()
options = ("-p", "2024", "--grain", "year", "-q")


def figures(path):
    """(measure, period, group) -> what the cell says; and the measures that carry a flag."""
    report = json.loads(path.read_text(encoding="utf-8"))
    cells, marked = {}, set()
    for measure in report["indicators"]:
        if measure.get("flags") or measure["state"] != "computed":
            marked.add(measure["id"])
        for cell in measure.get("results", []):
            group = tuple(sorted((k, v or "") for k, v in cell["group"].items()))
            cells[measure["id"], cell["period"], group] = cell
    return cells, marked


NUMBERS = ("value", "numerator", "denominator", "n", "contacts")


def same(a, b):
    empty = (None, "no_data")
    if (a is None or a["status"] in empty) and (b is None or b["status"] in empty):
        return True
    return a is not None and b is not None and a["status"] == b["status"] and all(a.get(k) == b.get(k) for k in NUMBERS)


def says_so(cell, before):
    """Does the cell, or that there is none, tell a reader that something is wrong?"""
    new_flags = set((cell or {}).get("flags", [])) - set((before or {}).get("flags", []))
    return bool(new_flags & {"data_findings", "partial", "implausible"}) or (cell or {}).get("status") == "not_delivered"


def messages(result, folder):
    """Lines of standard error; the folder's name is none of them."""
    return {line.replace(str(folder), "") for line in text(result.stderr).splitlines()}


def outcome(name, folder):
    report = work / (name + ".json")
    got = run("run", "-D", folder, "-o", report, *options)
    if got.returncode >= 2:
        return "refused" if got.returncode < 70 and not report.exists() else "broken", text(got.stderr)[:300]
    if got.returncode < 0:
        return "broken", "signal %d" % -got.returncode
    cells, marked = figures(report)
    report.unlink()
    silent = [key for key in sorted(set(cells) | set(base))
              if not same(cells.get(key), base.get(key)) and not says_so(cells.get(key), base.get(key))
              and key[0] not in marked]
    changed = any(not same(cells.get(key), base.get(key)) for key in set(cells) | set(base))
    if not changed:
        return "unchanged", ""
    if got.returncode == 1 or not silent:
        return ("flagged", "") if messages(got, folder) - base_messages else ("silent", "no message")
    key = silent[0]
    return "silent", "%d cells, such as %s: %s, was %s" % (
        len(silent), key, {k: cells.get(key, {}).get(k) for k in ("status",) + NUMBERS},
        {k: base.get(key, {}).get(k) for k in ("status",) + NUMBERS})


def folder_with(name, dataset, content):
    """The samples, links all of them but the one that is spoiled."""
    folder = work / name
    folder.mkdir()
    for path in SAMPLES.glob("*.csv"):
        if path.stem != dataset:
            (folder / path.name).symlink_to(path)
    if content is not None:
        (folder / (dataset + ".csv")).write_bytes(content() if callable(content) else content)
    return folder


def later(build, *what, **options):
    """Bytes that are made when they are needed: most changes are not chosen in the quick form."""
    return lambda: build(*what, **options).encode()


def changed(table, c, apply):
    cells = apply([row[c] for row in table.rows])
    return table_text(table, rows=[row[:c] + [cell] + row[c + 1:] for row, cell in zip(table.rows, cells)])


def without(table, c):
    return table_text(table, header=table.header[:c] + table.header[c + 1:],
                      rows=[row[:c] + row[c + 1:] for row in table.rows])


def table_text(table, header=None, rows=None):
    lines = [header or table.header] + (table.rows if rows is None else rows)
    return "".join(table.separator.join(map(table.cell, line)) + "\n" for line in lines)


def changes():
    """(change, dataset, column or "", content) of the tables that some measure reads: of the others no figure can move"""
    for table in (t for t in tables() if t.dataset in read):
        for c, header in enumerate(table.header):
            field = (table.fields[c] or {}).get("name", header)
            cells = [row[c] for row in table.rows]
            for change, apply in of_column(cells).items():
                yield change, table.dataset, field, later(changed, table, c, apply)
            yield "another name", table.dataset, field, later(
                table_text, table, header=table.header[:c] + [header + "_ny"] + table.header[c + 1:])
            yield "left out", table.dataset, field, later(without, table, c)
        plain = table_text(table)
        for change, content in files(plain, table.separator):
            yield change, table.dataset, "", content.encode()
        yield "utf-16", table.dataset, "", plain.encode("utf-16")
        yield "windows-1252", table.dataset, "", plain.encode("windows-1252", "replace")
        yield "utf-8 cut in a letter", table.dataset, "", plain.encode().replace("ö".encode(), "ö".encode()[:1])
        yield "packed", table.dataset, "", gzip.compress(plain.encode())
        for other in ("vardkontakter", "personer"):
            if other != table.dataset:
                yield "the file of " + other, table.dataset, "", later(table_text, Table(other))
        yield "missing", table.dataset, "", None


def why_not_seen(change, dataset, column):
    for (c, d, f), why in CANNOT_BE_SEEN.items():
        if c == change and d in ("*", dataset) and f in ("*", column):
            return why
    return None


def try_one(numbered):
    number, (change, dataset, column, content) = numbered
    name = "c%05d" % number
    kind, why = outcome(name, folder_with(name, dataset, content))
    for path in (work / name).iterdir():
        path.unlink()
    (work / name).rmdir()
    return change, dataset, column, kind, why


clean = run("run", "-D", SAMPLES, "-o", work / "clean.json", *options)
check(clean.returncode == 0, "the clean samples: status %d" % clean.returncode)
base, base_marked = figures(work / "clean.json")  # the samples have findings on purpose: some measures are flagged
read = {one["dataset"] for one in json.loads((work / "clean.json").read_text(encoding="utf-8"))["inputs"]}
base_messages = messages(clean, SAMPLES)

step = int(sys.argv[1]) if len(sys.argv) > 1 else int(os.environ.get("CORRUPT_EVERY", "1"))
table, count, unseen = Counter(), 0, set()
with ThreadPoolExecutor(2) as pool:
    chosen = ((i, c) for i, c in enumerate(changes()) if i % step == 0)
    for change, dataset, column, kind, why in pool.map(try_one, chosen):
        count += 1
        if kind == "silent" and why_not_seen(change, dataset, column):
            kind = "cannot be seen"
            unseen.add(why_not_seen(change, dataset, column))
        table[change, kind] += 1
        check(kind not in ("silent", "broken"), "%s: %s.%s: %s: %s" % (change, dataset, column or "(file)", kind, why))

page = (ROOT / "docs" / "explanation" / "data-quality.md").read_text(encoding="utf-8")
for why in CANNOT_BE_SEEN.values():
    check(" ".join(why.split()) in " ".join(page.split()), "data-quality.md does not say: " + why)

kinds = ("unchanged", "flagged", "refused", "cannot be seen", "silent", "broken")
print("%-34s" % "change" + "".join("%15s" % k for k in kinds))
for change in sorted({c for c, _ in table}):
    print("%-34s" % change + "".join("%15s" % (table[change, k] or "") for k in kinds))
finish("%d changes" % count)
