package record

import (
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store"
)

func TestSentences(t *testing.T) {
	edit := func(field, from, to string) store.Edit { return store.Edit{Field: field, From: from, To: to} }
	for _, c := range []struct {
		what string
		r    store.Revision
		want string
	}{
		{"passage", store.Revision{Edits: []store.Edit{edit("verdict", "unconfirmed", "confirmed"), edit("claim", "", "A pause")}},
			"changed the verdict from unconfirmed to confirmed and tied it to “A pause”"},
		{"passage", store.Revision{Edits: []store.Edit{edit("claim", "A pause", "")}}, "untied it from “A pause”"},
		{"passage", store.Revision{Edits: []store.Edit{edit("claim", "A", "B")}}, "tied it to “B” instead of “A”"},
		{"passage", store.Revision{Edits: []store.Edit{edit("quote", "old words", "old"), edit("end", "9", "3")}}, "moved its ends from “old words” to “old”"},
		{"passage", store.Revision{Edits: []store.Edit{edit("start", "1", "5"), edit("end", "2", "6")}}, "moved it to the same words elsewhere"},
		{"passage", store.Revision{Edits: []store.Edit{edit("end", "2", "6")}}, "moved it to the same words elsewhere"},
		{"passage", store.Revision{Edits: []store.Edit{edit("attribution", "", "the Kremlin"), edit("note", "a\nb", "")}},
			"set the attribution to “the Kremlin” and took out the note “a b”"},
		{"passage", store.Revision{Made: true, Edits: []store.Edit{edit("verdict", "", "disputed"), edit("quote", "", "“No,” she said"), edit("start", "", "1"), edit("note", "", "n")}},
			"marked “No,” she said as disputed and set the note to “n”"},
		{"passage", store.Revision{Removed: true, Did: did("undo.annotation.tag.disputed")}, "removed the passage"},
		{"passage", store.Revision{}, "changed nothing"},
		{"claim", store.Revision{Made: true, Edits: []store.Edit{edit("statement", "", "A pause")}}, "made the claim “A pause”"},
		{"claim", store.Revision{Edits: []store.Edit{edit("statement", "A", "B")}}, "reworded it from “A” to “B”"},
		{"claim", store.Revision{Edits: []store.Edit{edit("resolved", "", "confirmed"), edit("reason", "", "Snow."), edit("evidence", "", `"a", "b\"\n c"`)}},
			"decided it as confirmed, gave as reason “Snow.” and named as evidence “a” and “b\" c”"},
		{"claim", store.Revision{Edits: []store.Edit{edit("resolved", "confirmed", ""), edit("reason", "Snow", ""), edit("evidence", `"a"`, "")}},
			"reopened it after it was decided as confirmed"},
		{"claim", store.Revision{Edits: []store.Edit{edit("resolved", "confirmed", "disputed"), edit("reason", "Snow", "Rain"), edit("evidence", `"a"`, `"b"`)}},
			"decided it anew as disputed instead of confirmed, gave as reason “Rain” and named as evidence “b”"},
		{"claim", store.Revision{Edits: []store.Edit{edit("reason", "Snow", "Rain"), edit("evidence", `"a"`, "")}},
			"changed the reason from “Snow” to “Rain” and took out the evidence"},
		{"claim", store.Revision{Edits: []store.Edit{edit("evidence", "", `"a", "b", "c", "d"`)}}, "named as evidence “a”, “b” and 2 more passages"},
		{"claim", store.Revision{Edits: []store.Edit{edit("evidence", "", "unheard-of")}}, "named as evidence unheard-of"},
		{"claim", store.Revision{Edits: []store.Edit{edit("resolved", "", "confirmed"), {Field: "reason", Withheld: true}}},
			"decided it as confirmed and gave as reason words that were left out of the package"},
		{"claim", store.Revision{Made: true, Edits: []store.Edit{{Field: "statement", Withheld: true}}}, "made the claim words that were left out of the package"},
		{"passage", store.Revision{Edits: []store.Edit{{Field: "note", Withheld: true}}}, "set the note to words that were left out of the package"},
		{"article", store.Revision{Made: true, Edits: []store.Edit{edit("title", "", "A night"), edit("outlet", "", "Aurora"), edit("url", "", "x")}}, "added the article “A night” from Aurora"},
		{"correction", store.Revision{Made: true, Edits: []store.Edit{edit("kind", "", "source"), edit("words", "", "he"), edit("value", "", "Kremlin")}}, "corrected the source read in “he” to “Kremlin”"},
		{"correction", store.Revision{Made: true, Edits: []store.Edit{edit("kind", "", "amount"), edit("value", "", annotate.Dismissed)}}, "dismissed the amount"},
		{"article", store.Revision{Made: true, Edits: []store.Edit{edit("file", "", "a.txt"), edit("supersedes", "", "A day")}}, "added the article and made it a later capture of “A day”"},
		{"article", store.Revision{Edits: []store.Edit{edit("published", "", "2026-01-30T09:00:00+02:00"), edit("outlet", "A", "B")}},
			"set the time of publication to Friday 30 January 2026, 09:00 +02:00 and changed the outlet from “A” to “B”"},
		{"article", store.Revision{Edits: []store.Edit{edit("unheard_of", "1", "2")}}, "changed unheard of from “1” to “2”"},
	} {
		if got := joined(brief.phrases(c.r, c.what, false)); got != c.want {
			t.Errorf("%+v\n%s\nwant\n%s", c.r, got, c.want)
		}
	}
	if got := joined(brief.phrases(store.Revision{Made: true, Edits: []store.Edit{edit("claim", "A", "")}}, "passage", true)); got != "brought the passage back and untied it from “A”" {
		t.Error(got)
	}
}

