-- A decided claim has a reason, evidence, an author and a time; a passage the time of its verdict. Articles and claims
-- are listed with their passages from their own rows. The tables are derived: they are filled from the log once all steps
-- are done.
-- Indexes hold no more than they are asked for, so that adding articles takes less time and room: of a change its id only
-- where it stands by itself, of articles only those that brought an id along, of actions only those that are undone.

DROP TABLE claim;

CREATE TABLE claim (
	id         TEXT NOT NULL PRIMARY KEY,
	statement  TEXT NOT NULL,
	resolved   TEXT NOT NULL,
	reason     TEXT NOT NULL,
	evidence   TEXT NOT NULL, -- ids of annotations, with a space between two
	decided    INTEGER NOT NULL, -- a clock of the log, 0 while open
	decided_by TEXT NOT NULL,
	note       TEXT NOT NULL,
	created    INTEGER NOT NULL,
	marks      TEXT NOT NULL DEFAULT '' -- of its passages, each article and verdict; '*' where there are many
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_statement ON claim (statement);

DROP TABLE annotation;

CREATE TABLE annotation (
	id          TEXT NOT NULL PRIMARY KEY,
	article     TEXT NOT NULL,
	start       INTEGER NOT NULL,
	"end"       INTEGER NOT NULL,
	quote       TEXT NOT NULL,
	prefix      TEXT NOT NULL,
	suffix      TEXT NOT NULL,
	verdict     TEXT NOT NULL,
	judged      INTEGER NOT NULL, -- a clock of the log
	claim       TEXT NOT NULL,
	reviewer    TEXT NOT NULL,
	attribution TEXT NOT NULL,
	note        TEXT NOT NULL,
	created     INTEGER NOT NULL,
	modified    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX annotation_article ON annotation (article, verdict);
CREATE INDEX annotation_claim ON annotation (claim, article, start, "end", id, verdict, judged);

DROP TABLE article;

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
	added        INTEGER NOT NULL,
	confirmed    INTEGER NOT NULL DEFAULT 0, -- passages with that verdict
	disputed     INTEGER NOT NULL DEFAULT 0,
	unconfirmed  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX article_external ON article (external_id) WHERE external_id <> '';
CREATE INDEX article_text ON article (sha256);

DROP INDEX change_entity;
DROP INDEX change_order;

CREATE INDEX change_entity ON change (entity, clock);
CREATE INDEX change_order ON change (clock);

DROP INDEX action_state;

CREATE INDEX action_undone ON action (seq) WHERE state = 'undone';
