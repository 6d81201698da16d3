"""Writing: a new question, the editor side by side, the draft that saves itself, the way to review."""

from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.bank import blueprint, findings, forms, lists, seeing
from app.context import actor, house, now
from app.guards import allow
from app.messages import sentence
from app.pages import when
from app.rights import Right
from foundation.errors import Conflict, DomainError
from question_bank.items import reading, services
from question_bank.items.tables import Revision
from question_bank.items.values import Draft, is_code


class DraftChanged(Conflict):
    """The draft was saved elsewhere since this page was opened."""

    code = "draft_changed"


@blueprint.get("/items/new")
@allow(Right.WRITE_ITEMS)
def new() -> ResponseReturnValue:
    """Ask for what a question begins with."""
    return _new({}, {})


@blueprint.post("/items/new")
@allow(Right.WRITE_ITEMS)
def begin() -> ResponseReturnValue:
    """Begin a question with an empty draft and open the editor."""
    given = {name: request.form.get(name, "").strip() for name in ("code", "bank", "topic", "kind")}
    errors = {
        name: _("Up to 40 Latin letters, digits, dots, dashes or underscores.")
        for name in ("code", "bank", "topic")
        if not is_code(given[name])
    }
    if errors:
        return _new(given, errors), 422
    try:
        with house().keys() as keys, house().writing() as session:
            draft = forms.to_draft(given["code"], request.form)
            services.write(session, keys, draft, bank=given["bank"], actor=actor(), now=now())
    except services.CodeTaken as error:
        return _new(given, {"code": sentence(error)}), 409
    return redirect(url_for("bank.edit", code=given["code"], kind=given["kind"]), 303)


@blueprint.get("/items/<code>/edit")
@allow(Right.WRITE_ITEMS)
def edit(code: str) -> ResponseReturnValue:
    """Open the editor of the author's draft."""
    with house().reading() as session:
        revision = _own_draft(session, code)
    draft = lists.with_key(revision)
    fields = forms.to_fields(draft)
    asked = request.args.get("kind", "")
    if asked in {"single", "multiple", "truefalse"} and not draft.languages:
        fields["kind"] = asked
    return _editor(revision, draft, fields)


@blueprint.post("/items/<code>/edit")
@allow(Right.WRITE_ITEMS)
def save(code: str) -> ResponseReturnValue:
    """Save the draft; with `act=submit` hand it to review as well."""
    draft = forms.to_draft(code, request.form)
    try:
        _store(draft)
        if request.form.get("act") == "submit":
            return _submit(code)
    except DomainError as error:
        return _again(code, draft, sentence(error))
    flash(_("The draft is saved."), "good")
    return redirect(url_for("bank.edit", code=code), 303)


@blueprint.post("/items/<code>/autosave")
@allow(Right.WRITE_ITEMS)
def autosave(code: str) -> ResponseReturnValue:
    """Save the draft while its author types; answer with what was found in it."""
    draft = forms.to_draft(code, request.form)
    revision = _store(draft)
    said = [
        {"field": one.field, "sentence": one.sentence, "error": one.is_error} for one in findings.of(draft)
    ]
    at = when(revision.changed_at, "HH:mm:ss")
    return jsonify(seen=revision.changed_at, said=_("Saved at %(time)s", time=at), findings=said)


@blueprint.post("/items/<code>/draft")
@allow(Right.WRITE_ITEMS)
def new_draft(code: str) -> ResponseReturnValue:
    """Begin a new version of a question."""
    with house().keys() as keys, house().writing() as session:
        seeing.visible(session, code)
        services.new_draft(session, keys, code, actor=actor(), now=now())
    return redirect(url_for("bank.edit", code=code), 303)


@blueprint.post("/items/<code>/retire")
@allow(Right.APPROVE_ITEMS)
def retire(code: str) -> ResponseReturnValue:
    """Take a question out of use."""
    with house().writing() as session:
        services.retire(session, code, actor=actor(), now=now())
    return redirect(url_for("bank.item", code=code), 303)


def _submit(code: str) -> ResponseReturnValue:
    with house().keys() as keys, house().writing() as session:
        services.submit(session, keys, [code], actor=actor(), now=now())
    flash(_("Question %(code)s went to review.", code=code), "good")
    return redirect(url_for("bank.item", code=code), 303)


def _store(draft: Draft) -> Revision:
    """Save a draft unless it was saved elsewhere since this page was opened."""
    with house().keys() as keys, house().writing() as session:
        revision = _own_draft(session, draft.code)
        seen = request.form.get("seen", type=int)
        if seen is not None and seen != revision.changed_at:
            raise DraftChanged(item=draft.code)
        return services.change_draft(session, keys, draft, actor=actor(), now=now())


def _own_draft(session: Session, code: str) -> Revision:
    revision = seeing.visible(session, code)
    if revision.author != g.staff.code:
        raise services.NotTheAuthor(item=code)
    return revision


def _again(code: str, draft: Draft, said: str) -> ResponseReturnValue:
    """Show the editor again with what was typed and why it was not saved or sent on."""
    with house().reading() as session:
        revision = seeing.visible(session, code)
    fields = {**request.form.to_dict(), "kind": request.form.get("kind", "single")}
    return _editor(revision, draft, fields, refused=said), 409


def _editor(revision: Revision, draft: Draft, fields: dict[str, str], refused: str = "") -> str:
    said = findings.of(draft)
    with house().reading() as session:
        topics = reading.topics(session)
        earlier = _remarks(session, revision)
    return render_template(
        "bank/edit.html",
        revision=revision,
        fields=fields,
        correct=draft.correct,
        fixed=draft.fixed,
        said=said,
        by_field=findings.by_field(said),
        options=forms.option_rows(draft, request.args.get("options", 4, type=int)),
        every=forms.OPTIONS,
        tongues=("ky", "ru", "en") if request.args.get("en") or "en" in draft.languages else ("ky", "ru"),
        topics=topics,
        remarks=earlier,
        refused=refused,
        who=seeing.who(revision),
    )


def _remarks(session: Session, revision: Revision) -> list[dict[str, object]]:
    """Return the sentences with which the version before was sent back."""
    if revision.n == 1:
        return []
    return reading.get(session, revision.item_code, revision.n - 1).returned or []


def _new(given: dict[str, str], errors: dict[str, str]) -> str:
    with house().reading() as session:
        banks, topics = reading.banks(session), reading.topics(session)
    return render_template("bank/new.html", given=given, errors=errors, banks=banks, topics=topics)
