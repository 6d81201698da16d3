"""A plan for a bank that no preset knows: some of each topic, for trying a file of questions."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from exam_engine.plans.presets import MINUTE, POINT, BankNeed, Preset
from foundation.errors import NotFound

MOST_OF_A_TOPIC = 10
NAME = "fitted"


def fitted(entries: Iterable[dict[str, Any]]) -> Preset:
    """Return a preset of up to ten questions a topic, two thirds of what there is at most.

    Languages are those that every item has, or else the most frequent one. Raises NotFound without items.
    """
    listed = list(entries)
    if not listed:
        raise NotFound(what="items")
    languages = _languages(listed)
    topics = Counter(entry["topic"] for entry in listed if set(languages) <= set(entry["languages"]))
    counts = {
        topic: max(1, min(MOST_OF_A_TOPIC, number * 2 // 3)) for topic, number in sorted(topics.items())
    }
    whole = sum(counts.values())
    return Preset(
        name=NAME,
        title={"ky": "Файлдагы суроолор", "ru": "Вопросы из файла", "en": "Questions of a file"},
        need=BankNeed(whole, counts, languages),
        counts=counts,
        duration=whole * MINUTE,
        cut=whole * POINT * 6 // 10,
        targets=False,
        source={"ky": "Файл", "ru": "Файл", "en": "A file"},
    )


def _languages(entries: list[dict[str, Any]]) -> tuple[str, ...]:
    common = set.intersection(*(set(entry["languages"]) for entry in entries))
    if common:
        return tuple(sorted(common))
    frequent = Counter(language for entry in entries for language in entry["languages"])
    return (max(sorted(frequent), key=lambda language: frequent[language]),)
