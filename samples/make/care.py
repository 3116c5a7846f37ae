"""Who has home care and who lives in residential care: so many at a time in each kommun."""

from .chance import Rng
from .days import first_of
from .people import Residents, inhabitants
from .places import CODES


def arrange(seed, persons, size):
    rng = Rng(seed)
    residents = Residents(persons)
    homes = {code: [] for code in CODES}
    cared = {code: [] for code in CODES}
    for year in range(2020, 2026):
        for kommun in CODES:
            old = inhabitants(size, kommun, 65, 200, year)
            for now, wanted, least, name in ((homes[kommun], max(14, old * 46 // 1000), 78, "sabo"),
                                             (cared[kommun], max(27, old * 98 // 1000), 67, "home_care")):
                now[:] = [p for p in now if p.gone() > first_of(year) and not (name == "home_care" and p.sabo)]
                people = [p for p in residents.get(kommun, least, 101, year)
                          if p.sabo is None and p.home_care is None and not p.new_kommun and not p.moved_out]
                for _ in range(wanted + (3 if year > 2020 else 0) - len(now)):
                    found = None
                    for _ in range(30):
                        if not people:
                            break
                        a, b = rng.choice(people), rng.choice(people)
                        p = a if a.born <= b.born else b
                        start = first_of(year) + rng.below(360) if year > 2020 else first_of(2016) + rng.below(1400)
                        if p.sabo is None and p.home_care is None and p.here(start + 20) and p.age(start) >= 65:
                            found = p
                            break
                    if found:
                        setattr(found, name, (start, found.death))
                        found.found = True
                        now.append(found)
