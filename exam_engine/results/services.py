"""The result path's services in one place, for the rooms above."""

from exam_engine.results.agreeing import Agreement, compare, record_agreement
from exam_engine.results.certifying import certify, decode, is_decoded, publish
from exam_engine.results.computing import answers_of, compute
from exam_engine.results.documents import content, documents_object, find_by_sha256, issue, issued
from exam_engine.results.key_opening import check_may_open, keys_by_item, open_keys
from exam_engine.results.reading import get_version, newest, versions, voted
from exam_engine.results.voting import Motion, vote

__all__ = [
    "Agreement",
    "Motion",
    "answers_of",
    "certify",
    "check_may_open",
    "compare",
    "compute",
    "content",
    "decode",
    "documents_object",
    "find_by_sha256",
    "get_version",
    "is_decoded",
    "issue",
    "issued",
    "keys_by_item",
    "newest",
    "open_keys",
    "publish",
    "record_agreement",
    "versions",
    "vote",
    "voted",
]
