#!/usr/bin/env python3
"""Faults put into src/ at random, one at a time: does a test notice?

  tests/mutants/mutants.py [N [SEED]] [--room NAME] [--jobs J] [--list] [--sanitize] [--limit SECONDS] [--scratch FOLDER]

N faults (40 unless given), as many in each folder of src/, the same for the same SEED.  Each is built in a copy of the tree;
then the tests run, first those that ask one thing (unit, fuzz, golden, deliveries, kinds), fastest first, until one
fails.  Tests that fail or take long in the copy as it is are left out.  What no test noticed is listed with its lines, for
somebody to judge: does it change nothing that can be seen, or is a test missing?"""

import argparse
import json
import os
import queue
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import changes

ROOT = Path(__file__).resolve().parents[2]
FIRST = re.compile(r"(unit|fuzz|golden|kinds)/|deliveries$")
NEVER = re.compile(r"(bench|fault|plain|mutants)/|acceptance/(install|library|no_personnummer|rooms|single_callers|mutants)$")
SLOW = 30  # seconds of the processor, whoever else is at work; slower tests are left out
FLAGS = "-O1 -Werror=incompatible-pointer-types -Werror=int-conversion -Werror=implicit-function-declaration"


class Draw:
    """Changes one after another: room by room, then kind of change, then any."""

    def __init__(self, root, seed, room):
        self.random = random.Random(seed)
        self.rooms = defaultdict(lambda: defaultdict(list))
        for path in sorted((root / "src").glob("**/*.[ch]")):
            at = path.relative_to(root)
            for change in changes.in_text(str(at), path.read_text(encoding="utf-8")):
                self.rooms[at.parts[1]][change.kind].append(change)
        if room is not None and room not in self.rooms:
            sys.exit("mutants: error: no room '%s'; there are %s" % (room, " ".join(sorted(self.rooms))))
        self.order = [room] if room else sorted(self.rooms)
        self.random.shuffle(self.order)

    def take(self, room):
        kinds = self.rooms[room]
        kind = self.random.choice(sorted(k for k in kinds if kinds[k]))
        return kinds[kind].pop(self.random.randrange(len(kinds[kind])))

    def first(self, count):
        return [self.take(self.order[i % len(self.order)]) for i in range(count)]


def room_of(change):
    return Path(change.path).parts[1]


