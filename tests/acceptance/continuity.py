#!/usr/bin/env python3
"""COC, UPC and SECON of persons with 2 to 40 contacts, against the formulas: whichever way so many contacts are counted."""

import random
from collections import Counter

from support import check, finish, work_folder
from trial import Trial

MOST = 40


def coc(seen):
    n = len(seen)
    return (sum(k * k for k in Counter(seen).values()) - n) / (n * (n - 1))


def upc(seen):
    return max(Counter(seen).values()) / len(seen)


def secon(seen):
    return sum(a == b for a, b in zip(seen, seen[1:])) / (len(seen) - 1)


trial = Trial(work_folder())
FORMULAS = {"coc": coc, "upc": upc, "secon": secon}
for name in FORMULAS:
    for policy in ("keep_all", "merge_same_provider"):  # the second has a way of its own to take contacts
        trial.define("%s_%s" % (name, policy), kind="continuity", data={"dataset": "besok", "person": "person", "date": "datum"},
                     provider="lakare", formula=name, window={"months": 12, "incomplete": "keep"}, min_contacts=2, same_day=policy,
                     max_unknown_share=0, period={"each": True, "grain": ["year"]}, groups={"grupp": "first.grupp"})

chance = random.Random(1)
persons = {}
for n in range(2, MOST + 1):
    for providers in (1, 2, 3, 5, n):
        persons["%d-%d" % (n, providers)] = [chance.randrange(providers) for _ in range(n)]
trial.visits([{"person": "P" + name, "grupp": name, "datum": "2024-%02d-%02d" % (1 + i // 28, 1 + i % 28), "lakare": "L%d" % who}
              for name, seen in persons.items() for i, who in enumerate(seen)])
cells = 0
for ident, measure in trial.measures("-p", "2024").items():
    formula = FORMULAS[ident.split("_")[0]]
    for cell in measure["results"]:
        seen = persons[cell["group"]["grupp"]]
        cells += 1
        check(abs(cell["value"] - formula(seen)) < 1e-6, "%s of %s: %s, not %.6f" % (ident, seen, cell["value"], formula(seen)))
check(cells == 6 * len(persons), "%d cells for %d persons" % (cells, len(persons)))
finish("%d cells" % cells)
