CREATE TABLE attempt (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	state TEXT NOT NULL,
	paper BLOB NOT NULL,
	paper_digest TEXT NOT NULL,
	seat INTEGER,
	admitted_at INTEGER,
	grants TEXT NOT NULL,
	lease INTEGER NOT NULL,
	terminal TEXT,
	released_by TEXT,
	released_why TEXT,
	acknowledged INTEGER NOT NULL,
	language TEXT,
	n INTEGER NOT NULL,
	head TEXT NOT NULL,
	last_at INTEGER NOT NULL,
	given_at INTEGER,
	opened_at INTEGER,
	deadline INTEGER,
	added INTEGER NOT NULL,
	paused_at INTEGER,
	closed_at INTEGER,
	how TEXT,
	seen_at INTEGER,
	CONSTRAINT pk_attempt PRIMARY KEY (sitting, code)
)
 STRICT
-- next statement
CREATE TABLE call (
	id INTEGER NOT NULL,
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	kind TEXT NOT NULL,
	at INTEGER NOT NULL,
	answered_at INTEGER,
	answered_by TEXT,
	CONSTRAINT pk_call PRIMARY KEY (id)
)
 STRICT
-- next statement
CREATE INDEX ix_call_sitting_call_code ON call (sitting, code)
-- next statement
CREATE TABLE checkpoint (
	size INTEGER NOT NULL,
	at INTEGER NOT NULL,
	occasion TEXT NOT NULL,
	root TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
)
 STRICT
-- next statement
CREATE TABLE clock_mark (
	id INTEGER NOT NULL,
	boot TEXT NOT NULL,
	anchor INTEGER NOT NULL,
	booted INTEGER NOT NULL,
	marked_at INTEGER NOT NULL,
	doubtful_since INTEGER,
	CONSTRAINT pk_clock_mark PRIMARY KEY (id)
)
 STRICT
-- next statement
CREATE TABLE cosignature (
	size INTEGER NOT NULL,
	witness TEXT NOT NULL,
	line TEXT NOT NULL,
	at INTEGER NOT NULL,
	received_at INTEGER NOT NULL,
	CONSTRAINT pk_cosignature PRIMARY KEY (size, witness)
)
 STRICT
-- next statement
CREATE TABLE document (
	sitting TEXT NOT NULL,
	serial TEXT NOT NULL,
	kind TEXT NOT NULL,
	code TEXT,
	version INTEGER,
	sha256 TEXT NOT NULL,
	superseded_by TEXT,
	at INTEGER NOT NULL,
	CONSTRAINT pk_document PRIMARY KEY (sitting, serial),
	CONSTRAINT uq_document_sha256 UNIQUE (sha256)
)
 STRICT
-- next statement
CREATE TABLE document_file (
	sha256 TEXT NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_document_file PRIMARY KEY (sha256)
)
 STRICT
-- next statement
CREATE TABLE entropy (
	sitting TEXT NOT NULL,
	text TEXT NOT NULL,
	typed_by TEXT NOT NULL,
	typed_at INTEGER NOT NULL,
	read_by TEXT,
	read_at INTEGER,
	CONSTRAINT pk_entropy PRIMARY KEY (sitting)
)
 STRICT
-- next statement
CREATE TABLE flag_mark (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT pk_flag_mark PRIMARY KEY (sitting, code, position)
)
 STRICT
-- next statement
CREATE TABLE incident (
	sitting TEXT NOT NULL,
	n INTEGER NOT NULL,
	at INTEGER NOT NULL,
	kind TEXT NOT NULL,
	code TEXT,
	terminal TEXT,
	"by" TEXT NOT NULL,
	reason TEXT NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_incident PRIMARY KEY (sitting, n)
)
 STRICT
-- next statement
CREATE TABLE item (
	code TEXT NOT NULL,
	folded TEXT NOT NULL,
	bank TEXT NOT NULL,
	topic TEXT NOT NULL,
	enemies TEXT,
	latest INTEGER NOT NULL,
	CONSTRAINT pk_item PRIMARY KEY (code),
	CONSTRAINT uq_item_folded UNIQUE (folded)
)
 STRICT
-- next statement
CREATE INDEX ix_item_bank ON item (bank)
-- next statement
CREATE INDEX ix_item_topic ON item (topic)
-- next statement
CREATE TABLE journal_entry (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	n INTEGER NOT NULL,
	at INTEGER NOT NULL,
	kind TEXT NOT NULL,
	entry BLOB NOT NULL,
	lease INTEGER,
	number INTEGER,
	CONSTRAINT pk_journal_entry PRIMARY KEY (sitting, code, n),
	CONSTRAINT uq_journal_entry_sitting_code_lease_number UNIQUE (sitting, code, lease, number)
)
 STRICT
