"""Answers to surveys, their code book and samples."""

from .chance import Quota, Rng
from .places import CENTRES, CODES, PLACE, SIZE

STEPS = [("5", "POSITIV", "100", "Ja, helt och hållet"), ("4", "POSITIV", "75", "Ja, till stor del"), ("3", "NEUTRAL", "50", "Delvis"),
         ("2", "NEGATIV", "25", "Nej, knappast"), ("1", "NEGATIV", "0", "Nej, inte alls"), ("9", "VET_EJ", "", "Vet ej")]
OFTEN = [("1", "POSITIV", "100", "Ja, alltid"), ("2", "POSITIV", "75", "Oftast"), ("3", "NEUTRAL", "50", "Ibland"),
         ("4", "NEGATIV", "25", "Sällan"), ("5", "NEGATIV", "0", "Nej, aldrig"), ("6", "VET_EJ", "", "Vet ej/ingen åsikt")]
EASY = [("1", "POSITIV", "100", "Mycket lätt"), ("2", "POSITIV", "75", "Ganska lätt"), ("3", "NEUTRAL", "50", "Varken lätt eller svårt"),
        ("4", "NEGATIV", "25", "Ganska svårt"), ("5", "NEGATIV", "0", "Mycket svårt"), ("6", "VET_EJ", "", "Vet ej/ingen åsikt")]
SAFE = [("1", "POSITIV", "100", "Mycket tryggt"), ("2", "POSITIV", "75", "Ganska tryggt"), ("3", "NEUTRAL", "50", "Varken tryggt eller otryggt"),
        ("4", "NEGATIV", "25", "Ganska otryggt"), ("5", "NEGATIV", "0", "Mycket otryggt"), ("6", "VET_EJ", "", "Vet ej/ingen åsikt")]
LONELY = [("1", "POSITIV", "100", "Nej"), ("2", "NEUTRAL", "50", "Ja, då och då"), ("3", "NEGATIV", "0", "Ja, ofta"), ("4", "VET_EJ", "", "Vet ej")]
HEALTH = [("1", "POSITIV", "100", "Mycket bra"), ("2", "POSITIV", "75", "Bra"), ("3", "NEUTRAL", "50", "Någorlunda"),
          ("4", "NEGATIV", "25", "Dåligt"), ("5", "NEGATIV", "0", "Mycket dåligt")]
YES_NO = [("N", "POSITIV", "100", "Nej"), ("J", "NEGATIV", "0", "Ja")]
SMOKES = [("1", "POSITIV", "100", "Nej, jag har aldrig rökt"), ("2", "POSITIV", "75", "Nej, jag har slutat"), ("3", "NEUTRAL", "50", "Ja, ibland"),
          ("4", "NEGATIV", "0", "Ja, dagligen")]
ASKED = [("1", "POSITIV", "100", "Ja, alltid"), ("2", "POSITIV", "75", "Ja, ofta"), ("3", "NEUTRAL", "50", "Ibland"), ("4", "NEGATIV", "0", "Nej"),
         ("5", "VET_EJ", "", "Vet ej")]
DRINKS = [
    [("0", "", "0", "Aldrig"), ("1", "", "1", "1 gång i månaden eller mer sällan"), ("2", "", "2", "2–4 gånger i månaden"),
     ("3", "", "3", "2–3 gånger i veckan"), ("4", "", "4", "4 gånger i veckan eller oftare"), ("9", "VET_EJ", "", "Vet ej")],
    [("0", "", "0", "1–2"), ("1", "", "1", "3–4"), ("2", "", "2", "5–6"), ("3", "", "3", "7–9"), ("4", "", "4", "10 eller fler"),
     ("9", "VET_EJ", "", "Vet ej")],
    [("0", "", "0", "Aldrig"), ("1", "", "1", "Mer sällan än en gång i månaden"), ("2", "", "2", "Varje månad"), ("3", "", "3", "Varje vecka"),
     ("4", "", "4", "Dagligen eller nästan dagligen"), ("9", "VET_EJ", "", "Vet ej")]]

