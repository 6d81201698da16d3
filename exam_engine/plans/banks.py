"""Does a bank hold what a preset needs? If not: which topic, how many, how many are there."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from exam_engine.plans.presets import Preset
from foundation.errors import Conflict


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing; `topic` is None where the whole bank is too small."""

    topic: str | None
    wanted: int
    found: int


class BankMissing(Conflict):
    """The bank that a preset needs is not there; details: preset, languages, options, gaps."""

    code: ClassVar[str] = "bank_missing"


def require_bank(preset: Preset, entries: Iterable[dict[str, Any]]) -> None:
    """Raise BankMissing unless these release entries are a bank for the preset."""
    missing = gaps(preset, entries)
    if missing:
        raise BankMissing(
            preset=preset.name,
            languages=preset.need.languages,
            options=preset.need.options,
            gaps=tuple(asdict(gap) for gap in missing),
        )


def gaps(preset: Preset, entries: Iterable[dict[str, Any]]) -> tuple[Gap, ...]:
    """Return what is missing, topic by topic, then in all; empty if nothing is."""
    fitting = [entry for entry in entries if _fits(preset, entry)]
    found = [
        Gap(topic, wanted, sum(entry["topic"] == topic for entry in fitting))
        for topic, wanted in preset.need.topics.items()
    ]
    found.append(Gap(None, preset.need.size, len(fitting)))
    return tuple(gap for gap in found if gap.found < gap.wanted)


def _fits(preset: Preset, entry: dict[str, Any]) -> bool:
    need = preset.need
    if entry["topic"] not in need.topics or not set(need.languages) <= set(entry["languages"]):
        return False
    if preset.targets and entry["difficulty"] is None:
        return False
    return need.options is None or len(entry["options"]) == need.options
