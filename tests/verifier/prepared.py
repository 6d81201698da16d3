"""The forge up to the sitting: keys, rules, people, announcement."""

import hashlib
import io
import zipfile
from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.verifier.ground import (
    by,
    canonical,
    check_digit,
    commit,
    digest,
    iso,
    root,
    sha,
    tree,
    typed,
)

T0 = 1_773_446_400_000  # 2026-03-14T00:00:00Z
MINUTE, HOUR = 60_000, 3_600_000
DRAW, OPEN = T0 + 31 * HOUR, T0 + 31 * HOUR + 10 * MINUTE
DURATION, GRACE = 600, 10
SITTING, ORIGIN, WITNESSES = "forge-1", "forge.example/log", ("w1.example", "w2.example")
ROLES = [
    ("office", "Office"),
    ("hall", "Hall"),
    ("custodian", "Bar"),
    ("custodian", "University"),
    ("commissioner", "Asanova"),
    ("commissioner", "Ivanov"),
    ("log", "Office"),
]
CORRECT = {
    "single": lambda ids: ids[:1],
    "multiple": lambda ids: sorted(ids[:2]),
    "order": lambda ids: ids[::-1],
    "match": lambda ids: [f"g1:{ids[1]}", f"g2:{ids[0]}"],
    "number": lambda _: ["-1", "2.5"],
    "text": lambda _: ["Жогорку сот", "Верховный суд"],
}
GIVEN = [
    {**CORRECT, "number": lambda _: ["-0.5"], "text": lambda _: [" Верховный суд "]},
    {
        "single": lambda ids: ids[-1:],
        "multiple": lambda ids: sorted(ids[1:3]),
        "order": lambda ids: ids,
        "match": lambda ids: [f"g1:{ids[1]}"],
        "number": lambda _: ["3"],
        "text": lambda _: ["Бишкек"],
    },
]


