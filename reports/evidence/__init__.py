"""The evidence of a sitting as one ZIP, and the independent verifier run on it as a separate process."""

from reports.evidence.building import Disclosure, NotReady, Stage, build
from reports.evidence.verifying import VerifierFailed, verify_with

__all__ = ["Disclosure", "NotReady", "Stage", "VerifierFailed", "build", "verify_with"]
