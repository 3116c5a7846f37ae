"""How the files are written."""

import os


def quote(cell, separator):
    if any(c in cell for c in (separator, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def write(folder, name, header, rows, separator=";", end="\n", encoding="utf-8", bom=False, last_newline=True, more=False):
    """MORE: add the rows to what is there."""
    lines = [separator.join(quote(c, separator) for c in row) for row in ([] if more else [header]) + rows]
    assert all(len(row) == len(header) for row in rows), name
    data = (end.join(lines) + (end if last_newline else "")).encode(encoding)
    if bom and not more:
        data = b"\xef\xbb\xbf" + data
    with open(os.path.join(folder, name), "ab" if more else "wb") as file:
        if more and not last_newline:
            file.write(end.encode(encoding))
        file.write(data)
    print("%-24s %7d rows %9d bytes" % (name, len(rows), len(data)))


def numbered(rows, letters, first):
    """Ids in the order of the rows."""
    for n, row in enumerate(rows, 1):
        row[0] = "%s%05d" % (letters, first + n)
    return rows


def decimal_comma(hundredths):
    """125 -> '1,25', 100 -> '1', 50 -> '0,5'"""
    return ("%d,%02d" % (hundredths // 100, hundredths % 100)).rstrip("0").rstrip(",")