def pack(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


class Before:
    """A bundle as far as the announcement; `made` asks whoever lies about a thing."""

    def __init__(self, lies=None, *, stage="complete", disclosure="replay", versions=2, seed="forge", **rest):
        self.lies, self.stage, self.disclosure, self.versions = lies or {}, stage, disclosure, versions
        self.origin, self.quorum = rest.pop("origin", None), rest.pop("quorum", 1)
        self.plan_changes, self.persons = rest, disclosure == "full"
        self.seed, self.counter, self.clock = seed, 0, T0
        self.json, self.raw, self.acts, self.marks, self.events = {}, {}, [], [], {}
        for step in (self.keys, self.rules, self.people, self.announce):
            step()

    # -- small tools

    def chance(self):
        self.counter += 1
        return hashlib.sha256(f"{self.seed}/{self.counter}".encode()).digest()

    def made(self, name, value):
        """The thing as it goes on: after whoever lies about it."""
        lie = self.lies.get(name)
        changed = lie(value) if lie else None
        return value if changed is None else changed

    def keep(self, name, value):
        self.json[name] = self.made(name, value)
        return self.json[name]

    def act(self, act, at=0, object=None, detail=None, actor="system"):  # noqa: A002
        self.clock = max(self.clock + 1, at)
        self.acts.append(
            typed(
                "ledger",
                at=iso(self.clock),
                act=act,
                actor=actor,
                sitting=SITTING,
                object=object,
                detail=detail,
                checkpoint=act in {"announced", "drawn", "heads", "sealed"},
            )
        )

    def of(self, name):
        return digest(self.json[name])

    def checkpoint(self, which=-1):
        """One of the heads that were published, as an outsider kept it."""
        names = sorted((n for n in self.raw if n.startswith("checkpoints/")), key=lambda n: int(n[12:-4]))
        return self.raw[names[which]]

    # -- before the sitting

    def keys(self):
        self.private = [
            Ed25519PrivateKey.from_private_bytes(self.chance()) for _ in range(len(ROLES) + len(WITNESSES))
        ]
        self.public = [key.public_key().public_bytes_raw() for key in self.private]
        trust = [
            dict(
                key=sha(public),
                public=public.hex(),
                role=role,
                holder=holder,
                to=None,
                **{"from": iso(T0 - 90 * 24 * HOUR)},
            )
            for public, (role, holder) in zip(self.public, ROLES, strict=False)
        ]
        self.keep("trust", typed("trust", keys=by(trust, "key")))

    def rules(self):
        quotas = [
            {
                "topic": topic,
                "count": 3,
                "mark": 1000,
                "band": None,
                "target": 1800,
                "tolerance": 400,
                "seconds_max": None,
                "pretest": False,
            }
            for topic in ("criminal", "civil")
        ]
        plan = {
            "name": "forge",
            "version": 1,
            "languages": ["ky", "ru"],
            "paper": "individual",
            "order": "sections",
            "quotas": quotas,
            "duration": DURATION,
            "grace": GRACE,
            "max_extension": 900,
            "annulment": "full_mark",
            "min_group": 10,
            "scoring": {
                "rules": dict.fromkeys(("match", "multiple", "order"), "partial"),
                "penalty": 250,
                "floor_zero": "section",
            },
            "rounding": {"place": "total", "rule": "half_up", "unit": 100},
            "correct_until": iso(T0 + 900 * HOUR),
            "disclosure": "replay",
            "detail": {"acts": "forged"},
        }
        plan["pass"] = {"cut": 3000, "cut_source": "act", "sections": [], "places": None}
        plan |= self.plan_changes
        plan["detail"] |= {"origin": self.origin} if self.origin else {}
        self.plan = self.keep("plan", typed("plan", **plan))
        self.openings, self.kinds = {}, {}
        kinds = list(CORRECT)
        entries = [self.item(n, ("civil", "criminal")[n % 2], kinds[n // 2 % 6]) for n in range(24)]
        self.keep("release", typed("release", entries=by(entries, "code")))

    def item(self, number, topic, kind):
        code, letters = f"{topic}-{number:03}", [] if kind in {"number", "text"} else list("bdac")
        about = {"code": code, "revision": 1, "kind": kind}
        key = typed("key", **about, correct=CORRECT[kind](letters), folds=["trim"] if kind == "text" else [])
        text = {
            "stem": f"Суроо {number}?",
            "options": {letter: f"Жооп {letter}" for letter in letters},
            "gaps": {},
        }
        content = typed("content", **about, languages={"ky": text, "ru": text}, assets=[])
        nonces = self.chance().hex(), self.chance().hex()
        self.openings[code], self.kinds[code] = (nonces, key, content), kind
        return typed(
            "release-entry",
            **about,
            topic=topic,
            difficulty=500 + number * 10,
            difficulty_basis="angoff",
            seconds=60,
            enemies=f"{topic}-e" if number < 4 else None,
            languages=["ky", "ru"],
            options=[{"id": letter, "fixed": letter == "d"} for letter in letters],
            gaps=["g1", "g2"] if kind == "match" else [],
            content_commitment=commit(nonces[1], content),
            key_commitment=commit(nonces[0], key),
        )

    def people(self):
        sevens = [f"{int.from_bytes(self.chance()[:4], 'big') % 10**7:07}" for _ in range(8)]
        self.codes = sorted(seven + check_digit(seven) for seven in sevens)
        self.who = {
            code: (self.chance().hex(), typed("person", code=code, name=f"Киши {n}", number=f"2010{n:010}"))
            for n, code in enumerate(self.codes[:7])
        }
        lines = {
            code: typed("roll-line", code=code, person=commit(*self.who[code]) if code in self.who else None)
            for code in self.codes
        }
        self.given = dict(lines[self.codes[6]])  # a spare code that someone gets before the draw
        lines[self.codes[6]]["person"] = None
        self.keep("register", typed("register", codes=self.codes))
        self.keep("roll", typed("roll", sitting=SITTING, lines=list(lines.values())))

    def announce(self):
        self.shares = sorted((self.chance() for _ in range(2)), key=lambda s: sha(b"taraza/share/1" + s))
        witnesses = [
            {"name": name, "public": public.hex()}
            for name, public in zip(WITNESSES, self.public[len(ROLES) :], strict=True)
        ]
        self.announcement = self.keep(
            "announcement",
            typed(
                "announcement",
                sitting=SITTING,
                campaign="forge",
                release_root=root(self.json["release"]["entries"]),
                plan_digest=self.of("plan"),
                register_digest=self.of("register"),
                roll_root=root(self.json["roll"]["lines"]),
                commitments=[sha(b"taraza/share/1" + share) for share in self.shares],
                keys_package="0" * 64,
                trust_digest=self.of("trust"),
                entropy={"source": "dice", "min": 1, "max": 6, "count": 20},
                mode="one_machine",
                log_origin=ORIGIN,
                witnesses=witnesses,
                quorum=self.quorum,
                software="1" * 64,
                algorithm="taraza-draw-1",
                not_before=iso(T0 + 30 * HOUR),
                supersedes=None,
                at=iso(T0),
            ),
        )
        self.act("signed_in", T0 + 1, actor="s-1")
        self.act("announced", T0 + MINUTE, object=self.of("announcement"))
        self.act(
            "spare_given", T0 + 30 * HOUR, detail={"line": self.given, "by": ["s-1", "s-2"]}, actor="s-1"
        )
        for share in self.announcement["commitments"]:
            self.act("share_deposited", DRAW - MINUTE, detail={"commitment": share})

    # -- what is asked of it later

    def note(self, size):
        text = f"{ORIGIN}\n{size}\n{b64encode(tree(self.lines[:size])).decode()}\n"
        tail = self.signature(ORIGIN, 1, len(ROLES) - 1, text.encode(), b"")
        at = (T0 + MINUTE) // 1000 + 60
        for number, name in enumerate(WITNESSES):
            message = f"cosignature/v1\ntime {at}\n{text}".encode()
            tail += self.signature(name, 4, len(ROLES) + number, message, at.to_bytes(8, "big"))
        return f"{text}\n{tail}".encode()

    def signature(self, name, algorithm, key, message, front):
        ident = hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + self.public[key]).digest()[:4]
        return f"— {name} {b64encode(ident + front + self.private[key].sign(message)).decode()}\n"

    def receipt(self, number):
        code = self.codes[number]
        entries = self.journals[code]
        said = typed(
            "receipt",
            sitting=SITTING,
            code=code,
            entries=len(entries),
            head=digest(entries[-1]),
            answered=sorted(p for p, r in self.answers[code].items() if r),
            closed_at=entries[-1]["at"],
        )
        return {
            "key": sha(self.public[1]),
            "receipt": said,
            "signature": self.private[1].sign(canonical(said)).hex(),
        }

    def amendments(self):
        empty = dict.fromkeys(
            ("code", "revision", "correct", "candidate", "position", "response", "incident")
        )
        vote = {"reason": "appeal", "votes": {"for": 5, "against": 1}}
        return [
            dict(empty, n=1, action="annul", code=self.json["keys"]["openings"][0]["code"], **vote),
            dict(empty, n=2, action="void", candidate=self.codes[0], **vote),
        ]
