package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/tables"
)

// shelf puts articles with known order into a project, in another order.
func shelf(t *testing.T, p *Project) map[string]annotate.Article {
	t.Helper()
	byOutlet := map[string]annotate.Article{}
	for _, d := range []Draft{
		draft("No one knows when this was said.", "Undated", ""),
		draft("It was said on Friday at noon in Kyiv.", "Noon", "2026-01-30T12:00:00+02:00"), // 10:00 UTC
		draft("It was said on Friday at eleven.", "Eleven", "2026-01-30T11:00:00Z"),
		draft("It was said on Thursday.", "Zeta", "2026-01-29T08:00:00Z"),
		draft("It was said on Thursday as well.", "Alpha", "2026-01-29T08:00:00Z"),
	} {
		byOutlet[d.Outlet] = add(t, p, d)
	}
	return byOutlet
}

func TestOrder(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	on := shelf(t, p)
	rows := must(p.Articles())
	var order []string
	for _, r := range rows {
		order = append(order, r.Outlet)
		if one, err := p.Article(r.ID); err != nil || one != r.Article {
			t.Errorf("%+v by itself is %+v, %v", r.Article, one, err)
		}
	}
	if want := []string{"Alpha", "Zeta", "Noon", "Eleven", "Undated"}; !reflect.DeepEqual(order, want) {
		t.Errorf("articles stand in the order %v", order)
	}

	// Claims are made in an order that is not that of their first mention.
	tag(t, p, on["Undated"], "No one knows", annotate.Disputed, "Unknown")
	tag(t, p, on["Eleven"], "Friday", annotate.Disputed, "Friday")
	tag(t, p, on["Eleven"], "at eleven", annotate.Unconfirmed, "Thursday")
	late := tag(t, p, on["Alpha"], "Thursday", annotate.Confirmed, "Thursday")
	early := tag(t, p, on["Alpha"], "It was said", annotate.Unconfirmed, "Thursday")
	tag(t, p, on["Noon"], "Friday", annotate.Disputed, "Friday")
	untied := tag(t, p, on["Zeta"], "Thursday", annotate.Disputed, "")
	alone, _, err := p.Tie(untied.ID, "Mentioned by none")
	if err != nil {
		t.Fatal(err)
	}
	act, err := p.Set(annotation(untied.ID), annotate.Fields{"claim": nil})
	did(t, act, err)
	claims := must(p.Claims())
	type life struct{ Statement, Standing, Marks string }
	var lives []life
	for _, c := range claims {
		l := life{c.Statement, c.Standing.Word(), ""}
		for _, m := range c.Marks {
			l.Marks += m.Verdict.Sign()
		}
		lives = append(lives, l)
	}
	if want := []life{
		{"Thursday", "unconfirmed", "?✓?"}, {"Friday", "disputed", "✗✗"}, {"Unknown", "disputed", "✗"}, {"Mentioned by none", "", ""},
	}; !reflect.DeepEqual(lives, want) {
		t.Errorf("claims are %+v", lives)
	}
	if m := claims[0].Marks[0]; m.Article != on["Alpha"].ID || m.Published != on["Alpha"].Published {
		t.Errorf("the first mark is %+v", m)
	}

	witnesses, err := p.Witnesses(early.Claim)
	if err != nil || len(witnesses) != 3 {
		t.Fatalf("%v, %v", witnesses, err)
	}
	if witnesses[0].Annotation != early || witnesses[1].Annotation != late || witnesses[2].In != on["Eleven"] {
		t.Errorf("witnesses are %+v", witnesses)
	}
	if none, err := p.Witnesses(alone.ID); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
	rows = must(p.Articles())
	if rows[0].Counts != (Counts{Confirmed: 1, Unconfirmed: 1}) || rows[3].Counts != (Counts{Disputed: 1, Unconfirmed: 1}) {
		t.Errorf("counts are %+v, %+v", rows[0].Counts, rows[3].Counts)
	}
	all := must(p.Annotations(Filter{}))
	if len(all) != 7 || all[0] != early || all[1] != late || all[6].Article != on["Undated"].ID {
		t.Errorf("annotations are %+v", all)
	}
	for _, c := range []struct {
		f Filter
		n int
	}{
		{Filter{Article: on["Eleven"].ID}, 2}, {Filter{Claim: early.Claim}, 3}, {Filter{Reviewer: p.Reviewer().ID}, 7},
		{Filter{Article: on["Eleven"].ID, Claim: early.Claim, Reviewer: p.Reviewer().ID}, 1}, {Filter{Reviewer: nobody}, 0},
	} {
		if list, err := p.Annotations(c.f); err != nil || len(list) != c.n {
			t.Errorf("%+v lets %d pass, %v", c.f, len(list), err)
		}
	}
	articles, nClaims, annotations, changes, err := p.Counts()
	if err != nil || articles != 5 || nClaims != 4 || annotations != 7 || changes != 1+1+5+3+7+2+1 {
		t.Errorf("counts %d, %d, %d, %d, %v", articles, nClaims, annotations, changes, err)
	}
}

