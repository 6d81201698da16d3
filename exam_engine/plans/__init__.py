"""Plans: the rules of an exam as data, examples of other countries among them, and their rehearsal."""

from exam_engine.plans.banks import BankMissing, Gap, gaps, require_bank
from exam_engine.plans.presets import PRESETS, BankNeed, Preset, preset, presets
from exam_engine.plans.rehearsal import PlanTooCostly, Rehearsal, check_cost, rehearse_plan
from exam_engine.plans.services import demo, plan_of, trial, with_targets

__all__ = [
    "PRESETS",
    "BankMissing",
    "BankNeed",
    "Gap",
    "PlanTooCostly",
    "Preset",
    "Rehearsal",
    "check_cost",
    "demo",
    "gaps",
    "plan_of",
    "preset",
    "presets",
    "rehearse_plan",
    "require_bank",
    "trial",
    "with_targets",
]
