#!/usr/bin/env python3
"""The page of 'validate' is Swedish throughout: what the sources say of data is in the table of sentences, in both
languages, and no page over the deliveries and over files that are broken has a word of English."""

import html
import re

from support import CATALOGUE, ROOT, SAMPLES, check, finish, run_used as run, text, work_folder

TEXT = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
SAID = [r'\b(?:bad|note)\(\w+, "([a-z_]+)",\s*%s\)' % TEXT, r'\(fault\)\{"([a-z_]+)",\s*%s\}' % TEXT]
VALUE = re.compile(r"%(?:\.\*s|llu|zu|[dsu])")
MADE = {"cannot_read", "not_csv", "too_many_rejected"}  # of words that are themselves chosen; the pages try them
NEVER = {"footer", "records_do_not_add_up"}  # no finding of a page; a fault of the program


def literal(written):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', written))


table = (ROOT / "src" / "report" / "finding_words.c").read_text(encoding="utf-8")
rows = re.findall(r'\{"([a-z_]+)",\s*((?:"(?:[^"\\]|\\.)*"\s*)+),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\}', table)
words = {(rule, literal(en)): literal(sv) for rule, en, sv in rows}
for (rule, en), sv in words.items():
    holes = en.count("{}")
    check(sorted(re.findall(r"\{(\d)\}", sv)) == [str(i + 1) for i in range(holes)], "%s: the holes of '%s'" % (rule, sv))
    check(sv != en, "%s is not Swedish: %s" % (rule, sv))

# what the sources of data say, where a message is one literal
said = set()
for path in sorted((ROOT / "src" / "data").rglob("*.c")):
    source = path.read_text(encoding="utf-8")
    for form in SAID:
        said.update((rule, literal(what)) for rule, what in re.findall(form, source))
    for call in re.findall(r"ind_diag_add\((.*?)\);", source, re.S):
        rule, texts = re.search(r'IND_E_\w+,\s*"([a-z_]+)"', call), re.findall(TEXT, call)
        if rule is not None and rule.group(1) not in MADE:
            said.add((rule.group(1), VALUE.sub("{}", literal(texts[-1]))))
check(len(said) > 40, "only %d sentences were found" % len(said))
for rule, what in sorted(said):
    if rule not in NEVER:
        check((rule, what) in words, "%s has no Swedish: %s" % (rule, what))

# pages over all deliveries, and over files that are broken
folder = work_folder()
stays = (SAMPLES / "vardtillfallen.csv").read_bytes()
head, first, rest = stays.split(b"\n", 2)
broken = {
    "empty": b"", "folder": None, "no_header": b"1;2;3\n", "zip": b"PK\x03\x04rest", "gzip": b"\x1f\x8b\x08\x00broken", "twice": head + b";Planerad\n" + first + b"\n",
    "missing": b"Planerad;Vardform\nJ;SOMATIK\n", "quote": stays + b'"never closed', "latin": stays + b"\xff\xfe\x81",
    "second_header": head + b"\n" + first + b"\n" + b";".join(reversed(head.strip(b"\r\xef\xbb\xbf").split(b";"))) + b"\n",
    "ragged": head + b"\n" + (first + b";x\n") * 40, "nul": head + b"\n" + first.replace(b";", b"\0;", 1) + b"\n", "utf16": stays[:2001].decode("utf-8", "ignore").encode("utf-16"),
    "bad_sep": b"sep=x\n" + stays, "wide": b";".join(b"c%d" % i for i in range(5000)) + b"\n", "both": head + b"\n" + first + "å".encode() + b"\n" + first + b"\xe5\n",
}
pages = 0


def look(name, *arguments):
    global pages
    done = run("validate", *arguments, "-f", "html", "-I", CATALOGUE, "-I", ROOT / "tests" / "deliveries" / "catalogue")
    page = text(done.stdout)
    if not check("<html lang=\"sv\">" in page, "%s: no page: %s" % (name, text(done.stderr)[:200])):
        return
    pages += 1
    for foreign in re.findall(r'lang="en">([^<]*)', page):
        check(False, "%s: not Swedish: %s" % (name, html.unescape(foreign)))


for case in sorted((ROOT / "tests" / "deliveries").glob("[0-9]*-*")):
    if list(case.glob("*.csv")):
        look(case.name, "-D", case)
look("samples", "-D", SAMPLES)
for name, content in broken.items():
    file = folder / (name + ".csv")
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    look(name, "-D", "vardtillfallen=%s" % file)
# Every reason for which the engine does not compute a measure has its Swedish words.
status_words = (ROOT / "src" / "report" / "status_text.c").read_text(encoding="utf-8")
said = set()
for path in sorted((ROOT / "src" / "engine").rglob("*.c")):
    source = path.read_text(encoding="utf-8")
    said |= set(re.findall(r'reason = (?:ind_arena_format\(run->arena, )?"([^"]+)"', source)) | set(re.findall(r'return ind_arena_format\(run->arena, "(dataset [^"]+)"', source))
for reason in sorted(said):
    plain = reason.replace("%.*s", "*")
    check('"%s' % plain in status_words, "no Swedish for the reason '%s'" % plain)
check(len(said) >= 6, "only %d reasons are found in the engine" % len(said))

finish("%d pages, %d sentences" % (pages, len(words)))
