package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
)

// saying spells facets, each with the words that say it.
func saying(list []Facet, kind facet.Kind) string {
	var said []string
	for _, x := range list {
		if x.Kind == kind {
			s := x.Value.Value + " “" + x.Text + "”"
			if x.Correction != "" {
				s += " by " + x.By.Name
			}
			said = append(said, s)
		}
	}
	return strings.Join(said, ", ")
}

// pauseProject has two articles that say the same in the same words, and one in a
// language that is not read.
func pauseProject(t testing.TB) (p *Project, passages []annotate.Annotation) {
	t.Helper()
	p = emptyProject(t)
	for i, s := range []string{
		"Donald Trump said on Thursday that Putin had agreed to stop strikes on Kyiv for a week.",
		"The mayor was pleased. Donald Trump said that Putin had agreed to spare Kyiv for a week, and for a week alone.",
		"Дональд Трамп сказав, що удари припинять.",
	} {
		d := draft(s, fmt.Sprint("Paper", i), "2026-01-29T21:00:00Z")
		if i == 2 {
			d.Language = "uk"
		}
		a := add(t, p, d)
		quote := s
		switch i {
		case 0:
			quote = "Putin had agreed to stop strikes on Kyiv for a week."
		case 1:
			quote = "Donald Trump said that Putin had agreed to spare Kyiv for a week"
		}
		passages = append(passages, tag(t, p, a, quote, annotate.Unconfirmed, "It pauses"))
	}
	return p, passages
}

