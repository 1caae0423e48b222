package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	from "claimtrace/annotate/incoming"
	"claimtrace/annotate/text"
	"claimtrace/store/check"
	"claimtrace/store/tables"
)

const (
	setClaim   = "22222222-2222-4222-8222-222222222222"
	setPassage = "33333333-3333-4333-8333-333333333333"
	setPerson  = "44444444-4444-4444-8444-444444444444"
)

var setTime = time.Date(2025, 12, 24, 9, 0, 0, 0, time.UTC)

// example of a set: two articles with their texts, two claims, one of them decided, and
// passages of two people, one of whom has only a name.
func setOf(n int) from.Set {
	s := from.Set{
		Format: "json", Program: "Claimtrace", Told: []from.Told{},
		Articles: []from.Article{
			{Key: "a", Title: "Pause agreed", Outlet: "Quay", URL: "https://quay.example/1", Published: "2026-01-29", Text: thursday},
			{Key: "b", Title: "Pause confirmed", Outlet: "Tide", Text: friday},
		},
		Claims: []from.Claim{
			{Key: setClaim, Statement: "There is a pause", Note: "look again", Resolved: annotate.Confirmed, Reason: "It was said.", Evidence: []string{setPassage}, Decider: "Mara", DeciderID: setPerson, Decided: setTime.Add(time.Hour), Created: setTime},
			{Key: "statement:It lasts a week", Statement: "It lasts a week"},
		},
		Passages: []from.Passage{
			{ID: setPassage, Article: "a", Start: 0, End: 9, Quote: "Officials", Verdict: annotate.Disputed, Claim: setClaim, Reviewer: "Mara", ReviewerID: setPerson, Attribution: "the mayor", Note: "twice", Created: setTime, Modified: setTime},
			{ID: "T1", Article: "b", Start: 4, End: 12, Quote: "ministry", Verdict: annotate.Confirmed, Claim: "statement:It lasts a week", Reviewer: "Ben"},
			{Article: "b", Start: 23, End: 32, Quote: "the pause", Verdict: annotate.Unconfirmed},
		},
	}
	for i := range n {
		at := i % 30
		s.Passages = append(s.Passages, from.Passage{
			ID: fmt.Sprint("R", i), Article: "a", Start: at, End: at + 3, Quote: thursday[at : at+3], Verdict: annotate.Verdicts[i%3], Claim: setClaim, Reviewer: fmt.Sprint("Person ", i%4), Created: setTime.Add(time.Duration(i) * time.Second),
		})
	}
	return s
}

