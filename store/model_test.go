package store

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/facet"
	"claimtrace/annotate/text"
)

// shown is what a project shows, without the times of changes.
type shown struct {
	Articles    map[annotate.ID]annotate.Article
	Claims      map[annotate.ID]annotate.Claim
	Annotations map[annotate.ID]annotate.Annotation
	Corrections map[annotate.ID]annotate.Correction
	Title       string
}

func newShown() shown {
	return shown{map[annotate.ID]annotate.Article{}, map[annotate.ID]annotate.Claim{}, map[annotate.ID]annotate.Annotation{}, map[annotate.ID]annotate.Correction{}, ""}
}

func (m shown) put(v any) {
	switch v := v.(type) {
	case annotate.Article:
		v.Added = time.Time{}
		m.Articles[v.ID] = v
	case annotate.Claim:
		v.Created, v.Decided = time.Time{}, 0
		m.Claims[v.ID] = v
	case annotate.Annotation:
		v.Created, v.Modified = time.Time{}, time.Time{}
		m.Annotations[v.ID] = v
	case annotate.Correction:
		v.Created, v.Modified = time.Time{}, time.Time{}
		m.Corrections[v.ID] = v
	}
}

// shownBy reads a project through its queries.
func shownBy(t testing.TB, v *View) shown {
	t.Helper()
	m := newShown()
	articles, err := v.Articles()
	if err != nil {
		t.Fatal(err)
	}
	claims, err := v.Claims() // each of those that are joined by itself
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		m.put(a.Article)
	}
	for _, c := range claims {
		m.put(c.Claim)
	}
	annotations, err := v.Annotations(Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range annotations {
		m.put(n)
	}
	corrections, err := v.Corrections()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range corrections {
		m.put(c)
	}
	if m.Title, err = v.Setting("title"); err != nil {
		t.Fatal(err)
	}
	return m
}

// differences tells how two projects differ, a line for each entity.
func differences(got, want shown) string {
	var b strings.Builder
	tell := func(got, want any) { fmt.Fprintf(&b, "\n got %+v\nwant %+v", got, want) }
	differ(got.Articles, want.Articles, tell)
	differ(got.Claims, want.Claims, tell)
	differ(got.Annotations, want.Annotations, tell)
	differ(got.Corrections, want.Corrections, tell)
	if got.Title != want.Title {
		tell(got.Title, want.Title)
	}
	return b.String()
}

func differ[V comparable](got, want map[annotate.ID]V, tell func(got, want any)) {
	all := maps.Clone(got)
	maps.Copy(all, want)
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if got[id] != want[id] {
			tell(got[id], want[id])
		}
	}
}

// model is what a project should hold, without log and file: what was removed
// is kept, and comes back with what it had.
type model struct {
	shown
	gone map[annotate.ID]bool
}

func newModel() model { return model{newShown(), map[annotate.ID]bool{}} }

func (m model) clone() model {
	return model{shown{maps.Clone(m.Articles), maps.Clone(m.Claims), maps.Clone(m.Annotations), maps.Clone(m.Corrections), m.Title}, maps.Clone(m.gone)}
}

// shows is what of the model is to be seen: passages are hidden with their
// articles, corrections with their passages, and tied to none where their claim was removed.
func (m model) shows() shown {
	s := newShown()
	s.Title = m.Title
	for id, a := range m.Articles {
		if !m.gone[id] {
			s.Articles[id] = a
		}
	}
	for id, c := range m.Claims {
		if !m.gone[id] {
			s.Claims[id] = c
		}
	}
	for id, n := range m.Annotations {
		if m.gone[id] || m.gone[n.Article] {
			continue
		}
		if m.gone[n.Claim] {
			n.Claim = ""
		}
		s.Annotations[id] = n
	}
	for id, c := range m.Corrections {
		if _, in := s.Annotations[c.Annotation]; in && !m.gone[id] {
			s.Corrections[id] = c
		}
	}
	return s
}

// walker does random actions to a project and to its model.
type walker struct {
	t    *testing.T
	rng  *rand.Rand
	p    *Project
	o    Options
	past []model // past[at] is the present; what follows can be done again
	at   int

	stay     bool   // does not close the project
	last     Action // what the last step did
	articles []ArticleRow
	claims   []ClaimRow
}

