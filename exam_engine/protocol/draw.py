"""The draw: every paper follows from plan, release, register and seed alone (PROTOCOL 3).

No chance of its own and no state: any program that follows the page draws the same papers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from exam_engine.protocol import objects
from exam_engine.protocol.feasibility import InfeasiblePlan, Shortfall, feasibility
from exam_engine.protocol.objects import Object
from exam_engine.protocol.pools import Pool, pools
from exam_engine.protocol.selection import Selection, select
from exam_engine.protocol.tickets import Tickets
from foundation.canonical import digest
from foundation.merkle import root

__all__ = [
    "InfeasiblePlan",
    "Shortfall",
    "draw_paper",
    "draw_papers",
    "feasibility",
    "paper_lines",
    "papers",
    "papers_root",
]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Hall:
    """What all papers of a sitting have in common."""

    plan: Object
    sitting: str
    pools: tuple[Pool, ...]
    topics: dict[str, int]
    seed: Tickets


def draw_papers(
    plan: Object,
    release: Object,
    register_codes: Iterable[str],
    seed: bytes,
    sitting: str,
    *,
    progress: Progress | None = None,
) -> list[Object]:
    """Return all papers, by code; raise InfeasiblePlan naming the quota that cannot be filled.

    `progress` is told how many papers of how many are drawn.
    """
    codes = sorted(register_codes)
    drawn = []
    for paper in papers(plan, release, codes, seed, sitting):
        drawn.append(paper)
        if progress is not None:
            progress(len(drawn), len(codes))
    return drawn


def papers(
    plan: Object, release: Object, register_codes: Iterable[str], seed: bytes, sitting: str
) -> Iterator[Object]:
    """Yield the papers one by one, by code."""
    hall = _hall(plan, release, seed, sitting)
    common = select(hall.pools, Tickets(hall.seed.of("paper/*"))) if plan["paper"] == "common" else None
    for code in sorted(register_codes):
        yield _paper(hall, code, common)


def draw_paper(plan: Object, release: Object, code: str, seed: bytes, sitting: str) -> Object:
    """Return the paper of one candidate code."""
    return next(papers(plan, release, [code], seed, sitting))


def paper_lines(papers: Iterable[Object]) -> list[Object]:
    """Return the leaves of `papers_root`, by code."""
    lines = (objects.paper_line(paper["code"], digest(paper)) for paper in papers)
    return sorted(lines, key=itemgetter("code"))


def papers_root(papers: Iterable[Object]) -> str:
    """Return the root over all papers of a register."""
    return root(paper_lines(papers))


def _hall(plan: Object, release: Object, seed: bytes, sitting: str) -> _Hall:
    # Pretest quotas may bring a topic that is no section; it is ordered like the others.
    order = dict.fromkeys(quota["topic"] for quota in plan["quotas"])
    places = {topic: place for place, topic in enumerate(order)}
    return _Hall(plan, sitting, pools(plan, release["entries"]), places, Tickets(seed))


def _paper(hall: _Hall, code: str, common: Selection | None) -> Object:
    order = Tickets(hall.seed.of(f"paper/{code}"))
    selection = select(hall.pools, order) if common is None else common
    return objects.paper(
        sitting=hall.sitting,
        code=code,
        rounds=selection.rounds,
        difficulty=selection.difficulty,
        items=_items(order, _ordered(hall, order, selection)),
    )


def _ordered(hall: _Hall, order: Tickets, selection: Selection) -> list[tuple[int, Object]]:
    """Return quota number and entry of each item, in the paper's order."""
    chosen = [(quota, entry) for quota, entries in enumerate(selection.entries) for entry in entries]
    tickets = order.many("order/", [entry["code"].encode() for _, entry in chosen])
    sections = hall.plan["order"] == "sections"

    def place(index: int) -> tuple[int, bytes, str]:
        entry = chosen[index][1]
        section = hall.topics[entry["topic"]] if sections else 0
        return section, tickets[index], entry["code"]

    return [chosen[index] for index in sorted(range(len(chosen)), key=place)]


def _items(order: Tickets, placed: list[tuple[int, Object]]) -> list[Object]:
    """Return the items of a paper with their options in this paper's order."""
    loose = [
        f"{entry['code']}/{option['id']}".encode()
        for _, entry in placed
        for option in entry["options"]
        if not option["fixed"]
    ]
    tickets = iter(order.many("option/", loose))
    return [
        {
            "code": entry["code"],
            "revision": entry["revision"],
            "quota": quota,
            "options": _options(entry["options"], tickets),
        }
        for quota, entry in placed
    ]


def _options(options: list[Object], tickets: Iterator[bytes]) -> list[str]:
    """Return option ids: fixed ones at their index, the others by ticket in the places left."""
    loose = [(next(tickets), option["id"]) for option in options if not option["fixed"]]
    shuffled = iter(sorted(loose))
    return [option["id"] if option["fixed"] else next(shuffled)[1] for option in options]