func imports(t testing.TB, p *Project, set from.Set) (Imported, Action) {
	t.Helper()
	done, a, err := p.Import(t.Context(), set, ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return done, a
}

// A set comes in as one action, with who did what elsewhere and when; a second time
// nothing is done; undone it is gone, and can come again.
func TestImport(t *testing.T) {
	for _, n := range []int{0, 100} { // one by one, and together
		p := emptyProject(t)
		set := setOf(n)
		tried, _, err := p.Import(t.Context(), set, ImportOptions{DryRun: true})
		if err != nil {
			t.Fatal(err)
		}
		if articles, err := p.Articles(); err != nil || len(articles) != 0 {
			t.Fatalf("after a trial %d articles, %v", len(articles), err)
		}
		done, a := imports(t, p, set)
		if fmt.Sprint(tried) != fmt.Sprint(done) {
			t.Errorf("tried %+v\ndone  %+v", tried, done)
		}
		if done.Passages != (ImportCount{Added: n + 3}) || done.Claims != (ImportCount{Added: 2}) || len(done.Told) != 0 || done.Articles[0].How != Made || done.Articles[0].Passages != n+1 {
			t.Fatalf("%+v", done)
		}
		sound(t, p)
		reviewers, err := p.Reviewers()
		if err != nil {
			t.Fatal(err)
		}
		names := map[annotate.ID]string{}
		for _, r := range reviewers {
			if names[r.ID] = r.Name; r.Key != "" && r.Name != "Anna" {
				t.Errorf("%s has a key", r.Name)
			}
		}
		list, err := p.Annotations(Filter{})
		if err != nil || len(list) != n+3 {
			t.Fatalf("%d passages, %v", len(list), err)
		}
		var first annotate.Annotation
		who := map[string]int{}
		for _, x := range list {
			if who[names[x.Reviewer]]++; x.Quote == "Officials" && x.Attribution != "" {
				first = x
			}
		}
		if who["Anna"] != 0 || who["Mara"] != 1 || who["Ben"] != 1 || who["Claimtrace"] != 1 || n > 0 && who["Person 3"] != n/4 {
			t.Errorf("whose they are: %v", who)
		}
		if !first.Created.Equal(setTime) || !first.Modified.Equal(setTime) || first.Verdict != annotate.Disputed || first.Note != "twice" || first.ID != annotate.ImportedID(annotate.KindAnnotation, "uuid", setPassage) {
			t.Errorf("the first is %+v", first)
		}
		c, err := p.Claim(first.Claim)
		if err != nil || c.Statement != "There is a pause" || c.Resolved != annotate.Confirmed || names[c.DecidedBy] != "Mara" || !c.Decided.Time().Equal(setTime.Add(time.Hour)) || c.Evidence != annotate.JoinIDs(first.ID) || !c.Created.Equal(setTime) {
			t.Errorf("the claim is %+v, %v", c, err)
		}
		history, err := p.Revisions(annotation(first.ID))
		if err != nil || len(history) != 1 || history[0].By.Name != "Anna" {
			t.Errorf("the history is %+v, %v", history, err)
		}
		if _, err := p.Set(annotation(first.ID), annotate.Fields{"note": "mine"}); !errors.Is(err, ErrNotYours) {
			t.Errorf("another's passage is edited: %v", err)
		}
		if again, b := imports(t, p, set); b.Changes != 0 || again.Passages != (ImportCount{}) || again.Claims != (ImportCount{}) || len(again.Told) != 0 || again.Articles[0].How != FoundHere || again.Articles[0].Passages != n+1 {
			t.Errorf("again %+v, %+v", again, b)
		}
		before := dumpDerived(t, p)
		if undone, err := p.Undo(); err != nil || undone.Did != "import" || len(undone.Left) != 0 {
			t.Fatalf("undone %s %+v, %v", undone.Did, undone.Left, err)
		}
		if articles, err := p.Articles(); err != nil || len(articles) != 0 {
			t.Errorf("%d articles are left, %v", len(articles), err)
		}
		sound(t, p)
		if back, _ := imports(t, p, set); back.Passages != (ImportCount{Added: n + 3}) {
			t.Errorf("after undo %+v", back)
		}
		sound(t, p)
		if after := dumpDerived(t, p); strings.Count(after, "\n") != strings.Count(before, "\n") {
			t.Errorf("after undo\n%s\nbefore\n%s", after, before)
		}
		if a.Did != "import" || a.Changes < n+5 {
			t.Errorf("%+v", a.Did)
		}
	}
}

// Two who take in the same set have made the same, and merging makes nothing twice.
func TestImportMerges(t *testing.T) {
	anna, ben := newHand(t, "Anna"), newHand(t, "Ben")
	imports(t, anna.p, setOf(70))
	imports(t, ben.p, setOf(70))
	m := anna.merges(t, MergeOptions{Another: true}, ben)
	if len(m.Inbox.Collisions) != 0 {
		t.Errorf("they collide: %+v", m.Inbox.Collisions)
	}
	if list, err := anna.p.Annotations(Filter{}); err != nil || len(list) != 73 {
		t.Errorf("%d passages, %v", len(list), err)
	}
	if claims, err := anna.p.Claims(); err != nil || len(claims) != 2 {
		t.Errorf("%d claims, %v", len(claims), err)
	}
	sound(t, anna.p)
}

// What somebody here set or removed stays; what stands as it came follows the set.
func TestImportUpdates(t *testing.T) {
	p := emptyProject(t)
	set := setOf(0)
	imports(t, p, set)
	list, err := p.Annotations(Filter{})
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]annotate.Annotation{}
	for _, n := range list {
		of[n.Quote] = n
	}
	edited, err := p.Override(annotation(of["Officials"].ID), annotate.Fields{"note": "ours"})
	did(t, edited, err)
	removed, err := p.RemoveOverriding(annotation(of["ministry"].ID))
	did(t, removed, err)
	set.Passages[0].Note, set.Passages[0].Verdict, set.Passages[0].Attribution = "theirs", annotate.Confirmed, ""
	set.Passages[2].Note = "new"
	set.Claims[0].Statement = "There is a truce"
	done, a := imports(t, p, set)
	if done.Passages != (ImportCount{Updated: 2}) || done.Claims != (ImportCount{Updated: 1}) || a.Changes != 3 {
		t.Errorf("%+v, %d changes", done, a.Changes)
	}
	want := []from.Told{{What: `"Officials"`, Why: toldChanged}, {What: `"ministry"`, Why: toldRemoved}}
	if !slices.Equal(done.Told, want) {
		t.Errorf("told %q", done.Told)
	}
	n, err := p.Annotation(of["Officials"].ID)
	if err != nil || n.Note != "ours" || n.Verdict != annotate.Confirmed || n.Attribution != "the mayor" {
		t.Errorf("%+v, %v", n, err)
	}
	if _, again := imports(t, p, set); again.Changes != 0 {
		t.Errorf("a second time %d changes", again.Changes)
	}
	sound(t, p)
}

