"""Items and their revisions: what a question says, who answers for it, and what is wrong with it."""
