"""What the commission's amendments say, gathered from the whole list (PROTOCOL 6, amendments)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from exam_engine.protocol.objects import Object

Answers = dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Annulled items in the order decided, further keys by item, voided codes, late responses by code."""

    annulled: tuple[str, ...]
    accepted: dict[str, list[list[str]]]
    voided: frozenset[str]
    late: dict[str, Answers]

    def answers(self, code: str, given: Answers) -> Answers:
        """Return a candidate's closing answers with the late ones that count."""
        return {**given, **self.late.get(code, {})}


def gather(amendments: Iterable[Object]) -> Decisions:
    """Return what amendments in the order of n decide; of `void` and `restore` the last counts."""
    annulled: dict[str, None] = {}
    accepted: dict[str, list[list[str]]] = defaultdict(list)
    voided: dict[str, bool] = {}
    late: dict[str, Answers] = defaultdict(dict)
    for amendment in sorted(amendments, key=lambda one: int(one["n"])):
        action = amendment["action"]
        if action == "annul":
            annulled[amendment["code"]] = None
        elif action == "accept":
            accepted[amendment["code"]].append(amendment["correct"])
        elif action == "count_late":
            late[amendment["candidate"]][amendment["position"]] = amendment["response"]
        else:
            voided[amendment["candidate"]] = action == "void"
    out = frozenset(code for code, is_void in voided.items() if is_void)
    return Decisions(tuple(annulled), dict(accepted), out, dict(late))
