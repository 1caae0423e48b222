package annotate

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func id(n int) ID { return ID(fmt.Sprintf("%08x-0000-4000-8000-000000000000", n)) }

// randomChanges makes up a history of one annotation in which clocks collide.
func randomChanges(rng *rand.Rand, n int) []Change {
	values := map[string][]any{
		"verdict": {"confirmed", "disputed", "unconfirmed", nil},
		"note":    {"one", "two", nil},
		"start":   {0, 7, 9},
		Deleted:   {true, nil},
	}
	var list []Change
	for i := range n {
		c := Change{ID: id(rng.IntN(1000)*1000 + i), Clock: Clock(1 + rng.IntN(n)), Kind: KindAnnotation, Entity: id(1), Action: id(i), Fields: Fields{}}
		for _, name := range []string{"verdict", "note", "start", Deleted} {
			if rng.IntN(2) == 0 {
				c.Fields[name] = values[name][rng.IntN(len(values[name]))]
			}
		}
		list = append(list, c)
	}
	return list
}

// The fold is that of the changes in order, one after the other, whatever
// order they come in and however often.
func TestFoldInAnyOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		changes := randomChanges(rng, 1+rng.IntN(8))
		sorted := slices.Clone(changes)
		slices.SortFunc(sorted, func(a, b Change) int {
			if a.Before(b) {
				return -1
			}
			return 1
		})
		want := Fields{}
		for _, c := range sorted {
			for name, value := range c.Fields {
				want[name] = value
			}
		}
		for range 5 {
			rng.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
			twice := append(slices.Clone(changes), changes[:rng.IntN(len(changes)+1)]...)
			s := Fold(twice)
			if got := s.Fields(); !reflect.DeepEqual(got, want) {
				t.Fatalf("folded to %v, want %v", got, want)
			}
			if s.Live() != (want[Deleted] != true) {
				t.Fatalf("live is %v with %v", s.Live(), want)
			}
			if !s.Created().Equal(sorted[0].Clock.Time()) || !s.Modified().Equal(sorted[len(sorted)-1].Clock.Time()) {
				t.Fatalf("created %v, modified %v", s.Created(), s.Modified())
			}
		}
	}
	var none State
	if none.Live() || !none.Created().IsZero() || !none.Modified().IsZero() || len(none.Fields()) != 0 {
		t.Error("what no change speaks of is not nothing")
	}
}

// after gives the fields that stand when changes are made one after another,
// without those that are unset.
func after(changes ...Change) Fields {
	f := Fold(changes).Fields()
	for name, value := range f {
		if value == nil {
			delete(f, name)
		}
	}
	return f
}

// The inverse takes back an action, and its own inverse does it again.
func TestInverse(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		all := randomChanges(rng, 2+rng.IntN(6))
		for i := range all {
			all[i].Clock = Clock(i + 1)
			all[i].ID = id(i)
		}
		cut := 1 + rng.IntN(len(all)-1)
		before, action := all[:cut], all[cut:]
		clock := Clock(len(all))
		next := func(c Change) Change {
			clock++
			c.Clock, c.ID = clock, id(int(clock))
			return c
		}
		undo := next(Inverse(action, before))
		if undo.Kind != KindAnnotation || undo.Entity != id(1) || undo.Action != "" {
			t.Fatalf("the inverse is %+v", undo)
		}
		undone := append(slices.Clone(all), undo)
		if got, want := after(undone...), after(before...); !reflect.DeepEqual(got, want) {
			t.Fatalf("undone to %v, want %v", got, want)
		}
		redo := next(Inverse([]Change{undo}, all))
		if got, want := after(append(undone, redo)...), after(all...); !reflect.DeepEqual(got, want) {
			t.Fatalf("done again to %v, want %v", got, want)
		}
	}
	made := Inverse([]Change{{Kind: KindClaim, Entity: id(1), Fields: Fields{"statement": "x"}}}, nil)
	if !reflect.DeepEqual(made.Fields, Fields{Deleted: true}) {
		t.Errorf("what was made is taken back by %v", made.Fields)
	}
}

