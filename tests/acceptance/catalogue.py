#!/usr/bin/env python3
"""docs/catalogue is what 'indikator show' says now.  If not: ./dev catalogue, and read the difference."""

import subprocess
import sys

from support import ROOT, USED, check, finish, work_folder

folder = work_folder()
made = subprocess.run([sys.executable, "-B", ROOT / "docs/catalogue/make.py", USED, folder])
check(made.returncode == 0, "docs/catalogue/make.py failed")
kept = {path.relative_to(ROOT / "docs/catalogue"): path for path in (ROOT / "docs/catalogue").rglob("*.md")}
new = {path.relative_to(folder): path for path in folder.rglob("*.md")}
check(len(new) > 10, "the catalogue has only %d pages" % len(new))
for name in sorted(kept.keys() | new.keys()):
    same = name in kept and name in new and kept[name].read_bytes() == new[name].read_bytes()
    check(same, "docs/catalogue/%s is stale; run ./dev catalogue" % name)
finish("%d pages" % len(new))
