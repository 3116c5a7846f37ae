#!/usr/bin/env python3
"""What a report says of cells: intervals that it can be read back with, records that were rejected, areas; and files."""

import json
import re

from support import SAMPLES, check, finish, run, text, work_folder
from trial import Trial

folder = work_folder()
trial = Trial(folder)
LEVELS = [0.5, 0.8, 0.95, 0.99]
trial.define("andel", kind="proportion", unit="percent", data={"dataset": "besok"}, denominator="antal is not null", numerator="antal > 1",
             missing={"numerator": "exclude"}, period={"date": "datum", "grain": ["year"]}, interval={"method": "wilson", "level": LEVELS})
trial.visits([{"datum": "2024-01-%02d" % day, "antal": day % 3, "grupp": "XY"[day % 2]} for day in range(1, 29)])

# As many levels as there may be are read back; an interval that is none, or beside its value, is not.
written = trial.run("-p", "2024").stdout
source = folder / "rapport.json"
source.write_bytes(written)
done = run("convert", source, "-f", "csv")
check(done.returncode == 0 and len(json.loads(written)["indicators"][0]["results"][0]["intervals"]) == 4, "four levels: " + text(done.stderr))
for name, new in (("low above the value", '"low": 99.5, "high": 99.9'), ("high below the value", '"low": 0.1, "high": 0.2'), ("low above high", '"low": 90, "high": 10'),
                  ("low above 100 and high", '"low": 200, "high": 150')):
    source.write_bytes(re.sub(rb'"low": [\d.]+, "high": [\d.]+', new.encode(), written, count=1))
    done = run("convert", source, "-f", "csv")
    check(done.returncode > 1 and b"the value is not inside the interval" in done.stderr, "%s: status %d, %s" % (name, done.returncode, text(done.stderr)))

# Of the two sums of a ratio either may be the larger; a share is not read back with more above the line than below.
source.write_bytes(re.sub(rb'"numerator": [\d]+', b'"numerator": 1000', written, count=1))
done = run("convert", source, "-f", "csv")
check(done.returncode > 1 and b"the numerator is larger than the denominator" in done.stderr, "a share above one: status %d, %s" % (done.returncode, text(done.stderr)))
sums = Trial(work_folder())
sums.define("kvot", kind="ratio", unit="ratio", data={"dataset": "besok"}, numerator_sum="antal", denominator_sum="1", missing={"numerator": "exclude"},
            period={"date": "datum", "grain": ["year"]})
sums.visits([{"datum": "2024-01-01", "antal": 5, "grupp": "X"}])
source.write_bytes(sums.run("-p", "2024").stdout)
done = run("convert", source, "-f", "csv")
check(done.returncode == 0 and b";5;1;" in done.stdout, "a ratio above one: status %d, %s%s" % (done.returncode, text(done.stdout), text(done.stderr)))

# A rejected record flags all cells of the measures that read its file.
for odd, flagged in (("", False), ("x;y\n", True)):
    trial.visits([{"datum": "2024-01-%02d" % day, "antal": day % 3, "grupp": "X"} for day in range(1, 29)])
    with open(folder / "besok.csv", "a", encoding="utf-8") as file:
        file.write(odd)
    measure = trial.measures("-p", "2024", "--max-rejected", "50")["andel"]
    check(("data_findings" in measure.get("flags", [])) == flagged, "a rejected record, %s: %s" % (flagged, measure.get("flags")))

# Two kommuner of a county that deliver: the county's completeness is told once.
leveranser = folder / "leveranser.csv"
leveranser.write_text("dataset;lamnare;period_fran;period_till;uttagsdatum\n" + "".join(
    "enkatsvar;%s;2023-01-01;%s;2025-03-01\n" % pair for pair in (("0480", "2024-12-31"), ("0484", "2024-11-30"), ("1880", "2024-12-31"))), encoding="utf-8")
done = run("run", "upplevd_kontinuitet", "-q", "-p", "2024", "-D", "enkatsvar=%s" % (SAMPLES / "enkatsvar.csv"), "-D",
           "enkatfragor=%s" % (SAMPLES / "enkatfragor.csv"), "-D", "leveranser=%s" % leveranser)
report = json.loads(done.stdout)
taken = [(one["supplier"], one.get("extracted")) for one in report["deliveries"]]
check(taken == [(area, "2025-03-01") for area in ("0480", "0484", "1880")], "deliveries taken %s" % taken)
told = [(one["dataset"], one["area"], one["until"]) for one in report["complete_until"]]
check(told == [("enkatsvar", "04", "2024-11-30"), ("enkatsvar", "18", "2024-12-31")], "complete until %s" % told)

# Twenty files that are given twice are all named; of more, it is said how many there are.
for count in (20, 21):
    twice = []
    for number in range(count):
        (folder / ("b%d.csv" % number)).write_text("id;datum\n", encoding="utf-8")
        twice += ["-D", "besok=%s" % (folder / ("b%d.csv" % number))]
    done = run("run", "-q", "-I", trial.catalogue, *twice, *twice, "-p", "2024")
    said = text(done.stderr)
    check(done.returncode == 2 and said.count("' is given twice") == 20 and ("files are given twice" in said) == (count > 20), "%d files twice: %s" % (count, said[-300:]))

# A row that counts outside the areas of the report is said to.
lines = (SAMPLES / "enkatsvar.csv").read_text(encoding="utf-8").splitlines()
number = next(n for n, line in enumerate(lines, 1) if line.startswith("NPE_PV;2024;") and re.search(r";0?48\d;0?4;.*;NPE_KONT1;[1-5];", line))
for area, outside in (("04", False), ("18", True)):
    done = run("explain", "upplevd_kontinuitet", "-q", "-p", "2024", "-D", SAMPLES, "--row", "enkatsvar.csv:%d" % number, "--area", area, "--lang", "en")
    check(b"reported in" in done.stdout and (b"outside the areas of the report" in done.stdout) == outside, "explain --area %s: %s" % (area, text(done.stdout)[-600:]))
number = next(n for n, line in enumerate(lines, 1) if re.search(r"^NPE_PV;2024;\w+;;18;.*;NPE_KONT1;[1-5];", line))  # of an unknown kommun
for more, outside in (((), False), (("--area", "18"), True)):
    done = run("explain", "upplevd_kontinuitet", "-q", "-p", "2024", "-D", SAMPLES, "--row", "enkatsvar.csv:%d" % number, "--lang", "en", *more)
    check((b"kommunkod unknown (outside the areas of the report), lan 18," in done.stdout.replace(b"\n", b" ")) == outside, "explain %s of an unknown kommun: %s" % (more, text(done.stdout)[-600:]))
finish("%d levels" % len(LEVELS))
