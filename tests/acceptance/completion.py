#!/usr/bin/env python3
"""bash completes commands, options, the words of an option, files and ids, as bash itself asks for them."""

import os
import subprocess

from support import CATALOGUE, PACKS, ROOT, check, environment, finish, run, work_folder

folder = work_folder()
(folder / "samples").mkdir()
(folder / "rapport.json").write_text("{}")
script = folder / "completion"
script.write_bytes(run("completion", "bash").stdout)
check(subprocess.run(["bash", "-n", script]).returncode == 0, "bash cannot read the script")
check(script.read_bytes() == (ROOT / "docs" / "completion" / "indikator.bash").read_bytes(), "docs/completion/indikator.bash is another script")
ids = sorted(run("list", "--ids").stdout.decode().split())
check(len(ids) > 10 and ids == sorted(path.stem for pack in PACKS for path in pack.glob("*.json") if ".test" not in path.name),
      "list --ids: %s" % ids)

ASK = """
source %s
shift_words=("$@")
COMP_WORDS=("${shift_words[@]}"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()
name=$(complete -p indikator | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
"$name"
printf '%%s\\n' "${COMPREPLY[@]}"
""" % script


def completed(*words):
    asked = subprocess.run(["bash", "-c", ASK, "bash", "indikator", *words], cwd=folder, env=environment(),
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
    check(asked.returncode == 0 and asked.stderr == "", "%s: status %d, %s" % (words, asked.returncode, asked.stderr))
    return [word for word in asked.stdout.split("\n") if word]


CASES = [
    (("sh",), ["show"]),
    (("r",), ["run"]),
    (("show", "upplevd"), ["upplevd_kontinuitet"]),
    (("show", "--format", ""), ["text", "md", "json", "kvalitetsdeklaration"]),
    (("run", "-f", "t"), ["table"]),
    (("run", "--class", ""), ["internal", "shard", "public"]),
    (("show", "--la"), ["--lang"]),
    (("init", "re"), ["readmission"]),
    (("completion", ""), ["bash"]),
    (("help", "com"), ["completion"]),
    (("run", "-D", "sam"), ["samples"]),
    (("fmt", "rap"), ["rapport.json"]),
    (("run", "-p", ""), []),
    (("show", "-I", str(ROOT / "tests/golden/show/indicators"), ""), ["andel_video"]),
    (("nonsense", ""), []),
]
for words, wanted in CASES:
    got = completed(*words)
    check(got == wanted, "indikator %s: %s, expected %s" % (" ".join(words), got, wanted))
check(completed("show", "") == ids, "every id of the catalogue")
commands = {line.split()[0] for line in run("--help").stdout.decode().split("Commands:\n")[1].split("\n\n")[0].splitlines()}
check(set(completed("")) == commands | {"--help", "--version"}, "every command: %s" % completed(""))
finish("%d lines" % len(CASES))
