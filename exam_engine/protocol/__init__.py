"""The evidence protocol as arithmetic on values (docs/protocol/PROTOCOL.md).

No database, clock or chance of its own. The independent verifier shares no line with it.
"""
