from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from reports.analysis import histogram

STEPS = (1, 2, 5, 10, 50, 100, 1000, 10_000)


@given(st.lists(st.integers(-50_000, 50_000), min_size=1))
def test_every_value_lies_in_exactly_one_bar(values):
    bars = histogram.bars(values, steps=STEPS)

    assert sum(bar.count for bar in bars) == len(values)
    assert all(one.next == other.least for one, other in pairwise(bars))


def test_a_picture_has_a_bar_and_a_number_for_every_group_and_no_style():
    bars = histogram.bars([1, 1, 2, 9], steps=STEPS)

    drawn = ElementTree.fromstring(histogram.svg(bars, unit=1, mark=5, label="cut <5>"))

    rectangles = drawn.findall("{http://www.w3.org/2000/svg}rect")
    assert len(rectangles) == 3
    assert "style" not in ElementTree.tostring(drawn, encoding="unicode")
    assert "cut <5>" in "".join(drawn.itertext())
