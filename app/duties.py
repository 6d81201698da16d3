"""The keeper's duties over the engine's services, each in a transaction of its own."""

from app.context import House
from app.sign_in.services import sweep


def sweep_sign_ins(house: House) -> None:
    """Remove sessions and tries to sign in that count no longer."""
    with house.writing() as session:
        sweep(session, now=house.clock())
