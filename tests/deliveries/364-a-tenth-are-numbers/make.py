"""Pseudonyms of twelve digits, and personal identity numbers of one unit that sends no pseudonyms."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "360-personal-numbers"))
from make import number, write  # noqa: E402

write(["%012d" % (730000000000 + 7919 * i * i) for i in range(180)] + [number("19410203", 100 + i) for i in range(20)])
