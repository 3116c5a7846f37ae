"""proportion, mean, quantile, count and ratio in Python, written from docs/reference/definitions.md alone: sections "Row kinds", "Units of several
rows" and "Rows in other datasets".

    rows -> where -> dedupe -> items, or once_per -> period -> denominator -> exclude -> require -> exclude_if -> follow-up

Plain loops over all rows for each period; nothing shared with the program, nothing made fast."""

import datetime
import math
from fractions import Fraction
from statistics import NormalDist

from expressions import add_months
from model import FACTOR, Flow, county_in, county_of, flags, group_codes, periods, share_cell, strata

ALL_DAYS = datetime.date.min, datetime.date.max


class Unit:
    """One row, or what several have become: the row that has its columns, what names stand for, and what became of it."""

    def __init__(self, row, env):
        self.row, self.env = row, env
        self.incomplete = self.stays = self.met = False
        self.value = self.below = None
        self.weight = 1


def key_of(row, columns):
    return tuple(row[column] for column in columns)


def follows(d):
    return d.dedupe or d.once or d.distinct or d.items or d.relations["require"] or d.relations["exclude_if"]


def entity_columns(d):
    return d.person or (d.once or d.distinct)["entity"]


def folds(d):
    return d.once is not None and d.once["take"] in ("any", "all")


def counts_as_one(d):
    """Are units that are alike taken as one, when each has been judged?"""
    return folds(d) or d.distinct is not None


def takes_one(d):
    return d.once is not None and not folds(d)


# ---- the flow ----

def steps_of(d):
    """(step, does the flow count how often its condition was unknown?), in their order."""
    yield "rows", False
    if "where" in d.calls:
        yield "where", True
    if d.dedupe:
        yield "exclude merged", False
    in_the_run = takes_one(d) and not d.once["months"] and not d.each
    if in_the_run:
        yield "in period", True
    if takes_one(d):
        yield "once per", True
    if d.items:
        yield "with items", False
    if not in_the_run:
        yield "in period", not d.each
    if "denominator" in d.calls:
        yield "selected", True
    yield from [("exclude r%d" % i, True) for i in range(len(d.calls["exclude"]))]
    yield from [("require " + rule["id"], True) for rule in d.relations["require"]]
    yield from [("exclude " + rule["id"], True) for rule in d.relations["exclude_if"]]
    if d.follow and d.follow["incomplete"] == "exclude_index":
        yield "exclude incomplete follow-up", False
    if d.kind == "mean":
        yield "exclude unknown value or weight", False
    if d.kind == "quantile":
        yield "exclude unknown value", False
    if d.kind == "count" and d.sum:
        yield "exclude unknown number", False
    if d.kind == "ratio":
        yield "unknown term", False
    if d.kind == "proportion" and d.missing == "exclude":
        yield "exclude unknown numerator", False
    if d.kind == "proportion" and d.weight:
        yield "exclude unknown weight", False
    yield "denominator", False
    if d.kind == "proportion":
        yield "numerator", True
    if numerator_of(d):
        yield "numerator rows", False
        if "numerator where" in d.calls:
            yield "numerator where", True
        yield "numerator in period", not d.each and numerator_of(d)["day"] != "start"  # which every stay has
        yield "numerator unknown term", False
        yield "numerator", False


def numerator_of(d):
    """A ratio's, of rows in another dataset."""
    return getattr(d, "numerator", None)


class Silent:
    """A flow that counts nothing."""

    def add(self, *_):
        pass


# ---- rows, merged and chosen ----

def rows_that_take_part(d, data, flow, period):
    out = []
    for row in data.rows["besok"]:
        if follows(d) and None in key_of(row, entity_columns(d)):
            continue
        env = data.env(row, "dag", period)
        if "where" in d.calls:
            truth = d.calls["where"](env)
            flow.add("where", truth is True, truth is None)
            if truth is not True:
                continue
        out.append(Unit(row, env))
    return merged(d, out, flow) if d.dedupe else out


def differs(d, row, other):
    return all(None not in (row[c], other[c]) and row[c] != other[c] for c in d.dedupe["differ"])


