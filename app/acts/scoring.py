"""From the last hand-in to published results: seal, keys, score, two programs, two people, documents.

Each step is one transaction and looks first whether it has been done, so that a cut-off path goes on.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import keyring
from app.acts import documents, witnesses
from app.acts.software import VERIFIER, programs
from app.context import House
from exam_engine import records
from exam_engine.protocol.life import Sitting as SittingState
from exam_engine.results import services as results
from exam_engine.results.agreeing import Agreement
from exam_engine.results.tables import ResultsVersion
from exam_engine.seal import services as sealing
from exam_engine.sittings import services as hall
from foundation.custody import decrypt
from question_bank.releases import reading
from reports import evidence

Step = Callable[[str], None]


def close(house: House, sitting: str, *, actor: str) -> None:
    """Close the hall with its last heads, and sign the ledger's head."""
    now = house.clock()
    with house.writing() as session:
        hall.close_hall(session, sitting, actor=actor, now=now)
        keyring.checkpoint(house, session, "heads", now=now)


def seal(house: House, sitting: str, *, commissioner: str, passphrase: str) -> str:
    """Seal with the hall's key and a commissioner's; return the seal's digest."""
    now = house.clock()
    signers = [
        keyring.signer(house, "hall"),
        keyring.signer(house, "commissioner", commissioner, passphrase),
    ]
    with house.writing() as session:
        if records.get_sitting(session, sitting).state == SittingState.SEALED:
            return records.digest_in(session, sitting, "seal.json")
        digest = sealing.seal(session, sitting, signers=signers, actor=commissioner, now=now)
        keyring.checkpoint(house, session, "seal", now=now)
    return digest


def open_keys(house: House, sitting: str, words: list[str], *, actor: str) -> None:
    """Open the keys of drawn items with the custodians' words; what is opened is kept, the words are not."""
    with house.reading() as session:
        if records.find(session, sitting, "keys.json") is not None:
            return
        root = records.get_sitting(session, sitting).release_root
        package = reading.keys_package(session, root)
    plain = decrypt(words, package)
    with house.writing() as session:
        results.open_keys(session, sitting, plain, actor=actor, now=house.clock())


def compute(house: House, sitting: str, *, actor: str) -> ResultsVersion:
    """Compute the next version of the results."""
    with house.writing() as session:
        return results.compute(session, sitting, programs=programs(), actor=actor, now=house.clock())


def compare(house: House, sitting: str, version: int, *, actor: str) -> tuple[Agreement, dict[str, Any]]:
    """Build the bundle for certification, run the verifier on it as its own process, keep its verdict."""
    bundle = build(house, sitting, stage="for_certification", version=version)
    with house.reading() as session:
        anchor = records.digest_in(session, sitting, "announcement.json")
    report = evidence.verify_with(VERIFIER, bundle, announcement=anchor)
    with house.writing() as session:
        agreement = results.record_agreement(
            session, sitting, version, report, actor=actor, now=house.clock()
        )
    if agreement.agreed:
        documents.issue_protocol(house, sitting, version, actor=actor)
    return agreement, report


def certify(house: House, sitting: str, version: int, *, commissioner: str, passphrase: str) -> bool:
    """Sign the results as one commissioner; say whether both signatures are there now."""
    with house.writing() as session:
        now = house.clock()
        row = results.get_version(session, sitting, version)
        sign = keyring.signer(house, "commissioner", commissioner, passphrase)
        value = records.load(session, sitting, row.file)
        line = sign(row.file, value, row.digest)
        row = results.certify(session, sitting, version, commissioner=commissioner, signature=line, now=now)
        if row.state == "certified":
            keyring.checkpoint(house, session, "certification", now=now)
        return row.state == "certified"


def decode(house: House, sitting: str, *, actor: str) -> None:
    """Open the roll lines as a recorded act."""
    with house.writing() as session:
        results.decode(session, sitting, actor=actor, now=house.clock())


def publish(house: House, sitting: str, version: int, *, actor: str) -> None:
    """Publish a certified version; the announced witnesses have seen the seal."""
    with house.writing() as session:
        witnesses.require_witnessed(session, sitting, "sealed")
        results.publish(session, sitting, version, actor=actor, now=house.clock())
        keyring.checkpoint(house, session, "end", now=house.clock())


def build(
    house: House,
    sitting: str,
    *,
    stage: evidence.Stage,
    version: int,
    disclosure: evidence.Disclosure = "full",
    persons: bool = False,
) -> Path:
    """Write a bundle into the installation's folder of evidence and return its path."""
    folder = house.settings.instance / "evidence"
    folder.mkdir(mode=0o700, exist_ok=True)
    out = folder / f"{sitting}-{version}-{stage}-{disclosure}{'-persons' if persons else ''}.zip"
    with house.writing() as session:
        return evidence.build(
            session,
            sitting,
            out,
            stage=stage,
            disclosure=disclosure,
            office_sign=keyring.signer(house, "office"),
            log_key=keyring.log_key(house),
            now=house.clock(),
            persons=persons,
        )
