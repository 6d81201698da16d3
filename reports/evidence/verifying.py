"""Running the independent verifier: another program and process, isolated from this one's code and paths."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

from foundation.errors import Conflict

LONGEST = 600


class VerifierFailed(Conflict):
    """The verifier gave no verdict: it crashed, took too long, or could not read the bundle."""

    code: ClassVar[str] = "verifier_failed"


def verify_with(
    program: Path,
    bundle: Path,
    *,
    announcement: str | None = None,
    checkpoint: Path | None = None,
    seconds: int = LONGEST,
) -> dict[str, Any]:
    """Return the JSON report of the verifier on a bundle; `announcement` and `checkpoint` are anchors.

    A bundle that fails has a report too; only a verifier without one raises VerifierFailed.
    """
    command = [sys.executable, "-I", str(program), str(bundle), "--json"]
    if announcement is not None:
        command += ["--announcement", announcement]
    if checkpoint is not None:
        command += ["--checkpoint", str(checkpoint)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise VerifierFailed(reason="time", seconds=seconds) from error
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise VerifierFailed(reason="no report", status=done.returncode) from error
    return report