func newWalker(t *testing.T, seed uint64) *walker {
	t.Helper()
	o := testOptions("Anna")
	o.Data = t.TempDir()
	p, err := Create(filepath.Join(t.TempDir(), "walk.claimtrace"), o)
	if err != nil {
		t.Fatal(err)
	}
	w := &walker{t: t, rng: rand.New(rand.NewPCG(seed, 1)), p: p, o: o, past: []model{newModel()}}
	t.Cleanup(func() { w.p.Close() })
	return w
}

var walkerTexts = []string{
	thursday, friday,
	"The firefighters 👨🏻‍🚒 of Kyiv said nothing; the mayor said it all.",
	"Rain fell in Zażółć on both days.\nNobody counted the drones.",
}

func (w *walker) now() model { return w.past[w.at] }

// did records that an action left the project as m says.
func (w *walker) did(m model) {
	w.past = append(w.past[:w.at+1], m)
	w.at++
}

// anyOf picks one by what it is, so that the same is picked in every run though
// ids are random.
func anyOf[V any](rng *rand.Rand, m map[annotate.ID]V) annotate.ID {
	ids := slices.SortedFunc(maps.Keys(m), func(a, b annotate.ID) int {
		return cmp.Or(cmp.Compare(withoutIDs(m[a]), withoutIDs(m[b])), cmp.Compare(a, b))
	})
	return ids[rng.IntN(len(ids))]
}

func withoutIDs(v any) string {
	switch v := v.(type) {
	case annotate.Claim:
		v.ID, v.Evidence = "", ""
		return fmt.Sprint(v)
	case annotate.Annotation:
		v.ID, v.Claim = "", ""
		return fmt.Sprint(v)
	case annotate.Correction:
		v.ID, v.Annotation = "", ""
		return fmt.Sprint(v)
	}
	return fmt.Sprint(v)
}

// someSpan is a span that words of an article can be annotated at.
func someSpan(t testing.TB, rng *rand.Rand, p *Project, article annotate.ID) (annotate.Span, *text.Offsets) {
	t.Helper()
	s, err := p.Text(article)
	if err != nil {
		t.Fatal(err)
	}
	o := text.NewOffsets(s)
	for {
		start := rng.IntN(o.Len())
		span := annotate.Span{Start: start, End: start + 1 + rng.IntN(o.Len()-start)}
		if anchor.Check(o, span) == nil {
			return span, o
		}
	}
}

// someCorrection is one of a passage or all of its words.
func someCorrection(rng *rand.Rand, n annotate.Annotation) NewCorrection {
	c := NewCorrection{Annotation: n.ID, Kind: []facet.Kind{facet.Source, facet.Scope}[rng.IntN(2)], Value: []string{"", "Kyiv", "the Kremlin"}[rng.IntN(3)]}
	if rng.IntN(2) == 0 {
		c.Start, c.End = n.Start, n.End
	}
	return c
}

