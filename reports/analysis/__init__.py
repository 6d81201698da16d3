"""Figures about papers and items, and their pictures as plain SVG; a table stands beside every picture."""
