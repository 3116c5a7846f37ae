"""CSV files of the samples as tables that a test can take apart and write in another way."""

import csv
import io
import json
import re
import unicodedata

from support import CATALOGUE, DATASETS, SAMPLES


def normal(name):
    """A header as the program compares it, as far as the samples need."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.strip().lower()) if not unicodedata.combining(c))
    return re.sub(r"[ _-]+", "_", plain)


class Table:
    def __init__(self, dataset):
        self.dataset = dataset
        raw = (SAMPLES / (dataset + ".csv")).read_bytes()
        try:
            content = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            content = raw.decode("windows-1252")
        first = content.split("\n", 1)[0]
        self.separator = max(";,\t", key=first.count)
        records = list(csv.reader(io.StringIO(content, newline=""), delimiter=self.separator))
        self.header, self.rows = records[0], records[1:]
        schema = json.loads((CATALOGUE / "datasets" / (dataset + ".json")).read_text(encoding="utf-8"))
        names = {normal(n): f for f in schema["fields"]
                 for n in [f["name"], *f.get("x-indikator", {}).get("aliases", [])]}
        self.schema = schema
        self.fields = [names.get(normal(n)) for n in self.header]  # None: not in the schema

    def column(self, field):
        """Number of the column of FIELD, or None."""
        found = [i for i, f in enumerate(self.fields) if f and f["name"] == field]
        return found[0] if found else None

    def cell(self, content):
        if any(sign in content for sign in (self.separator, '"', "\r", "\n")):
            return '"%s"' % content.replace('"', '""')
        return content

    def write(self, path, rows=None, header=None, encoding="utf-8", line_end="\n"):
        lines = ([] if header == [] else [header or self.header]) + (self.rows if rows is None else rows)
        content = "".join(self.separator.join(map(self.cell, line)) + line_end for line in lines)
        path.write_bytes(content.encode(encoding))
        return path


def tables():
    return [Table(name) for name in DATASETS]