func (w *walker) step() (what string, err error) {
	m := w.now().clone()
	sees := m.shows()
	set := func(ref Ref, fields annotate.Fields, change func()) error {
		a, err := w.p.Set(ref, fields)
		w.last = a
		if err == nil && a.Changes > 0 {
			change()
			w.did(m)
		}
		return err
	}
	choice := w.rng.IntN(18)
	switch {
	case choice == 0 || len(sees.Articles) == 0:
		var drafts []Draft
		for range 1 + w.rng.IntN(2) {
			n := w.rng.IntN(len(walkerTexts))
			drafts = append(drafts, draft(walkerTexts[n], fmt.Sprint("Paper", n), "2026-01-29"))
		}
		added, a, err := w.p.AddArticles(w.t.Context(), Drafts(drafts...), nil)
		w.last = a
		for _, one := range added {
			if one.New && m.gone[one.ID] { // made again with what it had
				delete(m.gone, one.ID)
				continue
			}
			article, err := w.p.Article(one.ID)
			if err != nil {
				return "add", err
			}
			m.put(article)
		}
		if a.Changes > 0 {
			w.did(m)
		}
		return "add", err
	case choice <= 3 || len(sees.Annotations) == 0:
		article := anyOf(w.rng, sees.Articles)
		span, _ := someSpan(w.t, w.rng, w.p, article)
		verdict := annotate.Verdicts[w.rng.IntN(3)]
		statement := []string{"", "It pauses", "It rains", "Nobody knows"}[w.rng.IntN(4)]
		n, a, err := w.p.Annotate(NewAnnotation{Article: article, Span: span, Verdict: verdict, Statement: statement, Note: "seen"})
		w.last = a
		if err != nil {
			return "annotate", err
		}
		m.put(n)
		if statement != "" && m.Claims[n.Claim].ID == "" {
			m.put(annotate.Claim{ID: n.Claim, Statement: statement})
		}
		w.did(m)
		return "annotate", nil
	case choice == 4:
		id := anyOf(w.rng, sees.Annotations)
		n := m.Annotations[id]
		n.Verdict, n.Attribution = annotate.Verdicts[w.rng.IntN(3)], "a spokesman"
		return "judge", set(annotation(id), annotate.Fields{"verdict": string(n.Verdict), "attribution": n.Attribution}, func() { m.put(n) })
	case choice == 5:
		id := anyOf(w.rng, sees.Annotations)
		n := m.Annotations[id]
		span, o := someSpan(w.t, w.rng, w.p, n.Article)
		n.Start, n.End, n.Quote = span.Start, span.End, anchor.Select(o, span).Exact
		return "move", set(annotation(id), annotate.Fields{"start": n.Start, "end": n.End}, func() { m.put(n) })
	case choice == 6:
		id := anyOf(w.rng, sees.Annotations)
		c, a, err := w.p.Tie(id, "It rains")
		w.last = a
		if err == nil && a.Changes > 0 {
			n := m.Annotations[id]
			n.Claim = c.ID
			m.put(n)
			m.put(c)
			w.did(m)
		}
		return "tie", err
	case choice == 7:
		id := anyOf(w.rng, sees.Annotations)
		n := m.Annotations[id]
		n.Claim = ""
		return "untie", set(annotation(id), annotate.Fields{"claim": nil}, func() { m.put(n) })
	case choice == 8:
		id := anyOf(w.rng, sees.Articles)
		a := m.Articles[id]
		a.Title = []string{"", "One title", "Another"}[w.rng.IntN(3)]
		return "title", set(article(id), annotate.Fields{"title": a.Title}, func() { m.put(a) })
	case choice == 9 && len(sees.Claims) > 0:
		id := anyOf(w.rng, sees.Claims)
		c := m.Claims[id]
		if c.Resolved = []annotate.Verdict{"", annotate.Disputed, annotate.Confirmed}[w.rng.IntN(3)]; c.Resolved == "" {
			c.DecidedBy = ""
		} else {
			c.DecidedBy = w.p.Reviewer().ID
		}
		return "decide", set(claim(id), annotate.Fields{"resolved": string(c.Resolved)}, func() { m.put(c) })
	case choice == 10:
		m.Title = []string{"", "Winter", "Pause"}[w.rng.IntN(3)]
		a, err := w.p.SetSetting("title", m.Title)
		w.last = a
		if a.Changes > 0 {
			w.did(m)
		}
		return "setting", err
	case choice >= 16:
		n := sees.Annotations[anyOf(w.rng, sees.Annotations)]
		c, a, err := w.p.Correct(w.t.Context(), someCorrection(w.rng, n))
		w.last = a
		if err == nil && a.Changes > 0 {
			m.put(c)
			w.did(m)
		}
		return "correct", err
	case choice == 11:
		var ref Ref
		switch kind := w.rng.IntN(4); {
		case kind == 3 && len(sees.Corrections) > 0:
			ref = correction(anyOf(w.rng, sees.Corrections))
		case kind == 0:
			ref = article(anyOf(w.rng, sees.Articles))
		case kind == 1 && len(sees.Claims) > 0:
			ref = claim(anyOf(w.rng, sees.Claims))
		default:
			ref = annotation(anyOf(w.rng, sees.Annotations))
		}
		m.gone[ref.ID] = true
		w.last, err = w.p.Remove(ref)
		w.did(m)
		return "remove " + string(ref.Kind), err
	case choice <= 13 && w.at > 0:
		return "undo", w.undo()
	case w.at+1 < len(w.past):
		return "redo", w.redo()
	}
	if w.stay {
		return "nothing", nil
	}
	return "reopen", w.reopen()
}

func (w *walker) undo() (err error) {
	w.last, err = w.p.Undo()
	w.at--
	return err
}

func (w *walker) redo() (err error) {
	w.last, err = w.p.Redo()
	w.at++
	return err
}

func (w *walker) reopen() error {
	w.last = Action{}
	path := w.p.Path()
	if err := w.p.Close(); err != nil {
		return err
	}
	p, err := Open(path, w.o)
	if err == nil {
		w.p = p
	}
	return err
}

