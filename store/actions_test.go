package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/store/file"
)

const nobody = annotate.ID("11111111-1111-4111-8111-111111111111")

func TestAddArticles(t *testing.T) {
	p := newProject(t)
	d := draft(thursday, "Courier", "2026-01-29T21:00:00+02:00")
	d.Byline, d.Language, d.ExternalID, d.File = "A. Writer", "en", "c-1", "courier.txt"
	d.Source = []byte(thursday + "\r\n")
	same := d
	same.Title = "Another title for the same text and address"
	elsewhere := d
	elsewhere.URL = "https://mirror.example/1"
	var told []int
	added, act, err := p.AddArticles(context.Background(), []Draft{d, same, elsewhere}, func(done int) { told = append(told, done) })
	if err != nil {
		t.Fatal(err)
	}
	got := added[0].Article
	want := d.Article
	want.ID, want.SHA256, want.Chars, want.Added = annotate.ArticleID(hash([]byte(thursday)), d.URL), hash([]byte(thursday)), 74, got.Added
	if !got.Published.Equal(want.Published) || got.Published.Format(time.RFC3339) != "2026-01-29T21:00:00+02:00" || got.Added.IsZero() {
		t.Errorf("times %v, %v", got.Published, got.Added)
	}
	want.Published = got.Published
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if !added[0].New || added[1].New || added[1].Article != got || !added[2].New || added[2].Article.ID == got.ID {
		t.Errorf("added %+v", added)
	}
	if act.Verb != "add articles" || act.Changes != 2 || len(act.Entities) != 2 || !reflect.DeepEqual(told, []int{1, 2, 3}) {
		t.Errorf("action %+v, told %v", act, told)
	}
	source, err := file.One(p.conn, file.Scalar[string], "SELECT source FROM text")
	if err != nil || source != thursday+"\r\n" {
		t.Errorf("source is kept as %q, %v", source, err)
	}
	added, act, err = p.AddArticles(context.Background(), []Draft{d}, nil)
	if err != nil || added[0].New || act.Changes != 0 || p.UndoVerb() != "add articles" {
		t.Errorf("adding again gives %+v, %+v, %v", added, act, err)
	}
	// One that was removed comes back as it is added now.
	if _, err := p.Remove(Ref{annotate.KindArticle, got.ID}); err != nil {
		t.Fatal(err)
	}
	same.Byline = ""
	back := add(t, p, same)
	if back.ID != got.ID || back.Title != same.Title || back.Byline != "" {
		t.Errorf("came back as %+v", back)
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Article(got.ID); !errors.Is(err, ErrNoEntity) {
		t.Errorf("undone, the article gives %v", err)
	}
}

func TestBadDrafts(t *testing.T) {
	p := newProject(t)
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
		"year 12026":       {func(d *Draft) { d.Published = time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC) }, annotate.ErrField},
		"unknown earlier":  {func(d *Draft) { d.Supersedes = nobody }, ErrNoEntity},
	} {
		bad := draft(friday, "Herald", "")
		c.change(&bad)
		added, _, err := p.AddArticles(context.Background(), []Draft{good, bad}, nil)
		if !errors.Is(err, c.kind) || added != nil || !strings.Contains(err.Error(), `article 2, "`) {
			t.Errorf("%s: %v, %v", name, added, err)
		}
		if m := modelOf(t, p); len(m.Articles) != 0 {
			t.Fatalf("%s: something was added", name)
		}
	}
}