func TestClock(t *testing.T) {
	at := time.Date(2026, 1, 29, 21, 0, 0, 123_000_000, time.UTC)
	c, err := Clock(0).Next(at)
	if err != nil || !c.Time().Equal(at) || !c.Valid() {
		t.Errorf("%v is %v, %v", at, c.Time(), err)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for range 10_000 { // hours off, backwards, equal
		next, err := c.Next(at.Add(time.Duration(rng.IntN(7)-3) * time.Hour))
		if err != nil || next <= c || !next.Valid() {
			t.Fatalf("%d follows %d, %v", next, c, err)
		}
		c = next
	}
	if drift := c.Time().Sub(at); drift > 4*time.Hour {
		t.Errorf("the clock ran away by %v", drift)
	}
	for _, odd := range []time.Time{{}, time.Unix(-1, 0), time.Date(300000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if c, err := Clock(0).Next(odd); err != nil || !c.Valid() {
			t.Errorf("at %v the clock is %d, %v", odd, c, err)
		}
	}
	if last, err := Clock(LastClock - 1).Next(at); err != nil || last != LastClock || !last.Valid() {
		t.Errorf("the last clock is %d, %v", last, err)
	}
	if _, err := LastClock.Next(at); err != ErrClock {
		t.Errorf("after the last comes %v", err)
	}
	for _, bad := range []Clock{0, -1, LastClock + 1} {
		if bad.Valid() {
			t.Errorf("%d is valid", bad)
		}
	}
}

// mention is a passage of which only verdict and publication count.
type mention struct {
	verdict   Verdict
	published Publication
}

func TestStanding(t *testing.T) {
	day := func(d int) Publication { return Publication(fmt.Sprintf("2026-01-%02d", d)) }
	const c, d, u = Confirmed, Disputed, Unconfirmed
	rng := rand.New(rand.NewPCG(7, 8))
	for name, x := range map[string]struct {
		resolved Verdict
		mentions []mention
		word     string
		rule     Rule
		since    Publication
	}{
		"nobody":              {"", nil, "", ByNone, ""},
		"unjudged":            {"", []mention{{"", day(1)}}, "", ByNone, ""},
		"decided":             {d, []mention{{c, day(1)}}, "disputed", ByReviewer, ""},
		"latest":              {"", []mention{{u, day(1)}, {c, day(3)}, {d, day(2)}}, "confirmed", ByLatest, day(3)},
		"run of the latest":   {"", []mention{{u, day(1)}, {c, day(2)}, {c, day(4)}, {c, day(3)}}, "confirmed", ByLatest, day(2)},
		"mixed":               {"", []mention{{u, day(2)}, {c, day(2)}}, "mixed", ByLatest, ""},
		"mixed, then settled": {"", []mention{{u, day(2)}, {c, day(2)}, {c, day(3)}}, "confirmed", ByLatest, day(3)},
		"undated and agreed":  {"", []mention{{c, ""}, {c, day(2)}}, "confirmed", ByLatest, day(2)},
		"agreed, then mixed":  {"", []mention{{c, day(1)}, {c, day(2)}, {d, day(2)}}, "mixed", ByLatest, ""},
		"undated gives way":   {"", []mention{{u, ""}, {c, day(1)}}, "confirmed", ByLatest, day(1)},
		"only undated":        {"", []mention{{u, ""}, {u, ""}}, "unconfirmed", ByLatest, ""},
		"undated and mixed":   {"", []mention{{u, ""}, {c, ""}}, "mixed", ByLatest, ""},
		"of one day":          {"", []mention{{u, "2026-01-29"}, {c, "2026-01-29T21:00Z"}}, "mixed", ByLatest, ""},
		"within a month":      {"", []mention{{u, "2026-01"}, {c, "2026-01-29T21:00Z"}}, "mixed", ByLatest, ""},
		"the month before":    {"", []mention{{u, "2025-12"}, {c, "2026-01-29T21:00Z"}}, "confirmed", ByLatest, "2026-01-29T21:00Z"},
		"zones apart":         {"", []mention{{u, "2026-01-29T21:00"}, {c, "2026-01-30T06:00Z"}}, "mixed", ByLatest, ""},
		"both without a zone": {"", []mention{{u, "2026-01-29T21:00"}, {c, "2026-01-29T21:30"}}, "confirmed", ByLatest, "2026-01-29T21:30"},
		"begun on a day":      {"", []mention{{u, "2026-01-27"}, {c, "2026-01-29"}, {c, "2026-01-29T10:00Z"}, {c, "2026-02"}}, "confirmed", ByLatest, "2026-01-29"},
		"broken by a day":     {"", []mention{{c, "2026-01-27"}, {u, "2026-01-29"}, {c, "2026-01-29T10:00Z"}, {c, "2026-01-31T10:00Z"}}, "confirmed", ByLatest, "2026-01-31T10:00Z"},
		"in no known form":    {"", []mention{{u, "2026-W05"}, {c, "2026-01-29"}}, "confirmed", ByLatest, "2026-01-29"},
	} {
		for range 6 {
			rng.Shuffle(len(x.mentions), func(i, j int) { x.mentions[i], x.mentions[j] = x.mentions[j], x.mentions[i] })
			var mentions []Mention
			for _, m := range x.mentions {
				mentions = append(mentions, Mention{Verdict: m.verdict, Published: m.published})
			}
			got := StandingOf(x.resolved, mentions)
			if got.Word() != x.word || got.Rule != x.rule || got.Since != x.since {
				t.Errorf("%s: %+v of %v", name, got, x.mentions)
			}
		}
	}
}

// A decision stands until a passage that came after it, and was not published
// before what it rests on, says otherwise.
func TestDecisionContradicted(t *testing.T) {
	day := func(d int) Publication { return Publication(fmt.Sprintf("2026-01-%02d", d)) }
	const c, d, u = Confirmed, Disputed, Unconfirmed
	known := []Mention{{c, day(3), id(1), 10}, {u, day(2), id(2), 11}, {d, day(5), id(3), 12}}
	rng := rand.New(rand.NewPCG(9, 10))
	for name, x := range map[string]struct {
		resolved Verdict
		evidence IDs
		later    []Mention
		against  Tally
		words    string
	}{
		"nothing new":               {c, "", nil, Tally{}, ""},
		"overruled when decided":    {c, JoinIDs(id(1)), nil, Tally{}, ""},
		"later, says the same":      {c, "", []Mention{{c, day(9), id(4), 30}}, Tally{}, ""},
		"later, disputes":           {c, "", []Mention{{d, day(9), id(4), 30}}, Tally{Disputed: 1}, "one later passage disputes it"},
		"at the same time":          {c, "", []Mention{{d, day(3), id(4), 30}}, Tally{Disputed: 1}, "one later passage disputes it"},
		"of before what it rests":   {c, "", []Mention{{d, day(2), id(4), 30}}, Tally{}, ""},
		"of before the evidence":    {c, JoinIDs(id(3), id(9)), []Mention{{d, day(4), id(4), 30}}, Tally{}, ""},
		"of after the evidence":     {c, JoinIDs(id(1)), []Mention{{u, day(4), id(4), 30}}, Tally{Unconfirmed: 1}, "one later passage leaves it unconfirmed"},
		"evidence that is gone":     {c, JoinIDs(id(9)), []Mention{{d, day(4), id(4), 30}}, Tally{Disputed: 1}, "one later passage disputes it"},
		"nothing agreed":            {u, JoinIDs(id(9)), []Mention{{c, day(1), id(4), 30}, {c, day(6), id(5), 31}, {c, day(7), id(6), 32}}, Tally{Confirmed: 2}, "2 later passages confirm it"},
		"unjudged":                  {c, "", []Mention{{"", day(9), id(4), 30}}, Tally{}, ""},
		"undated":                   {c, "", []Mention{{d, "", id(4), 30}}, Tally{}, ""},
		"of the same day":           {c, "", []Mention{{d, "2026-01-03T08:00", id(4), 30}}, Tally{Disputed: 1}, "one later passage disputes it"},
		"of an earlier month":       {c, "", []Mention{{d, "2025-12", id(4), 30}}, Tally{}, ""},
		"judged just then":          {c, "", []Mention{{d, day(9), id(4), 20}}, Tally{}, ""},
		"of two kinds":              {c, "", []Mention{{d, day(9), id(4), 30}, {u, day(8), id(5), 31}, {u, day(8), id(6), 31}}, Tally{0, 1, 2}, "one later passage disputes it, 2 leave it unconfirmed"},
		"not decided":               {"", "", []Mention{{d, day(9), id(4), 30}}, Tally{}, ""},
		"evidence of unknown place": {d, JoinIDs(id(3)), []Mention{{c, day(5), id(4), 30}}, Tally{Confirmed: 1}, "one later passage confirms it"},
	} {
		mentions := append(slices.Clone(known), x.later...)
		claim := Claim{Resolved: x.resolved, Evidence: x.evidence, Decided: 20}
		for range 6 {
			rng.Shuffle(len(mentions), func(i, j int) { mentions[i], mentions[j] = mentions[j], mentions[i] })
			got := claim.Standing(mentions)
			if got.Against != x.against || got.Contradiction() != x.words || got.Contradicted() != (x.words != "") {
				t.Errorf("%s: %+v, %q", name, got, got.Contradiction())
			}
			if got.Against = (Tally{}); got != StandingOf(x.resolved, mentions) {
				t.Errorf("%s: otherwise it is %+v", name, got)
			}
		}
	}
	// Where no time is known, what came later is all that counts.
	undated := Claim{Resolved: c, Decided: 20}.Standing([]Mention{{c, "", id(1), 10}, {d, "", id(2), 30}, {d, day(1), id(3), 30}})
	if undated.Against != (Tally{Disputed: 2}) {
		t.Errorf("undated: %+v", undated)
	}
}

// Who decided, and when, and when a passage was judged, follow from the log,
// in whatever order its changes are taken.
func TestDecision(t *testing.T) {
	changes := []Change{
		{ID: id(1), Clock: 1, Reviewer: id(50), Kind: KindClaim, Entity: id(9), Fields: Fields{"statement": "It snows"}},
		{ID: id(2), Clock: 2, Reviewer: id(51), Kind: KindClaim, Entity: id(9), Fields: Fields{"resolved": "confirmed", "reason": "seen", "evidence": string(JoinIDs(id(3), id(3), id(4)))}},
		{ID: id(3), Clock: 3, Reviewer: id(50), Kind: KindClaim, Entity: id(9), Fields: Fields{"note": "x"}},
	}
	for range 2 {
		s := Fold(changes)
		got := s.Claim(id(9))
		if got.Resolved != Confirmed || got.Reason != "seen" || got.Decided != 2 || got.DecidedBy != id(51) || !slices.Equal(got.Evidence.List(), []ID{id(3), id(4)}) {
			t.Errorf("decided: %+v", got)
		}
		if !got.Evidence.Has(id(4)) || got.Evidence.Has(id(5)) || got.Evidence.Has("") {
			t.Errorf("evidence %q", got.Evidence)
		}
		slices.Reverse(changes)
	}
	reopened := append(changes, Change{ID: id(4), Clock: 4, Reviewer: id(50), Fields: Fields{"resolved": nil, "reason": nil, "evidence": nil}})
	s := Fold(reopened)
	if got := s.Claim(id(9)); got.Resolved != "" || got.Decided != 0 || got.DecidedBy != "" || got.Reason != "" || got.Evidence != "" {
		t.Errorf("reopened: %+v", got)
	}
	s = Fold([]Change{{ID: id(1), Clock: 7, Fields: Fields{"verdict": "disputed"}}, {ID: id(2), Clock: 9, Fields: Fields{"note": "x"}}})
	if got := s.Annotation(id(1)); got.Judged != 7 {
		t.Errorf("judged: %+v", got)
	}
}

func TestIDs(t *testing.T) {
	if a, b := NewID(), NewID(); a == b || len(a) != 36 {
		t.Errorf("%s, %s", a, b)
	}
	if a, b := ArticleID("s", "u", ""), ArticleID("s", "u", "o"); a != b || ArticleID("s", "u", "") == ArticleID("su", "", "") || SettingID("a") == SettingID("b") {
		t.Error("ids by name are not those of the name")
	}
	for s, want := range map[string]ID{
		"ABCDEF00-0000-4000-8000-000000000000": "abcdef00-0000-4000-8000-000000000000",
		"abcdef0000004000800000000000000000":   "", "": "", "urn:uuid:abcdef00-0000-4000-8000-000000000000": "",
		"abcdef00-0000-4000-8000-00000000000g": "",
	} {
		if got, err := ParseID(s); got != want || (want == "") != (err != nil) {
			t.Errorf("%q is %q, %v", s, got, err)
		}
	}
	for s, want := range map[string]bool{"abcdef0": false, "abcdef01": true, "ABCDEF01-00": true, "abcdefgh": false, strings.Repeat("a", 37): false} {
		if IsPrefix(s) != want {
			t.Errorf("%q could be the beginning of an id: %v", s, !want)
		}
	}
}

func TestTimes(t *testing.T) {
	for s, want := range map[string]string{
		"2026-01-29T21:00:00+02:00": "2026-01-29T21:00:00+02:00", " 2026-01-29 ": "2026-01-29T00:00:00Z",
		"2026-01-29 21:05": "2026-01-29T21:05:00Z", "2026-01-29T21:05": "2026-01-29T21:05:00Z", "2026-01-29T21:05:09": "2026-01-29T21:05:09Z",
	} {
		if got, err := ParseTime(s); err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%q is %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "Friday", "29.1.2026", "2026-13-01", "0000-01-01"} {
		if got, err := ParseTime(s); err == nil {
			t.Errorf("%q is %v", s, got)
		}
	}
}

func TestVerdicts(t *testing.T) {
	signs := map[string]bool{Verdict("").Sign(): true}
	for _, v := range Verdicts {
		if got, err := ParseVerdict(strings.ToUpper(string(v))); got != v || err != nil {
			t.Errorf("%s is %s, %v", v, got, err)
		}
		signs[v.Sign()] = true
	}
	if len(signs) != 4 {
		t.Errorf("the signs are %v", signs)
	}
	if _, err := ParseVerdict("true"); err == nil || !strings.Contains(err.Error(), "use confirmed, disputed or unconfirmed") {
		t.Errorf("got %v", err)
	}
}

func TestNames(t *testing.T) {
	a := Article{ID: id(1), Title: "T", Outlet: "O", File: "f.txt"}
	for _, want := range []string{"T", "O", "f.txt", string(id(1))} {
		if a.Name() != want {
			t.Errorf("called %q, not %q", a.Name(), want)
		}
		switch want {
		case "T":
			a.Title = ""
		case "O":
			a.Outlet = ""
		case "f.txt":
			a.File = ""
		}
	}
	s := Annotation{Start: 3, End: 7}.Span()
	if s != (Span{3, 7}) || s.Len() != 4 {
		t.Errorf("%v", s)
	}
}
