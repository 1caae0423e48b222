package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
)

func TestAddArticles(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	d := draft(thursday, "Courier", "2026-01-29T21:00:00+02:00")
	d.Byline, d.Language, d.ExternalID, d.File = "A. Writer", "en", "c-1", "courier.txt"
	d.Source = []byte(thursday + "\r\n")
	same := d
	same.Title = "Another title for the same text and address"
	elsewhere := d
	elsewhere.URL = "https://mirror.example/1"
	var told []int
	added, act, err := p.AddArticles(t.Context(), Drafts(d, same, elsewhere), func(done int) { told = append(told, done) })
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Article(added[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	want := d.Article
	sum := check.Hash([]byte(thursday))
	want.ID, want.SHA256, want.Chars, want.Added = annotate.ArticleID(sum, d.URL, ""), sum, 74, got.Added
	if got != want || got.Added.IsZero() {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if !added[0].New || added[1].New || added[1].ID != got.ID || !added[2].New || added[2].ID == got.ID || added[0].Reprint || !added[2].Reprint {
		t.Errorf("added %+v", added)
	}
	if act.Did != "article.add_many" || act.Changes != 2 || len(act.Entities) != 2 || len(act.Articles) != 2 || !reflect.DeepEqual(told, []int{1, 2, 3}) {
		t.Errorf("action %+v, told %v", act, told)
	}
	source, err := file.One(p.conn, file.Scalar[string], "SELECT source FROM text")
	if err != nil || source != thursday+"\r\n" {
		t.Errorf("source is kept as %q, %v", source, err)
	}
	before := logOf(t, p)
	added, act, err = p.AddArticles(t.Context(), Drafts(d), nil)
	if err != nil || added[0].New || act.Changes != 0 || p.CanUndo() != "article.add_many" || logOf(t, p) != before {
		t.Errorf("adding again gives %+v, %+v, %v", added, act, err)
	}
}

// An article that was removed is made again with what it had, and gets what it
// never had.
func TestAddAgain(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	d := draft(thursday, "Courier", "2026-01-29")
	a := add(t, p, d)
	n := tag(t, p, a, "Officials", annotate.Disputed, "There is a pause")
	act, err := p.Set(article(a.ID), annotate.Fields{"title": "Corrected"})
	did(t, act, err)
	act, err = p.Remove(article(a.ID))
	if did(t, act, err); act.Changes != 1 {
		t.Errorf("removing wrote %d changes", act.Changes)
	}
	if _, err := p.Annotation(n.ID); !errors.Is(err, ErrNoEntity) {
		t.Errorf("a passage of a removed article gives %v", err)
	}
	d.Title, d.Byline = "Another", "A. Writer"
	added, act, err := p.AddArticles(t.Context(), Drafts(d), nil)
	if err != nil || !added[0].New || act.Changes != 1 {
		t.Fatalf("%+v, %+v, %v", added, act, err)
	}
	if back, err := p.Article(added[0].ID); err != nil || back.ID != a.ID || back.Title != "Corrected" || back.Byline != "A. Writer" || back.Added != a.Added {
		t.Errorf("came back as %+v, %v", back, err)
	}
	if got, err := p.Annotation(n.ID); err != nil || got != n {
		t.Errorf("its passage came back as %+v, %v", got, err)
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Article(a.ID); !errors.Is(err, ErrNoEntity) {
		t.Errorf("undone, the article gives %v", err)
	}
	sound(t, p)
}

// Among many articles some may have been removed, some be there, some come twice
// and some replace others.
func TestAddManyAgain(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	short := func(n int) Draft {
		return draft(fmt.Sprintf("Text %d. It says something.", n), fmt.Sprint("Paper", n), "")
	}
	removed, there := add(t, p, short(40)), add(t, p, short(41))
	act, err := p.Remove(article(removed.ID))
	did(t, act, err)
	var drafts []Draft
	for i := range 2 * fewAdded {
		d := short(i)
		if i == 90 {
			d.Supersedes = there.ID
		}
		drafts = append(drafts, d, short(i))
	}
	added, act, err := p.AddArticles(t.Context(), Drafts(drafts...), nil)
	did(t, act, err)
	for i, got := range added {
		n := i / 2
		new := i%2 == 0 && n != 41
		a, err := p.Article(got.ID)
		if err != nil || got.New != new || got.Again != (new && n == 40) || a.Outlet != fmt.Sprint("Paper", n) || n == 90 && a.Supersedes != there.ID {
			t.Errorf("draft %d gives %+v, %+v, %v", i, got, a, err)
		}
	}
	if rows, err := p.Articles(); err != nil || len(rows) != 2*fewAdded {
		t.Errorf("%d articles, %v", len(rows), err)
	}
	sound(t, p)
}

// What makes an article that article: a reprint is another one, the same page is
// not added twice, and what is corrected does not change its key.
func TestIdentity(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	d := draft(thursday, "Courier", "2026-01-29")
	a := add(t, p, d)
	reprint := draft(thursday, "Herald", "2026-01-30")
	if b := add(t, p, reprint); b.ID == a.ID || b.SHA256 != a.SHA256 {
		t.Errorf("a reprint is %+v", b)
	}
	tracked := d
	tracked.URL = "http://www.courier.example/1/?utm_source=feed#comments"
	added, _, err := p.AddArticles(t.Context(), Drafts(tracked), nil)
	if err != nil || added[0].New || added[0].ID != a.ID {
		t.Errorf("the same page by another address gives %+v, %v", added, err)
	}
	bare, other := d, d
	bare.URL, other.URL, other.Outlet = "", "", "Mirror"
	added, _, err = p.AddArticles(t.Context(), Drafts(bare, other), nil)
	if err != nil || added[0].New || !added[1].New {
		t.Errorf("the same text without an address, of the same outlet and another, gives %+v, %v", added, err)
	}
	act, err := p.Set(article(a.ID), annotate.Fields{"url": "https://courier.example/corrected", "outlet": "The Courier"})
	did(t, act, err)
	if got, err := p.Article(a.ID); err != nil || got.URL != "https://courier.example/corrected" {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, field := range []string{"sha256", "chars", "key_address", "key_outlet"} {
		if _, err := p.Set(article(a.ID), annotate.Fields{field: "x"}); !errors.Is(err, annotate.ErrField) {
			t.Errorf("setting %s gives %v", field, err)
		}
	}
	// It is known by its address of now, and by the one that it was made with.
	for _, url := range []string{"https://courier.example/corrected", d.URL} {
		again := d
		again.URL = url
		if added, _, err := p.AddArticles(t.Context(), Drafts(again), nil); err != nil || added[0].New || added[0].ID != a.ID {
			t.Errorf("from %s gives %+v, %v", url, added, err)
		}
	}
	sound(t, p)
}

// What an article says of its publication is kept as it was given.
func TestPublicationIsKept(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	for i, s := range []annotate.Publication{"2026-01-29T21:00:00+02:00", "2026-01-29", "2026-01", "2026", "2026-01-29T21:00", ""} {
		d := draft(fmt.Sprint("Number ", i), fmt.Sprint("Paper", i), s)
		if a := add(t, p, d); a.Published != s {
			t.Errorf("%q is kept as %q", s, a.Published)
		}
	}
}

func TestBadDrafts(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	good := draft(thursday, "Courier", "")
	for name, c := range map[string]struct {
		change func(*Draft)
		kind   error
	}{
		"empty":            {func(d *Draft) { d.Text = " \n" }, ErrInvalid},
		"invalid UTF-8":    {func(d *Draft) { d.Text = "a\xff" }, ErrInvalid},
		"NUL":              {func(d *Draft) { d.Text = "a\x00b" }, ErrInvalid},
		"carriage return":  {func(d *Draft) { d.Text = "a\r\nb" }, ErrInvalid},
		"decomposed":       {func(d *Draft) { d.Text = "cafe\u0301" }, ErrInvalid},
		"title of lines":   {func(d *Draft) { d.Title = "one\ntwo" }, annotate.ErrField},
		"outlet not UTF-8": {func(d *Draft) { d.Outlet = "\xff" }, annotate.ErrField},
		"year 12026":       {func(d *Draft) { d.Published = "12026-01-01" }, annotate.ErrField},
		"unknown earlier":  {func(d *Draft) { d.Supersedes = nobody }, ErrNoEntity},
	} {
		bad := draft(friday, "Herald", "")
		c.change(&bad)
		added, _, err := p.AddArticles(t.Context(), Drafts(good, bad), nil)
		if !errors.Is(err, c.kind) || added != nil || !strings.Contains(err.Error(), `article 2, "`) {
			t.Errorf("%s: %v, %v", name, added, err)
		}
		if m := shownBy(t, p.View); len(m.Articles) != 0 {
			t.Fatalf("%s: something was added", name)
		}
	}
}

func TestAnnotate(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a := add(t, p, draft("The firefighters 👨🏻‍🚒 came. Київ slept.", "Courier", "2026-01-29"))
	about := tag(t, p, a, "slept", annotate.Confirmed, "Kyiv slept").Claim
	for name, c := range map[string]struct {
		n    NewAnnotation
		code string
		err  error
	}{
		"tagged":          {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 17, End: 21}, Verdict: annotate.Disputed}, "annotation.tag.disputed", nil},
		"no verdict":      {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 4, End: 16}}, "", ErrInvalid},
		"no article":      {NewAnnotation{Span: annotate.Span{Start: 4, End: 16}, Verdict: annotate.Disputed}, "", ErrInvalid},
		"tied by id":      {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 3}, Verdict: annotate.Confirmed, Claim: about}, "annotation.tag.confirmed", nil},
		"inside emoji":    {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 18, End: 21}, Verdict: annotate.Disputed}, "", anchor.ErrGrapheme},
		"outside":         {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 30, End: 400}, Verdict: annotate.Disputed}, "", anchor.ErrSpan},
		"empty span":      {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 3, End: 3}, Verdict: annotate.Disputed}, "", anchor.ErrEmpty},
		"unknown verdict": {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 3}, Verdict: "maybe"}, "", annotate.ErrField},
		"unknown article": {NewAnnotation{Article: nobody, Span: annotate.Span{Start: 0, End: 3}, Verdict: annotate.Disputed}, "", ErrNoEntity},
		"unknown claim":   {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 3}, Verdict: annotate.Disputed, Claim: nobody}, "", ErrNoEntity},
		"claim of blanks": {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 3}, Verdict: annotate.Disputed, Statement: "  "}, "", ErrInvalid},
		"claim of lines":  {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 3}, Verdict: annotate.Disputed, Statement: "a\nb"}, "", annotate.ErrField},
		"cited by lines":  {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 3}, Verdict: annotate.Disputed, Statement: "new", Attribution: "a\nb"}, "", annotate.ErrField},
	} {
		before := logOf(t, p)
		n, act, err := p.Annotate(c.n)
		if !errors.Is(err, c.err) || act.Did != c.code {
			t.Errorf("%s: %+v, %v", name, act, err)
		}
		if c.err != nil {
			if logOf(t, p) != before {
				t.Errorf("%s: something was recorded", name)
			}
			continue
		}
		if again, err := p.Annotation(n.ID); again != n || err != nil || n.Reviewer != p.Reviewer().ID || n.Span() != c.n.Span {
			t.Errorf("%s: %+v, then %+v, %v", name, n, again, err)
		}
	}
	n, act, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 17, End: 21}, Verdict: annotate.Disputed, Statement: " Kyiv slept ", Attribution: "the mayor", Note: "one\ntwo"})
	if err != nil || n.Claim != about || act.Changes != 1 || n.Quote != "👨🏻‍🚒" {
		t.Errorf("%+v, %+v, %v", n, act, err)
	}
	if before, after, err := p.Context(n); err != nil || before != "The firefighters " || after != " came. Київ slept." {
		t.Errorf("it stands between %q and %q, %v", before, after, err)
	}
	if n.Attribution != "the mayor" || n.Note != "one\ntwo" || n.Created.IsZero() || n.Modified != n.Created {
		t.Errorf("%+v", n)
	}
	// What a person types is brought into NFC, and so is what it is compared with.
	other, act, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 3}, Verdict: annotate.Disputed, Statement: "The cafe\u0301 slept", Note: "cafe\u0301"})
	if err != nil || act.Changes != 2 || other.Note != "caf\u00e9" {
		t.Errorf("%+v, %+v, %v", other, act, err)
	}
	if c, err := p.Claim(other.Claim); err != nil || c.Statement != "The caf\u00e9 slept" {
		t.Errorf("%+v, %v", c, err)
	}
	if act, err := p.Set(annotation(other.ID), annotate.Fields{"note": "cafe\u0301"}); err != nil || act.Changes != 0 {
		t.Errorf("the same note spelt otherwise: %+v, %v", act, err)
	}
}

