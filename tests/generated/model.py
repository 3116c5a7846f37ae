"""readmission in Python, and what row_model.py shares with it, written from docs/reference alone: what the program must say of
small tables.

Plain loops over rows and persons for each cell, nothing shared with the program, nothing made fast."""

import datetime
import math
from statistics import NormalDist

from tables import KOMMUNER

FACTOR = {"percent": 100, "per_1000": 1000, "per_10000": 10000, "per_100000": 100000, "ratio": 1}


def month_days(year, month, months=1):
    last = year * 12 + month - 1 + months
    return datetime.date(year, month, 1), datetime.date(last // 12, last % 12 + 1, 1) - datetime.timedelta(1)


def plus(month, months):
    at = month[0] * 12 + month[1] - 1 + months
    return at // 12, at % 12 + 1


def grains_of(period):
    return period.get("grain", []) + ["broken_year"] * ("year_from" in period) + ["pooled_years"] * ("years" in period)


def periods(first, last, period, grains=None):
    """(label, first day, last day) of what the run shows, which is made of whole months.  PERIOD: of the definition.

    What lies side by side lies in the run; what overlaps ends in it: twelve months with a month, three years with a year."""
    months = [(y, m) for y in range(first.year, last.year + 1) for m in range(1, 13)
              if first <= datetime.date(y, m, 1) and month_days(y, m)[1] <= last]
    name = "%04d-%02d"
    january = period.get("year_from", 1)
    parts = {"month": (1, 1, lambda y, m: name % (y, m)), "quarter": (3, 1, lambda y, m: "%04d-Q%d" % (y, m // 3 + 1)),
             "tertial": (4, 1, lambda y, m: "%04d-T%d" % (y, m // 4 + 1)), "half_year": (6, 1, lambda y, m: "%04d-H%d" % (y, m // 6 + 1)),
             "year": (12, 1, lambda y, m: "%04d" % y), "broken_year": (12, january, None)}
    for grain in grains_of(period):
        if grains is not None and grain not in grains:
            continue
        for y, m in months:
            length, begins, label = parts.get(grain, (1, 1, None))
            start, end = (y, m), plus((y, m), length - 1)
            if grain in parts and ((m - begins) % length != 0 or end not in months):
                continue
            if grain == "rolling12":
                start = plus((y, m), -11)
            if grain == "cumulative":
                start = (y, 1)
            if grain == "pooled_years":
                end = plus((y, m), 11)
                start = plus((y, m), -12 * (period["years"] - 1))
                if m != january or end not in months:
                    continue
            if grain != "all":
                days = month_days(*start)[0], month_days(*end)[1]
                yield (label(y, m) if label else "%s..%s" % (name % start, name % end), *days)
        if grain == "all" and months:
            yield "all", month_days(*months[0])[0], month_days(*months[-1])[1]


def days_read(first, last, period, grains=None):
    """What the flow counts: the days asked for, and those that periods have before."""
    return min([first, *(start for _, start, _ in periods(first, last, period, grains))]), last


def outside(definition, start, end):
    """Are there days of the period on which the measure has no series?"""
    series = definition.body.get("series", {})
    return start.isoformat() < series.get("from", "0001-01-01") or end.isoformat() > series.get("to", "9999-12-31")


def breaks(definition, start, end):
    """Is one of the days the first after a break?"""
    return any(start.isoformat() <= day <= end.isoformat() for day in definition.body.get("series", {}).get("breaks", []))


def wilson(share, n, level):
    z = NormalDist().inv_cdf(0.5 + level / 2)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def persons_of(rows):
    """(weights of all, of the met) of each person; a row of nobody known is a person of its own."""
    sums = {}
    for i, (person, weight, met) in enumerate(rows):
        one = sums.setdefault(i if person is None else ("person", person), [0, 0])
        one[0] += weight
        one[1] += weight if met else 0
    return list(sums.values())


def effective_number(definition, rows, share):
    """Of rows (person, weight, met): how many independent ones would have the variance of their share; None: not told."""
    total, squares = math.fsum(w for _, w, _ in rows), math.fsum(w * w for _, w, _ in rows)
    kish = total * total / squares
    if "cluster" in definition.body["interval"]:
        persons = persons_of(rows)
        if len(persons) < 2:
            return None
        variance = len(persons) / (len(persons) - 1) * math.fsum((y - share * n) ** 2 for n, y in persons) / total ** 2
        alike = total ** 2 / math.fsum(n * n for n, _ in persons)
        return min(kish, share * (1 - share) / variance if variance > 1e-20 and 0 < share < 1 else alike)
    if share in (0, 1) or len({w for _, w, _ in rows}) == 1:
        return kish
    variance = len(rows) / (len(rows) - 1) * math.fsum((w * (met - share)) ** 2 for _, w, met in rows) / total ** 2
    return share * (1 - share) / variance


def share_cell(definition, rows, weighted=False):
    """numerator, denominator and what follows from them; ROWS: (person, weight, met) of all that is in the denominator."""
    x, n = sum(met for _, _, met in rows), len(rows)
    cell = {"numerator": x, "denominator": n}
    effective, share = n, x / n if n else None
    if weighted:
        total = cell["n_weighted"] = math.fsum(w for _, w, _ in rows)
        share = math.fsum(w for _, w, met in rows if met) / total if total > 0 else None
    if share is not None and (weighted or "cluster" in definition.body["interval"]):
        effective = cell["n_effective"] = effective_number(definition, rows, share)
    least = definition.body["reliability"]["min_denominator"]
    cell["status"] = "no_data" if n == 0 else "unreliable" if n < least else "not_applicable" if share is None else "ok"
    if cell["status"] == "ok":
        factor = FACTOR[definition.body["unit"]]
        cell["value"] = factor * share
        if definition.body["interval"]["method"] == "wilson" and effective is not None:
            cell["intervals"] = [[factor * limit for limit in wilson(share, effective, level)] for level in definition.body["interval"]["level"]]
    return cell


class Flow:
    def __init__(self):
        self.steps = {}

    def add(self, step, n=0, unknown=None):
        had = self.steps.setdefault(step, [0, None])
        had[0] += n
        if unknown is not None:
            had[1] = (had[1] or 0) + unknown


class Data:
    """Tables with look-ups."""

    def __init__(self, tables, first, last):
        self.rows, self.deliveries, self.asked = tables.rows, tables.deliveries, (first, last)

    def read_for(self, definition):
        """The days that are read for the definition, which differ from one to the next."""
        self.first, self.last = days_read(*self.asked, definition.body["period"])
        return self

    def person(self, row, day):
        """The version of the person that is valid on the day; of several the one that is valid last."""
        fits = [p for p in self.rows["personer"] if p["person_id"] == row["person_id"]
                and (day is None or ((p["fran"] or datetime.date.min) <= day <= (p["till"] or datetime.date.max)))]
        return max(fits, key=lambda p: p["fran"] or datetime.date.min, default=None)

    def unit(self, row, name):
        """A column of the unit of a visit, by the capitals of its key, or of the area of that unit."""
        key = row["enhet"] and row["enhet"].upper()
        unit = next((u for u in self.rows["enheter"] if u["enhet_id"] == key), None)
        if unit is None:
            return None
        if name == "storlek":
            return "STOR" if (unit["platser"] or 0) >= 10 else "LITEN"
        if name.startswith("omr."):
            area = next((o for o in self.rows["omraden"] if o["omrade_id"] == unit["omrade_id"]), None)
            return area and area[name[4:]]
        return unit[name]

    def env(self, row, at, more=None):
        person = self.person(row, row[at]) if at else None

        def value(name):
            if more and name in more:
                return more[name]
            if name == "omrade" or name.startswith("enh."):
                return self.unit(row, "omr.namn" if name == "omrade" else name[4:])
            if name.startswith(("forst.", "sist.")):
                side, column = name.split(".")
                then = self.person(row, more["period.start" if side == "forst" else "period.end"])
                return then[column] if then else None
            if name.startswith("personer."):
                return person[name[9:]] if person else None
            return row[name]
        return value

    def stretches(self, dataset, county):
        """First and last day of the first stretch of each supplier of the county; a county without, or none: of all."""
        stretches = {}
        for name, supplier, start, end in sorted(self.deliveries):
            if name == dataset:
                had = stretches.setdefault(supplier, [start, end])
                if start <= had[1] + datetime.timedelta(1):
                    had[1] = max(had[1], end)
        return [days for supplier, days in stretches.items() if supplier[:2] == county] or list(stretches.values())

    def until(self, dataset, county):
        """Greatest day until which all of them have delivered."""
        return min((end for _, end in self.stretches(dataset, county)), default=None)

    def since(self, dataset, county):
        """Least day from which on they have."""
        return max((start for start, _ in self.stretches(dataset, county)), default=None)

    def since(self, dataset, county):
        """The first day that all suppliers of the county have delivered; a county without, or none: all suppliers."""
        first = {}
        for name, supplier, start, _ in sorted(self.deliveries):
            if name == dataset:
                first.setdefault(supplier, start)
        mine = [start for supplier, start in first.items() if supplier[:2] == county]
        return max(mine or first.values(), default=None)

    def counties(self, dataset):
        return {supplier for name, supplier, _, _ in self.deliveries if name == dataset}


def in_group(code, attribute, start, end):
    """The group's value of a code, by the codelist as valid on some day of the period: the last such row."""
    if attribute == "":
        return code or None  # an empty text and an unknown one are the same group
    rows = [k for k in KOMMUNER if k[0] == code and (k[2] is None or k[2] <= end) and (k[3] is None or k[3] >= start)]
    return None if not rows else code if attribute == "kod" else rows[-1][1]


def county_of(definition, codes):
    """Of an index, by its groups, at any time."""
    for name in definition.group_order:
        attribute = definition.group_calls[name][1]
        if attribute and codes[name] is not None:
            rows = [k for k in KOMMUNER if k[0] == codes[name]]
            if rows:
                return rows[-1][1]
    return None


def group_codes(definition, env):
    return {name: definition.group_calls[name][0](env) for name in definition.group_order}


def strata(definition, codes, split, start, end):
    return tuple((name, in_group(codes[name], definition.group_calls[name][1], start, end)) for name in split)


def flags(definition, data, datasets, group, start, end, days):
    """Do the deliveries of the cell's county, as it is in the period, end before the days of follow-up do?"""
    ends = [data.until(name, county_in(definition, group, start, end)) for name in datasets]
    return days > 0 and None not in ends and min(ends) < end + datetime.timedelta(days)


def county_in(definition, group, start, end):
    """Of a cell, as it is in the period."""
    county = None
    for name, value in group:
        attribute = definition.group_calls[name][1]
        if county is None and value is not None and attribute:
            county = value if attribute == "lanskod" else in_group(value, "lanskod", start, end)
    return county


def suppliers_in(data, dataset, start, end):
    """Those who deliver some of the days."""
    return {d[1] for d in data.deliveries if d[0] == dataset and d[2] <= end and d[3] >= start}


def coverage(definition, data, dataset, datasets, group, start, end):
    """"all", "some" or "none" of the days of the period, of those who deliver for the county of the cell; without a county,
    a county that delivers some of DATASETS and not this one is missing."""
    kommuner = [value for name, value in group if definition.group_calls[name][1] == "kod" and value is not None]
    county = kommuner[0][:2] if kommuner else county_in(definition, group, start, end)
    mine = [d for d in data.deliveries if d[0] == dataset]
    if not mine:
        return "all"
    found = set()
    for supplier in {d[1] for d in mine if county is None or d[1][:2] == county}:
        days = [any(d[1] == supplier and d[2] <= day <= d[3] for d in mine)
                for day in (start + datetime.timedelta(n) for n in range((end - start).days + 1))]
        found.add("all" if all(days) else "some" if any(days) else "none")
    if county is None and found == {"all"}:
        counties = {s[:2] for s in suppliers_in(data, dataset, start, end)}
        if any(s[:2] not in counties for other in datasets for s in suppliers_in(data, other, start, end)):
            return "some"
    return "none" if not found else found.pop() if len(found) == 1 else "some"


def empty_flow(names):
    flow = Flow()
    for name, conditional in names:
        flow.add(name, 0, 0 if conditional else None)
    return flow


# ---- readmission ----

class Episode:
    def __init__(self, stay):
        self.stays = [stay]
        self.last = stay
        self.start, self.end = stay["start"], stay["slut"]

    def add(self, stay):
        self.stays.append(stay)
        if stay["slut"] is None or (self.end is not None and stay["slut"] >= self.end):
            self.last, self.end = stay, stay["slut"]


def order_of(stay):
    return stay["start"], stay["slut"] or datetime.date.max, stay["vard_id"]


def joins(d, data, episode, stay, flow):
    ends = episode.end
    if (ends is None or stay["start"] < ends) and d.overlap == "join":
        return True
    if stay["start"] == ends and d.same_day == "join":
        return True
    if ends is not None and (stay["start"] - ends).days > d.within:
        return False
    if "join_when" not in d.calls:
        return True
    both = {"next." + name: value for name, value in stay.items()}
    truth = d.calls["join_when"](data.env(episode.last, "start", both))
    flow.add("episodes", 0, truth is None)
    return truth is True


def episodes_of(d, data, person, flow):
    out = []
    stays = []
    for stay in data.rows["vard"]:
        if stay["person_id"] != person:
            continue
        env = data.env(stay, "start")
        kept = "where" not in d.calls or d.calls["where"](env) is True
        kept = kept and ("stay" not in d.calls or d.calls["stay"](env) is True)
        if "where" in d.calls or "stay" in d.calls:
            flow.add("where", kept)
        if not kept:
            continue
        wrong = stay["slut"] is not None and stay["slut"] < stay["start"]
        flow.add("exclude end before start", wrong)
        if not wrong:
            stays.append(stay)
    for stay in sorted(stays, key=order_of):
        if out and joins(d, data, out[-1], stay, flow):
            out[-1].add(stay)
        else:
            out.append(Episode(stay))
    return out


def readmission_steps(d):
    yield "rows", False
    if "where" in d.calls or "stay" in d.calls:
        yield "where", False
    yield from [("exclude end before start", False), ("episodes", "join_when" in d.calls), ("in period", True), ("index", True)]
    yield from [("exclude r%d" % i, True) for i in range(len(d.calls["exclude"]))]
    if not d.reuse:
        yield "exclude event of an earlier index", False
    if d.moved == "exclude":
        yield "exclude moved", False
    if d.incomplete == "exclude_index":
        yield "exclude incomplete follow-up", False
    if d.death == "exclude_index":
        yield "exclude death within follow-up", False
    yield from [("denominator", False), ("numerator", "event" in d.calls)]


def environment_of(data, episode):
    more = {"start": episode.start, "end": episode.end}
    more.update({"first." + k: v for k, v in episode.stays[0].items()})
    more.update({"last." + k: v for k, v in episode.last.items()})
    return data.env(episode.stays[0], "start", more)


def within(d, day, episode):
    return day is not None and 0 <= (day - episode.end).days <= d.days


def event_of(d, episodes, i):
    """The event, and whether one that is not known to be one came before it."""
    later, unsure = episodes[i + 1:i + 2] if d.take == "next_episode" else episodes[i + 1:], False
    for event in later:
        if d.day_from <= (event.start - episodes[i].end).days <= d.day_to:
            if event.may_be_event:
                return event, False
            unsure = unsure or event.may_be_event is None
    return None, unsure


def is_index(d, episode, add):
    if episode.end is None or episode.day is None:
        return False
    add("in period", 1)
    truth = d.calls["index"](episode.env) if "index" in d.calls else True
    add("index", truth is True, truth is None)
    if truth is not True:
        return False
    for i, rule in enumerate(d.calls["exclude"]):
        truth = rule(episode.env)
        add("exclude r%d" % i, truth is True, truth is None)
        if truth is True:
            return False
    return True


def stays_in(d, data, episode, event, add):
    county = county_of(d, episode.codes)
    until = data.until("vard", county)
    episode.incomplete = until is None or episode.end + datetime.timedelta(d.days) > until
    if d.moved == "exclude":
        out = within(d, episode.env("personer.flytt"), episode)
        add("exclude moved", out)
        if out:
            return False
    if d.incomplete == "exclude_index":
        add("exclude incomplete follow-up", episode.incomplete)
        if episode.incomplete:
            return False
    if d.death == "exclude_index" and event is None:
        out = within(d, episode.env("personer.dod"), episode)
        add("exclude death within follow-up", out)
        return not out
    return True


def judge_person(d, data, episodes, flow):
    """The indexes of a person, over all data; FLOW counts those whose day is in the run."""
    for episode in episodes:
        episode.env = environment_of(data, episode)
        episode.day = d.calls["date"](episode.env)
        episode.codes = group_codes(d, episode.env)
        episode.may_be_event = "event" not in d.calls or d.calls["event"](episode.env)
        episode.taken = False
    out = []
    for i, episode in enumerate(episodes):
        inside = episode.day is not None and data.first <= episode.day <= data.last
        flow.add("in period", 0, episode.end is not None and episode.day is None)

        def add(*step):
            if inside:
                flow.add(*step)
        if not is_index(d, episode, add):
            continue
        if not d.reuse:
            add("exclude event of an earlier index", episode.taken)
            if episode.taken:
                continue
        event, unsure = event_of(d, episodes, i)
        if not stays_in(d, data, episode, event, add):
            continue
        episode.met, episode.unsure = event is not None, unsure
        if event is not None:
            event.taken = True
        out.append(episode)
    return out


def counted_units(d, persons, start, end):
    """(met, incomplete, codes of groups, no event known but perhaps one) of each episode or person of the days."""
    for number, indexes in enumerate(persons):
        mine = [e for e in indexes if start <= e.day <= end]
        if not d.persons:
            yield from [(e.met, e.incomplete, e.codes, e.unsure, number) for e in mine]
        elif mine:
            last = max(enumerate(mine), key=lambda pair: (pair[1].end, pair[1].start, pair[0]))[1]
            met = any(e.met for e in mine)
            yield met, any(e.incomplete for e in mine), last.codes, not met and any(e.unsure for e in mine), number


def readmission(d, data):
    flow, cells, persons = empty_flow(readmission_steps(d)), {}, []
    flow.add("rows", len(data.rows["vard"]))
    for person in sorted({row["person_id"] for row in data.rows["vard"]}):
        episodes = episodes_of(d, data, person, flow)
        flow.add("episodes", len(episodes))
        persons.append(judge_person(d, data, episodes, flow))
    for met, _, _, unsure, _ in counted_units(d, persons, data.first, data.last):
        flow.add("denominator", 1)
        flow.add("numerator", met, unsure if "event" in d.calls else None)
    days = 2 * d.days if d.ongoing == "absent" else d.days
    for label, start, end in periods(*data.asked, d.body["period"]):
        units = list(counted_units(d, persons, start, end))
        for split in d.splits:
            groups = {}
            for unit in units:
                groups.setdefault(strata(d, unit[2], split, start, end), []).append(unit)
            for group, mine in groups.items():
                cell = share_cell(d, [(u[4], 1, u[0]) for u in mine])
                incomplete = any(u[1] for u in mine)
                if d.incomplete == "hide" and incomplete:
                    cell = {"numerator": cell["numerator"], "denominator": cell["denominator"], "status": "incomplete_follow_up"}
                cell["preliminary"] = incomplete or flags(d, data, ["vard"], group, start, end, days)
                cells[label, group] = cell
    return flow, cells