def joins(d, unit, group):
    """May the row be about the event of the rows of the group?"""
    reference = group[-1] if d.dedupe["chain"] == "chain" else group[0]
    date, by = d.dedupe["date"], d.dedupe["by"]
    return (key_of(unit.row, by) == key_of(group[0].row, by) and (date(unit.env) - date(reference.env)).days <= d.dedupe["within"]
            and all(differs(d, unit.row, other.row) for other in group))


def merged(d, units, flow):
    groups, date = [], d.dedupe["date"]
    alone = [u for u in units if date(u.env) is None or None in key_of(u.row, d.dedupe["by"])]
    for unit in sorted((u for u in units if u not in alone), key=lambda u: (date(u.env), u.row["besok_id"])):
        for group in groups:
            if joins(d, unit, group):
                group.append(unit)
                break
        else:
            groups.append([unit])
    kept = alone + [group[0 if d.dedupe["keep"] == "first" else -1] for group in groups]
    flow.add("exclude merged", len(units) - len(kept))
    return [u for u in units if u in kept]


def order_of(d, unit):
    return d.once["order"](unit.env), unit.row["besok_id"]


def first_or_last(d, units, flow):
    """Of rows that are alike the first or the last, or those that no other comes before in the months of looking back."""
    alike, out = {}, []
    for unit in units:
        key = key_of(unit.row, d.once["entity"])
        unknown = None in key or order_of(d, unit)[0] is None
        flow.add("once per", 0, unknown)
        if not unknown:
            alike.setdefault(key, []).append(unit)
    for mine in alike.values():
        mine.sort(key=lambda u: order_of(d, u))
        if d.once["months"]:
            for i, unit in enumerate(mine):
                since = add_months(order_of(d, unit)[0], -d.once["months"])
                if not any(order_of(d, before)[0] >= since for before in mine[:i]):
                    out.append(unit)
        else:
            out.append(mine[0 if d.once["take"] == "first" else -1])
    flow.add("once per", len(out))
    return out


# ---- items ----

def mean_within(rows, columns):
    """ROWS: (row, value).  A mean of means, from the last column to the first."""
    if not columns:
        total = 0
        for _, value in rows:
            total += value
        return total / len(rows)
    parts = {}
    for row, value in rows:
        parts.setdefault(row[columns[0]], []).append((row, value))
    return mean_within([(None, mean_within(part, columns[1:])) for part in parts.values()], [])


def item_value(item, units, said):
    chosen = [u for u in units if item["where"](u.env) is True]
    if item["take"] == "count":
        return len(chosen)
    given = [(u.row, item["value"](u.env)) for u in chosen]
    given = [(row, value) for row, value in given if value is not None]
    values = [value for _, value in given]
    if not values:
        return None
    if item["take"] == "only":
        torn = any(value != values[0] for value in values)
        said["torn_item"] += torn
        return None if torn else values[0]
    if item["take"] in ("first", "last"):
        return values[0 if item["take"] == "first" else -1]
    if item["take"] == "mean":
        return mean_within(given, item["within"])
    return {"min": min, "max": max, "sum": sum}[item["take"]](values)


def with_items(d, units, flow, period, data, said):
    persons, out = {}, []
    for unit in units:
        persons.setdefault(key_of(unit.row, d.person), []).append(unit)
    for mine in persons.values():
        mine.sort(key=lambda u: ((None if d.each else d.calls["date"](u.env)) or datetime.date.max, u.row["besok_id"]))
        more = {item["name"]: item_value(item, mine, said) for item in d.items}
        for unit in mine:
            only = [item for item in d.items if item["take"] == "only" and item["where"](unit.env) is True]
            said["shared_item"] += len(only) > 1
        out.append(Unit(mine[0].row, data.env(mine[0].row, "dag", {**(period or {}), **more})))
    flow.add("with items", len(out))
    return out


# ---- a unit judged ----

def days_of(rule, data, unit):
    """(first, last) of the rows that are looked for; a last day None: it goes on."""
    person = key_of(unit.row, unit.person)
    for row in data.rows[rule["dataset"]]:
        env = data.env(row, rule["at"])
        first = rule["from"](env)
        if key_of(row, rule["person"]) != person or first is None or (rule["where"] and rule["where"](env) is not True):
            continue
        last = rule["to"](env) if rule["to"] else first
        if last is None or last >= first:
            yield first, last or datetime.date.max


