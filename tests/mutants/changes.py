"""The faults that can be put into C source: each is one change in one line."""

import re
from collections import namedtuple

Change = namedtuple("Change", "kind path line before after")  # LINE counts from 1; BEFORE and AFTER are whole lines

CALL = r"(?<![\w.>])(\w+)\(([\w.>\-]+), ([\w.>\-]+)(?=[,)])"
SWAPS = {
    "bound": [(r" <= ", " < "), (r" >= ", " > "), (r" < ", " <= "), (r" > ", " >= ")],
    "comparison": [(r" == ", " != "), (r" != ", " == "), (r" < ", " > "), (r" > ", " < ")],
    "and/or": [(r" && ", " || "), (r" \|\| ", " && ")],
    "arithmetic": [(r" \+ ", " - "), (r" - ", " + "), (r" \+= ", " -= "), (r" -= ", " += "), (r"(?<=\w) \* (?=\w)", " / "),
                   (r" \|= ", " = "), (r" \+= ", " = ")],
    "constant": [(r"(?<![\w.])(\d+)(?![\w.])", lambda m: str(int(m[1]) + 1)), (r"(?<![\w.])([1-9]\d*)(?![\w.])", lambda m: str(int(m[1]) - 1)),
                 (r"\btrue\b", "false"), (r"\bfalse\b", "true")],
    "arguments": [(CALL, lambda m: "%s(%s, %s" % (m[1], m[3], m[2]))],
}
RELEASES = re.compile(r"\w*(free|close|assert)([A-Z]\w*)?\(")  # whether memory is released, sanitizers tell
STATEMENT = re.compile(r"\s+(?!return\b|break\b|continue\b|goto\b|case\b|else\b|const\b|static\b)"
                       r"[*(]?\w[\w.>\-\[\]*()]*(\(.*\)|\+\+|--| [+\-|&*/]?= .*);")


def masked(text):
    """TEXT with blanks for what stands in comments, strings and directives: the places stay."""
    blank = lambda m: re.sub(r"[^\n]", " ", m[0])
    text = re.sub(r'/\*.*?\*/|//[^\n]*|"(\\.|[^"\\\n])*"|\'(\\.|[^\'\\\n])+\'', blank, text, flags=re.S)
    return re.sub(r"^#([^\n]*\\\n)*[^\n]*", blank, text, flags=re.M)


def condition(code):
    """From and to of what stands between the brackets of an "if" or "while" that the line has whole."""
    found = re.match(r"\s*(?:\} else )?(?:else )?(?:if|while) \(", code)
    depth = 1
    for at in range(found.end() if found else 0, len(code) if found else 0):
        depth += {"(": 1, ")": -1}.get(code[at], 0)
        if depth == 0:
            return found.end(), at
    return None


def in_line(line, code):
    """(kind, changed line) for all that can be changed; CODE is LINE masked."""
    for kind, swaps in SWAPS.items():
        for pattern, new in swaps:
            for m in re.finditer(pattern, code):
                put = new(m) if callable(new) else new
                if put != m[0]:
                    yield kind, line[:m.start()] + put + line[m.end():]
    between = condition(code)
    if between is not None:
        before, inner, after = line[:between[0]], line[between[0]:between[1]], line[between[1]:]
        yield "condition", "%s!(%s)%s" % (before, inner, after)
        yield "condition", "%sfalse && (%s)%s" % (before, inner, after)
        if "while" not in before:
            yield "condition", "%strue || (%s)%s" % (before, inner, after)
    elif STATEMENT.fullmatch(code.rstrip()) and code.count("(") == code.count(")") and not RELEASES.search(code):
        yield "statement", line[:len(line) - len(line.lstrip())] + ";"


def in_text(path, text):
    """All changes of a file, those of declarations and tables of text left out."""
    lines = text.split("\n")
    found = []
    previous = ""
    for number, (line, code) in enumerate(zip(lines, masked(text).split("\n")), 1):
        if code.startswith((" ", "enum")) and not re.match(r"\s+(static |extern )?const char", code):
            for kind, after in in_line(line, code):
                if kind != "statement" or previous.rstrip().endswith((";", "{", "}", ")", "else", ":")):
                    found.append(Change(kind, path, number, line, after))
        previous = code if code.strip() else previous
    return found
