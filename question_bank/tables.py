"""Registers every table of the bank on `Base`; the key database has its own (`keys.tables`)."""

from question_bank.items.tables import Item, Revision
from question_bank.releases.tables import Release, ReleaseItem

__all__ = ["Item", "Release", "ReleaseItem", "Revision"]
