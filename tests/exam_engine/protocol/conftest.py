"""The known answers of the protocol, and a small examination to try its rules on."""

import json
from pathlib import Path

import pytest

from tests.exam_engine.protocol import samples

VECTORS = Path(__file__).parents[2] / "vectors" / "protocol-1.json"


@pytest.fixture(scope="session")
def vectors():
    return json.loads(VECTORS.read_text(encoding="utf-8"))


@pytest.fixture
def plan():
    return samples.plan()


@pytest.fixture
def release():
    return samples.release()


@pytest.fixture
def paper():
    return samples.paper()
