"""The sitting's protocol: what happened, in the order it happened, with a line for each signature."""

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, KeepTogether

from reports.documents import blocks
from reports.documents.blocks import gap, para
from reports.documents.facts import ProtocolFacts, Remark, Signatory
from reports.documents.figures import moment_text, offset_text, short_digest
from reports.documents.font import require_showable_facts
from reports.documents.look import ACCENT, MARGIN, MUTED, style
from reports.documents.marks import Qr
from reports.documents.page import Paper, lay_out
from reports.documents.protocol_tables import (
    attendance_list,
    custodians,
    grants,
    happenings,
    heads,
    members,
    programs,
)
from reports.documents.voice import Voice
from reports.words import Language

WIDTH = A4[0] - 2 * MARGIN


def protocol(facts: ProtocolFacts, language: Language) -> bytes:
    """Return the protocol's PDF, unsigned; raise UnshowableText for a letter the font lacks."""
    require_showable_facts(facts)
    voice = Voice(language)
    story = [
        *_head(facts, voice),
        *_before(facts, voice),
        *_draw(facts, voice),
        *_attendance(facts, voice),
        *_course(facts, voice),
        *_seal(facts, voice),
        *_words_of_others(facts, voice),
        *_end(facts, voice),
    ]
    return lay_out(story, _paper(facts, voice))


def _paper(facts: ProtocolFacts, voice: Voice) -> Paper:
    running = f"{voice.say('Protocol of the sitting')} · {facts.sitting.code}"
    return Paper(
        title=running,
        running=running,
        foot=f"{voice.of(facts.house.name)} · {facts.serial}",
        page_label=lambda number, total: voice.say("page %(n)s of %(total)s", n=number, total=total),
        demo=facts.house.is_demo,
        language=voice.language,
    )


def _head(facts: ProtocolFacts, voice: Voice) -> list[Flowable]:
    sitting = facts.sitting
    right = (voice.say("No. %(serial)s", serial=facts.serial), moment_text(facts.made_at))
    rows: list[tuple[str, str | Flowable]] = [
        (voice.say("Sitting"), f"{voice.of(sitting.title)} ({sitting.code})"),
        (voice.say("Place and start"), f"{voice.of(sitting.place)}, {moment_text(sitting.starts_at)}"),
        (voice.say("Plan"), voice.of(sitting.plan)),
        (voice.say("The cut score is set by"), voice.of(sitting.cut_act)),
    ]
    times = voice.say("All times are local, Asia/Bishkek, %(offset)s.", offset=offset_text(facts.made_at))
    return [
        *blocks.masthead(facts.house, voice, WIDTH, right),
        *blocks.title(voice.say("Protocol of the sitting")),
        blocks.pairs(rows, WIDTH),
        gap(4),
        para(times, style(8, colour=MUTED)),
    ]


def _before(facts: ProtocolFacts, voice: Voice) -> list[Flowable]:
    rows: list[tuple[str, str | Flowable]] = [
        (voice.say("Published"), moment_text(facts.announced_at)),
        (voice.say("Digest"), blocks.long_digest(facts.announcement_digest)),
    ]
    return [
        *blocks.heading(voice.say("Composition")),
        members(facts.members, voice, WIDTH),
        *blocks.heading(voice.say("Announcement")),
        blocks.pairs(rows, WIDTH),
    ]


def _draw(facts: ProtocolFacts, voice: Voice) -> list[Flowable]:
    draw = facts.draw
    rows: list[tuple[str, str | Flowable]] = [
        (voice.say("Announced form"), voice.of(draw.form)),
        (voice.say("Thrown"), para(draw.entropy, style(11, bold=True))),
        (voice.say("Typed by, read back by"), ", ".join(draw.readers)),
        (voice.say("Drawn at"), moment_text(draw.at)),
        (voice.say("Papers"), str(draw.papers)),
        (voice.say("Root of the papers"), blocks.long_digest(draw.papers_root)),
        (voice.say("Seed"), blocks.long_digest(draw.seed) if draw.seed else "—"),
        (voice.say("Digest of the draw"), blocks.long_digest(draw.digest)),
    ]
    return [
        *blocks.heading(voice.say("Shares of the custodians")),
        custodians(facts.custodians, voice, WIDTH),
        *blocks.heading(voice.say("Draw")),
        blocks.pairs(rows, WIDTH),
    ]


