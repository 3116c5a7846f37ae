"""Random expressions, each as the text of a definition and as a function of a row, by docs/reference/expressions.md alone.

None is unknown; conditions have three values.  An expression is (text, function of an environment: name -> value)."""

import datetime
import re


def add_months(day, n):
    month = day.year * 12 + day.month - 1 + n
    first = datetime.date(month // 12, month % 12 + 1, 1)
    last = datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1) - datetime.timedelta(1)
    return first.replace(day=min(day.day, last.day))


def age(born, day):
    birthday = (born.month, born.day)
    return day.year - born.year - ((day.month, day.day) < birthday)


def both(values):
    """and: false before unknown before true."""
    return False if False in values else None if None in values else True


def either(values):
    return True if True in values else None if None in values else False


def negated(value):
    return None if value is None else not value


def known(function):
    """Unknown where an operand is."""
    return lambda *values: None if None in values else function(*values)


def is_in(x, items):
    if x is None:
        return None
    return True if x in [i for i in items if i is not None] else None if None in items else False


def first_known(values):
    return next((v for v in values if v is not None), None)


def written(value):
    if isinstance(value, datetime.date):
        return "date '%s'" % value
    return "'%s'" % value if isinstance(value, str) else str(value)


class Expressions:
    """Makes expressions over the columns NAMES: name -> type, with the constants of each type that are worth a comparison."""

    def __init__(self, random, names, constants, codelists):
        self.random, self.names, self.constants, self.codelists = random, names, constants, codelists

    def columns(self, kind):
        return [name for name, its in sorted(self.names.items()) if its == kind]

    def pick(self, *makers):
        return self.random.choice(makers)()

    def constant(self, kind):
        value = self.random.choice(self.constants[kind])
        return written(value), lambda env: value

    def column(self, kind):
        name = self.random.choice(self.columns(kind))
        return name, lambda env: env(name)

    def value(self, kind, depth=1):
        makers = [lambda: self.constant(kind)]
        if self.columns(kind):
            makers += [lambda: self.column(kind)] * 5
        if depth > 0:
            makers += [lambda: self.coalesce(kind, depth - 1), lambda: self.case(kind, depth - 1)]
            if kind == "integer":
                makers += [lambda: self.sum(depth - 1), lambda: self.days(depth - 1), lambda: self.length()]
                if self.columns("date"):
                    makers += [lambda: self.age(), lambda: self.part()]
            if kind == "date" and self.columns("date"):
                makers += [self.moved]
            if kind in ("integer", "text", "date"):
                makers += [lambda: self.extreme(kind, depth - 1)]
        return self.random.choice(makers)()

    def coalesce(self, kind, depth):
        (a, f), (b, g) = self.value(kind, depth), self.value(kind, depth)
        return "coalesce(%s, %s)" % (a, b), lambda env: first_known([f(env), g(env)])

    def case(self, kind, depth):
        (c, when), (a, f) = self.condition(depth), self.value(kind, depth)
        if self.random.random() < 0.4:
            return "case when %s then %s end" % (c, a), lambda env: f(env) if when(env) is True else None
        b, g = self.value(kind, depth)
        return "case when %s then %s else %s end" % (c, a, b), lambda env: f(env) if when(env) is True else g(env)

    def extreme(self, kind, depth):
        (a, f), (b, g) = self.value(kind, depth), self.value(kind, depth)
        name, choose = self.random.choice([("least", min), ("greatest", max)])
        return "%s(%s, %s)" % (name, a, b), lambda env: known(choose)(f(env), g(env))

    def sum(self, depth):
        (a, f), (b, g) = self.value("integer", depth), self.value("integer", depth)
        sign, does = self.random.choice([("+", lambda x, y: x + y), ("-", lambda x, y: x - y), ("*", lambda x, y: x * y)])
        return "((%s) %s (%s))" % (a, sign, b), lambda env: known(does)(f(env), g(env))

    def days(self, depth):
        (a, f), (b, g) = self.value("date", depth), self.value("date", depth)
        return "days_between(%s, %s)" % (a, b), lambda env: known(lambda x, y: (y - x).days)(f(env), g(env))

    def length(self):
        a, f = self.value("text", 0)
        return "length(%s)" % a, lambda env: known(len)(f(env))

    def age(self):
        (a, f), (b, g) = self.column("date"), self.column("date")
        return "age(%s, %s)" % (a, b), lambda env: known(age)(f(env), g(env))

    def part(self):
        a, f = self.column("date")
        name, part = self.random.choice([("month", lambda d: d.month), ("day", lambda d: d.day), ("weekday", lambda d: d.isoweekday())])
        return "%s(%s)" % (name, a), lambda env: known(part)(f(env))

    def moved(self):
        (a, f), n = self.column("date"), self.random.randint(-3, 3)
        if self.random.random() < 0.5:
            return "add_months(%s, %d)" % (a, n), lambda env: known(lambda d: add_months(d, n))(f(env))
        return "(%s + %d)" % (a, n + 4), lambda env: known(lambda d: d + datetime.timedelta(n + 4))(f(env))

    # ---- conditions ----

    def condition(self, depth=2):
        kinds = [k for k in ("integer", "text", "date", "number") if self.columns(k)]
        makers = [lambda: self.compare(self.random.choice(kinds))] * 3
        makers += [lambda: self.among(), lambda: self.null(self.random.choice(kinds)), lambda: self.between(), self.like]
        if self.columns("boolean"):
            makers += [lambda: self.column("boolean")] * 3
        if self.columns("list"):
            makers += [self.has, self.listed]
        if depth > 0:
            makers += [lambda: self.junction(depth - 1)] * 5 + [lambda: self.inverse(depth - 1)] * 2
        return self.random.choice(makers)()

    def junction(self, depth):
        (a, f), (b, g) = self.condition(depth), self.condition(depth)
        word, join = self.random.choice([("and", both), ("or", either)])
        return "(%s) %s (%s)" % (a, word, b), lambda env: join([f(env), g(env)])

    def inverse(self, depth):
        a, f = self.condition(depth)
        return "not (%s)" % a, lambda env: negated(f(env))

    def compare(self, kind):
        (a, f), (b, g) = self.value(kind), self.value(kind)
        sign, does = self.random.choice([("=", lambda x, y: x == y), ("<>", lambda x, y: x != y), ("<", lambda x, y: x < y),
                                         ("<=", lambda x, y: x <= y), (">", lambda x, y: x > y), (">=", lambda x, y: x >= y)])
        return "(%s) %s (%s)" % (a, sign, b), lambda env: known(does)(f(env), g(env))

    def among(self):
        a, f = self.column("text")
        items = [self.value("text", 0) for _ in range(self.random.randint(1, 3))]
        text = ", ".join(t for t, _ in items)
        holds = lambda env: is_in(f(env), [g(env) for _, g in items])
        if self.random.random() < 0.3:
            return "%s not in (%s)" % (a, text), lambda env: negated(holds(env))
        return "%s in (%s)" % (a, text), holds

    def null(self, kind):
        a, f = self.column(kind)
        if self.random.random() < 0.5:
            return "%s is null" % a, lambda env: f(env) is None
        return "%s is not null" % a, lambda env: f(env) is not None

    def between(self):
        kind = self.random.choice([k for k in ("integer", "date") if self.columns(k)] or ["text"])
        (a, f), (b, g), (c, h) = self.column(kind), self.value(kind, 0), self.value(kind, 0)
        return "%s between %s and %s" % (a, b, c), lambda env: known(lambda x, y, z: y <= x <= z)(f(env), g(env), h(env))

    def like(self):
        (a, f), pattern = self.column("text"), self.random.choice(["A%", "%B", "_", "%1", "u_", "K%"])
        rule = re.compile(pattern.replace("%", ".*").replace("_", "."), re.S)
        return "%s like '%s'" % (a, pattern), lambda env: known(lambda x: rule.fullmatch(x) is not None)(f(env))

    def has(self):
        (a, f), code = self.column("list"), self.random.choice(self.constants["code"])
        return "has(%s, '%s')" % (a, code), lambda env: known(lambda x: code in x)(f(env))

    def listed(self):
        (a, f), name = self.column("list"), self.random.choice(sorted(self.codelists))
        begins = self.codelists[name]
        return "%s in codelist %s" % (a, name), lambda env: known(lambda x: any(c.startswith(b) for c in x for b in begins))(f(env))
