#!/usr/bin/env python3
"""Every allocation and every system call of whole commands is made to fail, once and for good.

A command must then end as if nothing had happened, with the same output, or with status 7 and a message that says what
failed; an earlier file is as it was, a new one whole, nothing else is left, and no message holds an identifier.

  INDIKATOR=build/release/indikator FAULT_LIBRARY=build/release/tests/fault.so tests/fault/faults.py [--all] [--family NAME] [NAME...]

Without --all calls are chosen at even distances, so that it takes less than a minute.  NAME: only those commands.
The library that makes calls fail is tests/fault/fault.c.  Allocations by the program's own code all have one answer
(src/base/memory.c), so that of a command with thousands of them --all takes MOST_ALLOCATIONS at even distances; of
those in libraries, and of system calls, it takes every one.  The number is printed.
"""

import argparse
import errno
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from commands import COMMANDS, identifiers, prepare  # noqa: E402

ERRORS = {"memory": [errno.ENOMEM], "letters": [errno.ENOMEM], "library": [errno.ENOMEM],
          "thread": [errno.EAGAIN], "open": [errno.EMFILE, errno.EIO], "read": [errno.EIO],
          "folder": [errno.EIO], "look": [errno.EIO, errno.ESTALE], "write": [errno.ENOSPC], "sync": [errno.EIO],
          "rename": [errno.EIO], "make": [errno.EIO], "close": [errno.EIO]}
SYSTEM = 7
MOST_ALLOCATIONS = 800  # of one command that its own code asks for
FEW = {"sync", "rename", "make", "thread"}  # and each of them decides what is left behind


class Outcome:
    def __init__(self, status, out, err, told, files):
        self.status, self.out, self.err, self.told, self.files = status, out, err, told, files


def snapshot(folder):
    found = {}
    for at, folders, names in os.walk(folder):
        for name in folders:
            found[os.path.relpath(os.path.join(at, name), folder) + "/"] = None
        for name in names:
            path = os.path.join(at, name)
            with open(path, "rb") as file:
                content = re.sub(rb"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\t", b"NOW\t", file.read(), flags=re.M)  # of a log
            found[os.path.relpath(path, folder)] = (os.stat(path).st_mode & 0o7777, content)
    return found


def restore(folder, wanted):
    here = snapshot(folder)
    if here == wanted:
        return
    for name in sorted(here, reverse=True):
        if name not in wanted:
            (os.rmdir if name.endswith("/") else os.unlink)(os.path.join(folder, name))
    for name in sorted(wanted):
        path = os.path.join(folder, name)
        if wanted[name] is None:
            os.makedirs(path, exist_ok=True)
        elif here.get(name) != wanted[name]:
            with open(path, "wb") as file:
                file.write(wanted[name][1])
            os.chmod(path, wanted[name][0])


class Bench:
    """One command in a folder of its own, run again and again."""

    def __init__(self, command, folder, program, library):
        self.command, self.folder, self.program, self.library = command, folder, program, library
        prepare(command, folder)
        self.out = os.path.join(folder, "out")
        self.before = snapshot(self.out)

    def run(self, order=None):
        restore(self.out, self.before)
        reader, writer = os.pipe()
        env = {"PATH": "/usr/bin:/bin", "INDIKATOR_PATH": "indicators", "SOURCE_DATE_EPOCH": "1795305600",
               "HOME": self.folder, "LD_PRELOAD": self.library, "FAULT_FD": str(writer), "LC_ALL": "C"}
        if order:
            env["FAULT"] = order
        stdin = open(os.path.join(self.folder, self.command.stdin)) if self.command.stdin else subprocess.DEVNULL
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen([self.program, *self.command.arguments], cwd=self.folder, env=env, stdin=stdin,
                                       stdout=out, stderr=err, pass_fds=[writer])
            os.close(writer)
            try:
                status = process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                status = "hangs"
            out.seek(0)
            err.seek(0)
            said, wrong = out.read(), err.read()
        told = b""
        while more := os.read(reader, 65536):
            told += more
        os.close(reader)
        if stdin != subprocess.DEVNULL:
            stdin.close()
        return Outcome(status, said, wrong.decode("utf-8", "replace"), told.decode(), snapshot(self.out))

    def learn(self):
        """Run it as it should be; how many calls of each family it makes."""
        self.good = self.run()
        if "no seccomp" in self.good.told:
            print("this system does not let a program filter its own calls")
            sys.exit(77)
        assert self.good.status == self.command.status, (self.command.name, self.good.status, self.good.err)
        counts = dict(line.split() for line in self.good.told.splitlines())
        return {family: int(n) for family, n in counts.items() if family in ERRORS}

    def judge(self, order, got):
        """What is wrong with GOT, in words; None if nothing is."""
        family, _, _, number = order.split(":")
        good, fault = self.good, got.told.split("\n")[0]
        for name in self.command.loose:
            got.files.pop(name, None), good.files.pop(name, None)
        same = got.out == good.out and got.files == good.files and got.status == good.status
        died = isinstance(got.status, str) or got.status < 0
        if died and not (family == "library" and self.command.asks_who):
            return "ends by %s" % (got.status if isinstance(got.status, str) else "signal %d" % -got.status)
        # The message itself could not be written.
        hidden = " 2\n" in got.told or (" 1\n" in got.told and "-f" in self.command.arguments)
        if any(re.search(r"\b%s\b" % re.escape(one), got.err) for one in identifiers(self.folder)):
            return "an identifier in the message"
        if same:
            return None
        if got.status != SYSTEM and not died:
            return "status %s with another result" % got.status
        late = " 1\n" in got.told or hidden  # what was done is done, but could not be said
        strangers = [n for n in got.files if n not in self.before and n not in good.files]
        if strangers and not fault.startswith("unlink"):
            return "left behind: %s" % strangers[0]
        for name in (set(self.before) | set(good.files)) - set(self.command.loose):
            now, old, new = got.files.get(name), self.before.get(name), good.files.get(name)
            if now == old and (name in got.files) == (name in self.before):
                continue
            if now == new and (late or name in self.command.either):
                continue
            return "%s is %s" % (name, "gone" if name not in got.files else "new although the status is 7")
        if hidden or died:
            return None
        reason = os.strerror(int(number)).lower()
        reasons = [reason, "error %s" % number, "write error" if family == "write" else reason,
                   "out of memory" if int(number) == errno.ENOMEM else reason]
        said = got.err + got.out.decode("utf-8", "replace")  # documents for machines are on standard output
        if not any("error" in line and any(r in line.lower() for r in reasons) for line in said.splitlines()):
            return "no message says '%s'" % reason
        return None


