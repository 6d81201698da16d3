"""What an installation is told: `instance/taraza.toml`, then the environment; frozen once read.

An unknown key stops the start. The secrets are made at the first run and never leave `instance/`.
"""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Language = Literal["ky", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ky", "ru", "en")
ENVIRONMENT = {
    "DATABASE_URL": "database_url",
    "KEYS_URL": "keys_url",
    "TARAZA_ADDRESS": "address",
    "TARAZA_ROOM_ADDRESS": "room_address",
    "TARAZA_DEMO": "demo",
    "TARAZA_LANGUAGE": "default_language",
    "TARAZA_SECURE": "secure",
}
NETWORK_FILE_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "fuse.sshfs",
    "afs",
    "glusterfs",
    "ceph",
}
_YES_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


class WrongSettings(Exception):
    """The configuration cannot be used; the text says which line and why, for the administrator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation's configuration; addresses without a closing slash."""

    instance: Path
    database_url: str
    keys_url: str
    origin: str
    secret_key: bytes
    pepper: bytes
    address: str = "http://127.0.0.1:8000"
    room_address: str = "http://127.0.0.1:8001"
    default_language: Language = "ky"
    demo: bool = False
    secure: bool = False


def load(instance: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings of an installation, making its folder and secrets at the first run."""
    environ = os.environ if environ is None else environ
    folder = (instance or Path(environ.get("TARAZA_INSTANCE", "instance"))).absolute()
    _refuse_network(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = _from_file(folder / "taraza.toml") | _from_environment(environ)
    # What once held made-up people says so for good, however it is started.
    told.setdefault("demo", (folder / "demo").is_dir())
    database_url = told.pop("database_url", f"sqlite:///{folder / 'taraza.db'}")
    return Settings(
        instance=folder,
        database_url=database_url,
        keys_url=told.pop("keys_url", _keys_url(folder, database_url)),
        origin=told.pop("origin", None) or _origin(folder),
        secret_key=_secret(folder / "secret-key"),
        pepper=_secret(folder / "ticket-pepper"),
        **told,
    )


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings(f"{path.name} cannot be read: {error}") from error
    for key, value in told.items():
        _check(key, value, path.name)
    return told


def _check(key: str, value: object, place: str) -> None:
    known = {"demo": bool, "secure": bool} | dict.fromkeys(
        ("database_url", "keys_url", "origin", "address", "room_address", "default_language"), str
    )
    if key not in known:
        raise WrongSettings(f"{place}: unknown setting {key!r}; known are {', '.join(sorted(known))}")
    if not isinstance(value, known[key]):
        raise WrongSettings(f"{place}: {key} must be of type {known[key].__name__}")
    if key == "default_language" and value not in LANGUAGES:
        raise WrongSettings(f"{place}: default_language must be one of {', '.join(LANGUAGES)}")


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, key in ENVIRONMENT.items():
        if name not in environ:
            continue
        value: object = environ[name]
        if key in {"demo", "secure"}:
            value = _YES_NO.get(environ[name].lower(), environ[name])
        _check(key, value, name)
        told[key] = value
    return told


def _keys_url(folder: Path, database_url: str) -> str:
    """Return where the answer keys lie: a file of their own, or a schema of the same PostgreSQL database."""
    return f"sqlite:///{folder / 'keys.db'}" if database_url.startswith("sqlite") else database_url


def _origin(folder: Path) -> str:
    """Return the name of this installation's log, made once: two installations never share one."""
    path = folder / "log-origin"
    if not path.exists():
        _write_once(path, f"taraza.local/log-{secrets.token_hex(4)}".encode())
    return path.read_text(encoding="ascii")


def _secret(path: Path) -> bytes:
    if not path.exists():
        _write_once(path, secrets.token_bytes(32))
    return path.read_bytes()


def _write_once(path: Path, content: bytes) -> None:
    """Write a file that only the owner reads; of two processes that make it at once, one wins whole."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _refuse_network(folder: Path) -> None:
    """Stop if the folder lies on a network file system: locks and fsync mean nothing there."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return
    lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    above = [
        (mount, kind)
        for _, mount, kind, *_ in lines
        if folder == Path(mount) or Path(mount) in folder.parents
    ]
    if above and max(above, key=lambda found: len(found[0]))[1] in NETWORK_FILE_SYSTEMS:
        raise WrongSettings(f"{folder} is on a network file system; choose a folder on a local disk")
