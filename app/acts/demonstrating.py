"""What `./run` shows: a sitting in full swing with made-up people, three tickets to try, a bank to look at.

Everything goes through the same services as a real sitting. Passwords, tickets and custody words are made at
the first run and kept in `instance/demo/`, which a real installation does not have.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.acts import banks, staging
from app.acts.staging import Cast, Script
from app.context import House, chance
from app.demo_staff import DemoSignIn, ensure_demo_staff
from app.simulation.chance import Stream
from app.simulation.people import people
from exam_engine import records
from exam_engine.plans import require_bank
from exam_engine.plans import services as plans
from exam_engine.plans.presets import preset
from exam_engine.roll.services import TicketLine
from exam_engine.sittings import services as hall
from exam_engine.sittings import tickets as secrets_of
from foundation import custody
from foundation.canonical import Instant
from foundation.errors import NotFound
from question_bank import shelves
from question_bank.formats.services import take_in
from question_bank.items import services as items

SITTING = "demo-1"
SIMULATED, TO_TRY = 11, 3
HELD_BACK = 2
"""Questions of each area left unreleased: one a draft, one waiting for its reviewer."""
DAY = 86_400_000
Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket to try the exam with."""

    code: str
    secret: str
    seat: int


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What to print: who may sign in, and with which tickets one sits."""

    people: list[DemoSignIn]
    tickets: list[Ticket]
    state: str


def ensure(house: House, said: Said) -> Demonstration:
    """Return the demonstration, filling the installation at the first run."""
    people_of = ensure_demo_staff(house, chance=chance, now=house.clock())
    folder = house.settings.instance / "demo"
    if not (folder / "tickets.json").exists():
        _fill(house, people_of, folder, said)
    return Demonstration(people_of, _tickets(folder), _state(house))


def custody_words(house: House) -> list[str]:
    """Return the made-up custodians' words; NotFound outside a demonstration."""
    path = house.settings.instance / "demo" / "custody.json"
    if not path.exists():
        raise NotFound(what="demonstration")
    words: list[str] = json.loads(path.read_text(encoding="utf-8"))["words"]
    return words


def _fill(house: House, people_of: list[DemoSignIn], folder: Path, said: Said) -> None:
    said("question bank")
    cast = _cast(people_of, folder)
    codes, knowledge = _bank(house)
    root = staging.release(house, cast, codes, name="sample", chance=chance)
    said("announcement and draw")
    dice = Stream(chance(32).hex())
    script = _script(house, root, dice)
    tickets = staging.announce(house, cast, script, chance=chance)
    staging.draw(house, cast, script, dice=dice)
    staging.admit_and_open(house, SITTING, [ticket.code for ticket in tickets], dice=dice)
    said("candidates")
    for number, ticket in enumerate(tickets[:SIMULATED]):
        _sit(house, ticket, ability=500 + number * 40, knowledge=knowledge, dice=dice)
    _keep(folder / "tickets.json", [asdict(one) for one in _to_try(house, tickets[SIMULATED:])])


def _cast(people_of: list[DemoSignIn], folder: Path) -> Cast:
    path = folder / "custody.json"
    if not path.exists():
        shared = custody.share_out(staging.THRESHOLD, staging.CUSTODIANS, chance=chance)
        _keep(path, {"words": shared.words, "recipient": shared.recipient})
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Cast({one.code: one for one in people_of}, tuple(kept["words"]), kept["recipient"])


def _bank(house: House) -> tuple[list[str], Any]:
    """Take in the samples; all are approved but a few that authors and reviewers may try their hand on."""
    rows = shelves.read_samples()
    taken: dict[str, list[Any]] = {}
    for row in rows:
        if row.draft is not None:
            taken.setdefault(row.draft.topic, []).append(row)
    released = [row for topic in taken.values() for row in topic[:-HELD_BACK]]
    drafts = [topic[-1] for topic in taken.values()]
    waiting = [topic[-2] for topic in taken.values()]
    now = house.clock()
    with house.keys() as keys, house.writing() as session:
        codes = shelves.approve_rows(session, keys, released, shelves.SAMPLE_BANK, banks.PEOPLE, now=now)
        left = take_in(session, keys, drafts + waiting, bank=shelves.SAMPLE_BANK, actor="author", now=now)
        submitted = [code for code in left.codes if code in {row.code for row in waiting}]
        items.submit(session, keys, submitted, actor="author", now=now)
    return codes, banks.knowledge(rows)


def _script(house: House, root: str, dice: Stream) -> Script:
    sample = preset("sample")
    with house.reading() as session:
        entries = banks.entries(session, root)
    require_bank(sample, entries)
    until = Instant(house.clock() + 30 * DAY)
    return Script(
        name=SITTING,
        campaign=SITTING,
        plan=plans.demo(plans.plan_of(sample, entries, correct_until=until)),
        release_root=root,
        persons=people(SIMULATED + TO_TRY, dice),
        spares=1,
        place="Бишкек",
    )


def _sit(house: House, ticket: TicketLine, *, ability: int, knowledge: Any, dice: Stream) -> None:
    """Let a made-up candidate sit: the same services as behind the room's pages, without its network."""
    with house.writing() as session:
        found = secrets_of.secret_hmac(house.settings.pepper, ticket.secret)
        entry = hall.enter(session, secret_hmac=found, terminal=f"demo-{ticket.code}", now=house.clock())
        if entry.seat is None:
            raise NotFound(what="seat", outcome=entry.outcome)
        begun = hall.start(session, entry.seat, now=house.clock())
        hall.opened(session, entry.seat, now=house.clock())
        lines = [
            {
                "number": number,
                "kind": "answered",
                "position": item["position"],
                "response": _response(item, ability, knowledge, dice),
            }
            for number, item in enumerate(begun.paper["items"], start=1)
        ]
        hall.save(session, entry.seat, lines, now=house.clock())
        hall.hand_in(session, entry.seat, now=house.clock())


def _response(item: dict[str, Any], ability: int, knowledge: Any, dice: Stream) -> list[str]:
    texts = next(iter(item["languages"].values()))
    right = knowledge.get(texts["stem"], frozenset())
    known = sorted(name for name, text in texts["options"].items() if text in right)
    if known and dice.below(1000) < ability:
        return known
    return [dice.pick(item["options"])]


def _to_try(house: House, tickets: list[TicketLine]) -> list[Ticket]:
    with house.reading() as session:
        seats = {place.code: place.seat or 0 for place in hall.board(session, SITTING)}
    return [Ticket(ticket.code, ticket.secret, seats[ticket.code]) for ticket in tickets]


def _tickets(folder: Path) -> list[Ticket]:
    return [Ticket(**one) for one in json.loads((folder / "tickets.json").read_text(encoding="utf-8"))]


def _state(house: House) -> str:
    with house.reading() as session:
        return records.get_sitting(session, SITTING).state


def _keep(path: Path, value: Any) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
