import copy
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.protocol import make
from exam_engine.protocol import objects
from exam_engine.protocol.objects import FORMS, MalformedObject
from foundation.canonical import parse

FILES = make.files()
NAMES = sorted(FORMS)
EXAMPLES = {name: make.examples()[name] for name in NAMES}
SCHEMAS = make.schemas()


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_published_schemas_and_examples_are_what_the_table_says(path):
    assert path.read_bytes() == FILES[path]


def test_every_object_has_a_schema_and_an_example_and_nothing_else_lies_there():
    for folder in ("schemas", "examples"):
        found = {path.stem for path in Path(make.HERE / folder).iterdir()}
        assert found == {*NAMES, make.SIGNED}


@pytest.mark.parametrize("name", [*NAMES, make.SIGNED])
def test_every_example_is_canonical_and_fits_its_schema(name):
    example = parse((make.HERE / "examples" / f"{name}.json").read_bytes())
    schema = json.loads((make.HERE / "schemas" / f"{name}.json").read_bytes())

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(example)
    assert name == make.SIGNED or objects.check(example, name) == example


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_and_an_unknown_member_are_named(name):
    for member in EXAMPLES[name]:
        less = {key: value for key, value in EXAMPLES[name].items() if key != member}
        with pytest.raises(MalformedObject) as refused:
            objects.check(less, name)
        assert refused.value.details["path"] in {f"{name}.{member}", "type"}
    with pytest.raises(MalformedObject) as refused:
        objects.check(EXAMPLES[name] | {"more": None})
    assert refused.value.details == {"path": f"{name}.more", "reason": "unknown"}


def _places(value, path=()):
    """Return the path of every member and part, free `detail` left out."""
    if isinstance(value, dict):
        parts = [(key, part) for key, part in value.items() if key != "detail"]
    else:
        parts = list(enumerate(value)) if isinstance(value, list) else []
    return [(*path, key) for key, _ in parts] + [
        place for key, part in parts for place in _places(part, (*path, key))
    ]


def _changed(value, place, to):
    changed = copy.deepcopy(value)
    holder = changed
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = to
    return changed


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_no_place_takes_a_value_of_no_form(name, data):
    place = data.draw(st.sampled_from(_places(EXAMPLES[name])))
    wrong = data.draw(st.sampled_from([1.5, object(), -(2**60), [[]], {"x": 1}, "\ud800"]))

    with pytest.raises(MalformedObject):
        objects.check(_changed(EXAMPLES[name], place, wrong), name)


@pytest.mark.parametrize("name", NAMES)
def test_a_list_out_of_order_or_with_a_duplicate_is_refused_where_it_is_sorted(name):
    unsorted = {
        "shares",
        "items",
        "rounds",
        "difficulty",
        "options",
        "correct",
        "response",
        "quotas",
        "folds",
    }
    for place in _places(EXAMPLES[name]):
        listed = EXAMPLES[name]
        for key in place:
            listed = listed[key]
        if isinstance(listed, list) and listed and place[-1] not in unsorted:
            with pytest.raises(MalformedObject):
                objects.check(_changed(EXAMPLES[name], place, [*listed, listed[0]]), name)


@pytest.mark.parametrize(
    "value",
    [None, 1, {}, {"type": 1}, {"type": "taraza/nothing/1"}, {"type": "taraza/plan/2"}, {"type": "plan"}],
)
def test_an_unknown_type_is_refused(value):
    with pytest.raises(MalformedObject) as refused:
        objects.check(value)

    assert refused.value.details["path"] == "type"


def test_another_type_than_expected_is_refused():
    with pytest.raises(MalformedObject):
        objects.check(EXAMPLES["plan"], "paper")


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("register", {"codes": ["08305075", "08305076"]}, "candidate code"),
        ("release-entry", {"gaps": ["p"]}, "gaps"),
        ("release-entry", {"options": []}, "options"),
        ("release-entry", {"difficulty": None}, "difficulty_basis"),
        ("draw", {"shares": list(reversed(EXAMPLES["draw"]["shares"]))}, "shares"),
        ("draw", {"shares": EXAMPLES["draw"]["shares"][:1] * 2}, "shares"),
        ("draw", {"read_by": ["i-1"]}, "length"),
        ("paper", {"rounds": [0, 0]}, "quotas"),
        ("paper", {"items": EXAMPLES["paper"]["items"][:1] * 2}, "item twice"),
        ("key", {"kind": "number"}, "folds"),
        ("key", {"kind": "number", "folds": [], "correct": ["1"]}, "correct"),
        ("key", {"kind": "number", "folds": [], "correct": ["3", "1"]}, "correct"),
        ("key", {"kind": "single", "folds": [], "correct": ["a", "b"]}, "correct"),
        ("key", {"kind": "multiple", "folds": [], "correct": ["b", "a"]}, "correct"),
        ("key", {"kind": "order", "folds": [], "correct": ["a", "a"]}, "correct"),
        ("key", {"kind": "match", "folds": [], "correct": ["p:a", "p:b"]}, "correct"),
        ("key", {"correct": []}, "length"),
        ("key", {"folds": ["upper"]}, "one of trim, spaces, lower, yo"),
        ("person", {"name": "И\u0306"}, "text in NFC"),
        ("seal", {"at": "2026-02-30T00:00:00.000Z"}, "instant"),
        ("seal", {"at": "2026-03-16T03:00:00Z"}, "instant"),
        ("seal", {"heads": True}, "integer"),
        ("entry", {"body": {"position": 0, "response": []}}, "integer"),
        ("entry", {"kind": "language"}, "unknown"),
    ],
)
def test_rules_between_members(name, change, reason):
    with pytest.raises(MalformedObject) as refused:
        objects.check(EXAMPLES[name] | change)

    assert refused.value.details["reason"] == reason


def test_codes_that_differ_only_in_case_are_refused():
    entry = EXAMPLES["release-entry"]
    release = objects.release([entry | {"code": "civil"}, entry | {"code": "Civil"}])

    with pytest.raises(MalformedObject) as refused:
        objects.check(release)

    assert refused.value.details["reason"] == "codes differ only in case"


LINE = EXAMPLES["results"]["candidates"][0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "absent"}, "figures"),
        ({"status": "void"}, "rank"),
        ({"rank": None}, "rank"),
        ({"total": None}, "figures"),
    ],
)
def test_a_candidates_status_and_figures_agree(change, reason):
    results = EXAMPLES["results"] | {"candidates": [LINE | change]}

    with pytest.raises(MalformedObject) as refused:
        objects.check(results)

    assert refused.value.details["reason"] == reason


@pytest.mark.parametrize(
    ("action", "members", "wrong"),
    [
        ("annul", {}, "code"),
        ("accept", {"code": "x"}, "correct"),
        ("void", {"candidate": "08305075", "code": "x"}, "code"),
        ("restore", {}, "candidate"),
        ("count_late", {"candidate": "08305075", "position": 1, "response": ["a"]}, "incident"),
    ],
)
def test_an_amendment_names_what_it_needs_and_nothing_else(action, members, wrong):
    names = ("code", "revision", "correct", "candidate", "position", "response", "incident")
    decided = {"reason": "x", "votes": {"for": 1, "against": 0}, "voted_at": "2026-03-20T10:00:00.000Z"}
    amendment = {"n": 1, "action": action} | dict.fromkeys(names) | decided | members

    with pytest.raises(MalformedObject) as refused:
        objects.check(EXAMPLES["results"] | {"amendments": [amendment]})

    assert refused.value.details["reason"] == wrong
