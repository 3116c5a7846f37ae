#!/usr/bin/env python3
"""The folders of src/ are rooms in an order: each uses only those before it, in includes and in calls.  Inside a room no
file uses one that uses it, be it by includes or by calls, no two files of the tree have one base name, and the first line
of each says its own."""

import re
import subprocess
from collections import defaultdict

from support import PROGRAM, ROOT, check, finish, text

readme = (ROOT / "README.md").read_text(encoding="utf-8")
ORDER = re.search(r"only folders to its left: `([a-z ]+)`", readme).group(1).split()
ROOMS_OF = {name: inner.split() for name, inner in re.findall(r"`([a-z]+)` has the rooms `([a-z_ ]+)`", readme)}
SRC = ROOT / "src"


def room_of(path):
    return path.relative_to(SRC).parts[0]


def circles(edges):
    """Groups of modules that reach each other (Tarjan)."""
    index, low, stack, on, found = {}, {}, [], set(), []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on.add(node)
        for other in sorted(edges[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in on:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = []
            while True:
                other = stack.pop()
                on.discard(other)
                group.append(other)
                if other == node:
                    break
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found


def place_of(module):
    """Where its room is in the order, and the room in the room; a file beside rooms is behind them."""
    parts = module.split("/")
    inner = ROOMS_OF.get(parts[0], [])
    return ORDER.index(parts[0]), inner.index(parts[1]) if len(parts) > 2 else len(inner)


def judge(edges, how):
    for user in sorted(edges):
        for used in sorted(edges[user]):
            check(place_of(user) >= place_of(used), "%s %s %s, a room behind its own" % (user, how, used))
    for group in circles(defaultdict(set, {k: {v for v in vs if v.split("/")[0] == k.split("/")[0]} for k, vs in edges.items()})):
        check(False, "a circle: each %s the next: %s" % (how, ", ".join(group)))


files = sorted(path for path in SRC.rglob("*") if path.suffix in (".c", ".h"))
for room in sorted({room_of(path) for path in files}):
    check(room in ORDER, "src/%s is not in the README's list of folders" % room)
for path in files:
    parts = path.relative_to(SRC).parts
    check(len(parts) == 2 or parts[1] in ROOMS_OF.get(parts[0], []), "src/%s is in no room of the README" % path.relative_to(SRC))

# ---- includes ----

includes = defaultdict(set)
for path in files:
    for name in re.findall(r'^#include "([^"]+)"', path.read_text(encoding="utf-8"), re.M):
        if (SRC / name).is_file():
            includes[str(path.relative_to(SRC))].add(name)
judge(includes, "includes")

# ---- calls ----

defined, wanted = {}, defaultdict(set)
for folder in ("libindikator.dir", "indikator.dir"):
    base = PROGRAM.parent / "CMakeFiles" / folder / "src"
    for item in sorted(base.rglob("*.c.o")):
        module = str(item.relative_to(base))[: -len(".c.o")]
        if not (SRC / (module + ".c")).is_file():
            continue  # left over from an earlier build
        listed = text(subprocess.run(["nm", "-g", str(item)], capture_output=True).stdout)
        for kind, name in re.findall(r"^[0-9a-f ]+ ([A-Za-z]) (\w+)$", listed, re.M):
            if kind == "U":
                wanted[module].add(name)
            else:
                defined[name] = module
calls = defaultdict(set)
for module in wanted:
    for name in wanted[module]:
        if name in defined and defined[name] != module:
            calls[module].add(defined[name])
judge(calls, "calls")

# ---- names ----

names = defaultdict(list)
for path in files:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    check(first.startswith("/* %s - " % path.name), "the first line of %s does not say its name: %s" % (path.relative_to(ROOT), first))
    names[path.name].append(str(path.relative_to(ROOT)))
for name in sorted(names):
    check(len(names[name]) == 1, "one base name, several files: " + ", ".join(names[name]))
finish("%d files, %d includes, %d calls" % (len(files), sum(map(len, includes.values())), sum(map(len, calls.values()))))
