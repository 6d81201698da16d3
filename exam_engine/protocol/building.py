"""Builders of the objects of annex A (reached through `objects`); instants are given as integer ms."""

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from foundation.canonical import instant_text

Object = dict[str, Any]
Objects = Iterable[Object]

_BY_CODE = itemgetter("code")
_BY_NAME = itemgetter("name")
_BY_N = itemgetter("n")


def _of(name: str, /, **members: Any) -> Object:
    return {"type": f"taraza/{name}/1", **members}


def announcement(
    *,
    sitting: str,
    campaign: str,
    release_root: str,
    plan_digest: str,
    register_digest: str,
    roll_root: str,
    commitments: Iterable[str],
    keys_package: str,
    trust_digest: str,
    entropy: Object,
    mode: str,
    log_origin: str,
    witnesses: Objects,
    quorum: int,
    software: str,
    not_before: int,
    supersedes: str | None,
    at: int,
) -> Object:
    """Return the announcement: what binds everything fixed before the draw."""
    fixed = _of("announcement", sitting=sitting, campaign=campaign, release_root=release_root)
    fixed |= {"plan_digest": plan_digest, "register_digest": register_digest, "roll_root": roll_root}
    fixed |= {"commitments": sorted(commitments), "keys_package": keys_package, "trust_digest": trust_digest}
    fixed |= {"entropy": entropy, "mode": mode, "log_origin": log_origin, "quorum": quorum}
    fixed |= {"witnesses": sorted(witnesses, key=_BY_NAME), "software": software}
    fixed |= {"algorithm": "taraza-draw-1", "supersedes": supersedes}
    return fixed | {"not_before": instant_text(not_before), "at": instant_text(at)}


def plan(**members: Any) -> Object:
    """Return a plan of the members given; `plan.check_plan` says whether it may be announced."""
    members["languages"] = sorted(members["languages"])
    return _of("plan", **members)


def release(entries: Objects) -> Object:
    """Return the release of these entries; its root is announced."""
    return _of("release", entries=sorted(entries, key=_BY_CODE))


def release_entry(
    *,
    code: str,
    revision: int,
    kind: str,
    topic: str,
    difficulty: int | None,
    difficulty_basis: str | None,
    seconds: int,
    enemies: str | None,
    languages: Iterable[str],
    options: Objects,
    gaps: Iterable[str],
    content_commitment: str,
    key_commitment: str,
) -> Object:
    """Return one item of a release; options in released order, seconds expected for it."""
    item = _of("release-entry", code=code, revision=revision, kind=kind, topic=topic, seconds=seconds)
    item |= {"difficulty": difficulty, "difficulty_basis": difficulty_basis, "enemies": enemies}
    item |= {"languages": sorted(languages), "options": list(options), "gaps": list(gaps)}
    return item | {"content_commitment": content_commitment, "key_commitment": key_commitment}


def register(codes: Iterable[str]) -> Object:
    """Return the public register of candidate codes, spare ones among them."""
    return _of("register", codes=sorted(codes))


def roll_line(code: str, person: str | None) -> Object:
    """Return a code's line: the commitment to its person, null for a spare."""
    return _of("roll-line", code=code, person=person)


def roll(sitting: str, lines: Objects) -> Object:
    """Return the roll; `roll_root` is the root of its lines."""
    return _of("roll", sitting=sitting, lines=sorted(lines, key=_BY_CODE))


def person(code: str, name: str, number: str) -> Object:
    """Return what a roll line commits to; it never leaves the commission."""
    return _of("person", code=code, name=name, number=number)


def entropy(announcement_digest: str, text: str) -> Object:
    """Return what the seed is computed over."""
    return _of("entropy", announcement=announcement_digest, entropy=text)


def draw(
    *,
    sitting: str,
    announcement_digest: str,
    at: int,
    entropy: str,
    read_by: Iterable[str],
    papers_root: str,
    shares: Iterable[str],
    seed: str,
) -> Object:
    """Return the record of the draw; `shares` already in the order of their commitments."""
    record = _of("draw", sitting=sitting, announcement_digest=announcement_digest, at=instant_text(at))
    record |= {"entropy": entropy, "read_by": sorted(read_by), "papers_root": papers_root}
    return record | {"shares": list(shares), "seed": seed}


def paper(
    *,
    sitting: str,
    code: str,
    rounds: Iterable[int],
    difficulty: Iterable[int | None],
    items: Objects,
) -> Object:
    """Return a candidate's paper; rounds and difficulty by quota, items in their order."""
    parts = {"rounds": list(rounds), "difficulty": list(difficulty), "items": list(items)}
    return _of("paper", sitting=sitting, code=code, **parts)


def paper_line(code: str, paper: str) -> Object:
    """Return a leaf of `papers_root`."""
    return _of("paper-line", code=code, paper=paper)


