"""A ceremony from the plan on, with real keys of made-up people, for tests of its pages."""

from dataclasses import dataclass, field

from app.context import House
from app.demo_staff import ensure_demo_staff, sign_ins
from app.sign_in import services
from app.sign_in.session import COOKIE, hashed
from exam_engine.ceremony import services as ceremony
from exam_engine.ceremony.tables import Entropy
from exam_engine.protocol import entropy
from foundation.canonical import Instant
from tests.exam_engine import halls

NAME = "exam-1"
PEOPLE = "Асанова Айгүл; 11501199012345\nҮсөнов Өмүр; 20202198054321"
SHARES = {"custodian-1": b"\x01" * 32, "custodian-2": b"\x02" * 32}
THROWN = halls.THROWN.split(" ")


@dataclass
class Day:
    """An installation with demonstration people; `person` signs one in at a browser of their own."""

    app: object
    house: House
    passphrases: dict[str, str] = field(default_factory=dict)
    signed_in: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.passphrases = {person.code: person.password for person in sign_ins(self.house)}

    def person(self, code: str):
        client = self.app.test_client()
        token = f"token-{code}"
        if code not in self.signed_in:
            with self.house.writing() as session:
                services.admit(session, code, token_hash=hashed(token), now=self.house.clock())
            self.signed_in.add(code)
        client.set_cookie(COOKIE, token)
        return client

    def planned(self, **plan) -> "Day":
        now = self.house.clock()
        with self.house.writing() as session:
            ceremony.plan_sitting(
                session,
                name=NAME,
                campaign="spring",
                plan=halls.a_plan(**plan),
                release_root=halls.a_release(session),
                place="Bishkek, hall 1",
                starts_at=Instant(now + 3_600_000),
                not_before=now,
                now=now,
            )
        return self

    def enrolled(self) -> "Day":
        self.person("office").post(
            f"/ceremony/{NAME}/roll", data={"persons": PEOPLE, "spares": "1", "act": "enrol"}
        )
        return self

    def committed(self) -> "Day":
        for code, share in SHARES.items():
            commitment = entropy.share_commitment(share)
            self.person(code).post(
                f"/ceremony/{NAME}/share/commitment", data={"commitment": commitment, "kept": "1"}
            )
        return self

    def announced(self) -> "Day":
        self.planned().enrolled().committed()
        answer = self.person("office").post(
            f"/ceremony/{NAME}/announcement",
            data={"custodian": "custodian-1", "passphrase": self.passphrases["custodian-1"]},
        )
        assert answer.status_code == 303, answer.text
        return self

    def deposited(self) -> "Day":
        self.announced()
        for code, share in SHARES.items():
            answer = self.person(code).post(f"/ceremony/{NAME}/share", data={"share": share.hex()})
            assert answer.status_code == 303, answer.text
        return self

    def thrown(self) -> "Day":
        return self.deposited().rolled()

    def drawn(self) -> "Day":
        return self.thrown().read_and_drawn()

    def rolled(self) -> "Day":
        self.person("commissioner-1").post(f"/ceremony/{NAME}/entropy", data={"number": THROWN})
        return self

    def read_and_drawn(self) -> "Day":
        self.person("commissioner-2").post(f"/ceremony/{NAME}/read-back", data={"number": THROWN})
        answer = self.person("commissioner-1").post(f"/ceremony/{NAME}/draw")
        assert answer.status_code == 303, answer.text
        return self

    def entropy(self) -> str:
        with self.house.reading() as session:
            kept = session.get(Entropy, NAME)
        return kept.text if kept else ""


def staff_it(house: House) -> None:
    """Make the people and their keys: slow on purpose, so once for all tests."""
    ensure_demo_staff(house, chance=_chance(), now=house.clock())


def _chance():
    state = iter(range(1, 10**9))
    return lambda count: next(state).to_bytes(8).ljust(count, b"7")[:count]