// Of two claims with one statement neither is meant by it, unless they are one.
func TestClaimByStatement(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, _, m, n := example(t, p)
	other, _, err := p.Tie(m.ID, "It is cold")
	if err != nil {
		t.Fatal(err)
	}
	act, err := p.Set(claim(other.ID), annotate.Fields{"statement": "There is a pause"})
	did(t, act, err)
	// Of two claims that say the same the first made is meant.
	if v, err := p.ClaimByStatement("There is a pause"); err != nil || v.ID != m.Claim {
		t.Errorf("by statement: %+v, %v", v, err)
	}
	if v, act, err := p.AddClaim("There is a pause"); err != nil || v.ID != m.Claim || act.Changes != 0 {
		t.Errorf("added: %+v, %+v, %v", v, act, err)
	}
	if v, _, err := p.Tie(n.ID, "There is a pause"); err != nil || v.ID != m.Claim {
		t.Errorf("tied: %+v, %v", v, err)
	}
	if tagged, _, err := p.Annotate(NewAnnotation{Article: n.Article, Span: n.Span(), Verdict: n.Verdict, Statement: "There is a pause "}); err != nil || tagged.Claim != m.Claim {
		t.Errorf("tagged: %+v, %v", tagged, err)
	}
	// For who resolves a name the first made is meant.
	if ref, err := p.Resolve(" There is a pause", annotate.KindClaim); err != nil || ref.ID != m.Claim {
		t.Errorf("resolved to %+v, %v", ref, err)
	}
	act, err = p.Join(claim(other.ID), claim(m.Claim))
	did(t, act, err)
	if got, err := p.ClaimByStatement("There is a pause"); err != nil || got.ID != m.Claim {
		t.Errorf("joined: %+v, %v", got, err)
	}
	act, err = p.Remove(claim(other.ID))
	did(t, act, err)
	if got, err := p.ClaimByStatement("There is a pause"); err != nil || got.ID != m.Claim {
		t.Errorf("the one that is left: %+v, %v", got, err)
	}
	for _, s := range []string{"", "there is a pause", "There is"} {
		if _, err := p.ClaimByStatement(s); !errors.Is(err, ErrNoEntity) {
			t.Errorf("%q gives %v", s, err)
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	d := draft(thursday, "Courier", "")
	d.ExternalID = "courier/1"
	twin := draft(friday, "Herald", "")
	twin.ExternalID = "twice"
	again := draft(friday+" It snowed.", "Herald", "")
	again.ExternalID = "twice"
	a, b, _ := add(t, p, d), add(t, p, twin), add(t, p, again)
	n := tag(t, p, a, "Officials", annotate.Disputed, "facade1234 is a word")
	for name, want := range map[string]annotate.ID{
		string(a.ID):                           a.ID,
		strings.ToUpper(string(a.ID)):          a.ID,
		string(a.ID[:8]):                       a.ID,
		string(n.ID[:20]):                      n.ID,
		"courier/1":                            a.ID,
		"facade1234 is a word":                 n.Claim,
		string(p.Reviewer().ID[:8]):            p.Reviewer().ID,
		" facade1234 is a word ":               n.Claim,
		string(annotate.SettingID("title")):    "",
		"":                                     "",
		"courier":                              "",
		"%":                                    "",
		"ffffffff-ffff-4fff-bfff-ffffffffffff": "",
		string(a.ID) + "0":                     "",
	} {
		got, err := p.Resolve(name)
		if got.ID != want || (want == "") != errors.Is(err, ErrNoEntity) {
			t.Errorf("%q is %+v, %v", name, got, err)
		}
	}
	for _, n := range []int{4, 7} {
		_, err := p.Resolve(strings.ToUpper(string(a.ID[:n])))
		if !errors.Is(err, ErrShortID) || !strings.Contains(err.Error(), "at least 8 characters") {
			t.Errorf("%d characters of an id: %v", n, err)
		}
	}
	if _, err := p.Resolve("twice"); !errors.Is(err, ErrAmbiguousID) || strings.Contains(err.Error(), "\n") {
		t.Errorf("an external id that two have: %v", err)
	}
	if _, err := p.Resolve(string(a.ID), annotate.KindClaim, annotate.KindAnnotation); !errors.Is(err, ErrNoEntity) {
		t.Errorf("an article among claims: %v", err)
	}
	if _, err := p.Resolve(string(a.ID), "table"); !errors.Is(err, ErrNoEntity) {
		t.Errorf("an unknown kind: %v", err)
	}
	act, err := p.Remove(article(b.ID))
	did(t, act, err)
	if _, err := p.Resolve(string(b.ID)); !errors.Is(err, ErrNoEntity) {
		t.Errorf("what was removed: %v", err)
	}
	if ref, err := p.Resolve("twice"); err != nil || ref.Kind != annotate.KindArticle {
		t.Errorf("the twin that is left: %+v, %v", ref, err)
	}
}

// Ids that begin alike are told apart or refused.
func TestAmbiguousPrefix(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	ids := []annotate.ID{"abcdef01-0000-4000-8000-000000000001", "abcdef01-0000-4000-8000-000000000002"}
	for _, id := range ids {
		if err := p.SetPerson(Person{ID: id, Name: "Anna"}); err != nil {
			t.Fatal(err)
		}
		act, err := p.SetSetting("title", string(id))
		did(t, act, err)
	}
	for _, name := range []string{"abcdef01-0", "abcdef01", "ABCDEF01-0000-4000-8000-00000000000"} {
		if _, err := p.Resolve(name); !errors.Is(err, ErrAmbiguousID) || !strings.Contains(err.Error(), "give more of the id") {
			t.Errorf("%q gives %v", name, err)
		}
	}
	if ref, err := p.Resolve(string(ids[1])); err != nil || ref.ID != ids[1] {
		t.Errorf("got %+v, %v", ref, err)
	}
}

func TestLog(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, _, m, _ := example(t, p)
	var drafts []Draft
	for i := range 520 { // more than is read at a time
		drafts = append(drafts, draft(fmt.Sprintf("Dispatch %d.", i), "Wire", ""))
	}
	if _, _, err := p.AddArticles(t.Context(), Drafts(drafts...), nil); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		act, err := p.Set(annotation(m.ID), annotate.Fields{"note": strings.Repeat("x", i+1)})
		did(t, act, err)
	}
	var log []*change.Change
	if err := p.Changes(func(c *change.Change) error { log = append(log, c); return nil }); err != nil {
		t.Fatal(err)
	}
	_, _, _, changes, _ := p.Counts()
	if len(log) != changes || changes < 520 {
		t.Errorf("%d of %d changes", len(log), changes)
	}
	if log[0].Did.Code != codeProject || log[1].Did.Code != codeJoin || log[2].Did.Code != "article.add" {
		t.Errorf("the log begins with %+v, %+v, %+v", log[0].Did, log[1].Did, log[2].Did)
	}
	numbers := map[annotate.ID]int64{}
	for i, c := range log {
		if err := c.Check(); err != nil {
			t.Fatal(err)
		}
		if numbers[c.Copy]++; c.Number != numbers[c.Copy] {
			t.Fatalf("change %d has the number %d, not %d", i, c.Number, numbers[c.Copy])
		}
		if i > 0 && log[i-1].Clock > c.Clock {
			t.Fatalf("change %d does not come after the one before", i)
		}
	}
	first, last, err := p.Life()
	if err != nil || !first.Equal(log[0].Clock.Time()) || !last.Equal(log[len(log)-1].Clock.Time()) {
		t.Errorf("its life is from %v to %v, %v", first, last, err)
	}
	history := must(p.History(m.ID))
	if n := must(p.Annotation(m.ID)); len(history) != 6 || n.Note != "xxxxx" {
		t.Errorf("history of %d, %+v", len(history), n)
	}
	if none, err := p.History(nobody); err != nil || none != nil {
		t.Errorf("history of nothing: %v, %v", none, err)
	}
	stop := errors.New("stop")
	if err := p.Changes(func(*change.Change) error { return stop }); err != stop {
		t.Errorf("stopped with %v", err)
	}
}

// A claim with more passages than its row holds is listed with all of them,
// and the rows are in order on both sides of the border.
func TestManyMarks(t *testing.T) {
	t.Parallel()
	const most = 20
	p := emptyProject(t)
	a := add(t, p, draft(strings.Repeat("One word and another. ", 300), "Courier", "2026-01-29"))
	b := add(t, p, draft(strings.Repeat("Some more words here. ", 300), "Herald", "2026-01-28"))
	var made []annotate.Annotation
	more := func(n int) {
		t.Helper()
		var list []NewAnnotation
		for range n {
			i := len(made) + len(list)
			article := []annotate.Article{a, b}[i%2]
			list = append(list, NewAnnotation{Article: article.ID, Span: annotate.Span{Start: i, End: i + 9}, Verdict: annotate.Verdicts[i%3], Statement: "So they say"})
		}
		some, _, err := p.AnnotateAll(t.Context(), list, nil)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, some...)
	}
	more(500)
	packed := func() bool {
		t.Helper()
		row, err := file.One(p.conn, file.Scalar[string], "SELECT marks FROM claim WHERE statement = 'So they say'")
		if err != nil {
			t.Fatal(err)
		}
		return row != tables.ManyMarks
	}
	for packed() {
		if len(made) > 10_000 {
			t.Fatal("a row holds any number")
		}
		more(most)
	}
	border := len(made)
	if _, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 40}, Verdict: annotate.Confirmed, Statement: "Another claim"}); err != nil {
		t.Fatal(err)
	}
	check := func(when string, marks int, held bool) {
		t.Helper()
		views := []*View{p.View}
		if !held {
			views = append(views, asOf(t, p, lifeEnd(t, p), false).View)
		}
		for _, v := range views {
			articles, claims, err := v.Lists()
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range claims {
				one, err := v.ClaimRow(c.ID)
				if err != nil || !reflect.DeepEqual(one, c) {
					t.Fatalf("%s: %q is listed otherwise than it is by itself (%v)", when, c.Statement, err)
				}
				if c.Statement == "So they say" && len(c.Marks) != marks {
					t.Errorf("%s: it has %d passages, not %d", when, len(c.Marks), marks)
				}
			}
			for _, a := range articles {
				if one, err := v.ArticleRow(a.ID); err != nil || one != a {
					t.Fatalf("%s: %+v, not %+v (%v)", when, a, one, err)
				}
			}
		}
		if packed() != held {
			t.Errorf("%s: its row holds them: %v", when, !held)
		}
	}
	do := func(act Action, err error) {
		t.Helper()
		did(t, act, err)
	}
	check("many", border, false)
	do(p.Set(annotation(made[7].ID), annotate.Fields{"verdict": "unconfirmed"}))
	do(p.Set(claim(made[0].Claim), annotate.Fields{"note": "many"}))
	do(p.Set(article(b.ID), annotate.Fields{"published": "2026-01-30T00:00:00Z"}))
	check("changed", border, false)
	do(p.Remove(article(a.ID)))
	check("an article removed", border/2, packed())
	do(p.Undo())
	check("and back", border, false)
	for i := range most { // back over the border
		do(p.Set(annotation(made[i].ID), annotate.Fields{"claim": nil}))
	}
	check("some untied", border-most, true)
	sound(t, p)
	if err := p.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	check("rebuilt", border-most, true)
}

