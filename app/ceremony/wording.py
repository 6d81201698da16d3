"""Facts of plans, releases and forms as sentences in the language of the page."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.translating import OWN_NAMES, language
from foundation.errors import DomainError


def said(texts: dict[str, str] | str | None, otherwise: str = "") -> str:
    """Return a text that the plan holds in several languages in the language of the page."""
    if isinstance(texts, dict):
        return texts.get(language()) or texts.get("ru") or otherwise
    return texts or otherwise


def title_of(plan: dict[str, Any]) -> str:
    """Return the plan's title."""
    return said(plan["detail"].get("title"), plan["name"])


def topic_of(plan: dict[str, Any], topic: str) -> str:
    """Return a section's title."""
    return said(plan["detail"].get("topics", {}).get(topic), topic)


def sections(plan: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the sections' titles with their numbers of questions, in plan order."""
    counted: dict[str, int] = {}
    for quota in plan["quotas"]:
        counted[quota["topic"]] = counted.get(quota["topic"], 0) + quota["count"]
    return [(topic_of(plan, topic), count) for topic, count in counted.items()]


def form_words(form: dict[str, Any]) -> str:
    """Return in words how chance is thrown."""
    if form["source"] == "dice":
        return _("%(count)s dice, each from %(min)s to %(max)s", **_numbers(form))
    return _("%(source)s: %(count)s numbers from %(min)s to %(max)s", source=form["source"], **_numbers(form))


def entropy_words(error: DomainError, form: dict[str, Any]) -> str:
    """Say what is wrong with the numbers as typed."""
    reason, position = error.details.get("reason"), error.details.get("position")
    if reason == "count":
        found = str(error.details.get("found"))
        return _("Numbers typed: %(found)s. Announced: %(count)s.", found=found, count=form["count"])
    if reason in {"number", "range"}:
        return _(
            "Number %(position)s is not a whole number from %(min)s to %(max)s. All are written with digits"
            " only, nothing else is taken.",
            position=position,
            min=form["min"],
            max=form["max"],
        )
    return _("The numbers do not have the announced form. Nothing was taken over.")


def bank_words(error: DomainError, titles: dict[str, dict[str, str]]) -> str:
    """Say which questions a preset lacks in a release."""
    gaps: Any = error.details["gaps"]
    lines = [
        _(
            "%(topic)s: needed %(wanted)s, there are %(found)s",
            topic=said(titles.get(gap["topic"] or ""), gap["topic"] or _("in all")),
            wanted=gap["wanted"],
            found=gap["found"],
        )
        for gap in gaps
    ]
    wanted: Any = error.details["languages"]
    return _(
        "The release lacks questions for this plan (in the languages %(languages)s). %(gaps)s.",
        languages=", ".join(wanted),
        gaps="; ".join(lines),
    )


def infeasible_words(error: DomainError, plan: dict[str, Any]) -> str:
    """Say which quota of a plan fails and why."""
    found = error.details
    why = {
        "too few": _("too few questions may stand together on one paper"),
        "shared": _("other quotas draw from the same questions"),
        "target": _("the target of difficulty cannot be reached"),
        "seconds": _("the time set for the section is too short"),
    }
    return _(
        "Quota %(number)s (%(topic)s) cannot be filled: %(why)s. Needed: %(wanted)s, possible: %(found)s.",
        number=int(str(found["quota"])) + 1,
        topic=topic_of(plan, str(found["topic"])),
        why=why.get(str(found["reason"]), str(found["reason"])),
        wanted=found["wanted"],
        found=found["found"],
    )


def languages(plan: dict[str, Any]) -> str:
    """Return the languages of the questions by their own names."""
    return ", ".join(OWN_NAMES.get(name, name) for name in plan["languages"])


def minutes(seconds: int) -> str:
    """Return a length of time in minutes."""
    return ngettext("%(num)d minute", "%(num)d minutes", seconds // 60)


def points(thousandths: int) -> str:
    """Return points as a decimal number without needless zeros, with a decimal comma outside English."""
    text = f"{thousandths / 1000:.3f}".rstrip("0").rstrip(".")
    return text if language() == "en" else text.replace(".", ",")


def _numbers(form: dict[str, Any]) -> dict[str, int]:
    return {name: form[name] for name in ("count", "min", "max")}
