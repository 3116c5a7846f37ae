"""One personal identity number among pseudonyms of another form."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "360-personal-numbers"))
from make import number, write  # noqa: E402

one = number("19410263", 100)  # of the form of a samordningsnummer
write(["P%05d" % i for i in range(200)] + [one[:8] + "-" + one[8:]])
