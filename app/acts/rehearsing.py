"""A whole trial sitting without a browser: real server, candidates over HTTP, documents in a folder.

All chance derives from one seed; only the clock is real.
"""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import httpx

from app.acts import banks, documents, scoring, staging
from app.acts.software import VERIFIER
from app.acts.staging import Cast, Script
from app.context import House, open_house, setup_schema
from app.settings import ENVIRONMENT, Settings, load
from app.simulation.candidate import Candidate, Conduct
from app.simulation.chance import Stream
from app.simulation.people import people
from exam_engine import records
from exam_engine.plans import require_bank
from exam_engine.plans import services as plans
from exam_engine.plans.fitting import NAME as FITTED
from exam_engine.plans.fitting import fitted
from exam_engine.plans.presets import preset
from exam_engine.roll.services import TicketLine
from exam_engine.sittings import services as hall
from foundation.canonical import Instant
from foundation.clock import AnchoredClock
from foundation.errors import Conflict
from reports.evidence import verify_with

Progress = Callable[[str, int, int], None]
SITTING = "rehearsal-1"
AT_ONCE = 32
DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What a rehearsal is asked for."""

    candidates: int
    preset: str
    questions: Path | None
    seed: str
    out: Path


@dataclass
class Timer:
    """How long each part took, in seconds."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time a part."""
        began = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - began, 3)


def rehearse(wish: Wish, progress: Progress) -> dict[str, Any]:
    """Hold the sitting, write its documents and return the summary."""
    wish.out.mkdir(parents=True, exist_ok=True)
    timer = Timer()
    with tempfile.TemporaryDirectory(prefix="taraza-rehearsal-") as folder:
        settings = _settings(Path(folder))
        house = open_house(settings, AnchoredClock(), with_keys=True)
        setup_schema(house)
        try:
            return _hold(house, wish, progress, timer)
        finally:
            house.close()


def _hold(house: House, wish: Wish, progress: Progress, timer: Timer) -> dict[str, Any]:
    chance = Stream(wish.seed)
    with timer.part("bank and people"):
        cast = staging.cast(house, chance=chance, now=house.clock())
        stocked = banks.stock(house, wish.questions, wish.preset)
        root = staging.release(house, cast, stocked.codes, name=wish.preset, chance=chance)
        script = _script(house, wish, root, chance)
    with timer.part("announcement"):
        tickets = staging.announce(house, cast, script, chance=chance)
    with timer.part("draw"):
        staging.draw(
            house,
            cast,
            script,
            dice=chance,
            progress=lambda done, whole: progress("draw", done, whole),
        )
    with _server(house.settings) as address, timer.part("exam"):
        candidates = _candidates(wish, tickets, stocked.knowledge, address, chance)
        came = [one.code for one in candidates if one.conduct is not Conduct.ABSENT]
        staging.admit_and_open(house, SITTING, came, dice=chance)
        _sit(house, candidates, progress)
    with timer.part("seal to certified"):
        verdicts = _certify(house, cast, wish, progress)
    with timer.part("documents"):
        sheets = documents.issue_all(
            house, SITTING, actor="office", progress=lambda done, whole: progress("sheets", done, whole)
        )
    with timer.part("evidence"):
        final = _final(house, wish)
    return _summary(house, wish, candidates, verdicts | final, timer, sheets)