// The log holds of a long passage its ends alone, whoever reads it sees all of
// it where the text is here.
func TestLongQuote(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a := add(t, p, draft(strings.Repeat("Zażółć ", 300), "Courier", "2026-01-29"))
	n, act, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 2000}, Verdict: annotate.Disputed})
	did(t, act, err)
	history, err := p.History(n.ID)
	if err != nil {
		t.Fatal(err)
	}
	place, _ := history[0].Set("place")
	if kept := []rune(place.Field("quote").Text); len(kept) != annotate.MaxQuote || string(kept) != annotate.ShortQuote(n.Quote) {
		t.Errorf("the log holds %d code points: %q", len(kept), string(kept))
	}
	if len([]rune(n.Quote)) != 2000 {
		t.Errorf("%d code points are shown", len([]rune(n.Quote)))
	}
	sound(t, p)
}

func TestAnnotateAll(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, b, _, _ := example(t, p)
	before := shownBy(t, p.View)
	list := []NewAnnotation{
		{Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed, Statement: "New"},
		{Article: b.ID, Span: annotate.Span{Start: 4, End: 12}, Verdict: annotate.Confirmed, Statement: "New"},
		{Article: a.ID, Span: annotate.Span{Start: 10, End: 15}, Verdict: annotate.Confirmed},
	}
	var told []int
	made, act, err := p.AnnotateAll(t.Context(), list, func(done int) { told = append(told, done) })
	if err != nil || len(made) != 3 || act.Changes != 4 || act.Did != "annotation.tag_many" || !reflect.DeepEqual(told, []int{1, 2, 3}) {
		t.Fatalf("%+v, %+v, %v, told %v", made, act, err, told)
	}
	if made[0].Claim == "" || made[0].Claim != made[1].Claim || made[2].Quote != "spoke" || len(act.Articles) != 2 || len(act.Claims) != 1 {
		t.Errorf("%+v, %+v", made, act)
	}
	if _, err := p.Undo(); err != nil || !reflect.DeepEqual(shownBy(t, p.View), before) {
		t.Errorf("undone, there is %+v, %v", shownBy(t, p.View), err)
	}
	list[2].End = 4000
	if made, act, err := p.AnnotateAll(t.Context(), list, nil); !errors.Is(err, anchor.ErrSpan) || !strings.Contains(err.Error(), "passage 3: ") || made != nil || act.Changes != 0 {
		t.Errorf("%+v, %+v, %v", made, act, err)
	}
	if _, _, err := p.AnnotateAll(stopAfter(1), list, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
	if made, act, err := p.AnnotateAll(t.Context(), nil, nil); err != nil || len(made) != 0 || act.Changes != 0 || !reflect.DeepEqual(shownBy(t, p.View), before) {
		t.Errorf("nothing: %+v, %+v, %v", made, act, err)
	}
	sound(t, p)
}

func TestSet(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, b, m, n := example(t, p)
	about := m.Claim
	for _, c := range []struct {
		ref    Ref
		fields annotate.Fields
		code   string
		err    error
	}{
		{annotation(m.ID), annotate.Fields{"verdict": "confirmed"}, "annotation.judge.confirmed", nil},
		{annotation(m.ID), annotate.Fields{"verdict": "confirmed"}, "", nil},
		{annotation(m.ID), annotate.Fields{"verdict": nil}, "", ErrInvalid},
		{annotation(m.ID), annotate.Fields{"verdict": ""}, "", ErrInvalid},
		{annotation(m.ID), annotate.Fields{"claim": nil}, "annotation.untie", nil},
		{annotation(m.ID), annotate.Fields{"claim": string(about)}, "annotation.tie", nil},
		{annotation(m.ID), annotate.Fields{"note": "a\nb"}, "annotation.edit.note", nil},
		{annotation(m.ID), annotate.Fields{"attribution": "x"}, "annotation.edit.attribution", nil},
		{annotation(m.ID), annotate.Fields{"attribution": "y", "note": ""}, "annotation.edit", nil},
		{annotation(m.ID), annotate.Fields{"start": 0}, "annotation.move", nil},
		{annotation(m.ID), annotate.Fields{"start": 10, "end": 15}, "annotation.move", nil},
		{article(b.ID), annotate.Fields{"title": "New", "published": "2026-01-30T10:00:00Z"}, "article.edit", nil},
		{article(b.ID), annotate.Fields{"supersedes": string(a.ID)}, "article.edit", nil},
		{claim(about), annotate.Fields{"statement": " A pause "}, "claim.edit", nil},
		{claim(about), annotate.Fields{"resolved": "disputed"}, "claim.decide.disputed", nil},
		{claim(about), annotate.Fields{"resolved": nil}, "claim.reopen", nil},
		{reviewer(p.Reviewer().ID), annotate.Fields{"name": "Anna B."}, "reviewer.rename", nil},

		{annotation(nobody), annotate.Fields{"note": "x"}, "", ErrNoEntity},
		{annotation(a.ID), annotate.Fields{"note": "x"}, "", ErrNoEntity},
		{Ref{Kind: "table", ID: a.ID}, annotate.Fields{"note": "x"}, "", ErrNoEntity},
		{annotation(n.ID), annotate.Fields{"claim": string(nobody)}, "", ErrNoEntity},
		{annotation(n.ID), annotate.Fields{"claim": string(a.ID)}, "", ErrNoEntity},
		{annotation(n.ID), annotate.Fields{"quote": "x"}, "", annotate.ErrField},
		{annotation(n.ID), annotate.Fields{"article": string(a.ID)}, "", annotate.ErrField},
		{annotation(n.ID), annotate.Fields{"life": false}, "", annotate.ErrField},
		{annotation(n.ID), annotate.Fields{"colour": "red"}, "", annotate.ErrField},
		{annotation(n.ID), annotate.Fields{"start": "0"}, "", annotate.ErrField},
		{annotation(n.ID), annotate.Fields{"end": nil}, "", annotate.ErrField},
		{annotation(n.ID), annotate.Fields{"end": 4000}, "", anchor.ErrSpan},
		{annotation(n.ID), annotate.Fields{"start": 32}, "", anchor.ErrEmpty},
		{article(a.ID), annotate.Fields{"sha256": strings.Repeat("0", 64)}, "", annotate.ErrField},
		{article(a.ID), annotate.Fields{"title": "a\nb"}, "", annotate.ErrField},
		{article(a.ID), annotate.Fields{"supersedes": string(nobody)}, "", ErrNoEntity},
		{article(a.ID), annotate.Fields{"supersedes": string(a.ID)}, "", ErrInvalid},
		{article(a.ID), annotate.Fields{"supersedes": string(b.ID)}, "", ErrInvalid},
		{claim(about), annotate.Fields{"statement": ""}, "", annotate.ErrField},
		{claim(about), annotate.Fields{"statement": "  "}, "", ErrInvalid},
		{reviewer(p.Reviewer().ID), annotate.Fields{"name": ""}, "", annotate.ErrField},
		{reviewer(p.Reviewer().ID), annotate.Fields{"key": "another"}, "", annotate.ErrField},
	} {
		before := logOf(t, p)
		act, err := p.Set(c.ref, c.fields)
		if !errors.Is(err, c.err) || act.Did != c.code || (act.Changes == 1) != (c.code != "") {
			t.Errorf("%s %v: %+v, %v; want %q, %v", c.ref.Kind, c.fields, act, err, c.code, c.err)
		}
		if c.code == "" && logOf(t, p) != before {
			t.Errorf("%s %v: something was recorded", c.ref.Kind, c.fields)
		}
	}
	moved, err := p.Annotation(m.ID)
	if err != nil || moved.Quote != "spoke" {
		t.Errorf("moved to %+v, %v", moved, err)
	}
	if before, after, err := p.Context(moved); err != nil || before != "Officials " || !strings.HasPrefix(after, " of a pause") {
		t.Errorf("it stands between %q and %q, %v", before, after, err)
	}
	if moved.Created != m.Created || !moved.Modified.After(m.Modified) {
		t.Errorf("created %v, modified %v", moved.Created, moved.Modified)
	}
	if c, err := p.Claim(about); err != nil || c.Statement != "A pause" {
		t.Errorf("%+v, %v", c, err)
	}
	sound(t, p)
}

// Removing writes of the entity alone, and what hangs on it comes back with it.
func TestTieAndRemove(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, b, m, n := example(t, p)
	cold, act, err := p.Tie(m.ID, " It is cold ")
	if err != nil || cold.Statement != "It is cold" || act.Changes != 2 || act.Did != "annotation.tie" {
		t.Errorf("%+v, %+v, %v", cold, act, err)
	}
	again, act, err := p.Tie(m.ID, "It is cold")
	if err != nil || again != cold || act.Changes != 0 {
		t.Errorf("%+v, %+v, %v", again, act, err)
	}
	for statement, want := range map[string]error{" ": ErrInvalid, "a\nb": annotate.ErrField} {
		if _, _, err := p.Tie(m.ID, statement); !errors.Is(err, want) {
			t.Errorf("tying to %q gives %v", statement, err)
		}
	}
	if _, _, err := p.Tie(nobody, "x"); !errors.Is(err, ErrNoEntity) {
		t.Errorf("tying nothing gives %v", err)
	}
	if _, _, err := p.Tie(n.ID, "It is cold"); err != nil {
		t.Fatal(err)
	}
	act, err = p.Remove(claim(cold.ID))
	if err != nil || act.Did != "claim.remove" || act.Changes != 1 || len(act.Claims) != 1 {
		t.Errorf("%+v, %v", act, err)
	}
	if left, err := p.Annotation(m.ID); err != nil || left.Claim != "" {
		t.Errorf("%+v, %v", left, err)
	}
	act, err = p.Remove(article(a.ID))
	if err != nil || act.Did != "article.remove" || act.Changes != 1 {
		t.Errorf("%+v, %v", act, err)
	}
	for what, err := range map[string]error{
		"article":    second(p.Article(a.ID)),
		"text":       second(p.Text(a.ID)),
		"annotation": second(p.Annotation(m.ID)),
		"claim":      second(p.Claim(cold.ID)),
		"witnesses":  second(p.Witnesses(cold.ID)),
		"remove":     second(p.Remove(article(a.ID))),
		"set":        second(p.Set(article(a.ID), annotate.Fields{"title": "x"})),
		"set hidden": second(p.Set(annotation(m.ID), annotate.Fields{"note": "x"})),
		"no kind":    second(p.Remove(Ref{Kind: "table", ID: a.ID})),
		"keep":       second(p.Keep(article(nobody))),
	} {
		if !errors.Is(err, ErrNoEntity) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if history, err := p.History(m.ID); err != nil || len(history) != 2 {
		t.Errorf("history of what is hidden: %v, %v", history, err)
	}
	if _, err := p.SetSetting("title", "x"); err != nil {
		t.Fatal(err)
	}
	projects, err := p.projects()
	if err != nil || len(projects) != 1 {
		t.Fatalf("%v, %v", projects, err)
	}
	for _, ref := range []Ref{reviewer(p.Reviewer().ID), {Kind: annotate.KindSetting, ID: annotate.SettingID("title")}, {Kind: annotate.KindProject, ID: projects[0]}} {
		if _, err := p.Remove(ref); !errors.Is(err, ErrInvalid) {
			t.Errorf("removing a %s gives %v", ref.Kind, err)
		}
	}
	if _, err := p.Article(b.ID); err != nil {
		t.Error(err)
	}
	for _, ref := range []Ref{article(a.ID), claim(cold.ID)} {
		act, err := p.Keep(ref)
		if did(t, act, err); act.Changes != 1 || act.Did != string(ref.Kind)+".keep" {
			t.Errorf("kept: %+v", act)
		}
		if act, err := p.Keep(ref); err != nil || act.Changes != 0 {
			t.Errorf("kept twice: %+v, %v", act, err)
		}
	}
	for _, id := range []annotate.ID{m.ID, n.ID} {
		if back, err := p.Annotation(id); err != nil || back.Claim != cold.ID {
			t.Errorf("came back as %+v, %v", back, err)
		}
	}
	sound(t, p)
}

// Merged logs can make each of two articles the earlier capture of the other.
func TestRingOfCaptures(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, b, _, _ := example(t, p)
	third := add(t, p, draft("A third text.", "Third", ""))
	supersedes := func(of, earlier annotate.ID) change.Draft {
		return change.Draft{Ref: article(of), Did: change.Did{Code: "test"}, Sets: []change.Field{{Name: "supersedes", Value: change.OfRef(annotate.KindArticle, earlier)}}}
	}
	if _, err := p.act("test", func(rec *recording) error {
		return errors.Join(second(rec.put(supersedes(a.ID, b.ID))), second(rec.put(supersedes(b.ID, a.ID))))
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Set(article(third.ID), annotate.Fields{"supersedes": string(a.ID)}); err != nil {
		t.Error(err)
	}
	sound(t, p)
}

func TestSettings(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	for i, c := range []struct {
		name, value string
		changes     int
	}{{"title", "Winter", 1}, {"title", "Winter", 0}, {"title", "", 1}, {"title", "", 0}, {"unknown", "", 0}, {"title", "Pause\n!", 1}} {
		act, err := p.SetSetting(c.name, c.value)
		if err != nil || act.Changes != c.changes {
			t.Errorf("%d: %+v, %v", i, act, err)
		}
		if got, err := p.Setting(c.name); err != nil || got != c.value {
			t.Errorf("%d: %q, %v", i, got, err)
		}
	}
	if _, err := p.SetSetting("", "x"); !errors.Is(err, ErrInvalid) {
		t.Errorf("without a name: %v", err)
	}
	if _, err := p.SetSetting("a", "\xff"); !errors.Is(err, annotate.ErrField) {
		t.Errorf("not UTF-8: %v", err)
	}
}

// What cannot stand in a change is refused at once, whoever asks.
func TestBounds(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, _, m, _ := example(t, p)
	var many []annotate.ID
	for i := range change.MaxIDs + 1 {
		many = append(many, change.NamedID("passage", fmt.Sprint(i)))
	}
	before := logOf(t, p)
	if _, err := p.Decide(m.Claim, annotate.Confirmed, "", many...); !errors.Is(err, annotate.ErrField) || !strings.Contains(err.Error(), "1001 ids are too many: at most 1000") {
		t.Errorf("evidence of %d passages gives %v", len(many), err)
	}
	huge := strings.Repeat("x", 8<<20)
	for what, err := range map[string]error{
		"note":      second(p.Set(annotation(m.ID), annotate.Fields{"note": huge})),
		"statement": second(p.Set(claim(m.Claim), annotate.Fields{"statement": huge})),
		"reason":    second(p.Decide(m.Claim, annotate.Confirmed, huge)),
		"setting":   second(p.SetSetting("title", huge)),
		"title":     second(p.Set(article(a.ID), annotate.Fields{"title": huge})),
	} {
		if !errors.Is(err, annotate.ErrField) || len(err.Error()) > 500 || !strings.Contains(err.Error(), "too many") {
			t.Errorf("%s of 8 MB gives %.300v", what, err)
		}
	}
	if _, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Confirmed, Note: huge}); !errors.Is(err, annotate.ErrField) {
		t.Errorf("a note of 8 MB gives %.300v", err)
	}
	if err := p.KeepDraft("note", huge); !errors.Is(err, ErrInvalid) {
		t.Errorf("a draft of 8 MB gives %.300v", err)
	}
	// What passes every field must still fit into one change.
	if _, err := p.act("test", func(rec *recording) error {
		_, err := rec.put(change.Draft{Ref: claim(m.Claim), Sets: []change.Field{{Name: "later", Value: change.OfText(huge)}}})
		return err
	}); !errors.Is(err, ErrInvalid) || !errors.Is(err, change.ErrForm) || len(err.Error()) > 500 {
		t.Errorf("a change of 8 MB gives %.300v", err)
	}
	if logOf(t, p) != before {
		t.Error("something was recorded")
	}
	sound(t, p)
}

// Views and background work may call a project at once.
func TestManyGoroutines(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, _, _, _ := example(t, p)
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 10 {
				if err := p.SetPerson(someone(fmt.Sprint("Person ", g))); err != nil {
					t.Error(err)
				}
				_, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Confirmed, Statement: fmt.Sprint(g, i%3)})
				_, err2 := p.Claims()
				p.CanUndo()
				p.Reviewer()
				if err := errors.Join(err, err2, p.Changes(func(*change.Change) error { _, err := p.Articles(); return err })); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if list, err := p.Annotations(Filter{}); err != nil || len(list) != 42 {
		t.Errorf("%d annotations, %v", len(list), err)
	}
	p.Close()
	verified(t, p.Path())
}

// asked is a context that notes each time it is asked whether the project is
// free for others then. Several goroutines of one piece of work may ask it.
type asked struct {
	context.Context
	p          *Project
	mu         sync.Mutex
	free, busy int
}

func (c *asked) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.p.mu.TryLock() {
		c.p.mu.Unlock()
		c.free++
	} else {
		c.busy++
	}
	return nil
}

