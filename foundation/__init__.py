"""The ground every other package stands on; it knows nothing of exams."""
