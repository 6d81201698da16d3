"""Looking: the list of questions, one with its history, two versions compared, the kiosk's view."""

import difflib
import hashlib
import re
from dataclasses import dataclass

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from sqlalchemy.orm import Session

from app.bank import blueprint, findings, forms, seeing, wording
from app.context import house
from app.guards import allow
from app.rights import Right
from question_bank.items import reading
from question_bank.items.tables import Revision
from question_bank.items.values import LANGUAGES, Draft

Piece = tuple[str, str]
FILTERS = ("bank", "topic", "state", "kind", "text", "reviewed")


@blueprint.app_context_processor
def _words() -> dict[str, object]:
    return {
        "bank_states": wording.STATES,
        "bank_kinds": wording.KINDS,
        "language_names": wording.LANGUAGE_NAMES,
        "place_name": wording.place_in_question,
    }


@blueprint.get("")
@allow(Right.SEE_BANK)
def index() -> ResponseReturnValue:
    """List the questions that the person may see, narrowed by filters."""
    wanted = _wanted()
    with house().reading() as session:
        return render_template(
            "bank/index.html",
            wanted=wanted,
            page=reading.listing(session, wanted),
            counts=reading.counts(session, bank=wanted.bank, author=seeing.only_author()),
            banks=reading.banks(session),
            topics=reading.topics(session),
            shown_in=_reader_language(),
        )


@blueprint.get("/items/<code>")
@allow(Right.SEE_BANK)
def item(code: str) -> ResponseReturnValue:
    """Show a question: its newest version (or version `n`), what was found in it, its history."""
    with house().reading() as session:
        revision = seeing.visible(session, code, request.args.get("n", type=int))
        draft = with_key(revision)
        return render_template(
            "bank/item.html",
            item=reading.item(session, code),
            revision=revision,
            draft=draft,
            said=findings.of(draft) if revision.state in {"draft", "in_review"} else [],
            history=_history(session, code),
            kind=forms.kind_of(draft),
            who=seeing.who(revision),
            person=g.staff.code,
        )


@blueprint.get("/items/<code>/preview")
@allow(Right.SEE_BANK)
def preview(code: str) -> ResponseReturnValue:
    """Show a question as a candidate would see it, without its key."""
    with house().reading() as session:
        revision = seeing.visible(session, code, request.args.get("n", type=int))
        draft = reading.draft_of(None, revision)
        bank = reading.item(session, code).bank
    shown = request.args.get("in", "")
    if shown not in draft.languages:
        shown = next((name for name in LANGUAGES if name in draft.languages), "")
    return render_template(
        "bank/preview.html",
        revision=revision,
        draft=draft,
        shown=shown,
        bank=bank,
        order=_shuffled(draft),
        large=request.args.get("large") == "1",
        who=seeing.who(revision),
    )


@blueprint.get("/items/<code>/compare")
@allow(Right.SEE_BANK)
def compare(code: str) -> ResponseReturnValue:
    """Show what changed between two versions, word by word."""
    with house().reading() as session:
        newest = seeing.visible(session, code)
        new = seeing.visible(session, code, request.args.get("new", newest.n, type=int))
        old = seeing.visible(session, code, request.args.get("old", max(1, new.n - 1), type=int))
        rows = _changes(with_key(old), with_key(new))
        history = _history(session, code)
    return render_template(
        "bank/compare.html", old=old, new=new, rows=rows, history=history, who=seeing.who(newest)
    )


def with_key(revision: Revision) -> Draft:
    """Return a revision as a draft, with its key unless a release has sealed it."""
    with house().keys() as keys:
        return reading.draft_of(keys, revision)


@dataclass(frozen=True, slots=True)
class Change:
    """A field of two versions: pieces that stayed, went and came."""

    place: str
    pieces: tuple[Piece, ...]
    changed: bool


def words(text: str) -> list[str]:
    """Return a text's words and what stands between them."""
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of two texts: same, gone, come."""
    before, after = words(old), words(new)
    pieces: list[Piece] = []
    for act, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(("same", "".join(before[i:j])))
            continue
        pieces += [("gone", "".join(before[i:j]))] if i < j else []
        pieces += [("come", "".join(after[k:m]))] if k < m else []
    return tuple(pieces)


def _changes(old: Draft, new: Draft) -> list[Change]:
    before, after = _told(old), _told(new)
    places = [*before, *(place for place in after if place not in before)]
    return [
        Change(
            wording.place_in_question(place),
            differences(before.get(place, ""), after.get(place, "")),
            before.get(place, "") != after.get(place, ""),
        )
        for place in places
        if before.get(place) or after.get(place)
    ]


def _told(draft: Draft) -> dict[str, str]:
    told: dict[str, str] = {}
    for language, text in draft.languages.items():
        told[f"{language}.stem"] = text.stem
        told |= {f"{language}.{option}": said for option, said in sorted(text.options.items())}
    told["key"] = ", ".join(option.upper() for option in draft.correct)
    told["topic"] = draft.topic
    told["kind"] = str(wording.KINDS[forms.kind_of(draft)])
    told["difficulty"] = "" if draft.difficulty is None else str(draft.difficulty)
    told["seconds"] = str(draft.seconds)
    told["enemies"] = draft.enemies or ""
    told["source"] = draft.source or ""
    return told


def _history(session: Session, code: str) -> list[Revision]:
    shown = reading.history(session, code)
    return shown if seeing.sees_all() else [one for one in shown if one.author == g.staff.code]


def _shuffled(draft: Draft) -> list[str]:
    """Return an example order of options: like a candidate's, the fixed ones in their places."""
    every = draft.option_ids()
    free = [option for option in every if option not in draft.fixed]
    tickets = iter(sorted(free, key=lambda option: hashlib.sha256(f"{draft.code}{option}".encode()).digest()))
    return [option if option in draft.fixed else next(tickets) for option in every]


def _wanted() -> reading.Filter:
    told = {name: request.args.get(name, "").strip()[:100] for name in FILTERS}
    page = request.args.get("page", 1, type=int)
    return reading.Filter(**told, author=seeing.only_author(), page=page)


def _reader_language() -> str:
    locale = get_locale()
    return locale.language if locale else "ky"
