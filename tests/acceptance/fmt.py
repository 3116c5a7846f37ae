#!/usr/bin/env python3
"""'indikator fmt': the shipped files are in canonical form; files with keys shuffled, spaces strewn and letters escaped come
back to the same bytes, with the same hashes; laying out twice changes nothing; a bad file stays as it was."""

import json
import random
import stat

from support import CATALOGUE, check, finish, run_used as run, work_folder

random.seed(20261101)
folder = work_folder()
shipped = run("fmt", "--check", CATALOGUE)
check(shipped.returncode == 0, "not in canonical form: %s" % shipped.stdout.decode())


def shuffled(value, path=()):
    """VALUE with the members of objects in another order, but not where order means something."""
    if isinstance(value, list):
        return [shuffled(item, path) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    if path[:1] not in (("set",), ("groups",), ("defaults",), ("cases",)) and path not in (
            ("items",), ("population", "match"), ("numerator_data", "groups"), ("frame", "groups"), ("reliability", "by")) and not "".join(path[:1]).startswith("x-"):
        random.shuffle(keys)
    return {key: shuffled(value[key], path + (key,)) for key in keys}


def strewn(value):
    """VALUE as JSON text with spaces and line breaks anywhere, and letters escaped."""
    text = json.dumps(value, ensure_ascii=random.random() < 0.5, indent=random.choice([None, 0, 1, 7]))
    return text if random.random() < 0.5 else " \n\t" + text + "\n\n"


count = 0
files = [path for path in sorted(CATALOGUE.rglob("*.json")) if path.parent.name not in ("schema", "datasets", "outlines")]
for path in files:
    text = path.read_text(encoding="utf-8")
    for turn in range(3):
        count += 1
        mutated = strewn(shuffled(json.loads(text)))
        made = run("fmt", "-", stdin=mutated.encode())
        same = made.returncode == 0 and made.stdout.decode() == text
        check(same, "%s: a shuffled copy does not come back to the same bytes" % path.name)

# In place: the same meaning, and the mode that the file had.
catalogue = folder / "indicators"
(catalogue / "eget").mkdir(parents=True)
for name in ("datasets", "codelists"):
    (catalogue / name).symlink_to(CATALOGUE / name)
measures = [path for path in files if ".test." not in path.name and "extends" not in path.read_text(encoding="utf-8")]
for path in measures:
    count += 1
    copy = catalogue / "eget" / path.name
    content = json.loads(path.read_text(encoding="utf-8"))
    content["x-note"] = {"b": 1.50, "a": [1, {"z": 1e3}]}
    content["plausible"] = [0.10, 1E2]
    copy.write_text(strewn(shuffled(content)), encoding="utf-8")
    copy.chmod(0o640)
    before = run("list", "-I", catalogue, "-f", "json"), run("show", "-I", catalogue, "-f", "json", path.stem)
    done = run("fmt", copy)
    after = run("list", "-I", catalogue, "-f", "json"), run("show", "-I", catalogue, "-f", "json", path.stem)
    check(done.returncode == 0 and done.stdout == b"" and done.stderr == b"", "%s: fmt says something" % path.name)
    check(stat.S_IMODE(copy.stat().st_mode) == 0o640, "%s: the mode of the file changed" % path.name)
    check(before[0].stdout == after[0].stdout, "%s: another catalogue after fmt" % path.name)
    if not check(before[1].returncode == 0, "%s: show: %s" % (path.name, before[1].stderr[:300])):
        continue
    old, new = (json.loads(shown[1].stdout) for shown in (before, after))
    check(old["hash"] == new["hash"] and old["logic_hash"] == new["logic_hash"], "%s: another hash after fmt" % path.name)
    check(json.loads(copy.read_text(encoding="utf-8")) == content, "%s: other content after fmt" % path.name)
    check(run("fmt", "--check", copy).returncode == 0, "%s: fmt of fmt is another" % path.name)

bad = folder / "bad.json"
bad.write_text('{ "format": "indikator/1", ', encoding="utf-8")
broken = run("fmt", bad)
check(broken.returncode == 3 and b"bad.json:1:" in broken.stderr, "a broken file: status %d" % broken.returncode)
check(bad.read_text(encoding="utf-8") == '{ "format": "indikator/1", ', "a broken file was changed")
other = run("fmt", CATALOGUE / "datasets" / "personer.json")
check(other.returncode == 2 and b"neither a definition nor a test file" in other.stderr, "a dataset schema is not refused")
check(run("fmt", folder / "none.json").returncode == 7, "a file that is not there")
finish("%d files" % count)