# Survey, question, dimension, weight in the dimension (hundredths, by round), answers, of 1,000 how many answer positively and,
# of the others, neutrally; text.
SAME = {"2022": None, "2023": None, "2024": None}
QUESTIONS = [
    ("NPE_PV", "NPE_DEL1", "DELAKTIGHET", {"2022": 36, "2023": 36, "2024": 34}, STEPS, 800, 500, "Fick du vara delaktig i besluten om din vård och behandling?"),
    ("NPE_PV", "NPE_DEL2", "DELAKTIGHET", {"2022": 25, "2023": 25, "2024": 23}, STEPS, 770, 500, "Frågade läkaren hur du själv ville ha det?"),
    ("NPE_PV", "NPE_DEL3", "DELAKTIGHET", {"2022": 39, "2023": 39, "2024": 43}, STEPS, 825, 500, "Fick du förklarat för dig så att du kunde ta ställning?"),
    ("NPE_PV", "NPE_KOOR1", "KONTINUITET_KOORDINERING", {"2022": 52, "2023": 52, "2024": 52}, STEPS, 820, 500, "Samarbetade personalen så att din vård hängde ihop?"),
    ("NPE_PV", "NPE_KONT1", "KONTINUITET_KOORDINERING", {"2022": 48, "2023": 48, "2024": 48}, STEPS, 480, 400, "Får du träffa samma läkare när du besöker vårdcentralen?"),
    ("NPE_BARN", "NPE_DEL1", "DELAKTIGHET", {"2024": 34}, STEPS, 780, 550, "Fick du vara med och bestämma?"),
    ("NPE_BARN", "NPE_DEL2", "DELAKTIGHET", {"2024": 23}, STEPS, 760, 550, "Frågade de hur du ville ha det?"),
    ("NPE_BARN", "NPE_DEL3", "DELAKTIGHET", {"2024": 43}, STEPS, 810, 550, "Förklarade de så att du förstod?"),
    ("AOU_HT", "AOU_HANSYN", "INFLYTANDE", SAME, OFTEN, 865, 700, "Brukar personalen ta hänsyn till dina åsikter och önskemål om hur hjälpen ska utföras?"),
    ("AOU_HT", "AOU_ENSAM", "ENSAMHET", SAME, LONELY, 450, 780, "Händer det att du besväras av ensamhet?"),
    ("AOU_SABO", "AOU_HANSYN", "INFLYTANDE", SAME, OFTEN, 790, 700, "Brukar personalen ta hänsyn till dina åsikter och önskemål om hur hjälpen ska utföras?"),
    ("AOU_SABO", "AOU_LAKARE", "TILLGANGLIGHET", SAME, EASY, 520, 450, "Hur lätt eller svårt är det att få träffa läkare vid behov?"),
    ("AOU_SABO", "AOU_ENSAM", "ENSAMHET", SAME, LONELY, 340, 735, "Händer det att du besväras av ensamhet?"),
    ("IFO", "IFO_SYN", "DELAKTIGHET", SAME, ASKED, 760, 550, "Frågar socialsekreteraren efter dina synpunkter på hur din situation skulle kunna förändras?"),
    ("LH", "LH_HALSA", "HALSA", {"2022": None}, HEALTH, 728, 740, "Hur bedömer du ditt allmänna hälsotillstånd?"),
    ("LH", "LH_ENSAMHET", "ENSAMHET", {"2022": None}, LONELY, 760, 780, "Har du de senaste två veckorna besvärats av ensamhet och isolering?"),
    ("LH", "LH_ROKNING", "TOBAK", {"2022": None}, SMOKES, 870, 520, "Röker du?"),
    ("LH", "LH_VALD", "VALD", {"2022": None}, YES_NO, 976, 0, "Har du under de senaste tolv månaderna blivit utsatt för fysiskt våld?"),
    ("LH", "LH_HOT", "VALD", {"2022": None}, YES_NO, 962, 0, "Har du under de senaste tolv månaderna blivit utsatt för hot om våld så att du blev rädd?"),
    ("LH", "LH_ALK1", "ALKOHOL", {"2022": None}, DRINKS[0], 0, 0, "Hur ofta dricker du alkohol?"),
    ("LH", "LH_ALK2", "ALKOHOL", {"2022": None}, DRINKS[1], 0, 0, "Hur många glas dricker du en typisk dag då du dricker alkohol?"),
    ("LH", "LH_ALK3", "ALKOHOL", {"2022": None}, DRINKS[2], 0, 0, "Hur ofta dricker du sex glas eller mer vid samma tillfälle?"),
]
# Asked of the same respondents, with a stream of chance of their own.
FURTHER = [
    ("NPE_PV", "NPE_INF1", "INFORMATION_KUNSKAP", {"2022": 100, "2023": 100, "2024": 100}, STEPS, 790, 500, "Fick du tillräckligt med information om din vård och behandling?"),
    ("AOU_HT", "AOU_TRYGG", "TRYGGHET", SAME, SAFE, 860, 600, "Hur tryggt eller otryggt känns det att bo hemma med stöd från hemtjänsten?"),
    ("AOU_SABO", "AOU_TRYGG", "TRYGGHET", SAME, SAFE, 880, 600, "Hur tryggt eller otryggt känns det att bo på ditt äldreboende?"),
]
LETTER = {"NPE_PV": "N", "NPE_BARN": "B", "AOU_HT": "H", "AOU_SABO": "S", "IFO": "I", "LH": "L"}


