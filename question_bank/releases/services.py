"""Releases, whole: freezing (which touches keys) and reading. Rooms import `reading`, never this module."""

from question_bank.releases.freeze import NotApproved, ready, release
from question_bank.releases.reading import (
    BadKeysPackage,
    Line,
    content_openings,
    contents,
    entries,
    find,
    keys_package,
    keys_package_sha256,
    opened_keys,
    release_bytes,
    release_object,
    releases,
)

__all__ = [
    "BadKeysPackage",
    "Line",
    "NotApproved",
    "content_openings",
    "contents",
    "entries",
    "find",
    "keys_package",
    "keys_package_sha256",
    "opened_keys",
    "ready",
    "release",
    "release_bytes",
    "release_object",
    "releases",
]
