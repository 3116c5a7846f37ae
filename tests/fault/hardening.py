#!/usr/bin/env python3
"""The program as it is used is hardened, and its memory sealed: read off the program where it shows there.

  INDIKATOR=build/release/indikator FAULT_LIBRARY=build/release/tests/fault.so tests/fault/hardening.py"""

import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "acceptance"))
from support import PROGRAM, check, environment, finish  # noqa: E402

X86 = os.uname().machine == "x86_64"


def readelf(*options):
    return subprocess.run(["readelf", "-W", *options, PROGRAM], env={**os.environ, "LC_ALL": "C"}, check=True, capture_output=True, text=True).stdout


head, segments, dynamic, symbols = readelf("-h"), readelf("-l"), readelf("-d"), readelf("-s")
code = PROGRAM.read_bytes()
check(re.search(r"Type:\s+DYN", head), "not a position-independent executable")
check(re.search(r"GNU_RELRO", segments), "no read-only relocations")
check(re.search(r"FLAGS.*\bBIND_NOW\b", dynamic) or re.search(r"FLAGS_1.*\bNOW\b", dynamic), "symbols are bound late")
check(re.search(r"FLAGS_1.*\bPIE\b", dynamic), "not marked as PIE")
check(re.search(r"GNU_STACK.* RW ", segments), "the stack can be executed")
check(not re.search(r"LOAD.* RWE ", segments), "memory can be both written and executed")
check(re.search(r"UND __stack_chk_fail", symbols), "no stack protector")
checked = set(re.findall(r"UND (__\w+_chk)@", symbols)) - {"__stack_chk_fail"}
check(len(checked) >= 3, "no checked functions of _FORTIFY_SOURCE: %s" % sorted(checked))
# What its level is the program does not show: two more copies are checked.
commands = PROGRAM.parent / "compile_commands.json"
levels = set(re.findall(r"_FORTIFY_SOURCE=(\d)", commands.read_text())) if commands.exists() else {"3"}
check(levels == {"3"}, "_FORTIFY_SOURCE is %s" % sorted(levels))
if X86:
    # A frame larger than a page is touched page by page, so that it cannot step over the guard.
    page = b"\x48\x81\xec\x00\x10\x00\x00"  # sub $0x1000, %rsp, and then gcc's or clang's touch
    probes = code.count(page + b"\x48\x83\x0c\x24\x00") + code.count(page + b"\x48\xc7\x04\x24\x00\x00\x00\x00")
    check(probes > 3, "no stack-clash protection: %d probes" % probes)
    landings = code.count(b"\xf3\x0f\x1e\xfa")  # endbr64
    functions = len(re.findall(r" FUNC .* (?!UND)\d+ ", symbols))
    check(landings > 200, "no control-flow protection: %d landing places for %d functions" % (landings, functions))
    preload = {"LD_PRELOAD": os.path.abspath(os.environ["FAULT_LIBRARY"]), "FAULT_FD": "2"}
    told = subprocess.run([PROGRAM, "--version"], env=environment(**preload), capture_output=True, text=True).stderr
    if "no seccomp" not in told:
        check("dumpable 0\n" in told, "other processes may read the memory: " + told)
        check("core 0\n" in told, "a core may be dumped: " + told)
finish("1 program")
