package store

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// crowd is several persons with files of one project.
type crowd struct {
	copies int // that were made beside a file
	t      *testing.T
	rng    *rand.Rand
	hands  []*hand
	names  map[annotate.ID]string // of copies, by whose they are
	turn   int
	did    map[string]int
}

func (c *crowd) pick() *hand { return c.hands[c.rng.IntN(len(c.hands))] }

// step does something by somebody and says what.
func (c *crowd) step() (what string, err error) {
	h := c.pick()
	switch n := c.rng.IntN(40); {
	case n < 26:
		what, err = c.work(h)
		if errors.Is(err, ErrNotYours) || errors.Is(err, ErrNothingToUndo) || errors.Is(err, ErrNothingToRedo) || errors.Is(err, ErrAmbiguousID) || errors.Is(err, ErrTextWithheld) {
			return what + " (refused)", nil
		}
		if err == nil && h.p.desk.settled {
			c.named(h)
		}
	case n < 32:
		from := c.pick()
		if from == h {
			return "nothing", nil
		}
		what = "merge of a file"
		from.close(c.t)
		err = c.merge(h, from.path)
		from.open(c.t)
	case n < 35:
		from := c.pick()
		if from == h {
			return "nothing", nil
		}
		what = "merge of a package"
		path := filepath.Join(c.t.TempDir(), "package.claimtrace")
		o := PackOptions{WithoutText: c.rng.IntN(3) == 0, WithoutHistory: c.rng.IntN(3) == 0, WithoutNotes: c.rng.IntN(3) == 0}
		if s := shownBy(c.t, from.p.View); c.rng.IntN(2) == 0 && len(s.Articles) > 0 && len(s.Claims) > 0 {
			what = "merge of a part"
			if c.rng.IntN(2) == 0 {
				o.Only.Articles = []annotate.ID{anyOf(c.rng, s.Articles)}
			} else {
				o.Only.Claims = []annotate.ID{anyOf(c.rng, s.Claims), anyOf(c.rng, s.Claims)}
			}
		}
		pack(c.t, from.p, path, o)
		err = c.merge(h, path)
	case n < 36:
		what = "reopen"
		h.close(c.t)
		h.open(c.t)
	case n < 37: // a file of before comes back
		what = "roll back"
		old := filepath.Join(c.t.TempDir(), "old.claimtrace")
		if err := h.p.SaveAs(c.t.Context(), old); err != nil {
			return what, err
		}
		for range 3 {
			if _, err := c.work(h); err != nil && !errors.Is(err, ErrNotYours) && !errors.Is(err, ErrNothingToUndo) && !errors.Is(err, ErrNothingToRedo) && !errors.Is(err, ErrAmbiguousID) && !errors.Is(err, ErrTextWithheld) {
				return what, err
			}
		}
		later := filepath.Join(c.t.TempDir(), "later.claimtrace")
		h.close(c.t)
		copyFile(c.t, h.path, later)
		writeFile(c.t, h.path, readFile(c.t, old))
		_, err = h.open(c.t).union(c.t.Context(), later, false)
	case n < 38:
		what = "copy beside"
		h.close(c.t)
		c.copies++
		path := filepath.Join(filepath.Dir(h.path), fmt.Sprint("copy", c.copies, ".claimtrace"))
		copyFile(c.t, h.path, path)
		if c.rng.IntN(2) == 0 { // and goes on in the copy
			if err := os.Remove(h.path); err != nil {
				return what, err
			}
			h.path = path
		}
		h.open(c.t)
	case n < 39:
		what = "crash"
		content := filepath.Join(c.t.TempDir(), "left.claimtrace")
		if err := h.p.SaveAs(c.t.Context(), content); err != nil {
			return what, err
		}
		if err := h.p.conn.Close(); err != nil {
			return what, err
		}
		_ = h.p.file.Close() // for its lock alone
		h.p = nil
		writeFile(c.t, h.path, readFile(c.t, content))
		h.open(c.t)
	default:
		what = "clock"
		h.wait(c.rng.IntN(20_000_000) - 10_000_000)
	}
	return what, err
}

