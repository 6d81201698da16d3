CREATE TABLE attempt (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	state TEXT NOT NULL,
	paper BYTEA NOT NULL,
	paper_digest TEXT NOT NULL,
	seat BIGINT,
	admitted_at BIGINT,
	grants TEXT NOT NULL,
	lease BIGINT NOT NULL,
	terminal TEXT,
	released_by TEXT,
	released_why TEXT,
	acknowledged BIGINT NOT NULL,
	language TEXT,
	n BIGINT NOT NULL,
	head TEXT NOT NULL,
	last_at BIGINT NOT NULL,
	given_at BIGINT,
	opened_at BIGINT,
	deadline BIGINT,
	added BIGINT NOT NULL,
	paused_at BIGINT,
	closed_at BIGINT,
	how TEXT,
	seen_at BIGINT,
	CONSTRAINT pk_attempt PRIMARY KEY (sitting, code)
)
-- next statement
CREATE TABLE call (
	id BIGSERIAL NOT NULL,
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	kind TEXT NOT NULL,
	at BIGINT NOT NULL,
	answered_at BIGINT,
	answered_by TEXT,
	CONSTRAINT pk_call PRIMARY KEY (id)
)
-- next statement
CREATE INDEX ix_call_sitting_call_code ON call (sitting, code)
-- next statement
CREATE TABLE checkpoint (
	size BIGINT NOT NULL,
	at BIGINT NOT NULL,
	occasion TEXT NOT NULL,
	root TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
)
-- next statement
CREATE TABLE clock_mark (
	id BIGINT NOT NULL,
	boot TEXT NOT NULL,
	anchor BIGINT NOT NULL,
	booted BIGINT NOT NULL,
	marked_at BIGINT NOT NULL,
	doubtful_since BIGINT,
	CONSTRAINT pk_clock_mark PRIMARY KEY (id)
)
-- next statement
CREATE TABLE cosignature (
	size BIGINT NOT NULL,
	witness TEXT NOT NULL,
	line TEXT NOT NULL,
	at BIGINT NOT NULL,
	received_at BIGINT NOT NULL,
	CONSTRAINT pk_cosignature PRIMARY KEY (size, witness)
)
-- next statement
CREATE TABLE document (
	sitting TEXT NOT NULL,
	serial TEXT NOT NULL,
	kind TEXT NOT NULL,
	code TEXT,
	version BIGINT,
	sha256 TEXT NOT NULL,
	superseded_by TEXT,
	at BIGINT NOT NULL,
	CONSTRAINT pk_document PRIMARY KEY (sitting, serial),
	CONSTRAINT uq_document_sha256 UNIQUE (sha256)
)
-- next statement
CREATE TABLE document_file (
	sha256 TEXT NOT NULL,
	content BYTEA NOT NULL,
	CONSTRAINT pk_document_file PRIMARY KEY (sha256)
)
-- next statement
CREATE TABLE entropy (
	sitting TEXT NOT NULL,
	text TEXT NOT NULL,
	typed_by TEXT NOT NULL,
	typed_at BIGINT NOT NULL,
	read_by TEXT,
	read_at BIGINT,
	CONSTRAINT pk_entropy PRIMARY KEY (sitting)
)
-- next statement
CREATE TABLE flag_mark (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	position BIGINT NOT NULL,
	CONSTRAINT pk_flag_mark PRIMARY KEY (sitting, code, position)
)
-- next statement
CREATE TABLE incident (
	sitting TEXT NOT NULL,
	n BIGINT NOT NULL,
	at BIGINT NOT NULL,
	kind TEXT NOT NULL,
	code TEXT,
	terminal TEXT,
	by TEXT NOT NULL,
	reason TEXT NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_incident PRIMARY KEY (sitting, n)
)
-- next statement
CREATE TABLE item (
	code TEXT NOT NULL,
	folded TEXT NOT NULL,
	bank TEXT NOT NULL,
	topic TEXT NOT NULL,
	enemies TEXT,
	latest BIGINT NOT NULL,
	CONSTRAINT pk_item PRIMARY KEY (code),
	CONSTRAINT uq_item_folded UNIQUE (folded)
)
-- next statement
CREATE INDEX ix_item_bank ON item (bank)
-- next statement
CREATE INDEX ix_item_topic ON item (topic)
-- next statement
CREATE TABLE journal_entry (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	n BIGINT NOT NULL,
	at BIGINT NOT NULL,
	kind TEXT NOT NULL,
	entry BYTEA NOT NULL,
	lease BIGINT,
	number BIGINT,
	CONSTRAINT pk_journal_entry PRIMARY KEY (sitting, code, n),
	CONSTRAINT uq_journal_entry_sitting_code_lease_number UNIQUE (sitting, code, lease, number)
)
-- next statement
CREATE TABLE ledger_entry (
	n BIGINT NOT NULL,
	at BIGINT NOT NULL,
	act TEXT NOT NULL,
	sitting TEXT,
	entry BYTEA NOT NULL,
	digest TEXT NOT NULL,
	CONSTRAINT pk_ledger_entry PRIMARY KEY (n),
	CONSTRAINT uq_ledger_entry_digest UNIQUE (digest)
)
-- next statement
CREATE INDEX ix_ledger_entry_act ON ledger_entry (act)
-- next statement
CREATE INDEX ix_ledger_entry_sitting ON ledger_entry (sitting)
-- next statement
CREATE TABLE object_signature (
	sitting TEXT NOT NULL,
	file TEXT NOT NULL,
	key TEXT NOT NULL,
	digest TEXT NOT NULL,
	role TEXT NOT NULL,
	signature TEXT NOT NULL,
	CONSTRAINT pk_object_signature PRIMARY KEY (sitting, file, key)
)
-- next statement
CREATE TABLE person (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	spare INTEGER NOT NULL,
	name TEXT,
	number TEXT,
	nonce BYTEA,
	enrolled_by TEXT NOT NULL,
	given_at BIGINT,
	CONSTRAINT pk_person PRIMARY KEY (sitting, code)
)
-- next statement
CREATE TABLE protocol_object (
	sitting TEXT NOT NULL,
	file TEXT NOT NULL,
	stored BYTEA NOT NULL,
	digest TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_protocol_object PRIMARY KEY (sitting, file)
)
-- next statement
CREATE TABLE refused_entry (
	id BIGSERIAL NOT NULL,
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	lease BIGINT NOT NULL,
	number BIGINT NOT NULL,
	at BIGINT NOT NULL,
	reason TEXT NOT NULL,
	kind TEXT NOT NULL,
	body TEXT NOT NULL,
	CONSTRAINT pk_refused_entry PRIMARY KEY (id)
)
-- next statement
CREATE INDEX ix_refused_entry_sitting_refused_entry_code ON refused_entry (sitting, code)
-- next statement
CREATE TABLE release (
	root TEXT NOT NULL,
	name TEXT NOT NULL,
	at BIGINT NOT NULL,
	stored BYTEA NOT NULL,
	keys_package BYTEA NOT NULL,
	keys_package_sha256 TEXT NOT NULL,
	CONSTRAINT pk_release PRIMARY KEY (root),
	CONSTRAINT uq_release_name UNIQUE (name)
)
-- next statement
CREATE TABLE remark (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	n BIGINT NOT NULL,
	position BIGINT NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_remark PRIMARY KEY (sitting, code, n)
)
-- next statement
CREATE TABLE results_version (
	sitting TEXT NOT NULL,
	version BIGINT NOT NULL,
	state TEXT NOT NULL,
	digest TEXT NOT NULL,
	reason TEXT,
	at BIGINT NOT NULL,
	verdict TEXT,
	differing TEXT NOT NULL,
	certified_by TEXT NOT NULL,
	published_at BIGINT,
	CONSTRAINT pk_results_version PRIMARY KEY (sitting, version)
)
-- next statement
CREATE TABLE share (
	sitting TEXT NOT NULL,
	commitment TEXT NOT NULL,
	custodian TEXT NOT NULL,
	value BYTEA,
	deposited_at BIGINT,
	CONSTRAINT pk_share PRIMARY KEY (sitting, commitment),
	CONSTRAINT uq_share_sitting_custodian UNIQUE (sitting, custodian)
)
-- next statement
CREATE TABLE sign_in_try (
	id BIGSERIAL NOT NULL,
	at BIGINT NOT NULL,
	code TEXT NOT NULL,
	address TEXT NOT NULL,
	CONSTRAINT pk_sign_in_try PRIMARY KEY (id)
)
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
	starts_at BIGINT NOT NULL,
	not_before BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	paused_at BIGINT,
	CONSTRAINT pk_sitting PRIMARY KEY (name)
)
-- next statement
CREATE TABLE sitting_item (
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	entry BYTEA NOT NULL,
	content BYTEA NOT NULL,
	CONSTRAINT pk_sitting_item PRIMARY KEY (sitting, code)
)
-- next statement
CREATE TABLE staff (
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	roles TEXT NOT NULL,
	language TEXT NOT NULL,
	active INTEGER NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT pk_staff PRIMARY KEY (code)
)
-- next statement
CREATE TABLE ticket (
	secret_hmac TEXT NOT NULL,
	sitting TEXT NOT NULL,
	code TEXT NOT NULL,
	CONSTRAINT pk_ticket PRIMARY KEY (secret_hmac)
)
-- next statement
CREATE INDEX ix_ticket_sitting ON ticket (sitting)
-- next statement
CREATE TABLE ticket_try (
	id BIGSERIAL NOT NULL,
	terminal TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_ticket_try PRIMARY KEY (id)
)
-- next statement
CREATE INDEX ix_ticket_try_terminal_ticket_try_at ON ticket_try (terminal, at)
-- next statement
CREATE TABLE vote (
	sitting TEXT NOT NULL,
	n BIGINT NOT NULL,
	stored BYTEA NOT NULL,
	digest TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_vote PRIMARY KEY (sitting, n)
)
-- next statement
CREATE TABLE witness (
	name TEXT NOT NULL,
	public TEXT NOT NULL,
	added_at BIGINT NOT NULL,
	retired_at BIGINT,
	CONSTRAINT pk_witness PRIMARY KEY (name),
	CONSTRAINT uq_witness_public UNIQUE (public)
)
-- next statement
CREATE TABLE release_item (
	root TEXT NOT NULL,
	code TEXT NOT NULL,
	revision BIGINT NOT NULL,
	entry BYTEA NOT NULL,
	content BYTEA NOT NULL,
	content_nonce BYTEA NOT NULL,
	CONSTRAINT pk_release_item PRIMARY KEY (root, code),
	CONSTRAINT fk_release_item_root FOREIGN KEY(root) REFERENCES release (root)
)
-- next statement
CREATE TABLE revision (
	item_code TEXT NOT NULL,
	n BIGINT NOT NULL,
	state TEXT NOT NULL,
	kind TEXT NOT NULL,
	author TEXT NOT NULL,
	reviewer TEXT,
	approver TEXT,
	difficulty BIGINT,
	difficulty_basis TEXT,
	seconds BIGINT NOT NULL,
	languages TEXT NOT NULL,
	draft TEXT NOT NULL,
	source TEXT,
	returned TEXT,
	searched TEXT NOT NULL,
	changed_at BIGINT NOT NULL,
	CONSTRAINT pk_revision PRIMARY KEY (item_code, n),
	CONSTRAINT fk_revision_item_code FOREIGN KEY(item_code) REFERENCES item (code)
)
-- next statement
CREATE INDEX ix_revision_state ON revision (state)
-- next statement
CREATE TABLE staff_session (
	token_hash TEXT NOT NULL,
	staff_code TEXT NOT NULL,
	opened_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	CONSTRAINT pk_staff_session PRIMARY KEY (token_hash),
	CONSTRAINT fk_staff_session_staff_code FOREIGN KEY(staff_code) REFERENCES staff (code)
)
-- next statement
CREATE INDEX ix_staff_session_staff_code ON staff_session (staff_code)
-- next statement
CREATE FUNCTION taraza_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% never changes', TG_TABLE_NAME; END $$
-- next statement
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER cosignature_no_update BEFORE UPDATE ON cosignature
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER cosignature_no_delete BEFORE DELETE ON cosignature
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER document_file_no_update BEFORE UPDATE ON document_file
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER document_file_no_delete BEFORE DELETE ON document_file
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER object_signature_no_update BEFORE UPDATE ON object_signature
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER object_signature_no_delete BEFORE DELETE ON object_signature
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER refused_entry_no_update BEFORE UPDATE ON refused_entry
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER refused_entry_no_delete BEFORE DELETE ON refused_entry
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER release_no_update BEFORE UPDATE ON release
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER release_no_delete BEFORE DELETE ON release
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER release_item_no_update BEFORE UPDATE ON release_item
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER release_item_no_delete BEFORE DELETE ON release_item
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER remark_no_update BEFORE UPDATE ON remark
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER remark_no_delete BEFORE DELETE ON remark
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER sitting_item_no_update BEFORE UPDATE ON sitting_item
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER sitting_item_no_delete BEFORE DELETE ON sitting_item
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER vote_no_update BEFORE UPDATE ON vote
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER vote_no_delete BEFORE DELETE ON vote
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER document_no_update BEFORE UPDATE OF sitting, serial, kind, code, version, sha256, at ON document
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER document_superseded_once BEFORE UPDATE ON document
FOR EACH ROW WHEN (OLD.superseded_by IS NOT NULL) EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER incident_no_delete BEFORE DELETE ON incident
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER incident_no_update BEFORE UPDATE OF sitting, n, at, kind, code, terminal, by, reason ON incident
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE FUNCTION protocol_object_no_delete() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF OLD.file NOT LIKE 'results-%' OR EXISTS (SELECT 1 FROM object_signature AS signed WHERE signed.sitting = OLD.sitting AND signed.file = OLD.file)
THEN RAISE EXCEPTION '% never changes', TG_TABLE_NAME; END IF; RETURN OLD; END $$
-- next statement
CREATE TRIGGER protocol_object_no_delete BEFORE DELETE ON protocol_object
FOR EACH ROW EXECUTE FUNCTION protocol_object_no_delete()
-- next statement
CREATE TRIGGER protocol_object_no_update BEFORE UPDATE ON protocol_object
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision
FOR EACH ROW WHEN (OLD.state IN ('released', 'retired')) EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER revision_no_update BEFORE UPDATE OF item_code, n, kind, author, reviewer, approver, difficulty, difficulty_basis, seconds, languages, draft, source ON revision
FOR EACH ROW WHEN (OLD.state IN ('released', 'retired')) EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER witness_no_delete BEFORE DELETE ON witness
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER witness_no_update BEFORE UPDATE OF name, public, added_at ON witness
FOR EACH ROW EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER witness_retired_once BEFORE UPDATE ON witness
FOR EACH ROW WHEN (OLD.retired_at IS NOT NULL) EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER checkpoint_no_truncate BEFORE TRUNCATE ON checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER cosignature_no_truncate BEFORE TRUNCATE ON cosignature
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER document_file_no_truncate BEFORE TRUNCATE ON document_file
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER object_signature_no_truncate BEFORE TRUNCATE ON object_signature
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER refused_entry_no_truncate BEFORE TRUNCATE ON refused_entry
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER release_no_truncate BEFORE TRUNCATE ON release
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER release_item_no_truncate BEFORE TRUNCATE ON release_item
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER remark_no_truncate BEFORE TRUNCATE ON remark
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER sitting_item_no_truncate BEFORE TRUNCATE ON sitting_item
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER vote_no_truncate BEFORE TRUNCATE ON vote
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER document_no_truncate BEFORE TRUNCATE ON document
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER incident_no_truncate BEFORE TRUNCATE ON incident
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER revision_no_truncate BEFORE TRUNCATE ON revision
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
-- next statement
CREATE TRIGGER witness_no_truncate BEFORE TRUNCATE ON witness
FOR EACH STATEMENT EXECUTE FUNCTION taraza_refuse()