// A correction stands in the place of what was read, with whose it is; the last of
// several holds, and what is dismissed is told.
func TestFacetsCorrected(t *testing.T) {
	p, n := pauseProject(t)
	says := func(i int) Facets { return must(p.Facets(t.Context(), n[i].ID)) }
	f := says(0)
	if saying(f.Values, facet.Source) != "Donald Trump “Donald Trump”" || saying(f.Values, facet.Date) == "" || !f.Read || len(f.Offers)+len(f.Dismissed) > 0 {
		t.Fatalf("it says %+v", f)
	}
	// The source stands before the passage, and can be corrected there all the same.
	at := f.Values[slices.IndexFunc(f.Values, func(x Facet) bool { return x.Kind == facet.Source })]
	if at.End > n[0].Start {
		t.Fatalf("the source stands in the passage: %+v", at)
	}
	c := corrects(t, p, NewCorrection{Annotation: n[0].ID, Kind: facet.Source, Start: at.Start, End: at.End, Value: "White House"})
	f = says(0)
	if saying(f.Values, facet.Source) != "White House “Donald Trump” by Anna" {
		t.Errorf("corrected, it says %q", saying(f.Values, facet.Source))
	}
	for _, x := range f.Values {
		if x.Kind == facet.Source && (x.Rule != facet.ByReviewer || x.Correction != c.ID || len(x.Was) != 1 || x.Was[0] != at.Value) {
			t.Errorf("corrected, it is %+v", x)
		}
	}
	// Of the whole passage, later: it stands in the place of that.
	corrects(t, p, NewCorrection{Annotation: n[0].ID, Kind: facet.Source})
	f = says(0)
	if saying(f.Values, facet.Source) != "" || len(f.Dismissed) != 1 || f.Dismissed[0].Kind != facet.Source || len(f.Dismissed[0].Was) != 1 || f.Dismissed[0].Was[0] != at.Value {
		t.Errorf("dismissed, it says %+v", f)
	}
	did(t, must(p.Override(correction(c.ID), annotate.Fields{"value": "Trump"})), nil)
	f = says(0)
	if saying(f.Values, facet.Source) != "Trump “Donald Trump” by Anna" || len(f.Dismissed) != 0 {
		t.Errorf("corrected once more, it says %+v", f)
	}
	corrects(t, p, NewCorrection{Annotation: n[2].ID, Kind: facet.Certainty, Value: "said"})
	if f := says(2); f.Read || saying(f.Values, facet.Certainty) == "" || len(f.Values) != 1 {
		t.Errorf("of a language that is not read there is %+v", f)
	}
	if _, err := p.Facets(t.Context(), n[0].Article); !errors.Is(err, ErrNoEntity) {
		t.Errorf("of what is no passage: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := tableOfPassages(ended, p, []annotate.ID{n[1].ID}, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("ended, it is %v", err)
	}
}

// What was corrected is offered for the same words elsewhere, whether anything was
// read of them or not, and is no longer once it is taken.
func TestFacetsOffered(t *testing.T) {
	p, n := pauseProject(t)
	words := func(i int, kind facet.Kind, words, value string) {
		corrects(t, p, about(t, n[i], kind, words, value))
	}
	offers := func(i int) (list []string) {
		for _, o := range must(p.Facets(t.Context(), n[i].ID)).Offers {
			list = append(list, fmt.Sprintf("%s %s “%s” of %s by %s", o.Kind, o.Value, o.Words, o.Outlet, o.By.Name))
		}
		return list
	}
	words(0, facet.Date, "a week", "P8D")
	if got := offers(1); !slices.Equal(got, []string{"date P8D “a week” of Paper0 by Anna"}) {
		t.Errorf("offered are %q", got)
	}
	words(0, facet.Name, "had agreed", "Agreement") // nothing of the kind is read of these
	words(0, facet.Date, "a week", "P9D")           // the last is offered
	if got := offers(1); !slices.Equal(got, []string{"date P9D “a week” of Paper0 by Anna", "name Agreement “had agreed” of Paper0 by Anna"}) {
		t.Errorf("offered are %q", got)
	}
	if got := offers(0); len(got) != 0 {
		t.Errorf("what was corrected here is offered here: %q", got)
	}
	o := must(p.Facets(t.Context(), n[1].ID)).Offers[0]
	corrects(t, p, NewCorrection{Annotation: n[1].ID, Kind: o.Kind, Start: o.Start, End: o.End, Value: o.Value})
	if got := offers(1); !slices.Equal(got, []string{"name Agreement “had agreed” of Paper0 by Anna"}) {
		t.Errorf("one taken, offered are %q", got)
	}
	if f := must(p.Facets(t.Context(), n[1].ID)); saying(f.Values, facet.Date) != "P9D “a week” by Anna" {
		t.Errorf("taken, it says %q", saying(f.Values, facet.Date))
	}
	// A passage of the same words in all is offered what holds of the whole one.
	twin := tag(t, p, must(p.Article(n[1].Article)), "Donald Trump said that Putin had agreed to spare Kyiv for a week", annotate.Disputed, "It pauses")
	corrects(t, p, NewCorrection{Annotation: n[1].ID, Kind: facet.Polarity, Value: "no"})
	found := must(p.Facets(t.Context(), twin.ID)).Offers
	if i := slices.IndexFunc(found, func(o Offer) bool { return o.Kind == facet.Polarity }); i < 0 || found[i].Value != "no" || found[i].End != 0 || found[i].Annotation != n[1].ID {
		t.Errorf("offered are %+v", found)
	}
	// Of words that stand twice in a passage one place is corrected, and it is offered for the other.
	both := tag(t, p, must(p.Article(n[1].Article)), "to spare Kyiv for a week, and for a week alone", annotate.Disputed, "It pauses")
	corrects(t, p, about(t, both, facet.Date, "a week", "P6D"))
	list := must(p.Facets(t.Context(), both.ID)).Offers
	if i := slices.IndexFunc(list, func(o Offer) bool { return o.Value == "P6D" }); i < 0 || list[i].Start <= both.Start+20 || list[i].Annotation != both.ID {
		t.Errorf("for the other place there is offered %+v", list)
	}
	did(t, must(p.Remove(annotation(both.ID))), nil)
	did(t, must(p.Remove(annotation(n[0].ID))), nil)
	if got := offers(1); len(got) != 0 {
		t.Errorf("of a passage that is removed there is offered %q", got)
	}
}

// tableOfPassages sets what passages say beside what the one at the index base says.
func tableOfPassages(ctx context.Context, p *Project, ids []annotate.ID, base int) (FacetTable, error) {
	var passages []Witness
	for _, id := range ids {
		n, err := p.Annotation(id)
		if err != nil {
			return FacetTable{}, err
		}
		a, err := p.Article(n.Article)
		if err != nil {
			return FacetTable{}, err
		}
		passages = append(passages, Witness{Annotation: n, In: a})
	}
	said, err := p.FacetsOf(ctx, passages)
	return TableOfFacets(said, base), err
}

// The passages of a claim stand in one table, with corrections in their cells.
func TestFacetTable(t *testing.T) {
	p, n := pauseProject(t)
	ids := []annotate.ID{n[0].ID, n[1].ID, n[2].ID}
	state := func(kind facet.Kind, base int) (list []facet.State) {
		for _, r := range must(tableOfPassages(t.Context(), p, ids, base)).Rows {
			if r.Kind == kind {
				for _, c := range r.Cells {
					list = append(list, c.State)
				}
			}
		}
		return list
	}
	if got := state(facet.Source, 0); !slices.Equal(got, []facet.State{facet.Same, facet.Same, facet.Unread}) {
		t.Errorf("the sources are %q", got)
	}
	corrects(t, p, NewCorrection{Annotation: n[1].ID, Kind: facet.Source, Value: "Kremlin"})
	corrects(t, p, NewCorrection{Annotation: n[2].ID, Kind: facet.Source, Value: "Kremlin"})
	if got := state(facet.Source, 1); !slices.Equal(got, []facet.State{facet.Different, facet.Same, facet.Same}) {
		t.Errorf("corrected, the sources are %q", got)
	}
	if got := state(facet.Certainty, 0); got[2] != facet.Unread {
		t.Errorf("what is not read is said to be %q", got)
	}
	corrects(t, p, NewCorrection{Annotation: n[1].ID, Kind: facet.Source})
	if got := state(facet.Source, 0); !slices.Equal(got, []facet.State{facet.Same, facet.None, facet.Different}) {
		t.Errorf("dismissed, the sources are %q", got)
	}
	// What was read once is read anew where what it hangs on was corrected.
	did(t, must(p.Set(article(n[0].Article), annotate.Fields{"language": "uk"})), nil)
	if got := state(facet.Certainty, 0); got[0] != facet.Unread || got[1] == facet.Unread {
		t.Errorf("in another language the certainties are %q", got)
	}
	if got := must(tableOfPassages(t.Context(), p, nil, 0)); len(got.Rows) != 0 {
		t.Errorf("of nothing there is %+v", got)
	}
}

func BenchmarkFacetTable(b *testing.B) {
	p := emptyProject(b)
	var ids []annotate.ID
	for i := range 20 {
		text := strings.Repeat("Officials spoke of a pause on Thursday. Donald Trump said that Putin had agreed to spare Kyiv for a week. ", 20)
		a := add(b, p, draft(text+fmt.Sprint(i), fmt.Sprint("Paper", i), "2026-01-29T21:00:00Z"))
		n, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 40, End: 105}, Verdict: annotate.Confirmed, Statement: "It pauses"})
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, n.ID)
	}
	for b.Loop() {
		if _, err := tableOfPassages(b.Context(), p, ids, 0); err != nil {
			b.Fatal(err)
		}
	}
}
