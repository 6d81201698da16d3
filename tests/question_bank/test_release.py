import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation import custody, ledger, merkle
from foundation.canonical import canonical, commit, parse
from question_bank.items import reading, services
from question_bank.keys import services as kept
from question_bank.releases import freeze, shuffle
from question_bank.releases import services as releases
from tests.question_bank.bank_tools import NOW, OPTIONS, a_draft, chance_of

SHARED = custody.share_out(2, 3, chance=chance_of("custody"))


def approved(session, keys, drafts):
    codes = [draft.code for draft in drafts]
    services.write_all(session, keys, drafts, bank="law", actor="author", now=NOW)
    services.submit(session, keys, codes, actor="author", now=NOW)
    services.review(session, codes, actor="reviewer", now=NOW)
    services.approve(session, codes, actor="keeper", now=NOW)
    return codes


def released(session, keys, codes, name="2026"):
    return releases.release(
        session,
        keys,
        name=name,
        codes=codes,
        recipient=SHARED.recipient,
        actor="keeper",
        now=NOW,
        chance=chance_of("release"),
    )


def three():
    return [
        a_draft("b-2", kind="multiple", correct=("a", "c"), enemies="pair"),
        a_draft("a-1"),
        a_draft("c-3", fixed=("d",), seconds=90),
    ]


def test_the_root_binds_the_entries_sorted_by_code(session, keys):
    codes = approved(session, keys, three())

    root = released(session, keys, codes)

    listed = releases.entries(session, root)
    assert [entry["code"] for entry in listed] == ["a-1", "b-2", "c-3"]
    assert merkle.root(listed) == root
    assert ledger.entries(session, act="released")[0]["object"] == root


def test_every_commitment_opens_content_and_key(session, keys):
    root = released(session, keys, approved(session, keys, three()))
    listed = {entry["code"]: entry for entry in releases.entries(session, root)}

    contents = releases.content_openings(session, root, list(listed))
    package = custody.decrypt(list(SHARED.words[:2]), releases.keys_package(session, root))
    openings = releases.opened_keys(package, root=root)

    for opening in contents:
        entry = listed[opening["code"]]
        assert commit(bytes.fromhex(opening["nonce"]), opening["content"]) == entry["content_commitment"]
    for opening in openings:
        assert (
            commit(bytes.fromhex(opening["nonce"]), opening["key"])
            == listed[opening["code"]]["key_commitment"]
        )
    assert [opening["code"] for opening in openings] == ["a-1", "b-2", "c-3"]


def test_the_sealed_key_names_the_texts_that_the_author_called_right(session, keys):
    root = released(session, keys, approved(session, keys, three()))

    package = custody.decrypt(list(SHARED.words[1:]), releases.keys_package(session, root))

    for opening in releases.opened_keys(package):
        content = parse(releases.contents(session, root, [opening["code"]])[opening["code"]])
        options = content["languages"]["ru"]["options"]
        right = {options[option] for option in opening["key"]["correct"]}
        assert right == {OPTIONS["ru"][option] for option in ("ac" if opening["code"] == "b-2" else "a")}


def test_the_content_has_exactly_the_members_of_the_protocol(session, keys):
    root = released(session, keys, approved(session, keys, three()))

    content = parse(releases.contents(session, root, ["a-1"])["a-1"])

    assert set(content) == {"type", "code", "revision", "kind", "languages", "assets"}
    assert set(content["languages"]["ky"]) == {"stem", "options"}
    assert content["languages"]["ky"]["options"].keys() == content["languages"]["ru"]["options"].keys()


def test_the_server_forgets_the_keys_it_released(session, keys):
    codes = approved(session, keys, three())

    root = released(session, keys, codes)

    assert kept.find(keys, ("a-1", 1)) is None
    package = releases.keys_package(session, root)
    assert b"correct" not in package
    assert releases.keys_package_sha256(session, root) == sha256(package).hexdigest()
    assert {reading.get(session, code).state for code in codes} == {"released"}


def test_a_fixed_option_keeps_its_place(session, keys):
    root = released(session, keys, approved(session, keys, three()))

    entry = next(entry for entry in releases.entries(session, root) if entry["code"] == "c-3")

    content = parse(releases.contents(session, root, ["c-3"])["c-3"])
    assert [option["fixed"] for option in entry["options"]] == [False, False, False, True]
    assert content["languages"]["ru"]["options"][entry["options"][3]["id"]] == "Адвокат"


def test_only_approved_questions_are_released(session, keys):
    codes = approved(session, keys, three())
    services.write(session, keys, a_draft("draft-1"), bank="law", actor="author", now=NOW)

    with pytest.raises(releases.NotApproved) as refused:
        released(session, keys, [*codes, "draft-1"])

    assert refused.value.details["items"] == ["draft-1"]


def test_a_release_is_never_empty_and_its_name_is_its_own(session, keys):
    codes = approved(session, keys, three())
    released(session, keys, codes[:2])

    with pytest.raises(freeze.NothingToRelease):
        released(session, keys, codes[2:])
    with pytest.raises(freeze.NothingToRelease):
        released(session, keys, [], name="other")


def test_a_released_question_lives_on_in_a_new_draft_without_its_key(session, keys):
    released(session, keys, approved(session, keys, three()))

    services.new_draft(session, keys, "a-1", actor="author", now=NOW)

    assert reading.draft_of(keys, reading.get(session, "a-1")).correct == ()


def test_a_package_of_another_release_is_refused(session, keys):
    root = released(session, keys, approved(session, keys, three()))
    package = custody.decrypt(list(SHARED.words[:2]), releases.keys_package(session, root))

    with pytest.raises(releases.BadKeysPackage):
        releases.opened_keys(package, root="0" * 64)
    with pytest.raises(releases.BadKeysPackage):
        releases.opened_keys(canonical({"type": "taraza/keys/1"}))
    with pytest.raises(releases.BadKeysPackage):
        releases.opened_keys(b"no json")


def test_two_thousand_questions_are_frozen_in_seconds(session, keys):
    codes = approved(session, keys, [a_draft(f"item-{number:04d}") for number in range(2000)])
    began = time.process_time()

    released(session, keys, codes)

    assert time.process_time() - began < 3
    assert releases.releases(session)[0].items == 2000


@settings(deadline=None)
@given(st.integers(2, 12), st.integers(), st.data())
def test_options_get_short_random_ids_and_keep_fixed_places(number, seed, data):
    options = list("abcdefghijkl"[:number])
    fixed = data.draw(st.sets(st.sampled_from(options)))

    ids = shuffle.option_ids(options, chance_of(seed))
    order = shuffle.listed_order(options, sorted(fixed), chance_of(seed))

    assert len(set(ids.values())) == number
    assert all(len(made) == shuffle.LENGTH and set(made) <= set(shuffle.LETTERS) for made in ids.values())
    assert sorted(order) == options
    assert all(order.index(option) == options.index(option) for option in fixed)


def test_every_order_of_options_is_about_equally_likely():
    first = [shuffle.listed_order("abcd", "", chance_of(seed))[0] for seed in range(2000)]

    assert all(400 < first.count(option) < 600 for option in "abcd")
