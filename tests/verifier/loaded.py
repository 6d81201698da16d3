"""The verifier, loaded by its path: it is a file, not a part of the program."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

FILE = Path(__file__).parents[2] / "verifier" / "taraza_verify.py"


def load() -> ModuleType:
    if "taraza_verify" not in sys.modules:
        spec = importlib.util.spec_from_file_location("taraza_verify", FILE)
        sys.modules["taraza_verify"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["taraza_verify"])
    return sys.modules["taraza_verify"]


verifier = load()
