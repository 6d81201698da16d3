"""From a release and a plan to a drawn sitting: the acts before the first question."""

from collections.abc import Callable
from typing import Any

from app import keyring
from app.acts import witnesses as watching
from app.acts.software import software
from app.context import House
from exam_engine.ceremony import services as ceremony
from exam_engine.ceremony.services import Terms
from foundation import witnesses
from foundation.canonical import Instant

DICE = {"source": "dice", "min": 1, "max": 6, "count": 20}
Progress = Callable[[int, int], None]


def announce(
    house: House,
    sitting: str,
    *,
    custodian: str,
    passphrase: str,
    actor: str,
    now: Instant,
    entropy: dict[str, Any] | None = None,
) -> str:
    """Announce with the office's signature and a custodian's; sign the ledger's head; return the digest.

    All present witnesses of the log are named, and a majority of them must see it before the draw.
    """
    signers = [
        keyring.signer(house, "office"),
        keyring.signer(house, "custodian", custodian, passphrase),
    ]
    with house.writing() as session:
        present = witnesses.announced(session)
        terms = Terms(
            entropy=entropy or DICE,
            trust=keyring.key_ring(house).trust(),
            log_origin=house.settings.origin,
            software=software(),
            witnesses=present,
            quorum=watching.quorum(len(present)),
        )
        digest = ceremony.announce(session, sitting, terms, signers=signers, actor=actor, now=now)
        keyring.checkpoint(house, session, "announced", now=now)
    return digest


def draw(
    house: House, sitting: str, *, actor: str, now: Instant, progress: Progress | None = None
) -> ceremony.Drawn:
    """Draw every paper, keep them, and sign the ledger's head; witnesses have seen the announcement."""
    with house.reading() as session:
        watching.require_witnessed(session, sitting, "announced")
        drawn = ceremony.compute(session, sitting, now=now, progress=progress)
    with house.writing() as session:
        ceremony.keep(session, sitting, drawn, actor=actor, now=now)
        keyring.checkpoint(house, session, "drawn", now=now)
    return drawn
