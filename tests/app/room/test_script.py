import re
from collections import Counter

from app.room.script import FIRST, FOLDER, joined, ordered
from app.room.words import words

NAMED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
SAID = re.compile(r'\b(?:_|n_)\(\s*"([^"]*)"')


def texts():
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}


def test_every_module_is_in_the_script_after_what_it_needs():
    order = ordered(FOLDER, FIRST)

    assert sorted(order) == sorted(texts())
    assert order[-1] == FIRST


def test_no_two_modules_use_the_same_name():
    names = Counter(name for text in texts().values() for name in NAMED.findall(text))

    assert [name for name, count in names.items() if count > 1] == []


def test_the_joined_script_imports_and_exports_nothing():
    assert not re.search(r"^(import|export) ", joined(), re.MULTILINE)


def test_every_sentence_of_the_script_is_translated():
    said = {sentence for text in texts().values() for sentence in SAID.findall(text)}

    assert len(said) > 150
    for language in ("ky", "ru"):
        assert said - set(words(language)) == set()


def test_the_first_load_is_light(room):
    client = room.app.test_client()
    head = {"Accept-Encoding": "gzip"}
    page = client.get("/", headers=head).text
    style, script = re.findall(r'(?:href|src)="(/[^"]+)"', page)
    found = client.get(style, headers={}).text
    fonts = [f"{style.rsplit('/', 1)[0]}/{name}" for name in re.findall(r'url\("([^"]+)"\)', found)]
    addresses = [style, script, *fonts, *re.findall(r'data-words-\w+="([^"]+)"', page)]

    replies = [client.get(address, headers=head) for address in addresses]

    assert all(
        reply.status_code == 200 and "immutable" in reply.headers["Cache-Control"] for reply in replies
    )
    assert len(addresses) <= 7
    assert sum(len(reply.data) for reply in replies) < 80_000


def test_the_page_has_no_inline_script_or_style(room):
    page = room.app.test_client().get("/").text

    assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=", page)
