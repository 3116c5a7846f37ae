#!/usr/bin/env python3
"""Where output goes: through links, also to what is not there yet; and an access log that nobody can forge or lead away."""

import os
import stat

from support import SAMPLES, check, finish, run, text, work_folder

folder = work_folder()
RUN = ("run", "upplevd_kontinuitet", "-D", SAMPLES, "-p", "2024", "-q", "-o")
cases = 0


def write(path, status=0):
    global cases
    cases += 1
    done = run(*RUN, path, cwd=folder)
    check(done.returncode == status, "-o %s: status %d, %s" % (path, done.returncode, text(done.stderr)[-300:]))
    return text(done.stderr)


# Links are followed, whatever is at their end, and stay links.
(folder / "there").mkdir()
write("plain.json")
REPORT = (folder / "plain.json").read_bytes()
for name, target, lands in (("dangling.json", "there/new.json", "there/new.json"),
                            ("absolute.json", folder / "there" / "other.json", "there/other.json"),
                            ("there/up.json", "../from_below.json", "from_below.json"),
                            ("first.json", "second.json", "there/chain.json")):
    (folder / name).symlink_to(target)
    if name == "first.json":
        (folder / "second.json").symlink_to("there/chain.json")
    for again in range(2):  # the second time it leads to a file
        write(name)
        check((folder / name).is_symlink(), name + ": the link was replaced")
        check((folder / lands).is_file() and (folder / lands).read_bytes() == REPORT, name + ": no report at its target")
(folder / "nowhere.json").symlink_to("missing/new.json")
check("no such file or directory" in write("nowhere.json", 7), "a link into a missing folder")
check((folder / "nowhere.json").is_symlink(), "a link into a missing folder was replaced")
(folder / "circle.json").symlink_to("circle.json")
check("too many levels of symbolic links" in write("circle.json", 7), "a link to itself")
mode = stat.S_IMODE((folder / "plain.json").stat().st_mode)
check(mode == 0o600, "a new report has mode %o" % mode)

# explain leaves the earlier file where it ends with another status than 0.
(folder / "answer.txt").write_text("earlier\n")
done = run("explain", "upplevd_kontinuitet", "--row", "enkatsvar.csv:99999999", "-D", SAMPLES, "-p", "2023", "-o", "answer.txt", cwd=folder)
check(done.returncode == 2 and (folder / "answer.txt").read_text() == "earlier\n", "explain of no row: status %d" % done.returncode)
cases += 1

# The access log: a line a row, whatever the file is called.
forged = "data\n2024-01-01T00:00:00Z\tsomebody\tx\t\x1b[2J\\.csv"
(folder / forged).write_bytes((SAMPLES / "enkatsvar.csv").read_bytes())
log = folder / "log"


def look(log_path, status):
    global cases
    cases += 1
    done = run("explain", "upplevd_kontinuitet", "-D", "enkatsvar=" + forged, "-D", "leveranser=%s/leveranser.csv" % SAMPLES,
               "-D", "enkatfragor=%s/enkatfragor.csv" % SAMPLES, "-p", "2023", "--row", forged + ":123", "--show-identifiers", "--yes", "--access-log", log_path, cwd=folder)
    check(done.returncode == status, "explain with a log: status %d, %s" % (done.returncode, text(done.stderr)[-300:]))
    return done


shown = look(log, 0)
lines = log.read_bytes().split(b"\n")
check(len(lines) == 2 and lines[1] == b"", "a line break in a file's name makes %d lines of the log" % (len(lines) - 1))
check(lines[0].count(b"\t") == 3, "a tab in a file's name makes %d fields of the log" % (lines[0].count(b"\t") + 1))
check(b"data\\x0a2024" in lines[0] and b"\\x1b[2J\\x5c.csv:123" in lines[0], "the name is not escaped: %r" % lines[0])
check(not any(byte < 32 and byte != 9 for byte in lines[0]), "control signs in the log")
for target in ("log", "elsewhere"):  # a link, to what is there and to what is not
    link = folder / ("link_to_" + target)
    link.symlink_to(target)
    refused = look(link, 7)
    check(refused.stdout == b"", "identifiers are shown without a log")
    check("symbolic link" in text(refused.stderr), "it is not said that the log is a link: " + text(refused.stderr))
check(not (folder / "elsewhere").exists() and log.read_bytes().split(b"\n") == lines, "a log was written through a link")
check(not [n for n in os.listdir(folder) if n.startswith(".indikator-")], "unfinished files are left")
finish("%d outputs" % cases)