def related(rule, data, unit):
    first, last = (call(unit.env) for call in rule["span"])
    if None in key_of(unit.row, unit.person) or first is None or last is None or last < first:
        return None
    days = list(days_of(rule, data, unit))
    if rule["relation"] == "starts_within":
        return sum(first <= start <= last for start, _ in days) >= rule["min"]
    if rule["relation"] == "overlaps":
        return sum(start <= last and end >= first for start, end in days) >= rule["min"]
    span = [first + datetime.timedelta(n) for n in range((last - first).days + 1)]
    return all(sum(start <= day <= end for start, end in days) >= rule["min"] for day in span)


def is_incomplete(d, data, unit):
    if d.follow["until"]:
        needed = d.follow["until"](unit.env)
    else:
        needed = unit.day + datetime.timedelta(d.follow["days"])
    until = until_of(d, data, county_of(d, unit.codes))
    return needed is None or until is None or needed > until


def datasets_of(d):
    own = [numerator_of(d)["dataset"]] if numerator_of(d) else []
    return ["besok"] + own + [rule["dataset"] for path in ("require", "exclude_if") for rule in d.relations[path]]


def until_of(d, data, county):
    ends = [data.until(name, county) for name in datasets_of(d)]
    return None if None in ends else min(ends)


def goes_on(d, data, unit, flow):
    """Denominator, exclusions, rules about other datasets and follow-up."""
    if "denominator" in d.calls:
        truth = d.calls["denominator"](unit.env)
        flow.add("selected", truth is True, truth is None)
        if truth is not True:
            return False
    for i, rule in enumerate(d.calls["exclude"]):
        truth = rule(unit.env)
        flow.add("exclude r%d" % i, truth is True, truth is None)
        if truth is True:
            return False
    unit.person = entity_columns(d) if follows(d) else ()
    for path, step, wanted in (("require", "require ", True), ("exclude_if", "exclude ", False)):
        for rule in d.relations[path]:
            truth = related(rule, data, unit)
            flow.add(step + rule["id"], truth is True, truth is None)
            if (truth is True) != wanted:
                return False
    if d.follow:
        unit.incomplete = is_incomplete(d, data, unit)
        if d.follow["incomplete"] == "exclude_index":
            flow.add("exclude incomplete follow-up", unit.incomplete)
            return not unit.incomplete
    return True


def weight_of(d, unit):
    return 1 if not d.weight else d.weight(unit.env)


def count_proportion(d, unit, flow):
    met = d.calls["numerator"](unit.env)
    if d.missing == "exclude":
        flow.add("exclude unknown numerator", met is None)
        if met is None:
            return False
    unit.weight = weight_of(d, unit)
    if d.weight:
        bad = unit.weight is None or unit.weight < 0
        flow.add("exclude unknown weight", bad)
        if bad:
            return False
    unit.met = met is True
    flow.add("numerator", 0 if folds(d) else unit.met, met is None)
    return True


def count_mean(d, unit, flow):
    unit.value, unit.weight = d.value(unit.env), weight_of(d, unit)
    bad = unit.value is None or unit.weight is None or unit.weight < 0
    flow.add("exclude unknown value or weight", bad)
    return not bad


def count_ratio(d, unit, flow):
    unit.value, unit.below = 0 if d.numerator else d.above(unit.env), d.below(unit.env)
    unknown = unit.value is None or unit.below is None
    flow.add("unknown term", unknown)
    if unknown and d.missing == "exclude":
        return False
    unit.value, unit.below = unit.value or 0, unit.below or 0
    return True


def count_quantile(d, unit, flow):
    unit.value = d.value(unit.env)
    flow.add("exclude unknown value", unit.value is None)
    return unit.value is not None


def count_count(d, unit, flow):
    if not d.sum:
        return True
    unit.value = d.sum(unit.env)
    flow.add("exclude unknown number", unit.value is None)
    return unit.value is not None


