"""The small tree of errors, each with a stable code.

Raised where a rule is broken; nothing was changed. The web layer maps classes to statuses and codes to
sentences (`app/messages.py`); nothing here speaks to a person.
"""

from typing import ClassVar


class DomainError(Exception):
    """A rule of the examination was broken; nothing was changed."""

    code: ClassVar[str] = "domain_error"

    def __init__(self, **details: object) -> None:
        """Keep the details a sentence needs: names, numbers, limits; never secrets."""
        self.details = details
        super().__init__(f"{self.code}: {details}" if details else self.code)


class Invalid(DomainError):
    """What was given does not have the form it must have."""

    code = "invalid"


class NotFound(DomainError):
    """There is no such thing for this asker."""

    code = "not_found"


class Conflict(DomainError):
    """The thing is not in a state in which this may happen."""

    code = "conflict"


class Forbidden(DomainError):
    """This person may not do this."""

    code = "forbidden"
