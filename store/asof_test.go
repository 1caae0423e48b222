package store

import (
	"testing"
	"time"
)

// asOf shows a project as it stood at a moment.
func asOf(t *testing.T, p *Project, at time.Time, received bool) *Past {
	t.Helper()
	then, err := p.AsOf(t.Context(), at, received)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { then.Close() })
	return then
}

// lifeEnd is when the last change was made.
func lifeEnd(t *testing.T, p *Project) time.Time {
	t.Helper()
	_, last, err := p.Life()
	if err != nil {
		t.Fatal(err)
	}
	return last
}
