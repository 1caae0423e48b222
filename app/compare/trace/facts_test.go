package trace

import (
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/store"
)

// says are the facets of a passage: a kind, a value and the words that say it each.
func says(list ...[3]string) store.Facets {
	f := store.Facets{Read: true}
	for _, x := range list {
		f.Values = append(f.Values, store.Facet{Value: facet.Value{Kind: facet.Kind(x[0]), Value: x[1], Text: x[2], Start: len(f.Values) * 100, End: len(f.Values)*100 + 1}})
	}
	return f
}

// pause is a claim of four sources: two that say what Trump said, one in a language
// that is not read, and one that corrects all.
func pause() *Trace {
	c, ws := quotes("Trump said that Putin would spare Kyiv and other towns for a week.", "The Kremlin gave no comment.",
		"Удари припинять.", "The Kremlin confirmed a pause in strikes on Kyiv until Sunday.")
	for i := range ws {
		ws[i].Start = 0
	}
	last := says([3]string{"source", "Kremlin", "Kremlin"}, [3]string{"certainty", "confirmed", "confirmed"}, [3]string{"polarity", "yes", "a"},
		[3]string{"scope", "Kyiv", "Kyiv"}, [3]string{"date", "../2026-02-01", "until Sunday"}, [3]string{"date", "2026-01-29", "Thursday"})
	last.Values[0].Start = len("The ")
	return New(c, ws, Options{}).With([]store.Facets{
		says([3]string{"source", "Donald Trump", "Trump"}, [3]string{"certainty", "said", "said"}, [3]string{"polarity", "yes", "would"},
			[3]string{"scope", "Kyiv and other towns", "Kyiv and other towns"}, [3]string{"date", "P1W", "a week"}),
		says([3]string{"source", "Kremlin", "it"}, [3]string{"certainty", "nocomment", "comment"}, [3]string{"polarity", "no", "no"}),
		{},
		last,
	})
}

// What the sources say stands in rows, and what is not read is never said to be
// none.
func TestFacts(t *testing.T) {
	var got []string
	for _, r := range pause().Facts().Rows {
		line := r.Label
		for _, c := range r.Cells {
			line += " | " + string(c.State) + ": " + c.Text()
		}
		got = append(got, line)
	}
	want := strings.Join([]string{
		"Who says it | same: Donald Trump | different: Kremlin (“it”) | unread: not read | different: the Kremlin",
		"How certain | same: said | different: no comment (“comment”) | unread: not read | different: confirmed",
		"Yes or no | same: yes | different: no (“no”) | unread: not read | same: yes",
		"What | same: Kyiv and other towns | none: none | unread: not read | different: Kyiv",
		"Until | same: a week | none: none | unread: not read | compatible: until Sunday (1 February)",
		"When | none: none | none: none | unread: not read | compatible: Thursday (29 January)",
	}, "\n")
	if is := strings.Join(got, "\n"); is != want {
		t.Errorf("there is\n%s\nwant\n%s", is, want)
	}
}

// A name is told as new by itself, whatever stands beside it, and never in another form.
func TestNamesOneByOne(t *testing.T) {
	names := func(list ...string) (f store.Facets) {
		for _, n := range list {
			f.Values = append(f.Values, says([3]string{"name", n, n}).Values...)
		}
		f.Read = true
		return f
	}
	c, ws := quotes("a", "b", "c", "d", "e", "f")
	row := New(c, ws, Options{}).With([]store.Facets{names("Vladimir Putin", "Kyiv"), names("Kremlin", "Putin", "Kiev"), names("Odesa", "Kremlin", "Putin"),
		names("Dmitry Peskov"), names("Putin"), names("Putin", "Kyiv")}).Facts().Rows[0]
	var got []string
	for _, c := range row.Cells {
		s := string(c.State) + ":"
		for _, v := range c.Values {
			if v.Differs {
				s += " " + v.Words
			}
		}
		got = append(got, s)
	}
	if is, want := strings.Join(got, " | "), "same: | different: Kremlin | different: Odesa Kremlin | different: Dmitry Peskov | compatible: | compatible:"; is != want {
		t.Errorf("%s\nwant %s", is, want)
	}
}