func (w *walker) check(what string, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
	if len(w.last.Left) > 0 {
		w.t.Fatalf("after %s something was left: %+v", what, w.last.Left)
	}
	if got, want := shownBy(w.t, w.p.View), w.now().shows(); !reflect.DeepEqual(got, want) {
		w.t.Fatalf("after %s the project holds otherwise than it should:%s", what, differences(got, want))
	}
	w.checkLists(what)
	if undo := w.p.CanUndo() != ""; undo != (w.at > 0) {
		w.t.Fatalf("after %s undo offers %q with %d actions done", what, w.p.CanUndo(), w.at)
	}
	if redo := w.p.CanRedo() != ""; redo != (w.at+1 < len(w.past)) {
		w.t.Fatalf("after %s redo offers %q with %d of %d actions done", what, w.p.CanRedo(), w.at, len(w.past)-1)
	}
}

// checkLists holds the lists of articles and claims against those that a view
// has which reads only the rows an action names.
func (w *walker) checkLists(what string) {
	w.t.Helper()
	articles, claims, err := w.p.Lists()
	if err != nil {
		w.t.Fatal(err)
	}
	one, err1 := w.p.Articles()
	two, err2 := w.p.Claims()
	if err1 != nil || err2 != nil || !reflect.DeepEqual(one, articles) || !reflect.DeepEqual(two, claims) {
		w.t.Fatalf("after %s the lists differ when read together: %v, %v", what, err1, err2)
	}
	w.articles = refreshed(w.t, w.articles, w.last.Articles, func(r ArticleRow) annotate.ID { return r.ID }, w.p.ArticleRow, CompareArticles)
	w.claims = refreshed(w.t, w.claims, w.last.Claims, func(r ClaimRow) annotate.ID { return r.ID }, w.p.ClaimRow, CompareClaims)
	if len(w.articles)+len(articles) > 0 && !reflect.DeepEqual(w.articles, articles) {
		w.t.Fatalf("after %s, which says it touched %v, the articles are\n%+v\nnot\n%+v", what, w.last.Articles, articles, w.articles)
	}
	if len(w.claims)+len(claims) > 0 && !reflect.DeepEqual(w.claims, claims) {
		w.t.Fatalf("after %s, which says it touched %v, the claims are\n%+v\nnot\n%+v", what, w.last.Claims, claims, w.claims)
	}
}

// refreshed returns a list with the rows of some ids read anew.
func refreshed[R any](t *testing.T, list []R, ids []annotate.ID, id func(R) annotate.ID, read func(annotate.ID) (R, error), compare func(a, b R) int) []R {
	t.Helper()
	list = slices.DeleteFunc(list, func(r R) bool { return slices.Contains(ids, id(r)) })
	for _, id := range ids {
		r, err := read(id)
		switch {
		case err == nil:
			list = append(list, r)
		case !errors.Is(err, ErrNoEntity):
			t.Fatal(err)
		}
	}
	slices.SortFunc(list, compare)
	return list
}

// Random actions leave a project as a simple model says; undo leads back to
// the start and redo to the end again, across reopening, each to the very
// state; the derived tables are at all times what a rebuild makes of the log.
func TestRandomActions(t *testing.T) {
	for seed := range uint64(4 * walks) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWalker(t, seed)
			for range 50 {
				what, err := w.step()
				w.check(what, err)
			}
			sound(t, w.p)
			for w.at+1 < len(w.past) {
				w.check("redo to the end", w.redo())
			}
			end := stateOf(t, w.p)
			for w.at > 0 {
				w.check("undo to the start", w.undo())
			}
			if _, err := w.p.Undo(); err != ErrNothingToUndo {
				t.Fatalf("at the start, undo gives %v", err)
			}
			w.check("reopen", w.reopen())
			for w.at+1 < len(w.past) {
				w.check("redo to the end", w.redo())
			}
			if stateOf(t, w.p) != end {
				t.Fatal("undone to the start and done again to the end, the state is another")
			}
			if _, err := w.p.Redo(); err != ErrNothingToRedo {
				t.Fatalf("at the end, redo gives %v", err)
			}
			before, lists := dumpDerived(t, w.p), shownBy(t, w.p.View)
			if err := w.p.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
			if after := dumpDerived(t, w.p); after != before || !reflect.DeepEqual(shownBy(t, w.p.View), lists) {
				t.Fatalf("a rebuild makes other tables than the actions did:\n%s\nnot\n%s", after, before)
			}
			w.p.Close()
			verified(t, w.p.Path())
		})
	}
}
