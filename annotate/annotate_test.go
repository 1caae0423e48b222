package annotate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func id(n int) ID { return ID(fmt.Sprintf("%08x-0000-4000-8000-000000000000", n)) }

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
