"""Finished result sheets a second: layout, signature, both; one process and two (DESIGN 9: 60 on two cores).

Run: .venv/bin/python -m benchmarks.sheets [COUNT]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path

from foundation.canonical import Instant
from reports.documents.facts import Difficulty, House, Section, SheetFacts, Signatory, Sitting, Text, same
from reports.documents.sheet import sheet
from reports.signing.first_run import make_demo_signer
from reports.signing.seal import FileSeal

AT = Instant(1_773_630_000_000)
AREAS = ("Конституциялык укук", "Сот түзүлүшү", "Жазык укугу", "Жарандык укук", "Административдик укук")
HOUSE = House(same("Сот адилеттиги иштери боюнча кеңеш"), "taraza.example/check", "demo", "first_run", "DEMO")
SITTING = Sitting(
    "BENCH-1", same("Тестирлөө"), same("Бишкек, №1 зал"), AT, same("Үлгү план, 50 суроо"), same("№12 чечим")
)


def facts(number: int) -> SheetFacts:
    """Return a sheet that differs from every other in code, name, points and digests."""
    digest = sha256(str(number).encode()).hexdigest()
    earned = [(number * 7 + i) % 11 * 1000 for i in range(len(AREAS))]
    sections = tuple(
        Section(same(area), points, 10_000, 5000) for area, points in zip(AREAS, earned, strict=True)
    )
    return SheetFacts(
        house=HOUSE,
        sitting=SITTING,
        serial=f"BENCH-1/{number:04d}",
        issued_at=AT,
        code=f"{40_000_000 + number * 7919}",
        name=f"Асанов Бакыт Үсөнович {number}",
        status="scored",
        sections=sections,
        total=sum(earned),
        maximum=50_000,
        cut=30_000,
        passed=number % 2 == 0,
        rank=number + 1,
        ranked=500,
        version=1,
        replaces=None,
        reason="",
        difficulty=Difficulty("angoff", demo=True, expected=30_214, standard_error=870, harder_than=46),
        receipt="7K3MQ4XVT0ZB8WPA",
        seal_digest=digest,
        results_digest=digest[::-1],
        check_url=f"https://taraza.example/check/BENCH-1-{number:04d}?s={digest[:16]}",
        appeal_until=AT,
        appeal_place=None,
        next_date=None,
        anonymous=True,
        signatories=(Signatory(Text("Төрага", "Председатель"), "А. Б. Өмүрбеков"),),
    )


def finish(folder: str, first: int, count: int) -> int:
    """Lay out and sign `count` sheets; return their bytes together."""
    seal = FileSeal(Path(folder))
    return sum(
        len(seal.sign(sheet(facts(n), "ky"), reason="bench", now=AT)) for n in range(first, first + count)
    )


def rate(name: str, count: int, work: Callable[[], object]) -> None:
    """Print how many a second, and the CPU time of this process, which other work does not lengthen."""
    started, spent = time.perf_counter(), time.process_time()
    work()
    wall, spent = time.perf_counter() - started, time.process_time() - spent
    print(f"{name:22} {count / wall:8.1f} sheets/s {spent / count * 1000:8.2f} ms of CPU in this process")


def main() -> None:
    """Measure and print, one line a figure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2) as pool:
        make_demo_signer(Path(folder), now=AT, chance=lambda size: bytes([7]) * size)
        seal, pages = FileSeal(Path(folder)), [sheet(facts(n), "ky") for n in range(count)]
        seal.sign(pages[0], reason="warm", now=AT)
        list(pool.map(finish, [folder] * 2, [0, 5], [5, 5]))
        rate("layout, one core", count, lambda: [sheet(facts(n), "ky") for n in range(count)])
        rate("signature, one core", count, lambda: [seal.sign(page, reason="b", now=AT) for page in pages])
        rate("both, one core", count, lambda: finish(folder, 0, count))
        halves = [folder] * 2, [0, count], [count, count]
        rate("both, two processes", 2 * count, lambda: list(pool.map(finish, *halves)))


if __name__ == "__main__":
    main()
