"""followed in Python, written from docs/reference alone: each index is asked of each row of events, one by one."""

import datetime

import model

DAY = datetime.timedelta(1)
FIRST = {"vard": "start", "besok": "dag"}  # the day that a look-up of a person is made on, too
KEY = {"vard": "vard_id", "besok": "besok_id"}


def both(a, b):
    return False if a is False or b is False else None if a is None or b is None else True


def either(a, b):
    return True if a is True or b is True else None if a is None or b is None else False


# ---- events in a dataset ----

class Event:
    def __init__(self, start, end, key, where, met):
        self.start, self.end, self.key, self.where, self.met = start, end, key, where, met
        self.order = (start or datetime.date.min, end or datetime.date.max, key)


def events_of(d, data, person):
    """All rows of the person that may be events, each on each of its days, in their order."""
    out = []
    for row in data.rows[d.of]:
        env = data.env(row, FIRST[d.of])
        where = d.calls["event"](env) if "event" in d.calls else True
        if row["person_id"] != person or where is False:
            continue
        met = d.calls["met"](env) if "met" in d.calls else True
        if d.days is not None:
            spans = [(row[c], row[c]) for c in d.days if row[c] is not None]
        elif d.lasts is not None:
            start, end = row[d.lasts[0]], row[d.lasts[1]]
            spans = [] if start is None or (end is not None and end < start) else [(start, end or datetime.date.max)]
        else:
            spans = [(None, None)]
        out += [Event(a, b, row[KEY[d.of]], where, met) for a, b in spans]
    return sorted(out, key=lambda e: e.order)


def window_of(d, index):
    if d.day_from is None:
        return None
    base = {"start": index.start, "end": index.end}
    return base[d.from_of] + d.day_from * DAY, base[d.to_of] + d.day_to * DAY


def lies_in(d, event, window):
    if window is None:
        return True
    first, last = window
    if first > last:
        return False
    return first <= event.start <= last if d.relation == "starts_within" else event.start <= last and event.end >= first


def outcomes(events):
    """What the first of them can be: each that may be none is, or is not."""
    if not events:
        return {False}
    first = {events[0].met} if events[0].met is not None else {True, False}
    return first if events[0].where is True else first | outcomes(events[1:])


def covered(events, window, truths):
    first, last = window
    days = [first + n * DAY for n in range((last - first).days + 1)]
    return bool(days) and all(any(e.start <= day <= e.end and both(e.where, e.met) in truths for e in events) for day in days)


def ask(d, events, index):
    """Is it met, and has something that is there decided it?"""
    window = window_of(d, index)
    if d.relation == "covers":
        truth = True if covered(events, window, (True,)) else None if covered(events, window, (True, None)) else False
        decided = truth is True
    else:
        mine = [e for e in events if lies_in(d, e, window)]
        if d.take in ("first", "last"):
            mine = mine if d.take == "first" else mine[::-1]
            can = outcomes(mine)
            truth, decided = can.pop() if len(can) == 1 else None, any(e.where is True for e in mine)
        else:
            truths = [both(e.where, e.met) for e in mine]
            truth = True if True in truths else None if None in truths else False
            decided = truth is True
    if d.take == "none":
        truth = None if truth is None else not truth
    return truth, decided, None


def ask_later(d, indexes, i):
    window, unsure = window_of(d, indexes[i]), False
    later = indexes[i + 1:i + 2] if d.take == "next_episode" else indexes[i + 1:]
    for other in later:
        if window is None or window[0] <= other.start <= window[1]:
            if other.may_be_event:
                return True, True, other
            unsure = unsure or other.may_be_event is None
    return None if unsure else False, False, None


# ---- indexes ----

class Row:
    """A row that is an index of its own has the form of an episode."""

    def __init__(self, d, row):
        self.stays, self.last, self.start = [row], row, row[d.first_day]
        self.end = row[d.end_column] if d.has_end else self.start


