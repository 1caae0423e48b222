package store

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"claimtrace/annotate"
)

// hand is a person at a desk: a project file, a folder of the user's own, and a
// clock.
type hand struct {
	name string
	path string
	o    Options
	p    *Project

	mu sync.Mutex
	at time.Time
}

// newHand makes a project and opens it.
func newHand(t testing.TB, name string) *hand {
	t.Helper()
	h := deskOf(t, name)
	p, err := Create(h.path, h.o)
	if err != nil {
		t.Fatal(err)
	}
	h.p = p
	return h
}

// deskOf is a hand without a project yet.
func deskOf(t testing.TB, name string) *hand {
	t.Helper()
	dir := t.TempDir()
	h := &hand{name: name, path: filepath.Join(dir, name+".claimtrace"), at: time.Unix(1_770_000_000, 0)}
	h.o = Options{Person: someone(name), Data: filepath.Join(dir, "data"), Now: func() time.Time {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.at = h.at.Add(time.Second)
		return h.at
	}}
	t.Cleanup(func() { h.close(t) })
	return h
}

// wait lets some seconds pass on the hand's clock, or brings it back.
func (h *hand) wait(seconds int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = h.at.Add(time.Duration(seconds) * time.Second)
}

func (h *hand) open(t testing.TB) *Project {
	t.Helper()
	if h.p == nil {
		p, err := Open(h.path, h.o)
		if err != nil {
			t.Fatal(err)
		}
		h.p = p
	}
	return h.p
}

func (h *hand) close(t testing.TB) {
	t.Helper()
	if h.p != nil {
		if err := h.p.Close(); err != nil {
			t.Error(err)
		}
		h.p = nil
	}
}

// given is a colleague who opens a package of the project.
func (h *hand) given(t testing.TB, name string, o PackOptions) *hand {
	t.Helper()
	other := deskOf(t, name)
	pack(t, h.open(t), other.path, o)
	other.open(t)
	return other
}

// union takes in the changes and texts of one file, and tells no more than that.
func (p *Project) union(ctx context.Context, path string, another bool) (u united, err error) {
	f, err := openIncoming(ctx, path)
	if err != nil {
		return u, err
	}
	defer f.Close()
	if err = p.compare(ctx, f, nothing); err != nil {
		return u, ofTheirs(err)
	}
	err = p.change(func() error {
		u, err = p.unite(ctx, []*incoming{f}, uniting{another: another})
		return err
	})
	return u, ofTheirs(err)
}

// nothing saves nothing.
func nothing() *saving { return nil }

// aside sets a receipt aside, or puts it in again.
func aside(t testing.TB, p *Project, receipt int64, aside bool) error {
	t.Helper()
	_, err := p.TakeBack(context.Background(), receipt, !aside)
	return err
}

// takes takes in the whole file of another.
func (h *hand) takes(t testing.TB, from *hand) united {
	t.Helper()
	from.close(t)
	u, err := h.open(t).union(context.Background(), from.path, false)
	if err != nil {
		t.Fatal(err)
	}
	from.open(t)
	return u
}

// copyFile copies a file that nobody has open, as a person does.
func copyFile(t testing.TB, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(out, in)
	if err2 := out.Close(); err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
}

// copyName is under which name changes are made in a project.
func (h *hand) copyName(t testing.TB) annotate.ID {
	t.Helper()
	act, err := h.open(t).SetSetting("name of "+h.name, h.at.String())
	did(t, act, err)
	return h.p.desk.copy
}

// agree fails the test unless all have the same log, state and lists, and are
// in order.
func agree(t testing.TB, hands ...*hand) {
	t.Helper()
	first := hands[0].open(t)
	log, state := logOf(t, first), stateOf(t, first)
	shows := shownBy(t, first.View)
	for _, h := range hands {
		p := h.open(t)
		if logOf(t, p) != log {
			t.Fatalf("%s and %s have different logs", hands[0].name, h.name)
		}
		if stateOf(t, p) != state {
			t.Fatalf("%s and %s have different states", hands[0].name, h.name)
		}
		if d := differences(shownBy(t, p.View), shows); d != "" {
			t.Fatalf("%s and %s show different things:%s", h.name, hands[0].name, d)
		}
		sound(t, p)
	}
}
