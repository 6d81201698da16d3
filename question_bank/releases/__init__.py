"""Frozen banks: commitments, roots, contents. Rooms import `reading` only; `freeze` touches keys."""
