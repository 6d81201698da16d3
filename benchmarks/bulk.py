"""Work without a server: the draw, signed sheets, the verification of a whole sitting, an import."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import shake_256
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.figures import Figure
from benchmarks.sheets import AT, finish
from exam_engine.protocol import objects
from exam_engine.protocol.codes import candidate_codes
from exam_engine.protocol.draw import draw_papers
from question_bank.shelves import LAW_EN
from reports.signing.first_run import make_demo_signer
from tests.bank_factory import entries_of
from tests.rehearsals import VERIFIER, Rehearsal, tiny_plan

TOPICS = tuple(f"topic-{number}" for number in range(10))
CANDIDATES = 1000
NO_POST = "—"


def a_plan() -> dict[str, Any]:
    """Return a plan of 100 positions in ten quotas, each with a target of difficulty."""
    quota = {"mark": 1000, "band": None, "seconds_max": None, "pretest": False}
    quotas = [quota | {"topic": topic, "count": 10, "target": None, "tolerance": None} for topic in TOPICS]
    passing = {"cut": 50_000, "cut_source": "bench", "sections": [], "places": None}
    return tiny_plan(quotas=quotas, **{"pass": passing})


def draw() -> Iterator[Figure]:
    """Measure 1,000 papers of 100 positions from 1,000 items, on one core."""
    entries = entries_of(dict.fromkeys(TOPICS, 100), chance=_chance())
    entries.sort(key=lambda entry: entry["code"])
    plan = a_plan()
    for quota in plan["quotas"]:
        difficulties = sorted(e["difficulty"] for e in entries if e["topic"] == quota["topic"])
        quota["target"] = sum(difficulties) * 10 // len(difficulties)
        quota["tolerance"] = 150
    codes = candidate_codes(CANDIDATES, _chance())
    began, spent = time.perf_counter(), time.process_time()
    papers = draw_papers(plan, objects.release(entries), codes, b"s" * 32, "bench")
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    rounds = sum(sum(paper["rounds"]) + len(paper["rounds"]) for paper in papers) / CANDIDATES / len(TOPICS)
    yield Figure(
        "draw, 1,000 papers of 100 from 1,000",
        f"{wall:.1f} s ({cpu:.1f} s of CPU), {rounds:.1f} rounds on average",
        NO_POST,
        "10 s, one core, at most 8 rounds",
        f"load {machine.load()}",
    )


def sheets(number: int = 100) -> Iterator[Figure]:
    """Measure finished, signed sheets in two processes."""
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2) as pool:
        make_demo_signer(Path(folder), now=AT, chance=lambda size: bytes([7]) * size)
        list(pool.map(finish, [folder] * 2, [0, 5], [5, 5]))
        began = time.perf_counter()
        list(pool.map(finish, [folder] * 2, [0, number], [number, number]))
        rate = 2 * number / (time.perf_counter() - began)
    measured = f"{rate:.0f}/s in two processes"
    yield Figure("result sheets, PAdES B-B", measured, NO_POST, "60/s", f"load {machine.load()}")


def verification(candidates: int = CANDIDATES) -> Iterator[Figure]:
    """Measure the verifier on the evidence of a whole sitting: time and peak memory of its process."""
    with tempfile.TemporaryDirectory() as folder:
        people = [(f"Асанов Бакыт {n}", f"{20_000_000_000_000 + n}") for n in range(candidates)]
        scene = Rehearsal(Path(folder, "scene"), a_plan(), people, dict.fromkeys(TOPICS, 100))
        scene.announce()
        scene.draw()
        scene.sit(_first_option)
        scene.close()
        scene.seal()
        scene.open_keys()
        scene.compute()
        bundle = scene.bundle()
        size = bundle.stat().st_size / 1e6
        wall, cpu, memory, status = _watched([sys.executable, "-I", str(VERIFIER), str(bundle), "--json"])
        scene.close_files()
    yield Figure(
        f"verification, {candidates:,} candidates x 100 answers ({size:.0f} MB)",
        f"{wall:.1f} s ({cpu:.1f} s of CPU), {memory:.0f} MB, exit {status}",
        NO_POST,
        "10 s, 300 MB",
        f"load {machine.load()}",
    )


def importing() -> Iterator[Figure]:
    """Measure `taraza bank import` of the large English bank into a new installation."""
    with tempfile.TemporaryDirectory() as folder:
        program = "from app.cli import main; main()"
        command = [sys.executable, "-c", program, "bank", "import", str(LAW_EN), "--bank", "law-en", "--json"]
        wall, cpu, memory, status = _watched(command, TARAZA_INSTANCE=folder)
    yield Figure(
        "import of 1,957 questions, start of the program included",
        f"{wall:.1f} s ({cpu:.1f} s of CPU), {memory:.0f} MB, exit {status}",
        NO_POST,
        "5,000 in 15 s",
        f"load {machine.load()}",
    )


def _first_option(_rehearsal: Any, _code: str, position: int, item: dict[str, Any]) -> list[str] | None:
    """Return an answer to every kind that needs no look at the bank."""
    return item["options"][position % 2 : position % 2 + 1] or None


def _watched(command: list[str], **environment: str) -> tuple[float, float, float, int]:
    """Run a program; return its wall and CPU seconds, its peak memory in MB and how it ended."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode


def _chance() -> Any:
    place = iter(range(10**9))
    return lambda size: shake_256(next(place).to_bytes(8)).digest(size)
