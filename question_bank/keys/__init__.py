"""Answer keys of drafts, in a database of their own that a hall or room process never opens."""
