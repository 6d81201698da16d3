"""Every lie an insider with all keys could tell, and the check that must find it."""

from copy import deepcopy
from itertools import pairwise

from tests.verifier.forge import Forge
from tests.verifier.ground import digest, iso
from tests.verifier.prepared import DRAW, GRACE, HOUR, MINUTE, OPEN, ORIGIN, T0


def set_to(*path, to):
    """A lie that sets one member, found by its path, to a value or to a function of the old value."""

    def lie(value):
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to(value[path[-1]]) if callable(to) else to

    return lie


def acts(change):
    """A lie about the acts: `change(list, first)` where first(act) is the number of its first entry."""

    def lie(entries):
        change(entries, lambda act: next(n for n, entry in enumerate(entries) if entry["act"] == act))

    return lie


def moved(act, before):
    def change(entries, first):
        entry = entries.pop(first(act))
        entry["at"] = entries[first(before)]["at"]
        entries.insert(first(before), entry)

    return acts(change)


def without(act):
    return acts(lambda entries, first: entries.__delitem__(first(act)))


def again(act, **changes):
    return acts(
        lambda entries, first: entries.insert(first(act) + 1, deepcopy(entries[first(act)]) | changes)
    )


def events(number, change):
    """A lie about what one candidate did."""
    return {"events": lambda journals: change(journals[sorted(journals)[number]])}


def rewritten(journals):
    """A wrong answer made right after the heads went out, and the chain made anew."""
    entries = journals[min(journals)]
    entries[1]["body"]["response"] = []
    for before, entry in pairwise(entries):
        entry["prev"] = digest(before)


def held_back(lines):
    """The first heads do not tell yet what candidate 0 did."""
    if lines[0]["n"] < 10:
        lines[0]["n"] = 0


def swapped(papers):
    one, two = sorted(papers)[:2]
    papers[one]["items"], papers[two]["items"] = papers[two]["items"], papers[one]["items"]


def opened(at, seconds=600, terminal="A-00", language="ky"):
    return [at, "opened", {"terminal": terminal, "language": language, "seconds": seconds, "grants": []}]


def ghost(entries):
    entries[:] = [opened(OPEN), [OPEN + MINUTE, "closed", {"how": "handed_in", "by": None, "reason": None}]]


def say(at, position=1, response=()):
    return [OPEN + at, "answered", {"position": position, "response": list(response)}]


def point(lines):
    lines[3]["total"] += 1000


def sections(lines):
    lines[3]["sections"][0]["points"] += 100


def text(change):
    """A lie in the text of every checkpoint."""
    return {"note": lambda raw: change(raw.decode()).encode()}


def first_line(number):
    return ("roll", "lines", number)


