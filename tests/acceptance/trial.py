"""A small catalogue in a folder of its own: visits, persons and deliveries, and the definitions that a test writes."""

import json
import shutil

from support import CATALOGUE, run, text

FIELDS = {"id": "string", "person": "string", "datum": "date", "slut": "date", "lakare": "string", "grupp": "string",
          "form": "string", "antal": "integer"}


class Trial:
    def __init__(self, folder):
        self.folder, self.catalogue = folder, folder / "katalog"
        (self.catalogue / "datasets").mkdir(parents=True)
        (self.catalogue / "prov").mkdir()
        fields = [{"name": n, "type": t, "x-indikator": {"optional": True, "identifying": n in ("id", "person")}} for n, t in FIELDS.items()]
        self.write("datasets/besok.json", {"format": "indikator-dataset/1", "name": "besok", "title": {"sv": "Besök", "en": "Visits"},
                                           "fields": fields, "primaryKey": ["id"]})
        shutil.copy(CATALOGUE / "datasets" / "leveranser.json", self.catalogue / "datasets")

    def write(self, name, value):
        (self.catalogue / name).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")

    def define(self, ident, **keys):
        self.write("prov/%s.json" % ident, {
            "format": "indikator/1", "id": ident, "version": "1.0.0", "title": {"sv": ident, "en": ident}, "unit": "index", "decimals": 6,
            "better": "higher", "groups": {"grupp": "grupp"}, "by": [["grupp"]], "interval": {"method": "none"},
            "reliability": {"min_denominator": 0}, **keys})

    def visits(self, rows):
        """Each row has some of FIELDS; keys are given out in the order of the rows."""
        lines = [";".join(FIELDS)]
        for number, row in enumerate(rows):
            whole = {"id": "B%06d" % number, **row}
            lines.append(";".join(str(whole.get(name, "")) for name in FIELDS))
        (self.folder / "besok.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, *more):
        return run("run", "-q", "-I", self.catalogue, "-D", "besok=%s" % (self.folder / "besok.csv"), *more)

    def measures(self, *more):
        """By id: what the report has of each."""
        done = self.run(*more)
        if done.returncode not in (0, 1):
            raise SystemExit("status %d: %s" % (done.returncode, text(done.stderr)[:3000]))
        return {measure["id"]: measure for measure in json.loads(done.stdout)["indicators"]}