-- next statement
CREATE TABLE ledger_entry (
	n INTEGER NOT NULL,
	at INTEGER NOT NULL,
	act TEXT NOT NULL,
	sitting TEXT,
	entry BLOB NOT NULL,
	digest TEXT NOT NULL,
	CONSTRAINT pk_ledger_entry PRIMARY KEY (n),
	CONSTRAINT uq_ledger_entry_digest UNIQUE (digest)
)
 STRICT
-- next statement
CREATE INDEX ix_ledger_entry_act ON ledger_entry (act)
-- next statement
CREATE INDEX ix_ledger_entry_sitting ON ledger_entry (sitting)
-- next statement
CREATE TABLE object_signature (
	sitting TEXT NOT NULL,
	file TEXT NOT NULL,
	"key" TEXT NOT NULL,
	digest TEXT NOT NULL,
	role TEXT NOT NULL,
	signature TEXT NOT NULL,
	CONSTRAINT pk_object_signature PRIMARY KEY (sitting, file, "key")
)
 STRICT
-- next statement
CREATE TABLE person (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	spare INTEGER NOT NULL,
	name TEXT,
	number TEXT,
	nonce BLOB,
	enrolled_by TEXT NOT NULL,
	given_at INTEGER,
	CONSTRAINT pk_person PRIMARY KEY (sitting, code)
)
 STRICT
-- next statement
CREATE TABLE protocol_object (
	sitting TEXT NOT NULL,
	file TEXT NOT NULL,
	stored BLOB NOT NULL,
	digest TEXT NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_protocol_object PRIMARY KEY (sitting, file)
)
 STRICT
-- next statement
CREATE TABLE refused_entry (
	id INTEGER NOT NULL,
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	lease INTEGER NOT NULL,
	number INTEGER NOT NULL,
	at INTEGER NOT NULL,
	reason TEXT NOT NULL,
	kind TEXT NOT NULL,
	body TEXT NOT NULL,
	CONSTRAINT pk_refused_entry PRIMARY KEY (id)
)
 STRICT
-- next statement
CREATE INDEX ix_refused_entry_sitting_refused_entry_code ON refused_entry (sitting, code)
-- next statement
CREATE TABLE release (
	root TEXT NOT NULL,
	name TEXT NOT NULL,
	at INTEGER NOT NULL,
	stored BLOB NOT NULL,
	keys_package BLOB NOT NULL,
	keys_package_sha256 TEXT NOT NULL,
	CONSTRAINT pk_release PRIMARY KEY (root),
	CONSTRAINT uq_release_name UNIQUE (name)
)
 STRICT
-- next statement
CREATE TABLE remark (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	n INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_remark PRIMARY KEY (sitting, code, n)
)
 STRICT
-- next statement
CREATE TABLE results_version (
	sitting TEXT NOT NULL,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	digest TEXT NOT NULL,
	reason TEXT,
	at INTEGER NOT NULL,
	verdict TEXT,
	differing TEXT NOT NULL,
	certified_by TEXT NOT NULL,
	published_at INTEGER,
	CONSTRAINT pk_results_version PRIMARY KEY (sitting, version)
)
 STRICT
-- next statement
CREATE TABLE share (
	sitting TEXT NOT NULL,
	commitment TEXT NOT NULL,
	custodian TEXT NOT NULL,
	value BLOB,
	deposited_at INTEGER,
	CONSTRAINT pk_share PRIMARY KEY (sitting, commitment),
	CONSTRAINT uq_share_sitting_custodian UNIQUE (sitting, custodian)
)
 STRICT
-- next statement
CREATE TABLE sign_in_try (
	id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	code TEXT NOT NULL,
	address TEXT NOT NULL,
	CONSTRAINT pk_sign_in_try PRIMARY KEY (id)
)
 STRICT
-- next statement
CREATE INDEX ix_sign_in_try_at ON sign_in_try (at)
-- next statement
CREATE TABLE sitting (
	name TEXT NOT NULL,
	campaign TEXT NOT NULL,
	state TEXT NOT NULL,
	mode TEXT NOT NULL,
	origin TEXT,
	release_root TEXT NOT NULL,
	place TEXT NOT NULL,
	starts_at INTEGER NOT NULL,
	not_before INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	paused_at INTEGER,
	CONSTRAINT pk_sitting PRIMARY KEY (name)
)
 STRICT