def _attendance(facts: ProtocolFacts, voice: Voice) -> list[Flowable]:
    counts = facts.attendance
    figures = [
        (counts.registered, voice.say("codes in the register")),
        (counts.spares, voice.say("of them spare")),
        (counts.admitted, voice.say("admitted")),
        (counts.opened, voice.say("began")),
        (counts.handed_in, voice.say("handed in")),
        (counts.time, voice.say("ended by time")),
        (counts.removed, voice.say("removed")),
        (counts.absent, voice.say("absent")),
    ]
    cells = [[para(str(value), style(14, bold=True, tight=True)), _label(label)] for value, label in figures]
    tiles = blocks.table([cells], [(WIDTH - 20) / len(cells)] * len(cells))
    return [
        *blocks.heading(voice.say("Attendance")),
        blocks.panel([tiles], WIDTH),
        gap(6),
        attendance_list(facts.candidates, voice, WIDTH),
    ]


def _label(text: str) -> Flowable:
    return para(text, style(7, colour=MUTED, tight=True))


def _course(facts: ProtocolFacts, voice: Voice) -> list[Flowable]:
    return [
        *blocks.heading(voice.say("Acts and incidents")),
        happenings(facts.happenings, voice, WIDTH),
        *blocks.heading(voice.say("Time granted")),
        grants(facts.grants, voice, WIDTH),
        *blocks.heading(voice.say("Heads of the ledger")),
        heads(facts.heads, voice, WIDTH),
    ]


def _seal(facts: ProtocolFacts, voice: Voice) -> list[Flowable]:
    seal = facts.seal
    rows: list[tuple[str, str | Flowable]] = [
        (voice.say("Sealed at"), moment_text(seal.at)),
        (voice.say("Digest of the seal"), blocks.long_digest(seal.digest)),
        (voice.say("Root of the answers"), blocks.long_digest(seal.answers_root)),
        (voice.say("Digest of the incidents"), blocks.long_digest(seal.incidents_digest)),
        (voice.say("Signed by"), ", ".join(seal.signed_by)),
    ]
    return [
        *blocks.heading(voice.say("Seal")),
        blocks.pairs(rows, WIDTH),
        *blocks.heading(voice.say("Verdict of the two programs")),
        programs(facts.programs, voice, WIDTH),
    ]


def _words_of_others(facts: ProtocolFacts, voice: Voice) -> list[Flowable]:
    return [
        *blocks.heading(voice.say("Remarks of observers")),
        *_remarks(facts.remarks, voice),
        *blocks.heading(voice.say("Dissenting opinions")),
        *_remarks(facts.opinions, voice),
    ]


def _remarks(remarks: Sequence[Remark], voice: Voice) -> list[Flowable]:
    if not remarks:
        return [para(voice.say("None."), style(9, colour=MUTED))]
    made: list[Flowable] = []
    for remark in remarks:
        name = para(f"{remark.name} · {voice.of(remark.of)}", style(9, bold=True))
        parts: list[Flowable] = [name, para(remark.text, style(9))]
        if remark.answer:
            answer = voice.say("Answer of the commission: %(answer)s", answer=remark.answer)
            parts.append(para(answer, style(9, colour=MUTED)))
        # Long remarks may run over a page; only the name is kept with the beginning.
        made += [KeepTogether(parts[:2]), *parts[2:], gap(5)]
    return made


def _end(facts: ProtocolFacts, voice: Voice) -> list[Flowable]:
    said = [voice.say("Scan the code or open %(address)s and give this file.", address=facts.house.check)]
    if facts.house.key != "qualified":
        said.append(voice.say("The signed paper copy is the original; this file serves checking."))
    text: list[Flowable] = [
        para(voice.say("How to check"), style(10, bold=True, colour=ACCENT, after=3)),
        para(" ".join(said), style(8.5, after=3)),
        para(f"{voice.say('Seal')}: {short_digest(facts.seal.digest)}", style(9)),
    ]
    box = blocks.table(
        [[text, Qr(facts.check_url, 84)]], (WIDTH - 90, 90), (("ALIGN", (1, 0), (1, 0), "RIGHT"),)
    )
    people = [Signatory(member.role, member.name) for member in facts.members]
    return [
        gap(14),
        KeepTogether([box]),
        *blocks.heading(voice.say("Signatures")),
        blocks.sign_lines(people, voice, WIDTH),
    ]
