"""What travels with a sitting: its release and the items that were drawn (sealed files come later)."""

from exam_engine.packages.services import drawn_items, papers, release_of

__all__ = ["drawn_items", "papers", "release_of"]
