"""Bring a demonstration's sitting to its signed documents: called by `docs.screenshots.make`."""

import sys
from pathlib import Path

from app.acts import demonstrating, documents, scoring
from app.context import open_house, settled
from app.demo_staff import sign_ins
from app.settings import load
from exam_engine.sittings import services as hall


def main(folder: Path) -> None:
    """Close, seal, score, certify, decode, publish, sign."""
    house = settled(open_house(load(), with_keys=True))
    name = demonstrating.SITTING
    passwords = {person.code: person.password for person in sign_ins(house)}
    with house.writing() as session:
        for place in hall.board(session, name):
            if place.state == "started":
                hall.remove(
                    session, name, place.code, reason="screenshots", actor="invigilator-1", now=house.clock()
                )
    scoring.close(house, name, actor="invigilator-1")
    scoring.seal(house, name, commissioner="commissioner-1", passphrase=passwords["commissioner-1"])
    scoring.open_keys(house, name, demonstrating.custody_words(house)[:2], actor="commissioner-1")
    scoring.compute(house, name, actor="commissioner-1")
    scoring.compare(house, name, 1, actor="commissioner-1")
    for code in ("commissioner-1", "commissioner-2"):
        scoring.certify(house, name, 1, commissioner=code, passphrase=passwords[code])
    scoring.decode(house, name, actor="commissioner-1")
    scoring.publish(house, name, 1, actor="office")
    documents.issue_all(house, name, actor="office")
    documents.write_all(house, name, folder / "papers")
    house.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