// Addresses of articles that are not here are told of the first few, and no long one.
func TestImportTellsAddresses(t *testing.T) {
	p := emptyProject(t)
	set := from.Set{Format: "json"}
	for i := range 9 {
		key := fmt.Sprintf("https://nowhere.example/%d%s", i, strings.Repeat("a", 1000*(i%2)))
		set.Articles = append(set.Articles, from.Article{Key: key, URL: key})
		set.Passages = append(set.Passages, from.Passage{Article: key, Start: -1, End: -1, Quote: fmt.Sprint("Word ", i), Verdict: annotate.Confirmed})
	}
	done, _ := imports(t, p, set)
	var told []string
	for _, x := range done.Told {
		told = append(told, x.String())
	}
	want := []string{`"Word 0": ` + toldAddress("https://nowhere.example/0"), `"Word 1", "Word 3", "Word 5", "Word 7" … (5): ` + toldMissing}
	for _, i := range []int{2, 4, 6} {
		want = append(want, fmt.Sprintf(`"Word %d": `, i)+toldAddress(fmt.Sprint("https://nowhere.example/", i)))
	}
	slices.Sort(told)
	slices.Sort(want)
	if !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
}

// An article that is here is found by its id, its address or its text. One of which the
// set has no text waits for it, if its id can be told; else its passages are left out.
func TestImportArticles(t *testing.T) {
	p := emptyProject(t)
	a := add(t, p, draft(thursday, "courier", ""))
	b := add(t, p, draft(friday, "tide", ""))
	words := func(i int) string { return strings.Repeat(fmt.Sprint("Word ", i, " of it. "), 4) }
	set := from.Set{Format: "json", Articles: []from.Article{
		{Key: "by id", ID: a.ID}, {Key: "by address", URL: "http://www.tide.example/1/?utm_source=x"}, {Key: "by text", SHA256: a.SHA256},
		{Key: "waits", SHA256: check.Hash([]byte(words(1))), Chars: len([]rune(words(1))), Title: "Later", URL: "https://later.example/1"},
		{Key: "missing", URL: "https://nowhere.example/1"}, {Key: "unwanted", SHA256: check.Hash([]byte(words(2))), Chars: 9},
	}}
	for _, key := range []string{"by id", "by address", "by text", "waits", "missing"} {
		set.Passages = append(set.Passages, from.Passage{Article: key, Start: 0, End: 6, Quote: "Word 1", Verdict: annotate.Confirmed, Reviewer: "Ben", Suffix: " of it"})
	}
	set.Passages[0].Quote, set.Passages[0].End = "Officials", 9
	set.Passages[1].Quote, set.Passages[1].Start, set.Passages[1].End = "It is to last", 2, 15 // not there, but once in the text
	set.Passages[2].Quote, set.Passages[2].Start, set.Passages[2].End = "o", -1, -1            // many times
	done, _ := imports(t, p, set)
	var how []string
	for _, x := range done.Articles {
		how = append(how, fmt.Sprint(x.How, x.Passages))
	}
	if got := strings.Join(how, " "); got != "here1 here1 here0 waits1 missing0 missing0" {
		t.Errorf("articles: %s", got)
	}
	if done.Articles[1].ID != b.ID || done.Articles[2].ID != a.ID {
		t.Errorf("found %+v", done.Articles)
	}
	var told []string
	for _, x := range done.Told {
		told = append(told, x.String())
	}
	if len(told) != 2 || !strings.Contains(told[0], "more than once") || !strings.Contains(told[0], "(at ") || told[1] != `"Word 1": `+toldAddress("https://nowhere.example/1") {
		t.Errorf("told %q", told)
	}
	sound(t, p)
	waiting := done.Articles[3].ID
	list, err := p.Annotations(Filter{Article: waiting})
	if err != nil || len(list) != 1 || list[0].Quote != "Word 1" {
		t.Fatalf("waiting are %+v, %v", list, err)
	}
	after := ""
	for _, x := range must(p.Passages()) {
		if x.ID == list[0].ID {
			after = x.Suffix
		}
	}
	if after != " of it" {
		t.Errorf("after it stands %q", after)
	}
	later := draft(words(1), "later", "")
	if added := add(t, p, later); added.ID != waiting {
		t.Errorf("the text comes to %s", added.ID)
	}
	if s, err := p.Text(waiting); err != nil || s != words(1) {
		t.Errorf("the text is %q, %v", s, err)
	}
	sound(t, p)
}

