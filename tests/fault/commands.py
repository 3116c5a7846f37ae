"""The commands that are run with faults: each small, together every kind, format, packing and command.

A command runs in a folder with "indicators", "data" and "out"; only "out" is written to, and holds what was there
before, so that a test can see whether it is as it was."""

import csv
import functools
import gzip
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
EARLIER = b"the earlier report\n"
ROWS = 60  # of the samples


class Command:
    def __init__(self, name, arguments, data=None, catalogue=None, status=0, stdin=None, outputs=(), either=(), loose=(),
                 asks_who=False, share=8, copies=()):
        self.name, self.arguments, self.data, self.catalogue = name, arguments.split(), data, catalogue
        self.status, self.stdin, self.outputs, self.share = status, stdin, outputs, share
        self.loose = loose  # files with what cannot be foreseen, such as the name of the user or else the number
        self.either = either  # files that may be new although the command failed later, such as a log
        self.asks_who = asks_who  # glibc's search for the user's name ends the program itself where it gets no memory
        self.copies = copies  # (from, to in "out")


def head(path, to):
    lines = path.read_bytes().split(b"\n")
    to.write_bytes(b"\n".join(lines[:ROWS]) + b"\n")


def samples(folder):
    """The first rows of the samples, two of the files packed."""
    for path in sorted((ROOT / "tests" / "planted").glob("*.csv")):
        if path.stem in ("enkatsvar", "personer", "vardkontakter", "vardtillfallen"):
            head(path, folder / path.name)
        elif path.stem == "leveranser":  # without the numbers of rows, which are those of all
            path = Path(shutil.copy(path, folder))
            table = list(csv.reader(path.open(encoding="utf-8"), delimiter=";"))
            rows = table[0].index("antal_rader")
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, delimiter=";").writerows([*row[:rows], *row[rows + 1:]] for row in table)
        else:
            shutil.copy(path, folder)
    plain = folder / "personer.csv"
    (folder / "personer.csv.gz").write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    plain.unlink()
    subprocess.run(["zstd", "-q", "--rm", str(folder / "vardkontakter.csv")], check=True)


def prepare(command, folder):
    folder = Path(folder)
    shutil.copytree(command.catalogue or ROOT / "indicators", folder / "indicators")
    (folder / "data").mkdir()
    (folder / "out").mkdir()
    if command.data == "samples":
        samples(folder / "data")
    elif command.data is not None:
        for path in command.data.glob("*.csv"):
            shutil.copy(path, folder / "data")
        if (command.data / "mitt").exists():
            shutil.copytree(command.data / "mitt", folder / "mitt")
    for name in command.outputs:
        (folder / "out" / name).write_bytes(EARLIER)
    for source, to in command.copies:
        if Path(source).is_dir():
            shutil.copytree(source, folder / "out" / to)
        else:
            shutil.copy(source, folder / "out" / to)


@functools.lru_cache(maxsize=64)
def identifiers(folder):
    """Those that stand in the plain data, if they look like none of our words."""
    found = set()
    for path in (Path(folder) / "data").glob("*.csv"):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()[1:]:
            found |= {cell for cell in line.replace("\t", ";").split(";")
                      if len(cell) > 4 and cell[0] in "PRV" and cell[-4:].isdigit()}
    return frozenset(found)


def golden(name):
    return GOLDEN / name


SMALL = golden("test_passing") / "indicators"
CASE = SMALL / "prov" / "andel_video.test.json"
DIFF = golden("diff") / "indicators"
DISTINCT = ROOT / "tests" / "kinds" / "catalogue"
WHOLE = "-D data -p 2023..2024 -q"
REPORT = ("report",)

# Of each kind.
SOME = ("andts_riskabla_alkoholvanor aterinskrivningar_30d_65plus delaktighet_patient_region delaktighet_plan_andel "
        "kompetens_farg_kommun kontinuitetsindex_lakare_kronisk lakarbesok_hemmet_per_1000 mobila_team_vardtillfallen_fore_efter "
        "nat_fallskador_65plus personalkontinuitet_hemtjanst_14d rehab_funktion_forbattring sip_antal "
        "utskrivningsklara_dagar_per_inv")

