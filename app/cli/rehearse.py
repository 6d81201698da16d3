"""`taraza rehearse`: a whole trial sitting over HTTP, its documents in a folder."""

from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from foundation.errors import DomainError


@click.command(short_help="Hold a trial sitting; leave its documents and evidence.")
@click.option("--candidates", default=40, show_default=True, type=click.IntRange(1, 2000))
@click.option("--plan", "plan", help="A plan preset; without it `sample`, or one fitted to --questions.")
@click.option(
    "--questions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of questions instead of the sample bank.",
)
@click.option(
    "--seed", default="taraza", show_default=True, help="All chance of the sitting derives from it."
)
@click.option(
    "--out", default="rehearsal", show_default=True, type=click.Path(file_okay=False, path_type=Path)
)
def command(candidates: int, plan: str | None, questions: Path | None, seed: str, out: Path) -> None:
    """Hold a trial sitting; exit 0 only if the independent verifier agreed."""
    from app.acts import rehearsing  # noqa: PLC0415  loads pandas and the signing library

    preset = plan or ("fitted" if questions else "sample")
    wish = rehearsing.Wish(candidates, preset, questions, seed, out)
    try:
        summary = rehearsing.rehearse(wish, _Bars())
    except DomainError as error:
        raise click.ClickException(f"{error.code}: {error.details}") from error
    click.echo(_told(summary, out))
    raise SystemExit(0 if _agreed(summary) else 1)


class _Bars:
    """One progress bar a part; closed when the part is done."""

    def __init__(self) -> None:
        self._bars: dict[str, Any] = {}

    def __call__(self, part: str, done: int, whole: int) -> None:
        """Show how far a part is."""
        if part not in self._bars:
            self._bars[part] = tqdm(total=whole, desc=f"{part:>12}", leave=True)
        bar = self._bars[part]
        bar.update(done - bar.n)
        if done >= whole:
            bar.close()


def _agreed(summary: dict[str, object]) -> bool:
    verdicts = summary["verdicts"]
    return isinstance(verdicts, dict) and bool(verdicts["agreed"]) and verdicts["complete"] != "FALSE"


def _told(summary: dict[str, object], out: Path) -> str:
    lines = [
        f"{name}: {summary[name]}" for name in ("attempts", "answers_acknowledged", "verdicts", "seconds")
    ]
    return "\n".join([*lines, f"documents: {out}/"])
