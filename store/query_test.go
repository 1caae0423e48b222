package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
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
	p := newProject(t)
	on := shelf(t, p)
	rows, err := p.Articles()
	if err != nil {
		t.Fatal(err)
	}
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
	if _, err := p.Set(Ref{annotate.KindAnnotation, untied.ID}, annotate.Fields{"claim": nil}); err != nil {
		t.Fatal(err)
	}
	claims, err := p.Claims()
	if err != nil {
		t.Fatal(err)
	}
	type life struct {
		Statement, Standing string
		Marks               string
	}
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
	for _, r := range rows {
		if r.Outlet == "Alpha" && r.Counts != (Counts{}) {
			t.Errorf("counts before are %+v", r.Counts)
		}
	}
	rows, _ = p.Articles()
	if rows[0].Counts != (Counts{Confirmed: 1, Unconfirmed: 1}) || rows[3].Counts != (Counts{Disputed: 1, Unconfirmed: 1}) {
		t.Errorf("counts are %+v, %+v", rows[0].Counts, rows[3].Counts)
	}

	all, err := p.Annotations(Filter{})
	if err != nil || len(all) != 7 || all[0] != early || all[1] != late || all[6].Article != on["Undated"].ID {
		t.Errorf("annotations are %+v, %v", all, err)
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
	if err != nil || articles != 5 || nClaims != 4 || annotations != 7 || changes != 1+5+3+7+2+1 {
		t.Errorf("counts %d, %d, %d, %d, %v", articles, nClaims, annotations, changes, err)
	}
}

