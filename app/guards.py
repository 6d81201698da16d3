"""Every route says who may use it; one that does not stops the program at its start."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlencode

from flask import Flask, current_app, g, redirect, request
from flask.typing import ResponseReturnValue

from app.rights import Right
from app.sign_in.session import load_staff, posted_again
from foundation.errors import Forbidden

P = ParamSpec("P")
R = TypeVar("R", bound=ResponseReturnValue)
PUBLIC = "public"
CANDIDATE = "candidate"


class NotAllowed(Forbidden):
    """The person's roles do not include the right."""

    code = "not_allowed"


class NoLease(Forbidden):
    """No candidate sits at this terminal."""

    code = "no_lease"


class UnguardedRoute(RuntimeError):
    """A view says nothing about who may use it."""


def allow(*rights: Right) -> Callable[[Callable[P, R]], Callable[P, R | ResponseReturnValue]]:
    """Let in staff who hold one of the rights; others are asked to sign in, or refused."""

    def guard(view: Callable[P, R]) -> Callable[P, R | ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | ResponseReturnValue:
            load_staff()
            if g.staff is None:
                return _ask_to_sign_in()
            if not g.staff.rights.intersection(rights):
                raise NotAllowed(needed=", ".join(rights))
            return view(*args, **kwargs)

        return _mark(guarded, " | ".join(sorted(rights)))

    return guard


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Let anybody in; a view so marked shows nothing that is not public."""
    return _mark(view, PUBLIC)


def candidate(view: Callable[P, R]) -> Callable[P, R]:
    """Let in whoever passes the room's gate (`app.extensions["candidate_gate"]`, which raises)."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        gate = current_app.extensions.get("candidate_gate")
        if gate is None:
            raise NoLease
        gate()
        return view(*args, **kwargs)

    return _mark(guarded, CANDIDATE)


def guard_of(view: Callable[..., object]) -> str | None:
    """Return who may use a view, in words of the golden table, or None."""
    return getattr(view, "guard", None)


def refuse_unguarded(app: Flask) -> None:
    """Raise UnguardedRoute if a route of the program has no guard."""
    bare = [rule.rule for rule in app.url_map.iter_rules() if not guard_of(app.view_functions[rule.endpoint])]
    if bare:
        raise UnguardedRoute(f"no guard on {', '.join(sorted(bare))}")


def _mark(view: Callable[P, R], guard: str) -> Callable[P, R]:
    vars(view)["guard"] = guard
    return view


def _ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the sign-in and back to the same page; what was posted is not lost."""
    if request.method == "GET":
        return redirect(f"/sign-in?{urlencode({'next': request.full_path.rstrip('?')})}", 303)
    return posted_again()
