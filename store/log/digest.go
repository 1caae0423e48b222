package log

import (
	"context"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Digest works out the digest of the log, whatever of it counts.
func (l *Log) Digest() (string, error) {
	ids := change.NewLogDigest()
	err := l.c.Each(func(r file.Row) error {
		id, err := ScanID(r)
		ids.Add(id)
		return err
	}, "SELECT n.id FROM name n JOIN change c ON c.key = n.key ORDER BY n.id")
	return ids.Sum(), err
}

// Digests works out the digest of the log, whatever of it counts, and that of
// the state: see [change.LogDigest] and [change.StateDigest].
func (l *Log) Digests(ctx context.Context) (log, state string, err error) {
	if log, err = l.Digest(); err != nil {
		return "", "", err
	}
	type entity struct {
		kind string
		key  int64
	}
	entities, err := file.All(l.c, func(r file.Row) (e entity, err error) {
		err = r.Scan(&e.kind, &e.key)
		return e, err
	}, "SELECT c.kind, c.entity FROM (SELECT DISTINCT kind, entity FROM change) c JOIN name n ON n.key = c.entity ORDER BY c.kind, n.id")
	if err != nil {
		return "", "", err
	}
	s := change.NewStateDigest()
	for i, e := range entities {
		if i%256 == 0 && ctx.Err() != nil {
			return "", "", ctx.Err()
		}
		id, err := l.ID(e.key)
		if err != nil {
			return "", "", err
		}
		f, err := l.Fold(change.Ref{Kind: change.Kind(e.kind), ID: id})
		if err != nil {
			return "", "", err
		}
		if !f.Known() {
			continue // all of it is set aside, or later
		}
		life, err := change.LifeOf(l, f)
		if err != nil {
			return "", "", err
		}
		s.Add(f, life.Live)
	}
	return log, s.Sum(), nil
}