// Long work is done in parts, or on a copy, between which others may use the
// project.
func TestLongWorkLeavesTurns(t *testing.T) {
	t.Parallel()
	o := testOptions("Anna")
	o.Data = t.TempDir()
	p := emptyProjectAt(t, filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	a := add(t, p, draft(strings.Repeat("Many words. ", 100), "Courier", ""))
	before := lifeEnd(t, p)
	var list []NewAnnotation
	for i := range 450 {
		list = append(list, NewAnnotation{Article: a.ID, Span: annotate.Span{Start: i, End: i + 9}, Verdict: annotate.Disputed})
	}
	made, _, err := p.AnnotateAll(t.Context(), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range made {
		act, err := p.Remove(annotation(n.ID))
		did(t, act, err)
	}
	for name, c := range map[string]struct {
		do   func(ctx context.Context) error
		free int // at least
	}{
		"listing what was removed": {func(ctx context.Context) error {
			list, err := p.Removed(ctx)
			if len(list) != 450 {
				t.Errorf("%d were removed", len(list))
			}
			return err
		}, 3}, // pages of 200
		"showing a moment": {func(ctx context.Context) error {
			then, err := p.AsOf(ctx, before, false)
			if err == nil {
				err = then.Close()
			}
			return err
		}, 5},
		"packing": {func(ctx context.Context) error {
			_, err := p.Pack(ctx, filepath.Join(t.TempDir(), "out.claimtrace"), PackOptions{})
			return err
		}, 5},
		"backing up": {func(ctx context.Context) error { return second(p.Backup(ctx, ByTime)) }, 5},
		"checking":   {func(ctx context.Context) error { return second(p.Check(ctx)) }, 5},
	} {
		ctx := &asked{Context: context.Background(), p: p}
		if err := c.do(ctx); err != nil || ctx.busy > 0 || ctx.free < c.free {
			t.Errorf("%s: of its turns %d were given and %d kept (%v)", name, ctx.free, ctx.busy, err)
		}
	}
}

// Of very many articles most are written before the last comes: one that comes again
// is still known, one in another outlet still a reprint, and one that was removed made
// again. When they cannot all be had, none is added.
func TestAddVeryMany(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	short := func(n int, outlet string) Draft {
		d := draft(fmt.Sprintf("Text %d. It says something.", n), outlet, "")
		d.URL = fmt.Sprintf("https://%s.example/%d", strings.ToLower(outlet), n)
		return d
	}
	gone := add(t, p, short(3, "Courier"))
	act, err := p.Remove(article(gone.ID))
	did(t, act, err)
	const many = 2*manyFresh + 100
	missing := errors.New("the disk is gone")
	drafts := func(fails bool) iter.Seq2[Draft, error] {
		return func(yield func(Draft, error) bool) {
			for n := range many {
				if fails && n == many-1 {
					yield(Draft{}, missing)
					return
				}
				if !yield(short(n, "Courier"), nil) {
					return
				}
			}
			_ = yield(short(70, "Courier"), nil) && yield(short(71, "Herald"), nil)
		}
	}
	before := stands(t, p)
	if added, act, err := p.AddArticles(t.Context(), drafts(true), nil); !errors.Is(err, missing) || len(added) > 0 || act.Changes > 0 || stands(t, p) != before {
		t.Errorf("broken off: %d added, %+v, %v", len(added), act, err)
	}
	added, act, err := p.AddArticles(t.Context(), drafts(false), nil)
	did(t, act, err)
	if len(added) != many+2 || act.Changes != many+1 || act.Did != "article.add_many" {
		t.Fatalf("%d added, %d changes, %s", len(added), act.Changes, act.Did)
	}
	for n, a := range added[:many] {
		if !a.New || a.Again != (n == 3) || a.Reprint {
			t.Errorf("%d gives %+v", n, a)
		}
	}
	if again, reprint := added[many], added[many+1]; again.New || again.ID != added[70].ID || !reprint.New || !reprint.Reprint || reprint.ID == added[71].ID {
		t.Errorf("%+v and %+v", again, reprint)
	}
	sound(t, p)
}
