"""Plan rehearsal: many papers drawn with throw-away seeds, before anything is announced (PROTOCOL 8)."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Any, ClassVar

from exam_engine.protocol import draw
from exam_engine.protocol.codes import candidate_codes
from exam_engine.protocol.feasibility import check_feasible
from exam_engine.protocol.plan import eligible
from foundation.errors import Conflict

MOST_ROUNDS = 50
PAIRS_FROM = 60
ENOUGH = 10
Progress = Callable[[int, int], None]


class PlanTooCostly(Conflict):
    """A quota needs more than 50 rounds on average; details: quota, topic, rounds, target, mean."""

    code: ClassVar[str] = "plan_too_costly"


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, greatest, mean and standard deviation, in the unit of what is measured."""

    least: int
    most: int
    mean: int
    deviation: int


@dataclass(frozen=True, slots=True)
class QuotaRehearsal:
    """What the draw will do in one quota; rounds in hundredths, difficulty in thousandths of a point.

    `bank_mean`: count x mean difficulty of eligible items; `shared`: items that an earlier quota may take.
    """

    number: int
    topic: str
    count: int
    eligible: int
    shared: int
    rounds: int
    most_rounds: int
    target: int | None
    bank_mean: int | None
    difficulty: Spread | None
    seconds: Spread


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What many papers of a plan look like.

    `exposure`: on how many papers an item stands, by code; `overlap`: items two papers share; `wholes`: each
    paper's difficulty where every item is rated; seconds, points in thousandths.
    """

    papers: int
    quotas: tuple[QuotaRehearsal, ...]
    difficulty: Spread | None
    seconds: Spread
    exposure: dict[str, int]
    overlap: Spread
    unused: int
    wholes: tuple[int, ...]


def rehearse_plan(
    plan: dict[str, Any],
    release: dict[str, Any],
    *,
    seed: bytes,
    papers: int = 200,
    progress: Progress | None = None,
) -> Rehearsal:
    """Draw papers with a throw-away seed and describe them; raise InfeasiblePlan or PlanTooCostly."""
    check_feasible(plan, release)
    drawn = _draw(plan, release, candidate_codes(papers, _stream(seed)), seed, progress)
    entries = {entry["code"]: entry for entry in release["entries"]}
    exposure = Counter(item["code"] for paper in drawn for item in paper["items"])
    fitting = _eligible(plan, release["entries"])
    wholes = [sum(paper["difficulty"]) for paper in drawn if None not in paper["difficulty"]]
    report = Rehearsal(
        papers=len(drawn),
        quotas=tuple(_quota(number, plan, drawn, entries, fitting) for number in range(len(plan["quotas"]))),
        difficulty=_spread(wholes) if len(wholes) == len(drawn) else None,
        seconds=_spread(
            [sum(entries[item["code"]]["seconds"] for item in paper["items"]) for paper in drawn]
        ),
        exposure=dict(sorted(exposure.items())),
        overlap=_overlap(drawn),
        unused=len(set().union(*fitting) - exposure.keys()),
        wholes=tuple(wholes),
    )
    check_cost(report)
    return report


def check_cost(report: Rehearsal) -> None:
    """Raise PlanTooCostly for the first quota above 50 rounds on average."""
    for quota in report.quotas:
        if quota.rounds > MOST_ROUNDS * 100:
            raise PlanTooCostly(
                quota=quota.number,
                topic=quota.topic,
                rounds=quota.rounds // 100,
                target=quota.target,
                mean=quota.bank_mean,
            )


def _draw(
    plan: dict[str, Any],
    release: dict[str, Any],
    codes: list[str],
    seed: bytes,
    progress: Progress | None,
) -> list[dict[str, Any]]:
    """Draw the papers, but no further than needed to know that the plan is far too costly."""
    drawn: list[dict[str, Any]] = []
    for paper in draw.papers(plan, release, codes, seed, "rehearsal"):
        drawn.append(paper)
        if progress is not None:
            progress(len(drawn), len(codes))
        sums = [sum(rounds) for rounds in zip(*(each["rounds"] for each in drawn), strict=True)]
        if len(drawn) >= ENOUGH and max(sums) > len(drawn) * MOST_ROUNDS * 2:
            break
    return drawn


def _quota(
    number: int,
    plan: dict[str, Any],
    drawn: list[dict[str, Any]],
    entries: dict[str, dict[str, Any]],
    fitting: list[set[str]],
) -> QuotaRehearsal:
    quota = plan["quotas"][number]
    rounds = [paper["rounds"][number] + 1 for paper in drawn]
    rated = [paper["difficulty"][number] for paper in drawn if paper["difficulty"][number] is not None]
    seconds = [
        sum(entries[item["code"]]["seconds"] for item in paper["items"] if item["quota"] == number)
        for paper in drawn
    ]
    known = [
        entries[code]["difficulty"] for code in fitting[number] if entries[code]["difficulty"] is not None
    ]
    return QuotaRehearsal(
        number=number,
        topic=quota["topic"],
        count=quota["count"],
        eligible=len(fitting[number]),
        shared=len(fitting[number] & set().union(*fitting[:number])),
        rounds=sum(rounds) * 100 // len(rounds),
        most_rounds=max(rounds),
        target=quota["target"],
        bank_mean=quota["count"] * sum(known) // len(known) if known else None,
        difficulty=_spread(rated) if len(rated) == len(drawn) else None,
        seconds=_spread(seconds),
    )


def _eligible(plan: dict[str, Any], entries: Iterable[dict[str, Any]]) -> list[set[str]]:
    listed = list(entries)
    return [{entry["code"] for entry in eligible(plan, quota, listed)} for quota in plan["quotas"]]


def _overlap(drawn: list[dict[str, Any]]) -> Spread:
    """Return how many items two papers share, over pairs of the first sixty papers."""
    held = [{item["code"] for item in paper["items"]} for paper in drawn[:PAIRS_FROM]]
    return _spread([len(one & other) for one, other in combinations(held, 2)] or [0])


def _spread(values: list[int]) -> Spread:
    mean = sum(values) / len(values)
    deviation = sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return Spread(min(values), max(values), round(mean), round(deviation))


def _stream(seed: bytes) -> Callable[[int], bytes]:
    """Return chance for throw-away codes, derived from the seed: a rehearsal can be repeated."""
    counter = iter(range(2**63))

    def chance(length: int) -> bytes:
        return hashlib.shake_256(seed + next(counter).to_bytes(8)).digest(length)

    return chance
