"""Questions that say the same: equal stems after folding, and stems that differ in little."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from question_bank.items import letters
from question_bank.items.values import Draft

CLOSE = 92
_SKETCH = 6
_CROWD = 40


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two questions by their place in the list; `closeness` of 100 means equal stems."""

    first: int
    second: int
    language: str
    closeness: int
    same_options: bool


def alike(drafts: Sequence[Draft]) -> list[Likeness]:
    """Return pairs of questions with equal or nearly equal stems, each pair once."""
    found: dict[tuple[int, int], Likeness] = {}
    for language in sorted({name for draft in drafts for name in draft.languages}):
        stems = {
            place: letters.fold(draft.languages[language].stem)
            for place, draft in enumerate(drafts)
            if language in draft.languages
        }
        for one, other in sorted(_candidates(stems)):
            closeness = int(fuzz.ratio(stems[one], stems[other], score_cutoff=CLOSE))
            if closeness and (one, other) not in found:
                same = _options(drafts[one], language) == _options(drafts[other], language)
                found[one, other] = Likeness(one, other, language, closeness, same)
    return list(found.values())


def _options(draft: Draft, language: str) -> set[str]:
    return {letters.fold(said) or said for said in draft.languages[language].options.values()}


def _candidates(stems: dict[int, str]) -> set[tuple[int, int]]:
    """Return pairs that share a piece of their sketches: comparing all with all takes minutes."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, stem in stems.items():
        for piece in _sketch(stem):
            places[piece].append(place)
    return {pair for shared in places.values() for pair in _pairs(shared)}


def _pairs(shared: list[int]) -> Iterable[tuple[int, int]]:
    # A piece that half of the bank shares says nothing; neighbours in the list are still compared.
    return combinations(shared, 2) if len(shared) <= _CROWD else pairwise(shared)


def _sketch(stem: str) -> set[int]:
    words = stem.split()
    if not words:
        return set()
    pieces = {zlib.crc32(" ".join(words[i : i + 3]).encode()) for i in range(max(1, len(words) - 2))}
    return {zlib.crc32(stem.encode()), *sorted(pieces)[:_SKETCH]}