// Articles that are added together, some twice, some following others, some
// after they were removed, are what they are when added one after the other.
func TestAddTogether(t *testing.T) {
	t.Parallel()
	for _, texts := range []int{50, 900} { // most are there already, or few
		t.Run(fmt.Sprint(texts), func(t *testing.T) { addTogether(t, texts) })
	}
}

func addTogether(t *testing.T, texts int) {
	rng := rand.New(rand.NewPCG(4, 2))
	var drafts []Draft
	for range 100 {
		d := draft(fmt.Sprintf("Text %d says so.", rng.IntN(texts)), fmt.Sprint("Paper", rng.IntN(3)), "2026-01-29")
		if rng.IntN(4) == 0 {
			d.Source = []byte(d.Text + "\r\n")
		}
		if n := rng.IntN(10); n < 3 && len(drafts) > 0 {
			earlier := drafts[rng.IntN(len(drafts))]
			d.Supersedes = annotate.ArticleID(check.Hash([]byte(earlier.Text)), earlier.URL, earlier.Outlet)
		}
		drafts = append(drafts, d)
	}
	together, apart := emptyProject(t), emptyProject(t)
	for _, p := range []*Project{together, apart} {
		first, _, err := p.AddArticles(t.Context(), Drafts(drafts[:30]...), nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 10 {
			if _, err := p.Remove(article(first[i*3].ID)); err != nil {
				continue // removed already, as the same article
			}
		}
	}
	// Who follows an article that is not there is refused, in both ways.
	var kept []Draft
	for _, d := range drafts {
		if _, _, err := apart.AddArticles(t.Context(), Drafts(d), nil); err == nil {
			kept = append(kept, d)
		}
	}
	if len(kept) <= fewAdded {
		t.Fatalf("only %d are added together", len(kept))
	}
	added, act, err := together.AddArticles(t.Context(), Drafts(kept...), nil)
	if err != nil {
		t.Fatal(err)
	}
	fresh := 0
	for _, one := range added {
		if one.New {
			fresh++
		}
	}
	if fresh != act.Changes || fresh != len(act.Articles) {
		t.Errorf("%d are new, of %d changes, of %d articles", fresh, act.Changes, len(act.Articles))
	}
	shown := func(p *Project) (list []annotate.Article) {
		for _, r := range must(p.Articles()) {
			if _, err := p.Text(r.ID); err != nil {
				t.Error(err)
			}
			r.Added = time.Time{}
			list = append(list, r.Article)
		}
		return list
	}
	if a, b := shown(together), shown(apart); !reflect.DeepEqual(a, b) || len(a) < 30 {
		t.Errorf("together\n%+v\napart\n%+v", a, b)
	}
	sound(t, together)
	act, err = together.Undo()
	did(t, act, err)
	sound(t, together)
}

// A witness tells which quotation it stands in.
func TestWitnessInAQuotation(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a := add(t, p, draft("A mayor spoke.\n\nHe said: “We will wait. The harbour is closed,” and left. The ferry sank.", "Courier", "2026-01-29"))
	in := tag(t, p, a, "The harbour is closed", annotate.Confirmed, "There is a pause")
	after := tag(t, p, a, "The ferry sank", annotate.Confirmed, "There is a pause")
	for _, w := range must(p.Witnesses(in.Claim)) {
		if want := map[annotate.ID]string{in.ID: "“", after.ID: ""}[w.ID]; w.Opened != want || w.Place().Published != "2026-01-29" {
			t.Errorf("%q stands in %q, %+v", w.Quote, w.Opened, w.Place())
		}
	}
}
