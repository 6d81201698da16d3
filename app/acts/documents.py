"""The documents of a sitting: facts gathered, laid out, signed, recorded. One signer holds the key open."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.context import House, chance
from app.sign_in.records import Staff
from exam_engine import records
from exam_engine.results import services as results
from exam_engine.results.tables import DocumentRow
from foundation.canonical import Instant
from foundation.errors import NotFound
from reports import facts
from reports.documents.facts import House as Letterhead
from reports.documents.facts import Member, Origin, SheetFacts, Signatory, Text
from reports.documents.protocol import protocol
from reports.documents.sheet import sheet
from reports.exports.results import results_csv, results_xlsx
from reports.facts import Commission, Issue, Setting
from reports.signing.first_run import ROOT, make_demo_signer
from reports.signing.seal import FileSeal
from reports.words import Language

Progress = Callable[[int, int], None]
LANGUAGES: tuple[Language, ...] = ("ky", "ru")
NAME = Text("Тараза", "Тараза", "Taraza")
ROLES = {
    "commissioner": Text("Комиссия мүчөсү", "Член комиссии", "Member of the commission"),
    "invigilator": Text("Зал көзөмөлчүсү", "Дежурный по залу", "Invigilator"),
    "custodian": Text("Ачкыч сактоочу", "Хранитель ключа", "Custodian"),
    "observer": Text("Байкоочу", "Наблюдатель", "Observer"),
}
DAY = 86_400_000
APPEAL_DAYS = 10


def seal(house: House) -> FileSeal:
    """Return the installation's signer of documents; a DEMO one is made at first use."""
    folder = house.settings.instance / "signer"
    if not (folder / ROOT).exists():
        make_demo_signer(folder, now=house.clock(), chance=chance)
    return _seal(folder)


def setting(house: House, session: Session, sitting: str) -> Setting:
    """Return what every document of a sitting rests on."""
    signer = seal(house)
    found = records.get_sitting(session, sitting)
    origin: Origin = "real" if found.origin is None else ("demo" if found.origin == "demo" else "trial")
    letterhead = Letterhead(
        name=NAME,
        check=house.settings.address.split("://")[-1],
        origin=origin,
        key="first_run" if signer.is_demo else "own",
        signer=signer.holder,
    )
    return facts.setting(session, sitting, letterhead)


def issue_protocol(house: House, sitting: str, version: int, *, actor: str) -> None:
    """Make, sign and record the sitting's protocol, before anybody certifies."""
    now = house.clock()
    for language in LANGUAGES:
        serial = f"P{version}-{language}"
        with house.reading() as session:
            if _is_issued(session, sitting, serial):
                continue
            made = facts.protocol(
                session,
                setting(house, session, sitting),
                commission(session),
                serial=serial,
                made_at=now,
                check_url=_check_url(house, sitting, serial),
            )
        signed = seal(house).sign(protocol(made, language), reason=sitting, now=now)
        _record(house, sitting, signed, serial, f"protocol-{language}", None, version, actor)


def issue_all(house: House, sitting: str, *, actor: str, progress: Progress | None = None) -> int:
    """Make, sign and record every candidate's sheets of the newest version; return how many were made.

    Begun work goes on where it stopped: what is recorded is not made again.
    """
    with house.reading() as session:
        newest = results.newest(session, sitting)
        if newest is None:
            return 0
        wanted = list(_sheets(house, session, sitting, newest.version))
    made = 0
    for number, (serial, language, one) in enumerate(wanted, start=1):
        with house.reading() as session:
            standing = _is_issued(session, sitting, serial)
        if not standing:
            signed = seal(house).sign(sheet(one, language), reason=sitting, now=house.clock())
            _record(house, sitting, signed, serial, f"sheet-{language}", one.code, newest.version, actor)
            made += 1
        if progress is not None:
            progress(number, len(wanted))
    return made


