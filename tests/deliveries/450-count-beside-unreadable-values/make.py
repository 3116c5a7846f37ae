"""1,200 contacts, three of which are counted, and five of which it cannot be read whether they are."""
from pathlib import Path

lines = ["rad;person;kommunkod;datum;akut"]
for i in range(1200):
    lines.append("K%d;P%d;0480;2024-03-05;%s" % (i, i, "J" if i < 3 else "kanske" if i < 8 else "N"))
Path("provkontakter.csv").write_text("\n".join(lines) + "\n")