// The summary tells what went from source to source, without those that say
// nothing, and the day on which somebody spoke.
func TestSummaryOfFacts(t *testing.T) {
	p := pause()
	if got, want := p.Summary().String(), "Source: Donald Trump → the Kremlin. Scope: Kyiv and other towns → Kyiv. Until: a week → 1 February. Certainty: said → confirmed."; got != want {
		t.Errorf("it says %q", got)
	}
	if got := p.Says(0) + "; " + p.Says(1) + "; " + p.Says(2) + "; " + p.Says(3); got != "Donald Trump said; no comment from Kremlin; ; the Kremlin confirmed" {
		t.Errorf("they say %q", got)
	}
	if got, want := p.Substance(3), "Source: Donald Trump → the Kremlin. Scope: Kyiv and other towns → Kyiv. Until: a week → 1 February. Certainty: said → confirmed."; got != want {
		t.Errorf("the last differs in %q", got)
	}
	if got := p.Substance(1); got != "No comment from Kremlin." {
		t.Errorf("of who says nothing it says %q", got)
	}
	if got := p.Substance(0) + p.Substance(2); got != "" {
		t.Errorf("of the baseline, and of what is not read, it says %q", got)
	}
}

// Yes or no is told from the baseline on: not where that says neither.
func TestYesOrNoFromTheBaseline(t *testing.T) {
	yes, no := says([3]string{"polarity", "yes", "a"}), says([3]string{"polarity", "no", "not"})
	none := says([3]string{"source", "Kremlin", "Kremlin"})
	c, ws := quotes("a", "b", "c")
	for _, x := range []struct {
		base int
		said []store.Facets
		want string
	}{
		{0, []store.Facets{yes, yes, no}, "Yes or no: yes → no."},
		{0, []store.Facets{none, yes, no}, ""},
		{1, []store.Facets{none, no, yes}, "Yes or no: no → yes."},
		{2, []store.Facets{no, no, yes}, "Yes or no: yes → no."},
	} {
		tr := New(c, ws, Options{Base: x.base}).With(x.said)
		if got := tr.Summary().String(); got != x.want && (x.want != "" || strings.Contains(got, "→")) {
			t.Errorf("from %d of %v: %q, want %q", x.base, x.said, got, x.want)
		}
	}
}

// That there are two sides is no amount, and sites by another word are no other scope.
func TestNoAmountOfOpposites(t *testing.T) {
	c, ws := quotes("a", "b")
	a := says([3]string{"scope", "energy sites", "energy sites"}, [3]string{"amount", "2 sides", "two sides"}, [3]string{"amount", "3 drones", "3 drones"})
	b := says([3]string{"scope", "energy facilities", "energy facilities"}, [3]string{"amount", "2 countries", "two countries"}, [3]string{"amount", "4 drones", "4 drones"})
	tr := New(c, ws, Options{}).With([]store.Facets{a, b})
	if got, want := tr.Summary().String(), "Amount: 3 drones → 4 drones."; got != want || tr.Substance(1) != want {
		t.Errorf("it says %q and %q, want %q", got, tr.Substance(1), want)
	}
}

// A source by a shorter name is no other source; one more is.
func TestSourceByAnotherForm(t *testing.T) {
	c, ws := quotes("a", "b")
	full, short := says([3]string{"source", "Donald Trump", "Trump"}), says([3]string{"source", "Trump", "Trump"})
	two := says([3]string{"source", "Trump", "Trump"}, [3]string{"source", "Kremlin", "Kremlin"})
	for _, x := range []struct {
		a, b store.Facets
		want string
	}{
		{full, short, "The same in substance."}, {short, full, "The same in substance."}, {full, two, "Source: Donald Trump → Trump and Kremlin."},
		{short, says([3]string{"source", "Kremlin", "Kremlin"}), "Source: Trump → Kremlin."},
	} {
		tr := New(c, ws, Options{}).With([]store.Facets{x.a, x.b})
		if got := tr.Substance(1); got != x.want || strings.Contains(tr.Summary().String(), "→") != strings.Contains(x.want, "→") {
			t.Errorf("it says %q and %q, want %q", got, tr.Summary(), x.want)
		}
	}
}

