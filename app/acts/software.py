"""Which program this is: the root over its source files and the lock (PROTOCOL annex B 8)."""

import hashlib
from functools import lru_cache
from pathlib import Path

from foundation import merkle

HOME = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("foundation", "question_bank", "exam_engine", "reports", "app", "verifier")
KINDS = {".py", ".js", ".css", ".html", ".sql", ".po"}
VERIFIER = HOME / "verifier" / "taraza_verify.py"


@lru_cache(maxsize=1)
def software() -> str:
    """Return the root of all source files and the lock, sorted by path."""
    return merkle.root(listing())


def listing() -> list[dict[str, str]]:
    """Return the leaves: each file's path from the project's root and its SHA-256."""
    files = [path for package in PACKAGES for path in (HOME / package).rglob("*") if path.suffix in KINDS]
    files += [path for path in (HOME / "requirements.lock", HOME / "wsgi.py") if path.exists()]
    return sorted(
        (
            {"type": "taraza/file/1", "path": path.relative_to(HOME).as_posix(), "sha256": _sha256(path)}
            for path in files
        ),
        key=lambda leaf: leaf["path"],
    )


def programs() -> list[dict[str, str]]:
    """Return the two programs that compute results, as a results object names them."""
    return [
        {"name": "taraza-engine", "software": software()},
        {"name": "taraza-verify", "software": _sha256(VERIFIER)},
    ]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
