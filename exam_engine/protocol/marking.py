"""From one candidate's responses to exact points, sections and total (PROTOCOL 6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from exam_engine.protocol.decisions import Answers, Decisions
from exam_engine.protocol.fractions_of import NOTHING, fraction
from exam_engine.protocol.objects import Object
from exam_engine.protocol.plan import topics

Keys = Mapping[str, Object]


@dataclass(frozen=True, slots=True)
class Marked:
    """A candidate's figures in thousandths, rounded as the plan says; `points` and `most` by topic."""

    points: dict[str, int]
    most: dict[str, int]
    total: int

    @property
    def maximum(self) -> int:
        """Return the most this paper could bring."""
        return sum(self.most.values())

    def sections(self) -> list[Object]:
        """Return the section lines of the results, by topic."""
        return [
            {"topic": topic, "points": self.points[topic], "maximum": self.most[topic]}
            for topic in sorted(self.points)
        ]


@dataclass(frozen=True, slots=True)
class Marker:
    """What every candidate is marked by; `dropped` items leave points and maximum."""

    plan: Object
    keys: Keys
    decisions: Decisions
    dropped: frozenset[str]

    def mark(self, paper: Object, answers: Answers) -> Marked:
        """Return the figures of one candidate who did not stay away."""
        exact = dict.fromkeys(topics(self.plan), NOTHING)
        most = dict.fromkeys(exact, 0)
        for position, item in enumerate(paper["items"], start=1):
            quota = self.plan["quotas"][item["quota"]]
            if quota["pretest"] or item["code"] in self.dropped:
                continue
            points = self._item(quota["mark"], item["code"], answers.get(position, []))
            exact[quota["topic"]] += self._settled("item", points)
            most[quota["topic"]] += quota["mark"]
        settled = {topic: self._settled("section", points) for topic, points in exact.items()}
        total = self._settled("total", sum(settled.values(), NOTHING))
        shown = {topic: floor(self._rounded(points)) for topic, points in settled.items()}
        return Marked(shown, most, floor(total))

    def _item(self, mark: int, code: str, response: list[str]) -> Fraction:
        """Return an item's exact points; an annulled one gives its full mark, unless the plan drops it."""
        if code in self.decisions.annulled and self.plan["annulment"] == "full_mark":
            return Fraction(mark)
        if not response:
            return NOTHING
        earned = self._best(code, response)
        return mark * earned - (self.plan["scoring"]["penalty"] if earned == 0 else 0)

    def _best(self, code: str, response: list[str]) -> Fraction:
        """Return the best fraction over the key and the keys accepted later."""
        key = self.keys[code]
        rule = self.plan["scoring"]["rules"].get(key["kind"], "exact")
        corrects: Iterable[list[str]] = [key["correct"], *self.decisions.accepted.get(code, [])]
        return max(fraction(key["kind"], rule, response, correct, key["folds"]) for correct in corrects)

    def _settled(self, place: str, points: Fraction) -> Fraction:
        """Return points with the floor and the rounding that the plan puts at this place."""
        if self.plan["scoring"]["floor_zero"] == place:
            points = max(NOTHING, points)
        return self._rounded(points) if self.plan["rounding"]["place"] == place else points

    def _rounded(self, points: Fraction) -> Fraction:
        """Return points as whole units of the plan's rounding."""
        rounding = self.plan["rounding"]
        half = Fraction(1, 2) if rounding["rule"] == "half_up" else NOTHING
        return Fraction(floor(points / rounding["unit"] + half) * rounding["unit"])


def cut_and_minima(
    plan: Object, dropped: Iterable[Object], maximum: int, marks: Mapping[str, int]
) -> tuple[int, dict[str, int]]:
    """Return the cut and the sections' minima after these release entries were dropped.

    Each lowers both by its difficulty, or, if unknown, by its share of the cut; `marks` by item code.
    """
    cut: int = plan["pass"]["cut"]
    minima = {section["topic"]: section["min"] for section in plan["pass"]["sections"]}
    for entry in dropped:
        less = entry["difficulty"]
        if less is None:
            less = marks[entry["code"]] * plan["pass"]["cut"] // maximum
        cut -= less
        if entry["topic"] in minima:
            minima[entry["topic"]] -= less
    return cut, minima
