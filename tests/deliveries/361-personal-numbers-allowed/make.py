"""Personal identity numbers in place of pseudonyms, made here: the tree holds none."""


def number(day, serial):
    nine = [int(c) for c in day[2:] + "%03d" % serial]
    total = sum(d * 2 - 9 if i % 2 == 0 and d > 4 else d * (2 - i % 2) for i, d in enumerate(nine))
    return day + "%03d%d" % (serial, -total % 10)


def write(ids):
    open("personer.csv", "w").write("person_id;fodelsedatum;kon;kommunkod;dodsdatum;flytt_datum\n" + "".join(
        "%s;1941-02-03;K;0480;;\n" % i for i in ids))
    open("vardtillfallen.csv", "w").write(
        "vardtillfalle_id;person_id;kommunkod;inskrivningsdatum;utskrivningsdatum;inskrivningssatt;utskrivningssatt;"
        "planerad;vardform\n" + "".join("B%d;%s;0480;2024-02-01;2024-02-04;3;3;N;SOMATIK\n" % (n, i)
                                        for n, i in enumerate(ids)))
    open("leveranser.csv", "w").write("dataset;lamnare;period_fran;period_till;uttagsdatum\n"
                                      "vardtillfallen;04;2023-01-01;2025-03-31;2025-04-10\n")


if __name__ == "__main__":
    write([number("19410203", serial) for serial in range(100, 140)])
