-- What the log gives, for reading: only what is in the project and can be read has a row. All of it can be made anew
-- from the log, and is where the version in the table "derived" is another than this program's. Keys are those of the
-- table name; verdicts 1 confirmed, 2 disputed, 3 unconfirmed, 0 none; times milliseconds since 1970; '' is no text,
-- 0 no reference.

CREATE TABLE article (
	key          INTEGER PRIMARY KEY,
	sha256       TEXT NOT NULL,
	chars        INTEGER NOT NULL, -- code points
	title        TEXT NOT NULL,
	outlet       TEXT NOT NULL,
	byline       TEXT NOT NULL,
	published    TEXT NOT NULL, -- as it was given
	sort         INTEGER, -- by publication; NULL where it is not known
	url          TEXT NOT NULL,
	language     TEXT NOT NULL,
	external_id  TEXT NOT NULL,
	file         TEXT NOT NULL,
	supersedes   INTEGER NOT NULL,
	note         TEXT NOT NULL,
	added        INTEGER NOT NULL,
	withheld     TEXT NOT NULL, -- names of fields
	address      TEXT NOT NULL, -- of url, for finding the same page again
	confirmed    INTEGER NOT NULL DEFAULT 0, -- passages with that verdict
	disputed     INTEGER NOT NULL DEFAULT 0,
	unconfirmed  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX article_external ON article (external_id) WHERE external_id <> '';
CREATE INDEX article_sha256 ON article (sha256);

CREATE TABLE claim (
	key        INTEGER PRIMARY KEY,
	statement  TEXT NOT NULL,
	resolved   INTEGER NOT NULL,
	reason     TEXT NOT NULL,
	evidence   TEXT NOT NULL, -- keys of annotations, with a space between two
	decided    INTEGER NOT NULL, -- when; 0 while open
	decided_by INTEGER NOT NULL, -- the person
	decision   INTEGER NOT NULL, -- the change
	note       TEXT NOT NULL,
	created    INTEGER NOT NULL,
	withheld   TEXT NOT NULL,
	marks      TEXT NOT NULL DEFAULT '' -- of its passages, article:verdict each; '*' where there are many
) STRICT;

CREATE INDEX claim_statement ON claim (statement);

CREATE TABLE annotation (
	key         INTEGER PRIMARY KEY,
	article     INTEGER NOT NULL,
	start       INTEGER NOT NULL, -- code points
	"end"       INTEGER NOT NULL,
	place       INTEGER NOT NULL, -- the change that gave the place, in which its words stand too
	verdict     INTEGER NOT NULL,
	judged      INTEGER NOT NULL, -- the change that gave the verdict
	claim       INTEGER NOT NULL,
	reviewer    INTEGER NOT NULL,
	attribution TEXT NOT NULL,
	note        TEXT NOT NULL,
	created     INTEGER NOT NULL,
	modified    INTEGER NOT NULL, -- 0: not since it was made
	withheld    TEXT NOT NULL
) STRICT;

CREATE INDEX annotation_article ON annotation (article, verdict);
CREATE INDEX annotation_claim ON annotation (claim) WHERE claim <> 0;

CREATE TABLE correction (
	key        INTEGER PRIMARY KEY,
	annotation INTEGER NOT NULL,
	kind       TEXT NOT NULL, -- of facet
	start      INTEGER NOT NULL, -- code points of the article; start and end 0: of the whole passage
	"end"      INTEGER NOT NULL,
	words      TEXT NOT NULL,
	value      TEXT NOT NULL, -- '-' dismisses; '' where it is withheld
	reviewer   INTEGER NOT NULL,
	created    INTEGER NOT NULL,
	modified   INTEGER NOT NULL,
	withheld   TEXT NOT NULL
) STRICT;

CREATE INDEX correction_annotation ON correction (annotation);

CREATE TABLE reviewer (
	key    INTEGER PRIMARY KEY,
	name   TEXT NOT NULL,
	public TEXT NOT NULL -- the person's public key
) STRICT;

CREATE TABLE setting (
	key   INTEGER PRIMARY KEY,
	name  TEXT NOT NULL,
	value TEXT NOT NULL
) STRICT;

CREATE TABLE "join" (
	key  INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,
	a    INTEGER NOT NULL,
	b    INTEGER NOT NULL
) STRICT;

CREATE TABLE project (
	key     INTEGER PRIMARY KEY,
	created INTEGER NOT NULL
) STRICT;

-- What asks to be settled in what is in the project: registers that people who did not know of each other set to different
-- values; and, as the register "life", removals by who had not seen all.
CREATE TABLE inbox (
	key      INTEGER NOT NULL, -- of the entity
	kind     TEXT NOT NULL,
	register TEXT NOT NULL,
	PRIMARY KEY (key, kind, register)
) STRICT, WITHOUT ROWID;
