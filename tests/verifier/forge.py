"""Makes whole small evidence bundles from the protocol page, and the lies of an insider with every key.

A lie is a function called with one thing at the moment it is made (an object, a journal, the acts); all made
later (digests, roots, chains, ledger, checkpoints, signatures, manifest) is built upon it.
"""

import hashlib

from tests.verifier.ground import (
    by,
    canonical,
    digest,
    draw_paper,
    iso,
    mac,
    root,
    score,
    sha,
    typed,
)
from tests.verifier.prepared import (
    DRAW,
    DURATION,
    GIVEN,
    GRACE,
    HOUR,
    MINUTE,
    OPEN,
    ROLES,
    SITTING,
    Before,
    pack,
)


class Forge(Before):
    """One bundle: `json` objects, `raw` files, `acts`; `lies` by the name of what they change."""

    def __init__(self, lies=None, **choices):
        super().__init__(lies, **choices)
        for step in (
            self.draw,
            self.sit,
            self.seal,
            self.results,
            self.ledger,
            self.files,
            self.sign,
            self.manifest,
        ):
            step()

    def pack(self):
        return pack(self.raw)

    # -- the sitting

    def draw(self):
        dice = self.made("dice", " ".join(str(1 + byte % 6) for byte in self.chance()[:20]))
        drawn = canonical(typed("entropy", announcement=self.of("announcement"), entropy=dice))
        shares = self.made("shares", self.shares)
        seed = self.made("seed", mac(hashlib.sha256(b"".join(shares)).digest(), drawn))
        papers = {
            code: draw_paper(self.plan, self.json["release"]["entries"], SITTING, seed, code)
            for code in self.codes
        }
        self.papers = self.made("papers", papers)
        lines = [
            typed("paper-line", code=code, paper=digest(paper)) for code, paper in sorted(self.papers.items())
        ]
        public = {
            "sitting": SITTING,
            "announcement_digest": self.of("announcement"),
            "at": iso(DRAW),
            "entropy": dice,
            "read_by": ["s-1", "s-2"],
            "papers_root": root(lines),
        }
        self.keep("draw", typed("draw", **public, shares=[share.hex() for share in shares], seed=seed.hex()))
        self.act("drawn", DRAW, detail={name: self.json["draw"][name] for name in public})
        self.act("opened", OPEN - MINUTE, actor="s-1")

    def script(self, number, code):
        """What candidate `number` does: [(ms after opening, kind, body)]."""
        if number >= 6 or number == 4:
            return (
                [(DURATION * 1000, "closed", {"how": "absent", "by": "s-1", "reason": None})]
                if number != 6
                else []
            )
        items = self.papers[code]["items"]
        say = [
            (
                15_000 * p,
                "answered",
                {
                    "position": p,
                    "response": GIVEN[(p + number) % 2 if number else 0][self.kinds[item["code"]]](
                        [
                            o["id"]
                            for e in self.json["release"]["entries"]
                            if e["code"] == item["code"]
                            for o in e["options"]
                        ]
                    ),
                },
            )
            for p, item in enumerate(items, 1)
        ]
        extra = [
            [
                (20_000, "language", {"language": "ru"}),
                (95_000, "remark", {"position": 2, "text_digest": "2" * 64}),
            ],
            [(40_000, "moved", {"from": "A-01", "to": "B-09", "by": "s-1", "reason": "screen"})],
            [
                (50_000, "paused", {"by": "s-1", "reason": "alarm"}),
                (55_000, "resumed", {"by": "s-1", "reason": "over"}),
            ],
            [
                (60_000, "extended", {"seconds": 60, "by": "s-1", "reason": "power"}),
                (99_000, "answered", {"position": 1, "response": []}),
            ],
        ]
        end = {1: (DURATION * 1000 + GRACE * 1000, "time", None), 2: (200_000, "removed", "s-1")}
        at, how, who = end.get(number, (300_000 + number, "handed_in", None))
        return sorted(
            [
                *say,
                *(extra[number] if number < 4 else []),
                (at, "closed", {"how": how, "by": who, "reason": who}),
            ],
            key=lambda event: event[0],
        )

    def sit(self):
        self.journals, self.answers = {}, {}
        for number, code in enumerate(self.codes):
            events = self.script(number, code)
            if len(events) != 1:
                grants = [{"seconds": 30, "by": "s-1", "reason": "accommodation"}] if number == 3 else []
                opened = {
                    "terminal": f"A-{number:02}",
                    "language": "ky",
                    "seconds": DURATION + sum(g["seconds"] for g in grants),
                    "grants": grants,
                }
                events = [
                    (0, "opened", opened),
                    *(events or [(60_000, "closed", {"how": "handed_in", "by": None, "reason": None})]),
                ]
            self.events[code] = [[OPEN + at, kind, body] for at, kind, body in events]
        self.made("events", self.events)
        for code in self.codes:
            prev, entries = digest(self.papers[code]), []
            for n, (at, kind, body) in enumerate(self.events[code], 1):
                entries.append(typed("entry", attempt=code, n=n, at=iso(at), kind=kind, body=body, prev=prev))
                prev = digest(entries[-1])
            self.journals[code] = entries
        self.incidents = [
            {
                "n": 1,
                "at": iso(OPEN + 30_000),
                "kind": "terminal",
                "code": None,
                "terminal": "A-01",
                "by": "s-1",
                "reason": "screen",
                "text_digest": None,
            }
        ]
        for minute in (2, 4, 6, 8, 10, 12):
            self.heads(OPEN + minute * MINUTE)
            if minute == 2:
                self.act("incident", detail={"n": 1, "kind": "terminal"})
        self.act("closed", actor="s-1")
        self.made("journals", self.journals)  # rewritten after the heads went out
        self.answers = {
            code: {e["body"]["position"]: e["body"]["response"] for e in entries if e["kind"] == "answered"}
            for code, entries in self.journals.items()
        }

    def heads(self, at):
        lines = []
        for code, entries in self.journals.items():
            seen = [entry for entry in entries if entry["at"] <= iso(at)]
            lines.append(
                typed(
                    "head-line", code=code, n=len(seen), head=digest(seen[-1] if seen else self.papers[code])
                )
            )
        lines = self.made("heads", lines)
        self.act("heads", at, detail={"lines": lines, "root": root(lines)}, object=root(lines))

    # -- afterwards

    def seal(self):
        self.keep("incidents", typed("incidents", sitting=SITTING, incidents=self.incidents))
        lines = [
            typed(
                "answers-line",
                code=code,
                head=digest(entries[-1]),
                entries=len(entries),
                closed_at=entries[-1]["at"],
                how=entries[-1]["body"].get("how"),
            )
            for code, entries in self.journals.items()
        ]
        count = {
            how: sum(line["how"] == how for line in lines)
            for how in ("handed_in", "time", "removed", "absent")
        }
        self.keep(
            "seal",
            typed(
                "seal",
                sitting=SITTING,
                announcement_digest=self.of("announcement"),
                draw_digest=self.of("draw"),
                answers_root=root(lines),
                incidents_digest=self.of("incidents"),
                attempts={"registered": len(lines), **count},
                heads=sum(act["act"] == "heads" for act in self.acts),
                at=iso(OPEN + HOUR),
            ),
        )
        self.absent = {line["code"] for line in lines if line["how"] == "absent"}
        self.act("sealed", OPEN + HOUR, object=self.of("seal"))
        drawn = sorted({item["code"] for paper in self.papers.values() for item in paper["items"]})
        for name, part, index in (("keys", "key", 1), ("contents", "content", 2)):
            openings = [
                dict(
                    code=code,
                    revision=1,
                    nonce=self.openings[code][0][index - 1],
                    **{part: self.openings[code][index]},
                )
                for code in drawn
            ]
            bound = {"seal_digest": self.of("seal")} if name == "keys" else {}
            self.keep(name, typed(name, sitting=SITTING, openings=openings, **bound))
        self.act("keys_opened", object=self.of("keys"))
        persons = [
            {"code": code, "nonce": nonce, "person": person} for code, (nonce, person) in self.who.items()
        ]
        self.keep("persons", typed("persons", sitting=SITTING, openings=persons))

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
            was = (
                {line["code"]: {m: line[m] for m in ("total", "rank", "passed")} for line in made[-2]}
                if before
                else now
            )
            self.keep(
                name,
                typed(
                    "results",
                    sitting=SITTING,
                    version=version,
                    previous=before,
                    seal_digest=self.of("seal"),
                    keys_digest=self.of("keys"),
                    plan_digest=self.of("plan"),
                    amendments=amendments,
                    candidates=made[-1],
                    changes=[
                        {"code": c, "before": was[c], "after": now[c]}
                        for c in sorted(now)
                        if was[c] != now[c]
                    ],
                    reason="appeals" if before else None,
                    programs=[{"name": "forge", "software": "1" * 64}],
                ),
            )
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

    def files(self):
        sealed = {
            "announcement",
            "seal",
            "incidents",
            "roll",
            "trust",
            *(f"results-{n}" for n in range(1, self.versions + 1)),
        }
        self.keep(
            "documents",
            typed(
                "documents",
                sitting=SITTING,
                documents=[
                    {
                        "serial": "D-1",
                        "kind": "protocol",
                        "code": None,
                        "version": 1,
                        "sha256": "3" * 64,
                        "superseded_by": None,
                    }
                ],
            ),
        )
        shown = self.json.keys() - (set() if self.disclosure == "full" else {"contents", "persons"})
        shown = shown & (sealed | {"documents"}) if self.disclosure == "sealed" else shown
        for name in sorted(shown - (set() if self.stage == "complete" else {"documents", "persons"})):
            self.raw[f"{name}.json"] = canonical(self.json[name])
        self.raw["ledger.jsonl"] = b"".join(line + b"\n" for line in self.lines)
        self.raw["README.txt"] = "Кандайча текшерүү керек.\n".encode()
        if self.disclosure != "sealed":
            for code in self.codes:
                self.raw[f"papers/{code}.json"] = canonical(self.papers[code])
                self.raw[f"journals/{code}.jsonl"] = b"".join(
                    canonical(e) + b"\n" for e in self.journals[code]
                )
        self.made("files", self.raw)

    def sign(self):
        self.by = {"announcement": [0, 2], "seal": [1, 4], "manifest": [0]}
        certified = self.versions if self.stage == "complete" else self.versions - 1
        self.by |= {f"results-{version}": [4, 5] for version in range(1, certified + 1)}
        self.made("signers", self.by)

    def manifest(self):
        """The list of files and all signatures, made again: within reach of who has the server's keys."""
        files = [
            {"name": name, "size": len(data), "sha256": sha(data)}
            for name, data in sorted(self.raw.items())
            if name not in {"manifest.json", "signatures.json"}
        ]
        self.raw["manifest.json"] = canonical(
            self.made(
                "manifest",
                typed(
                    "manifest",
                    sitting=SITTING,
                    version=self.versions,
                    stage=self.stage,
                    disclosure=self.disclosure,
                    files=files,
                ),
            )
        )
        lines = [
            {
                "object": f"{name}.json",
                "digest": sha(self.raw[f"{name}.json"]),
                "key": sha(self.public[key]),
                "role": ROLES[key][0],
                "signature": self.private[key].sign(self.raw[f"{name}.json"]).hex(),
            }
            for name, keys in self.by.items()
            for key in keys
            if f"{name}.json" in self.raw
        ]
        self.raw["signatures.json"] = canonical(
            self.made("signatures", typed("signatures", signatures=by(lines, "object", "key")))
        )
