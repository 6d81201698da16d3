"""Foreign programs that some tests need: where they are, and a PostgreSQL server to throw away."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

PROGRAMS = {
    "chromium": ("chromium",),
    "poppler": ("pdfsig", "pdftoppm", "pdftotext"),
    "postgresql": ("initdb", "pg_ctl"),
}


def missing(marker: str) -> str | None:
    """Return the first program of a layer that is not on this machine, or None."""
    return next((name for name in PROGRAMS[marker] if not program(name)), None)


def program(name: str) -> str | None:
    """Return where a program is; Debian keeps PostgreSQL's out of the path."""
    found = shutil.which(name)
    if found:
        return found
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(beside[-1]) if beside else None


@dataclass
class Cluster:
    """A PostgreSQL server on a socket in a folder of its own."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    @contextmanager
    def started(cls) -> Iterator["Cluster"]:
        """Start a server, stop it, remove its folder."""
        # A socket's path may have 107 characters: pytest's own folders are longer.
        folder = Path(tempfile.mkdtemp(prefix="pg-"))
        _give_to_postgres(folder)
        cluster = cls(folder)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def data(self) -> Path:
        """The server's data folder."""
        return self.folder / "data"

    def start(self) -> None:
        """Make the data folder if it is not there, and start."""
        if not self.data.exists():
            _as_postgres("initdb", "-D", str(self.data), "-A", "trust", "-U", "postgres", "-E", "UTF8")
        options = f"-k {self.folder} -c listen_addresses= -c max_connections=200"
        log = str(self.folder / "log")
        _as_postgres("pg_ctl", "-D", str(self.data), "-o", options, "-l", log, "-w", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop; `immediate` is a crash."""
        _as_postgres("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")

    def new_database(self) -> str:
        """Return the URL of a fresh database."""
        name = f"t{next(self.numbers)}"
        _as_postgres("createdb", "-h", str(self.folder), "-U", "postgres", name)
        return f"postgresql://postgres@/{name}?host={self.folder}"


def _give_to_postgres(folder: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)


def _as_postgres(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; it refuses to run as root."""
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    path = program(name)
    if path is None:
        raise FileNotFoundError(name)
    subprocess.run(
        [*before, path, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd="/"
    )
