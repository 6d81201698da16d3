import re

import pytest

from app.council import figure
from app.council.standing import SectionLine
from foundation.alphabet import sort_key
from tests.app.council.conftest import aside, clients
from tests.app.council.scene import NAME, Scene, written

PAGE = f"/council/{NAME}"


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Scene:
    """Six came where the plan wants seven for a coded list."""
    scene = written(tmp_path_factory.mktemp("council") / "small", min_group=7)
    aside(lambda: scene.play("compare"))
    return scene


def test_before_decoding_no_name_stands_on_any_page(agreed):
    client = clients(agreed)("commissioner-1")
    code = agreed.codes()["Асанова Айгүл"]

    pages = [
        client.get(f"{PAGE}{path}").text
        for path in ("", "/results", f"/candidate/{code}", "/screen", "/corrections")
    ]

    assert [name for name in agreed.codes() for page in pages if name in page] == []
    assert code in pages[1]


def test_after_decoding_names_stand_by_rank_then_by_the_kyrgyz_alphabet(published):
    page = clients(published)("council").get(f"{PAGE}/results").text

    listed = re.findall(r'">([^<]+)</a></td>', page)
    assert sorted(listed) == sorted(published.codes())
    ranks = [
        int(rank) if rank.isdigit() else 99 for rank in re.findall(r'"number">(\d+|—)</td>\s+<td><a', page)
    ]
    assert ranks == sorted(ranks)
    lines = list(zip(ranks, map(sort_key, listed), strict=True))
    assert lines == sorted(lines)


def test_a_small_group_has_no_list_picture_or_page_before_decoding(small):
    client = clients(small)("commissioner-1")
    codes = small.codes().values()

    listed, screen = client.get(f"{PAGE}/results").text, client.get(f"{PAGE}/screen").text

    assert "In a group smaller than 7 a code would tell who it is." in listed
    assert "Few candidates came" in screen
    assert [code for code in codes if code in listed + screen] == []
    assert client.get(f"{PAGE}/results/1/distribution.svg").status_code == 409
    assert client.get(f"{PAGE}/candidate/{next(iter(codes))}").status_code == 409


def test_before_both_programs_agree_there_is_no_list(closed):
    closed.play("compute")
    client = clients(closed)("commissioner-1")

    assert "There is no list yet." in client.get(f"{PAGE}/results").text
    assert "The list appears here as soon as both programs agree." in client.get(f"{PAGE}/screen").text


def test_the_picture_is_plain_and_counts_everybody(agreed):
    answer = clients(agreed)("commissioner-1").get(f"{PAGE}/results/1/distribution.svg")

    assert answer.mimetype == "image/svg+xml"
    assert "<script" not in answer.text
    assert "cut score 5" in answer.text
    assert answer.text.count("<rect") == len(set(re.findall(r'<rect x="([\d.]+)"', answer.text)))


@pytest.mark.parametrize("most", [1000, 19_000, 50_000, 100_000, 400_000])
def test_every_total_lies_under_one_bar(most):
    totals = [-1250, 0, 1, most // 3, most - 1, most]

    bars = figure.bars(totals, most)

    assert sum(bar.count for bar in bars) == len(totals)
    assert len(bars) <= figure.MOST_BARS + 4


@pytest.mark.parametrize(("points", "share"), [(-2000, 0), (0, 0), (3000, 50), (6000, 100), (7000, 100)])
def test_a_bar_is_never_shorter_than_nothing_or_longer_than_all(points, share):
    assert SectionLine("civil", points, 6000, None).share == share


def test_a_candidate_sees_strengths_first_and_whether_a_minimum_is_reached(agreed):
    client = clients(agreed)("council")
    listed = client.get(f"{PAGE}/results").text
    last = re.findall(r"/candidate/(\d{8})", listed)[5]

    page = client.get(f"{PAGE}/candidate/{last}").text

    assert "The exam is not passed." in page
    assert "not reached" in page
    assert "✕" not in page


def test_who_did_not_come_has_a_page_without_figures(published):
    client = clients(published)("council")
    pages = [client.get(f"{PAGE}/candidate/{code}").text for code in published.codes().values()]

    absent = [page for page in pages if "The candidate did not come." in page]

    assert len(absent) == 1
    assert "Cut score" not in absent[0]


def test_observers_see_the_screen_and_no_more(agreed):
    client = clients(agreed)("observer")

    assert client.get(f"{PAGE}/screen").status_code == 200
    assert client.get(f"{PAGE}/screen/live").status_code == 200
    statuses = {
        client.get(f"{PAGE}{path}").status_code for path in ("", "/results", "/files", "/corrections")
    }
    assert statuses == {403}


def test_the_screen_shows_codes_even_after_names_are_known(published):
    page = clients(published)("observer").get(f"{PAGE}/screen").text

    assert [name for name in published.codes() if name in page] == []
    assert sum(code in page for code in published.codes().values()) == 6


def test_an_unknown_candidate_or_version_is_a_calm_page(agreed):
    client = clients(agreed)("council")

    assert client.get(f"{PAGE}/candidate/00000000").status_code == 404
    assert client.get(f"{PAGE}/results?version=9").status_code == 404