def rows_of(d, data, person, flow):
    out = []
    for row in data.rows[d.dataset]:
        if row["person_id"] != person or row[d.first_day] is None:
            continue
        if "where" in d.calls:
            kept = d.calls["where"](data.env(row, d.first_day)) is True
            flow.add("where", kept)
            if not kept:
                continue
        one = Row(d, row)
        wrong = one.end is not None and one.end < one.start
        if d.has_end:
            flow.add("exclude end before start", wrong)
        if not wrong:
            out.append(one)
    return sorted(out, key=lambda r: (r.start, r.end or datetime.date.max, r.last[KEY[d.dataset]]))


def environment_of(d, data, index):
    more = {"start": index.start, "end": index.end}
    more.update({"first." + k: v for k, v in index.stays[0].items()})
    more.update({"last." + k: v for k, v in index.last.items()})
    if "enhet" in index.last:  # a derived column, by way of the unit
        more.update({"first.omrade": data.unit(index.stays[0], "omr.namn"), "last.omrade": data.unit(index.last, "omr.namn")})
    return data.env(index.stays[0], d.first_day, more)


def datasets(d):
    return [d.dataset, d.of] if d.elsewhere else [d.dataset]


def least_until(d, data, county):
    days = [data.until(name, county) for name in datasets(d)]
    return None if None in days else min(days)


def within(d, day, since):
    return day is not None and since <= day <= since + d.days_followed * DAY


def reaches(d, data, index):
    """Is the follow-up, and is the window, in the data?"""
    county = model.county_of(d, index.codes)
    index.incomplete = index.before = False
    since = {"start": index.start, "end": index.end}[d.to_of]
    if d.days_followed is not None:
        until = least_until(d, data, county)
        index.incomplete = until is None or since + d.days_followed * DAY > until
    window = window_of(d, index)
    if d.elsewhere and window is not None and window[0] <= window[1]:
        first = data.since(d.of, county)
        index.before = first is not None and first > window[0]
    return since


def stays_in(d, data, index, decided, add):
    since = reaches(d, data, index)
    if d.moved == "exclude":
        out = within(d, index.env("personer.flytt"), since)
        add("exclude moved", out)
        if out:
            return False
    if d.incomplete == "exclude_index":
        add("exclude incomplete follow-up", index.incomplete or index.before)
        if index.incomplete or index.before:
            return False
    if d.death != "keep":
        out = (d.death == "exclude" or not decided) and within(d, index.env("personer.dod"), since)
        add("exclude death within follow-up", out)
        return not out
    return True


def judge_person(d, data, person, indexes, flow):
    events = events_of(d, data, person) if d.elsewhere else []
    for index in indexes:
        index.env = environment_of(d, data, index)
        index.day, index.codes, index.taken = d.calls["date"](index.env), model.group_codes(d, index.env), False
        index.may_be_event = not d.elsewhere and ("event" not in d.calls or d.calls["event"](index.env))
    out = []
    for i, index in enumerate(indexes):
        inside = index.day is not None and data.first <= index.day <= data.last
        flow.add("in period", 0, index.end is not None and index.day is None)

        def add(*step):
            if inside:
                flow.add(*step)
        if not model.is_index(d, index, add):
            continue
        if not d.reuse:
            add("exclude event of an earlier index", index.taken)
            if index.taken:
                continue
        truth, decided, event = ask(d, events, index) if d.elsewhere else ask_later(d, indexes, i)
        if "or" in d.calls:
            alone = d.calls["or"](index.env)
            truth, decided = either(truth, alone), decided or alone is True
        if not stays_in(d, data, index, decided, add):
            continue
        if d.missing == "exclude":
            add("exclude unknown event", truth is None)
            if truth is None:
                continue
        index.met, index.unsure = truth is True, truth is None
        if index.met and event is not None:
            event.taken = True
        out.append(index)
    return out


# ---- counted ----

