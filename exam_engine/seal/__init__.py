"""The seal: what binds every answer before any key is opened (PROTOCOL 5)."""
