"""What a release says. Safe for rooms: nothing here reaches keys or custody."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.canonical import Instant, NotCanonical, parse
from foundation.errors import Invalid, NotFound
from question_bank.releases.tables import Release, ReleaseItem

_AT_ONCE = 500


class BadKeysPackage(Invalid):
    """The opened package is not the keys package of this release."""

    code = "bad_keys_package"


@dataclass(frozen=True, slots=True)
class Line:
    """A release in a list."""

    root: str
    name: str
    at: Instant
    items: int
    keys_package_sha256: str


def releases(session: Session) -> list[Line]:
    """Return every release, the newest first."""
    counted = select(ReleaseItem.root, func.count().label("number")).group_by(ReleaseItem.root).subquery()
    query = (
        select(Release.root, Release.name, Release.at, counted.c.number, Release.keys_package_sha256)
        .join(counted, counted.c.root == Release.root)
        .order_by(Release.at.desc(), Release.root)
    )
    return [Line(*row) for row in session.execute(query)]


def find(session: Session, name: str) -> str:
    """Return the root of the release with this name; raise NotFound."""
    root = session.scalar(select(Release.root).where(Release.name == name))
    if root is None:
        raise NotFound(what="release", name=name)
    return root


def release_object(session: Session, root: str) -> dict[str, Any]:
    """Return release.json as a value; raise NotFound."""
    value: dict[str, Any] = parse(release_bytes(session, root))
    return value


def release_bytes(session: Session, root: str) -> bytes:
    """Return the canonical bytes of release.json; raise NotFound."""
    return _release(session, root).stored


def entries(session: Session, root: str) -> list[dict[str, Any]]:
    """Return the release's entries, by code."""
    listed: list[dict[str, Any]] = release_object(session, root)["entries"]
    return listed


def contents(session: Session, root: str, codes: Collection[str]) -> dict[str, bytes]:
    """Return the canonical bytes of the content of items, by code; raise NotFound for a strange code."""
    return {row.code: row.content for row in _items(session, root, codes)}


def content_openings(session: Session, root: str, codes: Collection[str]) -> list[dict[str, Any]]:
    """Return the openings of contents.json, by code."""
    return [
        {
            "code": row.code,
            "revision": row.revision,
            "nonce": row.content_nonce.hex(),
            "content": parse(row.content),
        }
        for row in _items(session, root, codes)
    ]


def keys_package(session: Session, root: str) -> bytes:
    """Return the age file that holds the keys; its SHA-256 is announced."""
    return _release(session, root).keys_package


def keys_package_sha256(session: Session, root: str) -> str:
    """Return the hex SHA-256 of the keys package."""
    return _release(session, root).keys_package_sha256


def opened_keys(plaintext: bytes, *, root: str | None = None) -> list[dict[str, Any]]:
    """Return the openings inside an opened keys package, by code; raise BadKeysPackage."""
    try:
        package = parse(plaintext)
    except NotCanonical as error:
        raise BadKeysPackage(reason="bytes") from error
    if not isinstance(package, dict) or package.get("type") != "taraza/keys-package/1":
        raise BadKeysPackage(reason="type")
    if root not in {None, package["release_root"]}:
        raise BadKeysPackage(reason="root", expected=root, found=package["release_root"])
    openings: list[dict[str, Any]] = package["openings"]
    return openings


def _release(session: Session, root: str) -> Release:
    found = session.get(Release, root)
    if found is None:
        raise NotFound(what="release", root=root)
    return found


def _items(session: Session, root: str, codes: Collection[str]) -> list[ReleaseItem]:
    wanted = sorted(set(codes))
    rows: list[ReleaseItem] = []
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        query = select(ReleaseItem).where(ReleaseItem.root == root, ReleaseItem.code.in_(part))
        rows += session.scalars(query)
    missing = set(wanted) - {row.code for row in rows}
    if missing:
        raise NotFound(what="item", root=root, codes=sorted(missing))
    return sorted(rows, key=lambda row: row.code)