// merge merges a file, which is tried before every other time: that leaves what was.
func (c *crowd) merge(h *hand, path string) error {
	p := h.open(c.t)
	var tried Merged
	dry := c.rng.IntN(2) == 0
	if dry {
		before, derived := stands(c.t, p), dumpDerived(c.t, p)
		var err error
		if tried, err = p.Merge(c.t.Context(), []string{path}, MergeOptions{DryRun: true}); err != nil {
			return err
		}
		if stands(c.t, p) != before || dumpDerived(c.t, p) != derived {
			c.t.Fatal("what was only tried changed the project")
		}
	}
	before := must(p.Inbox())
	m, err := p.Merge(c.t.Context(), []string{path}, MergeOptions{})
	if err != nil {
		return err
	}
	if dry {
		tried.Inbox, m.Inbox, tried.Backup, tried.From = withoutArrival(tried.Inbox), withoutArrival(m.Inbox), m.Backup, m.From
		if !reflect.DeepEqual(tried, m) {
			c.t.Fatalf("tried, it told\n%+v\nnot\n%+v", tried, m)
		}
	}
	// What the inbox has and did not have before is told.
	for _, x := range must(p.Inbox()).Collisions {
		is := func(y Collision) bool { return brief(x) == brief(y) }
		if slices.ContainsFunc(before.Collisions, is) == slices.ContainsFunc(m.Collisions, is) {
			c.t.Fatalf("of %s this is told twice, or never", brief(x))
		}
	}
	return nil
}

// brief names a collision by the changes that it is of.
func brief(x Collision) string {
	s := fmt.Sprint(x.Ref, x.Register)
	for _, v := range x.Values {
		s += " " + string(v.Change)
	}
	return s
}

// asks are what asks to be settled in a project, by the rules alone.
func asks(t *testing.T, p *Project) (list []string) {
	t.Helper()
	m := change.NewMemory()
	if err := p.Changes(func(c *change.Change) error { m.Add(c); return nil }); err != nil {
		t.Fatal(err)
	}
	for _, r := range m.Entities() {
		f := must(m.Fold(r))
		life := must(change.LifeOf(m, f))
		if !life.Live || must(p.log.Kind(r.ID)) == "" {
			continue
		}
		for _, register := range f.Collisions() {
			if spec := annotate.Spec(r.Kind).RegisterNamed(register); spec == nil || spec.Who != annotate.Nobody {
				list = append(list, fmt.Sprint(r, register))
			}
		}
		if len(life.Open) > 0 {
			list = append(list, fmt.Sprint(r, change.Life))
		}
	}
	slices.Sort(list)
	return list
}

// asking are the same by the table.
func asking(t *testing.T, p *Project) []string {
	t.Helper()
	list, err := file.All(p.conn, func(r file.Row) (string, error) {
		var key int64
		var kind, register string
		if err := r.Scan(&key, &kind, &register); err != nil {
			return "", err
		}
		return fmt.Sprint(key, " ", kind, " ", register), nil
	}, "SELECT key, kind, register FROM inbox")
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range list {
		var key int64
		var kind, register string
		fmt.Sscan(s, &key, &kind, &register)
		list[i] = fmt.Sprint(Ref{Kind: annotate.Kind(kind), ID: must(p.log.ID(key))}, register)
	}
	slices.Sort(list)
	return list
}

// named checks that no two files are worked on under one name.
func (c *crowd) named(h *hand) {
	owner := h.name + " " + h.path
	if was := c.names[h.p.desk.copy]; was != "" && was != owner {
		if _, err := os.Stat(was[len(h.name)+1:]); err == nil {
			c.t.Fatalf("%s and %s are worked on under one name", was, owner)
		}
	}
	c.names[h.p.desk.copy] = owner
}