def judge(d, data, unit, flow):
    unit.codes = group_codes(d, unit.env)
    count = {"proportion": count_proportion, "mean": count_mean, "ratio": count_ratio, "quantile": count_quantile, "count": count_count}[d.kind]
    unit.stays = goes_on(d, data, unit, flow) and count(d, unit, flow)
    if unit.stays and not counts_as_one(d):
        flow.add("denominator", 1)


def units_of(d, data, flow, start, end, period, said):
    """All units of some days, judged.  PERIOD: what conditions know of it, where each is held against every period."""
    rows = rows_that_take_part(d, data, flow, period)
    dated = takes_one(d) and not d.once["months"] and not d.each
    if dated:
        rows = in_days(d, rows, flow, start, end)
    if takes_one(d):
        rows = first_or_last(d, rows, flow)
    if d.items:
        rows = with_items(d, rows, flow, period, data, said)
    if not dated:
        rows = in_days(d, rows, flow, start, end)
    for unit in rows:
        judge(d, data, unit, flow)
    return rows


def in_days(d, units, flow, start, end):
    for unit in units:
        unit.day = None if d.each else d.calls["date"](unit.env)
        unit.inside = d.each or (unit.day is not None and start <= unit.day <= end)
        flow.add("in period", unit.inside, None if d.each else unit.day is None)
    return [u for u in units if u.inside]


# ---- a ratio's numerator in another dataset ----

def numerators(d, data, flow, start, end, period):
    """(codes, value) of the rows that count."""
    n, out = numerator_of(d), []
    for row in data.rows[n["dataset"]]:
        env = data.env(row, n["at"], period)
        if "numerator where" in d.calls:
            truth = d.calls["numerator where"](env)
            flow.add("numerator where", truth is True, truth is None)
            if truth is not True:
                continue
        inside = d.each or (row[n["day"]] is not None and start <= row[n["day"]] <= end)
        flow.add("numerator in period", inside, None if d.each or n["day"] == "start" else row[n["day"]] is None)
        if not inside:
            continue
        value = d.above(env)
        flow.add("numerator unknown term", value is None)
        if value is None and d.missing == "exclude":
            continue
        flow.add("numerator", 1)
        out.append(({name: n["groups"].get(name, d.group_calls[name][0])(env) for name in d.group_order}, value or 0))
    return out


# ---- any and all ----

class Folded:
    """Rows that are alike, taken as one: the stratum and the weight of the last."""

    def __init__(self, d, units):
        stays = [u for u in units if u.stays]
        first = d.distinct is not None and d.distinct["take"] == "first"
        self.taken = stays[0 if first else -1] if stays else None
        self.met = bool(stays) and folds(d) and {"any": any, "all": all}[d.once["take"]](u.met for u in stays)
        self.incomplete = any(u.incomplete for u in units)
        with_incomplete = [u for u in units if u.stays or u.incomplete]
        self.with_incomplete = with_incomplete[:1] if first else with_incomplete[-1:]


def fold(d, units):
    alike, by = {}, d.distinct or d.once
    order = by["order"] or (lambda env: None)
    for unit in units:
        key = key_of(unit.row, by["entity"])
        if None not in key and (d.distinct is None or order(unit.env) is not None):
            alike.setdefault(key, []).append(unit)
    for mine in alike.values():
        mine.sort(key=lambda u: (order(u.env) or datetime.date.max, u.row["besok_id"]))
        yield Folded(d, mine)


# ---- cells ----

def person_of(d, unit):
    """Whom the unit is of; None: nobody known, or nobody asks."""
    key = key_of(unit.row, d.person or [])
    return None if None in key or not key else key


def counted(d, units):
    """(codes, met, weight, value, below, person) of what counts; codes of what makes a cell incomplete."""
    if not counts_as_one(d):
        return ([(u.codes, u.met, u.weight, u.value, u.below, person_of(d, u)) for u in units if u.stays], [u.codes for u in units if u.incomplete])
    out, incomplete = [], []
    for one in fold(d, units):
        if one.taken:
            out.append((one.taken.codes, one.met, one.taken.weight, None, None, None))
        if one.incomplete:
            incomplete += [u.codes for u in [one.taken] + one.with_incomplete if u]
    return out, incomplete


