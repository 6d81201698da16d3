"""The frame of every page of the staff and the public, and the macros that pages are made of."""