// work does a random action.
func (c *crowd) work(h *hand) (what string, err error) {
	p := h.open(c.t)
	s := shownBy(c.t, p.View)
	c.turn++
	word := fmt.Sprint(h.name, " ", c.turn)
	override := c.rng.IntN(3) == 0
	n := c.rng.IntN(25)
	switch {
	case n == 20:
		in, err := p.Inbox()
		if err != nil || in.Empty() {
			return "nothing", err
		}
		if len(in.Collisions) > 0 {
			x := in.Collisions[c.rng.IntN(len(in.Collisions))]
			_, err := p.Settle(x.Ref, x.Register, x.Values[c.rng.IntN(len(x.Values))].Change, true)
			return "settle", err
		}
		x := in.Removed[c.rng.IntN(len(in.Removed))]
		if annotate.Spec(x.Kind).Stays || c.rng.IntN(2) == 0 {
			return "settle, kept", second(p.Keep(x.Ref))
		}
		return "settle, removed", second(p.RemoveOverriding(x.Ref))
	case n == 21:
		list, err := p.Receipts()
		if err != nil || len(list) == 0 {
			return "nothing", err
		}
		r := list[c.rng.IntN(len(list))]
		_, err = p.TakeBack(c.t.Context(), r.ID, r.Aside)
		return "take back", err
	case n == 0 || len(s.Articles) == 0:
		i := c.rng.IntN(len(walkerTexts))
		return "add", third(p.AddArticles(c.t.Context(), Drafts(draft(walkerTexts[i], fmt.Sprint("Paper", i), "2026-01-29")), nil))
	case n <= 4 || len(s.Annotations) == 0:
		in := anyOf(c.rng, s.Articles)
		if _, err := p.Text(in); err != nil {
			return "annotate", err
		}
		span, _ := someSpan(c.t, c.rng, p, in)
		return "annotate", third(p.Annotate(NewAnnotation{Article: in, Span: span, Verdict: annotate.Verdicts[c.rng.IntN(3)], Statement: []string{"", "It pauses", "It rains"}[c.rng.IntN(3)], Note: word}))
	case n >= 24 && len(s.Corrections) > 0:
		id := anyOf(c.rng, s.Corrections)
		if override {
			return "remove correction", second(p.RemoveOverriding(correction(id)))
		}
		return "change correction", second(p.Override(correction(id), annotate.Fields{"value": word}))
	case n >= 22:
		return "correct", third(p.Correct(c.t.Context(), someCorrection(c.rng, s.Annotations[anyOf(c.rng, s.Annotations)])))
	case n <= 6:
		id := anyOf(c.rng, s.Annotations)
		fields := annotate.Fields{"verdict": string(annotate.Verdicts[c.rng.IntN(3)]), "note": word}
		if override {
			return "judge", second(p.Override(annotation(id), fields))
		}
		return "judge", second(p.Set(annotation(id), fields))
	case n == 7:
		id := anyOf(c.rng, s.Annotations)
		if _, err := p.Text(s.Annotations[id].Article); err != nil {
			return "move", err
		}
		span, o := someSpan(c.t, c.rng, p, s.Annotations[id].Article)
		if anchor.Check(o, span) != nil {
			return "nothing", nil
		}
		return "move", second(p.Override(annotation(id), annotate.Fields{"start": span.Start, "end": span.End}))
	case n == 8:
		_, _, err := p.Tie(anyOf(c.rng, s.Annotations), "It rains")
		return "tie", err
	case n == 9:
		return "title", second(p.Set(article(anyOf(c.rng, s.Articles)), annotate.Fields{"title": word}))
	case n <= 11 && len(s.Claims) > 0:
		id := anyOf(c.rng, s.Claims)
		var evidence []annotate.ID
		for _, passage := range s.Annotations {
			if passage.Claim == id && (len(evidence) == 0 || passage.ID < evidence[0]) {
				evidence = []annotate.ID{passage.ID}
			}
		}
		return "decide", second(p.Decide(id, annotate.Verdicts[c.rng.IntN(3)], word, evidence...))
	case n == 12 && len(s.Claims) > 0:
		return "word", second(p.Set(claim(anyOf(c.rng, s.Claims)), annotate.Fields{"note": word}))
	case n == 13 && len(s.Claims) > 1:
		a, b := anyOf(c.rng, s.Claims), anyOf(c.rng, s.Claims)
		if a == b {
			return "nothing", nil
		}
		if joined := must(p.Joined(claim(a))); len(joined) > 1 && c.rng.IntN(2) == 0 {
			for _, id := range joined {
				if id != a {
					return "part", second(p.Part(claim(a), claim(id)))
				}
			}
		}
		return "join", second(p.Join(claim(a), claim(b)))
	case n == 14:
		return "remove passage", second(p.RemoveOverriding(annotation(anyOf(c.rng, s.Annotations))))
	case n == 15 && len(s.Claims) > 0:
		return "remove claim", second(p.Remove(claim(anyOf(c.rng, s.Claims))))
	case n == 16:
		return "remove article", second(p.Remove(article(anyOf(c.rng, s.Articles))))
	case n == 17:
		removed, err := p.Removed(c.t.Context())
		if err != nil || len(removed) == 0 {
			return "nothing", err
		}
		r := removed[c.rng.IntN(len(removed))]
		if c.rng.IntN(2) == 0 {
			return "keep", second(p.Keep(r.Ref))
		}
		err = second(p.RestoreOverriding(r.Ref, r.Restore))
		if errors.Is(err, ErrNoEntity) || errors.Is(err, ErrInvalid) { // of a removed article
			err = nil
		}
		return "restore", err
	case n == 18:
		err := second(p.Undo())
		if errors.Is(err, ErrMerged) {
			err = second(p.UndoOwn())
		}
		return "undo", err
	case n == 19 && p.CanRedo() != "":
		return "redo", second(p.Redo())
	}
	return "setting", second(p.SetSetting("title", word))
}

