#!/usr/bin/env python3
"""'cmake --install' brings the program, the library, the catalogue and the manual page, and the catalogue is whole."""

import subprocess

from support import CATALOGUE, PROGRAM, check, environment, finish, text, work_folder

prefix = work_folder()
done = subprocess.run(["cmake", "--install", str(PROGRAM.parent), "--prefix", str(prefix)], capture_output=True)
check(done.returncode == 0, "cmake --install: " + text(done.stderr))
for name in ("bin/indikator", "include/indikator/run.h", "share/man/man1/indikator.1", "share/bash-completion/completions/indikator", "share/doc/indikator/README.md"):
    check((prefix / name).is_file(), "%s is not installed" % name)
check(list(prefix.glob("lib*/**/libindikator.a")), "the library is not installed")

catalogue = prefix / "share" / "indikator" / "indicators"
names = sorted(str(path.relative_to(CATALOGUE)) for path in CATALOGUE.rglob("*") if path.is_file())
check(names == sorted(str(path.relative_to(catalogue)) for path in catalogue.rglob("*") if path.is_file()), "the catalogue is not whole")
done = subprocess.run([str(prefix / "bin" / "indikator"), "check"], env=environment(INDIKATOR_PATH=str(catalogue)), capture_output=True)
check(done.returncode == 0, "the installed catalogue: " + text(done.stderr))
finish("%d files" % len(names))
