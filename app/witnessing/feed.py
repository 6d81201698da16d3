"""The log as programs read it: C2SP `tlog-checkpoint`, RFC 6962 proofs, `tlog-tiles` of hashes.

Entries themselves go out only as far as the evidence of a published sitting shows them anyway: the heads of
a hall that is still writing are nobody's business yet. Hashes and proofs tell nothing and go up to the end.
"""

import base64
import re
from pathlib import Path

from flask import Response, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.acts.software import HOME
from app.context import house
from app.guards import public
from app.keyring import log_key
from app.witnessing import blueprint
from app.witnessing.leaves import WIDTH, leaves, tile
from foundation import ledger, merkle, notes, witnesses
from foundation.errors import NotFound
from foundation.ledger import Checkpoint, LedgerEntry

PLAIN = "text/plain; charset=utf-8"
MOST_ENTRIES = 1000
PUBLISHED = "end"
WITNESS: Path = HOME / "verifier" / "taraza_witness.py"
_PLACE = re.compile(r"((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)


@blueprint.get("/checkpoint")
@public
def newest() -> ResponseReturnValue:
    """Give the newest head with its cosignatures."""
    with house().reading() as session:
        return Response(witnesses.whole(session, _newest(session)), content_type=PLAIN)


@blueprint.get("/checkpoints/<int:size>")
@public
def one(size: int) -> ResponseReturnValue:
    """Give the head of a size, if one was signed."""
    with house().reading() as session:
        return Response(witnesses.whole(session, _head(session, size)), content_type=PLAIN)


@blueprint.get("/vkey")
@public
def vkey() -> ResponseReturnValue:
    """Give the log's verifier key; whoever takes it from here has only the log's word for it."""
    key = log_key(house())
    return Response(f"{notes.VerifierKey(key.origin, notes.LOG, key.public)}\n", content_type=PLAIN)


@blueprint.get("/consistency/<int:old>/<int:new>")
@public
def consistency(old: int, new: int) -> ResponseReturnValue:
    """Give the proof that the log of `new` entries begins with the log of `old`, a hash a line."""
    with house().reading() as session:
        if not 0 < old <= new <= _newest(session).size:
            raise NotFound(what="proof", old=old, new=new)
        proof = merkle.consistency(leaves(session, new), old)
    return Response("".join(f"{base64.b64encode(one).decode()}\n" for one in proof), content_type=PLAIN)


@blueprint.get("/entries/<int:first>-<int:last>")
@public
def entries(first: int, last: int) -> ResponseReturnValue:
    """Give published entries in their canonical bytes, both ends included, at most a thousand."""
    with house().reading() as session:
        if not first <= last < min(published(session), first + MOST_ENTRIES):
            raise NotFound(what="entries", first=first, last=last)
        query = select(LedgerEntry.entry).where(LedgerEntry.n.between(first, last)).order_by(LedgerEntry.n)
        lines = b"".join(entry + b"\n" for entry in session.scalars(query))
    return Response(lines, content_type="application/jsonl; charset=utf-8")


@blueprint.get("/tile/<int:level>/<path:place>")
@public
def one_tile(level: int, place: str) -> ResponseReturnValue:
    """Give a tile of hashes, `x001/234`, or the part `001.p/7` of one that is not full yet."""
    found = _PLACE.fullmatch(place)
    if found is None or level > 5:
        raise NotFound(what="tile", place=place)
    number, width = int(re.sub("[x/]", "", found[1])), int(found[2] or WIDTH)
    with house().reading() as session:
        hashes = leaves(session, _newest(session).size)
    made = tile(hashes, level, number, width) if width <= WIDTH else None
    if made is None:
        raise NotFound(what="tile", place=place)
    return Response(made, content_type="application/octet-stream")


@blueprint.get("/taraza_witness.py")
@public
def program() -> ResponseReturnValue:
    """Give the witness's program, one file."""
    return send_file(WITNESS, "text/x-python", as_attachment=True, download_name=WITNESS.name)


def published(session: Session) -> int:
    """Return how many entries are in the evidence of a published sitting."""
    query = select(func.max(Checkpoint.size)).where(Checkpoint.occasion == PUBLISHED)
    return session.execute(query).scalar_one() or 0


def _newest(session: Session) -> Checkpoint:
    head = ledger.newest_checkpoint(session)
    if head is None:
        raise NotFound(what="checkpoint", path=request.path)
    return head


def _head(session: Session, size: int) -> Checkpoint:
    head = session.get(Checkpoint, size)
    if head is None:
        raise NotFound(what="checkpoint", size=size)
    return head