// What fields cannot hold is cut, what ends inside of a character moves out, and both are told.
func TestImportBounds(t *testing.T) {
	p := emptyProject(t)
	const body = "Cafe\u0301\u0302 opens 👩‍👩‍👧 today"
	set := from.Set{Format: "brat", Program: "brat", Articles: []from.Article{{Key: "a", Text: canonical(t, body)}}, Claims: []from.Claim{
		{Key: "x", Statement: strings.Repeat("é", 2500)}, {Key: "y", Statement: " \n "},
	}}
	o := []rune(canonical(t, body))
	end := slices.Index(o, '👩') + 1
	set.Passages = []from.Passage{
		{ID: "T1", Article: "a", Start: 5, End: end, Quote: string(o[5:end]), Verdict: annotate.Confirmed, Claim: "x", Reviewer: strings.Repeat("n", 300), Note: strings.Repeat("x", 20001), Attribution: "a\nb"},
		{ID: "T1", Article: "a", Start: 0, End: 2, Quote: "Ca", Verdict: annotate.Confirmed},
		{ID: "T2", Article: "a", Start: 5, End: 6, Quote: " ", Verdict: annotate.Confirmed, Claim: "y"},
	}
	done, _ := imports(t, p, set)
	sound(t, p)
	list, err := p.Annotations(Filter{})
	if err != nil || len(list) != 1 || !strings.HasSuffix(list[0].Quote, "👩‍👩‍👧") || len(list[0].Note) != 20000 || list[0].Attribution != "a b" {
		t.Errorf("%+v, %v", list, err)
	}
	var told []string
	for _, x := range done.Told {
		told = append(told, x.Why)
	}
	for _, why := range []string{"shortened: the statement", "shortened: the name", "shortened: the note", "without words", "whole characters", toldTwice, toldSpaces} {
		if !slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, why) }) {
			t.Errorf("%s is not told: %q", why, told)
		}
	}
}

// A file can ask for no more than so much of a search: what stands where it says comes in
// all the same, and the rest is told.
func TestImportSearches(t *testing.T) {
	defer func(n int64) { mostSearched = n }(mostSearched)
	mostSearched = 3 * int64(len(thursday))
	p := emptyProject(t)
	set := from.Set{Format: "json", Articles: []from.Article{{Key: "a", Text: thursday}}}
	for i := range 5 {
		set.Passages = append(set.Passages, from.Passage{ID: fmt.Sprint("lost ", i), Article: "a", Start: -1, End: -1, Quote: "Officials", Verdict: annotate.Disputed})
	}
	set.Passages = append(set.Passages, from.Passage{ID: "found", Article: "a", Start: 0, End: 9, Quote: "Officials", Verdict: annotate.Confirmed})
	done, _ := imports(t, p, set)
	if want := []from.Told{{What: `"Officials" … (2)`, Why: toldSearched}}; done.Passages.Added != 4 || !slices.Equal(done.Told, want) {
		t.Errorf("%+v", done)
	}
}