def numbers(count, most):
    """MOST numbers of 1..COUNT at even distances, with the first and the last."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + i * (count - 1) // (most - 1) for i in range(most)}) if most > 1 else [1 + count // 2]


def orders(counts, every, memory_most, others):
    for family, count in counts.items():
        most = {"memory": memory_most, "letters": 2 * others}.get(family, count if family in FEW else others)
        for number in numbers(count, most):
            for error in ERRORS[family] if every else ERRORS[family][:1]:
                for how in ("once", "ever"):
                    yield "%s:%d:%s:%d" % (family, number, how, error)


class Tally:
    def __init__(self):
        self.lock, self.injected, self.families, self.violations, self.kinds = threading.Lock(), 0, {}, [], {}

    def add(self, bench, order, got, wrong):
        family = order.split(":")[0]
        with self.lock:
            if got.told:
                self.injected += 1
                self.families[family] = self.families.get(family, 0) + 1
            if wrong:
                self.violations.append((bench.command.name, order))
                kind = (bench.command.name, family, wrong)
                self.kinds[kind] = self.kinds.get(kind, 0) + 1
                if self.kinds[kind] <= 2:
                    print("VIOLATION: %s, %s (%s): %s (status %s)" % (bench.command.name, order, got.told.split("\n")[0],
                                                                     wrong, got.status))
                    for line in got.err.splitlines()[-3:]:
                        print("    " + line)
                    sys.stdout.flush()


def work(jobs, tally, program, library, every, family, lock):
    while True:
        with lock:
            if not jobs:
                return
            command, part, parts = jobs.pop(0)
        with tempfile.TemporaryDirectory(prefix="indikator-fault-") as folder:
            bench = Bench(command, folder, program, library)
            counts = bench.learn()
            memory_most = MOST_ALLOCATIONS if every else command.share // 2
            others = 10 ** 9 if every else max(2, command.share // 6)
            for i, order in enumerate(orders(counts, every, memory_most, others)):
                if i % parts == part and family in (None, order.split(":")[0]):
                    got = bench.run(order)
                    tally.add(bench, order, got, bench.judge(order, got))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--all", action="store_true", help="every call")
    parser.add_argument("--family", choices=sorted(ERRORS), help="only these calls")
    parser.add_argument("--one", metavar="ORDER", help="show what one fault does, such as read:3:once:5; needs one NAME")
    parser.add_argument("names", nargs="*", metavar="NAME")
    given = parser.parse_args()
    if os.uname().machine != "x86_64":
        print("only x86-64 has the library that makes calls fail")
        sys.exit(77)
    program, library = os.path.abspath(os.environ["INDIKATOR"]), os.path.abspath(os.environ["FAULT_LIBRARY"])
    for needed in (program, library):
        if not os.path.exists(needed):
            sys.exit("%s is not there: ./dev build release indikator fault" % needed)
    chosen = [c for c in COMMANDS if not given.names or c.name in given.names]
    if given.one:
        with tempfile.TemporaryDirectory(prefix="indikator-fault-") as folder:
            bench = Bench(chosen[0], folder, program, library)
            print(bench.learn())
            got = bench.run(given.one)
            print(got.told, got.status, got.err, bench.judge(given.one, got), sep="\n")
        return
    begun, tally, lock = time.monotonic(), Tally(), threading.Lock()
    parts = 4 if given.all else 1
    jobs = [(c, part, parts) for c in chosen for part in range(parts)]
    workers = [threading.Thread(target=work, args=(jobs, tally, program, library, given.all, given.family, lock))
               for _ in range(min(2, os.cpu_count() or 1))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("%d faults injected in %d commands (%s), %d violations, %.0f s" % (
        tally.injected, len(chosen), ", ".join("%s %d" % f for f in sorted(tally.families.items())),
        len(tally.violations), time.monotonic() - begun))
    if tally.injected < (25000 if given.all else 500) and not given.names and not given.family:
        sys.exit("too few faults: a test of nothing proves nothing")
    sys.exit(1 if tally.violations else 0)


if __name__ == "__main__":
    main()