func third[T, U any](_ T, _ U, err error) error { return err }

// Whatever several persons do in files of one project, and however these are
// copied, rolled back, packed and taken in: all agree in the end, every file is
// in order at all times, no two go on under one name, and the derived tables are
// what a rebuild makes.
func TestRandomHands(t *testing.T) {
	for seed := range uint64(3 * walks) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := &crowd{t: t, rng: rand.New(rand.NewPCG(seed, 9)), names: map[annotate.ID]string{}, did: map[string]int{}}
			first := newHand(t, "Anna")
			example(t, first.p)
			c.hands = []*hand{first}
			for i, name := range []string{"Ben", "Cleo", "Anna"}[:1+seed%3] {
				var other *hand
				if i%2 == 0 {
					other = first.given(t, name, PackOptions{WithoutText: seed%4 == 3})
				} else {
					other = deskOf(t, name)
					first.close(t)
					copyFile(t, first.path, other.path)
					first.open(t)
					other.open(t)
				}
				c.hands = append(c.hands, other)
			}
			for i := range 90 {
				what, err := c.step()
				if err != nil {
					t.Fatalf("step %d, %s: %v", i, what, err)
				}
				c.did[what]++
				if i%90 == 89 {
					for _, h := range c.hands {
						sound(t, h.p)
					}
				}
			}
			for _, h := range c.hands { // what is set aside is each one's own
				for _, r := range must(h.p.Receipts()) {
					if _, err := h.p.TakeBack(t.Context(), r.ID, true); err != nil {
						t.Fatal(err)
					}
				}
			}
			for range 2 {
				for _, to := range c.hands {
					for _, from := range c.hands {
						if to != from {
							to.takes(t, from)
						}
					}
				}
			}
			agree(t, c.hands...)
			want, inbox := asks(t, c.hands[0].p), withoutArrival(must(c.hands[0].p.Inbox()))
			var dump string
			for i, h := range c.hands {
				if got := asking(t, h.p); !slices.Equal(got, want) {
					t.Fatalf("at %s asks\n%q\nby the rules\n%q", h.name, got, want)
				}
				if got := withoutArrival(must(h.p.Inbox())); !reflect.DeepEqual(got, inbox) {
					t.Fatalf("%s has another inbox:\n%+v\nnot\n%+v", h.name, got, inbox)
				}
				before := dumpDerived(t, h.p)
				if err := h.p.Rebuild(t.Context()); err != nil {
					t.Fatal(err)
				}
				if after := dumpDerived(t, h.p); after != before {
					t.Fatalf("of %s a rebuild makes other tables:\n%s\nnot\n%s", h.name, after, before)
				}
				lists := fmt.Sprint(must(h.p.Articles()), must(h.p.Claims()), must(h.p.Annotations(Filter{})), must(h.p.Corrections()), must(h.p.Reviewers()))
				if i > 0 && lists != dump {
					t.Fatalf("%s lists otherwise:\n%s\nnot\n%s", h.name, lists, dump)
				}
				dump = lists
				h.close(t)
				verified(t, h.path)
			}
			if testing.Verbose() {
				t.Log(maps.Clone(c.did))
			}
		})
	}
}