// When a change came here, and in whose package, stands beside when it was made.
func TestTellOfArrival(t *testing.T) {
	at := time.Date(2026, 1, 31, 18, 0, 0, 0, time.UTC)
	list := []store.Revision{
		{Made: true, At: at, Edits: []store.Edit{{Field: "statement", To: "A pause"}}, Arrived: store.Arrived{Receipt: 1, Here: at, Package: "the package of Oksana", Began: true}},
		{At: at.Add(time.Hour), Edits: []store.Edit{{Field: "statement", From: "A pause", To: "The pause"}}, Arrived: store.Arrived{Receipt: 2, Here: at.Add(48 * time.Hour), Package: "lviv.claimtrace of Oksana"}},
		{At: at.Add(72 * time.Hour), Edits: []store.Edit{{Field: "statement", From: "The pause", To: "A pause"}}},
	}
	time.Local = time.UTC
	entries := tell(list, nil)
	for i, want := range []string{"Tue 3 Feb 18:00", "Sat 31 Jan 19:00 · came here Mon 2 Feb 18:00 in lviv.claimtrace of Oksana", "Sat 31 Jan 18:00 · came in the package of Oksana"} {
		if entries[i].when != want {
			t.Errorf("%d: %q, want %q", i, entries[i].when, want)
		}
	}
}

func TestTell(t *testing.T) {
	list := lifeOf()
	entries := tell(list, func(id annotate.ID) string {
		if id == "m" {
			return "Mara (2)"
		}
		return ""
	})
	told := func() string {
		var b strings.Builder
		for _, e := range entries {
			b.WriteString(string(e.change[len("change "):]) + e.verdict.Sign())
			if e.present {
				b.WriteString(" now")
			}
			if e.earlier {
				b.WriteString(" again")
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	if got, want := told(), "7✓ now\n6· again\n5·\n4? again\n3✗ again\n2· again\n1· again\n0? again\n"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if e := entries[0]; e.says != "Mara (2) changed the verdict from unconfirmed to confirmed" || e.when != "Fri 30 Jan 09:49" {
		t.Errorf("%+v", e)
	}
	if e := entries[1]; e.says != "Mara (2) brought the passage back" || e.when != "Fri 30 Jan 09:42 · undo" {
		t.Errorf("%+v", e)
	}
	if e := entries[6]; e.name != "Ben Okafor" {
		t.Errorf("%+v", e)
	}
	// What came after without changing anything leaves what it found.
	entries = tell(append(list, store.Revision{Change: "change 8", Did: did("annotation.judge.confirmed")}), nil)
	if got := told(); !strings.HasPrefix(got, "8· now\n7✓ now\n6· again\n") {
		t.Error(got)
	}
	// A removed one can be had back as it was, but not as removed.
	entries = tell(list[:6], nil)
	if got := told(); !strings.HasPrefix(got, "5· now\n4? again\n") {
		t.Error(got)
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{" a \n b ", 3, "a b"},
		{"one two, three", 9, "one two…"},
		{"Süßölgefäße", 6, "Süßölg…"},
		{"a veryverylongword", 9, "a veryver…"},
	} {
		if got := short(c.s, c.n); got != c.want {
			t.Errorf("%q, %d: %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

func did(code string) change.Did { return change.Did{Code: code} }

// A settlement is told as one, with what it chose and over what.
func TestSettlingWords(t *testing.T) {
	for want, r := range map[string]store.Revision{
		"Mara settled the wording: chose “a” over “b” and “c”": {Edits: []store.Edit{{Field: "statement", From: "b", To: "a"}}, Over: map[string][]string{"statement": {"b", "c"}}},
		"Mara settled the wording: chose “a” over “b”":         {Edits: []store.Edit{{Field: "statement", From: "a", To: "a"}}, Over: map[string][]string{"statement": {"b"}}},
		"Mara settled the decision: chose disputed over none":  {Edits: []store.Edit{{Field: "resolved", To: "disputed"}}, Over: map[string][]string{"resolved": {""}}},
	} {
		r.By = mara
		if got := tell([]store.Revision{r}, nil)[0].says; got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
