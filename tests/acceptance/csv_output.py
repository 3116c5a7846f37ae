#!/usr/bin/env python3
"""Texts with line ends, separators and quotes go out as CSV so that a reader gets as many fields back, and each text as one line."""

import csv
import io

from support import check, finish, run, text, work_folder
from trial import Trial

ODD = ["a\rb", "a\nb", "a\r\nb", "\rb", "b\r", "a\tb", 'a"b', '"', "a;b", "a,b", '";"', "a\u2028b", "a\x0bb", "a\x00b".replace("\x00", "\x01"), "å\rä;\nö"]


def one_line(odd):
    """As the manual says: tabs and line ends become blanks, other control characters '?'."""
    return "".join(" " if sign in "\t\n\r" else "?" if ord(sign) < 32 or sign == "\u2028" else sign for sign in odd)


trial = Trial(work_folder())
for number, odd in enumerate(ODD):
    trial.define("prov_%02d" % number, kind="proportion", unit="percent", data={"dataset": "besok"}, denominator="antal is not null",
                 numerator="antal > 1", missing={"numerator": "exclude"}, period={"date": "datum", "grain": ["year"]},
                 title={"sv": odd, "en": odd})
trial.visits([{"datum": "2024-01-01", "antal": 1, "grupp": '"%s"' % odd.replace('"', '""')} for odd in ODD])


def records(done, separator):
    """The fields of each record by the name of its column; line ends are \\n alone."""
    check(done.returncode in (0, 1), "status %d: %s" % (done.returncode, text(done.stderr)[:500]))
    check(b"\r" not in done.stdout, "a CR in the output")
    header, *rows = csv.reader(io.StringIO(text(done.stdout), newline=""), delimiter=separator, strict=True)
    for row in rows:
        check(len(row) == len(header), "%d fields under %d columns: %s" % (len(row), len(header), row))
    return [dict(zip(header, row)) for row in rows]


listed = records(run("list", "-I", trial.catalogue, "-f", "csv"), ",")
titles = {row["id"]: row["title"] for row in listed if row["id"].startswith("prov_")}
for number, odd in enumerate(ODD):
    got = titles.get("prov_%02d" % number)
    check(got == one_line(odd), "list: the title %r is %r" % (odd, got))
cells = records(trial.run("-p", "2024", "prov_00", "-f", "csv"), ";")
groups = {cell["grupp"] for cell in cells}
wanted = {one_line(odd.strip()) for odd in ODD}
check(groups == wanted, "groups %s, not %s" % (sorted(groups - wanted), sorted(wanted - groups)))
finish("%d texts" % len(ODD))
