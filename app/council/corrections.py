"""Corrections: said in words, voted and recorded first; only then may anybody compute what they change."""

from dataclasses import dataclass
from typing import Any, Literal, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.context import actor, house, now
from app.council import blueprint, path, words
from app.errors import status_of
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from app.translating import language
from exam_engine import packages, records
from exam_engine.results import services as results
from exam_engine.results.errors import BadAmendment
from exam_engine.results.key_opening import KEYS
from exam_engine.results.voting import Motion
from foundation.canonical import parse
from foundation.errors import DomainError
from question_bank.releases import reading

Action = Literal["annul", "accept", "void", "restore"]
PROPOSED: tuple[Action, ...] = ("annul", "accept", "void", "restore")
OF_ITEM = frozenset({"annul", "accept"})
MOST_VOTES = 99


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction as it was typed."""

    action: str
    code: str
    candidate: str
    correct: tuple[str, ...]
    reason: str

    @property
    def is_of_item(self) -> bool:
        """Say whether a question is meant, not a candidate."""
        return self.action in OF_ITEM


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the commission sees it when it votes: stem, options by id, ids of the right ones."""

    stem: str
    options: tuple[tuple[str, str], ...]
    correct: tuple[str, ...]
    kind: str


@blueprint.get("/<sitting>/corrections")
@allow(Right.SEE_RESULTS)
def corrections(sitting: str) -> ResponseReturnValue:
    """Show what was voted, and the form to propose another correction."""
    return _page(sitting, _typed(), {})


@blueprint.get("/<sitting>/corrections/vote")
@allow(Right.CERTIFY)
def ballot(sitting: str) -> ResponseReturnValue:
    """Show a proposal in words, and ask for the votes."""
    typed = _typed()
    errors = _errors(typed)
    if errors:
        return _page(sitting, typed, errors), 422
    return _ballot(sitting, typed, {})


@blueprint.post("/<sitting>/corrections/vote")
@allow(Right.CERTIFY)
def vote(sitting: str) -> ResponseReturnValue:
    """Record a carried vote before anybody can compute its effect."""
    typed = _typed()
    errors = _errors(typed) | _vote_errors(typed)
    if errors:
        return _ballot(sitting, typed, errors), 422
    try:
        _record(sitting, typed)
    except DomainError as error:
        return _ballot(sitting, typed, {"for": sentence(error)}), status_of(error)
    flash(_("The vote is recorded. Its effect is computed with the next version of the results."), "success")
    return redirect(url_for("council.corrections", sitting=sitting), 303)


def _record(sitting: str, typed: Proposal) -> None:
    motion = Motion(
        action=cast("Action", typed.action),
        reason=typed.reason,
        code=typed.code if typed.is_of_item else None,
        correct=typed.correct if typed.action == "accept" else None,
        candidate=None if typed.is_of_item else typed.candidate,
    )
    with house().writing() as session:
        if _is_same_as_last(session, sitting, motion):
            return
        _check_options(session, sitting, motion)
        results.vote(
            session,
            sitting,
            motion,
            votes_for=request.form.get("for", 0, type=int),
            votes_against=request.form.get("against", 0, type=int),
            actor=actor(),
            now=now(),
        )


def _check_options(session: Session, sitting: str, motion: Motion) -> None:
    """Raise BadAmendment if a further key is no option of its question, or several where one is chosen."""
    if motion.code is None or motion.correct is None:
        return
    asked = _asked(session, sitting, motion.code)
    known = {option for option, _text in asked.options}
    too_many = asked.kind == "single" and len(motion.correct) > 1
    if known and (too_many or not known.issuperset(motion.correct)):
        raise BadAmendment(reason="option", item=motion.code)