// Whatever stands in a set, what comes of it is in order, and a second time nothing is done.
func TestImportOfAnyWords(t *testing.T) {
	odd := []string{"", " ", "\x00", "a\x00b", "a\nb\u2028c\r", "\u202e\u0301x", "e\u0301", strings.Repeat("長", 5000), "https://x.example/\n", "00000000-0000-0000-0000-000000000000", "x@y", "#2", setPerson + "#2", "-", "É" + strings.Repeat("\u0301", 900)}
	r := rand.New(rand.NewPCG(14, 9))
	any := func() string { return odd[r.IntN(len(odd))] }
	for range 30 {
		p := emptyProject(t)
		set := from.Set{Format: "json", Program: any()}
		for i := range 6 {
			a := from.Article{Key: fmt.Sprint(any(), i), ID: annotate.ID(any()), URL: any(), ExternalID: any(), Title: any(), Outlet: any(), Byline: any(), Language: any(), File: any(), Text: canonical(t, strings.ReplaceAll(any(), "\x00", "")+"x"), Published: annotate.Publication(any()), Chars: r.IntN(3), SHA256: any()}
			if i%2 == 0 && strings.TrimSpace(a.Text) != "" {
				a.SHA256 = check.Hash([]byte(a.Text))
			} else if a.Text = ""; i%3 == 0 {
				a.SHA256, a.Chars = check.Hash([]byte(any())), r.IntN(40)
			}
			set.Articles = append(set.Articles, a)
			set.Claims = append(set.Claims, from.Claim{Key: any(), Statement: any(), Note: any(), Reason: any(), Resolved: annotate.Verdicts[r.IntN(3)], Evidence: []string{any(), any()}, Decider: any(), DeciderID: any()})
		}
		for range 40 {
			n := from.Passage{ID: any(), Article: set.Articles[r.IntN(6)].Key, Start: r.IntN(9) - 2, Quote: any(), Prefix: any(), Suffix: any(), Verdict: annotate.Verdicts[r.IntN(3)], Claim: set.Claims[r.IntN(6)].Key, Reviewer: any(), ReviewerID: any(), Attribution: any(), Note: any()}
			n.End = n.Start + r.IntN(12)
			set.Passages = append(set.Passages, n)
		}
		imports(t, p, set)
		sound(t, p)
		if again, a := imports(t, p, set); a.Changes != 0 {
			t.Errorf("a second time %+v, %+v", again.Passages, a.Entities)
		}
	}
}

// A package of one imported claim has those who annotated, and shows whose passages are,
// whatever is left out of it.
func TestImportPacked(t *testing.T) {
	p := emptyProject(t)
	imports(t, p, setOf(0))
	list, err := p.Annotations(Filter{})
	if err != nil {
		t.Fatal(err)
	}
	gone := annotation(list[slices.IndexFunc(list, func(n annotate.Annotation) bool { return n.Quote == "Officials" })].ID)
	removed, err := p.RemoveOverriding(gone)
	did(t, removed, err)
	out := t.TempDir() + "/gone.claimtrace"
	pack(t, p, out, PackOptions{WithoutNotes: true, WithoutHistory: true})
	// Of one that was removed all is withheld but where it comes from, and whose it is.
	o := openProject(t, out, testOptions("Cid"))
	s, err := tables.Of(o.conn, o.log).State(gone)
	if err != nil || s.Value("origin_id") != setPassage || s.Value("quote") != nil || s.Maker() != annotate.ImportedID(annotate.KindReviewer, "uuid", setPerson) {
		t.Errorf("what was removed is %+v, %v", s.Fields(), err)
	}
	undone, err := p.Undo()
	did(t, undone, err)
	claims, err := p.Claims()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(claims, func(c ClaimRow) bool { return c.Statement == "There is a pause" })
	out = t.TempDir() + "/out.claimtrace"
	pack(t, p, out, PackOptions{WithoutNotes: true, WithoutHistory: true, WithoutText: true, Only: Selection{Claims: []annotate.ID{claims[at].ID}}})
	q := openProject(t, out, testOptions("Cid"))
	sound(t, q)
	list, err = q.Annotations(Filter{})
	if err != nil || len(list) != 1 {
		t.Fatalf("%d passages, %v", len(list), err)
	}
	reviewers, err := q.Reviewers()
	if err != nil || !slices.ContainsFunc(reviewers, func(r annotate.Reviewer) bool { return r.ID == list[0].Reviewer && r.Name == "Mara" }) {
		t.Errorf("its people are %+v, not %s, %v", reviewers, list[0].Reviewer, err)
	}
}

