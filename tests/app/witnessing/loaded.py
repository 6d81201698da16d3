"""The witness's program, loaded by its path: it is a file, not a part of the program."""

import importlib.util
import sys
from types import ModuleType

from app.cli.witness import PROGRAM


def load() -> ModuleType:
    if "taraza_witness" not in sys.modules:
        spec = importlib.util.spec_from_file_location("taraza_witness", PROGRAM)
        sys.modules["taraza_witness"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["taraza_witness"])
    return sys.modules["taraza_witness"]


program = load()
