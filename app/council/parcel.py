"""The files of a version, laid ready in the installation's folder under plain names, and all as one ZIP."""

import shutil
import zipfile
from pathlib import Path
from tempfile import mkdtemp

from app.acts import documents, scoring
from app.context import House
from exam_engine import records
from exam_engine.results import services as results
from foundation.errors import NotFound
from reports.evidence import Disclosure

SHEETS, FULL, OPEN, ALL = "sheets.zip", "evidence-full.zip", "evidence-public.zip", "all.zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def prepare(house: House, sitting: str, version: int) -> Path:
    """Return the folder of a version's files, making it if documents were issued since it was made."""
    folder = _folder(house, sitting, version)
    if folder.exists():
        return folder
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        _fill(house, sitting, version, draft)
        draft.replace(folder)
    except OSError:
        # Somebody else was faster; theirs is as good.
        if not folder.exists():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def file(house: House, sitting: str, version: int, name: str) -> Path:
    """Return a file of the version; raise NotFound for a name that is not there."""
    folder = prepare(house, sitting, version)
    found = {path.name: path for path in folder.iterdir() if path.is_file()}.get(name)
    if found is None:
        raise NotFound(what="file", name=name)
    return found


def names(house: House, sitting: str, version: int) -> dict[str, int]:
    """Return the names of the version's files and their sizes in bytes; nothing before they are made."""
    folder = _folder(house, sitting, version)
    if not folder.exists():
        return {}
    return {path.name: path.stat().st_size for path in sorted(folder.iterdir()) if path.is_file()}


def _folder(house: House, sitting: str, version: int) -> Path:
    with house.reading() as session:
        row = results.get_version(session, sitting, version)
        count = sum(one.version == version for one in results.issued(session, sitting))
        name = f"{version}-{row.digest[:8]}-{count}"
    return house.settings.instance / "council" / sitting / name


def _fill(house: House, sitting: str, version: int, draft: Path) -> None:
    documents.write_all(house, sitting, draft)
    _pack(draft / SHEETS, sorted((draft / "sheets").glob("*")), draft / "sheets")
    shutil.rmtree(draft / "sheets", ignore_errors=True)
    with house.reading() as session:
        public: Disclosure = records.load(session, sitting, "plan.json")["disclosure"]
    shapes: tuple[tuple[str, Disclosure, bool], ...] = ((FULL, "full", True), (OPEN, public, False))
    for name, disclosure, persons in shapes:
        built = scoring.build(
            house, sitting, stage="complete", version=version, disclosure=disclosure, persons=persons
        )
        shutil.copyfile(built, draft / name)
    _pack(draft / ALL, sorted(path for path in draft.iterdir() if path.is_file()), draft)


def _pack(out: Path, paths: list[Path], base: Path) -> None:
    """Write a ZIP; what is packed already is stored as it is."""
    with zipfile.ZipFile(out, "w") as archive:
        for path in paths:
            info = zipfile.ZipInfo(str(path.relative_to(base)), _LONG_AGO)
            info.external_attr = 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if path.suffix == ".zip" else zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(info, "w") as target:
                shutil.copyfileobj(source, target)