def issue_one(house: House, sitting: str, code: str, language: Language, *, actor: str) -> str:
    """Make, sign and record one sheet of the newest version in one language; return its serial."""
    with house.reading() as session:
        newest = results.newest(session, sitting)
        version = newest.version if newest is not None else 0
        wanted = [
            found
            for found in _sheets(house, session, sitting, version, languages=(language,))
            if found[2].code == code
        ]
        if not wanted:
            raise NotFound(what="sheet", code=code)
        serial, _language, one = wanted[0]
        if _is_issued(session, sitting, serial):
            return serial
    signed = seal(house).sign(sheet(one, language), reason=sitting, now=house.clock())
    _record(house, sitting, signed, serial, f"sheet-{language}", code, version, actor)
    return serial


def table(house: House, sitting: str, version: int, language: Language) -> tuple[bytes, bytes]:
    """Return the results as CSV and XLSX."""
    with house.reading() as session:
        rows = facts.results_table(session, setting(house, session, sitting), version, made_at=house.clock())
    return results_csv(rows, language), results_xlsx(rows, language)


def write_all(house: House, sitting: str, folder: Path, language: Language = "ky") -> None:
    """Write the current documents, the tables and the trust root into a folder."""
    (folder / "sheets").mkdir(parents=True, exist_ok=True)
    with house.reading() as session:
        newest = results.newest(session, sitting)
        for row in results.issued(session, sitting):
            if row.superseded_by is None:
                content = results.content(session, sitting, row.serial)
                (folder / _file_name(row.kind, row.code)).write_bytes(content)
    if newest is not None:
        csv, xlsx = table(house, sitting, newest.version, language)
        (folder / "results.csv").write_bytes(csv)
        (folder / "results.xlsx").write_bytes(xlsx)
    (folder / ROOT).write_bytes(seal(house).trust_root_pem())


def commission(session: Session) -> Commission:
    """Return who held the sitting, by name and office."""
    people = [person for person in session.scalars(select(Staff).order_by(Staff.code)) if person.active]
    members = tuple(
        Member(ROLES[role], person.name) for role in ROLES for person in people if role in person.roles
    )
    return Commission(names={person.code: person.name for person in people}, members=members)


def _sheets(
    house: House,
    session: Session,
    sitting: str,
    version: int,
    *,
    languages: tuple[Language, ...] = LANGUAGES,
) -> Iterator[tuple[str, Language, SheetFacts]]:
    now = house.clock()
    signatories = tuple(
        Signatory(member.role, member.name)
        for member in commission(session).members
        if member.role == ROLES["commissioner"]
    )
    of = setting(house, session, sitting)
    for language in languages:
        issue = _issue(house, sitting, version, language, now, signatories)
        for one in facts.sheets(session, of, version, issue):
            yield one.serial, language, one


def _issue(
    house: House,
    sitting: str,
    version: int,
    language: Language,
    now: Instant,
    signatories: tuple[Signatory, ...],
) -> Issue:
    def serial(code: str) -> str:
        return f"S{version}-{code}-{language}"

    return Issue(
        issued_at=now,
        serial=serial,
        check_url=lambda code: _check_url(house, sitting, serial(code)),
        appeal_until=Instant(now + APPEAL_DAYS * DAY),
        signatories=signatories,
    )


def _record(
    house: House,
    sitting: str,
    signed: bytes,
    serial: str,
    kind: str,
    code: str | None,
    version: int,
    actor: str,
) -> None:
    with house.writing() as session:
        results.issue(
            session,
            sitting,
            signed,
            serial=serial,
            kind=kind,
            code=code,
            version=version,
            actor=actor,
            now=house.clock(),
        )


def _is_issued(session: Session, sitting: str, serial: str) -> bool:
    return session.get(DocumentRow, (sitting, serial)) is not None


def _check_url(house: House, sitting: str, serial: str) -> str:
    return f"{house.settings.address}/check/sheet/{sitting}/{serial}"


def _file_name(kind: str, code: str | None) -> str:
    """Return `protocol.pdf` for the first language, `protocol-ru.pdf` for others; sheets by code."""
    what, language = kind.rsplit("-", 1)
    suffix = "" if language == LANGUAGES[0] and code is None else f"-{language}"
    return f"{what}{suffix}.pdf" if code is None else f"sheets/{code}-{language}.pdf"


@cache
def _seal(folder: Path) -> FileSeal:
    """Keep a signer for the life of the process: loading and checking its key costs more than a signature."""
    return FileSeal(folder)
