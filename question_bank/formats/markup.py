"""HTML of other programs into plain text; and texts that hold several languages, taken apart."""

import html
import re
from collections.abc import Iterable

import lxml.html
import nh3

from question_bank.formats.rows import Reason, dropped, mended, refused

_KEPT = {
    "p",
    "br",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "td",
    "th",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
}
_PLAIN = {"p", "br", "div", "span", "html", "body", "o:p", "font", "section", "article"}
_MEANING = {"sub", "sup", "s", "strike", "del", "math"}
_PICTURES = {
    "img",
    "object",
    "embed",
    "video",
    "audio",
    "svg",
    "iframe",
    "canvas",
    "image",
    "picture",
    "source",
}
_ACTIVE = {"script", "style", "form", "input", "button", "link", "meta"}
_TAG = re.compile(r"<\s*([a-zA-Z][a-zA-Z0-9:]*)")
_LIKE_HTML = re.compile(
    r"</?(?:p|br|div|span|b|i|u|strong|em|sub|sup|font|table|ul|ol|li|a|img|script)\b[^<>]*>", re.I
)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|pre)>", re.I)
_CELL = re.compile(r"</t[dh]>\s*(?=<t[dh])", re.I)
_MLANG = re.compile(r"\{\s*mlang\s+([^{}]+?)\s*\}(.*?)\{\s*mlang\s*\}", re.S | re.I)
_FORMULA = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]", re.S)
LANGUAGE_CODES = {"ky": "ky", "kg": "ky", "kir": "ky", "ru": "ru", "rus": "ru", "en": "en", "eng": "en"}


def looks_like_html(text: str) -> bool:
    """Say whether a plain cell holds HTML tags."""
    return _LIKE_HTML.search(text) is not None


def plain(source: str, where: str) -> tuple[str, list[Reason]]:
    """Return what a reader of the HTML sees as text, and what was lost on the way."""
    tags = {tag.lower() for tag in _TAG.findall(source)}
    safe = nh3.clean(source, tags=_KEPT, attributes={})
    broken = _BREAK.sub("\n", _CELL.sub(" \t ", re.sub(r"\s+", " ", safe)))
    text = html.unescape(nh3.clean(broken, tags=set(), attributes={}))
    text = "\n".join(line.strip() for line in text.split("\n"))
    text = re.sub("\n{2,}", "\n", text).strip()
    return text, list(_losses(tags, source, text, where))


def languages_in(texts: Iterable[str]) -> list[str]:
    """Return the languages that multilang spans or mlang marks name, in any of the texts."""
    found = {_code(name) for text in texts for name in _named(text)}
    return sorted(name for name in found if name != "other")


def pick(text: str, language: str) -> str:
    """Return the part of a text that is for one language; text outside marks is for all."""
    text = _MLANG.sub(lambda found: found[2] if _fits(found[1], language) else "", text)
    return _pick_spans(text, language) if "multilang" in text else text


def _losses(tags: set[str], source: str, text: str, where: str) -> Iterable[Reason]:
    if tags & _PICTURES or "@@PLUGINFILE@@" in source:
        yield refused("picture", where, found=", ".join(sorted(tags & _PICTURES)) or "file")
    if tags & _ACTIVE:
        yield dropped("active_content", where, found=", ".join(sorted(tags & _ACTIVE)))
    if tags & _MEANING:
        yield dropped("formatting_with_meaning", where, found=", ".join(sorted(tags & _MEANING)))
    other = tags - _PLAIN - _PICTURES - _ACTIVE - _MEANING
    if other:
        yield dropped("formatting", where, found=", ".join(sorted(other)))
    if _FORMULA.search(text):
        yield refused("tex_formula", where)
    if tags and not tags - _PLAIN:
        yield mended("html_to_text", where)


def _named(text: str) -> Iterable[str]:
    for found in _MLANG.finditer(text):
        yield from re.split(r"[\s,;]+", found[1].strip())
    if "multilang" in text:
        for span in _spans(_tree(text)):
            yield span.get("lang") or span.get("{http://www.w3.org/XML/1998/namespace}lang") or "other"


def _fits(names: str, language: str) -> bool:
    return language in {_code(name) for name in re.split(r"[\s,;]+", names.strip())}


def _code(name: str) -> str:
    short = re.split("[-_]", name.strip().lower())[0]
    return LANGUAGE_CODES.get(short, short)


def _tree(text: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(text, create_parent="div")


def _spans(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    found: list[lxml.html.HtmlElement] = tree.xpath(
        ".//span[contains(concat(' ', normalize-space(@class), ' '), ' multilang ')]"
    )
    return found


def _pick_spans(text: str, language: str) -> str:
    tree = _tree(text)
    for span in _spans(tree):
        if _code(span.get("lang") or "other") == language:
            span.drop_tag()
        else:
            span.drop_tree()
    shown: str = lxml.html.tostring(tree, encoding="unicode")
    return shown.removeprefix("<div>").removesuffix("</div>")