-- next statement
CREATE TABLE sitting_item (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	entry BLOB NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_sitting_item PRIMARY KEY (sitting, code)
)
 STRICT
-- next statement
CREATE TABLE staff (
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	roles TEXT NOT NULL,
	language TEXT NOT NULL,
	active INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	CONSTRAINT pk_staff PRIMARY KEY (code)
)
 STRICT
-- next statement
CREATE TABLE ticket (
	secret_hmac TEXT NOT NULL,
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	CONSTRAINT pk_ticket PRIMARY KEY (secret_hmac)
)
 STRICT
-- next statement
CREATE INDEX ix_ticket_sitting ON ticket (sitting)
-- next statement
CREATE TABLE ticket_try (
	id INTEGER NOT NULL,
	terminal TEXT NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_ticket_try PRIMARY KEY (id)
)
 STRICT
-- next statement
CREATE INDEX ix_ticket_try_terminal_ticket_try_at ON ticket_try (terminal, at)
-- next statement
CREATE TABLE vote (
	sitting TEXT NOT NULL,
	n INTEGER NOT NULL,
	stored BLOB NOT NULL,
	digest TEXT NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_vote PRIMARY KEY (sitting, n)
)
 STRICT
-- next statement
CREATE TABLE witness (
	name TEXT NOT NULL,
	public TEXT NOT NULL,
	added_at INTEGER NOT NULL,
	retired_at INTEGER,
	CONSTRAINT pk_witness PRIMARY KEY (name),
	CONSTRAINT uq_witness_public UNIQUE (public)
)
 STRICT
-- next statement
CREATE TABLE release_item (
	root TEXT NOT NULL,
	code TEXT NOT NULL,
	revision INTEGER NOT NULL,
	entry BLOB NOT NULL,
	content BLOB NOT NULL,
	content_nonce BLOB NOT NULL,
	CONSTRAINT pk_release_item PRIMARY KEY (root, code),
	CONSTRAINT fk_release_item_root FOREIGN KEY(root) REFERENCES release (root)
)
 STRICT
