"""Chance from a small integer generator of our own, so that every Python version writes the same bytes."""


class Rng:
    """xorshift64*: 64-bit integers only."""

    MASK = (1 << 64) - 1

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) & self.MASK or 1
        for _ in range(8):
            self.next()

    def next(self):
        x = self.state
        x ^= x >> 12
        x = (x ^ (x << 25)) & self.MASK
        x ^= x >> 27
        self.state = x
        return ((x * 0x2545F4914F6CDD1D) & self.MASK) >> 32

    def below(self, n):
        return (self.next() * n) >> 32

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def percent(self, p):
        return self.below(100) < p

    def permille(self, p):
        return self.below(1000) < p

    def choice(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        r = self.below(sum(w for _, w in pairs))
        for item, w in pairs:
            if r < w:
                return item
            r -= w
        raise AssertionError


class Quota:
    """Says yes to so many of a thousand, in each group by itself, and as evenly as can be: a share that is drawn for a small
    municipality comes out near what it should be, which a throw of dice would not do."""

    def __init__(self, rng):
        self.rng, self.left = rng, {}

    def hit(self, key, permille):
        return self.times(key, permille, 1000) > 0

    def times(self, key, amount, whole):
        """How many times AMOUNT of WHOLE is due now, what is left over from last time included."""
        if key not in self.left:
            self.left[key] = self.rng.below(whole)
        count, self.left[key] = divmod(self.left[key] + amount, whole)
        return count
