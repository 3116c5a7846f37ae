"""A report as text by cell, read line by line: whole cells are compared as they are written, so only few are parsed."""

import json
import re


class Measure:
    def __init__(self):
        self.flow, self.cells, self.state, self.repeated = [], {}, "", False


def group_of(text):
    return tuple(sorted(json.loads(text).items(), key=lambda pair: pair[0]))


class Groups(dict):
    """Text of a group -> its sorted pairs; there are few different ones."""

    def __missing__(self, text):
        self[text] = group_of(text)
        return self[text]


groups = Groups()
CELL = re.compile(r'        \{ "period": "([^"]*)", (?:"grain": "[^"]*", )?"group": (\{.*?\}), ("status".*?) \}(?:[] }]*),?(?: "content_hash".*)?$')


def take_cell(measure, line):
    period, group, rest = CELL.match(line).groups()
    key = period, groups[group]
    if measure.cells.setdefault(key, rest) != rest:
        measure.repeated = True


def read(text):
    """id -> Measure.  A cell that stands twice must say the same both times."""
    measures, measure = {}, None
    for line in text[text.index('\n  "indicators"'):].split("\n"):
        if line.startswith('        { "period"') and '"group": ' in line:
            take_cell(measure, line)
        elif line.startswith('        { "step"'):
            measure.flow.append(json.loads(line.strip().rstrip(",] }") + "}"))
        elif line.startswith('    { "id"'):
            measure = measures.setdefault(re.match(r'    \{ "id": "([^"]*)"', line).group(1), Measure())
            measure.state = re.search(r'"state": "([^"]*)"', line).group(1)
    return measures
