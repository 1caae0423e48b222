package log

import (
	"context"
	"slices"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// Digest works out the digest of the log, whatever of it counts.
func (l *Log) Digest() (string, error) {
	names, err := l.ReadNames()
	if err != nil {
		return "", err
	}
	s, err := l.Survey(names)
	if err != nil {
		return "", err
	}
	return s.Digest(names)
}

// Digests works out the digest of the log, whatever of it counts, and that of
// the state: see [change.LogDigest] and [change.StateDigest].
func (l *Log) Digests(ctx context.Context) (log, state string, err error) {
	if log, err = l.Digest(); err != nil {
		return "", "", err
	}
	type entity struct{ kind, key int64 }
	found, err := file.All(l.c, func(r file.Row) (e entity, err error) {
		err = r.Scan(&e.kind, &e.key)
		return e, err
	}, "SELECT DISTINCT kind, entity FROM change")
	if err != nil {
		return "", "", err
	}
	refs := make([]change.Ref, len(found))
	for i, e := range found {
		kind, err := l.Text(e.kind)
		if err != nil {
			return "", "", err
		}
		id, err := l.ID(e.key)
		if err != nil {
			return "", "", err
		}
		refs[i] = change.Ref{Kind: change.Kind(kind), ID: id}
	}
	slices.SortFunc(refs, change.CompareRefs)
	s := change.NewStateDigest()
	for i, r := range refs {
		if i%256 == 0 && ctx.Err() != nil {
			return "", "", ctx.Err()
		}
		f, err := l.Fold(r)
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
