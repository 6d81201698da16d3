"""Facts to pages: each builder takes a frozen dataclass of `facts` and returns the bytes of a PDF.

Nothing here reads a table, signs, or asks for the time. The same facts give the same bytes.
"""
