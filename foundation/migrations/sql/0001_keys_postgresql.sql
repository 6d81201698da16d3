CREATE TABLE draft_key (
	item_code TEXT NOT NULL,
	n BIGINT NOT NULL,
	correct TEXT NOT NULL,
	folds TEXT NOT NULL,
	CONSTRAINT pk_draft_key PRIMARY KEY (item_code, n)
)
