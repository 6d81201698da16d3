"""The words that custodians type: each line is looked at by itself, so that a slip is named. None is kept."""

from shamir_mnemonic import MnemonicError
from shamir_mnemonic.share import Share

from foundation.errors import Invalid


class BadWords(Invalid):
    """The words of one custodian are mistyped, strange, given twice, or too few gave theirs."""

    code = "bad_words"


class WordsMistyped(BadWords):
    """A word is missing, unknown or in another place; details: custodian, counted from 1."""

    code = "words_mistyped"


class WordsStrange(BadWords):
    """The words belong to another secret than those before; details: custodian."""

    code = "words_strange"


class WordsTwice(BadWords):
    """The same custodian's words stand in two fields; details: custodian."""

    code = "words_twice"


class WordsTooFew(BadWords):
    """More custodians are needed; details: needed, given."""

    code = "words_too_few"


def enough(lines: list[str]) -> list[str]:
    """Return exactly as many lines as open the keys; raise one of BadWords."""
    typed = {number: " ".join(line.lower().split()) for number, line in enumerate(lines, 1) if line.strip()}
    shares: dict[int, Share] = {}
    for number, line in typed.items():
        share = _share(line, number)
        for other in shares.values():
            _check_beside(share, other, number)
        shares[number] = share
    needed = next((share.member_threshold for share in shares.values()), 2)
    if len(shares) < needed:
        raise WordsTooFew(needed=needed, given=len(shares))
    return list(typed.values())[:needed]


def _share(line: str, number: int) -> Share:
    try:
        return Share.from_mnemonic(line)
    except (MnemonicError, ValueError) as error:
        raise WordsMistyped(custodian=number) from error


def _check_beside(share: Share, other: Share, number: int) -> None:
    if share.group_parameters() != other.group_parameters():
        raise WordsStrange(custodian=number)
    if share.index == other.index:
        raise WordsTwice(custodian=number)
