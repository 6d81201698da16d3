"""From what a file says to a verdict: texts cleaned, the draft checked, likenesses among rows named."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from question_bank.formats import markup
from question_bank.formats.rows import Place, Reason, Row, Verdict, mended, note, refused
from question_bank.items import checks, letters, likeness
from question_bank.items.values import Draft, Text

_UNSAID = {"no_difficulty", "look_alike", "invisible"}


def judge(place: Place, draft: Draft, reasons: Iterable[Reason]) -> Row:
    """Clean and check a question that was read; the draft stays only if nothing refuses it."""
    cleaned, said = _clean(draft)
    found = _findings(cleaned)
    every = _once([*reasons, *said, *found])
    row = Row(place, cleaned.code or None, cleaned, every)
    return row if row.accepted else replace(row, draft=None)


def compare(rows: Sequence[Row]) -> list[Row]:
    """Name questions of a file that say the same, and codes that come twice."""
    judged = _codes(rows)
    kept = [place for place, row in enumerate(judged) if row.draft is not None]
    drafts = [draft for place in kept if (draft := judged[place].draft) is not None]
    for pair in likeness.alike(drafts):
        _liken(judged, kept[pair.first], kept[pair.second], pair)
    return judged


def _liken(judged: list[Row], first: int, second: int, pair: likeness.Likeness) -> None:
    where = f"{pair.language}.stem"
    details = {"other": judged[first].place, "language": pair.language}
    if pair.closeness < 100:
        judged[second] = _with(judged[second], note("near_duplicate", where, **details))
    elif pair.same_options:
        judged[second] = _with(
            replace(judged[second], draft=None), refused("duplicate_question", where, **details)
        )
    else:
        _make_enemies(judged, first, second, where)


def _make_enemies(judged: list[Row], first: int, second: int, where: str) -> None:
    """Let no paper hold two questions with one stem, unless their author grouped them otherwise."""
    one, other = judged[first], judged[second]
    if one.draft is None or other.draft is None:
        return
    group = one.draft.enemies or other.draft.enemies or f"same-stem-{one.draft.code}"
    for place, row, draft, beside in ((first, one, one.draft, other), (second, other, other.draft, one)):
        reason = mended("duplicate_stem", where, other=beside.place, enemies=draft.enemies or group)
        judged[place] = _with(replace(row, draft=replace(draft, enemies=draft.enemies or group)), reason)


def _codes(rows: Sequence[Row]) -> list[Row]:
    seen: dict[str, Place] = {}
    judged: list[Row] = []
    for row in rows:
        folded = (row.code or "").lower()
        if row.draft is not None and folded in seen:
            twice = refused("code_twice", "code", item=row.code, other=seen[folded])
            judged.append(_with(replace(row, draft=None), twice))
            continue
        if row.draft is not None:
            seen[folded] = row.place
        judged.append(row)
    return judged


def _with(row: Row, reason: Reason) -> Row:
    return replace(row, reasons=(*row.reasons, reason))


def _clean(draft: Draft) -> tuple[Draft, list[Reason]]:
    said: list[Reason] = []
    languages: dict[str, Text] = {}
    for name, text in draft.languages.items():
        stem = _text(text.stem, f"{name}.stem", said)
        options = {option: _text(shown, f"{name}.{option}", said) for option, shown in text.options.items()}
        languages[name] = Text(stem, options)
    source = None if draft.source is None else _text(draft.source, "source", said) or None
    return replace(draft, languages=languages, source=source), said


def _text(text: str, where: str, said: list[Reason]) -> str:
    if markup.looks_like_html(text):
        text, lost = markup.plain(text, where)
        said += lost
    words = letters.mixed_words(text)
    cleaned, done = letters.clean(text)
    for code in done:
        said.append(
            mended(code, where, words=", ".join(words[:5])) if code == "look_alike" else mended(code, where)
        )
    return cleaned


def _findings(draft: Draft) -> list[Reason]:
    """Turn what is wrong with the cleaned draft into reasons; what cleaning mended is said already."""
    made: list[Reason] = []
    for finding in checks.check(draft):
        make: Callable[..., Reason] = refused if finding.severity == checks.ERROR else note
        if finding.code not in _UNSAID:
            made.append(make(finding.code, finding.place, **finding.details))
    return made


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    found = {(reason.code, reason.where): reason for reason in reasons}
    if any(
        where == "key" and code != "no_key" and found[code, where].weight is Verdict.REFUSED
        for code, where in found
    ):
        found.pop(("no_key", "key"), None)  # a key that could not be read is not a key left out
    return tuple(sorted(found.values(), key=lambda reason: -reason.weight))
