"""The ceremony's services in one place, for the rooms above."""

from exam_engine.ceremony.announcing import Signer, Terms, announce, cancel, commit_share, plan_sitting
from exam_engine.ceremony.drawing import (
    Drawn,
    compute,
    deposit_share,
    keep,
    read_back,
    shares,
    type_entropy,
)

__all__ = [
    "Drawn",
    "Signer",
    "Terms",
    "announce",
    "cancel",
    "commit_share",
    "compute",
    "deposit_share",
    "keep",
    "plan_sitting",
    "read_back",
    "shares",
    "type_entropy",
]
