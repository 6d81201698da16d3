"""A custodian's page: the commitment before the announcement, the share itself on the day."""

import re

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.ceremony import blueprint
from app.ceremony.standing import Standing, standing
from app.context import actor, house, now
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from exam_engine.ceremony import services as ceremony
from exam_engine.ceremony.tables import Share
from exam_engine.protocol.life import Sitting as SittingState
from foundation.errors import DomainError

_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)


@blueprint.get("/<sitting>/share")
@allow(Right.DEPOSIT_SHARE)
def share(sitting: str) -> ResponseReturnValue:
    """Show the custodian what is to be done now."""
    with house().reading() as session:
        return _page(standing(session, sitting), {})


@blueprint.post("/<sitting>/share/commitment")
@allow(Right.DEPOSIT_SHARE)
def commit(sitting: str) -> ResponseReturnValue:
    """Take the commitment; the share never leaves the custodian's device."""
    commitment = hex_of(request.form.get("commitment", ""))
    if commitment is None:
        return _again(sitting, "commitment", _wrong_length()), 422
    if request.form.get("kept") != "1":
        said = _("Confirm that the share is kept on paper: without it the sitting cannot take place.")
        return _again(sitting, "kept", said), 422
    try:
        with house().writing() as session:
            ceremony.commit_share(session, sitting, commitment=commitment, custodian=actor())
    except DomainError as error:
        return _again(sitting, "commitment", sentence(error)), 422
    flash(_("Your commitment was recorded."), "good")
    return redirect(url_for("ceremony.share", sitting=sitting), 303)


@blueprint.post("/<sitting>/share")
@allow(Right.DEPOSIT_SHARE)
def deposit(sitting: str) -> ResponseReturnValue:
    """Take the share and check it against its commitment."""
    value = hex_of(request.form.get("share", ""))
    if value is None:
        return _again(sitting, "share", _wrong_length()), 422
    try:
        with house().writing() as session:
            ceremony.deposit_share(session, sitting, bytes.fromhex(value), custodian=actor(), now=now())
    except DomainError as error:
        return _again(sitting, "share", sentence(error)), 422
    flash(_("Your share lies in the hall. It opens the announced commitment."), "good")
    return redirect(url_for("ceremony.share", sitting=sitting), 303)


def hex_of(typed: str) -> str | None:
    """Return 64 hex digits from what was typed or pasted, spaces, dashes and case forgiven; else None."""
    bare = re.sub(r"[\s\-\u00a0]+", "", typed).lower()
    return bare if _HEX.fullmatch(bare) else None


def _wrong_length() -> str:
    return _("Exactly 64 characters are needed: digits and the letters a to f. Spaces do not matter.")


def _again(sitting: str, field: str, said: str) -> str:
    with house().reading() as session:
        return _page(standing(session, sitting), {field: said})


def _page(found: Standing, errors: dict[str, str]) -> str:
    mine = next((one for one in found.shares if one.custodian == g.staff.code), None)
    return render_template(
        "ceremony/share.html", found=found, mine=mine, stage=_stage(found, mine), errors=errors
    )


def _stage(found: Standing, mine: Share | None) -> str:
    """Return `commit`, `wait`, `deposit`, `deposited`, or `none` where nothing can be done."""
    if mine is None:
        return "commit" if found.state is SittingState.PLANNED else "none"
    if mine.value is not None:
        return "deposited"
    if found.state is SittingState.PLANNED:
        return "wait"
    return "deposit" if found.state is SittingState.ANNOUNCED else "none"
