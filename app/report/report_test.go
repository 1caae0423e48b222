package report

import (
	"bytes"
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/sample"
	"claimtrace/store"
)

var made = time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)

func render(t *testing.T, p Page) string {
	t.Helper()
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func openSample(t *testing.T) *store.Project {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.claimtrace")
	if err := sample.Create(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func TestSamplePage(t *testing.T) {
	p := openSample(t)
	page, err := Collect(t.Context(), p.View, store.Selection{}, made)
	if err != nil {
		t.Fatal(err)
	}
	html := render(t, page)
	at := 0
	for _, want := range []string{ // in this order
		`<html lang="en">`, `<title>Winter pause`, "9 claims · 52 passages · 5 articles · reviewed by Mara · written", `datetime="2026-02-01T12:00:00Z"`,
		`<nav aria-label="Claims">`, `<h2 id="claim-1" dir="auto">Putin agreed to a one-week pause in strikes on Kyiv</h2>`,
		"Confirmed by the latest passages, since Fri 30 Jan 2026, 15:00 UTC", `aria-label="Life line, in order of publication"`, "Meridian Wire", `<span class="says">Donald Trump said</span>`, "La Aurora",
		"First confirmed by <strong dir=\"auto\">Agence Littoral</strong>", "Source: Donald Trump (<strong dir=\"auto\">Meridian Wire</strong>) → the Kremlin (<strong dir=\"auto\">Agence Littoral</strong>)", "Until: one week → 1 February.",
		"What each source says", `<th scope="row">Who says it</th><td dir="auto">Donald Trump</td>`, `<mark class="hedge">claimed</mark>`, `<span class="none">none</span>`,
		`<h3 dir="auto"><a href="https://meridian.example/`, "the others are compared with this", `lang="en">Vladimir Putin has agreed to spare Kyiv`,
		`<ins class="hedge"`, "hedge</span>", "All wordings, aligned", `<th scope="col">Source</th>`,
		`<th scope="row"><bdi>Meridian Wire</bdi> <span>`, `<h2 id="sources">Sources</h2>`, "Text SHA-256", "Kinds of change",
	} {
		i := strings.Index(html[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing after %q", want, html[max(0, at-80):at])
		}
		at += i
	}
	if n := strings.Count(html, "<li class=\"witness\">"); n != 52 {
		t.Errorf("%d passages, want 52", n)
	}
	checkSelfContained(t, html)
	for _, bad := range []string{"as of", "as it stood", "@page"} {
		if strings.Contains(html, bad) {
			t.Errorf("a page of the present says %q", bad)
		}
	}
}

// A page of the past says so at the top and on every sheet of paper, and apart
// from that when it was written.
func TestPastPage(t *testing.T) {
	then, err := openSample(t).AsOf(t.Context(), time.Date(2026, 1, 31, 9, 2, 30, 0, time.UTC), false)
	if err != nil {
		t.Fatal(err)
	}
	defer then.Close()
	page, err := Collect(t.Context(), then.View, store.Selection{}, made)
	if err != nil {
		t.Fatal(err)
	}
	html := render(t, page)
	root := checkStructure(t, html)
	said := []string{AsItStood(time.Date(2026, 1, 31, 11, 2, 30, 0, time.FixedZone("", 2*3600))), "written Sun 1 Feb 2026, 12:00 UTC"}
	head := root.all("header")[0]
	at := 0
	for _, want := range said {
		i := strings.Index(head.text[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing in %q", want, head.text)
		}
		at += i
	}
	const moment = "Sat 31 Jan 2026, 09:02:30 UTC"
	if want := "The project as it stood on " + moment; said[0] != want {
		t.Errorf("it says %q, want %q", said[0], want)
	}
	if s := root.all("title")[0].text; !strings.Contains(s, moment) {
		t.Errorf("the title is %q", s)
	}
	for _, want := range []string{`<time datetime="2026-01-31T09:02:30.000Z">`, `@page { @top-center { content: "The project as it stood on Sat 31 Jan 2026, 09\3a 02\3a 30 UTC";`} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is missing", want)
		}
	}
	checkSelfContained(t, html)
}

// What later passages hold against a decision is told with the claim and in
// the list at the beginning.
func TestContradiction(t *testing.T) {
	decided := store.ClaimRow{
		Claim:    annotate.Claim{ID: "c", Statement: "It is closed", Resolved: annotate.Confirmed},
		Standing: annotate.Standing{Verdict: annotate.Confirmed, Rule: annotate.ByReviewer, Against: annotate.Tally{Disputed: 1}},
	}
	b := newBuilder(nil)
	b.add(trace.New(decided, nil, trace.Options{}))
	b.add(trace.New(store.ClaimRow{}, nil, trace.Options{}))
	root := checkStructure(t, render(t, b.finish("A page", made)))
	const want = "one later passage disputes it"
	if s := root.all("nav")[0].text; strings.Count(s, want) != 1 {
		t.Errorf("the list says %q", s)
	}
	if s := root.all("main")[0].text; strings.Count(s, want) != 1 {
		t.Errorf("the claims say %q", s)
	}
}

// checkSelfContained tells whether a page could fetch or run anything.
func checkSelfContained(t *testing.T, html string) {
	t.Helper()
	if m := regexp.MustCompile(`(?i)<script|<link|<img|<iframe|<object|<base|\ssrc=|@import|url\(|\son[a-z]+="`).FindString(html); m != "" {
		t.Errorf("the page holds %q", m)
	}
}

func TestClaimPage(t *testing.T) {
	p := openSample(t)
	claims, err := p.Claims()
	if err != nil {
		t.Fatal(err)
	}
	page, err := CollectClaim(t.Context(), p.View, claims[0], 2, made)
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Claims) != 1 || !page.Claims[0].Witnesses[2].IsBase || page.Claims[0].Witnesses[0].Pieces == nil {
		t.Errorf("%+v", page.Claims[0].Witnesses)
	}
	html := render(t, page)
	if strings.Contains(html, "<nav") || strings.Contains(html, claims[1].Statement) {
		t.Error("the page of one claim shows others")
	}
}

func TestLife(t *testing.T) {
	w := func(article annotate.ID, v annotate.Verdict) store.Witness {
		return store.Witness{Annotation: annotate.Annotation{Article: article, Verdict: v}}
	}
	got, _ := Life([]store.Witness{w("a", "confirmed"), w("a", "confirmed"), w("a", "disputed"), w("b", "disputed"), w("a", "disputed")})
	for i, want := range []bool{true, false, true, true, true} {
		if got[i] != want {
			t.Errorf("step %d: %v", i, got[i])
		}
	}
}

func TestEmptyPage(t *testing.T) {
	p, err := store.Create(filepath.Join(t.TempDir(), "empty name.claimtrace"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	page, err := Collect(t.Context(), p.View, store.Selection{}, made)
	if err != nil {
		t.Fatal(err)
	}
	html := render(t, page)
	if !strings.Contains(html, "There are no claims in this project yet.") || !strings.Contains(html, `<h1 dir="auto">empty name</h1>`) {
		t.Error(html)
	}
}

// Nothing that a project holds can become markup or an address that runs.
func TestHostilePage(t *testing.T) {
	p, err := store.Create(filepath.Join(t.TempDir(), "p.claimtrace"), store.Options{Person: store.Person{Name: "<b>Ann</b>"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	const evil = `"><script>alert(1)</script>` + "\x1b[31m\u0085\u202e"
	if _, err := p.SetSetting("title", evil); err != nil {
		t.Fatal(err)
	}
	added, _, err := p.AddArticles(context.Background(), store.Drafts(
		store.Draft{Text: "First \x1b[1m<i>words</i> here.", Article: annotate.Article{Title: evil, Outlet: evil, URL: "javascript:alert(1)", Language: `en" onload="x`}},
		store.Draft{Text: "Second <i>words</i> there.", Article: annotate.Article{Title: evil, Outlet: evil, URL: "https://quay.example/?a=1&b=\"x", Byline: evil}},
	), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range added {
		if _, _, err := p.Annotate(store.NewAnnotation{
			Article: a.ID, Span: annotate.Span{Start: 0, End: 5}, Verdict: annotate.Disputed, Statement: evil, Note: evil, Attribution: evil,
		}); err != nil {
			t.Fatal(err)
		}
	}
	page, err := Collect(t.Context(), p.View, store.Selection{}, made)
	if err != nil {
		t.Fatal(err)
	}
	html := render(t, page)
	checkSelfContained(t, html)
	for _, bad := range []string{"javascript:", "<i>", "<b>", `lang="en" onload`} {
		if strings.Contains(html, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, r := range html {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u202e' {
			t.Errorf("the page holds %q", r)
		}
	}
}

func TestPieces(t *testing.T) {
	pieces := Pieces(collate.Options{}, "The bridge closes for one week.", "The bridge reportedly closes for two weeks.")
	want := []Piece{
		{Op: collate.Equal, Text: "The bridge "},
		{Op: collate.Insert, Kind: collate.KindHedge, Text: "reportedly", Right: " "},
		{Op: collate.Equal, Text: "closes for "},
		{Op: collate.Replace, Kind: collate.KindNumber, Base: "one week", Text: "two weeks"},
		{Op: collate.Equal, Text: "."},
	}
	if len(pieces) != len(want) {
		t.Fatalf("%+v", pieces)
	}
	for i := range want {
		if pieces[i] != want[i] {
			t.Errorf("piece %d: %+v, want %+v", i, pieces[i], want[i])
		}
	}
}

// The pieces hold the text whole: read without what only the base has, they
// are the text, but for spaces.
func FuzzPieces(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""}, {"", "a b"}, {"a b", ""}, {"one two", "one  two"}, {"Kyiv is quiet.", "Kiev is not quiet."}, {"a\n\nb", "a b"}, {"\u00a0x", "x\u2028"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, base, with string) {
		var b strings.Builder
		for _, p := range Pieces(collate.Options{}, base, with) {
			b.WriteString(p.Left + p.Text + p.Right)
			if p.Base != strings.TrimSpace(p.Base) || p.Kind != "" && p.Text != strings.TrimSpace(p.Text) {
				t.Errorf("piece %+v has spaces at its ends", p)
			}
		}
		got, want := strings.Join(strings.Fields(b.String()), ""), strings.Join(strings.Fields(with), "")
		if got != want {
			t.Errorf("pieces of %q hold %q", want, got)
		}
	})
}

func TestStandingWords(t *testing.T) {
	friday := time.Date(2026, 1, 30, 15, 0, 0, 0, time.FixedZone("", 2*3600))
	for _, tt := range []struct {
		standing annotate.Standing
		want     string
	}{
		{annotate.Standing{Rule: annotate.ByNone}, "Open: no passage yet"},
		{annotate.Standing{Mixed: true, Rule: annotate.ByLatest}, "Mixed by the latest passages"},
		{annotate.Standing{Verdict: annotate.Disputed, Rule: annotate.ByReviewer}, "Disputed, as Ann decided"},
		{annotate.Standing{Verdict: annotate.Confirmed, Rule: annotate.ByLatest}, "Confirmed by the latest passages"},
		{annotate.Standing{Verdict: annotate.Confirmed, Rule: annotate.ByLatest, Since: annotate.Publication(friday.Format(time.RFC3339))}, "Confirmed by the latest passages, since Fri 30 Jan 2026, 15:00 +02:00"},
	} {
		if got := standing(store.ClaimRow{Standing: tt.standing}, func(annotate.ID) string { return "Ann" }); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.standing, got, tt.want)
		}
	}
	one := store.ClaimRow{Standing: annotate.Standing{Verdict: annotate.Confirmed, Rule: annotate.ByLatest, Since: "2026-01-30"}, Marks: make([]store.Mark, 1)}
	if got := standing(one, nil); got != "Confirmed by the only passage, Fri 30 Jan 2026" {
		t.Errorf("of one passage: %q", got)
	}
}

// The page of a selection has what is selected and no more.
func TestPageOfSelection(t *testing.T) {
	p := openSample(t)
	claims, err := p.Claims()
	if err != nil {
		t.Fatal(err)
	}
	sources, err := p.Witnesses(claims[0].ID)
	if err != nil || len(sources) < 2 {
		t.Fatal(err)
	}
	inFirst := 0
	for _, w := range sources {
		if w.Article == sources[0].Article {
			inFirst++
		}
	}
	for _, c := range []struct {
		only             store.Selection
		claims, passages int
	}{
		{store.Selection{Claims: []annotate.ID{claims[0].ID}}, 1, len(sources)},
		{store.Selection{Claims: []annotate.ID{claims[0].ID}, Articles: []annotate.ID{sources[0].Article}}, 1, inFirst},
	} {
		page, err := Collect(t.Context(), p.View, c.only, made)
		if err != nil {
			t.Fatal(err)
		}
		html := render(t, page)
		if n := strings.Count(html, `<h2 id="claim-`); n != c.claims || !strings.Contains(html, claims[0].Statement) || strings.Contains(html, claims[1].Statement) {
			t.Errorf("%+v: %d claims", c.only, n)
		}
		if n := len(page.Claims[0].Witnesses); n != c.passages {
			t.Errorf("%+v: %d passages", c.only, n)
		}
	}
}

// A note that was left out of a package is said to be.
func TestWithheldNote(t *testing.T) {
	path := filepath.Join(t.TempDir(), "package.claimtrace")
	if _, err := openSample(t).Pack(t.Context(), path, store.PackOptions{WithoutNotes: true}); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	page, err := Collect(t.Context(), p.View, store.Selection{}, made)
	if err != nil {
		t.Fatal(err)
	}
	if html := render(t, page); strings.Contains(html, "Not a denial") || !strings.Contains(html, "The note was left out of the package.") {
		t.Error("the page does not say that notes were left out")
	}
}
