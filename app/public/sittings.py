"""Public pages of sittings: the announcement in words, the seal, results by code, the evidence."""

import io
from pathlib import Path

import segno
from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.acts import scoring
from app.acts.software import VERIFIER, programs
from app.ceremony import papers, wording
from app.ceremony.enrolment import pdf
from app.context import house
from app.guards import public
from app.public import blueprint, shown
from app.public.shown import Shown
from exam_engine.results.tables import DocumentRow
from foundation.errors import NotFound


@blueprint.get("/sittings")
@public
def sittings() -> ResponseReturnValue:
    """List what was announced."""
    with house().reading() as session:
        return render_template("public/sittings.html", sittings=shown.announced(session))


@blueprint.get("/sittings/<name>")
@public
def sitting(name: str) -> ResponseReturnValue:
    """Show all that is public of a sitting."""
    with house().reading() as session:
        found = shown.shown(session, name)
        return render_template(
            "public/sitting.html",
            found=found,
            words=wording,
            form_words=wording.form_words(found.announcement["entropy"]),
            verifier=next(line["software"] for line in programs() if line["name"] == "taraza-verify"),
        )


@blueprint.get("/sittings/<name>/qr.svg")
@public
def sitting_qr(name: str) -> ResponseReturnValue:
    """Return the QR of the announcement: the address of its page and the digest."""
    with house().reading() as session:
        found = shown.shown(session, name)
    text = papers.address(f"/sittings/{name}#{found.digest}")
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, light="#fff", omitsize=True
    )
    return Response(out.getvalue(), content_type="image/svg+xml")


@blueprint.get("/sittings/<name>/notice.pdf")
@public
def sitting_notice(name: str) -> ResponseReturnValue:
    """Give the printed announcement."""
    with house().reading() as session:
        shown.shown(session, name)
        document = papers.notice(session, name)
    return pdf(document, f"{name}-notice.pdf", inline=True)


@blueprint.get("/sittings/<name>/evidence.zip")
@public
def evidence(name: str) -> ResponseReturnValue:
    """Give the evidence in the plan's disclosure; built once for a version and its documents."""
    with house().reading() as session:
        found = shown.shown(session, name)
        path = _bundle_path(session, found)
    if not path.exists():
        _build(found, path)
    return send_file(path, "application/zip", as_attachment=True, download_name=f"{name}-evidence.zip")


@blueprint.get("/check/taraza_verify.py")
@public
def verifier() -> ResponseReturnValue:
    """Give the independent verifier, one file."""
    answer = Response(VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="taraza_verify.py"'
    return answer


def _bundle_path(session: Session, found: Shown) -> Path:
    """Return where the bundle of what is public now lies, or will lie; raise NotFound before publication."""
    if found.published is None:
        raise NotFound(what="evidence", sitting=found.sitting.name)
    counted = select(func.count()).where(DocumentRow.sitting == found.sitting.name)
    documents = session.execute(counted).scalar_one()
    name = f"public-{found.sitting.name}-{found.published.version}-{documents}.zip"
    return house().settings.instance / "evidence" / name


def _build(found: Shown, path: Path) -> None:
    if found.published is None:
        raise NotFound(what="evidence", sitting=found.sitting.name)
    built = scoring.build(
        house(),
        found.sitting.name,
        stage="complete",
        version=found.published.version,
        disclosure=found.plan["disclosure"],
    )
    built.replace(path)
