"""Seeded chance for simulations: the same seed gives the same numbers on every machine, for ever.

All randomness is integers: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). A number that is handed
out is an integer divided by a power of two, which a float holds exactly, so no digit depends on a
library. `series` draws the lists of questions; here are long runs of a simulation.
"""

from __future__ import annotations

MASK = 2**64 - 1
GAMMA = 0x9E3779B97F4A7C15
FIRST, SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
UNIFORMS = 12
"""The sum of twelve uniform numbers from 0 to 1, less 6, has mean 0 and standard deviation 1."""
BITS = 20
"""Bits of each of them: three come from one draw."""
FLOAT_BITS = 53


class Chance:
    """A stream of random numbers. `seed`: any whole number; its last 64 bits count."""

    def __init__(self, seed: int) -> None:
        self._state = seed & MASK

    def draw(self) -> int:
        """Return the next whole number of 64 bits."""
        self._state = (self._state + GAMMA) & MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * FIRST) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * SECOND) & MASK
        return mixed ^ (mixed >> 31)

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1, each equally likely; n is 1 to 2^64.

        A draw in the incomplete last round is drawn again. Raises ValueError for another n.
        """
        if not 1 <= n <= MASK + 1:
            raise ValueError(f"n is {n}, but it is a whole number from 1 to 2^64.")
        fair = MASK + 1 - (MASK + 1) % n
        while (number := self.draw()) >= fair:
            pass
        return number % n

    def uniform(self) -> float:
        """Return a number from 0 to below 1, in steps of 2^-53."""
        return (self.draw() >> (64 - FLOAT_BITS)) / (1 << FLOAT_BITS)

    def normal(self) -> float:
        """Return a standard normal number: twelve uniform ones in the middle of their steps, less 6.

        It lies between -6 and 6. Its tails are a little thin: above 1.96 lie 2.46 %, not 2.50 %.
        """
        total = 0
        for _ in range(UNIFORMS // 3):
            bits = self.draw()
            total += (bits & 0xFFFFF) + (bits >> BITS & 0xFFFFF) + (bits >> 2 * BITS & 0xFFFFF)
        return (2 * total + UNIFORMS) / (1 << (BITS + 1)) - UNIFORMS // 2
