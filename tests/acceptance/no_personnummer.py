#!/usr/bin/env python3
"""No text file of the tree holds anything that could be a personnummer, samordningsnummer or reserve number: a date and a
check digit.  Test numbers published by Skatteverket are allowed."""

import datetime
import re
import subprocess

from support import ROOT, check, finish

ALLOWED = {"6408233234", "8304285912", "5110133815", "7010632391"}
NUMBER = re.compile(r"(?<![0-9A-Za-z.])((?:18|19|20)?)(\d{2})(\d{2})(\d{2})([-+ ]?)(\d{4})(?![0-9A-Za-z])")


def luhn(digits):
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(digits)]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def is_date(century, year, month, day):
    day -= 60 if day > 60 else 0
    for first in ([int(century)] if century else [19, 20]):
        try:
            datetime.date(first * 100 + year, month, day)
            return True
        except ValueError:
            pass
    return False


def found(content):
    for match in NUMBER.finditer(content):
        century, year, month, day, _, last = match.groups()
        digits = year + month + day + last
        if last[:3] != "000" and is_date(century, int(year), int(month), int(day)) and luhn(digits) and digits not in ALLOWED:
            yield content.count("\n", 0, match.start()) + 1


def tree():
    """The files that git knows or would take; without git, all but what is built."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True)
    if listed.returncode == 0 and listed.stdout:
        return [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [p for p in ROOT.rglob("*") if p.is_file() and not {".git", "build", "out"} & set(p.relative_to(ROOT).parts)]


check(list(found("född 1990" + "0101-0017")) == [1], "the search finds nothing")
check(not list(found("2024-01-31 12:00, 20240131")), "the search finds dates")
count = 0
for path in tree():
    if not path.is_file():
        continue
    raw = path.read_bytes()
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        continue
    count += 1
    for line in found(raw.decode("utf-8", "replace")):
        check(False, "%s:%d: could be a personnummer" % (path.relative_to(ROOT), line))
finish("%d files" % count)