def decimal(hundredths):
    return ("%d,%02d" % (hundredths // 100, hundredths % 100)).rstrip("0").rstrip(",")


class Surveys:
    def __init__(self, seed, first_number):
        self.rng = Rng(seed)
        self.quota = Quota(self.rng)
        self.number = first_number
        self.rows, self.sample = [], []

    def run(self):
        for year in ("2022", "2023", "2024"):
            for kommun in CODES:
                size = SIZE[kommun]
                self.patients(year, kommun, size)
                self.older("AOU_HT", year, kommun, 35 + size // 3600)
                self.older("AOU_SABO", year, kommun, 35 + size // 5500)
                self.clients(year, kommun, 9 + size // 4200)
                if year == "2022":
                    self.everybody(kommun, 41 + size // 3400)
        return self.rows, self.sample

    def ask(self, enkat, year, kommun, kon, age, who, weight, unit="", group="", only=None, mood=0):
        self.number += 1
        head = [enkat, year, "%s%d" % (LETTER[enkat], self.number), kommun, unit, kon, age, who, group]
        place = PLACE[kommun]
        for n, (survey, question, _, rounds, answers, positive, neutral, _) in enumerate(QUESTIONS):
            if survey != enkat or year not in rounds or only and question not in only:
                continue
            r = self.rng.below(100)
            if r < 1 and enkat != "LH":
                continue  # no row
            if answers in DRINKS:
                continue
            if r < 4:
                code = ""
            elif r < 7 and answers[-1][1] == "VET_EJ":
                code = answers[-1][0]
            else:
                level = positive + (place * 7 + n * 5) % 9 * 10 - 40 + (int(year) - 2023) * ((place + n) % 3 - 1) * 14 + mood
                level += (int(year) - 2023) * (n % 4 - 1) * 9 + (((n * 3) % 5 - 2) * 11 if kommun[:2] == "18" else 0)
                level = min(level, 985) if positive < 940 else positive + (place * 5) % 5 * 4 - 8
                group_of = {name: [a[0] for a in answers if a[1] == name] for name in ("POSITIV", "NEUTRAL", "NEGATIV")}
                if self.quota.hit((enkat, year, kommun, question, mood), level):
                    code = group_of["POSITIV"][self.rng.below(100) * len(group_of["POSITIV"]) // 100]
                elif group_of["NEUTRAL"] and self.quota.hit((enkat, kommun, question, "neutral"), neutral):
                    code = group_of["NEUTRAL"][0]
                else:
                    code = self.rng.choice(group_of["NEGATIV"])
            self.rows.append(head + [question, code, "", weight])
        return head

    def patients(self, year, kommun, size):
        place = PLACE[kommun]
        answered = {"K": 0, "M": 0}
        for k in range(42 + size // 3900):
            kon = "K" if self.rng.percent(57) else "M"
            answered[kon] += 1
            age = self.rng.between(18, 94)
            who = self.rng.weighted([("SJALV", 90), ("ANHORIG", 4), ("TILLSAMMANS", 6)])
            weight = decimal(60 + 9 * place % 70 + (25 if kon == "M" else 0))
            self.ask("NPE_PV", year, kommun, kon, str(age), who, weight, CENTRES[kommun][k % len(CENTRES[kommun])])
        participation = ("NPE_DEL1", "NPE_DEL2", "NPE_DEL3")
        for k in range(5 + size // 6500):
            kon = "K" if self.rng.percent(49) else "M"
            answered[kon] += 1
            self.ask("NPE_PV", year, kommun, kon, str(self.rng.between(0, 14)), "VARDNADSHAVARE", "1", CENTRES[kommun][k % len(CENTRES[kommun])],
                     only=participation, mood=25)
        for k in range(3 + size // 13000):
            kon = "K" if self.rng.percent(58) else "M"
            answered[kon] += 1
            self.ask("NPE_PV", year, kommun, kon, str(self.rng.between(15, 17)), "SJALV", "1", CENTRES[kommun][k % len(CENTRES[kommun])],
                     only=participation, mood=-35)
        for kon, number in sorted(answered.items()):
            drawn = number * 100 // self.rng.between(36, 52) + 2
            self.sample.append(["NPE_PV", year, kommun, kon, "0", drawn * 6 + size // 60, drawn, drawn * 2 // 100])
        if year == "2024":
            children = 6 + size // 7000
            for k in range(children):
                self.ask("NPE_BARN", year, kommun, "KM"[k % 2], str(self.rng.between(8, 14)), "SJALV", "1", CENTRES[kommun][k % len(CENTRES[kommun])])
            self.sample.append(["NPE_BARN", year, kommun, "", "8", children * 14, children * 3, 0])

    def older(self, enkat, year, kommun, people):
        """Everybody is asked."""
        answered = {"K": 0, "M": 0}
        for _ in range(people):
            kon = "K" if self.rng.percent(65) else "M"
            answered[kon] += 1
            age = 70 + self.rng.below(15) + self.rng.below(14) if self.rng.percent(92) else 65 + self.rng.below(5)
            who = self.rng.weighted([("SJALV", 60), ("ANHORIG", 20), ("TILLSAMMANS", 20)] if enkat == "AOU_HT" else
                                    [("SJALV", 32), ("ANHORIG", 44), ("TILLSAMMANS", 24)])
            # Sex as Statistics Sweden writes it: 1 man, 2 woman.
            self.ask(enkat, year, kommun, {"K": "2", "M": "1"}[kon], str(age), who, "1")
        for kon, number in sorted(answered.items()):
            asked = number * 100 // self.rng.between(52, 68) + 1 if enkat == "AOU_HT" else number * 100 // self.rng.between(40, 54) + 1
            self.sample.append([enkat, year, kommun, kon, "65", asked, asked, asked * self.rng.between(1, 4) // 100])

    def clients(self, year, kommun, people):
        if (PLACE[kommun] + int(year)) % 6 == 0:
            return  # does not take part every year
        for _ in range(people):
            group = self.rng.weighted([("EK", 45), ("BARN", 20), ("MISSBRUK", 13), ("VUXNA", 22)])
            age = self.rng.between(13, 20) if group == "BARN" else self.rng.between(19, 64)
            self.ask("IFO", year, kommun, "K" if self.rng.percent(52) else "M", str(age), "SJALV", "1", group=group)

    def everybody(self, kommun, people):
        """Liv & hälsa: 18 and older."""
        rng = self.rng
        answered = {"K": 0, "M": 0}
        for _ in range(people):
            kon = "K" if rng.percent(54) else "M"
            answered[kon] += 1
            age = rng.between(18, 84) if rng.percent(94) else rng.between(85, 92)
            weight = decimal(55 + rng.below(110))
            head = self.ask("LH", "2022", kommun, kon, str(age), "SJALV", weight, mood=60 - age if age > 60 else 10)
            height = 153 + rng.below(12) + rng.below(12) if kon == "K" else 167 + rng.below(13) + rng.below(13)
            if self.quota.hit(("overweight", kommun), 520 + (PLACE[kommun] * 5) % 7 * 14 - 40):
                index = 250 + (rng.below(50) if not self.quota.hit(("obesity", kommun), 325) else 52 + rng.below(80))
            else:
                index = 192 + rng.below(56)
            grams = (index * height * height + 99) // 100  # tenths of an index, centimetres: grams
            kilos = "%d,%d" % (grams // 1000, grams % 1000 // 100) if rng.percent(25) else "%d" % ((grams + 999) // 1000 if index >= 250 else grams // 1000)
            self.rows.append(head + ["LANGD", "", "%d" % height, weight])
            if not rng.percent(3):
                self.rows.append(head + ["VIKT", "", kilos, weight])
            sober = rng.percent(14)
            risky = not sober and self.quota.hit(("risk", kommun), 175)
            for k, question in enumerate(("LH_ALK1", "LH_ALK2", "LH_ALK3")):
                if sober and k:
                    continue  # who never drinks is not asked more
                code = 0 if sober else (3, 2, 2)[k] + (rng.below(2) if k < 2 else 0) if risky else (1 + rng.below(2), rng.below(2), rng.below(2) if k == 2 else 0)[k]
                self.rows.append(head + [question, "" if rng.percent(2) else str(code), "", weight])
        for kon, number in sorted(answered.items()):
            drawn = number * 100 // rng.between(38, 50)
            self.sample.append(["LH", "2022", kommun, kon, "18", SIZE[kommun] * 39 // 100, drawn, drawn // 100])


def further(seed, rows):
    """Answers to the FURTHER questions, of respondents of 18 and older; in the order of ROWS."""
    rng = Rng(seed)
    quota = Quota(rng)
    heads = {(row[0], row[1], row[2]): (row[:9], row[12]) for row in rows}
    made = []
    for head, weight in heads.values():
        for n, (survey, question, _, rounds, answers, positive, neutral, _) in enumerate(FURTHER):
            if survey != head[0] or head[1] not in rounds or int(head[6]) < 18 or rng.percent(2):
                continue
            kommun, code = head[3], ""
            if not rng.percent(3):
                codes = {name: [a[0] for a in answers if a[1] == name] for name in ("POSITIV", "NEUTRAL", "NEGATIV")}
                level = positive + (PLACE[kommun] * 5 + n * 7) % 9 * 9 - 36 + (int(head[1]) - 2023) * 8
                if quota.hit((survey, head[1], kommun, question), level):
                    code = rng.choice(codes["POSITIV"])
                else:
                    code = rng.choice(codes["NEUTRAL"] if quota.hit((survey, kommun, question), neutral) else codes["NEGATIV"])
            made.append(head + [question, code, "", weight])
    return made


def code_book():
    book = []
    for enkat, question, dimension, rounds, answers, _, _, text in QUESTIONS + FURTHER:
        for year, weight in sorted(rounds.items()):
            for code, group, points, answer in answers:
                book.append([enkat, year, question, dimension, "" if weight is None else decimal(weight), code, group, points,
                             "%s\nSvar: \"%s\"" % (text, answer)])
    return book