def _script(house: House, wish: Wish, root: str, chance: Stream) -> Script:
    with house.reading() as session:
        entries = banks.entries(session, root)
    chosen = fitted(entries) if wish.preset == FITTED else preset(wish.preset)
    require_bank(chosen, entries)
    now = house.clock()
    plan = plans.plan_of(chosen, entries, correct_until=Instant(now + 30 * DAY))
    seconds = 15 + wish.candidates * chosen.questions // 400
    return Script(
        name=SITTING,
        campaign=SITTING,
        plan=plans.trial(plan, duration=seconds, grace=2),
        release_root=root,
        persons=people(wish.candidates, chance),
        spares=max(1, wish.candidates // 20),
        place="rehearsal",
    )


def _candidates(
    wish: Wish, tickets: list[TicketLine], knowledge: Any, address: str, chance: Stream
) -> list[Candidate]:
    conducts = _conducts(len(tickets), chance)
    return [
        Candidate(
            address=address,
            code=ticket.code,
            secret=ticket.secret,
            conduct=conduct,
            ability=(450 + chance.below(500)) / 1000,
            chance=Stream(f"{wish.seed}/candidate/{ticket.code}"),
            knowledge=knowledge,
        )
        for ticket, conduct in zip(tickets, conducts, strict=True)
    ]


def _conducts(count: int, chance: Stream) -> list[Conduct]:
    """Return who behaves how: of five or more at least one each runs out of time, moves, stays away."""
    if count < 5:
        return [Conduct.STEADY] * count
    some = max(1, count // 12)
    odd = [Conduct.RUNS_OUT] * some + [Conduct.MOVES] * some + [Conduct.ABSENT] * max(1, count // 20)
    return chance.shuffled(odd + [Conduct.STEADY] * (count - len(odd)))


def _sit(house: House, candidates: list[Candidate], progress: Progress) -> None:
    def release(code: str) -> None:
        with house.writing() as session:
            hall.release(session, SITTING, code, reason="rehearsal", actor="invigilator-1", now=house.clock())

    done = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(lambda one: one.sit(release), candidates):
            done += 1
            progress("candidates", done, len(candidates))


def _certify(house: House, cast: Cast, wish: Wish, progress: Progress) -> dict[str, Any]:
    first, second = cast.commissioners[:2]
    steps: list[tuple[str, Callable[[], Any]]] = [
        ("close", lambda: scoring.close(house, SITTING, actor="invigilator-1")),
        (
            "seal",
            lambda: scoring.seal(house, SITTING, commissioner=first, passphrase=cast.passphrase(first)),
        ),
        ("keys", lambda: scoring.open_keys(house, SITTING, list(cast.words[:2]), actor=first)),
        ("score", lambda: scoring.compute(house, SITTING, actor=first)),
    ]
    for number, (_name, act) in enumerate(steps, start=1):
        act()
        progress("result", number, 8)
    agreement, report = scoring.compare(house, SITTING, 1, actor=first)
    progress("result", 5, 8)
    if not agreement.agreed:
        _leave_disagreement(house, wish, report)
    for number, one in enumerate((first, second), start=6):
        scoring.certify(house, SITTING, 1, commissioner=one, passphrase=cast.passphrase(one))
        progress("result", number, 8)
    scoring.decode(house, SITTING, actor=first)
    scoring.publish(house, SITTING, 1, actor="office")
    progress("result", 8, 8)
    return {"agreed": agreement.agreed, "for_certification": report["verdict"]}


class ProgramsDiffer(Conflict):
    """The two programs do not agree: nothing was certified."""

    code: ClassVar[str] = "programs_differ"


def _leave_disagreement(house: House, wish: Wish, report: dict[str, Any]) -> None:
    """Leave the bundle and the verifier's report for whoever has to find out why, and stop."""
    bundle = scoring.build(house, SITTING, stage="for_certification", version=1)
    shutil.copyfile(bundle, wish.out / "evidence.zip")
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (wish.out / "verifier.json").write_text(text, encoding="utf-8")
    failed = [check["code"] for check in report["checks"] if check["verdict"] == "failed"]
    raise ProgramsDiffer(verdict=report["verdict"], failed=failed, see=str(wish.out / "verifier.json"))


def _final(house: House, wish: Wish) -> dict[str, Any]:
    """Write the documents, tables and the complete bundle, and have the bundle verified once more."""
    documents.write_all(house, SITTING, wish.out)
    bundle = scoring.build(house, SITTING, stage="complete", version=1)
    shutil.copyfile(bundle, wish.out / "evidence.zip")
    with house.reading() as session:
        anchor = records.digest_in(session, SITTING, "announcement.json")
    report = verify_with(VERIFIER, bundle, announcement=anchor)
    return {"complete": report["verdict"], "announcement": anchor}


def _summary(
    house: House,
    wish: Wish,
    candidates: list[Candidate],
    verdicts: dict[str, Any],
    timer: Timer,
    sheets: int,
) -> dict[str, Any]:
    with house.reading() as session:
        counts = hall.counts(session, SITTING)
        sitting = records.get_sitting(session, SITTING)
        origin = sitting.origin
    saves = sorted(second for one in candidates for second in one.saves)
    summary = {
        "sitting": SITTING,
        "origin": origin,
        "plan": wish.preset,
        "seed": wish.seed,
        "candidates": wish.candidates,
        "attempts": counts,
        "conduct": dict(Counter(one.conduct.value for one in candidates)),
        "answers_acknowledged": sum(len(one.acknowledged) for one in candidates),
        "saves": len(saves),
        "save_ms": {name: round(_at(saves, part) * 1000, 1) for name, part in _PARTS.items()},
        "fsyncs_per_second": fsync_rate(wish.out),
        "documents": sheets,
        "seconds": timer.seconds,
        "announcement": verdicts.pop("announcement"),
        "verdicts": verdicts,
    }
    text = json.dumps(summary, ensure_ascii=False, indent=1)
    (wish.out / "summary.json").write_text(text + "\n", encoding="utf-8")
    return summary


_PARTS = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


def _at(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def fsync_rate(folder: Path, seconds: float = 0.5) -> int:
    """Return how many small durable writes a second this folder's disk takes."""
    path = folder / ".fsync"
    count, began = 0, time.monotonic()
    with path.open("wb", buffering=0) as file:
        while time.monotonic() - began < seconds:
            file.write(b"x" * 512)
            os.fsync(file.fileno())
            count += 1
    path.unlink()
    return round(count / (time.monotonic() - began))


def _settings(folder: Path) -> Settings:
    """Return the settings of a throw-away demonstration installation, whatever the environment says."""
    (folder / "taraza.toml").write_text('origin = "taraza.local/rehearsal"\ndemo = true\n', encoding="utf-8")
    return load(folder, {})


@contextmanager
def _server(settings: Settings) -> Iterator[str]:
    """Run the room's and the staff's servers and the keeper on this installation; give the room's address."""
    port = _free_pair()
    environ = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    environ["TARAZA_INSTANCE"] = str(settings.instance)
    log = (settings.instance / "server.log").open("wb")
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environ, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port + 1}"
        _wait_for(f"{address}/healthz", process, settings.instance / "server.log")
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        log.close()


class ServerDied(RuntimeError):
    """The server of the rehearsal did not start; its last words follow."""


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise ServerDied(log.read_text(encoding="utf-8", errors="replace")[-2000:])
        try:
            if httpx.get(url, timeout=1).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise ServerDied(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _free_pair() -> int:
    """Return a port that is free together with the one after it."""
    for _ in range(200):
        port = random.randrange(20_000, 60_000, 2)  # noqa: S311  a port is no secret
        if all(_is_free(number) for number in (port, port + 1)):
            return port
    raise ServerDied("no free pair of ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
