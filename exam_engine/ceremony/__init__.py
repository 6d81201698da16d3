"""From the plan to the papers: what is fixed and shown before a sitting, and the draw (PROTOCOL 2 and 3)."""
