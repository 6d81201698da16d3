"""The way of a question to approval: write, submit, review, approve. Three different people (DESIGN 7.7).

Sessions come first: the bank's, then the key database's where a key is touched. Nothing here commits.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from foundation import ledger
from foundation.canonical import Instant
from foundation.errors import Conflict, Forbidden, Invalid
from question_bank.items import checks
from question_bank.items.life import State, WrongState, advance
from question_bank.items.reading import codes_taken, draft_of, drafts_of, get, newest
from question_bank.items.tables import Item, Revision
from question_bank.items.values import Draft, is_code, to_json
from question_bank.keys import services as kept


class SamePerson(Forbidden):
    """Author, reviewer and approver must be three people."""

    code = "same_person"


class NotTheAuthor(Forbidden):
    """Only its author changes a draft."""

    code = "not_the_author"


class CodeTaken(Conflict):
    """An item with this code (ignoring case) exists."""

    code = "code_taken"


class NotReady(Invalid):
    """The question has errors that must be mended before anybody reviews it."""

    code = "draft_not_ready"


class NoReason(Invalid):
    """A question is returned with a sentence that says why."""

    code = "no_reason"


class NotReviewed(Conflict):
    """Nobody has reviewed it yet, so nobody can approve it."""

    code = "not_reviewed"


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a question goes back: the place (`ru.stem`, `ky.b`, `key`, empty for the whole) and a sentence."""

    place: str
    sentence: str


def write(session: Session, keys: Session, draft: Draft, *, bank: str, actor: str, now: Instant) -> Revision:
    """Begin an item with its first draft; raise CodeTaken or Invalid."""
    write_all(session, keys, [draft], bank=bank, actor=actor, now=now)
    return get(session, draft.code)


def write_all(
    session: Session, keys: Session, drafts: Sequence[Draft], *, bank: str, actor: str, now: Instant
) -> None:
    """Begin many items; all or none."""
    bad = [draft.code for draft in drafts if not (is_code(draft.code) and is_code(draft.topic))]
    if bad or not is_code(bank):
        raise Invalid(what="code", codes=bad, bank=bank)
    folded = Counter(draft.code.lower() for draft in drafts)
    taken = codes_taken(session, list(folded)) | {code for code, times in folded.items() if times > 1}
    if taken:
        raise CodeTaken(codes=sorted(taken))
    if not drafts:
        return
    session.execute(insert(Item), [_item_row(draft, bank) for draft in drafts])
    session.execute(insert(Revision), [_revision_row(draft, 1, actor, now) for draft in drafts])
    kept.keep_all(keys, {(draft.code, 1): kept.Key(draft.correct, draft.folds) for draft in drafts})


def change_draft(session: Session, keys: Session, draft: Draft, *, actor: str, now: Instant) -> Revision:
    """Replace the wording and key of the item's draft; raise WrongState, NotTheAuthor."""
    revision = get(session, draft.code, lock=True)
    if revision.state != State.DRAFT.value:
        raise WrongState(item=draft.code, current=revision.state, to=State.DRAFT.value)
    if revision.author != actor:
        raise NotTheAuthor(item=draft.code, author=revision.author)
    if not is_code(draft.topic):
        raise Invalid(what="topic", found=draft.topic)
    for name, value in _revision_row(draft, revision.n, actor, now).items():
        if name != "returned":
            setattr(revision, name, value)
    _take_over(session, draft)
    kept.keep(keys, (draft.code, revision.n), kept.Key(draft.correct, draft.folds))
    return revision


def new_draft(session: Session, keys: Session, code: str, *, actor: str, now: Instant) -> Revision:
    """Copy the newest revision into a new draft of `actor`; a key that is sealed must be given anew."""
    last = get(session, code, lock=True)
    if State(last.state) in {State.DRAFT, State.IN_REVIEW}:
        raise WrongState(item=code, current=last.state, to=State.DRAFT.value)
    return _copy(session, keys, last, author=actor, now=now)


def submit(session: Session, keys: Session, codes: Sequence[str], *, actor: str, now: Instant) -> None:
    """Hand drafts to review; raise NotReady with the errors that stand in the way."""
    revisions = _ready(session, codes, State.IN_REVIEW)
    for revision in revisions:
        if revision.author != actor:
            raise NotTheAuthor(item=revision.item_code, author=revision.author)
    for draft in drafts_of(keys, revisions):
        errors = checks.errors(checks.check(draft))
        if errors:
            raise NotReady(item=draft.code, findings=errors)
    for revision in revisions:
        revision.move_to(State.IN_REVIEW)
        revision.changed_at = now
    _record(session, "submitted", revisions, actor=actor, now=now)


