"""What the acceptance tests share: the tree, the program, a folder to work in, and a list of what is wrong."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "indicators"
PACKS = sorted(path for path in CATALOGUE.iterdir() if path.is_dir() and path.name not in ("codelists", "datasets", "outlines", "schema"))
SAMPLES = ROOT / "tests" / "planted"  # small, and every edge case is in them; what people look at is in samples/
DATASETS = sorted(path.stem for path in SAMPLES.glob("*.csv"))

if "INDIKATOR" not in os.environ:
    sys.exit("INDIKATOR is not set: path of the program")
PROGRAM = Path(os.environ["INDIKATOR"]).resolve()
THOROUGH = "THOROUGH" in os.environ  # ./dev thorough: nothing is sampled, and all is asked of PROGRAM

# What asks much of the program asks the one that is used, if there is one: a sanitized one takes five times as long.
USED = Path(os.environ.get("INDIKATOR_USED", PROGRAM)).resolve()
if THOROUGH or not USED.exists():
    USED = PROGRAM

faults = []


def check(good, what):
    """Note WHAT unless GOOD; the test goes on, so that all faults are seen at once."""
    if not good:
        faults.append(what)
        print("FAULT: " + what, flush=True)
    return good


def finish(counted=None):
    """End the test.  COUNTED, such as "12 files", must not be none: a test of nothing proves nothing."""
    if counted is not None:
        check(not counted.startswith("0 "), "nothing was tested")
        print(counted)
    print("%d faults" % len(faults))
    sys.exit(1 if faults else 0)


def environment(**more):
    env = {key: value for key, value in os.environ.items() if key not in ("INDIKATOR_PATH", "NO_COLOR")}
    env["PATH"] = "%s:%s" % (PROGRAM.parent, env.get("PATH", "/usr/bin:/bin"))
    env["INDIKATOR_PATH"] = str(CATALOGUE)
    env["SOURCE_DATE_EPOCH"] = "1795305600"  # 2026-11-22: reviews pass, tests stay
    env.update(more)
    return env


def run(*arguments, cwd=None, stdin=None, env=None, timeout=300, program=PROGRAM):
    """Run the program; the result has returncode, stdout and stderr as bytes."""
    return subprocess.run([str(program), *map(str, arguments)], cwd=cwd, input=stdin, env=env or environment(),
                          capture_output=True, timeout=timeout)


def run_used(*arguments, **more):
    """The same with the program as it is used."""
    return run(*arguments, program=USED, **more)


def text(raw):
    return raw.decode("utf-8", "replace")


def work_folder():
    """An empty folder that goes away with the test."""
    folder = Path(tempfile.mkdtemp(prefix="indikator-test-"))
    import atexit
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def spread():
    """Ids of a measure of each kind and dataset: for what takes long and learns nothing of further ones.  With
    ./dev thorough all of them."""
    first = {}
    for path in sorted(path for pack in PACKS for path in pack.glob("*.json") if not path.name.endswith(".test.json")):
        definition = json.loads(path.read_text(encoding="utf-8"))
        kind, data = definition.get("kind"), definition.get("data", {})
        key = definition["id"] if THOROUGH else (kind, data.get("dataset") if isinstance(data, dict) else data)
        if kind is not None:
            first.setdefault(key, definition["id"])
    return sorted(first.values())


def copy_tree(folder):
    """The tree without what is built and without its history; what no page writes to is only linked."""
    target = folder / "tree"
    target.mkdir()
    for path in ROOT.iterdir():
        if path.name in ("indicators", "samples"):
            shutil.copytree(path, target / path.name)
        elif path.name not in (".git", "build", "out"):
            (target / path.name).symlink_to(path)
    return target
