"""Holds an exam: plans, roll, sittings, seal, results; the rules themselves are arithmetic in `protocol`."""
