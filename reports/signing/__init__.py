"""Signatures on finished documents, and the check of them. Layout is not its business."""
