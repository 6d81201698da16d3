"""Random names and places for options: an id must not tell what its author called it."""

from collections.abc import Callable, Sequence

Chance = Callable[[int], bytes]
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 5


def option_ids(options: Sequence[str], chance: Chance) -> dict[str, str]:
    """Return a random id for each option, no two alike."""
    ids: dict[str, str] = {}
    for option in options:
        made = _id(chance)
        while made in ids.values():
            made = _id(chance)
        ids[option] = made
    return ids


def listed_order(options: Sequence[str], fixed: Sequence[str], chance: Chance) -> list[str]:
    """Return the options in random order; the fixed ones keep their places."""
    tickets = {option: chance(16) for option in options if option not in fixed}
    free = iter(sorted(tickets, key=lambda option: (tickets[option], option)))
    return [option if option in fixed else next(free) for option in options]


def _id(chance: Chance) -> str:
    # Bytes from 248 up are thrown again, so that each of the 31 letters is equally likely.
    made = ""
    while len(made) < LENGTH:
        made += "".join(LETTERS[byte % 31] for byte in chance(LENGTH + 3) if byte < 248)
    return made[:LENGTH]
