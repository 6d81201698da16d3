"""What a quota draws from, prepared once for all papers of a sitting."""

from collections.abc import Iterable
from dataclasses import dataclass

from exam_engine.protocol.objects import Object
from exam_engine.protocol.plan import eligible


@dataclass(frozen=True, slots=True)
class Pool:
    """A quota with its eligible entries, by code."""

    number: int
    quota: Object
    entries: tuple[Object, ...]
    codes: tuple[bytes, ...]

    @property
    def count(self) -> int:
        """Return how many items the quota takes."""
        count: int = self.quota["count"]
        return count


def pools(plan: Object, entries: Iterable[Object]) -> tuple[Pool, ...]:
    """Return the pools of a plan's quotas, in plan order."""
    listed = list(entries)
    return tuple(_pool(plan, number, quota, listed) for number, quota in enumerate(plan["quotas"]))


def _pool(plan: Object, number: int, quota: Object, entries: list[Object]) -> Pool:
    fitting = eligible(plan, quota, entries)
    return Pool(number, quota, tuple(fitting), tuple(entry["code"].encode() for entry in fitting))
