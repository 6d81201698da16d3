"""Persons behind codes: the only place of the engine where a name stands; no room may look."""
