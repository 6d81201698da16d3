"""Writes `schemas/` from the engine's table of annex A, and `examples/` from the small sitting of `example`.

Run from the root: `.venv/bin/python -m docs.protocol.make`. A test holds the files to what this writes.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from docs.protocol import example, example_bank
from exam_engine.protocol import journal, objects
from exam_engine.protocol.draw import paper_lines
from exam_engine.protocol.objects import FORMS, SIGNED_RECEIPT, Object
from exam_engine.protocol.seal import answers_line
from foundation.canonical import canonical, digest

HERE = Path(__file__).parent
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SIGNED = "signed-receipt"


def schemas() -> dict[str, Object]:
    """Return every object's schema by its name."""
    named = {name: form.schema() for name, form in FORMS.items()} | {SIGNED: SIGNED_RECEIPT.schema()}
    return {
        name: {"$schema": DIALECT, "title": f"taraza/{name}/1"} | schema for name, schema in named.items()
    }


def examples() -> dict[str, Object]:
    """Return one example of every object by its name."""
    return {**_before(), **_during(), **_after()}


def files() -> dict[Path, bytes]:
    """Return every file this program writes."""
    written = {
        HERE / "schemas" / f"{name}.json": json.dumps(schema, indent=2, sort_keys=True).encode() + b"\n"
        for name, schema in schemas().items()
    }
    return written | {HERE / "examples" / f"{name}.json": canonical(one) for name, one in examples().items()}


def _before() -> dict[str, Object]:
    return {
        "announcement": example.announcement(),
        "plan": example_bank.plan(),
        "release": example_bank.release(),
        "release-entry": example_bank.release()["entries"][0],
        "register": objects.register(example.CODES),
        "roll": example.roll(),
        "roll-line": example.roll()["lines"][0],
        "person": example.persons()[0],
        "key": example_bank.key(3),
        "content": example_bank.content(0),
        "keys-package": example_bank.keys_package(),
        "entropy": objects.entropy(digest(example.announcement()), example.THROW),
        "file": objects.file("wsgi.py", example.NOTHING),
    }


def _during() -> dict[str, Object]:
    worked = example.journals()[example.CODES[0]]
    return {
        "draw": example.drawn(),
        "paper": example.papers()[0],
        "paper-line": paper_lines(example.papers())[0],
        "entry": worked[1],
        "head-line": journal.head_lines([worked])[0],
        "incidents": example.incidents(),
        "answers-line": answers_line(worked),
        "seal": example.sealed(),
        "receipt": example.signed_receipt()["receipt"],
        SIGNED: example.signed_receipt(),
        "ledger": _act(),
    }


def _act() -> Object:
    """Return the ledger's entry of the announcement."""
    about = {"at": "2026-03-14T03:00:00.000Z", "act": "announced", "actor": "k-1", "sitting": example.SITTING}
    linked = {"n": 0, "object": digest(example.announcement()), "detail": None, "prev": example.NOTHING}
    return {"type": "taraza/ledger/1", **about, **linked}


def _after() -> dict[str, Object]:
    shown = objects.opening(example_bank.content(0), example_bank.nonce("content/0"))
    named = [objects.opening(one, example_bank.nonce(one["code"])) for one in example.persons()]
    return {
        "keys": example.keys(),
        "contents": objects.contents(example.SITTING, [shown]),
        "persons": objects.persons(example.SITTING, named),
        "results": example.results(),
        "documents": objects.documents(example.SITTING, [_sheet()]),
        "trust": example.trust(),
        "signatures": _signatures(),
        "manifest": _manifest(),
    }


def _sheet() -> dict[str, Any]:
    sheet = {"serial": "EX-000001", "kind": "sheet", "code": example.CODES[0], "version": 1}
    return {**sheet, "sha256": example.NOTHING, "superseded_by": None}


def _signatures() -> Object:
    announced = example.announcement()
    holders = (example.OFFICE, example.CUSTODIAN)
    return objects.signatures(holder.signs("announcement.json", announced) for holder in holders)


def _manifest() -> Object:
    stored = {
        "announcement.json": canonical(example.announcement()),
        "plan.json": canonical(example_bank.plan()),
    }
    listed = [
        {"name": name, "size": len(held), "sha256": hashlib.sha256(held).hexdigest()}
        for name, held in stored.items()
    ]
    return objects.manifest(
        sitting=example.SITTING, version=1, stage="complete", disclosure="replay", files=listed
    )


def main() -> None:
    """Write all files."""
    for path, held in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(held)


if __name__ == "__main__":
    main()