def steps(d):
    yield "rows", False
    if "where" in d.calls or "stay" in d.calls:
        yield "where", False
    if d.has_end:
        yield "exclude end before start", False
    if d.episodes:
        yield "episodes", "join_when" in d.calls
    yield from [("in period", True), ("index", True)]
    yield from [("exclude r%d" % i, True) for i in range(len(d.calls["exclude"]))]
    if not d.reuse:
        yield "exclude event of an earlier index", False
    if d.moved == "exclude":
        yield "exclude moved", False
    if d.incomplete == "exclude_index":
        yield "exclude incomplete follow-up", False
    if d.death != "keep":
        yield "exclude death within follow-up", False
    if d.missing == "exclude":
        yield "exclude unknown event", False
    yield from [("denominator", False), ("numerator", can_be_unknown(d))]


def can_be_unknown(d):
    return "event" in d.calls or "or" in d.calls or (d.elsewhere and "met" in d.calls)


def units(d, persons, start, end):
    """(met, incomplete, window begins before the data, codes, unknown) of each index or person of the days."""
    for number, indexes in enumerate(persons):
        mine = [e for e in indexes if start <= e.day <= end]
        if not d.persons:
            yield from [(e.met, e.incomplete, e.before, e.codes, e.unsure, number) for e in mine]
        elif mine:
            last = max(enumerate(mine), key=lambda pair: (pair[1].end, pair[1].start, pair[0]))[1]
            met = any(e.met for e in mine)
            yield met, any(e.incomplete for e in mine), any(e.before for e in mine), last.codes, not met and any(e.unsure for e in mine), number


def flags(d, data, group, start, end):
    """preliminary and incomplete_look_back of a cell, by its county and period alone."""
    county = model.county_in(d, group, start, end)
    days = 0 if d.days_followed is None else d.days_followed * (2 if d.episodes and d.ongoing == "absent" and not d.elsewhere else 1)
    until = least_until(d, data, county)
    preliminary = days > 0 and until is not None and until < end + days * DAY
    back = 0
    if d.elsewhere and d.day_from is not None:
        back = max(0, -d.day_from) + (d.from_of == "start" and d.has_end)
    since = data.since(d.of, county) if back > 0 else None
    return preliminary, since is not None and since > start - back * DAY


def cell_of(d, data, group, mine, start, end):
    cell = model.share_cell(d, [(u[5], 1, u[0]) for u in mine])
    incomplete, before = any(u[1] for u in mine), any(u[2] for u in mine)
    if d.incomplete == "hide" and (incomplete or before):
        cell = {"numerator": cell["numerator"], "denominator": cell["denominator"], "status": "incomplete_follow_up"}
    preliminary, look_back = flags(d, data, group, start, end)
    cell["preliminary"], cell["look_back"] = incomplete or preliminary, before or look_back
    return cell


def followed(d, data):
    flow, cells, persons = model.empty_flow(steps(d)), {}, []
    flow.add("rows", len(data.rows[d.dataset]))
    for person in sorted({row["person_id"] for row in data.rows[d.dataset]} - {None}):
        indexes = model.episodes_of(d, data, person, flow) if d.episodes else rows_of(d, data, person, flow)
        if d.episodes:
            flow.add("episodes", len(indexes))
        persons.append(judge_person(d, data, person, indexes, flow))
    for met, _, _, _, unsure, _ in units(d, persons, data.first, data.last):
        flow.add("denominator", 1)
        flow.add("numerator", met, unsure if can_be_unknown(d) else None)
    for label, start, end in model.periods(*data.asked, d.body["period"]):
        counted = list(units(d, persons, start, end))
        for split in d.splits:
            groups = {}
            for unit in counted:
                groups.setdefault(model.strata(d, unit[3], split, start, end), []).append(unit)
            for group, mine in groups.items():
                cells[label, group] = cell_of(d, data, group, mine, start, end)
    return flow, cells
