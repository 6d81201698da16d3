"""Reviewing and approving: the languages side by side, a sentence beside the place that needs mending."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bank import blueprint, findings, forms, lists, seeing, wording
from app.context import actor, house, now
from app.guards import allow
from app.messages import sentence
from app.rights import Right
from foundation.errors import DomainError
from question_bank.items import reading, services
from question_bank.items.values import LANGUAGES, Draft

LONGEST_REMARK = 2000


@blueprint.get("/items/<code>/review")
@allow(Right.REVIEW_ITEMS, Right.APPROVE_ITEMS)
def review(code: str) -> ResponseReturnValue:
    """Show a question for review."""
    return _page(code, {}, "")


@blueprint.post("/items/<code>/review")
@allow(Right.REVIEW_ITEMS, Right.APPROVE_ITEMS)
def decide(code: str) -> ResponseReturnValue:
    """Agree, approve or return; what was typed stays on the page if the act is refused."""
    remarks = {
        name.removeprefix("remark_"): value.strip()[:LONGEST_REMARK]
        for name, value in request.form.items()
        if name.startswith("remark_") and value.strip()
    }
    try:
        said = _act(code, request.form.get("act", ""), remarks)
    except DomainError as error:
        return _page(code, remarks, sentence(error)), 409
    flash(said, "good")
    return redirect(url_for("bank.item", code=code), 303)


def _act(code: str, act: str, remarks: dict[str, str]) -> str:
    with house().keys() as keys, house().writing() as session:
        if act == "approve" and Right.APPROVE_ITEMS in g.staff.rights:
            services.approve(session, [code], actor=actor(), now=now())
            return _("Question %(code)s is approved.", code=code)
        if act == "agree" and Right.REVIEW_ITEMS in g.staff.rights:
            services.review(session, [code], actor=actor(), now=now())
            return _("You have agreed to question %(code)s. A keeper may approve it now.", code=code)
        listed = [services.Remark(place, said) for place, said in remarks.items()]
        services.send_back(session, keys, code, listed, actor=actor(), now=now())
    return _("Question %(code)s went back to its author.", code=code)


def _page(code: str, remarks: dict[str, str], refused: str) -> str:
    with house().reading() as session:
        revision = seeing.visible(session, code)
        earlier = reading.get(session, code, revision.n - 1) if revision.n > 1 else None
        bank = reading.item(session, code).bank
    draft = lists.with_key(revision)
    said = findings.of(draft)
    return render_template(
        "bank/review.html",
        revision=revision,
        draft=draft,
        bank=bank,
        tongues=[name for name in LANGUAGES if name in draft.languages],
        rows=_rows(draft),
        kind=forms.kind_of(draft),
        said=said,
        by_field=findings.by_field(said),
        earlier=earlier.returned if earlier is not None else None,
        remarks=remarks,
        refused=refused,
        own=actor() in {revision.author, revision.reviewer},
        who=seeing.who(revision),
    )


def _rows(draft: Draft) -> list[tuple[str, str, dict[str, str]]]:
    """Return the rows of the page: place, its name, the text by language."""
    stems = {name: text.stem for name, text in draft.languages.items()}
    rows = [("stem", wording.place_in_question("stem"), stems)]
    for option in draft.option_ids():
        said = {name: text.options.get(option, "") for name, text in draft.languages.items()}
        rows.append((option, wording.place_in_question(option), said))
    return rows