def review(session: Session, codes: Sequence[str], *, actor: str, now: Instant) -> None:
    """Agree with questions as their reviewer; raise SamePerson, WrongState."""
    revisions = _ready(session, codes, State.APPROVED)
    for revision in revisions:
        _refuse_same(revision, actor, {"author": revision.author, "reviewer": revision.reviewer})
        revision.reviewer = actor
        revision.changed_at = now
    _record(session, "reviewed", revisions, actor=actor, now=now, verdict="agreed")


def send_back(
    session: Session, keys: Session, code: str, remarks: Sequence[Remark], *, actor: str, now: Instant
) -> Revision:
    """Return a question to its author with sentences; its copy becomes the author's new draft."""
    if not remarks or not all(remark.sentence.strip() for remark in remarks):
        raise NoReason(item=code)
    revision = get(session, code, lock=True)
    _refuse_same(revision, actor, {"author": revision.author})
    revision.move_to(State.RETURNED)
    revision.returned = [
        {"by": actor, "at": now, "place": remark.place, "sentence": remark.sentence.strip()}
        for remark in remarks
    ]
    _record(session, "reviewed", [revision], actor=actor, now=now, verdict="returned")
    return _copy(session, keys, revision, author=revision.author, now=now)


def approve(session: Session, codes: Sequence[str], *, actor: str, now: Instant) -> None:
    """Approve reviewed questions; raise SamePerson, NotReviewed, WrongState."""
    revisions = _ready(session, codes, State.APPROVED)
    for revision in revisions:
        if revision.reviewer is None:
            raise NotReviewed(item=revision.item_code)
        _refuse_same(revision, actor, {"author": revision.author, "reviewer": revision.reviewer})
        revision.move_to(State.APPROVED)
        revision.approver = actor
        revision.changed_at = now
    _record(session, "approved", revisions, actor=actor, now=now)


def retire(session: Session, code: str, *, actor: str, now: Instant) -> Revision:
    """Take an item's newest revision out of use; releases that hold it stay as they are."""
    revision = get(session, code, lock=True)
    revision.move_to(State.RETIRED)
    revision.changed_at = now
    _record(session, "retired", [revision], actor=actor, now=now)
    return revision


def _item_row(draft: Draft, bank: str) -> dict[str, Any]:
    return {
        "code": draft.code,
        "folded": draft.code.lower(),
        "bank": bank,
        "topic": draft.topic,
        "enemies": draft.enemies,
        "latest": 1,
    }


def _revision_row(draft: Draft, n: int, author: str, now: Instant) -> dict[str, Any]:
    said = [part for text in draft.languages.values() for part in (text.stem, *text.options.values())]
    return {
        "item_code": draft.code,
        "n": n,
        "state": State.DRAFT.value,
        "kind": draft.kind,
        "author": author,
        "difficulty": draft.difficulty,
        "difficulty_basis": draft.difficulty_basis,
        "seconds": draft.seconds,
        "languages": sorted(draft.languages),
        "draft": to_json(draft),
        "source": draft.source,
        "returned": None,
        "searched": "\n".join([draft.code, *said]).lower(),
        "changed_at": now,
    }


def _copy(session: Session, keys: Session, last: Revision, *, author: str, now: Instant) -> Revision:
    draft = draft_of(keys, last)
    copy = Revision(**_revision_row(draft, last.n + 1, author, now))
    session.add(copy)
    session.execute(update(Item).where(Item.code == last.item_code).values(latest=copy.n))
    session.flush()  # bulk statements of the same transaction must see it
    kept.keep(keys, (copy.item_code, copy.n), kept.Key(draft.correct, draft.folds))
    return copy


def _take_over(session: Session, draft: Draft) -> None:
    changed = {"topic": draft.topic, "enemies": draft.enemies}
    session.execute(update(Item).where(Item.code == draft.code).values(**changed))


def _ready(session: Session, codes: Sequence[str], to: State) -> list[Revision]:
    """Return the newest revisions of items, locked, each in a state from which `to` is allowed."""
    found = newest(session, codes, lock=True)
    for revision in found:
        advance(revision.item_code, State(revision.state), to)
    return found


def _refuse_same(revision: Revision, actor: str, others: dict[str, str | None]) -> None:
    for role, other in others.items():
        if other == actor:
            raise SamePerson(item=revision.item_code, role=role)


def _record(
    session: Session, act: str, revisions: Sequence[Revision], *, actor: str, now: Instant, **more: str
) -> None:
    # No digest of a draft stands in the public ledger: it would let anyone test a leaked question.
    items = [{"code": revision.item_code, "revision": revision.n} for revision in revisions]
    ledger.record(session, act, actor=actor, now=now, detail={"items": items, **more})
