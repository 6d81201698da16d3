"""Responses: the exact forms of annex B 5, checked at save and again in evidence."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from exam_engine.protocol.objects import Object
from exam_engine.protocol.values import LONGEST_TEXT, NUMBER, is_free
from foundation.errors import Invalid


class BadResponse(Invalid):
    """A response has no form its item allows; details: reason, kind."""

    code: ClassVar[str] = "bad_response"


def check_response(kind: str, options: Sequence[str], gaps: Sequence[str], response: Any) -> list[str]:
    """Return the response if it has the form of its kind and names only what stands on the paper.

    `options` are the item's option ids (in any order), `gaps` its gap ids; `[]` clears an answer.
    """
    if not (isinstance(response, list) and all(isinstance(part, str) for part in response)):
        raise BadResponse(reason="form", kind=kind)
    if response and (reason := _FAULTS[kind](response, options, gaps)) is not None:
        raise BadResponse(reason=reason, kind=kind)
    return response


def check_responses(paper: Object, entries: Iterable[Object], items: dict[str, Object]) -> None:
    """Raise BadResponse for the first answer in a journal that its paper does not allow.

    `items` are the release's entries by item code.
    """
    for entry in entries:
        if entry["kind"] != "answered":
            continue
        position = entry["body"]["position"]
        if not 1 <= position <= len(paper["items"]):
            raise BadResponse(reason="position", n=entry["n"])
        drawn = paper["items"][position - 1]
        item = items[drawn["code"]]
        try:
            check_response(item["kind"], drawn["options"], item["gaps"], entry["body"]["response"])
        except BadResponse as error:
            raise BadResponse(**error.details, n=entry["n"]) from error


def _chosen(response: list[str], options: Sequence[str], _gaps: Sequence[str]) -> str | None:
    if any(chosen not in options for chosen in response):
        return "unknown option"
    return None if response == sorted(set(response)) else "order"


def _single(response: list[str], options: Sequence[str], gaps: Sequence[str]) -> str | None:
    return "more than one" if len(response) > 1 else _chosen(response, options, gaps)


def _order(response: list[str], options: Sequence[str], _gaps: Sequence[str]) -> str | None:
    return None if sorted(response) == sorted(options) else "permutation"


def _match(response: list[str], options: Sequence[str], gaps: Sequence[str]) -> str | None:
    pairs = [text.split(":") for text in response]
    if any(len(pair) != 2 or pair[0] not in gaps or pair[1] not in options for pair in pairs):
        return "unknown option"
    if len({pair[0] for pair in pairs}) != len(pairs):
        return "gap twice"
    return None if response == sorted(response) else "order"


def _number(response: list[str], _options: Sequence[str], _gaps: Sequence[str]) -> str | None:
    return None if len(response) == 1 and NUMBER.fullmatch(response[0]) else "number"


def _text(response: list[str], _options: Sequence[str], _gaps: Sequence[str]) -> str | None:
    if len(response) != 1 or response[0] == "":
        return "text"
    if len(response[0]) > LONGEST_TEXT:
        return "too long"
    usable = is_free(response[0]) and unicodedata.is_normalized("NFC", response[0])
    return None if usable else "not normal"


_FAULTS: dict[str, Callable[[list[str], Sequence[str], Sequence[str]], str | None]] = {
    "single": _single,
    "multiple": _chosen,
    "order": _order,
    "match": _match,
    "number": _number,
    "text": _text,
}
