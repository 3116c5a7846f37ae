"""Days as numbers, and how they are written."""

from datetime import date


def D(text):
    """Day number of 'YYYY-MM-DD'."""
    return date(*map(int, text.split("-"))).toordinal()


def first_of(year, month=1):
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1).toordinal()


def year_of(day):
    return date.fromordinal(day).year


def weekday(day):
    """0 Monday .. 6 Sunday."""
    return (day - 1) % 7


def week_38(year):
    """Monday of week 38, when home care is measured."""
    january = first_of(year) + 3
    return january - weekday(january) + 37 * 7


def age_at(born, day):
    a, b = date.fromordinal(born), date.fromordinal(day)
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day))


def iso(day):
    return "" if day is None else date.fromordinal(day).isoformat()


def compact(day):
    return iso(day).replace("-", "")


def at_midnight(day):
    return "" if day is None else iso(day) + " 00:00:00"
