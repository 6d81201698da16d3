"""Whole acts of a sitting, each a few services in order: pages, demonstration and rehearsal share them."""
