"""A hundred visits, three of which an urgent contact follows, and 1,200 contacts, of five of which it cannot be read
whether they were urgent."""
from pathlib import Path

VISITS, CONTACTS, URGENT, BROKEN = 100, 1200, 3, 5
rows = ["rad;person;kommunkod;datum;form"]
rows += ["R%d;P%d;0480;2024-03-01;V" % (i, i) for i in range(VISITS)]
contacts = ["rad;person;kommunkod;datum;akut"]
for i in range(CONTACTS):
    answer = "J" if i < URGENT else "kanske" if i < URGENT + BROKEN else "N"
    contacts.append("K%d;P%d;0480;2024-03-05;%s" % (i, i % VISITS, answer))
for name, lines in (("provrader", rows), ("provkontakter", contacts)):
    Path(name + ".csv").write_text("\n".join(lines) + "\n")
