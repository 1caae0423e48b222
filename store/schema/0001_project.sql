-- A project: texts that never change, a log that only grows, and tables derived from the log.
-- The text of this file, comments inside statements included, is what a file's schema is held
-- against when it is opened: once released it is never edited, only followed by the next number.

PRAGMA application_id = 1129075794; -- "CLTR"

CREATE TABLE text (
	sha256        TEXT NOT NULL PRIMARY KEY,
	text          TEXT, -- NULL: withheld from this package
	source        BLOB, -- the bytes it came from; NULL: the same as text, or withheld
	source_sha256 TEXT
) STRICT;

CREATE TABLE change (
	seq      INTEGER PRIMARY KEY,
	id       TEXT NOT NULL UNIQUE,
	clock    INTEGER NOT NULL,
	reviewer TEXT NOT NULL,
	action   TEXT NOT NULL,
	verb     TEXT NOT NULL,
	undoes   TEXT NOT NULL, -- an action, or ''
	kind     TEXT NOT NULL,
	entity   TEXT NOT NULL,
	fields   TEXT NOT NULL, -- JSON
	local    INTEGER NOT NULL, -- 1: made in this copy, so within reach of undo
	sum      BLOB NOT NULL -- SHA-256 over the sum before and this row
) STRICT;

CREATE INDEX change_entity ON change (entity, clock, id);
CREATE INDEX change_action ON change (action);
CREATE INDEX change_order ON change (clock, id);

-- One row, while the file is a package on which nobody has worked since it was packed.
CREATE TABLE package (
	id     INTEGER PRIMARY KEY,
	digest TEXT NOT NULL
) STRICT;

-- From here on: derived from the log. Only what is in the project has a row. Times are
-- milliseconds since 1970; a value that is not set is ''.

CREATE TABLE article (
	id           TEXT NOT NULL PRIMARY KEY,
	sha256       TEXT NOT NULL,
	chars        INTEGER NOT NULL,
	title        TEXT NOT NULL,
	outlet       TEXT NOT NULL,
	byline       TEXT NOT NULL,
	published    TEXT NOT NULL, -- as precisely as it is known
	published_at INTEGER, -- the place in lists; NULL if unknown
	url          TEXT NOT NULL,
	language     TEXT NOT NULL,
	external_id  TEXT NOT NULL,
	file         TEXT NOT NULL,
	supersedes   TEXT NOT NULL,
	added        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX article_external ON article (external_id);
CREATE INDEX article_text ON article (sha256);

CREATE TABLE claim (
	id        TEXT NOT NULL PRIMARY KEY,
	statement TEXT NOT NULL,
	resolved  TEXT NOT NULL,
	note      TEXT NOT NULL,
	created   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_statement ON claim (statement);

CREATE TABLE annotation (
	id          TEXT NOT NULL PRIMARY KEY,
	article     TEXT NOT NULL,
	start       INTEGER NOT NULL,
	"end"       INTEGER NOT NULL,
	quote       TEXT NOT NULL,
	prefix      TEXT NOT NULL,
	suffix      TEXT NOT NULL,
	verdict     TEXT NOT NULL,
	claim       TEXT NOT NULL,
	reviewer    TEXT NOT NULL,
	attribution TEXT NOT NULL,
	note        TEXT NOT NULL,
	created     INTEGER NOT NULL,
	modified    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX annotation_article ON annotation (article, verdict);
CREATE INDEX annotation_claim ON annotation (claim);

CREATE TABLE reviewer (
	id   TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
	id    TEXT NOT NULL PRIMARY KEY,
	name  TEXT NOT NULL,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What undo and redo can reach: the actions done in this copy, by the seq of their first change.
CREATE TABLE action (
	seq       INTEGER PRIMARY KEY,
	id        TEXT NOT NULL,
	verb      TEXT NOT NULL,
	state     TEXT NOT NULL, -- done or undone
	undone_by TEXT NOT NULL -- the action that undid it, or ''
) STRICT;

CREATE INDEX action_state ON action (state, seq);
