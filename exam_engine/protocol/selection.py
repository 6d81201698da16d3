"""Which items a paper holds: rounds of tickets for each quota until a round is accepted (PROTOCOL 3.4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from exam_engine.protocol.feasibility import InfeasiblePlan
from exam_engine.protocol.objects import Object
from exam_engine.protocol.pools import Pool
from exam_engine.protocol.tickets import Tickets

LAST_ROUND = 9999


@dataclass(frozen=True, slots=True)
class Selection:
    """The accepted rounds: entries, round numbers and difficulties by quota."""

    entries: tuple[tuple[Object, ...], ...]
    rounds: tuple[int, ...]
    difficulty: tuple[int | None, ...]


def select(pools: Iterable[Pool], tickets: Tickets) -> Selection:
    """Return the items of one paper; raise InfeasiblePlan naming the quota that no round fills."""
    entries, rounds = [], []
    taken: set[str] = set()
    enemies: set[str] = set()
    for pool in pools:
        number, chosen = _accepted(pool, tickets, taken, enemies)
        taken.update(entry["code"] for entry in chosen)
        enemies.update(entry["enemies"] for entry in chosen if entry["enemies"] is not None)
        entries.append(tuple(chosen))
        rounds.append(number)
    return Selection(tuple(entries), tuple(rounds), tuple(map(_difficulty, entries)))


def _accepted(pool: Pool, tickets: Tickets, taken: set[str], enemies: set[str]) -> tuple[int, list[Object]]:
    """Return the first accepted round and its items."""
    entries, codes = pool.free(taken, enemies)
    reason = "too few"
    for number in range(LAST_ROUND + 1) if len(entries) >= pool.count else ():
        drawn = tickets.many(f"item/{pool.number}/{number}/", codes)
        chosen = _first(drawn, entries, pool.count)
        if (fault := _fault(pool.quota, chosen)) is None:
            return number, chosen
        reason = reason if fault == "too few" else fault
    raise InfeasiblePlan(
        quota=pool.number,
        topic=pool.quota["topic"],
        reason=reason,
        wanted=pool.count,
        found=len(entries),
    )


def _first(tickets: list[bytes], entries: tuple[Object, ...], count: int) -> list[Object]:
    """Return the first `count` entries by ticket of which no two are enemies."""
    chosen: list[Object] = []
    groups: set[str] = set()
    for index in _by_ticket(tickets, count):
        entry = entries[index]
        group = entry["enemies"]
        if group is not None:
            if group in groups:
                continue
            groups.add(group)
        chosen.append(entry)
        if len(chosen) == count:
            break
    return chosen


def _by_ticket(tickets: list[bytes], count: int) -> Iterable[int]:
    """Yield indices by ticket, ties by item code (entries stand by code, sorting is stable).

    Sorts only the tickets below a bound that some twice the needed number should meet; the rest follow.
    """
    bound = min(256, 256 * (2 * count + 8) // len(tickets) + 1)
    if bound == 256:
        yield from sorted(range(len(tickets)), key=tickets.__getitem__)
        return
    low = bytes([bound])
    yield from sorted([i for i, ticket in enumerate(tickets) if ticket < low], key=tickets.__getitem__)
    yield from sorted([i for i, ticket in enumerate(tickets) if ticket >= low], key=tickets.__getitem__)


def _fault(quota: Object, chosen: list[Object]) -> str | None:
    """Return why a round is not accepted, or null."""
    if len(chosen) < quota["count"]:
        return "too few"
    if quota["target"] is not None:
        rated = sum(entry["difficulty"] for entry in chosen)
        if abs(rated - quota["target"]) > quota["tolerance"]:
            return "target"
    if quota["seconds_max"] is not None and sum(e["seconds"] for e in chosen) > quota["seconds_max"]:
        return "seconds"
    return None


def _difficulty(chosen: Iterable[Object]) -> int | None:
    difficulties = [entry["difficulty"] for entry in chosen]
    return None if None in difficulties else sum(difficulties)