// Dates are told in plain words though nobody's words are known.
func TestDatesInPlainWords(t *testing.T) {
	c, ws := quotes("a", "b")
	got := New(c, ws, Options{}).With([]store.Facets{says([3]string{"date", "P1W", ""}), says([3]string{"date", "../2026-02-01", ""})}).Summary().String()
	if want := "Until: 1 week → 1 February."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// Three that say different things are named; many are counted.
func TestChainOfMany(t *testing.T) {
	for n, want := range map[int]string{
		2: "Scope: A0 → A1.",
		3: "Scope: A0 (Outlet 0) → A1 (Outlet 1) → A2 (Outlet 2).",
		5: "Scope: A0 (Outlet 0) → A1 (Outlet 1) → A2 (Outlet 2) → A3 (Outlet 3) and 1 other.",
	} {
		var texts []string
		var said []store.Facets
		for i := range n {
			word := "A" + string(rune('0'+i))
			texts = append(texts, word)
			said = append(said, says([3]string{"scope", word, word}))
		}
		texts, said = append(texts, "A0"), append(said, said[0]) // said again, it is no step
		c, ws := quotes(texts...)
		if got := New(c, ws, Options{}).With(said).Summary().String(); got != want {
			t.Errorf("of %d: %q", n, got)
		}
	}
}

// Passages in words of their own say the same in substance, or nobody knows.
func TestApartAndTheSame(t *testing.T) {
	c, ws := quotes("The ferry left the harbour at dawn with forty cars.", "Nobody on a quay heard its horn that night.")
	plain := New(c, ws, Options{})
	if got := plain.Summary().String(); !strings.Contains(got, "too few words") {
		t.Fatalf("without facets it says %q", got)
	}
	same := says([3]string{"source", "Kremlin", "Kremlin"})
	if got := plain.With([]store.Facets{same, same}); got.Summary().String() != "The passages say the same in substance." || got.Substance(1) != "The same in substance." {
		t.Errorf("it says %q, %q", got.Summary(), got.Substance(1))
	}
	if got := plain.With([]store.Facets{same, {}}).Summary().String(); got != plain.Summary().String() {
		t.Errorf("of what is not read it says %q", got)
	}
	if plain.Facts() != nil || plain.Says(0) != "" || plain.With([]store.Facets{same}).Facts() != nil {
		t.Error("there are facts of what was not asked")
	}
}

// A correction stands with whose it is, and its value in words.
func TestCorrectedFacts(t *testing.T) {
	c, ws := quotes("He said so on Friday.", "He said so on Friday.")
	by := store.Corrected{Correction: annotate.ID("c"), By: annotate.Reviewer{Name: "Anna"}}
	f := says([3]string{"date", "../2026-02-01", "Friday"}, [3]string{"certainty", "nocomment", "said"}, [3]string{"source", "Kremlin", ""})
	for i := range f.Values {
		f.Values[i].Corrected = by
	}
	unread := store.Facets{Values: f.Values[2:3]}
	if got := New(c, ws, Options{}).With([]store.Facets{unread, {Read: true}}).Facts().Rows; len(got) != 1 || got[0].Cells[0].State != facet.Same || got[0].Cells[1].State != facet.None {
		t.Errorf("of what is not read but corrected there is %+v", got)
	}
	f.Dismissed = []store.Dismissal{{Kind: facet.Amount, Corrected: by}}
	facts := New(c, ws, Options{}).With([]store.Facets{f, {Read: true}}).Facts()
	var got []string
	for _, r := range facts.Rows {
		got = append(got, r.Label+": "+r.Cells[0].Text())
	}
	if want := "Who says it: Kremlin (corrected by Anna)|How certain: no comment (corrected by Anna)|Until: until 1 February (corrected by Anna)|Amounts: none"; strings.Join(got, "|") != want {
		t.Errorf("there is %q", got)
	}
}