def mean_cell(d, of):
    cell = {"n": len(of)}
    values = [one[3] for one in of]
    weights = [one[2] for one in of]
    total, squares = math.fsum(weights), math.fsum(w * w for w in weights)
    value = math.fsum(w * x for w, x in zip(weights, values)) / total if total > 0 else None
    if d.weight:
        cell["n_weighted"] = total
        if squares > 0:
            cell["n_effective"] = total * total / squares
    elif len(of) > 1:
        cell["sd"] = math.sqrt(math.fsum((x - value) ** 2 for x in values) / (len(of) - 1))
    return with_status(d, cell, len(of), value, 1)


def order_statistic(values, rank):
    return values[min(max(rank, 1), len(values)) - 1]


def quantile_of(values, q, kind):
    """By docs/explanation/statistics.md, in fractions."""
    n, q = len(values), Fraction(str(q))
    at = {1: n * q, 2: n * q, 3: n * q - Fraction(1, 2), 4: n * q, 5: n * q + Fraction(1, 2), 6: (n + 1) * q, 7: (n - 1) * q + 1,
          8: (n + Fraction(1, 3)) * q + Fraction(1, 3), 9: (n + Fraction(1, 4)) * q + Fraction(3, 8)}[kind]
    j = math.floor(at)
    low, high, part = order_statistic(values, j), order_statistic(values, j + 1), at - j
    if kind == 1:
        return high if part else low
    if kind == 2:
        return high if part else (low + high) / 2
    if kind == 3:
        return high if part or j % 2 else low
    return low + float(part) * (high - low)


def by_ranks(values, q, level):
    n, q, tail = len(values), Fraction(str(q)), (1 - Fraction(str(level))) / 2
    below = [sum(math.comb(n, k) * q ** k * (1 - q) ** (n - k) for k in range(rank)) for rank in range(n + 2)]  # P(B < rank)
    low = max(rank for rank in range(n + 1) if below[rank] <= tail)
    high = min((rank for rank in range(n + 2) if 1 - below[rank] <= tail), default=n + 1)
    return None if n < 6 or not 0 < q < 1 or low < 1 or high > n else (values[low - 1], values[high - 1])


def quantile_cell(d, of):
    values, levels = sorted(one[3] for one in of), d.body["interval"]["level"]
    has = d.body["interval"]["method"] == "ranks"
    cell = with_status(d, {"n": len(values)}, len(values), quantile_of(values, d.q[0], d.type) if values else None, 1)
    if cell["status"] == "ok":
        cell["intervals"] = [limits for limits in (by_ranks(values, d.q[0], level) for level in levels if has) if limits]
        cell["also"] = {"q%g" % (100 * q) if 100 * q % 1 == 0 else ("q%g" % (100 * q)).replace(".", "_"):
                        (quantile_of(values, q, d.type), by_ranks(values, q, levels[0]) if has else None) for q in d.q[1:]}
    return cell


def poisson(events, level):
    """Garwood's limits by halving, Byar's from 10 on."""
    tail, z = (1 - level) / 2, NormalDist().inv_cdf(0.5 + level / 2)
    if events >= 10:
        return tuple(n * (1 - 1 / (9 * n) + sign * z / (3 * math.sqrt(n))) ** 3 for n, sign in ((events, -1), (events + 1, 1)))

    def at_most(count, mean):
        return math.fsum(math.exp(-mean) * mean ** k / math.factorial(k) for k in range(count + 1))

    def halved(is_low):
        low, high = 0.0, 100.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if is_low(middle) else (low, middle)
        return low

    return (halved(lambda mean: 1 - at_most(events - 1, mean) < tail) if events else 0.0, halved(lambda mean: at_most(events, mean) > tail))


def count_cell(d, of):
    value = sum(one[3] for one in of) if d.sum else len(of)
    cell = {"n": len(of), "status": "unreliable" if len(of) < d.body["reliability"]["min_denominator"] else "ok"}
    if cell["status"] == "ok":
        cell["value"] = value
        if d.body["interval"]["method"] == "poisson":
            cell["intervals"] = [poisson(len(of), level) for level in d.body["interval"]["level"]]
    return cell


