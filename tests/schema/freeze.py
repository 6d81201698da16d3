"""Write the frozen SQL of the newest revision from the models: `python -m tests.schema.freeze`.

Only while that revision has not been released; afterwards a change is a new revision.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import question_bank.tables  # noqa: F401
from foundation import migrations
from foundation.db import Base
from question_bank.keys.tables import KeyBase

if TYPE_CHECKING:
    from sqlalchemy import MetaData

REVISION = "0001"
UNCHANGING = {
    "ledger_entry",
    "checkpoint",
    "journal_entry",
    "protocol_object",
    "object_signature",
    "release",
    "release_item",
    "refused_entry",
    "remark",
    "sitting_item",
}
DATABASES: dict[migrations.Database, tuple["MetaData", set[str]]] = {
    "main": (Base.metadata, UNCHANGING),
    "keys": (KeyBase.metadata, set()),
}


def main() -> None:
    """Write four files."""
    for database, (metadata, unchanging) in DATABASES.items():
        for dialect in ("sqlite", "postgresql"):
            path = Path(migrations.HERE, "sql", f"{REVISION}_{database}_{dialect}.sql")
            path.write_text(migrations.freeze(metadata, dialect, unchanging), encoding="utf-8")


if __name__ == "__main__":
    main()
