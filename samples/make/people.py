"""The population, and persons drawn as it is: a twenty-eighth of the real one."""

from .chance import Rng
from .days import D, age_at, first_of
from .places import CENTRES, CODES, DATA_END, KOMMUNER, OLD, PLACE, SCALE, SIZE, lan_of

# Least age of each class, and how many of the population are of the class.  The limits are those that measures ask for: 10, 15,
# 16, 18, 20, 25, 65, 75, 80 and 85, the ages that are offered a health talk, and classes of five years.
CLASSES = [(0, 520), (5, 570), (10, 600), (15, 120), (16, 238), (18, 230), (20, 540), (25, 600), (30, 640), (35, 600), (40, 118),
           (41, 470), (45, 600), (50, 130), (51, 530), (55, 650), (60, 120), (61, 460), (65, 580), (70, 550), (75, 520), (80, 330),
           (85, 170), (90, 100)]
YEARS = range(2019, 2025)
LIMITS = [low for low, _ in CLASSES] + [102]


def population():
    """{(kommun, kon, least age): {year: number}}."""
    found = {}
    for code, _, size, old in KOMMUNER:
        growing = (SIZE[code] // 4000 - 6) if size < 60000 else 6  # per mille and year
        for kon in "KM":
            weights = []
            for low, share in CLASSES:
                women = 500 if low < 65 else 515 if low < 75 else 540 if low < 85 else 630
                weight = share * (women if kon == "K" else 1000 - women)
                weights.append((low, weight * (old if low >= 65 else 100 - (old - 100) * 29 // 100)))
            whole = sum(w for _, w in weights)
            for year in YEARS:
                people = size * (1000 + growing * (year - 2022)) // (1000 * SCALE)
                people = people // 2 + (people % 2 if kon == "M" else 0)
                passed = given = 0
                for low, weight in weights:
                    if low >= 75:
                        weight = weight * (1000 + 12 * (year - 2022)) // 1000  # more are old, year by year
                    passed += weight
                    number = people * passed // whole - given
                    given += number
                    found.setdefault((code, kon, low), {})[year] = number
    return found


class Person:
    def __init__(self, number, kommun, born, kon):
        self.number, self.kommun, self.born, self.kon = number, kommun, born, kon
        self.pid = "P%05d" % number
        self.frail = self.nearer = 0  # how often the person comes back; whether drawn for something lasting
        self.death = self.moved_out = None
        self.moved_to = ""
        self.new_kommun = None  # (day, kommunkod): moved within the county
        self.listed = ""
        self.busy_until = 0  # the last day of the last stay
        self.sabo = None  # (first day, last day or None)
        self.home_care = None
        self.found = False  # somebody has delivered a row of the person

    def kommun_at(self, day):
        return self.new_kommun[1] if self.new_kommun and day >= self.new_kommun[0] else self.kommun

    def gone(self):
        """The first day on which the person is not there any more."""
        return min((d for d in (self.death, self.moved_out) if d), default=10 ** 7)

    def here(self, day):
        return day < self.gone()

    def age(self, day):
        return age_at(self.born, day)

    def in_home(self, day):
        """Lives in residential care."""
        return self.sabo is not None and self.sabo[0] <= day <= (self.sabo[1] or 10 ** 7)


# Deaths a year, of 10,000.
MORTALITY = [(-9, 3), (45, 35), (65, 140), (75, 420), (85, 1300)]


def make_persons(seed, first_number):
    rng = Rng(seed)
    size = population()
    persons = []
    for (kommun, kon, low), by_year in size.items():
        above = LIMITS[LIMITS.index(low) + 1]
        for _ in range(by_year[2022]):
            born = D("2022-07-01") - rng.between(low * 1461, above * 1461 - 4) // 4
            persons.append(Person(0, kommun, born, kon))
    # Numbers tell nothing of where somebody lives.
    for n in range(len(persons) - 1, 0, -1):
        k = rng.below(n + 1)
        persons[n], persons[k] = persons[k], persons[n]
    for n, p in enumerate(persons):
        p.number = first_number + n + 1
        p.pid = "P%05d" % p.number
        p.frail = rng.below(1000)
        p.listed = rng.choice(CENTRES[p.kommun])
        last = DATA_END[lan_of(p.kommun)]
        for year in range(2020, 2026):
            risk = [r for low, r in MORTALITY if p.age(first_of(year, 7)) >= low][-1]
            if rng.below(10000) < risk * (1 if p.frail < 500 else 3) // 2:
                death = first_of(year) + rng.below(365)
                p.death = death if death <= last else None
                break
        if rng.permille(12):
            there = [c for c in CODES if c[:2] == p.kommun[:2] and c != p.kommun]
            p.new_kommun = (D("2020-06-01") + rng.below(1600), rng.choice(there))
        elif rng.permille(22):
            p.moved_out = D("2020-06-01") + rng.below(1600)
            p.moved_to = rng.choice(["01", "03", "05", "14", "19", "17"])
            if p.death and p.death <= p.moved_out:
                p.moved_out, p.moved_to = None, ""
            else:
                p.death = None  # nobody told us
        if p.new_kommun and p.death and p.new_kommun[0] >= p.death:
            p.new_kommun = None
    return persons, size


class Residents:
    """Who lives in a kommun and is of an age, in a year."""

    def __init__(self, persons):
        self.persons, self.of_year = persons, {}

    def get(self, kommun, low, high, year):
        if year not in self.of_year:
            table = self.of_year[year] = {}
            middle = first_of(year, 7)
            for p in self.persons:
                if p.gone() > first_of(year):
                    table.setdefault((p.kommun_at(middle), p.age(middle)), []).append(p)
        found = []
        for age in range(low, high + 1):
            found += self.of_year[year].get((kommun, age), ())
        return found


def inhabitants(size, kommun, low, high, year):
    """Of the table of population; LOW and HIGH are limits of classes."""
    year = min(year, 2024)
    return sum(by_year[year] for (code, _, least), by_year in size.items() if code == kommun and low <= least <= high)


def order_of(kommun):
    return PLACE[kommun]
