"""The hall's screen for those who stayed: large calm steps and the coded list. No name ever stands here."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.context import house
from app.council import blueprint, path, standing, words, working
from app.council.standing import NothingToShow
from app.guards import allow
from app.rights import Right


@blueprint.get("/<sitting>/screen")
@allow(Right.WATCH_CEREMONY, Right.SEE_RESULTS)
def screen(sitting: str) -> ResponseReturnValue:
    """Show the whole screen."""
    return _render("council/screen.html", sitting)


@blueprint.get("/<sitting>/screen/live")
@allow(Right.WATCH_CEREMONY, Right.SEE_RESULTS)
def screen_live(sitting: str) -> ResponseReturnValue:
    """Return the part of the screen that renews itself."""
    return _render("council/_screen.html", sitting)


def _render(template: str, sitting: str) -> str:
    with house().reading() as session:
        found = path.find(session, sitting)
        try:
            shown = standing.find(session, sitting)
        except NothingToShow:
            shown = None
        return render_template(
            template,
            path=found,
            shown=shown,
            coded=[] if shown is None else sorted(shown.rows, key=lambda row: (row.rank or 10**9, row.code)),
            small=shown is not None and shown.came < int(shown.plan["min_group"]),
            words=words,
            work=working.standing(house(), sitting),
        )
