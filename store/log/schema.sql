-- The log of a project, what belongs to this copy of it, and the texts. docs/format.md tells what all of it means.
-- The text of this file, comments inside statements included, is what a file's schema is held against when it is
-- opened: a change of it is a new format.

CREATE TABLE text (
	sha256        TEXT NOT NULL PRIMARY KEY, -- of the text
	text          TEXT, -- NULL: it is not here
	source        BLOB, -- the bytes it came from; NULL: the same as text, or not here
	source_sha256 TEXT
) STRICT;

CREATE TABLE name (
	key INTEGER PRIMARY KEY, -- stands for the id in this file
	id  BLOB NOT NULL UNIQUE -- 128 bits
) STRICT;

-- Words that stand in many rows: kinds, codes, and shapes of what changes set.
CREATE TABLE word (
	key  INTEGER PRIMARY KEY,
	word TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE change (
	key     INTEGER PRIMARY KEY, -- of its id
	version INTEGER NOT NULL,
	person  INTEGER NOT NULL,
	copy    INTEGER NOT NULL,
	number  INTEGER NOT NULL, -- in that copy, from 1
	clock   INTEGER NOT NULL, -- milliseconds since 1970
	first   INTEGER NOT NULL, -- number of the first change of the same action
	code    INTEGER NOT NULL, -- a word: what was done
	args    TEXT, -- JSON
	kind    INTEGER NOT NULL, -- a word: of the entity
	entity  INTEGER NOT NULL, -- the change's own key where the entity is named by it
	shape   INTEGER NOT NULL, -- a word: which registers it sets
	sets    TEXT NOT NULL, -- JSON: to what it sets them
	over    TEXT, -- JSON, as the next three
	saw     TEXT,
	takes   TEXT,
	more    TEXT,
	seed    BLOB, -- 16 bytes; NULL: texts are withheld, or have salts of their own
	receipt INTEGER NOT NULL -- with what it came; 0: made in this file
) STRICT;

CREATE INDEX change_entity ON change (entity) WHERE entity <> key;
CREATE INDEX change_number ON change (copy, number);

-- Which entities refer to which, those of which anything was removed or taken back, and the copies of which a number was
-- given twice: derived from the log.
CREATE TABLE reference (
	target INTEGER NOT NULL,
	entity INTEGER NOT NULL,
	PRIMARY KEY (target, entity)
) STRICT, WITHOUT ROWID;

CREATE TABLE ended (
	entity INTEGER NOT NULL,
	kind   INTEGER NOT NULL,
	PRIMARY KEY (entity, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE fork (
	copy   INTEGER PRIMARY KEY,
	number INTEGER NOT NULL -- the least
) STRICT;

-- From here on: what belongs to this copy alone. Of it only "context" is passed on.

CREATE TABLE receipt (
	id     INTEGER PRIMARY KEY,
	at     INTEGER NOT NULL, -- milliseconds since 1970
	origin TEXT NOT NULL, -- name of the file that it came in
	aside  INTEGER NOT NULL -- 1: set aside
) STRICT;

CREATE TABLE aside (key INTEGER PRIMARY KEY) STRICT; -- changes that are set aside

CREATE TABLE here (
	id      INTEGER PRIMARY KEY, -- 1
	copy    INTEGER NOT NULL, -- under which name changes are made here; 0: none was made yet
	number  INTEGER NOT NULL, -- of the last one
	changes INTEGER NOT NULL, -- in the log
	sum     BLOB NOT NULL -- of their ids, each as a number of 128 bits, modulo 2¹²⁸
) STRICT;

CREATE TABLE undo (
	seq    INTEGER PRIMARY KEY,
	copy   INTEGER NOT NULL,
	first  INTEGER NOT NULL, -- number of the first change of the action
	code   TEXT NOT NULL,
	undone INTEGER NOT NULL, -- number of the first change that took it back; 0 while it is done
	undone_in INTEGER NOT NULL, -- in which copy
	heads  TEXT NOT NULL -- as the taking back left them: JSON, or ''
) STRICT;

CREATE INDEX undo_undone ON undo (seq) WHERE undone <> 0;

-- Words around passages of texts that are not here: up to 32 code points on either side.
CREATE TABLE context (
	annotation INTEGER PRIMARY KEY,
	prefix     TEXT NOT NULL,
	suffix     TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
	name TEXT NOT NULL PRIMARY KEY, -- the field in which it is being typed
	text TEXT NOT NULL,
	at   INTEGER NOT NULL -- milliseconds since 1970
) STRICT, WITHOUT ROWID;

-- One row, while the file is a package in which nothing was done since.
CREATE TABLE package (
	id       INTEGER PRIMARY KEY,
	manifest TEXT NOT NULL -- JSON
) STRICT;

-- The version of the tables that are derived from the log, which follow.
CREATE TABLE derived (
	id      INTEGER PRIMARY KEY,
	version INTEGER NOT NULL
) STRICT;
