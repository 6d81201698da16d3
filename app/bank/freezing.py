"""Releases: what would be frozen, the custodians' words, the freezing, and what was frozen before.

The words are shown before anything is frozen: a page that gets lost then loses no key.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bank import blueprint
from app.context import actor, chance, house, now
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from foundation import custody, ledger
from foundation.errors import DomainError
from question_bank.items import reading
from question_bank.releases import freeze, services

MOST_CUSTODIANS = 7
WORDS_PER_LINE = 4


@dataclass(slots=True)
class Section:
    """A topic on the release page: items by state, and the approved ones without a rating."""

    topic: str
    states: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    unrated: int = 0


@blueprint.get("/releases")
@allow(Right.RELEASE_ITEMS)
def releases() -> ResponseReturnValue:
    """Show what may be frozen, and the releases that stand."""
    return _page({}, {})


@blueprint.post("/releases/words")
@allow(Right.RELEASE_ITEMS)
def words() -> ResponseReturnValue:
    """Make a secret for the keys, share it out, show each custodian's words; nothing is frozen yet."""
    given = _given()
    errors = _errors(given)
    if errors:
        return _page(given, errors), 422
    threshold, count = int(given["threshold"]), int(given["custodians"])
    shared = custody.share_out(threshold, count, chance=chance)
    return render_template(
        "bank/words.html",
        given=given,
        recipient=shared.recipient,
        lists=[line.split() for line in shared.words],
    )


@blueprint.post("/releases")
@allow(Right.RELEASE_ITEMS)
def freeze_bank() -> ResponseReturnValue:
    """Freeze the approved questions of a bank under the custodians' secret."""
    given = _given()
    try:
        with house().keys() as keys, house().writing() as session:
            root = services.release(
                session,
                keys,
                name=given["name"],
                codes=freeze.approved_codes(session, given["bank"]),
                recipient=request.form.get("recipient", ""),
                actor=actor(),
                now=now(),
                chance=chance,
            )
    except DomainError as error:
        return _page(given, {"name": sentence(error)}), 409
    flash(_("The release is frozen. Its keys lie sealed with the custodians."), "good")
    return redirect(url_for("bank.release_page", root=root), 303)


@blueprint.get("/releases/<root>")
@allow(Right.RELEASE_ITEMS)
def release_page(root: str) -> ResponseReturnValue:
    """Show a release: its root, its sections, its entry in the ledger."""
    with house().reading() as session:
        listed = services.entries(session, root)
        line = next(found for found in services.releases(session) if found.root == root)
        acts = [entry for entry in ledger.entries(session, act="released") if entry["object"] == root]
    sections: dict[str, Section] = {}
    for entry in listed:
        section = sections.setdefault(entry["topic"], Section(entry["topic"]))
        section.states["released"] += 1
        section.unrated += entry["difficulty"] is None
    return render_template(
        "bank/release.html",
        line=line,
        sections=sorted(sections.values(), key=lambda one: one.topic),
        act=acts[0] if acts else None,
        groups=[root[i : i + 4] for i in range(0, 16, 4)],
    )


def _page(given: dict[str, str], errors: dict[str, str]) -> str:
    with house().reading() as session:
        banks = reading.banks(session)
        bank = given.get("bank") or request.args.get("bank") or (banks[0] if banks else "")
        sections: dict[str, Section] = {}
        for topic, state, count, unrated in reading.shelf(session, bank):
            section = sections.setdefault(topic, Section(topic))
            section.states[state] += count
            section.unrated += unrated if state == "approved" else 0
        return render_template(
            "bank/releases.html",
            banks=banks,
            bank=bank,
            sections=sections.values(),
            approved=len(freeze.approved_codes(session, bank)),
            standing=services.releases(session),
            given=given,
            errors=errors,
        )


def _given() -> dict[str, str]:
    return {
        name: request.form.get(name, "").strip()[:80] for name in ("bank", "name", "threshold", "custodians")
    }


def _errors(given: dict[str, str]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not given["name"]:
        errors["name"] = _("Give the release a name.")
    numbers = [given[name] for name in ("threshold", "custodians")]
    if not all(number.isascii() and number.isdigit() for number in numbers):
        errors["custodians"] = _("Say how many custodians there are and how many of them open the keys.")
    elif not 2 <= int(numbers[0]) <= int(numbers[1]) <= MOST_CUSTODIANS:
        errors["custodians"] = _(
            "There are 2 to 7 custodians, and at least two of them open the keys together."
        )
    with house().reading() as session:
        if not freeze.approved_codes(session, given["bank"]):
            errors["bank"] = _("This bank has no approved questions that are not released yet.")
        if any(line.name == given["name"] for line in services.releases(session)):
            errors["name"] = _("A release of this name exists.")
    return errors