OTHER, BY = "f" * 64, {"by": "s-1", "reason": "why"}
LIES = {
    # what, in whose words: (lies, the check that finds it)
    "an announcement that says more": ({"announcement": lambda a: a | {"more": 1}}, "shape.members"),
    "an object of another type": ({"seal": set_to("type", to="taraza/plan/1")}, "shape.type"),
    "a rule that does not exist": ({"plan": set_to("order", to="any")}, "shape.value"),
    "a register out of order": ({"register": set_to("codes", to=lambda c: c[::-1])}, "shape.sorted"),
    "incidents of another sitting": ({"incidents": set_to("sitting", to="other")}, "shape.sitting"),
    "another's key under a known name": ({"trust": set_to("keys", 0, "public", to=OTHER)}, "trust.keys"),
    "another trust list": ({"announcement": set_to("trust_digest", to=OTHER)}, "trust.digest"),
    "an announcement without a custodian": (
        {"signers": set_to("announcement", to=[0])},
        "signatures.required",
    ),
    "results certified by one": ({"signers": set_to("results-2", to=[4])}, "signatures.holders"),
    "two signatures of one holder": (
        {"trust": lambda t: [key.update(holder="Office") for key in t["keys"]] and None},
        "signatures.holders",
    ),
    "a signature in another role": (
        {"signatures": set_to("signatures", 0, "role", to="log")},
        "signatures.key",
    ),
    "a signature over something else": (
        {"signatures": set_to("signatures", 0, "digest", to=OTHER)},
        "signatures.object",
    ),
    "a signature made up": (
        {"signatures": set_to("signatures", 0, "signature", to="0" * 128)},
        "signatures.valid",
    ),
    "a key used after its time": (
        {"trust": lambda t: [key.update(to=iso(T0 - 1)) for key in t["keys"]] and None},
        "signatures.period",
    ),
    "a throw that can be tried out": (
        {"announcement": set_to("entropy", "count", to=5)},
        "announcement.entropy",
    ),
    "more witnesses than there are": ({"announcement": set_to("quorum", to=3)}, "announcement.rules"),
    "no custodian at all": ({"announcement": set_to("commitments", to=[])}, "announcement.shares"),
    "an announcement overnight": (
        {"announcement": set_to("not_before", to=iso(T0 + 23 * HOUR))},
        "announcement.day",
    ),
    "another plan": ({"announcement": set_to("plan_digest", to=OTHER)}, "plan.digest"),
    "a tolerance without meaning": ({"plan": set_to("quotas", 0, "tolerance", to=900)}, "plan.rules"),
    "another bank": ({"announcement": set_to("release_root", to=OTHER)}, "release.root"),
    "gaps in a single choice": ({"release": set_to("entries", 0, "gaps", to=["g"])}, "release.rules"),
    "another register": ({"announcement": set_to("register_digest", to=OTHER)}, "register.digest"),
    "a code without a line": ({"roll": set_to("lines", to=lambda lines: lines[1:])}, "roll.codes"),
    "a code handed to another person": ({"announcement": set_to("roll_root", to=OTHER)}, "roll.root"),
    "a ghost in the hall": (events(7, ghost), "roll.ghost"),
    "a spare code given by one": (
        {"acts": acts(lambda e, f: e[f("spare_given")]["detail"].update(by=["s-1"]))},
        "roll.spares",
    ),
    "a spare code given after the draw": (
        {
            "acts": acts(
                lambda e, f: e.insert(f("drawn"), e.pop(f("spare_given")) | {"at": e[f("drawn") - 1]["at"]})
            )
        },
        "roll.spares",
    ),
    "an invisible variant of the throw": ({"dice": lambda d: d.replace(" ", "\u00a0", 1)}, "draw.entropy"),
    "a share changed at the draw": ({"shares": lambda s: [b"x" * 32, *s[1:]]}, "draw.shares"),
    "a seed of one's own": ({"seed": lambda _: b"x" * 32}, "draw.seed"),
    "a draw before its time": ({"draw": set_to("at", to=iso(T0 + 29 * HOUR))}, "draw.time"),
    "a throw read by one": ({"draw": set_to("read_by", to=["s-1"])}, "draw.readers"),
    "the draw of another announcement": ({"draw": set_to("announcement_digest", to=OTHER)}, "draw.bound"),
    "a throw thrown again later": (
        {"acts": acts(lambda e, f: e[f("drawn")]["detail"].update(entropy="1 " * 19 + "1"))},
        "draw.ledger",
    ),
    "a second draw": ({"acts": again("drawn")}, "draw.once"),
    "two candidates with each other's papers": ({"papers": swapped}, "papers.redrawn"),
    "papers other than published": ({"draw": set_to("papers_root", to=OTHER)}, "papers.root"),
    "a candidate left out": (
        {"files": lambda raw: raw.pop(sorted(n for n in raw if n.startswith("journals"))[0]) and None},
        "papers.set",
    ),
    "an entry of another attempt": (
        {"journals": lambda j: j[min(j)][2].update(attempt=max(j))},
        "journal.chain",
    ),
    "a backdated answer": (events(0, lambda e: e.insert(3, say(1))), "journal.time"),
    "opened twice": (events(0, lambda e: e.insert(2, opened(OPEN + 16_000))), "journal.kinds"),
    "opened before the draw": (events(0, lambda e: e[0].__setitem__(0, DRAW - 5000)), "journal.opened"),
    "more time than granted": (events(0, lambda e: e[0][2].update(seconds=900)), "journal.seconds"),
    "more added than the plan allows": (
        events(0, lambda e: e.insert(2, [OPEN + 16_000, "extended", {"seconds": 901, **BY}])),
        "journal.extension",
    ),
    "an answer a millisecond late": (
        events(
            1,
            lambda e: (
                e.insert(len(e) - 1, say(1000 * (600 + GRACE) + 1)) or e[-1].__setitem__(0, OPEN + 620_000)
            ),
        ),
        "journal.deadline",
    ),
    "moved after the time was over": (
        events(
            1,
            lambda e: (
                e.insert(len(e) - 1, [OPEN + 610_001, "moved", {"from": "B-09", "to": "A-01", **BY}])
                or e[-1].__setitem__(0, OPEN + 620_000)
            ),
        ),
        "journal.late",
    ),
    "an answer in a pause": (events(2, lambda e: e.insert(5, say(52_000))), "journal.pause"),
    "an answer that is not on the paper": (
        events(0, lambda e: e.insert(2, say(16_000, 1, ["zz"]))),
        "journal.response",
    ),
    "a language not in the plan": (
        events(0, lambda e: e.insert(2, [OPEN + 16_000, "language", {"language": "en"}])),
        "journal.language",
    ),
    "a terminal out of nowhere": (
        events(0, lambda e: e.insert(2, [OPEN + 16_000, "moved", {"from": "Z-1", "to": "Z-2", **BY}])),
        "journal.terminal",
    ),
    "an answer after the close": (events(0, lambda e: e.append(say(310_000))), "journal.closed"),
    "time over before it was": (events(0, lambda e: e[-1][2].update(how="time")), "journal.ended"),
    "a journal rewritten after its heads": ({"journals": rewritten}, "heads.passed"),
    "answers held back from the heads": ({"heads": held_back}, "heads.time"),
    "kept open after the time": (events(1, lambda e: e[-1].__setitem__(0, OPEN + 780_000)), "heads.closed"),
    "an end that no heads covered": (
        {"acts": lambda e: [e for e in e if e["act"] != "heads" or e["at"] < iso(OPEN + 9 * MINUTE)]},
        "heads.complete",
    ),
    "heads that do not hang together": (
        {"acts": acts(lambda e, f: e[f("heads")]["detail"].update(root=OTHER))},
        "heads.root",
    ),
    "no heads for long": (
        {
            "acts": lambda e: [
                e
                for e in e
                if e["act"] != "incident"
                and not (e["act"] == "heads" and iso(OPEN + 3 * MINUTE) < e["at"] < iso(OPEN + 9 * MINUTE))
            ]
        },
        "heads.interval",
    ),
    "an incident changed": ({"seal": set_to("incidents_digest", to=OTHER)}, "incidents.digest"),
    "an incident nobody recorded": ({"acts": without("incident")}, "incidents.ledger"),
    "the seal of another announcement": ({"seal": set_to("announcement_digest", to=OTHER)}, "seal.bound"),
    "the seal of another draw": ({"seal": set_to("draw_digest", to=OTHER)}, "seal.draw"),
    "two candidates' answers swapped": ({"seal": set_to("answers_root", to=OTHER)}, "seal.answers"),
    "one absent too many": ({"seal": set_to("attempts", "absent", to=3)}, "seal.attempts"),
    "heads not counted": ({"seal": set_to("heads", to=5)}, "seal.heads"),
    "sealed before the last close": ({"seal": set_to("at", to=iso(OPEN))}, "seal.time"),
    "a ledger entry left out": (
        {"files": set_to("ledger.jsonl", to=lambda raw: b"".join(raw.splitlines(keepends=True)[1:]))},
        "ledger.chain",
    ),
    "a ledger entry backdated": (
        {"acts": acts(lambda e, f: e[f("drawn")].update(at=iso(T0)))},
        "ledger.time",
    ),
    "two announcements": ({"acts": again("announced", object=OTHER)}, "acts.announced"),
    "a share never deposited": ({"acts": without("share_deposited")}, "acts.shares"),
    "two seals": ({"acts": again("sealed")}, "acts.sealed"),
    "keys opened before the seal": ({"acts": moved("keys_opened", "sealed")}, "acts.keys_opened"),
    "opened before drawn": ({"acts": moved("opened", "drawn")}, "acts.order"),
    "an earlier sitting kept quiet": (
        {"announcement": set_to("supersedes", to="forge-0")},
        "acts.superseded",
    ),
    "results from nowhere": ({"acts": without("computed")}, "acts.computed"),
    "an annulment chosen after seeing its effect": (
        {
            "acts": acts(
                lambda e, _: e.append(
                    e.pop(next(n for n, x in enumerate(e) if x["act"] == "voted")) | {"at": e[-1]["at"]}
                )
            )
        },
        "acts.voted",
    ),
    "no second program": ({"acts": without("agreed")}, "acts.agreed"),
    "certified twice by one": (
        {"acts": acts(lambda e, f: e[f("certified")].update(actor="c-2"))},
        "acts.certified",
    ),
    "a version withheld": ({"acts": again("certified", object=OTHER)}, "acts.withheld"),
    "a checkpoint out of form": (text(lambda t: t.replace("— ", "- ")), "checkpoints.note"),
    "a checkpoint of another log": (text(lambda t: t.replace(ORIGIN, "other", 1)), "checkpoints.size"),
    "a checkpoint of another history": (
        text(lambda t: t.replace(t.split("\n")[2], "A" * 43 + "=", 1)),
        "checkpoints.root",
    ),
    "a checkpoint the log did not sign": (
        text(lambda t: "\n".join(line for line in t.split("\n") if not line.startswith(f"— {ORIGIN}"))),
        "checkpoints.signature",
    ),
    "a witness's name under another head": (
        text(lambda t: t.replace(t.split("— w1.example ")[1][10:20], "AAAAAAAAAA")),
        "checkpoints.cosigned",
    ),
    "a seal not published": (
        {"marks": lambda marks: [m for m in marks if m != marks[8]]},
        "checkpoints.acts",
    ),
    "a newest head held back": (
        {
            "files": lambda raw: (
                raw.pop(max((n for n in raw if n.startswith("check")), key=lambda n: int(n[12:-4]))) and None
            )
        },
        "checkpoints.end",
    ),
    "no witness": (text(lambda t: t.split("— w1")[0]), "witnesses.quorum"),
    "keys of another seal": ({"keys": set_to("seal_digest", to=OTHER)}, "keys.bound"),
    "a key withheld": ({"keys": set_to("openings", to=lambda o: o[1:])}, "keys.opened"),
    "the key of another item": ({"keys": set_to("openings", 0, "key", "revision", to=2)}, "keys.item"),
    "a key fitted to the answers": ({"keys": set_to("openings", 0, "nonce", to=OTHER)}, "keys.commitment"),
    "a key without meaning": ({"keys": set_to("openings", 0, "key", "correct", to=[])}, "keys.form"),
    "a version left out": ({"files": lambda raw: raw.pop("results-1.json") and None}, "results.versions"),
    "results of another plan": ({"results-1": set_to("plan_digest", to=OTHER)}, "results.bound"),
    "an amendment unsaid later": (
        {"results-1": set_to("amendments", to=[Forge().amendments()[1] | {"n": 1, "voted_at": iso(T0)}])},
        "results.cumulative",
    ),
    "voided without a reason": ({"amendments-2": set_to(1, "reason", to="")}, "results.reason"),
    "an amendment voted down": ({"amendments-2": set_to(0, "votes", "for", to=1)}, "results.votes"),
    "a late answer without its incident": (
        {"amendments-2": set_to(0, "action", to="count_late")},
        "results.amendments",
    ),
    "a candidate added to the results": ({"results-2-lines": lambda x: x[:-1]}, "results.candidates"),
    "an absent candidate scored": ({"results-2-lines": set_to(0, "status", to="scored")}, "results.status"),
    "a mark improved": ({"results-2-lines": sections}, "results.scores"),
    "a pass given": ({"results-2-lines": set_to(2, "passed", to=lambda x: not x)}, "results.passed"),
    "a rank improved": ({"results-2-lines": set_to(1, "rank", to=5)}, "results.ranks"),
    "an absentee forgotten": (
        {
            "results-2-lines": lambda x: set_to(
                next(n for n, y in enumerate(x) if y["status"] == "absent"), "status", to="void"
            )(x)
        },
        "results.absent",
    ),
    "a change unpublished": ({"results-2": set_to("changes", to=[])}, "results.changes"),
    "a document nobody signed": (
        {"documents": set_to("documents", 0, "sha256", to=OTHER)},
        "documents.ledger",
    ),
    "a document about version 9": ({"documents": set_to("documents", 0, "version", to=9)}, "documents.rules"),
    "a file not listed": ({"manifest": set_to("files", to=lambda files: files[1:])}, "manifest.files"),
    "a file of another size": ({"manifest": set_to("files", 0, "size", to=1)}, "manifest.size"),
    "a file of another hash": ({"manifest": set_to("files", 0, "sha256", to=OTHER)}, "manifest.sha256"),
    "a list of another version": ({"manifest": set_to("version", to=1)}, "manifest.about"),
    "a plan withheld": ({"files": lambda raw: raw.pop("plan.json") and None}, "members.missing"),
    "names in public": ({"files": lambda raw: raw.update({"persons.json": b"{}"})}, "members.undisclosed"),
}
FULL = {
    "a question other than committed": (
        {"contents": set_to("openings", 0, "nonce", to=OTHER)},
        "contents.commitment",
    ),
    "a question of another item": (
        {"contents": set_to("openings", 0, "content", "revision", to=2)},
        "contents.item",
    ),
    "a question withheld": ({"contents": set_to("openings", to=lambda o: o[1:])}, "contents.opened"),
    "another person under a code": (
        {"persons": set_to("openings", 0, "person", "name", to="Башка")},
        "persons.commitment",
    ),
    "one person with two codes": (
        {
            "persons": lambda p: set_to(
                "openings", 0, "person", "number", to=p["openings"][1]["person"]["number"]
            )(p)
        },
        "persons.once",
    ),
    "a person not named": ({"persons": set_to("openings", to=lambda o: o[1:])}, "persons.opened"),
}