def ratio_cell(d, of, beside):
    above, below = math.fsum(one[3] for one in of) + math.fsum(beside), math.fsum(one[4] for one in of)
    cell = {"numerator": above, "denominator": below, "rows": len(of)}
    if numerator_of(d):
        cell["numerator_rows"] = len(beside)
    base = below if d.whole and below > 0 else len(of)
    if base == 0 and beside:
        return {**cell, "status": "not_applicable"}
    return with_status(d, cell, base, above / below if below else None, FACTOR[d.body["unit"]])


def with_status(d, cell, base, value, factor):
    least = d.body["reliability"]["min_denominator"]
    cell["status"] = "no_data" if base == 0 else "unreliable" if base < least else "not_applicable" if value is None else "ok"
    if cell["status"] == "ok":
        cell["value"] = factor * value
    return cell


def cell_of(d, of, beside):
    if d.kind == "mean":
        return mean_cell(d, of)
    if d.kind == "ratio":
        return ratio_cell(d, of, beside)
    if d.kind == "quantile":
        return quantile_cell(d, of)
    if d.kind == "count":
        return count_cell(d, of)
    return share_cell(d, [(one[5], 1 if one[2] is None else one[2], one[1]) for one in of], bool(d.weight))


def looks_back_too_far(d, data, group, start, end):
    if d.once is None or not d.once["months"]:
        return False
    since = data.since("besok", county_in(d, group, start, end))
    return since is not None and since > add_months(start, -d.once["months"])


def finished(d, data, cell, incomplete, group, start, end):
    if incomplete and d.follow["incomplete"] == "hide" and cell["status"] != "no_data":
        cell = {name: cell[name] for name in ("numerator", "denominator", "n") if name in cell}
        cell["status"] = "incomplete_follow_up"
    days = 0 if not d.follow else d.follow["days"] if d.follow["until"] is None else 1
    cell["preliminary"] = incomplete or flags(d, data, datasets_of(d), group, start, end, days)
    cell["incomplete_look_back"] = looks_back_too_far(d, data, group, start, end)
    return cell


def rows_judged(d, data):
    """Flow, cells, and how often something was said of rows that contradict each other."""
    flow, cells, said = Flow(), {}, {"torn_item": 0, "shared_item": 0}
    for name, conditional in steps_of(d):
        flow.add(name, 0, 0 if conditional else None)
    flow.add("rows", len(data.rows["besok"]))
    if numerator_of(d):
        flow.add("numerator rows", len(data.rows[numerator_of(d)["dataset"]]))
    if not d.each:
        units = units_of(d, data, flow, data.first, data.last, None, said)
        count_in_flow(d, flow, units)
        if numerator_of(d):
            numerators(d, data, flow, data.first, data.last, None)
    for label, start, end in periods(*data.asked, d.body["period"]):
        period = {"period.start": start, "period.end": end} if d.each else None
        units = units_of(d, data, flow if d.each else Silent(), start, end, period, said if d.each else {"torn_item": 0, "shared_item": 0})
        if d.each:
            count_in_flow(d, flow, units)
        beside = numerators(d, data, flow if d.each else Silent(), start, end, period) if numerator_of(d) else []
        add_cells(d, data, cells, label, start, end, *counted(d, units), beside)
    return flow, cells, said


def count_in_flow(d, flow, units):
    for one in fold(d, units) if counts_as_one(d) else ():
        flow.add("denominator", one.taken is not None)
        if folds(d):
            flow.add("numerator", one.met)


def add_cells(d, data, cells, label, start, end, of, incomplete, numerator):
    for split in d.splits:
        groups, beside = {}, {}
        for codes, value in numerator:
            beside.setdefault(strata(d, codes, split, start, end), []).append(value)
        for one in of:
            groups.setdefault(strata(d, one[0], split, start, end), []).append(one)
        late = {strata(d, codes, split, start, end) for codes in incomplete}
        for group in groups.keys() | late | beside.keys():
            if group not in groups and group not in beside and None in [value for _, value in group]:
                continue  # unknown is no stratum of its own where nothing was counted
            cells[label, group] = finished(d, data, cell_of(d, groups.get(group, []), beside.get(group, [])), group in late, group, start, end)
