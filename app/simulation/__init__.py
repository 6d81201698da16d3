"""Candidates made of HTTP requests, and all the chance of a rehearsal from one text."""
