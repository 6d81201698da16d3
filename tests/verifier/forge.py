"""Makes whole small evidence bundles straight from the protocol page, and the lies of an insider with every key.

A lie is a function called with one thing at the moment it is made (an object, a journal, the list of acts); all that is
made later (digests, roots, chains, ledger, checkpoints, signatures, manifest) is built upon it.
"""

import hashlib
import io
import zipfile
from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.verifier.ground import (
    by, canonical, check_digit, commit, digest, draw_paper, iso, mac, root, score, sha, tree, typed,
)  # fmt: skip

T0 = 1_773_446_400_000  # 2026-03-14T00:00:00Z
MINUTE, HOUR = 60_000, 3_600_000
DRAW, OPEN = T0 + 31 * HOUR, T0 + 31 * HOUR + 10 * MINUTE
DURATION, GRACE = 600, 10
SITTING, ORIGIN, WITNESSES = "forge-1", "forge.example/log", ("w1.example", "w2.example")
ROLES = [("office", "Office"), ("hall", "Hall"), ("custodian", "Bar"), ("custodian", "University"),
         ("commissioner", "Asanova"), ("commissioner", "Ivanov"), ("log", "Office")]  # fmt: skip
CORRECT = {
    "single": lambda ids: ids[:1], "multiple": lambda ids: sorted(ids[:2]), "order": lambda ids: ids[::-1],
    "match": lambda ids: [f"g1:{ids[1]}", f"g2:{ids[0]}"], "number": lambda _: ["-1", "2.5"],
    "text": lambda _: ["Жогорку сот", "Верховный суд"],
}  # fmt: skip
GIVEN = [
    {**CORRECT, "number": lambda _: ["-0.5"], "text": lambda _: [" Верховный суд "]},
    {"single": lambda ids: ids[-1:], "multiple": lambda ids: sorted(ids[1:3]), "order": lambda ids: ids,
     "match": lambda ids: [f"g1:{ids[1]}"], "number": lambda _: ["3"], "text": lambda _: ["Бишкек"]},
]  # fmt: skip


