"""Ways in which a delivery goes wrong on its way: of a column (what exporting systems, spreadsheets and people do to its
cells) and of a file.  Each is a name and a function of a table or of the file's text; nothing is drawn at random."""


def every(n, change, offset=0):
    """CHANGE the cell of every N-th row that has one."""
    def apply(cells):
        return [change(cell) if i % n == offset and cell.strip() else cell for i, cell in enumerate(cells)]
    return apply


def is_date(cells):
    return sum(len(c.replace("-", "")[:8]) == 8 and c.replace("-", "")[:8].isdigit() for c in cells if c) > len(cells) // 3


def is_number(cells):
    return any("," in c for c in cells) and all(c.replace(",", "").replace(" ", "").isdigit() for c in cells if c)


def plain_day(cell):
    return cell.replace("-", "")[:8]


def day_as(layout):
    def change(cell):
        d = plain_day(cell)
        return layout.format(y=d[:4], m=d[4:6], d=d[6:8]) if len(d) == 8 and d.isdigit() else cell
    return change


def century_back(cell):
    return ("19" + cell[2:]) if cell.startswith("20") else cell


def shifted(cells):
    return cells[-1:] + cells[:-1]


# What may happen to any column: name -> cells before to cells after.
ANY = {
    "emptied": lambda cells: [""] * len(cells),
    "half emptied": every(2, lambda c: ""),
    "other codes": lambda cells: ["ZZ9"] * len(cells),
    "some other codes": every(3, lambda c: "ZZ9"),
    "small letters": lambda cells: [c.lower() for c in cells],
    "capitals": lambda cells: [c.upper() for c in cells],
    "no-break spaces": every(2, lambda c: "\u00a0" + c + "\u00a0"),
    "zero-width spaces": every(2, lambda c: c + "\u200b"),
    "quoted inside": every(2, lambda c: "'" + c + "'"),
    "NULL for some": every(4, lambda c: "NULL"),
    "a dot for some": every(4, lambda c: "."),
    "saknas for some": every(4, lambda c: "Uppgift saknas"),
    "as float": every(2, lambda c: c + ".0"),
    "scientific": every(2, lambda c: "1.98E+11"),
    "shifted a row": shifted,
    "constant": lambda cells: [next((c for c in cells if c), "")] * len(cells),
}

# What may happen to days only.
DAYS = {
    "day first": lambda cells: [day_as("{d}/{m}/{y}")(c) for c in cells],
    "day first for some": every(3, day_as("{d}.{m}.{y}")),
    "year of two digits": lambda cells: [day_as("{y}-{m}-{d}")(c)[2:] for c in cells],
    "month and day exchanged": lambda cells: [day_as("{y}-{d}-{m}")(c) for c in cells],
    "1900-01-01 for some": every(4, lambda c: "1900-01-01"),
    "all 1900-01-01": lambda cells: ["1900-01-01" if c else c for c in cells],
    "a century back": lambda cells: [century_back(c) for c in cells],
    "serial days of a spreadsheet": lambda cells: ["45292" if c else c for c in cells],
    "in the year 2999": every(4, lambda c: "2999-12-31"),
}

# What may happen to numbers only.
NUMBERS = {
    "thousands": lambda cells: [c.replace(",", ".") + ",000" if c else c for c in cells],
    "no marks": lambda cells: [c.replace(",", "") for c in cells],
    "negative": lambda cells: ["-" + c if c else c for c in cells],
}


def of_column(cells):
    kinds = dict(ANY)
    if is_date(cells):
        kinds.update(DAYS)
    if is_number(cells):
        kinds.update(NUMBERS)
    return kinds


# ---- files: text of a table before to bytes after ----

def lines_of(text):
    """Lines of the table; a quoted line break does not end one."""
    lines, start, quoted = [], 0, False
    for at, sign in enumerate(text):
        quoted ^= sign == '"'
        if sign == "\n" and not quoted:
            lines.append(text[start:at + 1])
            start = at + 1
    return lines


def swap_columns(line, separator):
    fields = line.rstrip("\r\n").split(separator)
    return separator.join(fields[1:] + fields[:1]) + "\n"


def files(text, separator):
    lines = lines_of(text)
    head, rows = lines[0], lines[1:]
    third, half = len(rows) // 3, len(rows) // 2
    other = "," if separator != "," else ";"
    plain = [r for r in rows if '"' not in r]
    yield "cut at the end of a line", head + "".join(rows[:-third])
    yield "cut in a line", (head + "".join(rows))[:-len(rows[-1]) // 2 - 5]
    yield "the first rows gone", head + "".join(rows[third:])
    yield "the middle gone", head + "".join(rows[:third] + rows[2 * third:])
    yield "the header only", head
    yield "nothing", ""
    yield "without header", "".join(rows)
    yield "the header twice", head + "".join(rows[:half]) + head + "".join(rows[half:])
    yield "joined with itself", head + "".join(rows) + head + "".join(rows)
    yield "joined in another order", head + "".join(rows[:half]) + swap_columns(head, separator) + "".join(
        swap_columns(r, separator) for r in plain[half:])
    yield "a stray quote", head + "".join(r if i != 7 else r.replace(separator, separator + '"', 1)
                                          for i, r in enumerate(rows))
    yield "two stray quotes", head + "".join(r if i not in (7, half) else r.replace(separator, separator + '"', 1)
                                             for i, r in enumerate(rows))
    yield "a row with a field more", head + "".join(r if i % 10 else r.rstrip("\r\n") + separator + "x\n"
                                                     for i, r in enumerate(rows))
    yield "a row with a field less", head + "".join(r if i % 10 or separator not in r else r.rsplit(separator, 1)[0] + "\n"
                                                     for i, r in enumerate(rows))
    yield "a row number first", separator + head + "".join("%d%s%s" % (i, separator, r) for i, r in enumerate(rows))
    yield "columns shifted from the middle", head + "".join(rows[:half]) + "".join(separator + r for r in plain[half:])
    yield "other separator for some", head + "".join(rows[:half]) + "".join(r.replace(separator, other)
                                                                            for r in plain[half:])
    yield "lines above", "Utdrag ur systemet\nSkapad 2025-02-14\n" + text
    yield "a sum below", text + "Summa%s%d\n" % (separator, len(rows))
    yield "empty rows", head + "".join(r + ("\n" if i % 50 == 0 else "") for i, r in enumerate(rows))
    yield "rows of separators", head + "".join(
        r + (separator * (head.count(separator)) + "\n" if i % 50 == 0 else "") for i, r in enumerate(rows))
    yield "old line ends", text.replace("\r\n", "\n").replace("\n", "\r")
    yield "nul bytes", text[:len(text) // 2] + "\0\0\0\0" + text[len(text) // 2:]
    yield "rows in reverse", head + "".join(reversed(rows))
