package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// merges merges closed files of others, and opens them again.
func (h *hand) merges(t testing.TB, o MergeOptions, from ...*hand) Merged {
	t.Helper()
	var paths []string
	for _, x := range from {
		x.close(t)
		paths = append(paths, x.path)
	}
	m, err := h.open(t).Merge(t.Context(), paths, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range from {
		x.open(t)
	}
	return m
}

// A merge that is tried writes no new passages down, and tells of them all the same
// what the merge does: that one hangs on what was removed here, too.
func TestMergeTried(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Remove(claim(m.Claim))
	did(t, act, err)
	fresh, act, err := b.p.Annotate(NewAnnotation{Article: in.ID, Span: annotate.Span{Start: 0, End: 5}, Verdict: annotate.Confirmed, Claim: m.Claim})
	did(t, act, err)
	act, err = b.p.Set(annotation(fresh.ID), annotate.Fields{"note": "seen twice"})
	did(t, act, err)
	act, err = b.p.Decide(m.Claim, annotate.Confirmed, "it says so", fresh.ID)
	did(t, act, err)
	late := add(t, b.p, draft("One more text of quite another kind.", "Gazette", "2026-02-01"))
	tag(t, b.p, late, "One more", annotate.Disputed, "Alone")

	b.close(t)
	before := dumpDerived(t, a.p)
	tried := must(a.p.Merge(t.Context(), []string{b.path}, MergeOptions{DryRun: true}))
	if dumpDerived(t, a.p) != before {
		t.Error("what was only tried changed the project")
	}
	f := must(openIncoming(t.Context(), b.path))
	if err := a.p.compare(t.Context(), f, nothing); err != nil {
		t.Fatal(err)
	}
	if err := a.p.change(func() error {
		defer a.p.log.Release()
		count := "SELECT count(*) FROM annotation"
		was := must(file.One(a.p.conn, file.Scalar[int], count))
		u, err := a.p.unite(t.Context(), []*incoming{f}, uniting{dry: true, light: true})
		if err != nil {
			return err
		}
		if n := must(file.One(a.p.conn, file.Scalar[int], count)); n != was || u.New != tried.Changes {
			t.Errorf("%d passages were written down, and %d changes came", n-was, u.New)
		}
		if held, err := a.p.log.Fold(annotation(fresh.ID)); err != nil || len(held.Changes()) != 2 {
			t.Errorf("of a passage that is not written down there are %d changes, %v", len(held.Changes()), err)
		}
		return errDryRun
	}); err != errDryRun {
		t.Fatal(err)
	}
	f.Close()
	got := must(a.p.Merge(t.Context(), []string{b.path}, MergeOptions{}))
	tried.Inbox, got.Inbox, tried.Backup = withoutArrival(tried.Inbox), withoutArrival(got.Inbox), got.Backup
	if !reflect.DeepEqual(tried, got) {
		t.Errorf("tried, it told\n%+v\nnot\n%+v", tried, got)
	}
	if len(got.Removed) != 1 || got.Removed[0].Ref != claim(m.Claim) || got.Count(annotate.KindAnnotation, CameNew) != 2 {
		t.Errorf("%+v", got)
	}
}

// Of a file that is not in order nothing is taken in, whatever of it is new, and no
// backup stays of what was not done; one that is told of before it is in order too.
func TestMergeOfDamaged(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b, c := a.given(t, "Ben", PackOptions{}), a.given(t, "Cleo", PackOptions{})
	tag(t, b.p, in, "Officials", annotate.Disputed, "Alone")
	act, err := c.p.Set(claim(m.Claim), annotate.Fields{"note": "seen"})
	did(t, act, err)
	b.close(t)
	c.close(t)
	raw(t, c.path, "INSERT INTO context (annotation, prefix, suffix) VALUES (1, '"+strings.Repeat("x", 33)+"', '')")
	before := logOf(t, a.p)
	_, err = a.p.Merge(t.Context(), []string{b.path, c.path}, MergeOptions{})
	refused(t, err, ErrDamaged, c.path, "cannot merge ")
	if err != nil && !strings.Contains(err.Error(), "these are no words around a passage") {
		t.Error(err)
	}
	if logOf(t, a.p) != before {
		t.Error("something was taken in")
	}
	onlyFiles(t, backupsOf(a.o.Data, a.path), projectNote)
	if got := a.merges(t, MergeOptions{}, b); got.Backup.Path == "" {
		t.Errorf("%+v", got)
	}
}

// Two files are one receipt, before which one backup is made. What came is told,
// and a dry run tells just that and leaves the file byte for byte.
func TestMerge(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, n := example(t, a.p)
	b, c := a.given(t, "Ben", PackOptions{}), a.given(t, "Cleo", PackOptions{})
	act, err := a.p.Set(claim(m.Claim), annotate.Fields{"statement": "Anna's"})
	did(t, act, err)
	act, err = a.p.Remove(annotation(n.ID))
	did(t, act, err)
	act, err = b.p.Set(claim(m.Claim), annotate.Fields{"statement": "Ben's", "note": "a note"})
	did(t, act, err)
	act, err = b.p.Override(annotation(n.ID), annotate.Fields{"verdict": "disputed"})
	did(t, act, err)
	act, err = b.p.Override(annotation(m.ID), annotate.Fields{"attribution": "the ministry"})
	did(t, act, err)
	fresh := tag(t, b.p, in, "Officials", annotate.Disputed, "Alone")
	late := add(t, c.p, draft("One more text of quite another kind.", "Gazette", "2026-02-01"))
	act, err = c.p.Remove(annotation(m.ID))
	if !errors.Is(err, ErrNotYours) {
		t.Fatal(act, err)
	}
	act, err = c.p.RemoveOverriding(annotation(m.ID))
	did(t, act, err)

	a.close(t)
	before := readFile(t, a.path)
	data := a.o.Data
	tried := a.merges(t, MergeOptions{DryRun: true}, b, c)
	a.close(t)
	if got := readFile(t, a.path); string(got) != string(before) {
		t.Error("a dry run changed the file")
	}
	if list, err := Backups(data, a.path); err != nil || len(list) > 0 {
		t.Errorf("a dry run made the backups %v, %v", list, err)
	}
	var progress []int
	got := a.merges(t, MergeOptions{Progress: func(done, all int) { progress = append(progress, done, all) }}, b, c)
	if list, err := Backups(data, a.path); err != nil || len(list) != 1 || list[0].Why != BeforeMerge || list[0] != got.Backup {
		t.Errorf("the backups are %v, %v", list, err)
	}
	bare := func(m Merged) Merged {
		m.Backup = Backup{}
		m.Collisions, m.Removed = slices.Clone(m.Collisions), slices.Clone(m.Removed)
		for i := range m.Collisions {
			m.Collisions[i].Values = slices.Clone(m.Collisions[i].Values)
			for j := range m.Collisions[i].Values {
				m.Collisions[i].Values[j].Here = m.Backup.Made
			}
		}
		for i := range m.Removed {
			m.Removed[i].Here = m.Backup.Made
		}
		return m
	}
	if !reflect.DeepEqual(bare(tried), bare(got)) {
		t.Errorf("tried, it told\n%+v\nnot\n%+v", tried, got)
	}
	if len(progress) > 0 {
		t.Errorf("of a few changes progress was told: %v", progress)
	}
	if got.Receipt != 1 || got.Texts != 1 || got.Count(annotate.KindArticle, CameNew) != 1 || got.Count(annotate.KindAnnotation, CameNew) != 1 || got.Count(annotate.KindClaim, CameNew) != 1 {
		t.Errorf("%+v", got)
	}
	if list := must(a.p.Receipts()); len(list) != 1 || list[0].Changes != got.Changes || list[0].Aside || len(list[0].From) != 2 || list[0].From[0].File != "Ben.claimtrace" {
		t.Errorf("the receipts are %+v", list)
	}
	told := map[annotate.ID]Came{}
	for _, c := range got.Came {
		told[c.ID] = c
	}
	if c := told[m.Claim]; c.How != CameEdited || len(c.By) != 1 || c.By[0].Name != "Ben" || !slices.Contains(c.Edits, Edit{Field: "note", To: "a note"}) {
		t.Errorf("of the claim: %+v", c)
	}
	if c := told[fresh.ID]; c.How != CameNew || c.Verdict != annotate.Disputed || c.Span != fresh.Span() || c.Article != in.ID || c.Claim != fresh.Claim {
		t.Errorf("of the new passage: %+v", c)
	}
	if c := told[n.ID]; c.How != CameBack {
		t.Errorf("of what Anna removed and Ben changed: %+v", c)
	}
	if c := told[m.ID]; c.How != CameEdited || !c.Overrides || c.Maker.Name != "Anna" || !slices.Contains(c.Edits, Edit{Field: "attribution", To: "the ministry"}) {
		t.Errorf("of Anna's, which Ben changed and Cleo removed: %+v", c)
	}
	if c := told[fresh.ID]; c.How != CameNew || c.Article != in.ID || c.Claim != fresh.Claim || c.Maker.Name != "Ben" {
		t.Errorf("of a new passage: %+v", c)
	}
	if c := told[late.ID]; c.How != CameNew || c.Name != late.Title {
		t.Errorf("of a new article: %+v", c)
	}
	if len(got.Collisions) != 1 || got.Collisions[0].Register != "statement" || got.Collisions[0].ID != m.Claim || len(got.Collisions[0].Values) != 2 {
		t.Fatalf("collisions: %+v", got.Collisions)
	}
	for _, v := range got.Collisions[0].Values {
		if v.By.Name+"'s" != v.Value.Text || len(v.Fields) != 1 || v.Fields[0].To != v.Value.Text || (v.By.Name == "Ben") != (v.Receipt == 1) {
			t.Errorf("%+v", v)
		}
	}
	if len(got.Removed) != 2 {
		t.Fatalf("removed: %+v", got.Removed)
	}
	for _, r := range got.Removed {
		if r.Worker.Name != "Ben" || r.ID == n.ID && r.By.Name != "Anna" || r.ID == m.ID && r.By.Name != "Cleo" {
			t.Errorf("%+v", r)
		}
	}
	sound(t, a.p)
	// Again there is nothing new, and nothing is told or made.
	if again := a.merges(t, MergeOptions{}, b, c, b); again.Receipt != 0 || again.Changes != 0 || len(again.Came)+len(again.Collisions)+len(again.Removed) > 0 || again.Backup != (Backup{}) {
		t.Errorf("again: %+v", again)
	}
	if len(must(a.p.Receipts())) != 1 {
		t.Error("there is another receipt")
	}
	for _, h := range []*hand{b, c} {
		h.merges(t, MergeOptions{}, a)
	}
	agree(t, a, b, c)
	first := fmt.Sprint(withoutArrival(must(a.p.Inbox())))
	for _, h := range []*hand{b, c} {
		if got := fmt.Sprint(withoutArrival(must(h.p.Inbox()))); got != first {
			t.Errorf("%s has another inbox:\n%s\nnot\n%s", h.name, got, first)
		}
	}
}

// withoutArrival is an inbox without what is each copy's own.
func withoutArrival(in Inbox) Inbox {
	for i := range in.Collisions {
		for j := range in.Collisions[i].Values {
			in.Collisions[i].Values[j].Arrived = Arrived{}
		}
	}
	for i := range in.Removed {
		in.Removed[i].Arrived = Arrived{}
	}
	return in
}

// A collision is settled by an ordinary edit, in every copy; another's annotation
// only by overriding.
func TestSettle(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, n := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Decide(m.Claim, annotate.Confirmed, "seen", n.ID)
	did(t, act, err)
	act, err = b.p.Decide(m.Claim, annotate.Disputed, "unseen", m.ID)
	did(t, act, err)
	act, err = a.p.Set(annotation(m.ID), annotate.Fields{"start": 44})
	did(t, act, err)
	act, err = b.p.Override(annotation(m.ID), annotate.Fields{"end": 60})
	did(t, act, err)
	got := a.merges(t, MergeOptions{}, b)
	b.merges(t, MergeOptions{}, a)
	if len(got.Collisions) != 2 || got.Collisions[0].Register != "decision" || got.Collisions[1].Register != "place" {
		t.Fatalf("%+v", got.Collisions)
	}
	if in := must(b.p.InboxOf(annotation(m.ID))); len(in.Collisions) != 1 || in.Collisions[0].Article != m.Article {
		t.Errorf("of the passage: %+v", in)
	}
	decision, place := got.Collisions[0], got.Collisions[1]
	value := func(c Collision, who string) Held {
		for _, v := range c.Values {
			if v.By.Name == who {
				return v
			}
		}
		t.Fatalf("nothing is of %s in %+v", who, c)
		return Held{}
	}
	for what, c := range map[string]struct {
		ref      Ref
		register string
		as       annotate.ID
		kind     error
	}{
		"another's":             {annotation(m.ID), "place", value(place, "Anna").Change, ErrNotYours},
		"what does not collide": {claim(m.Claim), "statement", value(decision, "Anna").Change, ErrInvalid},
		"no such register":      {claim(m.Claim), "colour", value(decision, "Anna").Change, ErrInvalid},
		"a change of another":   {claim(m.Claim), "decision", value(place, "Anna").Change, ErrInvalid},
		"nothing":               {claim(nobody), "decision", value(place, "Anna").Change, ErrNoEntity},
	} {
		if act, err := b.p.Settle(c.ref, c.register, c.as, false); !errors.Is(err, c.kind) || act.Changes != 0 {
			t.Errorf("%s: %+v, %v", what, act, err)
		}
	}
	act, err = a.p.Settle(claim(m.Claim), "decision", value(decision, "Ben").Change, false)
	if did(t, act, err); act.Did != "claim.settle" {
		t.Errorf("%+v", act)
	}
	if v := must(a.p.Claim(m.Claim)); v.Resolved != annotate.Disputed || v.Reason != "unseen" || v.DecidedBy != someone("Anna").ID || v.Evidence != annotate.JoinIDs(m.ID) {
		t.Errorf("settled, it is %+v", v)
	}
	act, err = b.p.Settle(annotation(m.ID), "place", value(place, "Ben").Change, true)
	did(t, act, err)
	a.merges(t, MergeOptions{}, b)
	b.merges(t, MergeOptions{}, a)
	agree(t, a, b)
	if in := must(a.p.Inbox()); !in.Empty() {
		t.Errorf("it is not settled: %+v", in)
	}
	if x := must(a.p.Annotation(m.ID)); x.End != 60 || x.Start != 40 {
		t.Errorf("it is at %d–%d", x.Start, x.End)
	}
	// Settling is undone as any edit is.
	act, err = a.p.Undo()
	var merged *MergedError
	if !errors.As(err, &merged) {
		t.Fatalf("%+v, %v", act, err)
	}
	act, err = a.p.UndoOwn()
	did(t, act, err)
	if in := must(a.p.Inbox()); len(in.Collisions) != 1 || in.Collisions[0].Register != "decision" {
		t.Errorf("undone, the inbox is %+v", in)
	}
	sound(t, a.p)
}

// What one removed, or unmade, and another worked on is kept, or removed for good.
func TestSettleRemoved(t *testing.T) {
	t.Parallel()
	for _, unmade := range []bool{false, true} {
		for _, keep := range []bool{false, true} {
			a := newHand(t, "Anna")
			example(t, a.p)
			v, _, err := a.p.AddClaim("Another claim")
			if err != nil {
				t.Fatal(err)
			}
			b := a.given(t, "Ben", PackOptions{})
			act, err := b.p.Set(claim(v.ID), annotate.Fields{"note": "worked on"})
			did(t, act, err)
			if unmade {
				act, err = a.p.Undo()
			} else {
				act, err = a.p.Remove(claim(v.ID))
			}
			did(t, act, err)
			b.merges(t, MergeOptions{}, a)
			got := a.merges(t, MergeOptions{}, b)
			what := fmt.Sprint("unmade ", unmade, ", kept ", keep)
			if len(got.Removed) != 1 || got.Removed[0].ID != v.ID || got.Removed[0].By.Name != "Anna" || got.Removed[0].Worker.Name != "Ben" {
				t.Fatalf("%s: %+v", what, got.Removed)
			}
			if keep {
				act, err = b.p.Keep(claim(v.ID))
			} else {
				act, err = b.p.Remove(claim(v.ID))
			}
			did(t, act, err)
			a.merges(t, MergeOptions{}, b)
			agree(t, a, b)
			if in := must(a.p.Inbox()); !in.Empty() {
				t.Errorf("%s: the inbox is %+v", what, in)
			}
			if _, err := a.p.Claim(v.ID); (err == nil) != keep {
				t.Errorf("%s: %v", what, err)
			}
			if act, err := a.p.Keep(claim(v.ID)); keep && (err != nil || act.Changes != 0) {
				t.Errorf("%s, and kept again: %+v, %v", what, act, err)
			}
		}
	}
}

// Two reviewers' different verdicts on one passage are two annotations, and no
// collision.
func TestVerdictsOfTwoAreNoCollision(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	n := tag(t, b.p, in, m.Quote, annotate.Disputed, "There is a pause")
	got := a.merges(t, MergeOptions{}, b)
	if !got.Inbox.Empty() || len(must(a.p.Annotations(Filter{Article: in.ID}))) != 2 || n.Verdict == m.Verdict {
		t.Errorf("%+v", got.Inbox)
	}
}

// What is kept but cannot be shown is told, with the reason.
func TestMergeHides(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	n := tag(t, b.p, in, "Officials", annotate.Disputed, "")
	b.p.act("sketch.add", func(rec *recording) error {
		if _, err := rec.put(change.Draft{Ref: Ref{Kind: "sketch"}, Sets: []change.Field{life(true)}}); err != nil {
			return err
		}
		if _, err := rec.put(change.Draft{Ref: claim(nobody), Sets: []change.Field{{Name: "note", Value: change.OfText("of what is not here")}}}); err != nil {
			return err
		}
		_, err := rec.put(change.Draft{Ref: claim(m.Claim), Sets: []change.Field{{Name: "note", Value: change.OfInt(7)}}})
		return err
	})
	c := b.given(t, "Cleo", PackOptions{})
	act, err := c.p.Remove(article(in.ID))
	did(t, act, err)
	got := a.merges(t, MergeOptions{}, c)
	why := map[annotate.ID]WhyHidden{}
	kinds := map[annotate.Kind]WhyHidden{}
	for _, h := range got.Hidden {
		why[h.ID], kinds[h.Kind] = h.Why, h.Why
	}
	if len(got.Hidden) != 4 || kinds["sketch"] != UnknownKind || why[nobody] != Unmade || why[m.Claim] != Unreadable || why[n.ID] != NoArticle {
		t.Errorf("%+v", got.Hidden)
	}
	if i := slices.IndexFunc(got.Came, func(c Came) bool { return c.ID == in.ID }); i < 0 || got.Came[i].How != CameGone {
		t.Errorf("%+v", got.Came)
	}
}

// The same article under two addresses or in two extractions, and the same claim
// made by two, are offered to be joined; what is joined, or follows, is not.
func TestMergeOffersJoins(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	var words []string
	for i := range 120 {
		words = append(words, fmt.Sprintf("word%d says", i*i%97))
	}
	long := strings.Join(words, " ") + "."
	of := func(text, outlet, url string) Draft {
		d := draft(text, outlet, "2026-01-29")
		d.Article.URL = url
		return d
	}
	first := add(t, a.p, of(thursday, "Courier", "https://courier.example/pause"))
	whole := add(t, a.p, of(long, "Herald", "https://herald.example/long"))
	v, _, err := a.p.AddClaim("Kyiv is cold")
	if err != nil {
		t.Fatal(err)
	}
	b := a.given(t, "Ben", PackOptions{})
	elsewhere := add(t, b.p, of(thursday, "Mirror", "https://mirror.example/7"))
	here := add(t, a.p, of("One extraction that says something.", "Courier", "https://courier.example/talks"))
	there := add(t, b.p, of("Another extraction, of few words.", "Courier", "https://courier.example/talks?utm_source=x"))
	nearly := add(t, b.p, of("By our own correspondent. "+long, "Gazette", "https://gazette.example/1"))
	add(t, b.p, of("Nothing that anybody else says in these words or in this order.", "Post", "https://post.example/1"))
	w, _, err := b.p.AddClaim("kyiv is cold!")
	if err != nil {
		t.Fatal(err)
	}
	x, _, err := a.p.AddClaim("Nobody knows")
	if err != nil {
		t.Fatal(err)
	}
	y, _, err := b.p.AddClaim("Nobody knows")
	if err != nil {
		t.Fatal(err)
	}
	got := a.merges(t, MergeOptions{}, b)
	want := map[string]bool{}
	for _, c := range []struct {
		a, b annotate.ID
		why  Likeness
	}{
		{first.ID, elsewhere.ID, SameText}, {here.ID, there.ID, SameAddress}, {whole.ID, nearly.ID, NearText}, {v.ID, w.ID, NearStatement}, {x.ID, y.ID, SameStatement},
	} {
		want[fmt.Sprint(min(c.a, c.b), max(c.a, c.b), []Likeness{c.why})] = true
	}
	for _, o := range got.Alike {
		key := fmt.Sprint(o.A, o.B, o.Why)
		if !want[key] || o.NameA == "" || o.NameB == "" {
			t.Errorf("offered is %+v", o)
		}
		delete(want, key)
	}
	if len(want) > 0 {
		t.Errorf("not offered are %v", want)
	}
	if len(must(a.p.Joined(claim(v.ID)))) != 1 {
		t.Error("it was joined by itself")
	}
	// By the statement that two have the first is meant.
	if n, _, err := a.p.Annotate(NewAnnotation{Article: first.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed, Statement: "Nobody knows"}); err != nil || n.Claim != x.ID && n.Claim != y.ID {
		t.Errorf("%+v, %v", n, err)
	}
	act, err := a.p.Join(claim(v.ID), claim(w.ID))
	did(t, act, err)
	act, err = a.p.Set(article(there.ID), annotate.Fields{"supersedes": string(here.ID)})
	did(t, act, err)
	list, err := a.p.Alike(t.Context())
	if err != nil || len(list) != 3 {
		t.Errorf("of the whole project: %+v, %v", list, err)
	}
	// What somebody holds apart is not offered any more, to nobody who takes that in,
	// until it is undone.
	act, err = a.p.HoldApart(article(nearly.ID), article(whole.ID))
	did(t, act, err)
	if again, err := a.p.HoldApart(article(whole.ID), article(nearly.ID)); err != nil || again.Changes > 0 {
		t.Errorf("held apart twice: %+v, %v", again, err)
	}
	if _, err := a.p.HoldApart(article(whole.ID), claim(v.ID)); !errors.Is(err, ErrInvalid) {
		t.Errorf("an article is held apart from a claim: %v", err)
	}
	apart := must(a.p.Alike(t.Context()))
	if len(apart) != 2 || slices.ContainsFunc(apart, func(o Alike) bool { return slices.Contains(o.Why, NearText) }) {
		t.Errorf("held apart, offered are %+v", apart)
	}
	brought := b.merges(t, MergeOptions{}, a)
	if there := must(b.p.Alike(t.Context())); !reflect.DeepEqual(there, apart) {
		t.Errorf("where it was taken in, offered are %+v", there)
	}
	if i := slices.IndexFunc(brought.Came, func(c Came) bool { return c.Kind == annotate.KindJoin }); i < 0 ||
		brought.Came[i].A != claim(min(v.ID, w.ID)) || brought.Came[i].B != claim(max(v.ID, w.ID)) {
		t.Errorf("of the join it is told %+v", brought.Came)
	}
	act, err = a.p.Undo()
	did(t, act, err)
	if list := must(a.p.Alike(t.Context())); len(list) != 3 {
		t.Errorf("undone, offered are %+v", list)
	}
}

// Undo never goes past a merge unasked: neither right after it, nor once all that was
// done since is undone.
func TestUndoDownToAMerge(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	var receipts []int64
	for _, words := range []string{"Alone", "Alone again"} {
		tag(t, b.p, in, "Officials", annotate.Disputed, words)
		receipts = append(receipts, a.merges(t, MergeOptions{}, b).Receipt)
	}
	act, err := a.p.Set(annotation(m.ID), annotate.Fields{"note": "since"})
	did(t, act, err)
	if a.p.LastMerge() != 0 {
		t.Error("something was done since the merge")
	}
	for _, want := range []int64{receipts[1], receipts[0]} {
		if want == receipts[1] {
			act, err = a.p.Undo()
			did(t, act, err)
		} else if _, err := a.p.TakeBack(t.Context(), receipts[1], false); err != nil {
			t.Fatal(err)
		}
		var merged *MergedError
		if act, err := a.p.Undo(); !errors.As(err, &merged) || merged.Receipt != want || act.Changes != 0 || a.p.CanUndo() != codeMerge {
			t.Fatalf("undo down to merge %d: %+v, %v", want, act, err)
		}
	}
	act, err = a.p.UndoOwn()
	did(t, act, err)
	if a.p.LastMerge() != 0 {
		t.Error("what was gone past is offered again")
	}
}

// A merge is taken back and put in again, and what other work needs of it stays in
// and is told. Right after it undo offers that, and after something else goes on.
func TestTakeBack(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, m, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	alone := tag(t, b.p, in, "Officials", annotate.Disputed, "Alone")
	before := shownBy(t, a.p.View)
	if a.p.LastMerge() != 0 || a.p.CanUndo() == codeMerge {
		t.Error("nothing was merged")
	}
	got := a.merges(t, MergeOptions{}, b)
	with := shownBy(t, a.p.View)
	var merged *MergedError
	act, err := a.p.Undo()
	if !errors.As(err, &merged) || !errors.Is(err, ErrMerged) || merged.Receipt != got.Receipt || act.Changes != 0 || a.p.CanUndo() != codeMerge || strings.Contains(err.Error(), "\n") {
		t.Fatalf("undo right after it: %+v, %v", act, err)
	}
	a.close(t)
	if a.open(t).LastMerge() != got.Receipt {
		t.Error("opened again, the merge was not the last")
	}
	taken, err := a.p.TakeBack(t.Context(), got.Receipt, false)
	if err != nil || !taken.Changed || !taken.Aside || len(taken.Stays) > 0 {
		t.Fatalf("%+v, %v", taken, err)
	}
	if d := differences(shownBy(t, a.p.View), before); d != "" {
		t.Errorf("taken back, it shows otherwise: %s", d)
	}
	if a.p.LastMerge() != 0 || a.p.CanUndo() == codeMerge {
		t.Error("what was taken back is offered again")
	}
	if taken, err := a.p.TakeBack(t.Context(), got.Receipt, false); err != nil || taken.Changed {
		t.Errorf("again: %+v, %v", taken, err)
	}
	if taken, err := a.p.TakeBack(t.Context(), got.Receipt, true); err != nil || !taken.Changed || taken.Aside {
		t.Errorf("%+v, %v", taken, err)
	}
	if d := differences(shownBy(t, a.p.View), with); d != "" {
		t.Errorf("put in again: %s", d)
	}
	act, err = a.p.Set(annotation(m.ID), annotate.Fields{"claim": string(alone.Claim)})
	did(t, act, err)
	if taken, err = a.p.TakeBack(t.Context(), got.Receipt, false); err != nil || taken.Kept != 1 || len(taken.Stays) != 1 || taken.Stays[0].Ref != claim(alone.Claim) || taken.Stays[0].Name != "Alone" {
		t.Errorf("what is needed: %+v, %v", taken, err)
	}
	if list := must(a.p.Receipts()); len(list) != 1 || !list[0].Aside || list[0].Kept != 1 {
		t.Errorf("%+v", list)
	}
	act, err = a.p.Undo()
	if did(t, act, err); must(a.p.Annotation(m.ID)).Claim != m.Claim {
		t.Error("what was done since is not undone")
	}
	if _, err := a.p.TakeBack(t.Context(), 77, false); !errors.Is(err, ErrNoEntity) {
		t.Errorf("a receipt that there is not: %v", err)
	}
	if _, err := b.p.TakeBack(t.Context(), packedIn, false); !errors.Is(err, ErrInvalid) {
		t.Errorf("what a package began with: %v", err)
	}
	if list := must(b.p.Receipts()); len(list) > 0 {
		t.Errorf("what a package began with is listed: %+v", list)
	}
	sound(t, a.p)
	// Called off, it leaves what was.
	state := stateOf(t, a.p)
	for n := range 6 {
		if _, err := a.p.TakeBack(stopAfter(n), got.Receipt, true); err == nil {
			break
		} else if !errors.Is(err, context.Canceled) || stateOf(t, a.p) != state {
			t.Fatalf("called off: %v", err)
		}
	}
}

// A merge of several files of which one cannot be taken in, or that is called off,
// brings nothing.
func TestMergeWholeOrNot(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, _, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	tag(t, b.p, in, "Officials", annotate.Disputed, "Alone")
	b.close(t)
	stranger := newHand(t, "Zoe")
	example(t, stranger.p)
	stranger.close(t)
	spoilt := filepath.Join(t.TempDir(), "spoilt.claimtrace")
	copyFile(t, b.path, spoilt)
	raw(t, spoilt, "UPDATE change SET clock = clock + 1 WHERE key = (SELECT max(key) FROM change)")
	a.close(t)
	before := readFile(t, a.path)
	a.open(t)
	for what, c := range map[string]struct {
		paths []string
		kind  error
	}{
		"another project": {[]string{b.path, stranger.path}, ErrStranger},
		"a spoilt one":    {[]string{b.path, spoilt}, ErrDamaged},
		"a missing one":   {[]string{b.path, spoilt + "x"}, ErrMissing},
		"itself":          {[]string{b.path, a.path}, ErrLocked},
	} {
		m, err := a.p.Merge(t.Context(), c.paths, MergeOptions{})
		refused(t, err, c.kind, c.paths[1], "cannot merge ")
		if m.Changes != 0 {
			t.Errorf("%s: %+v", what, m)
		}
	}
	if list, err := Backups(a.o.Data, a.path); err != nil || len(list) > 0 {
		t.Errorf("of what was not merged there are the backups %v, %v", list, err)
	}
	called := 0
	for n := 0; ; n += 1 + n {
		_, err := a.p.Merge(stopAfter(n), []string{b.path}, MergeOptions{DryRun: true})
		if err == nil {
			break
		}
		called++
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	if called < 3 {
		t.Errorf("it could be called off at %d places", called)
	}
	a.close(t)
	if string(readFile(t, a.path)) != string(before) {
		t.Error("something is left in the file")
	}
	m, err := a.open(t).Merge(t.Context(), []string{b.path, stranger.path}, MergeOptions{Another: true})
	if err != nil || m.Count(annotate.KindArticle, CameNew)+m.Count(annotate.KindAnnotation, CameNew) == 0 {
		t.Errorf("%+v, %v", m, err)
	}
	sound(t, a.p)
	o := a.o
	o.ReadOnly = true
	a.close(t)
	p := openProject(t, a.path, o)
	if _, err := p.Merge(t.Context(), []string{b.path}, MergeOptions{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("for reading only: %v", err)
	}
}

// How far a merge is is told as it goes, and never goes back or beyond.
func TestMergeProgress(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	in, _, _, _ := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	var list []NewAnnotation
	for range 600 {
		list = append(list, NewAnnotation{Article: in.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed})
	}
	if _, _, err := b.p.AnnotateAll(t.Context(), list, nil); err != nil {
		t.Fatal(err)
	}
	last, calls := 0, 0
	a.merges(t, MergeOptions{Progress: func(done, all int) {
		if calls++; done <= last || done > all || all < 1200 {
			t.Errorf("%d of %d after %d", done, all, last)
		}
		last = done
	}}, b)
	if calls < 3 {
		t.Errorf("it was told %d times", calls)
	}
}
