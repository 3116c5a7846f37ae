#!/usr/bin/env python3
"""Bad data and places that cannot be written: each gets a message that says what and where, the right exit status, and
leaves neither a partial report nor anything beside it."""

import os
import resource
import signal
import subprocess
import time
import zipfile
from pathlib import Path

from support import PROGRAM, SAMPLES, THOROUGH, check, environment, finish, run, text, work_folder

folder = work_folder()
out = folder / "out"
out.mkdir()
report = out / "rapport.json"
header = b"person_id;fodelsedatum;kon;kommunkod;dodsdatum\n"
row = b"A1;1950-01-01;K;0480;\n"
stays = "vardtillfallen=%s/vardtillfallen.csv" % SAMPLES
deliveries = "leveranser=%s/leveranser.csv" % SAMPLES
cases = 0


def data(name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def expect(what, status, *messages, personer=None, arguments=(), output=report, **more):
    """Run with PERSONER in place of the samples' file; STATUS and every one of MESSAGES must come."""
    global cases
    cases += 1
    given = ["-D", SAMPLES] if personer is None else ["-D", stays, "-D", deliveries, "-D", "personer=%s" % personer]
    before = output.read_bytes() if output.is_file() else None
    done = run("run", "aterinskrivningar_30d_65plus", *given, "-p", "2024", "-q", "-o", output, *arguments, **more)
    said = text(done.stderr)
    check(done.returncode == status, "%s: status %d, not %d\n%s" % (what, done.returncode, status, said))
    for message in messages:
        check(message in said, "%s: no %r in\n%s" % (what, message, said))
    check(len(said) < 20000, "%s: %d bytes of messages" % (what, len(said)))
    if status > 1 and output.parent == out:
        after = output.read_bytes() if output.is_file() else None
        check(after == before, "%s: the report was touched" % what)
    check(not [name for name in os.listdir(out) if name != report.name], "%s: something was left in %s" % (what, os.listdir(out)))


def processor_seconds():
    """Of the programs that have run: whoever else is at work does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


for earlier in (False, True):  # without and with an earlier report
    if earlier:
        expect("good data", 0)
        check(report.stat().st_mode & 0o777 == 0o600, "the report's mode is %o" % (report.stat().st_mode & 0o777))

    # ---- files that are no data
    expect("empty file", 4, "empty.csv: error", "empty file", personer=data("empty.csv", b""))
    expect("one empty line", 4, "empty file", personer=data("line.csv", b"\n"))
    expect("no header", 4, "header.csv:1", "no known column", personer=data("header.csv", row * 3))
    expect("missing file", 7, "cannot open: no such file or directory", personer=folder / "none.csv")
    expect("directory", 7, "is a directory", personer=out)
    with zipfile.ZipFile(folder / "book.csv", "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    expect("xlsx", 4, "xlsx or zip", "save it as CSV", personer=folder / "book.csv")
    expect("gzip", 4, "gzip", personer=data("packed.csv", b"\x1f\x8b\x08\0"))

    # ---- broken structure
    expect("unterminated quote", 4, "quote.csv:3:2: error", "never closed",
           personer=data("quote.csv", header + row + b'A2;"1950-01-01;K;0480;\n' + row * 1000))
    expect("NUL in the header", 4, "nul.csv:1", "NUL", personer=data("nul.csv", header.replace(b"kon", b"k\0n") + row))
    expect("NUL in a record", 4, "1 of 2 records (50.00 %) are rejected", personer=data("nulrow.csv", header + row + b"A2;19\x0050;K;0480;\n"))
    expect("ragged records", 4, "2 of 3 records", personer=data("ragged.csv", header + row + b"A2;1950-01-01\nA3;1;2;3;4;5;6\n"))
    expect("mixed encodings", 4, "mixed.csv", "mixes UTF-8 (line 2) and Windows-1252 (line 3)",
           personer=data("mixed.csv", header + "A1;1950-01-01;ö;0480;\n".encode() + "A2;1950-01-01;ö;0480;\n".encode("windows-1252")))
    expect("invalid UTF-8 where it is said to be", 4, "invalid.csv:2:3",
           personer=data("invalid.csv", header + b"A1;1950-01-01;\xff;0480;\n"), arguments=("--dialect", "personer:encoding=utf-8"))
    expect("converted twice", 4, "double.csv:2:3",
           personer=data("double.csv", header + "A1;1950-01-01;Ã¶;0480;\n".encode()))
    expect("same column twice", 4, "twice.csv:1:6", "occurs twice", personer=data("twice.csv", header.replace(b"\n", b";kon\n") + row))
    expect("5,000 columns", 4, "wide.csv:1", "5000 columns", "4096",
           personer=data("wide.csv", b";".join(b"k%d" % i for i in range(5000)) + b"\n" + b";" * 4999 + b"\n"))
    # ---- places that cannot be written
    expect("a full disk", 7, "cannot write '/dev/full'", "no space left", output=Path("/dev/full"))
    expect("no such folder", 7, "cannot write", "no such file or directory", output=folder / "nowhere" / "rapport.json")
    expect("a read-only place", 7, "cannot write '/proc/rapport.json'", output=Path("/proc/rapport.json"))
    expect("a folder as output", 7, "cannot write", "is a directory", output=folder)
    cases += 1
    done = subprocess.run([PROGRAM, "run", "sip_antal", "-D", SAMPLES, "-p", "2024", "-q", "-o", report], env=environment(), capture_output=True,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    check(done.returncode == 7 and b"cannot write" in done.stderr, "disk full on the way: %d %s" % (done.returncode, text(done.stderr)))
    check((b"the earlier report is unchanged" in done.stderr) == earlier, "disk full on the way: " + text(done.stderr))
    check(sorted(os.listdir(out)) == ([report.name] if earlier else []), "disk full on the way: left %s" % os.listdir(out))
    if os.getuid() != 0:
        out.chmod(0o500)
        expect("a read-only folder", 7, "cannot write", "permission denied")
        out.chmod(0o700)
    with open("/dev/full", "w") as full:
        done = subprocess.run([PROGRAM, "list"], env=environment(), stdout=full, stderr=subprocess.PIPE)
        check(done.returncode == 7 and b"cannot write standard output" in done.stderr, "list to a full disk: %d" % done.returncode)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([PROGRAM, "run", "sip_antal", "-q", "-D", SAMPLES, "-p", "2024"], env=environment(), stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    check(done.returncode == 141, "a closed pipe: status %d" % done.returncode)

    # ---- signals
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        cases += 1
        before = report.read_bytes() if earlier else None
        program = subprocess.Popen(
            [PROGRAM, "run", "aterinskrivningar_30d_65plus", "-D", stays, "-D", deliveries, "-D", "personer=-",
             "-p", "2024", "-o", report], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        program.stdin.write(header + row)
        program.stdin.flush()
        time.sleep(0.5)  # it waits for more
        program.send_signal(number)
        program.communicate()
        check(program.returncode in (-number, status), "signal %d: status %d" % (number, program.returncode))
        check((report.read_bytes() if report.exists() else None) == before, "signal %d: the report was touched" % number)

long = folder / "long.csv"
with open(long, "wb") as file:
    file.write(header)
    file.truncate(1 << 30 if THOROUGH else 1 << 27)  # a line that takes no place on disk
before = processor_seconds()
expect("a line without an end", 4, "long.csv:2", "more than 16777216 bytes", personer=long)
check(processor_seconds() - before < 60, "a line without an end takes %.0f seconds" % (processor_seconds() - before))
expect("a quote that runs on", 4, "runs.csv:2:1", "is the quote ever closed",
       personer=data("runs.csv", header + b'"' + b"x\n" * (9 << 20)))
expect("header only", 0, personer=data("only.csv", header))
finish("%d cases" % cases)
