"""How the oracles deliver the rows that they have made up."""

import csv


def write(folder, tables, data, dice=None):
    """TABLES: name -> columns.  As given, or in another order and two files; the options that name them."""
    options = []
    for name, columns in tables.items():
        rows = data[name] if dice is None else dice.sample(data[name], len(data[name]))
        for i, part in enumerate([rows] if dice is None else [rows[:len(rows) // 3], rows[len(rows) // 3:]]):
            path = folder / ("%s_%d_%s.csv" % (name, i, dice is None))
            with open(path, "w", encoding="utf-8", newline="") as file:
                out = csv.writer(file, delimiter=";")
                out.writerow(columns)
                out.writerows([["" if v is None else v for v in row] for row in part])
            options += ["-D", "%s=%s" % (name, path)]
    return options
