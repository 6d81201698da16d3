"""The council's words: titles of the steps, one line a sitting, what a correction is called."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.council.path import Act, Path
from app.pages import when
from app.state_words import SITTING
from app.translating import language
from exam_engine.protocol.life import Version
from exam_engine.results.tables import ResultsVersion
from foundation.canonical import instant

TITLES = {
    Act.CLOSE: _l("Hall closed"),
    Act.SEAL: _l("Answers sealed"),
    Act.KEYS: _l("Answer keys opened"),
    Act.COMPUTE: _l("Results computed"),
    Act.COMPARE: _l("Both programs compared"),
    Act.CERTIFY: _l("Certified by two people"),
    Act.DECODE: _l("Codes opened: names beside results"),
    Act.PUBLISH: _l("Published"),
    Act.DOCUMENTS: _l("Documents signed"),
}
NEXT = {
    Act.CLOSE: _l("Close the hall"),
    Act.SEAL: _l("Seal the answers"),
    Act.KEYS: _l("Open the answer keys"),
    Act.COMPUTE: _l("Compute the results"),
    Act.COMPARE: _l("Compare both programs"),
    Act.CERTIFY: _l("Certify with two signatures"),
    Act.DECODE: _l("Open the codes"),
    Act.PUBLISH: _l("Publish"),
    Act.DOCUMENTS: _l("Make the documents"),
}
MEANINGS = {
    Act.CLOSE: _l("Nobody writes any more; who did not come is recorded as absent."),
    Act.SEAL: _l("One digest binds every answer. After it nothing can be changed unseen."),
    Act.KEYS: _l(
        "Since the questions were frozen this server has held their keys locked. The custodians unlock them."
    ),
    Act.COMPUTE: _l("The first program computes points, ranks and who passed."),
    Act.COMPARE: _l("A second program, which shares no code with the first, computes everything again."),
    Act.CERTIFY: _l("Two members of the commission sign, each with an own key."),
    Act.DECODE: _l("Until now results belong to codes. This opens whose they are."),
    Act.PUBLISH: _l("From now on the results are public and the days of appeal are counted."),
    Act.DOCUMENTS: _l("The protocol and a result sheet for every candidate are made and signed."),
}
ACTIONS = {
    "annul": _l("Annul a question"),
    "accept": _l("Accept a further answer as right"),
    "void": _l("Declare a result invalid"),
    "restore": _l("Restore a result that was declared invalid"),
    "count_late": _l("Count a late answer"),
}
STATUSES = {
    "scored": _l("scored"),
    "absent": _l("absent"),
    "void": _l("declared invalid"),
}
ORIGINS = {"trial": _l("Trial sitting"), "demo": _l("Demonstration")}
TONGUES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
VERDICTS = {
    "genuine": _l("genuine"),
    "consistent": _l("consistent"),
    "FALSE": _l("FALSE"),
}


def line(path: Path) -> str:
    """Return how far a sitting is, in one line."""
    if path.version is None:
        return _without_results(path)
    said = [_version_state(path, path.version)]
    if path.pending and path.certified:
        said.append(pending(path.pending))
    return "; ".join(said)


def kind(path: Path) -> str:
    """Return the look of a sitting's badge."""
    if path.disputed:
        return "bad"
    if path.pending and path.certified:
        return "warn"
    if path.next is None:
        return "good"
    return "now" if path.next is not Act.CLOSE else ""


def numbered(version: int) -> str:
    """Return `version 2 (replaces 1)`."""
    if version == 1:
        return _("version %(version)s", version=1)
    return _("version %(version)s (replaces %(former)s)", version=version, former=version - 1)


def pending(count: int) -> str:
    """Return that so many corrections wait to be computed."""
    return ngettext(
        "%(num)s correction waits to be computed", "%(num)s corrections wait to be computed", count
    )


def moment(text: str) -> str:
    """Return an instant of a protocol object as people of Bishkek read it."""
    return when(instant(text))


def topic(plan: dict[str, Any], code: str) -> str:
    """Return a section's title in the language of the page; its code where the plan has none."""
    titles = plan["detail"].get("topics", {}).get(code, {})
    return str(titles.get(language()) or titles.get("ru") or code) if isinstance(titles, dict) else code


def points(thousandths: int | None) -> str:
    """Return points with as many decimals as they need and the language's mark; a dash for none."""
    if thousandths is None:
        return "—"
    whole, rest = divmod(abs(thousandths), 1000)
    text = f"{whole}.{rest:03d}".rstrip("0").rstrip(".")
    sign = "−" if thousandths < 0 else ""
    return sign + (text if language() == "en" else text.replace(".", ","))


def short(digest: str) -> str:
    """Return the 16 characters that a person compares, in groups of four."""
    return " ".join(digest[start : start + 4] for start in range(0, min(16, len(digest)), 4))


def size(count: int) -> str:
    """Return a file's size in whole kilobytes."""
    return _("%(size)s KB", size=-(-count // 1000))


def _without_results(path: Path) -> str:
    if path.next is Act.CLOSE:
        return str(SITTING[path.sitting.state])
    return {
        Act.SEAL: _("Closed, not sealed yet"),
        Act.KEYS: _("Sealed; the answer keys are not opened yet"),
    }.get(path.next or Act.COMPUTE, _("Answer keys opened; nothing is computed yet"))


def _version_state(path: Path, version: ResultsVersion) -> str:
    name = numbered(version.version)
    if path.disputed:
        return _("The two programs do not agree: %(name)s", name=name)
    said = {
        Version.COMPUTED: _("Computed, %(name)s; the second program has not looked yet", name=name),
        Version.AGREED: _(
            "Both programs agree, %(name)s; signed %(signed)s of %(needed)s",
            name=name,
            signed=path.signed,
            needed=path.needed,
        ),
        Version.CERTIFIED: _(
            "Certified, %(name)s; signed %(signed)s of %(needed)s",
            name=name,
            signed=path.signed,
            needed=path.needed,
        ),
    }
    published = _(
        "Published, %(name)s; signed %(signed)s of %(needed)s",
        name=name,
        signed=path.signed,
        needed=path.needed,
    )
    return said.get(Version(version.state), published)