// When the context ends nothing has come in.
func TestImportStops(t *testing.T) {
	p := emptyProject(t)
	for n := 1; ; n += 7 {
		_, _, err := p.Import(stopAfter(n), setOf(100), ImportOptions{})
		if err == nil {
			if n == 1 {
				t.Error("it is never asked")
			}
			break
		}
		if articles, failed := p.Articles(); failed != nil || len(articles) != 0 {
			t.Fatalf("after %d: %d articles, %v", n, len(articles), failed)
		}
		sound(t, p)
	}
}

func canonical(t testing.TB, s string) string {
	t.Helper()
	s, err := text.Canonical([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// unsure is a set of one article with a passage that stands where it should, one whose words are not in the text,
// and one whose words are there twice.
func unsure() from.Set {
	return from.Set{
		Format: "json", Articles: []from.Article{{Key: "a", Title: "Courier", Outlet: "Courier", Text: before}}, Claims: []from.Claim{{Key: "c", Statement: "They talk"}},
		Passages: []from.Passage{
			{ID: "T1", Article: "a", Start: 0, End: 9, Quote: "Officials", Verdict: annotate.Confirmed, Reviewer: "Ben"},
			{ID: "T2", Article: "a", Start: 20, End: 54, Quote: "The talks are going on in Geneva, as", Verdict: annotate.Disputed, Claim: "c", Reviewer: "Ben", Note: "hm", Created: setTime},
			{ID: "T3", Article: "a", Start: -1, End: -1, Quote: "on", Verdict: annotate.Unconfirmed, Reviewer: "Mara"},
		},
	}
}

// A passage of a set that has no sure place is nowhere until somebody gives it one, and not lost: it stands in the queue, comes
// with packages and merges, a second import changes nothing, and undo takes back each step.
func TestImportWaits(t *testing.T) {
	t.Parallel()
	h := newHand(t, "Anna")
	p := h.p
	done, _ := imports(t, p, unsure())
	if done.Waiting != 2 || done.Passages.Added != 1 || len(done.Told) != 2 {
		t.Fatalf("%+v", done)
	}
	const geneva = "The talks go on in Geneva, as"
	both := "on: ambiguous on | The talks are going on in Geneva, as: fuzzy " + geneva
	if got := waiting(t, p.View, ""); got != both {
		t.Errorf("there waits %s", got)
	}
	if n := must(p.Uncarried("", p.person.ID)); n != 2 {
		t.Errorf("%d wait", n)
	}
	if got := waiting(t, asOf(t, p, lifeEnd(t, p), false).View, ""); got != both {
		t.Errorf("at this moment there waits %s", got)
	}
	if list := must(p.Annotations(Filter{})); len(list) != 1 {
		t.Errorf("in the project are %+v", list)
	}
	if rows := must(p.Claims()); len(rows) != 1 || len(rows[0].Marks) != 0 {
		t.Errorf("the claim has %+v", rows)
	}
	sound(t, p)
	if again, _ := imports(t, p, unsure()); again.Waiting != 0 || again.Passages != (ImportCount{}) || waiting(t, p.View, "") != both {
		t.Errorf("a second time %+v", again)
	}

	list := must(p.Carrying(t.Context(), ""))
	on, talks := list[0], list[1]
	if !on.Waits || !on.Here() || len(on.Candidates) < 2 {
		t.Errorf("it is %+v", on)
	}
	place := spanOf(t, p, talks.To, geneva)
	_, a, err := p.Carry([]Placed{{talks.ID, talks.To, place}})
	did(t, a, err)
	n := must(p.Annotation(talks.ID))
	if n.Quote != geneva || n.Note != "hm" || n.Claim == "" || n.Verdict != annotate.Disputed || !n.Created.Equal(setTime) || n.Reviewer != talks.Reviewer || n.Reviewer == p.person.ID {
		t.Errorf("it is %+v", n)
	}
	if got := waiting(t, p.View, ""); got != "on: ambiguous on" {
		t.Errorf("there waits %s", got)
	}
	sound(t, p)
	// With another note it is brought up to date where it was put, not where the set says.
	changed := unsure()
	changed.Passages[1].Note = "well"
	again, _ := imports(t, p, changed)
	if n = must(p.Annotation(talks.ID)); again.Passages.Updated != 1 || len(again.Told) != 2 || n.Note != "well" || n.Span() != place {
		t.Errorf("%+v: it is %+v", again, n)
	}
	did(t, must(p.Undo()), nil)
	did(t, must(p.Undo()), nil)
	if got := waiting(t, p.View, ""); got != both {
		t.Errorf("taken back, there waits %s", got)
	}
	did(t, must(p.DropCarried(on.ID, on.To)), nil)
	if again, _ := imports(t, p, unsure()); again.Waiting != 0 || waiting(t, p.View, "") != "The talks are going on in Geneva, as: fuzzy "+geneva {
		t.Errorf("dropped, there waits %s", waiting(t, p.View, ""))
	}
	did(t, must(p.Undo()), nil)
	sound(t, p)

	// A package has what waits, without notes if these are left out; what one does with it there comes back.
	b := h.given(t, "Cleo", PackOptions{WithoutNotes: true})
	if got := waiting(t, b.p.View, ""); got != both {
		t.Errorf("in the package there waits %s", got)
	}
	_, a, err = b.p.Carry([]Placed{{talks.ID, talks.To, place}})
	did(t, a, err)
	if n := must(b.p.Annotation(talks.ID)); n.Note != "" || n.Quote != geneva {
		t.Errorf("in the package it is %+v", n)
	}
	b.close(t)
	if _, err := p.Merge(t.Context(), []string{b.path}, MergeOptions{}); err != nil {
		t.Fatal(err)
	}
	if n := must(p.Annotation(talks.ID)); n.Note != "hm" || n.Quote != geneva {
		t.Errorf("it comes back as %+v", n)
	}
	sound(t, p)
	other := filepath.Join(t.TempDir(), "other.claimtrace")
	pack(t, p, other, PackOptions{Only: Selection{Reviewers: []annotate.ID{n.Reviewer}}})
	if got := waiting(t, openProject(t, other, testOptions("Dora")).View, ""); got != "" {
		t.Errorf("a package of another’s passages has %s", got)
	}
}

// What waits can be taken in at a sure place later, and taken back with its import it waits no more.
func TestImportWaitsNoMore(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	imports(t, p, unsure())
	better := unsure()
	better.Passages[1].Quote = "The talks go on in Geneva"
	done, _ := imports(t, p, better)
	if done.Passages.Added != 1 || done.Waiting != 0 || waiting(t, p.View, "") != "on: ambiguous on" {
		t.Errorf("%+v, there waits %s", done, waiting(t, p.View, ""))
	}
	sound(t, p)
	better.Passages[1].Attribution = "both sides"
	if again, _ := imports(t, p, better); again.Passages != (ImportCount{Updated: 1}) {
		t.Errorf("%+v", again)
	}
	for range 3 {
		did(t, must(p.Undo()), nil)
	}
	if got := waiting(t, p.View, ""); got != "" || len(must(p.Annotations(Filter{}))) != 0 {
		t.Errorf("taken back, there waits %s", got)
	}
	if done, _ := imports(t, p, unsure()); done.Waiting != 2 || done.Passages.Added != 1 {
		t.Errorf("again: %+v", done)
	}
	sound(t, p)
}

// A passage of an article whose text is not here waits for that, where its place cannot be told before.
func TestImportWaitsForText(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	set := unsure()
	set.Articles[0] = from.Article{Key: "a", SHA256: check.Hash([]byte(before)), Chars: len([]rune(before)), Outlet: "Courier"}
	set.Passages = set.Passages[1:2]
	done, _ := imports(t, p, set)
	if done.Waiting != 1 || done.Articles[0].How != Waits || waiting(t, p.View, "") != "" || must(p.Uncarried("", "")) != 0 {
		t.Errorf("%+v, there waits %s", done, waiting(t, p.View, ""))
	}
	d := draft(before, "Courier", "")
	d.URL = ""
	if a := add(t, p, d); a.ID != done.Articles[0].ID {
		t.Errorf("the text comes to %s", a.ID)
	}
	if got := waiting(t, p.View, ""); got != "The talks are going on in Geneva, as: fuzzy The talks go on in Geneva, as" {
		t.Errorf("there waits %s", got)
	}
	sound(t, p)
}
