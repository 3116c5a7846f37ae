#!/usr/bin/env python3
"""Draws of mutants.py: the same for a seed, as many in each room, and each a change of one line that stands in the tree."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import changes
import mutants

faults = []


def check(good, what):
    if not good:
        faults.append(what)
        print("FAULT: " + what)


def listed(*arguments):
    script = Path(__file__).with_name("mutants.py")
    return subprocess.run([sys.executable, "-B", script, *arguments, "--list"], capture_output=True, text=True, check=True).stdout


check(listed("3", "1") == listed("3", "1"), "another draw for the same seed")
check(listed("3", "1") != listed("3", "2"), "the same draw for another seed")

rooms = sorted(path.name for path in (mutants.ROOT / "src").iterdir() if path.is_dir())
drawn = mutants.Draw(mutants.ROOT, 1, None).first(5 * len(rooms))
check(Counter(map(mutants.room_of, drawn)) == Counter(rooms * 5), "not as many in each room")
check({mutants.room_of(change) for change in mutants.Draw(mutants.ROOT, 1, "kinds").first(5)} == {"kinds"}, "--room kinds draws elsewhere")
for change in drawn:
    lines = (mutants.ROOT / change.path).read_text(encoding="utf-8").split("\n")
    check(lines[change.line - 1] == change.before, "%s:%d is another line" % (change.path, change.line))
    check(change.before != change.after and "\n" not in change.after, "%s:%d is no change of a line" % (change.path, change.line))

TEXT = """#include <x.h> /* 1 < 2 */
static const char *words = "a < b && c";
/* a < b && true
 * c = 1; */
static int f(int a, int b) {
    g("1 < 2", '1'); // a < b
    if (a <= b && a != 0)
        h(a, b);
    free(a);
    XXH3_freeState(a);
    return a + 1;
}
"""
WANTED = {"    ;", "    if (a < b && a != 0)", "    if (a <= b || a != 0)", "    if (a <= b && a == 0)", "    if (a <= b && a != 1)",
          "    if (!(a <= b && a != 0))", "    if (false && (a <= b && a != 0))", "    if (true || (a <= b && a != 0))", "        h(b, a);",
          "        ;", "    return a - 1;", "    return a + 2;", "    return a + 0;"}
got = Counter(change.after for change in changes.in_text("x.c", TEXT))
check(got == Counter(WANTED), "changes %s, missing %s" % (got - Counter(WANTED), Counter(WANTED) - got))
print("%d changes, %d faults" % (len(drawn), len(faults)))
sys.exit(1 if faults else 0)
