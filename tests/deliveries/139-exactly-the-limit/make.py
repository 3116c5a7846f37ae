"""Five hundred stays, five of which have no end: one percent, and not more."""
from pathlib import Path

LOST, STAYS = 5, 500
persons = ["person_id;fodelsedatum;kon;kommunkod;dodsdatum;flytt_datum;giltig_fran;giltig_till"]
stays = ["vardtillfalle_id;person_id;kommunkod;inskrivningsdatum;utskrivningsdatum;inskrivningssatt;utskrivningssatt;planerad;vardform;huvuddiagnos"]
for i in range(STAYS):
    day = "2024-%02d-%%02d" % (i % 9 + 1)
    persons.append("A%d;1941-02-03;K;1480;;;;" % i)
    stays.append("B%d;A%d;1480;%s;%s;3;3;N;SOMATIK;I509" % (i, i, day % (i % 20 + 1), "" if i < LOST else day % (i % 20 + 4)))
deliveries = ["dataset;lamnare;period_fran;period_till;uttagsdatum;antal_rader", "vardtillfallen;14;2023-01-01;2025-03-31;2025-04-10;"]
for name, lines in (("personer", persons), ("vardtillfallen", stays), ("leveranser", deliveries)):
    Path(name + ".csv").write_text("\n".join(lines) + "\n")
