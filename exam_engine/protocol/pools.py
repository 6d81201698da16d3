"""What a quota draws from, prepared once for all papers of a sitting."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

from exam_engine.protocol.objects import Object
from exam_engine.protocol.plan import eligible


@dataclass(frozen=True, slots=True)
class Pool:
    """A quota with its eligible entries, by code."""

    number: int
    quota: Object
    entries: tuple[Object, ...]
    codes: tuple[bytes, ...]
    names: frozenset[str]
    groups: frozenset[str]

    def free(self, taken: set[str], enemies: set[str]) -> tuple[tuple[Object, ...], tuple[bytes, ...]]:
        """Return entries and their codes without items taken and enemies of items taken."""
        if self.names.isdisjoint(taken) and self.groups.isdisjoint(enemies):
            return self.entries, self.codes
        left = [e["code"] not in taken and e["enemies"] not in enemies for e in self.entries]
        return tuple(compress(self.entries, left)), tuple(compress(self.codes, left))

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
    return Pool(
        number=number,
        quota=quota,
        entries=tuple(fitting),
        codes=tuple(entry["code"].encode() for entry in fitting),
        names=frozenset(entry["code"] for entry in fitting),
        groups=frozenset(entry["enemies"] for entry in fitting if entry["enemies"] is not None),
    )
