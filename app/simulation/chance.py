"""Chance that can be repeated: an HMAC stream of a seed, for rehearsals and tests only."""

import hmac
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class Stream:
    """Bytes that follow from a text and from what was asked before; callable as `Chance`."""

    def __init__(self, seed: str) -> None:
        """Begin the stream of a seed."""
        self._key = seed.encode()
        self._block = 0
        self._left = b""

    def __call__(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        while len(self._left) < count:
            self._left += hmac.digest(self._key, b"taraza-rehearsal/%d" % self._block, "sha256")
            self._block += 1
        given, self._left = self._left[:count], self._left[count:]
        return given

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to `limit` - 1 (bias below 2^-60)."""
        return int.from_bytes(self(8 + (limit.bit_length() + 7) // 8)) % limit

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things."""
        return things[self.below(len(things))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return the things in another order."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]


def throw(form: dict[str, object], chance: Stream) -> str:
    """Return an entropy text in the announced form, as if dice had been thrown."""
    least, most, count = (int(str(form[name])) for name in ("min", "max", "count"))
    return " ".join(str(least + chance.below(most - least + 1)) for _ in range(count))
