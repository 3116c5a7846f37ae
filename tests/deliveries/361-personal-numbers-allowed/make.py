"""Personal identity numbers in place of pseudonyms, and whoever runs the program knows it."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "360-personal-numbers"))
from make import number, write  # noqa: E402

write([number("19410203", serial) for serial in range(100, 140)])
