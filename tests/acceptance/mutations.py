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


def shape(path):
    """The path with every index alike: one slip is enough for all elements of a list."""
    return tuple("#" if isinstance(key, int) else key for key in path)


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


def slips(content):
    """(what, changed copy) for each kind of slip at each shape of place."""
    seen = set()
    yield "an unknown key", {**copy.deepcopy(content), "okand": 1}
    yield "a key of one's own", {**copy.deepcopy(content), "x-eget": {"vad": ["som", "helst"]}}
    for path in places(content):
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        name, value = "/".join(map(str, path)), at(content, path)
        if isinstance(path[-1], str):
            yield name + " dropped", changed(content, path, lambda container, key: container.pop(key))
            yield name + " misspelt", changed(content, path, misspell)
            yield name + " renamed to x-", changed(content, path, free)
        if isinstance(value, dict):
            yield name + " with an unknown key", changed(content, path + ("okand",), put(1))
        if isinstance(value, list) and value:
            yield name + " with its first element twice", changed(content, path, repeat)
        if isinstance(value, str):
            yield name + " with a line break", changed(content, path, put(value + "\n"))
            yield name + " in capitals", changed(content, path, put(value.upper()))
        if isinstance(value, int) and not isinstance(value, bool):
            yield name + " with a fraction of zero", changed(content, path, put(float(value)))
        for garbage in GARBAGE:
            if type(garbage) is not type(value) or garbage != value:
                yield "%s = %r" % (name, garbage), changed(content, path, put(garbage))