func TestAnnotate(t *testing.T) {
	p := newProject(t)
	a := add(t, p, draft("The firefighters 👨🏻‍🚒 came. Київ slept.", "Courier", "2026-01-29"))
	claim := tag(t, p, a, "slept", annotate.Confirmed, "Kyiv slept").Claim
	for name, c := range map[string]struct {
		n    NewAnnotation
		verb string
		err  error
	}{
		"tagged":          {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 17, End: 21}, Verdict: annotate.Disputed}, "tag as disputed", nil},
		"no verdict":      {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 4, End: 16}}, "", ErrInvalid},
		"no article":      {NewAnnotation{Span: annotate.Span{Start: 4, End: 16}, Verdict: annotate.Disputed}, "", ErrInvalid},
		"tied by id":      {NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 3}, Verdict: annotate.Confirmed, Claim: claim}, "tag as confirmed", nil},
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
		before := digestOf(t, p)
		n, act, err := p.Annotate(c.n)
		if !errors.Is(err, c.err) || act.Verb != c.verb {
			t.Errorf("%s: %+v, %v", name, act, err)
		}
		if c.err != nil {
			if digestOf(t, p) != before {
				t.Errorf("%s: something was recorded", name)
			}
			continue
		}
		if again, err := p.Annotation(n.ID); again != n || err != nil || n.Reviewer != p.Reviewer().ID || n.Span() != c.n.Span {
			t.Errorf("%s: %+v, then %+v, %v", name, n, again, err)
		}
	}
	n, act, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 17, End: 21}, Verdict: annotate.Disputed, Statement: " Kyiv slept ", Attribution: "the mayor", Note: "one\ntwo"})
	if err != nil || n.Claim != claim || act.Changes != 1 || n.Quote != "👨🏻‍🚒" || n.Prefix != "The firefighters " || n.Suffix != " came. Київ slept." {
		t.Errorf("%+v, %+v, %v", n, act, err)
	}
	if n.Attribution != "the mayor" || n.Note != "one\ntwo" || n.Created.IsZero() || n.Modified != n.Created {
		t.Errorf("%+v", n)
	}
}

