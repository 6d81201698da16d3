"""Moodle XML (INTEROP 3): categories, multichoice and true/false; everything else is refused by name."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from lxml import etree

from question_bank.formats import markup, naming
from question_bank.formats.judging import judge
from question_bank.formats.rows import Asked, Place, Reason, Row, Unreadable, dropped, mended, note, refused
from question_bank.items.letters import language_of
from question_bank.items.values import OPTION_IDS, Draft, Text, true_false

MOST_QUESTIONS = 20_000
_TOP = {"", "top", "$course$", "$module$", "$system$", "$cat$"}
_ALL_POINTS = Decimal(100)
_TOLERANCE = Decimal("0.1")


def read(data: bytes, asked: Asked) -> list[Row]:
    """Return a verdict on each question; raise Unreadable for what is no Moodle XML."""
    root = _parse(data)
    questions = root.findall("question")
    if len(questions) > MOST_QUESTIONS:
        raise Unreadable(reason="too_many", rows=MOST_QUESTIONS)
    topic = ""
    rows: list[Row] = []
    for number, element in enumerate(questions, 1):
        if element.get("type") == "category":
            topic = _category(element) or topic
        else:
            rows.append(_question(element, Place("question", number), topic, asked))
    if not rows:
        raise Unreadable(reason="empty")
    return rows


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise Unreadable(reason="broken_xml", line=line or "?") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Unreadable(reason="dtd")
    if root.tag != "quiz":
        raise Unreadable(reason="other_xml", root=str(root.tag)[:40])
    return root


def _category(element: etree._Element) -> str:
    """Return the innermost name of `$course$/top/A/B`; a slash inside a name is written twice."""
    path = (element.findtext("category/text") or "").strip().replace("//", "\0")
    names = [name.replace("\0", "/").strip() for name in path.split("/")]
    real = [name for name in names if name.lower() not in _TOP]
    return real[-1] if real else ""


def _question(element: etree._Element, place: Place, topic: str, asked: Asked) -> Row:
    kind = (element.get("type") or "").strip().lower()
    said = _said(element)
    if kind == "description":
        return Row(place, said, None, (dropped("description_skipped"),))
    if kind not in {"multichoice", "truefalse"}:
        return Row(place, said, None, (refused("kind_not_supported", "kind", kind=kind or "?"),))
    reasons = [*_left_out(element)]
    answers = element.findall("answer")
    texts = [_inner(element.find("questiontext")), *(_inner(answer) for answer in answers)]
    named = markup.languages_in(texts)
    ids = list(OPTION_IDS[: len(answers)])
    if len(answers) > len(OPTION_IDS):
        return Row(place, said, None, (refused("too_many_options", "", most=len(OPTION_IDS)),))
    if kind == "truefalse":
        languages, correct, fixed = _true_false(element, answers, named, asked, reasons)
    else:
        languages = _languages(element, answers, named, asked, reasons)
        fixed = () if _is_yes(element.findtext("shuffleanswers"), default=False) else tuple(ids)
        correct = _key(element, answers, reasons)
    draft = Draft(
        code=naming.code(said or "", asked, place.number, reasons),
        topic=naming.topic(topic, asked, reasons),
        kind="multiple" if kind == "multichoice" and not _single(element) else "single",
        languages=languages,
        correct=correct,
        fixed=fixed,
        source=(element.findtext("name/text") or "").strip() or None,
    )
    return judge(place, draft, reasons)


def _said(element: etree._Element) -> str | None:
    return (element.findtext("idnumber") or "").strip() or None


def _single(element: etree._Element) -> bool:
    return _is_yes(element.findtext("single"), default=True)


def _is_yes(text: str | None, *, default: bool) -> bool:
    word = (text or "").strip().lower()
    return word in {"true", "1", "yes"} if word else default


def _inner(element: etree._Element | None) -> str:
    """Return a text as HTML; text of another format is escaped, so that it reads the same."""
    if element is None:
        return ""
    text = element.findtext("text") or ""
    form = element.get("format") or "html"
    if form == "html" or element.get("format") is None:
        return text
    return re.sub("<(?=[^a-zA-Z/!])", "&lt;", text).replace("\n", "<br>")


def _left_out(element: etree._Element) -> Iterator[Reason]:
    """Name what a question has and we do not keep."""
    if element.findall(".//file") or element.findall(".//image") or element.findall(".//image_base64"):
        inside = [
            *element.findall("questiontext/file"),
            *element.findall("answer/file"),
            *element.findall("image"),
        ]
        inside += element.findall("image_base64")
        yield (
            refused("picture", "", found="file") if inside else dropped("feedback_dropped", "", found="file")
        )
    feedbacks = [found for tag in ("generalfeedback", "answer/feedback") for found in element.findall(tag)]
    feedbacks += [
        e for tag in ("correct", "partiallycorrect", "incorrect") for e in element.findall(f"{tag}feedback")
    ]
    if any((found.findtext("text") or "").strip() for found in feedbacks):
        yield dropped("feedback_dropped")
    for tag, code in (("hint", "hints_dropped"), ("tags/tag", "tags_dropped")):
        if any((found.findtext("text") or "").strip() for found in element.findall(tag)):
            yield dropped(code)
    if _is_yes(element.findtext("hidden"), default=False):
        yield note("was_hidden")
    grade = (element.findtext("defaultgrade") or "").strip()
    if grade and _number(grade) != 1:
        yield dropped("grade_dropped", "", found=grade[:20])


def _languages(
    element: etree._Element,
    answers: list[etree._Element],
    named: list[str],
    asked: Asked,
    reasons: list[Reason],
) -> dict[str, Text]:
    stem = _inner(element.find("questiontext"))
    if not named:
        said, _ = markup.plain(stem, "stem")
        only = asked.language or language_of(said)
        return {only: _text(stem, answers, only, reasons, split=False)}
    unknown = [name for name in named if name not in {"ky", "ru", "en"}]
    if unknown:
        reasons.append(dropped("language_dropped", "", languages=", ".join(unknown)))
    return {name: _text(stem, answers, name, reasons, split=True) for name in named if name not in unknown}


def _text(
    stem: str, answers: list[etree._Element], language: str, reasons: list[Reason], *, split: bool
) -> Text:
    def shown(source: str, where: str) -> str:
        text, lost = markup.plain(markup.pick(source, language) if split else source, f"{language}.{where}")
        reasons.extend(lost)
        return text

    options = {
        OPTION_IDS[place]: shown(_inner(answer), OPTION_IDS[place]) for place, answer in enumerate(answers)
    }
    return Text(shown(stem, "stem"), options)


def _key(element: etree._Element, answers: list[etree._Element], reasons: list[Reason]) -> tuple[str, ...]:
    shares = [_number(answer.get("fraction") or "0") for answer in answers]
    if any(share is None for share in shares):
        reasons.append(refused("bad_number", "key", found="fraction"))
        return ()
    points = [share or Decimal(0) for share in shares]
    if any(point < 0 for point in points):
        reasons.append(dropped("negative_fraction", "key"))
    return _single_key(points, reasons) if _single(element) else _multiple_key(points, reasons)


def _single_key(points: list[Decimal], reasons: list[Reason]) -> tuple[str, ...]:
    right = tuple(
        OPTION_IDS[place] for place, point in enumerate(points) if point >= _ALL_POINTS - _TOLERANCE
    )
    if any(0 < point < _ALL_POINTS - _TOLERANCE for point in points):
        reasons.append(dropped("partial_fraction", "key"))
    return right


def _multiple_key(points: list[Decimal], reasons: list[Reason]) -> tuple[str, ...]:
    right = [point for point in points if point > 0]
    if right and abs(sum(right) - _ALL_POINTS) > _TOLERANCE * len(right):
        reasons.append(dropped("fractions_total", "key", found=str(sum(right))))
    elif right and max(right) - min(right) > _TOLERANCE:
        reasons.append(dropped("unequal_fractions", "key"))
    return tuple(OPTION_IDS[place] for place, point in enumerate(points) if point > 0)


def _true_false(
    element: etree._Element,
    answers: list[etree._Element],
    named: list[str],
    asked: Asked,
    reasons: list[Reason],
) -> tuple[dict[str, Text], tuple[str, ...], tuple[str, ...]]:
    texts = _languages(element, [], named, asked, reasons)
    options = true_false(texts)
    languages = {name: Text(text.stem, options[name]) for name, text in texts.items()}
    shares = {
        _which(answer, place, reasons): _number(answer.get("fraction") or "0")
        for place, answer in enumerate(answers)
    }
    right = tuple(sorted(option for option, share in shares.items() if share and share > 0))
    return languages, right, ("a", "b")


def _which(answer: etree._Element, place: int, reasons: list[Reason]) -> str:
    """Return `a` for the answer that says true; old files in other languages go by order."""
    said, _ = markup.plain(_inner(answer), "key")
    word = said.strip().lower()
    if word in {"true", "false"}:
        return "a" if word == "true" else "b"
    reasons.append(mended("true_false_by_order", "key", found=said[:40]))
    return "a" if place == 0 else "b"


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