// Of two claims with one statement, such as a merge can bring about, neither
// is meant by it.
func TestClaimByStatement(t *testing.T) {
	p := newProject(t)
	_, _, m, n := example(t, p)
	other, _, err := p.Tie(m.ID, "It is cold")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Set(Ref{annotate.KindClaim, other.ID}, annotate.Fields{"statement": "There is a pause"}); err != nil {
		t.Fatal(err)
	}
	before := digestOf(t, p)
	for what, try := range map[string]func() error{
		"by statement": func() error { _, err := p.ClaimByStatement("There is a pause"); return err },
		"resolve":      func() error { _, err := p.Resolve(" There is a pause", annotate.KindClaim); return err },
		"tie":          func() error { _, _, err := p.Tie(n.ID, "There is a pause"); return err },
		"annotate": func() error {
			_, _, err := p.Annotate(NewAnnotation{Article: n.Article, Span: n.Span(), Verdict: n.Verdict, Statement: "There is a pause "})
			return err
		},
	} {
		err := try()
		if !errors.Is(err, ErrAmbiguousID) || !strings.Contains(err.Error(), string(other.ID)) || !strings.Contains(err.Error(), string(m.Claim)) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if digestOf(t, p) != before {
		t.Error("something was recorded")
	}
	if _, err := p.Remove(Ref{annotate.KindClaim, other.ID}); err != nil {
		t.Fatal(err)
	}
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
	p := newProject(t)
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
	if _, err := p.Remove(Ref{annotate.KindArticle, b.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Resolve(string(b.ID)); !errors.Is(err, ErrNoEntity) {
		t.Errorf("what was removed: %v", err)
	}
	if ref, err := p.Resolve("twice"); err != nil || ref.Kind != annotate.KindArticle {
		t.Errorf("the twin that is left: %+v, %v", ref, err)
	}
}

// Ids that begin alike are told apart or refused.
func TestAmbiguousPrefix(t *testing.T) {
	p := newProject(t)
	ids := []annotate.ID{"abcdef01-0000-4000-8000-000000000001", "abcdef01-0000-4000-8000-000000000002"}
	a := add(t, p, draft(thursday, "Courier", ""))
	for _, id := range ids {
		next := p.newID
		p.newID = func() annotate.ID {
			p.newID = func() annotate.ID { p.newID = next; return id } // after the action's comes the entity's
			return next()
		}
		if _, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Confirmed}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Resolve("abcdef01-0"); !errors.Is(err, ErrAmbiguousID) {
		t.Errorf("got %v", err)
	}
	if ref, err := p.Resolve(string(ids[1])); err != nil || ref.ID != ids[1] {
		t.Errorf("got %+v, %v", ref, err)
	}
}

func TestLog(t *testing.T) {
	t.Parallel()
	p := newProject(t)
	_, _, m, _ := example(t, p)
	var drafts []Draft
	for i := range 2*page + 10 { // more than is read at a time
		drafts = append(drafts, draft(fmt.Sprintf("Dispatch %d.", i), "Wire", ""))
	}
	if _, _, err := p.AddArticles(context.Background(), drafts, nil); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if _, err := p.Set(Ref{annotate.KindAnnotation, m.ID}, annotate.Fields{"note": strings.Repeat("x", i+1)}); err != nil {
			t.Fatal(err)
		}
	}
	var log []annotate.Change
	if err := p.Changes(func(c annotate.Change) error { log = append(log, c); return nil }); err != nil {
		t.Fatal(err)
	}
	_, _, _, changes, _ := p.Counts()
	if len(log) != changes || changes < 2*page {
		t.Errorf("%d of %d changes", len(log), changes)
	}
	if log[0].Verb != verbJoin || log[1].Verb != "add article" {
		t.Errorf("the log begins with %+v, %+v", log[0], log[1])
	}
	for i := 1; i < len(log); i++ {
		if !log[i-1].Before(log[i]) {
			t.Fatalf("change %d does not come after the one before", i)
		}
	}
	history, err := p.History(m.ID)
	if err != nil || len(history) != 6 || annotate.Fold(history).Annotation(m.ID).Note != "xxxxx" {
		t.Errorf("history of %d, %v", len(history), err)
	}
	if none, err := p.History(nobody); err != nil || none != nil {
		t.Errorf("history of nothing: %v, %v", none, err)
	}
	stop := errors.New("stop")
	if err := p.Changes(func(annotate.Change) error { return stop }); err != stop {
		t.Errorf("stopped with %v", err)
	}
}

// The log goes on in order whatever the machine's clock does.
func TestClocks(t *testing.T) {
	p := newProject(t)
	times := []time.Time{time.Unix(2_000_000_000, 0), time.Unix(1_000_000_000, 0), time.Unix(1_000_000_000, 0), time.Unix(-5, 0), {}}
	for i, at := range times {
		p.now = func() time.Time { return at }
		if _, err := p.SetSetting("title", strings.Repeat("x", i+1)); err != nil {
			t.Fatal(err)
		}
	}
	if title, err := p.Setting("title"); err != nil || title != "xxxxx" {
		t.Errorf("the last title is %q, %v", title, err)
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if title, _ := p.Setting("title"); title != "xxxx" {
		t.Errorf("undone, the title is %q", title)
	}
	p.Close()
	verified(t, p.Path())
	// A forged clock leaves no room: an error, and nothing recorded.
	forge(t, p.Path(), "UPDATE change SET clock = 4611686018427387903 WHERE seq = 6")
	derivedAnew(t, p.Path())
	q := openProject(t, p.Path(), Options{})
	if _, err := q.SetSetting("title", "late"); !errors.Is(err, annotate.ErrClock) {
		t.Errorf("got %v", err)
	}
}

func TestReviewers(t *testing.T) {
	p := newProject(t)
	anna := p.Reviewer()
	if list, err := p.Reviewers(); err != nil || len(list) != 0 || anna.Name != "Anna" || anna.ID == "" {
		t.Errorf("%+v, %v, at work %+v", list, err, anna)
	}
	example(t, p)
	p.Close()
	for _, c := range []struct {
		name, want string
		same       bool
	}{{"Anna", "Anna", true}, {" Anna \n", "Anna", true}, {"Ben", "Ben", false}, {"", "reviewer", false}, {"A\x00\xffB", "A \ufffdB", false}} {
		q := openProject(t, p.Path(), testOptions(c.name))
		if who := q.Reviewer(); who.Name != c.want || (who.ID == anna.ID) != c.same {
			t.Errorf("%q is %+v", c.name, who)
		}
		q.Close()
	}
	q := openProject(t, p.Path(), testOptions("Ben"))
	for q.UndoVerb() != "" { // what Anna did, Ben can take back
		if _, err := q.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	list, err := q.Reviewers()
	if err != nil || len(list) != 2 || list[0] != anna || list[1] != q.Reviewer() {
		t.Errorf("%+v, %v", list, err)
	}
}

// Of two reviewers of one name, the one who worked in this copy is meant.
func TestNamesakes(t *testing.T) {
	p := newProject(t)
	example(t, p)
	for _, maker := range []string{"Ben", "Eva"} { // ids before and after Anna's
		copied := filepath.Join(t.TempDir(), maker+".claimtrace")
		pack(t, p, copied, false)
		q := openProject(t, copied, testOptions(maker))
		if _, err := q.SetSetting("title", "x"); err != nil {
			t.Fatal(err)
		}
		who := q.Reviewer()
		if _, err := q.Set(Ref{annotate.KindReviewer, who.ID}, annotate.Fields{"name": "Anna"}); err != nil {
			t.Fatal(err)
		}
		q.Close()
		q = openProject(t, copied, Options{Reviewer: "Anna"})
		if got := q.Reviewer(); got.ID != who.ID {
			t.Errorf("Anna, once %s, is %+v", maker, got)
		}
		q.Close()
	}
}