def _is_same_as_last(session: Session, sitting: str, motion: Motion) -> bool:
    """Say whether the very same motion waits already: the button was pressed twice."""
    votes = results.voted(session, sitting)
    if not votes:
        return False
    last = parse(votes[-1].stored)
    correct = None if motion.correct is None else list(motion.correct)
    same = (motion.action, motion.code, motion.candidate, correct, motion.reason)
    return same == tuple(last[name] for name in ("action", "code", "candidate", "correct", "reason"))


def _typed() -> Proposal:
    given = request.values
    return Proposal(
        action=given.get("action", ""),
        code=given.get("code", "").strip(),
        candidate=given.get("candidate", "").replace(" ", ""),
        correct=tuple(sorted({one.strip() for one in given.getlist("correct") if one.strip()})),
        reason=" ".join(given.get("reason", "").split()),
    )


def _errors(typed: Proposal) -> dict[str, str]:
    errors = {}
    if typed.action not in PROPOSED:
        errors["action"] = _("Choose what is to be corrected.")
    elif typed.is_of_item and not typed.code:
        errors["code"] = _("Choose the question.")
    elif not typed.is_of_item and not typed.candidate:
        errors["candidate"] = _("Choose the candidate’s code.")
    if not typed.reason:
        errors["reason"] = _("Write the reason: it stands in the published results.")
    return errors


def _vote_errors(typed: Proposal) -> dict[str, str]:
    errors = {}
    if typed.action == "accept" and not typed.correct:
        errors["correct"] = _("Choose the further answer that is to count as right.")
    for name in ("for", "against"):
        number = request.form.get(name, -1, type=int)
        if not 0 <= number <= MOST_VOTES:
            errors[name] = _("Enter how many voted, 0 to 99.")
    return errors


def _page(sitting: str, typed: Proposal, errors: dict[str, str]) -> str:
    with house().reading() as session:
        found = path.find(session, sitting)
        opened = records.find(session, sitting, KEYS) is not None
        codes = records.load(session, sitting, "register.json")["codes"]
        return render_template(
            "council/corrections.html",
            path=found,
            words=words,
            voted=[parse(one.stored) for one in results.voted(session, sitting)],
            until=records.load(session, sitting, "plan.json")["correct_until"],
            opened=opened,
            items=_items(session, sitting) if opened else [],
            codes=[(code, code) for code in codes],
            typed=typed,
            errors=errors,
            proposed=PROPOSED,
        )


def _items(session: Session, sitting: str) -> list[tuple[str, str]]:
    """Return the drawn questions with the beginning of each stem."""
    root = records.get_sitting(session, sitting).release_root
    contents = reading.contents(session, root, packages.drawn_items(session, sitting))
    return [
        (code, f"{code}: {_text(parse(stored))['stem'][:70]}") for code, stored in sorted(contents.items())
    ]


def _text(content: dict[str, Any]) -> dict[str, Any]:
    """Return a question's text in the language of the page, or in the nearest one it has."""
    texts: dict[str, dict[str, Any]] = content["languages"]
    return texts.get(language()) or texts.get("ru") or next(iter(texts.values()))


def _ballot(sitting: str, typed: Proposal, errors: dict[str, str]) -> str:
    with house().reading() as session:
        found = path.find(session, sitting)
        asked = _asked(session, sitting, typed.code) if typed.is_of_item else None
        return render_template(
            "council/ballot.html",
            path=found,
            words=words,
            typed=typed,
            asked=asked,
            errors=errors,
            votes={name: request.form.get(name, "") for name in ("for", "against")},
        )


def _asked(session: Session, sitting: str, code: str) -> Asked:
    """Return the question with its key; raise NotFound for a code that was not drawn."""
    root = records.get_sitting(session, sitting).release_root
    content = parse(reading.contents(session, root, [code])[code])
    text = _text(content)
    key = results.keys_by_item(session, sitting).get(code)
    options = text.get("options", {})
    return Asked(
        stem=text["stem"],
        options=tuple((option, options[option]) for option in sorted(options)),
        correct=tuple(key["correct"]) if key else (),
        kind=content["kind"],
    )