func TestAnnotateAll(t *testing.T) {
	p := newProject(t)
	a, b, _, _ := example(t, p)
	before := modelOf(t, p)
	list := []NewAnnotation{
		{Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed, Statement: "New"},
		{Article: b.ID, Span: annotate.Span{Start: 4, End: 12}, Verdict: annotate.Confirmed, Statement: "New"},
		{Article: a.ID, Span: annotate.Span{Start: 10, End: 15}, Verdict: annotate.Confirmed},
	}
	var told []int
	made, act, err := p.AnnotateAll(t.Context(), list, func(done int) { told = append(told, done) })
	if err != nil || len(made) != 3 || act.Changes != 4 || act.Verb != "tag passages" || !reflect.DeepEqual(told, []int{1, 2, 3}) {
		t.Fatalf("%+v, %+v, %v, told %v", made, act, err, told)
	}
	if made[0].Claim == "" || made[0].Claim != made[1].Claim || made[2].Quote != "spoke" || len(act.Articles) != 2 || len(act.Claims) != 1 {
		t.Errorf("%+v, %+v", made, act)
	}
	if _, err := p.Undo(); err != nil || !reflect.DeepEqual(modelOf(t, p), before) {
		t.Errorf("undone, there is %+v, %v", modelOf(t, p), err)
	}
	list[2].End = 4000
	if made, act, err := p.AnnotateAll(t.Context(), list, nil); !errors.Is(err, anchor.ErrSpan) || !strings.Contains(err.Error(), "passage 3: ") || made != nil || act.Changes != 0 {
		t.Errorf("%+v, %+v, %v", made, act, err)
	}
	if _, _, err := p.AnnotateAll(&stopAfter{context.Background(), 1}, list, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
	if made, act, err := p.AnnotateAll(t.Context(), nil, nil); err != nil || len(made) != 0 || act.Changes != 0 || !reflect.DeepEqual(modelOf(t, p), before) {
		t.Errorf("nothing: %+v, %+v, %v", made, act, err)
	}
}

func TestSet(t *testing.T) {
	p := newProject(t)
	a, b, m, n := example(t, p)
	claim := m.Claim
	for _, c := range []struct {
		kind   annotate.Kind
		id     annotate.ID
		fields annotate.Fields
		verb   string
		err    error
	}{
		{"annotation", m.ID, annotate.Fields{"verdict": "confirmed"}, "change verdict to confirmed", nil},
		{"annotation", m.ID, annotate.Fields{"verdict": "confirmed"}, "", nil},
		{"annotation", m.ID, annotate.Fields{"verdict": nil}, "", ErrInvalid},
		{"annotation", m.ID, annotate.Fields{"verdict": ""}, "", ErrInvalid},
		{"annotation", m.ID, annotate.Fields{"claim": nil}, "untie from claim", nil},
		{"annotation", m.ID, annotate.Fields{"claim": string(claim)}, "tie to claim", nil},
		{"annotation", m.ID, annotate.Fields{"note": "a\nb"}, "edit note", nil},
		{"annotation", m.ID, annotate.Fields{"attribution": "x"}, "edit attribution", nil},
		{"annotation", m.ID, annotate.Fields{"attribution": "y", "note": ""}, "edit annotation", nil},
		{"annotation", m.ID, annotate.Fields{"start": 0}, "move annotation", nil},
		{"annotation", m.ID, annotate.Fields{"start": 10, "end": 15}, "move annotation", nil},
		{"article", b.ID, annotate.Fields{"title": "New", "published": "2026-01-30T10:00:00Z"}, "edit article", nil},
		{"article", b.ID, annotate.Fields{"supersedes": string(a.ID)}, "edit article", nil},
		{"claim", claim, annotate.Fields{"statement": " A pause "}, "edit claim", nil},
		{"claim", claim, annotate.Fields{"resolved": "disputed"}, "decide claim as disputed", nil},
		{"claim", claim, annotate.Fields{"resolved": nil}, "reopen claim", nil},
		{"reviewer", p.Reviewer().ID, annotate.Fields{"name": "Anna B."}, "rename reviewer", nil},

		{"annotation", nobody, annotate.Fields{"note": "x"}, "", ErrNoEntity},
		{"annotation", a.ID, annotate.Fields{"note": "x"}, "", ErrNoEntity},
		{"table", a.ID, annotate.Fields{"note": "x"}, "", ErrNoEntity},
		{"annotation", n.ID, annotate.Fields{"claim": string(nobody)}, "", ErrNoEntity},
		{"annotation", n.ID, annotate.Fields{"claim": string(a.ID)}, "", ErrNoEntity},
		{"annotation", n.ID, annotate.Fields{"quote": "x"}, "", annotate.ErrField},
		{"annotation", n.ID, annotate.Fields{"article": string(a.ID)}, "", annotate.ErrField},
		{"annotation", n.ID, annotate.Fields{"deleted": true}, "", annotate.ErrField},
		{"annotation", n.ID, annotate.Fields{"colour": "red"}, "", annotate.ErrField},
		{"annotation", n.ID, annotate.Fields{"start": "0"}, "", annotate.ErrField},
		{"annotation", n.ID, annotate.Fields{"end": nil}, "", annotate.ErrField},
		{"annotation", n.ID, annotate.Fields{"end": 4000}, "", anchor.ErrSpan},
		{"annotation", n.ID, annotate.Fields{"start": 32}, "", anchor.ErrEmpty},
		{"article", a.ID, annotate.Fields{"sha256": strings.Repeat("0", 64)}, "", annotate.ErrField},
		{"article", a.ID, annotate.Fields{"published": "Friday"}, "", annotate.ErrField},
		{"article", a.ID, annotate.Fields{"supersedes": string(nobody)}, "", ErrNoEntity},
		{"article", a.ID, annotate.Fields{"supersedes": string(a.ID)}, "", ErrInvalid},
		{"article", a.ID, annotate.Fields{"supersedes": string(b.ID)}, "", ErrInvalid},
		{"claim", claim, annotate.Fields{"statement": ""}, "", annotate.ErrField},
		{"claim", claim, annotate.Fields{"statement": "  "}, "", ErrInvalid},
		{"reviewer", p.Reviewer().ID, annotate.Fields{"name": ""}, "", annotate.ErrField},
	} {
		before := digestOf(t, p)
		act, err := p.Set(Ref{c.kind, c.id}, c.fields)
		if !errors.Is(err, c.err) || act.Verb != c.verb || (act.Changes == 1) != (c.verb != "") {
			t.Errorf("%s %v: %+v, %v; want %q, %v", c.kind, c.fields, act, err, c.verb, c.err)
		}
		if c.verb == "" && digestOf(t, p) != before {
			t.Errorf("%s %v: something was recorded", c.kind, c.fields)
		}
	}
	moved, err := p.Annotation(m.ID)
	if err != nil || moved.Quote != "spoke" || moved.Prefix != "Officials " || !strings.HasPrefix(moved.Suffix, " of a pause") {
		t.Errorf("moved to %+v, %v", moved, err)
	}
	if moved.Created != m.Created || !moved.Modified.After(m.Modified) {
		t.Errorf("created %v, modified %v", moved.Created, moved.Modified)
	}
	if c, err := p.Claim(claim); err != nil || c.Statement != "A pause" {
		t.Errorf("%+v, %v", c, err)
	}
	if who := p.Reviewer(); who.Name != "Anna B." {
		t.Errorf("the reviewer is %+v", who)
	}
}

func TestTieAndRemove(t *testing.T) {
	p := newProject(t)
	a, b, m, n := example(t, p)
	claim, act, err := p.Tie(m.ID, " It is cold ")
	if err != nil || claim.Statement != "It is cold" || act.Changes != 2 || act.Verb != "tie to claim" {
		t.Errorf("%+v, %+v, %v", claim, act, err)
	}
	again, act, err := p.Tie(m.ID, "It is cold")
	if err != nil || again != claim || act.Changes != 0 {
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
	act, err = p.Remove(Ref{annotate.KindClaim, claim.ID})
	if err != nil || act.Verb != "remove claim" || act.Changes != 3 {
		t.Errorf("%+v, %v", act, err)
	}
	if left, err := p.Annotation(m.ID); err != nil || left.Claim != "" {
		t.Errorf("%+v, %v", left, err)
	}
	act, err = p.Remove(Ref{annotate.KindArticle, a.ID})
	if err != nil || act.Verb != "remove article" || act.Changes != 2 {
		t.Errorf("%+v, %v", act, err)
	}
	for what, err := range map[string]error{
		"article":    second(p.Article(a.ID)),
		"text":       second(p.Text(a.ID)),
		"annotation": second(p.Annotation(m.ID)),
		"claim":      second(p.Claim(claim.ID)),
		"witnesses":  second(p.Witnesses(claim.ID)),
		"remove":     second(p.Remove(Ref{annotate.KindArticle, a.ID})),
		"set":        second(p.Set(Ref{annotate.KindArticle, a.ID}, annotate.Fields{"title": "x"})),
		"no kind":    second(p.Remove(Ref{"table", a.ID})),
	} {
		if !errors.Is(err, ErrNoEntity) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if history, err := p.History(m.ID); err != nil || len(history) != 4 {
		t.Errorf("history of what was removed: %v, %v", history, err)
	}
	if _, err := p.SetSetting("title", "x"); err != nil {
		t.Fatal(err)
	}
	for _, ref := range []Ref{{annotate.KindReviewer, p.Reviewer().ID}, {annotate.KindSetting, annotate.SettingID("title")}} {
		if _, err := p.Remove(ref); !errors.Is(err, ErrInvalid) {
			t.Errorf("removing a %s gives %v", ref.Kind, err)
		}
	}
	if _, err := p.Article(b.ID); err != nil {
		t.Error(err)
	}
}

// Merged logs can make each of two articles the earlier capture of the other.
func TestRingOfCaptures(t *testing.T) {
	p := newProject(t)
	a, b, _, _ := example(t, p)
	third := add(t, p, draft("A third text.", "Third", ""))
	if _, err := p.act("merge", func(rec *recording) error {
		return errors.Join(rec.set(Ref{annotate.KindArticle, a.ID}, annotate.Fields{"supersedes": string(b.ID)}),
			rec.set(Ref{annotate.KindArticle, b.ID}, annotate.Fields{"supersedes": string(a.ID)}))
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Set(Ref{annotate.KindArticle, third.ID}, annotate.Fields{"supersedes": string(a.ID)}); err != nil {
		t.Error(err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestSettings(t *testing.T) {
	p := newProject(t)
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

// Views and background work may call a project at once.
func TestManyGoroutines(t *testing.T) {
	t.Parallel()
	p := newProject(t)
	a, _, _, _ := example(t, p)
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 10 {
				_, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Confirmed, Statement: fmt.Sprint(g, i%3)})
				_, err2 := p.Claims()
				p.UndoVerb()
				p.Reviewer()
				if err := errors.Join(err, err2, p.Changes(func(annotate.Change) error { _, err := p.Articles(); return err })); err != nil {
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
