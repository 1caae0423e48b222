package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

const claimColumns = "id, statement, resolved, reason, evidence, decided, decided_by, note, created"

func claimValues(id annotate.ID, s annotate.State) []any {
	v := s.Claim(id)
	return []any{
		string(id), v.Statement, string(v.Resolved), v.Reason, string(v.Evidence), int64(v.Decided), string(v.DecidedBy), v.Note,
		v.Created.UnixMilli(),
	}
}

// scannedClaim takes up the columns of a claim.
type scannedClaim struct {
	claim   annotate.Claim
	created int64
}

func (s *scannedClaim) dest() []any {
	v := &s.claim
	return []any{&v.ID, &v.Statement, &v.Resolved, &v.Reason, &v.Evidence, &v.Decided, &v.DecidedBy, &v.Note, &s.created}
}

func (s *scannedClaim) value() annotate.Claim {
	s.claim.Created = time.UnixMilli(s.created).UTC()
	return s.claim
}

func scanClaim(r file.Row) (annotate.Claim, error) {
	var s scannedClaim
	err := r.Scan(s.dest()...)
	return s.value(), err
}

// Claim returns one claim, or an error that wraps [ErrNoEntity].
func (p *Project) Claim(id annotate.ID) (v annotate.Claim, err error) {
	err = p.view(func(c *file.Conn) (err error) {
		v, err = claimWith(c, id)
		return err
	})
	return v, err
}

func claimWith(c *file.Conn, id annotate.ID) (annotate.Claim, error) {
	v, err := file.One(c, scanClaim, "SELECT "+claimColumns+" FROM claim WHERE id = ?", id)
	return v, orNoEntity(err, Ref{annotate.KindClaim, id})
}

// ClaimByStatement returns the claim with exactly that statement. The error
// wraps [ErrNoEntity], or [ErrAmbiguousID] where several claims have it.
func (p *Project) ClaimByStatement(s string) (v annotate.Claim, err error) {
	err = p.view(func(c *file.Conn) (err error) {
		v, err = claimStating(c, s)
		if errors.Is(err, sql.ErrNoRows) {
			err = fmt.Errorf("claim %s: %w: it may be worded otherwise", annotate.Quoted(s), ErrNoEntity)
		}
		return err
	})
	return v, err
}

// claimStating returns sql.ErrNoRows where no claim has the statement, and
// [ErrAmbiguousID] where several have.
func claimStating(c *file.Conn, s string) (annotate.Claim, error) {
	s = strings.TrimSpace(s)
	found, err := file.All(c, scanClaim, "SELECT "+claimColumns+" FROM claim WHERE statement = ? ORDER BY created, id LIMIT 2", s)
	switch {
	case err != nil:
		return annotate.Claim{}, err
	case len(found) == 0:
		return annotate.Claim{}, sql.ErrNoRows
	case len(found) > 1:
		return annotate.Claim{}, ambiguous(s, Ref{annotate.KindClaim, found[0].ID}, Ref{annotate.KindClaim, found[1].ID})
	}
	return found[0], nil
}

// claimFor returns the id of the claim with a statement, which it makes if
// there is none. It returns [ErrAmbiguousID] where there are several.
func (rec *recording) claimFor(statement string) (annotate.ID, error) {
	if statement = strings.TrimSpace(statement); statement == "" {
		return "", errNoStatement
	}
	known, err := claimStating(rec.c, statement)
	if !errors.Is(err, sql.ErrNoRows) {
		return known.ID, err
	}
	ref := Ref{annotate.KindClaim, rec.p.newID()}
	return ref.ID, rec.setFrom(ref, annotate.State{}, annotate.Fields{"statement": statement})
}

var errNoStatement = fmt.Errorf("%w claim: it needs a statement", ErrInvalid)

// Tie ties an annotation to the claim with that statement, which is made if
// there is none, in one action. The error wraps [ErrNoEntity] where the
// annotation is not in the project, [ErrInvalid] for an empty statement,
// [ErrAmbiguousID] for one that several claims have.
func (p *Project) Tie(annotation annotate.ID, statement string) (claim annotate.Claim, a Action, err error) {
	a, err = p.act("tie to claim", func(rec *recording) error {
		ref := Ref{annotate.KindAnnotation, annotation}
		if err := live(rec.c, ref); err != nil {
			return err
		}
		id, err := rec.claimFor(statement)
		if err != nil {
			return err
		}
		if err := rec.set(ref, annotate.Fields{"claim": string(id)}); err != nil {
			return err
		}
		claim, err = claimWith(rec.c, id)
		return err
	})
	return claim, a, err
}

// orNoEntity turns "no rows" into an error that names what was looked for.
func orNoEntity(err error, ref Ref) error {
	if errors.Is(err, sql.ErrNoRows) {
		return noEntity(ref)
	}
	return err
}
