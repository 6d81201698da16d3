from tests.app.staffed import _staffed_files, day, house

__all__ = ["_staffed_files", "day", "house"]
