"""One installation for all journeys of a run: it is slow to fill."""

import pytest

from tests.journey.place import served


@pytest.fixture(scope="session")
def place(browser, tmp_path_factory):
    with served(browser, tmp_path_factory.mktemp("journey")) as place:
        yield place
