"""One candidate's result sheet on A4. Dignified whatever the result: figures first, no cross, no red."""

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, KeepTogether

from reports.documents import blocks
from reports.documents.blocks import gap, para
from reports.documents.facts import Difficulty, Section, SheetFacts
from reports.documents.figures import (
    grouped,
    moment_text,
    needed_decimals,
    short_digest,
)
from reports.documents.font import require_showable_facts
from reports.documents.look import ACCENT, MARGIN, MUTED, style
from reports.documents.marks import Bar, Qr
from reports.documents.page import Paper, lay_out
from reports.documents.voice import Voice
from reports.words import Language

WIDTH = A4[0] - 2 * MARGIN


def sheet(facts: SheetFacts, language: Language) -> bytes:
    """Return the result sheet's PDF, unsigned; raise UnshowableText for a letter the font lacks."""
    require_showable_facts(facts)
    voice = Voice(language)
    story = [
        *_head(facts, voice),
        *_verdict(facts, voice),
        *_sections(facts, voice),
        *_statements(facts, voice),
        gap(12),
        KeepTogether([*_check(facts, voice), *_signatures(facts, voice)]),
    ]
    return lay_out(story, _paper(facts, voice))


def _paper(facts: SheetFacts, voice: Voice) -> Paper:
    running = f"{voice.say('Result sheet')} · {facts.sitting.code} · {facts.code}"
    return Paper(
        title=running,
        running=running,
        foot=f"{voice.of(facts.house.name)} · {facts.serial}",
        page_label=lambda number, total: voice.say("page %(n)s of %(total)s", n=number, total=total),
        demo=facts.house.is_demo,
        language=voice.language,
    )


def _head(facts: SheetFacts, voice: Voice) -> list[Flowable]:
    sitting = facts.sitting
    right = (voice.say("No. %(serial)s", serial=facts.serial), moment_text(facts.issued_at))
    rows: list[tuple[str, str | Flowable]] = [
        (voice.say("Candidate code"), para(grouped(facts.code), style(10.5, bold=True))),
        (voice.say("Surname, name, patronymic"), _name(facts, voice)),
        (voice.say("Sitting"), f"{voice.of(sitting.title)} ({sitting.code})"),
        (voice.say("Place and start"), f"{voice.of(sitting.place)}, {moment_text(sitting.starts_at)}"),
        (voice.say("Plan"), voice.of(sitting.plan)),
        (voice.say("The cut score is set by"), voice.of(sitting.cut_act)),
        (voice.say("Version of the results"), _version(facts, voice)),
    ]
    return [
        *blocks.masthead(facts.house, voice, WIDTH, right),
        *blocks.title(voice.say("Result sheet")),
        blocks.pairs(rows, WIDTH),
        gap(12),
    ]


def _name(facts: SheetFacts, voice: Voice) -> Flowable:
    if facts.name is None:
        return para(voice.say("not decoded yet"), style(9.5, colour=MUTED))
    return para(facts.name, style(10.5, bold=True))


def _version(facts: SheetFacts, voice: Voice) -> str:
    if facts.replaces is None:
        return str(facts.version)
    said = voice.say(
        "%(version)s, replaces version %(replaced)s", version=facts.version, replaced=facts.replaces
    )
    return f"{said}. {facts.reason}".strip()


def _verdict(facts: SheetFacts, voice: Voice) -> list[Flowable]:
    """Return the box with the outcome at the left and total, cut and rank at the right."""
    outcome = [para(_outcome(facts, voice), style(14, bold=True, colour=ACCENT, tight=True))]
    if facts.status == "void":
        outcome.append(
            para(voice.say("The points stand below; the attempt has no rank."), style(8.5, colour=MUTED))
        )
    figures = _figures(facts, voice)
    widths = (WIDTH * 0.36 - 20, WIDTH * 0.19, WIDTH * 0.19, WIDTH * 0.26)
    row = [outcome, *[_figure(value, label) for value, label in figures]]
    inner = blocks.table([row], widths, (("VALIGN", (0, 0), (-1, -1), "MIDDLE"),))
    return [blocks.panel([inner], WIDTH, edge=ACCENT), gap(4)]


def _outcome(facts: SheetFacts, voice: Voice) -> str:
    if facts.status == "absent":
        return voice.say("The candidate did not come")
    if facts.status == "void":
        return voice.say("The result is declared invalid")
    return voice.say("The exam is passed") if facts.passed else voice.say("The exam is not passed")


def _figures(facts: SheetFacts, voice: Voice) -> list[tuple[str, str]]:
    places = needed_decimals(facts.total, facts.maximum, facts.cut)
    total = "—" if facts.total is None else voice.points(facts.total, places)
    label = voice.say("points")
    if facts.maximum is not None:
        label = voice.say("points of %(maximum)s", maximum=voice.points(facts.maximum))
    rank = "—" if facts.rank is None else str(facts.rank)
    return [
        (total, label),
        (voice.points(facts.cut, places), voice.say("cut score")),
        (rank, voice.count("place among %(n)s candidate", "place among %(n)s candidates", facts.ranked)),
    ]


