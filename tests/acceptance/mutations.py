"""Slips in JSON files, made by rule and always the same: what an editor, a script or a tired person does to a definition."""

import copy

GARBAGE = [None, True, -1, 1.5, 1e12, "", "q", [], ["q"], {}]


def places(value, path=()):
    """All places in VALUE, the root left out."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield path + (key,)
        yield from places(inner, path + (key,))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def named_by_author(path):
    """Are the keys in what stands at PATH the author's own: codes, groups?"""
    return path[-1:] in (("map",), ("groups",), ("items",)) or (path[:1] == ("fields",) and path[-1] == "words")


def shape(content, path):
    """The path with every index and every name of the author's own alike: one slip is enough for all elements of a list."""
    value, alike = content, []
    for depth, key in enumerate(path):
        value = value[key]
        alike.append("#" if isinstance(key, int) else type(value).__name__ if named_by_author(path[:depth]) else key)
    return tuple(alike)


def changed(content, path, change):
    """A copy in which CHANGE has been called on the container of PATH and its last key."""
    wrong = copy.deepcopy(content)
    change(at(wrong, path[:-1]), path[-1])
    return wrong


def put(value):
    return lambda container, key: container.__setitem__(key, value)


def misspell(container, key):
    container[key + "q"] = container.pop(key)


def free(container, key):
    container["x-" + key] = container.pop(key)


def repeat(container, key):
    container[key] = container[key] + container[key][:1]


def slips_at(path, value):
    """(what, where, change) for each kind of slip of VALUE at PATH."""
    if isinstance(path[-1], str):
        yield "dropped", path, lambda container, key: container.pop(key)
        yield "misspelt", path, misspell
        yield "renamed to x-", path, free
    if isinstance(value, dict):
        yield "with an unknown key", path + ("okand",), put(1)
    if isinstance(value, list) and value:
        yield "with its first element twice", path, repeat
    if isinstance(value, str):
        yield "with a line break", path, put(value + "\n")
        yield "in capitals", path, put(value.upper())
    if isinstance(value, int) and not isinstance(value, bool):
        yield "with a fraction of zero", path, put(float(value))
    for garbage in GARBAGE:
        if type(garbage) is not type(value) or garbage != value:
            yield "= %r" % (garbage,), path, put(garbage)


def slips(content, chosen):
    """(what, changed copy) for each kind of slip at each shape of place, of those that CHOSEN(shape, what) wants."""
    seen = set()
    for what, more in (("an unknown key", {"okand": 1}), ("a key of one's own", {"x-eget": {"vad": ["som", "helst"]}})):
        if chosen((), what):
            yield what, {**copy.deepcopy(content), **more}
    for path in places(content):
        alike = shape(content, path)
        if alike in seen:
            continue
        seen.add(alike)
        for what, where, change in slips_at(path, at(content, path)):
            if chosen(alike, what):
                yield "%s %s" % ("/".join(map(str, path)), what), changed(content, where, change)