def entry(*, attempt: str, n: int, at: int, kind: str, body: Object, prev: str) -> Object:
    """Return a journal entry."""
    return _of("entry", attempt=attempt, n=n, at=instant_text(at), kind=kind, body=body, prev=prev)


def head_line(code: str, n: int, head: str) -> Object:
    """Return a line of `heads`: how far a journal stood, and its head."""
    return _of("head-line", code=code, n=n, head=head)


def incidents(sitting: str, incidents: Objects) -> Object:
    """Return the sitting's incidents."""
    return _of("incidents", sitting=sitting, incidents=sorted(incidents, key=_BY_N))


def answers_line(*, code: str, head: str, entries: int, closed_at: int, how: str) -> Object:
    """Return a leaf of `answers_root`."""
    at = instant_text(closed_at)
    return _of("answers-line", code=code, head=head, entries=entries, closed_at=at, how=how)


def seal(
    *,
    sitting: str,
    announcement_digest: str,
    draw_digest: str,
    answers_root: str,
    incidents_digest: str,
    attempts: Mapping[str, int],
    heads: int,
    at: int,
) -> Object:
    """Return the seal; `seal.seal` counts the attempts."""
    sealed = _of("seal", sitting=sitting, announcement_digest=announcement_digest, draw_digest=draw_digest)
    sealed |= {"answers_root": answers_root, "incidents_digest": incidents_digest, "heads": heads}
    return sealed | {"attempts": dict(attempts), "at": instant_text(at)}


def key(*, code: str, revision: int, kind: str, correct: Iterable[str], folds: Iterable[str] = ()) -> Object:
    """Return an item's answer key."""
    return _of("key", code=code, revision=revision, kind=kind, correct=list(correct), folds=list(folds))


def content(*, code: str, revision: int, kind: str, languages: Object, assets: Objects = ()) -> Object:
    """Return an item's content: what a candidate sees, without its key."""
    named = sorted(assets, key=_BY_NAME)
    return _of("content", code=code, revision=revision, kind=kind, languages=languages, assets=named)


def opening(of: Object, nonce: bytes) -> Object:
    """Return the opening of a commitment to a key, content or person: the object, its names and its nonce."""
    name = str(of["type"]).split("/")[1]
    named: Object = {member: of[member] for member in ("code", "revision") if member in of}
    opened: Object = {**named, "nonce": nonce.hex(), name: of}
    return opened


def keys(sitting: str, seal_digest: str, openings: Objects) -> Object:
    """Return the opened keys of all drawn items."""
    return _of("keys", sitting=sitting, seal_digest=seal_digest, openings=sorted(openings, key=_BY_CODE))


def keys_package(release_root: str, openings: Objects) -> Object:
    """Return the keys of every item, to be encrypted to custody before the announcement."""
    return _of("keys-package", release_root=release_root, openings=sorted(openings, key=_BY_CODE))


def contents(sitting: str, openings: Objects) -> Object:
    """Return the opened contents, for the full bundle only."""
    return _of("contents", sitting=sitting, openings=sorted(openings, key=_BY_CODE))


def persons(sitting: str, openings: Objects) -> Object:
    """Return the opened roll lines, for the commission only."""
    return _of("persons", sitting=sitting, openings=sorted(openings, key=_BY_CODE))


def results(**members: Any) -> Object:
    """Return a version of the results; `score.results` computes it."""
    return _of("results", **members)


def documents(sitting: str, documents: Objects) -> Object:
    """Return the list of issued documents."""
    return _of("documents", sitting=sitting, documents=sorted(documents, key=itemgetter("serial")))


def trust(keys: Objects) -> Object:
    """Return the public keys of all roles; its digest is announced."""
    return _of("trust", keys=sorted(keys, key=itemgetter("key")))


def signatures(signatures: Objects) -> Object:
    """Return the signatures over the bundle's objects."""
    return _of("signatures", signatures=sorted(signatures, key=itemgetter("object", "key")))


def manifest(*, sitting: str, version: int, stage: str, disclosure: str, files: Objects) -> Object:
    """Return the list of a bundle's files; `version` is that of its newest results."""
    listed = sorted(files, key=_BY_NAME)
    about = {"version": version, "stage": stage, "disclosure": disclosure}
    return _of("manifest", sitting=sitting, files=listed, **about)


def receipt(*, sitting: str, code: str, entries: int, answered: int, head: str, closed_at: int) -> Object:
    """Return what the hall signs for a candidate at the end."""
    at = instant_text(closed_at)
    return _of(
        "receipt", sitting=sitting, code=code, entries=entries, answered=answered, head=head, closed_at=at
    )


def file(path: str, sha256: str) -> Object:
    """Return a leaf of `software`."""
    return _of("file", path=path, sha256=sha256)
