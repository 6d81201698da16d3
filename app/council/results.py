"""Results as pages: the list with its picture, one candidate. No name stands by a code before decoding."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import escape

from app.context import house
from app.council import blueprint, figure, path, standing, words
from app.council.standing import GroupTooSmall, NothingToShow
from app.guards import allow
from app.rights import Right
from exam_engine.results import services as engine


@blueprint.get("/<sitting>/results")
@allow(Right.SEE_RESULTS)
def listed(sitting: str) -> ResponseReturnValue:
    """Show a version's list: the newest on which both programs agree, or the one asked for."""
    with house().reading() as session:
        found = path.find(session, sitting)
        try:
            shown = standing.find(session, sitting, request.args.get("version", type=int))
        except NothingToShow:
            return render_template("council/no_results.html", path=found)
        bars = [] if shown.hidden else figure.bars(shown.totals, shown.most)
        return render_template("council/results.html", path=found, shown=shown, words=words, bars=bars)


@blueprint.get("/<sitting>/results/<int:version>/distribution.svg")
@allow(Right.SEE_RESULTS)
def distribution(sitting: str, version: int) -> ResponseReturnValue:
    """Send the picture of the totals; never in a group too small to hide."""
    with house().reading() as session:
        shown = standing.find(session, sitting, version)
    if shown.hidden:
        raise GroupTooSmall(least=shown.plan["min_group"], came=shown.came)
    label = _("cut score %(points)s", points=words.points(shown.cut))
    drawn = figure.svg(figure.bars(shown.totals, shown.most), shown.cut, str(escape(label)))
    answer = Response(drawn, mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@blueprint.get("/<sitting>/candidate/<code>")
@allow(Right.SEE_RESULTS)
def candidate(sitting: str, code: str) -> ResponseReturnValue:
    """Show one candidate's figures by section, strengths first, and the sheets to take away."""
    with house().reading() as session:
        found = path.find(session, sitting)
        shown = standing.find(session, sitting, request.args.get("version", type=int))
        row = standing.candidate(shown, code)
        sheets = [
            one
            for one in engine.issued(session, sitting)
            if one.code == code and one.version == shown.version.version
        ]
        return render_template(
            "council/candidate.html",
            path=found,
            shown=shown,
            row=row,
            strongest=sorted(row.sections, key=lambda section: -section.share),
            sheets=sheets,
            words=words,
        )