def _figure(value: str, label: str) -> list[Flowable]:
    return [
        para(value, style(17, bold=True, align="right", tight=True)),
        para(label, style(8, colour=MUTED, align="right", tight=True)),
    ]


def _sections(facts: SheetFacts, voice: Voice) -> list[Flowable]:
    if not facts.sections:
        return []
    head = [voice.say("Section"), "", voice.say("Points"), voice.say("Maximum"), voice.say("Minimum")]
    places = needed_decimals(*(section.points for section in facts.sections))
    rows = [_section(section, places, voice) for section in facts.sections]
    widths = (WIDTH * 0.42, WIDTH * 0.22, WIDTH * 0.12, WIDTH * 0.12, WIDTH * 0.12)
    made: list[Flowable] = [*blocks.heading(voice.say("By section"))]
    made.append(blocks.grid(head, rows, widths, right=frozenset({2, 3, 4}), size=9))
    if any(section.minimum is not None for section in facts.sections):
        made.append(gap(3))
        made.append(
            para(voice.say("The mark across a bar shows the section's minimum."), style(7.5, colour=MUTED))
        )
    return made


def _section(section: Section, places: int, voice: Voice) -> list[str | Flowable]:
    whole = section.maximum or 1
    tick = None if section.minimum is None else section.minimum / whole
    return [
        voice.of(section.title),
        Bar(section.points / whole, tick, WIDTH * 0.20),
        voice.points(section.points, places),
        voice.points(section.maximum),
        "—" if section.minimum is None else voice.points(section.minimum),
    ]


def _statements(facts: SheetFacts, voice: Voice) -> list[Flowable]:
    rows: list[tuple[str, str | Flowable]] = []
    if facts.difficulty is not None:
        rows.append((voice.say("Difficulty of this paper"), _difficulty(facts.difficulty, voice)))
    if not facts.anonymous:
        small = voice.say("The group was small: a code could not hide anybody from the commission.")
        rows.append((voice.say("Anonymity"), small))
    if facts.appeal_until is not None:
        place = f" {voice.of(facts.appeal_place)}" if facts.appeal_place else ""
        until = voice.say("Accepted until %(until)s.", until=moment_text(facts.appeal_until))
        rows.append((voice.say("Appeal"), until + place))
    if facts.next_date is not None and not facts.passed and facts.status != "void":
        rows.append((voice.say("Next exam"), voice.of(facts.next_date)))
    return [gap(10), blocks.pairs(rows, WIDTH, size=8.5)] if rows else []


def _difficulty(difficulty: Difficulty, voice: Voice) -> str:
    figures = {
        "expected": voice.points(difficulty.expected),
        "error": voice.points(difficulty.standard_error),
        "share": difficulty.harder_than,
    }
    if difficulty.basis == "angoff":
        basis = voice.say(
            "Rated by a panel, not measured; papers are matched by rating, which does not make them equal."
        )
    else:
        basis = voice.say("Calibrated from earlier answers.")
    if difficulty.demo:
        basis += " " + voice.say("DEMO rating by the authors of the samples.")
    expected = voice.say(
        "A candidate exactly at the cut would be expected to earn %(expected)s points on this paper"
        " (standard error %(error)s); it is rated harder than %(share)s%% of the sitting's papers.",
        **figures,
    )
    return f"{basis} {expected}"


def _check(facts: SheetFacts, voice: Voice) -> list[Flowable]:
    receipt = grouped(facts.receipt) if facts.receipt else "—"
    rows = [
        (voice.say("Receipt"), receipt),
        (voice.say("Seal of the sitting"), short_digest(facts.seal_digest)),
        (voice.say("Results"), short_digest(facts.results_digest)),
    ]
    text: list[Flowable] = [
        para(voice.say("How to check"), style(10, bold=True, colour=ACCENT, after=3)),
        para(_how(facts, voice), style(8.5, after=5)),
        _columns(rows, WIDTH - 104),
    ]
    box = blocks.table(
        [[text, Qr(facts.check_url, 88)]], (WIDTH - 92, 92), (("ALIGN", (1, 0), (1, 0), "RIGHT"),)
    )
    return [box]


def _columns(rows: list[tuple[str, str]], width: float) -> Flowable:
    """Return short values side by side, each under its label."""
    cells = [[para(label, style(7.5, colour=MUTED)), para(value, style(9))] for label, value in rows]
    return blocks.table([cells], [width / len(cells)] * len(cells))


def _how(facts: SheetFacts, voice: Voice) -> str:
    said = [voice.say("Scan the code or open %(address)s and give this file.", address=facts.house.check)]
    if facts.house.key != "qualified":
        said.append(voice.say("The signed paper copy is the original; this file serves checking."))
        said.append(voice.say("Acrobat may say that the signature's validity is unknown."))
    if facts.house.key == "first_run":
        said.append(voice.say("The file is signed by a DEMO key made when the program was first run."))
    return " ".join(said)


def _signatures(facts: SheetFacts, voice: Voice) -> list[Flowable]:
    if not facts.signatories:
        return []
    return [gap(10), blocks.sign_lines(facts.signatories, voice, WIDTH)]
