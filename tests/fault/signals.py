#!/usr/bin/env python3
"""A signal, at any moment of a run, leaves the earlier report or a new one, and nothing else; what SIGKILL leaves goes
at the next run, but never what another process still writes.

  INDIKATOR=build/release/indikator FAULT_LIBRARY=build/release/tests/fault.so tests/fault/signals.py"""

import fcntl
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "acceptance"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from support import PROGRAM, check, environment, finish  # noqa: E402
from commands import COMMANDS, EARLIER, prepare  # noqa: E402

LIBRARY = os.path.abspath(os.environ["FAULT_LIBRARY"])
if os.uname().machine != "x86_64":
    sys.exit(77)
COMMAND = next(c for c in COMMANDS if c.name == "run_proportion")
MOMENTS = ("memory:1", "open:9", "read:9", "memory:700", "write:1", "make:2", "sync:1", "rename:1", "sync:2")
HARMLESS = {signal.SIGCHLD, signal.SIGCONT, signal.SIGURG, signal.SIGWINCH, signal.SIGPIPE, signal.SIGXFSZ}
STOPPING = {signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU}
OURS = signal.SIGSYS  # by which the library intercepts calls

work = tempfile.TemporaryDirectory(prefix="indikator-signal-")
folder = Path(work.name)
prepare(COMMAND, folder)
out = folder / "out"
report = out / "report"
sent = 0


def let_dump():
    """A core as large as may be, so that it is the program that has none."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def start(order=None, arguments=None):
    env = environment(INDIKATOR_PATH="indicators", LD_PRELOAD=LIBRARY, FAULT_FD="2")
    if order:
        env["FAULT"] = order
    return subprocess.Popen([PROGRAM, *(arguments or COMMAND.arguments)], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=let_dump)


def left():
    return sorted(p.name for p in out.iterdir() if p.name != "report") + [p.name for p in folder.glob("core*")]


def wait_for_stop(process):
    for _ in range(500):
        if Path("/proc/%d/stat" % process.pid).read_text().rsplit(")", 1)[1].split()[0] == "T":
            return True
        time.sleep(0.01)
    return False


report.write_bytes(EARLIER)
plain = start()
text = plain.communicate()[1]
if b"no seccomp" in text:
    sys.exit(77)
check(plain.returncode == 0, "without a signal: status %d" % plain.returncode)
check(b"\nsync 2\n" in text, "a report and its folder are not both brought to disk: %s" % text)
NEW = report.read_bytes()

# Each signal at each moment.
for number in sorted(set(signal.valid_signals()) - STOPPING - {OURS}):
    for moment in MOMENTS:
        report.write_bytes(EARLIER)
        process = start("%s:kill:%d" % (moment, number))
        process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        name = "signal %d at %s" % (number, moment)
        sent += 1
        check(not os.WCOREDUMP(status), name + ": a core was dumped")
        check(process.returncode == (0 if number in HARMLESS else -number), "%s: status %d" % (name, process.returncode))
        content = report.read_bytes()
        check(content in (EARLIER, NEW), name + ": the report is neither the earlier nor the new one")
        check(content == EARLIER or moment == "sync:2" or number in HARMLESS, name + ": a new report all the same")
        if number == signal.SIGKILL:
            if moment in ("sync:1", "rename:1"):
                check(left(), name + " leaves nothing that could be cleaned up")
            check(start().communicate() and left() == [], "%s: the next run leaves %s" % (name, left()))
        check(left() == [], "%s: left behind %s" % (name, left()))

# What another process still writes stays, and is finished.
report.write_bytes(EARLIER)
slow = start("sync:1:kill:%d" % signal.SIGSTOP)
check(wait_for_stop(slow), "the run does not stop where it should")
written = left()
check(len(written) == 1, "no unfinished file: %s" % written)
start().communicate()
check(left() == written, "a run removed what another process still writes")
check(report.read_bytes() == NEW, "two runs at once: the first one ended without its report")
report.write_bytes(EARLIER)
os.kill(slow.pid, signal.SIGCONT)
slow.communicate()
check(slow.returncode == 0 and report.read_bytes() == NEW, "the slow run did not finish: status %s" % slow.returncode)
check(left() == [], "left behind: %s" % left())

# Only what is ours, by name and kind, and nobody's.
for name in (".indikator-abc123.tmp", ".indikator-backup", ".indikator-abcdefg.tmp", ".indikator-locked.tmp", "indikator-abc123.tmp"):
    (out / name).write_text("x")
(out / ".indikator-linked.tmp").symlink_to(folder / "data" / "besok.csv")
with open(out / ".indikator-locked.tmp") as held:
    fcntl.flock(held, fcntl.LOCK_EX)
    start().communicate()
check(left() == [".indikator-abcdefg.tmp", ".indikator-backup", ".indikator-linked.tmp", ".indikator-locked.tmp",
                 "indikator-abc123.tmp"], "after a run beside files of others: %s" % left())
check((folder / "data" / "besok.csv").exists(), "the target of a link is gone")
finish("%d signals" % sent)