-- next statement
CREATE TABLE revision (
	item_code TEXT NOT NULL,
	n INTEGER NOT NULL,
	state TEXT NOT NULL,
	kind TEXT NOT NULL,
	author TEXT NOT NULL,
	reviewer TEXT,
	approver TEXT,
	difficulty INTEGER,
	difficulty_basis TEXT,
	seconds INTEGER NOT NULL,
	languages TEXT NOT NULL,
	draft TEXT NOT NULL,
	source TEXT,
	returned TEXT,
	searched TEXT NOT NULL,
	changed_at INTEGER NOT NULL,
	CONSTRAINT pk_revision PRIMARY KEY (item_code, n),
	CONSTRAINT fk_revision_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
 STRICT
-- next statement
CREATE INDEX ix_revision_state ON revision (state)
-- next statement
CREATE TABLE staff_session (
	token_hash TEXT NOT NULL,
	staff_code TEXT NOT NULL,
	opened_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL,
	CONSTRAINT pk_staff_session PRIMARY KEY (token_hash),
	CONSTRAINT fk_staff_session_staff_code FOREIGN KEY(staff_code) REFERENCES staff (code)
)
 STRICT
-- next statement
CREATE INDEX ix_staff_session_staff_code ON staff_session (staff_code)
-- next statement
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoint never changes'); END
-- next statement
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoint never changes'); END
-- next statement
CREATE TRIGGER cosignature_no_update BEFORE UPDATE ON cosignature
BEGIN SELECT RAISE(ABORT, 'cosignature never changes'); END
-- next statement
CREATE TRIGGER cosignature_no_delete BEFORE DELETE ON cosignature
BEGIN SELECT RAISE(ABORT, 'cosignature never changes'); END
-- next statement
CREATE TRIGGER document_file_no_update BEFORE UPDATE ON document_file
BEGIN SELECT RAISE(ABORT, 'document_file never changes'); END
-- next statement
CREATE TRIGGER document_file_no_delete BEFORE DELETE ON document_file
BEGIN SELECT RAISE(ABORT, 'document_file never changes'); END
-- next statement
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'journal_entry never changes'); END
-- next statement
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'journal_entry never changes'); END
-- next statement
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger_entry never changes'); END
-- next statement
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger_entry never changes'); END
-- next statement
CREATE TRIGGER object_signature_no_update BEFORE UPDATE ON object_signature
BEGIN SELECT RAISE(ABORT, 'object_signature never changes'); END
-- next statement
CREATE TRIGGER object_signature_no_delete BEFORE DELETE ON object_signature
BEGIN SELECT RAISE(ABORT, 'object_signature never changes'); END
-- next statement
CREATE TRIGGER refused_entry_no_update BEFORE UPDATE ON refused_entry
BEGIN SELECT RAISE(ABORT, 'refused_entry never changes'); END
-- next statement
CREATE TRIGGER refused_entry_no_delete BEFORE DELETE ON refused_entry
BEGIN SELECT RAISE(ABORT, 'refused_entry never changes'); END
-- next statement
CREATE TRIGGER release_no_update BEFORE UPDATE ON release
BEGIN SELECT RAISE(ABORT, 'release never changes'); END
-- next statement
CREATE TRIGGER release_no_delete BEFORE DELETE ON release
BEGIN SELECT RAISE(ABORT, 'release never changes'); END
-- next statement
CREATE TRIGGER release_item_no_update BEFORE UPDATE ON release_item
BEGIN SELECT RAISE(ABORT, 'release_item never changes'); END
-- next statement
CREATE TRIGGER release_item_no_delete BEFORE DELETE ON release_item
BEGIN SELECT RAISE(ABORT, 'release_item never changes'); END
-- next statement
CREATE TRIGGER remark_no_update BEFORE UPDATE ON remark
BEGIN SELECT RAISE(ABORT, 'remark never changes'); END
-- next statement
CREATE TRIGGER remark_no_delete BEFORE DELETE ON remark
BEGIN SELECT RAISE(ABORT, 'remark never changes'); END
-- next statement
CREATE TRIGGER sitting_item_no_update BEFORE UPDATE ON sitting_item
BEGIN SELECT RAISE(ABORT, 'sitting_item never changes'); END
-- next statement
CREATE TRIGGER sitting_item_no_delete BEFORE DELETE ON sitting_item
BEGIN SELECT RAISE(ABORT, 'sitting_item never changes'); END
-- next statement
CREATE TRIGGER vote_no_update BEFORE UPDATE ON vote
BEGIN SELECT RAISE(ABORT, 'vote never changes'); END
-- next statement
CREATE TRIGGER vote_no_delete BEFORE DELETE ON vote
BEGIN SELECT RAISE(ABORT, 'vote never changes'); END
-- next statement
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'document never changes'); END
-- next statement
CREATE TRIGGER document_no_update BEFORE UPDATE OF sitting, serial, kind, code, version, sha256, at ON document
BEGIN SELECT RAISE(ABORT, 'document never changes'); END
-- next statement
CREATE TRIGGER document_superseded_once BEFORE UPDATE ON document WHEN OLD.superseded_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'document never changes'); END
-- next statement
CREATE TRIGGER incident_no_delete BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'incident never changes'); END
-- next statement
CREATE TRIGGER incident_no_update BEFORE UPDATE OF sitting, n, at, kind, code, terminal, by, reason ON incident
BEGIN SELECT RAISE(ABORT, 'incident never changes'); END
-- next statement
CREATE TRIGGER protocol_object_no_delete BEFORE DELETE ON protocol_object WHEN OLD.file NOT LIKE 'results-%' OR EXISTS (SELECT 1 FROM object_signature AS signed WHERE signed.sitting = OLD.sitting AND signed.file = OLD.file)
BEGIN SELECT RAISE(ABORT, 'protocol_object never changes'); END
-- next statement
CREATE TRIGGER protocol_object_no_update BEFORE UPDATE ON protocol_object
BEGIN SELECT RAISE(ABORT, 'protocol_object never changes'); END
-- next statement
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision WHEN OLD.state IN ('released', 'retired')
BEGIN SELECT RAISE(ABORT, 'revision never changes'); END
-- next statement
CREATE TRIGGER revision_no_update BEFORE UPDATE OF item_code, n, kind, author, reviewer, approver, difficulty, difficulty_basis, seconds, languages, draft, source ON revision WHEN OLD.state IN ('released', 'retired')
BEGIN SELECT RAISE(ABORT, 'revision never changes'); END
-- next statement
CREATE TRIGGER witness_no_delete BEFORE DELETE ON witness
BEGIN SELECT RAISE(ABORT, 'witness never changes'); END
-- next statement
CREATE TRIGGER witness_no_update BEFORE UPDATE OF name, public, added_at ON witness
BEGIN SELECT RAISE(ABORT, 'witness never changes'); END
-- next statement
CREATE TRIGGER witness_retired_once BEFORE UPDATE ON witness WHEN OLD.retired_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'witness never changes'); END
