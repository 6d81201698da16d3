"""The printed announcement: its digest is the anchor of everything, so it stands largest."""

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable

from reports.documents import blocks
from reports.documents.blocks import gap
from reports.documents.facts import NoticeFacts
from reports.documents.figures import moment_text, points_text
from reports.documents.font import require_showable_facts
from reports.documents.look import MARGIN
from reports.documents.page import lay_out
from reports.documents.voice import Voice
from reports.documents.wall import (
    KY,
    RU,
    big_digest,
    both,
    explained,
    inline,
    twice,
    wall_masthead,
    wall_paper,
    wall_signatures,
    wall_title,
)

WIDTH = A4[0] - 2 * MARGIN


def notice(facts: NoticeFacts) -> bytes:
    """Return the notice's PDF in Kyrgyz and Russian, unsigned."""
    require_showable_facts(facts)
    story: list[Flowable] = [
        *wall_masthead(facts.house, facts.sitting, moment_text(facts.announced_at), WIDTH),
        *wall_title("Announcement of a sitting"),
        blocks.pairs(_rows(facts), WIDTH, 0.36),
        gap(14),
        big_digest(facts.digest, "Digest of the announcement", facts.url, WIDTH),
        gap(10),
        explained(
            "Photograph this sheet or copy the digest. After the exam it shows that neither the rules nor the"
            " questions were changed: whoever has it needs to trust no file and no person.",
            WIDTH,
        ),
        gap(8),
        wall_signatures(facts.signatories, WIDTH),
    ]
    return lay_out(story, wall_paper("Announcement of a sitting", facts.house, facts.sitting))


def _rows(facts: NoticeFacts) -> list[tuple[str, str | Flowable]]:
    sitting = facts.sitting
    return [
        (inline("Sitting"), both(sitting.title)),
        (inline("Place and start"), f"{both(sitting.place)}\n{moment_text(sitting.starts_at)}"),
        (inline("Plan"), both(sitting.plan)),
        (inline("Extent"), _size(facts)),
        (
            inline("Cut score"),
            f"{points_text(facts.cut)} / {points_text(facts.maximum)}\n{both(sitting.cut_act)}",
        ),
        (inline("Codes in the register"), _codes(facts)),
        (inline("Custodians"), str(facts.custodians)),
        (inline("The draw"), _draw(facts)),
        (inline("Witnesses"), ", ".join(facts.witnesses) or "—"),
    ]


def _size(facts: NoticeFacts) -> str:
    return "\n".join(_extent(facts, voice) for voice in (KY, RU))


def _extent(facts: NoticeFacts, voice: Voice) -> str:
    questions = voice.count("%(n)s question", "%(n)s questions", facts.questions)
    minutes = voice.count("%(n)s minute", "%(n)s minutes", facts.minutes)
    return f"{questions}, {minutes}"


def _codes(facts: NoticeFacts) -> str:
    return twice("%(n)s, of them spare: %(spares)s", n=facts.candidates + facts.spares, spares=facts.spares)


def _draw(facts: NoticeFacts) -> str:
    before = facts.not_before
    said = [voice.say("not before %(moment)s", moment=moment_text(before)) for voice in (KY, RU)]
    return f"{facts.entropy.ky}; {said[0]}\n{facts.entropy.ru}; {said[1]}"
