"""Files of other people into drafts: spreadsheets and Moodle XML, each row with its own verdict."""
