"""Every table of the engine, so that importing this module registers them all."""

from exam_engine import records
from exam_engine.ceremony import tables as ceremony
from exam_engine.results import tables as results
from exam_engine.roll import tables as roll
from exam_engine.sittings import tables as sittings

__all__ = ["ceremony", "records", "results", "roll", "sittings"]
