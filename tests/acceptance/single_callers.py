#!/usr/bin/env python3
"""Calls whose failure is easily taken for a fact about the data are made in one place, which tells the two apart."""

import re

from support import ROOT, check, finish

ONLY_IN = {
    r"utf8proc_map\w*": {"base/letters.c"},            # out of memory looks like "not UTF-8"
    r"(readdir|scandir)": {"base/folder.c", "base/replace.c"},  # a fault looks like the end; the second one only tidies up
    r"mkstemps?": {"base/replace.c"},                  # whoever makes a file must remove it on every way out
    r"rename": {"base/replace.c"},
}
lines = 0
for path in sorted((ROOT / "src").rglob("*.c")):
    name = str(path.relative_to(ROOT / "src"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        lines += 1
        for call, places in ONLY_IN.items():
            if re.search(r"(?<![\w.>])%s\(" % call, line) and not line.lstrip().startswith(("/*", "*")):
                check(name in places, "src/%s:%d: '%s' is called outside %s" % (name, number, call, ", ".join(places)))
finish("%d lines" % lines)
