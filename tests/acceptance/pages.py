"""Pages that run.  In a Markdown file

- a block whose line before ends with `path`: is the content of that file;
- a ```sh block is run as a script and must end with status 0;
- in other blocks, lines that begin with "$ " are commands; what is shown below one must come out, standard output and
  error together.  A line "..." stands for any lines; a command below which nothing is shown must end with status 0.
- a ```r block is run with Rscript.

A block begun with ```text is only looked at."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from support import USED, check, environment


def blocks(page):
    """(language, path or None, line number, text) of each fenced block."""
    lines = page.read_text(encoding="utf-8").split("\n")
    found, at, before = [], 0, ""
    while at < len(lines):
        fence = re.fullmatch(r"( *)```(\w*)", lines[at])
        if fence:
            end = at + 1
            while lines[end] != fence.group(1) + "```":
                end += 1
            content = "".join(line[len(fence.group(1)):] + "\n" for line in lines[at + 1:end])
            path = re.search(r"`([^` ]+)`:$", before)
            found.append((fence.group(2), path and path.group(1), at + 1, content))
            at = end
        if lines[at].strip():
            before = lines[at].strip()
        at += 1
    return found


def shell(command, folder, env, where):
    result = subprocess.run(["bash", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    return result.returncode, result.stdout.decode("utf-8", "replace")


def fits(shown, actual):
    pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in shown.splitlines())
    return re.fullmatch(pattern, actual) is not None


def run_console(content, folder, env, where):
    commands = re.split(r"^\$ ", content, flags=re.M)[1:]
    status = 0
    for entry in commands:
        command, _, shown = entry.partition("\n")
        while command.endswith("\\"):
            more, _, shown = shown.partition("\n")
            command = command[:-1] + more.lstrip("> ")
        shown = shown.rstrip("\n") + "\n" if shown.strip() else ""
        status, actual = shell("(exit %d); %s" % (status, command), folder, env, where)
        if shown:
            check(fits(shown, actual), "%s: $ %s\n--- shown\n%s--- came out\n%s" % (where, command, shown, actual))
        else:
            check(status == 0, "%s: $ %s\nstatus %d\n%s" % (where, command, status, actual))
    return len(commands)


def run_page(page, folder):
    """Follow the page in FOLDER; how many commands were run."""
    env, count = environment(INDIKATOR_PATH="indicators", LC_ALL="C.UTF-8", PATH="%s:%s" % (USED.parent, os.environ["PATH"])), 0
    for language, path, line, content in blocks(page):
        where = "%s:%d" % (page.name, line)
        if path:
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        elif language == "sh":
            status, actual = shell("set -e\n" + content, folder, env, where)
            check(status == 0, "%s: status %d\n%s" % (where, status, actual))
            count += 1
        elif language == "r":
            if shutil.which("Rscript"):
                Path(folder, "block.R").write_text(content, encoding="utf-8")
                status, actual = shell("Rscript --vanilla block.R", folder, env, where)
                check(status == 0, "%s: status %d\n%s" % (where, status, actual))
                count += 1
        elif language != "text":
            count += run_console(content, folder, env, where)
    return count
