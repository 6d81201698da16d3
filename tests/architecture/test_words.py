import re
from importlib import import_module
from pkgutil import walk_packages

from app import catalogues
from app.messages import gathered, sentence
from foundation.errors import DomainError, NotFound
from tests.architecture.test_sources import PACKAGES


def all_errors() -> set[type[DomainError]]:
    for package in PACKAGES:
        module = import_module(package)
        for found in walk_packages(module.__path__, f"{package}."):
            if ".migrations" not in found.name and not found.name.startswith("app.cli"):
                import_module(found.name)
    seen: set[type[DomainError]] = set()
    rest = [DomainError]
    while rest:
        kind = rest.pop()
        seen.add(kind)
        rest += [child for child in kind.__subclasses__() if child.__module__.startswith(PACKAGES)]
    return seen


def test_every_error_has_a_sentence():
    known = gathered()

    assert sorted({kind.code for kind in all_errors()} - set(known)) == []


def test_every_error_has_a_code_of_its_own():
    kinds = all_errors()

    inherited = [kind.__qualname__ for kind in kinds if "code" not in vars(kind)]

    assert inherited == []


def test_a_sentence_is_said_even_if_details_are_missing(app):
    with app.test_request_context():
        assert sentence(NotFound(what="sitting"))


def test_everything_is_translated():
    assert [f"{gap.language} {gap.place}: {gap.msgid}: {gap.why}" for gap in catalogues.gaps()] == []


def test_translations_keep_the_variables_of_a_sentence():
    wrong = [
        f"{language} {room.folder.name}: {message.id}"
        for room in catalogues.rooms()
        for language in catalogues.TRANSLATED
        for message in room.kept(language)
        if message.id and message.python_format and not same_variables(message)
    ]

    assert wrong == []


def same_variables(message) -> bool:
    wanted = variables(message.id if isinstance(message.id, str) else message.id[-1])
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    found = [variables(string) for string in strings]
    return all(names <= wanted for names in found) and wanted in found


def variables(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text))