def stop(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def passes(command, timeout, cwd, env=None):
    with subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            return process.wait(timeout) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            stop(process)


class Test:
    def __init__(self, told):
        self.name, self.command = told["name"], told["command"]
        properties = {p["name"]: p["value"] for p in told.get("properties", [])}
        self.cwd = properties["WORKING_DIRECTORY"]
        self.env = {**os.environ, **dict(e.split("=", 1) for e in properties.get("ENVIRONMENT", []))}
        self.seconds = None

    def passes(self, limit):
        return passes(self.command, limit, self.cwd, self.env)

    def measure(self):
        """Does it pass, and within SLOW?  Nothing else is run meanwhile."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        good = self.passes(20 * SLOW)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return good and self.seconds < SLOW


class Tree:
    """A copy of the tree, built."""

    def __init__(self, folder, sanitize):
        self.folder, self.binary = folder, folder / "build" / "mutants"
        names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in names.stdout.splitlines():
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        subprocess.run(["cmake", "-S", folder, "-B", self.binary, "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_C_FLAGS_RELEASE=" + FLAGS,
                        "-DINDIKATOR_SANITIZE=" + ("ON" if sanitize else "OFF")], check=True,
                       stdout=subprocess.DEVNULL)
        if not self.build():
            sys.exit("mutants: error: the tree as it is does not build")
        told = subprocess.run(["ctest", "--show-only=json-v1"], cwd=self.binary, capture_output=True, check=True)
        self.tests = [Test(t) for t in json.loads(told.stdout)["tests"] if "command" in t and not NEVER.match(t["name"])]

    def build(self):
        return passes(["cmake", "--build", str(self.binary)], 1200, self.folder)

    def measure(self):
        self.tests = [t for t in self.tests if t.measure()]
        self.order({t.name: t.seconds for t in self.tests})

    def order(self, seconds):
        self.tests = [t for t in self.tests if t.name in seconds]
        for test in self.tests:
            test.seconds = seconds[test.name]
        self.tests.sort(key=lambda t: (FIRST.match(t.name) is None, t.seconds))

    def verdict(self, change, limit):
        """The test that notices CHANGE, or "survived", or None: it does not compile."""
        path = self.folder / change.path
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        assert lines[change.line - 1] == change.before
        lines[change.line - 1] = change.after
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            if not self.build():
                return None
            ends = time.monotonic() + limit
            for test in self.tests:
                if not test.passes(30 * test.seconds + 60):
                    return test.name
                if time.monotonic() > ends:
                    return "survived (until %s, for want of time)" % test.name
            return "survived"
        finally:
            path.write_text(text, encoding="utf-8")


def line_of(change, verdict=""):
    return "%-10s %-11s %-45s %s" % (room_of(change), change.kind, "%s:%d" % (change.path, change.line), verdict)


def shown(change):
    return "    - %s\n    + %s" % (change.before.strip(), change.after.strip())


def work(tree, draw, todo, lock, limit, done):
    while True:
        with lock:
            try:
                change = todo.get_nowait()
            except queue.Empty:
                return
        verdict = tree.verdict(change, limit)
        while verdict is None:
            with lock:
                change = draw.take(room_of(change))
            verdict = tree.verdict(change, limit)
        with lock:
            done.append((change, verdict))
            print("%s\n%s" % (line_of(change, verdict), shown(change)), flush=True)


def main():
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__.split("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=40, metavar="N")
    parser.add_argument("seed", nargs="?", type=int, default=random.randrange(1, 10**6), metavar="SEED")
    parser.add_argument("--room", help="a folder of src/; all unless given")
    parser.add_argument("--jobs", type=int, default=1, help="copies of the tree that work at the same time")
    parser.add_argument("--list", action="store_true", help="draw, and run nothing")
    parser.add_argument("--sanitize", action="store_true", help="with sanitizers, which notice more and take longer")
    parser.add_argument("--limit", type=int, default=300, help="seconds of tests for a fault")
    parser.add_argument("--scratch", type=Path, help="where the copies are made")
    options = parser.parse_args()
    draw = Draw(ROOT, options.seed, options.room)
    drawn = draw.first(options.count)
    print("%d faults, seed %d" % (options.count, options.seed), flush=True)
    if options.list:
        for change in drawn:
            print("%s\n%s" % (line_of(change), shown(change)))
        return
    with tempfile.TemporaryDirectory(prefix="indikator-mutants-", dir=options.scratch) as scratch:
        trees = []
        for number in range(options.jobs):
            (Path(scratch) / str(number)).mkdir()
            trees.append(Tree(Path(scratch) / str(number), options.sanitize))
        trees[0].measure()
        for tree in trees[1:]:
            tree.order({t.name: t.seconds for t in trees[0].tests})
        print("%d tests" % len(trees[0].tests), flush=True)
        todo, lock, done = queue.Queue(), threading.Lock(), []
        for change in drawn:
            todo.put(change)
        threads = [threading.Thread(target=work, args=(tree, draw, todo, lock, options.limit, done)) for tree in trees]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    survivors = [(change, verdict) for change, verdict in done if verdict.startswith("survived")]
    print("\nseed %d: %d of %d survived (%.0f %%)" % (options.seed, len(survivors), len(done), 100 * len(survivors) / max(1, len(done))))
    for change, verdict in survivors:
        print("%s\n%s" % (line_of(change, verdict), shown(change)))


if __name__ == "__main__":
    main()
