"""Persons behind codes: the only place of the engine where a name stands; neither room nor sittings may look."""