def pack(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


class Forge:
    """One bundle: `json` objects, `raw` files, `acts` of the ledger; `lies` by the name of what they change."""

    def __init__(self, lies=None, *, stage="complete", disclosure="replay", versions=2, seed="forge", **rest):
        self.lies, self.stage, self.disclosure, self.versions = lies or {}, stage, disclosure, versions
        self.origin, self.quorum = rest.pop("origin", None), rest.pop("quorum", 1)
        self.plan_changes, self.persons = rest, disclosure == "full"
        self.seed, self.counter, self.clock = seed, 0, T0
        self.json, self.raw, self.acts, self.marks, self.events = {}, {}, [], [], {}
        for step in (self.keys, self.rules, self.people, self.announce, self.draw, self.sit, self.seal, self.results,
                     self.ledger, self.files, self.sign, self.manifest):  # fmt: skip
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
        self.acts.append(typed("ledger", at=iso(self.clock), act=act, actor=actor, sitting=SITTING, object=object,
                               detail=detail, checkpoint=act in {"announced", "drawn", "heads", "sealed"}))  # fmt: skip

    def of(self, name):
        return digest(self.json[name])

    def pack(self):
        return pack(self.raw)

    def checkpoint(self, which=-1):
        """One of the heads that were published, as an outsider kept it."""
        names = sorted((n for n in self.raw if n.startswith("checkpoints/")), key=lambda n: int(n[12:-4]))
        return self.raw[names[which]]

    # -- before the sitting

    def keys(self):
        self.private = [Ed25519PrivateKey.from_private_bytes(self.chance()) for _ in range(len(ROLES) + len(WITNESSES))]
        self.public = [key.public_key().public_bytes_raw() for key in self.private]
        trust = [dict(key=sha(public), public=public.hex(), role=role, holder=holder, to=None,
                      **{"from": iso(T0 - 90 * 24 * HOUR)}) for public, (role, holder) in zip(self.public, ROLES)]  # fmt: skip
        self.keep("trust", typed("trust", keys=by(trust, "key")))

    def rules(self):
        quotas = [dict(topic=topic, count=3, mark=1000, band=None, target=1800, tolerance=400, seconds_max=None,
                       pretest=False) for topic in ("criminal", "civil")]  # fmt: skip
        plan = dict(name="forge", version=1, languages=["ky", "ru"], paper="individual", order="sections", quotas=quotas,
                    duration=DURATION, grace=GRACE, max_extension=900, annulment="full_mark", min_group=10,
                    scoring={"rules": dict.fromkeys(("match", "multiple", "order"), "partial"), "penalty": 250,
                             "floor_zero": "section"}, rounding={"place": "total", "rule": "half_up", "unit": 100},
                    correct_until=iso(T0 + 900 * HOUR), disclosure="replay", detail={"acts": "forged"})  # fmt: skip
        plan["pass"] = {"cut": 3000, "cut_source": "act", "sections": [], "places": None}
        plan |= self.plan_changes
        plan["detail"] |= {"origin": self.origin} if self.origin else {}
        self.plan = self.keep("plan", typed("plan", **plan))
        entries, self.openings, self.kinds = [], {}, {}
        for number in range(24):
            entries.append(self.item(number, ("civil", "criminal")[number % 2], list(CORRECT)[number // 2 % 6]))
        self.keep("release", typed("release", entries=by(entries, "code")))

    def item(self, number, topic, kind):
        code, letters = f"{topic}-{number:03}", [] if kind in {"number", "text"} else list("bdac")
        about = dict(code=code, revision=1, kind=kind)
        key = typed("key", **about, correct=CORRECT[kind](letters), folds=["trim"] if kind == "text" else [])
        text = {"stem": f"Суроо {number}?", "options": {letter: f"Жооп {letter}" for letter in letters}, "gaps": {}}
        content = typed("content", **about, languages={"ky": text, "ru": text}, assets=[])
        nonces = self.chance().hex(), self.chance().hex()
        self.openings[code], self.kinds[code] = (nonces, key, content), kind
        return typed("release-entry", **about, topic=topic, difficulty=500 + number * 10, difficulty_basis="angoff",
                     seconds=60, enemies=f"{topic}-e" if number < 4 else None, languages=["ky", "ru"],
                     options=[{"id": letter, "fixed": letter == "d"} for letter in letters],
                     gaps=["g1", "g2"] if kind == "match" else [], content_commitment=commit(nonces[1], content),
                     key_commitment=commit(nonces[0], key))  # fmt: skip

    def people(self):
        sevens = [f"{int.from_bytes(self.chance()[:4], 'big') % 10**7:07}" for _ in range(8)]
        self.codes = sorted(seven + check_digit(seven) for seven in sevens)
        self.who = {code: (self.chance().hex(), typed("person", code=code, name=f"Киши {n}", number=f"2010{n:010}"))
                    for n, code in enumerate(self.codes[:7])}  # fmt: skip
        lines = {code: typed("roll-line", code=code, person=commit(*self.who[code]) if code in self.who else None)
                 for code in self.codes}  # fmt: skip
        self.given = dict(lines[self.codes[6]])  # a spare code that someone gets before the draw
        lines[self.codes[6]]["person"] = None
        self.keep("register", typed("register", codes=self.codes))
        self.keep("roll", typed("roll", sitting=SITTING, lines=list(lines.values())))

    def announce(self):
        self.shares = sorted((self.chance() for _ in range(2)), key=lambda s: sha(b"taraza/share/1" + s))
        witnesses = [dict(name=name, public=public.hex()) for name, public in zip(WITNESSES, self.public[len(ROLES):])]  # fmt: skip
        self.announcement = self.keep("announcement", typed(
            "announcement", sitting=SITTING, campaign="forge", release_root=root(self.json["release"]["entries"]),
            plan_digest=self.of("plan"), register_digest=self.of("register"), roll_root=root(self.json["roll"]["lines"]),
            commitments=[sha(b"taraza/share/1" + share) for share in self.shares], keys_package="0" * 64,
            trust_digest=self.of("trust"), entropy=dict(source="dice", min=1, max=6, count=20), mode="one_machine",
            log_origin=ORIGIN, witnesses=witnesses, quorum=self.quorum, software="1" * 64, algorithm="taraza-draw-1",
            not_before=iso(T0 + 30 * HOUR), supersedes=None, at=iso(T0)))  # fmt: skip
        self.act("signed_in", T0 + 1, actor="s-1")
        self.act("announced", T0 + MINUTE, object=self.of("announcement"))
        self.act("spare_given", T0 + 30 * HOUR, detail={"line": self.given, "by": ["s-1", "s-2"]}, actor="s-1")
        for share in self.announcement["commitments"]:
            self.act("share_deposited", DRAW - MINUTE, detail={"commitment": share})

    # -- the sitting

    def draw(self):
        dice = self.made("dice", " ".join(str(1 + byte % 6) for byte in self.chance()[:20]))
        drawn = canonical(typed("entropy", announcement=self.of("announcement"), entropy=dice))
        shares = self.made("shares", self.shares)
        seed = self.made("seed", mac(hashlib.sha256(b"".join(shares)).digest(), drawn))
        papers = {code: draw_paper(self.plan, self.json["release"]["entries"], SITTING, seed, code) for code in self.codes}
        self.papers = self.made("papers", papers)
        lines = [typed("paper-line", code=code, paper=digest(paper)) for code, paper in sorted(self.papers.items())]
        public = dict(sitting=SITTING, announcement_digest=self.of("announcement"), at=iso(DRAW), entropy=dice,
                      read_by=["s-1", "s-2"], papers_root=root(lines))  # fmt: skip
        self.keep("draw", typed("draw", **public, shares=[share.hex() for share in shares], seed=seed.hex()))
        self.act("drawn", DRAW, detail={name: self.json["draw"][name] for name in public})
        self.act("opened", OPEN - MINUTE, actor="s-1")

    def script(self, number, code):
        """What candidate `number` does: [(ms after opening, kind, body)]."""
        if number >= 6 or number == 4:
            return [(DURATION * 1000, "closed", dict(how="absent", by="s-1", reason=None))] if number != 6 else []
        items = self.papers[code]["items"]
        say = [(15_000 * p, "answered", dict(position=p, response=GIVEN[(p + number) % 2 if number else 0][
            self.kinds[item["code"]]]([o["id"] for e in self.json["release"]["entries"] if e["code"] == item["code"]
                                       for o in e["options"]]))) for p, item in enumerate(items, 1)]  # fmt: skip
        extra = [
            [(20_000, "language", dict(language="ru")), (95_000, "remark", dict(position=2, text_digest="2" * 64))],
            [(40_000, "moved", {"from": "A-01", "to": "B-09", "by": "s-1", "reason": "screen"})],
            [(50_000, "paused", dict(by="s-1", reason="alarm")), (55_000, "resumed", dict(by="s-1", reason="over"))],
            [(60_000, "extended", dict(seconds=60, by="s-1", reason="power")), (99_000, "answered", dict(position=1, response=[]))],
        ]  # fmt: skip
        end = {1: (DURATION * 1000 + GRACE * 1000, "time", None), 2: (200_000, "removed", "s-1")}
        at, how, who = end.get(number, (300_000 + number, "handed_in", None))
        return sorted([*say, *(extra[number] if number < 4 else []), (at, "closed", dict(how=how, by=who, reason=who))],
                      key=lambda event: event[0])  # fmt: skip

    def sit(self):
        self.journals, self.answers = {}, {}
        for number, code in enumerate(self.codes):
            events = self.script(number, code)
            if len(events) != 1:
                grants = [dict(seconds=30, by="s-1", reason="accommodation")] if number == 3 else []
                opened = dict(terminal=f"A-{number:02}", language="ky", seconds=DURATION + sum(g["seconds"] for g in grants),
                              grants=grants)  # fmt: skip
                events = [(0, "opened", opened), *(events or [(60_000, "closed", dict(how="handed_in", by=None, reason=None))])]
            self.events[code] = [[OPEN + at, kind, body] for at, kind, body in events]
        self.made("events", self.events)
        for code in self.codes:
            prev, entries = digest(self.papers[code]), []
            for n, (at, kind, body) in enumerate(self.events[code], 1):
                entries.append(typed("entry", attempt=code, n=n, at=iso(at), kind=kind, body=body, prev=prev))
                prev = digest(entries[-1])
            self.journals[code] = entries
        self.incidents = [dict(n=1, at=iso(OPEN + 30_000), kind="terminal", code=None, terminal="A-01", by="s-1",
                               reason="screen", text_digest=None)]  # fmt: skip
        for minute in (2, 4, 6, 8, 10, 12):
            self.heads(OPEN + minute * MINUTE)
            if minute == 2:
                self.act("incident", detail=dict(n=1, kind="terminal"))
        self.act("closed", actor="s-1")
        self.made("journals", self.journals)  # rewritten after the heads went out
        self.answers = {code: {e["body"]["position"]: e["body"]["response"] for e in entries if e["kind"] == "answered"}
                        for code, entries in self.journals.items()}  # fmt: skip

    def heads(self, at):
        lines = []
        for code, entries in self.journals.items():
            seen = [entry for entry in entries if entry["at"] <= iso(at)]
            lines.append(typed("head-line", code=code, n=len(seen), head=digest(seen[-1] if seen else self.papers[code])))
        lines = self.made("heads", lines)
        self.act("heads", at, detail={"lines": lines, "root": root(lines)}, object=root(lines))

    # -- afterwards

    def seal(self):
        self.keep("incidents", typed("incidents", sitting=SITTING, incidents=self.incidents))
        lines = [typed("answers-line", code=code, head=digest(entries[-1]), entries=len(entries),
                       closed_at=entries[-1]["at"], how=entries[-1]["body"].get("how"))
                 for code, entries in self.journals.items()]  # fmt: skip
        count = {how: sum(line["how"] == how for line in lines) for how in ("handed_in", "time", "removed", "absent")}
        self.keep("seal", typed(
            "seal", sitting=SITTING, announcement_digest=self.of("announcement"), draw_digest=self.of("draw"),
            answers_root=root(lines), incidents_digest=self.of("incidents"), attempts={"registered": len(lines), **count},
            heads=sum(act["act"] == "heads" for act in self.acts), at=iso(OPEN + HOUR)))  # fmt: skip
        self.absent = {line["code"] for line in lines if line["how"] == "absent"}
        self.act("sealed", OPEN + HOUR, object=self.of("seal"))
        drawn = sorted({item["code"] for paper in self.papers.values() for item in paper["items"]})
        for name, part, index in (("keys", "key", 1), ("contents", "content", 2)):
            openings = [dict(code=code, revision=1, nonce=self.openings[code][0][index - 1], **{part: self.openings[code][index]})
                        for code in drawn]  # fmt: skip
            bound = {"seal_digest": self.of("seal")} if name == "keys" else {}
            self.keep(name, typed(name, sitting=SITTING, openings=openings, **bound))
        self.act("keys_opened", object=self.of("keys"))
        persons = [dict(code=code, nonce=nonce, person=person) for code, (nonce, person) in self.who.items()]
        self.keep("persons", typed("persons", sitting=SITTING, openings=persons))

    def amendments(self):
        empty = dict.fromkeys(("code", "revision", "correct", "candidate", "position", "response", "incident"))
        vote = dict(reason="appeal", votes={"for": 5, "against": 1})
        return [
            dict(empty, n=1, action="annul", code=self.json["keys"]["openings"][0]["code"], **vote),
            dict(empty, n=2, action="void", candidate=self.codes[0], **vote),
        ]

    def results(self):
        keys = {code: key for code, (_, key, _) in self.openings.items()}
        before, made = None, []
        for version in range(1, self.versions + 1):
            amendments = self.made(f"amendments-{version}", self.amendments() if version == 2 else [])
            for amendment in amendments:
                amendment["voted_at"] = iso(self.clock + MINUTE)
                self.act("voted", self.clock + MINUTE, object=digest(amendment), actor="s-3")
            lines = score(self.plan, self.papers, self.answers, self.absent, keys, self.kinds, amendments)
            name = f"results-{version}"
            made.append(self.made(f"{name}-lines", lines))
            now = {line["code"]: {m: line[m] for m in ("total", "rank", "passed")} for line in made[-1]}
            was = {line["code"]: {m: line[m] for m in ("total", "rank", "passed")} for line in made[-2]} if before else now
            self.keep(name, typed(
                "results", sitting=SITTING, version=version, previous=before, seal_digest=self.of("seal"),
                keys_digest=self.of("keys"), plan_digest=self.of("plan"), amendments=amendments, candidates=made[-1],
                changes=[dict(code=c, before=was[c], after=now[c]) for c in sorted(now) if was[c] != now[c]],
                reason="appeals" if before else None, programs=[{"name": "forge", "software": "1" * 64}]))  # fmt: skip
            before = self.of(name)
            self.act("computed", object=before, detail={"version": version})
            if version < self.versions or self.stage == "complete":
                self.certify(version, before)

    def certify(self, version, value):
        self.act("agreed", object=value, detail={"programs": ["engine", "verifier"], "results": value})
        self.act("certified", object=value, actor="c-1")
        self.act("certified", object=value, actor="c-2")
        self.acts[-1]["checkpoint"] = True
        if version == 1:
            self.act("decoded", actor="c-1")
            self.act("document_signed", object="3" * 64)

    def ledger(self):
        self.acts = self.made("acts", self.acts)
        prev, self.lines, self.marks = "0" * 64, [], []
        for n, act in enumerate(self.acts):
            if act.pop("checkpoint", False):
                self.marks.append(n + 1)
            act |= {"n": n, "prev": prev}
            prev = digest(act)
            self.lines.append(canonical(act))
        self.marks = self.made("marks", self.marks)
        for size in {*self.marks, len(self.lines)}:
            self.raw[f"checkpoints/{size}.txt"] = self.made("note", self.note(size))

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

    def files(self):
        sealed = {"announcement", "seal", "incidents", "roll", "trust", *(f"results-{n}" for n in range(1, self.versions + 1))}
        self.keep("documents", typed("documents", sitting=SITTING, documents=[
            dict(serial="D-1", kind="protocol", code=None, version=1, sha256="3" * 64, superseded_by=None)]))  # fmt: skip
        shown = self.json.keys() - (set() if self.disclosure == "full" else {"contents", "persons"})
        shown = shown & (sealed | {"documents"}) if self.disclosure == "sealed" else shown
        for name in sorted(shown - (set() if self.stage == "complete" else {"documents", "persons"})):
            self.raw[f"{name}.json"] = canonical(self.json[name])
        self.raw["ledger.jsonl"] = b"".join(line + b"\n" for line in self.lines)
        self.raw["README.txt"] = "Кандайча текшерүү керек.\n".encode()
        if self.disclosure != "sealed":
            for code in self.codes:
                self.raw[f"papers/{code}.json"] = canonical(self.papers[code])
                self.raw[f"journals/{code}.jsonl"] = b"".join(canonical(e) + b"\n" for e in self.journals[code])
        self.made("files", self.raw)

    def sign(self):
        self.by = {"announcement": [0, 2], "seal": [1, 4], "manifest": [0]}
        certified = self.versions if self.stage == "complete" else self.versions - 1
        self.by |= {f"results-{version}": [4, 5] for version in range(1, certified + 1)}
        self.made("signers", self.by)

    def manifest(self):
        """The list of files and all signatures, made again: what anyone with the server's keys can do at any time."""
        files = [dict(name=name, size=len(data), sha256=sha(data)) for name, data in sorted(self.raw.items())
                 if name not in {"manifest.json", "signatures.json"}]  # fmt: skip
        self.raw["manifest.json"] = canonical(self.made("manifest", typed(
            "manifest", sitting=SITTING, version=self.versions, stage=self.stage, disclosure=self.disclosure, files=files)))  # fmt: skip
        lines = [dict(object=f"{name}.json", digest=sha(self.raw[f"{name}.json"]), key=sha(self.public[key]), role=ROLES[key][0],
                      signature=self.private[key].sign(self.raw[f"{name}.json"]).hex())
                 for name, keys in self.by.items() for key in keys if f"{name}.json" in self.raw]  # fmt: skip
        self.raw["signatures.json"] = canonical(self.made("signatures", typed("signatures", signatures=by(lines, "object", "key"))))

    def receipt(self, number):
        code = self.codes[number]
        entries = self.journals[code]
        said = typed("receipt", sitting=SITTING, code=code, entries=len(entries), head=digest(entries[-1]),
                     answered=sorted(p for p, r in self.answers[code].items() if r), closed_at=entries[-1]["at"])  # fmt: skip
        return dict(key=sha(self.public[1]), receipt=said, signature=self.private[1].sign(canonical(said)).hex())
