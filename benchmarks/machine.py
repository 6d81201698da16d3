"""On what was measured: processor, memory, disk, and how busy the machine was with other things."""

import os
import platform
import tempfile
from pathlib import Path

from app.acts.rehearsing import fsync_rate


def described() -> dict[str, str]:
    """Return the machine in a few lines."""
    with tempfile.TemporaryDirectory() as folder:
        rate = fsync_rate(Path(folder), 1.0)
    return {
        "processor": f"{os.cpu_count()} x {_field('/proc/cpuinfo', 'model name')}",
        "memory": f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) // 1024} MB",
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "disk": f"{rate} fsyncs of 512 bytes a second",
        "load before": load(),
    }


def load() -> str:
    """Return the load average of one and five minutes."""
    one, five, _ = os.getloadavg()
    return f"{one:.1f} / {five:.1f}"


def _field(path: str, name: str) -> str:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "unknown")