COMMANDS = [
    Command("run_catalogue", "run %s %s -j 1 -o out/report --summary" % (SOME, WHOLE), "samples", outputs=REPORT),
    Command("run_threads", "run %s %s -j 4 -f csv -o out/report" % (SOME, WHOLE), "samples", outputs=REPORT),
    Command("run_limit", "run aterinskrivningar_7d_65plus %s -j 1 -f table --memory-limit 1G" % WHOLE, "samples"),
    Command("run_reference", "run upplevd_kontinuitet %s --csv-lane reference -o out/new" % WHOLE, "samples"),
    Command("run_readmission", "run aterinskrivning_prov -I indicators -I mitt -D data -p 2024-01..2024-12 -o out/report",
            golden("kind_readmission"), outputs=REPORT),
    Command("run_continuity", "run kontinuitet_prov -I indicators -I mitt -D data -p 2024 -f csv -o out/report",
            golden("kind_continuity"), outputs=REPORT),
    Command("run_survey", "run delaktighet_prov -I indicators -I mitt -D data -p 2024 -f table -o out/report",
            golden("kind_survey_index"), outputs=REPORT),
    Command("run_proportion", "run -D data -p 2024-01..2024-12 --grain year -v -o out/report", golden("kind_proportion"),
            golden("kind_proportion") / "indicators", outputs=REPORT, share=24),
    Command("run_ratio", "run -D data -p 2024-Q1..2024-Q2 -f csv", golden("kind_ratio"), golden("kind_ratio") / "indicators"),
    Command("run_mean", "run -D vantan=- -p 2024", golden("kind_mean"), golden("kind_mean") / "indicators",
            stdin="data/vantan.csv"),
    Command("explain_row", "explain aterinskrivning_prov -I indicators -I mitt -D data -p 2024 --row vardtillfallen.csv:2..6 "
            "-o out/report", golden("kind_readmission"), outputs=REPORT),
    Command("explain_entity", "explain kontinuitet_prov -I indicators -I mitt -D data -p 2024 --entity 1..2 -f json",
            golden("kind_continuity")),
    Command("explain_identifiers", "explain delaktighet_prov -I indicators -I mitt -D data -p 2024 --row enkatsvar.csv:2 "
            "--show-identifiers --yes --access-log out/access.log -o out/report", golden("kind_survey_index"),
            outputs=("report", "access.log"), loose=("access.log",), asks_who=True),
    Command("check", "check", catalogue=SMALL, status=1, share=24),
    Command("check_folder", "check indicators -f json", catalogue=SMALL, status=1),
    Command("check_whole", "check indicators/nara/upplevd_kontinuitet.json -f sarif"),
    Command("test", "test -v", catalogue=SMALL),
    Command("test_kinds", "test indicators/distinct", catalogue=DISTINCT),
    Command("test_proof", "test --coverage --mutate", catalogue=DIFF.parent.parent / "test_passing" / "indicators", status=1),
    Command("test_skeletons", "test --write-skeletons out/cat/prov/andel_video.test.json -I out/cat", catalogue=SMALL,
            copies=[(SMALL, "cat")], status=1, either=("cat/prov/andel_video.test.json",)),
    Command("list", "list -f json", catalogue=SMALL),
    Command("list_ids", "list --ids"),
    Command("show", "show andel_video --lang en", catalogue=SMALL),
    Command("show_md", "show kontinuitetsindex_lakare_kronisk_upc -f md"),
    Command("diff", "diff andel_video out/new.json", catalogue=DIFF, copies=[(golden("diff") / "new.json", "new.json")],
            status=1),
    Command("diff_data", "diff andel_video out/new.json -q -D data -p 2024 --complete-until 2024-12-31 -j 2", golden("diff"), DIFF,
            copies=[(golden("diff") / "new.json", "new.json")], status=1),
    Command("fmt", "fmt out/cat", catalogue=SMALL, copies=[(golden("diff") / "indicators", "cat")],
            either=("cat/prov/andel_video.json", "cat/prov/andel_video.test.json", "cat/datasets/besok.json")),
    Command("fmt_check", "fmt --check out/new.json", copies=[(golden("diff") / "new.json", "new.json")], status=1,
            catalogue=SMALL),
    Command("fmt_stream", "fmt -", stdin="indicators/prov/andel_video.json", catalogue=SMALL),
    Command("init", "init proportion andel_ny -o out/new", either=("new/",)),
    Command("completion", "completion bash", catalogue=SMALL),
    Command("help", "help run", catalogue=SMALL),
]
