"""A sitting of two candidates and four items, so small that it can be read: the source of `examples/`.

All its chance and keys derive from fixed text, so nothing here is secret and every run gives the same bytes.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from docs.protocol.example_bank import key, keys_package, nonce, plan, release
from exam_engine.protocol import draw, entropy, journal, objects, receipt, score, seal
from exam_engine.protocol.objects import Object
from foundation.canonical import canonical, commit, digest, instant
from foundation.merkle import root

SITTING = "example-1"
CODES = ["08305075", "25653650", "55790403"]
THROW = "4 6 1 3 3 5 2 6 1 1 4 2 5 5 3 6 2 4 1 6"
OPENED = instant("2026-03-16T03:00:00.000Z")
HOUR = 3_600_000
NOTHING = "0" * 64


@dataclass(frozen=True, slots=True)
class Holder:
    """A role's key."""

    role: str

    @property
    def secret(self) -> Ed25519PrivateKey:
        """Return the private key."""
        return Ed25519PrivateKey.from_private_bytes(nonce(f"key/{self.role}"))

    @property
    def public(self) -> bytes:
        """Return the 32 public bytes."""
        return self.secret.public_key().public_bytes_raw()

    @property
    def name(self) -> str:
        """Return the name of the key."""
        return hashlib.sha256(self.public).hexdigest()

    def line(self) -> Object:
        """Return the key's line in the trust object."""
        spoken = {
            "key": self.name,
            "public": self.public.hex(),
            "role": self.role,
            "holder": f"{self.role}-1",
        }
        return {**spoken, "from": "2026-01-01T00:00:00.000Z", "to": "2036-01-01T00:00:00.000Z"}

    def signs(self, file: str, value: Object) -> Object:
        """Return the signature of an object."""
        signed = self.secret.sign(canonical(value)).hex()
        named = {"object": file, "digest": digest(value), "key": self.name}
        return {**named, "role": self.role, "signature": signed}


OFFICE, HALL, CUSTODIAN = Holder("office"), Holder("hall"), Holder("custodian")
HOLDERS = [OFFICE, HALL, CUSTODIAN, Holder("commissioner"), Holder("log")]


def persons() -> list[Object]:
    """Return the two persons; the third code is a spare."""
    names = ["Үсөнов Өмүрбек", "Асанова Айгүл"]
    return [
        objects.person(code, name, f"2010119800000{place}")
        for place, (code, name) in enumerate(zip(CODES, names, strict=False))
    ]


def roll() -> Object:
    """Return the roll: two persons and a spare."""
    lines = [objects.roll_line(one["code"], commit(nonce(one["code"]), one)) for one in persons()]
    return objects.roll(SITTING, [*lines, objects.roll_line(CODES[2], None)])


def announcement() -> Object:
    """Return the announcement, two days before."""
    return objects.announcement(
        sitting=SITTING,
        campaign="example",
        release_root=root(release()["entries"]),
        plan_digest=digest(plan()),
        register_digest=digest(objects.register(CODES)),
        roll_root=root(roll()["lines"]),
        commitments=[entropy.share_commitment(share) for share in shares()],
        keys_package=digest(keys_package()),
        trust_digest=digest(trust()),
        entropy=entropy.check_form({"source": "dice", "min": 1, "max": 6, "count": 20}),
        mode="one_machine",
        log_origin="taraza.example/log",
        witnesses=[{"name": "witness.example", "public": nonce("witness").hex()}],
        quorum=0,
        software=root([objects.file("wsgi.py", NOTHING)]),
        not_before=OPENED - HOUR,
        supersedes=None,
        at=OPENED - 48 * HOUR,
    )


def shares() -> list[bytes]:
    """Return the custodians' shares in the order of their commitments."""
    return entropy.in_order([nonce("share/1"), nonce("share/2")])


def trust() -> Object:
    """Return the public keys of all roles."""
    return objects.trust(holder.line() for holder in HOLDERS)


def papers() -> list[Object]:
    """Return all papers."""
    return draw.draw_papers(plan(), release(), CODES, seed(), SITTING)


def seed() -> bytes:
    """Return the seed."""
    return entropy.seed(shares(), digest(announcement()), THROW)


def drawn() -> Object:
    """Return the record of the draw."""
    return objects.draw(
        sitting=SITTING,
        announcement_digest=digest(announcement()),
        at=OPENED - HOUR // 2,
        entropy=THROW,
        read_by=["i-1", "i-2"],
        papers_root=draw.papers_root(papers()),
        shares=[share.hex() for share in shares()],
        seed=seed().hex(),
    )


def journals() -> dict[str, list[Object]]:
    """Return the journals: one who worked, one absent, and the spare, absent too."""
    worked, *others = papers()
    body: dict[str, Any] = {"terminal": "A-07", "language": "ky", "seconds": 3600, "grants": []}
    entries = [journal.append(worked, "opened", body, OPENED, worked["code"])]
    acts: list[tuple[str, Object]] = [
        ("answered", {"position": 1, "response": _response(worked, 1)}),
        ("language", {"language": "ru"}),
        ("closed", {"how": "handed_in", "by": None, "reason": None}),
    ]
    for kind, act in acts:
        at = OPENED + 60_000 * len(entries)
        entries.append(journal.append(entries[-1], kind, act, at, worked["code"]))
    away = {"how": "absent", "by": "i-1", "reason": None}
    stayed = {
        one["code"]: [journal.append(one, "closed", away, OPENED + HOUR, one["code"])] for one in others
    }
    return {worked["code"]: entries, **stayed}


def _response(paper: Object, position: int) -> list[str]:
    """Return the right answer of a position."""
    code = paper["items"][position - 1]["code"]
    right: list[str] = key(int(code.split("-")[1]))["correct"]
    return right


def incidents() -> Object:
    """Return one incident."""
    late = {"n": 1, "at": "2026-03-16T03:05:00.000Z", "kind": "noise", "code": None, "terminal": "A-07"}
    return objects.incidents(SITTING, [{**late, "by": "i-1", "reason": "fire drill", "text_digest": None}])


def sealed() -> Object:
    """Return the seal."""
    lines = [seal.answers_line(entries) for entries in journals().values()]
    at = OPENED + 2 * HOUR
    return seal.seal(sitting=SITTING, draw=drawn(), lines=lines, incidents=incidents(), heads=1, at=at)


def keys() -> Object:
    """Return the opened keys of drawn items."""
    used = {item["code"] for paper in papers() for item in paper["items"]}
    opened = [opening for opening in keys_package()["openings"] if opening["code"] in used]
    return objects.keys(SITTING, digest(sealed()), opened)


def results() -> Object:
    """Return the first version of the results."""
    absent = {CODES[1], CODES[2]}
    return score.results(
        plan(),
        release(),
        papers(),
        {
            code: None if code in absent else journal.closing_answers(entries)
            for code, entries in journals().items()
        },
        {opening["code"]: opening["key"] for opening in keys()["openings"]},
        [],
        sitting=SITTING,
        version=1,
        previous=None,
        seal_digest=digest(sealed()),
        keys_digest=digest(keys()),
        reason=None,
        programs=[{"name": name, "software": NOTHING} for name in ("taraza", "taraza-verify")],
    )


def signed_receipt() -> Object:
    """Return what a receipt's QR holds."""
    made = receipt.receipt(SITTING, journals()[CODES[0]])
    return receipt.parse(receipt.compact(HALL.name, made, HALL.signs("receipt", made)["signature"]))
