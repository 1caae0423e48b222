package compare

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/app/async"
	"claimtrace/app/style"
	"claimtrace/store"
)

var thursday = time.Date(2026, 1, 29, 21, 0, 0, 0, time.UTC)

// bridge is a claim whose passages differ each in a way of its own.
var bridge = []struct {
	outlet  string
	after   time.Duration
	verdict annotate.Verdict
	cites   string
	quote   string
}{
	{"Meridian Wire", 0, annotate.Unconfirmed, "The mayor", "The city may close the old bridge in Kyiv for one week after 47 cracks were found"},
	{"The Northern Clarion", 90 * time.Minute, annotate.Unconfirmed, "", "The city may close the old bridge in Kiev for a week after 74 cracks were found"},
	{"Agence Littoral", 18 * time.Hour, annotate.Confirmed, "The city’s head engineer, Olena Hrytsenko", "The city has closed the old bridge in Kyiv for one week after 47 cracks were found"},
	{"Straits Dispatch", 21 * time.Hour, annotate.Disputed, "", "The city will not close the old bridge in Kyiv after 47 cracks were found, engineers said on Friday"},
	{"La Aurora", 23 * time.Hour, annotate.Confirmed, "", "After 47 cracks were found the city may close the old bridge in Kyiv for one week"},
	{"La Aurora", 23 * time.Hour, annotate.Confirmed, "", "Nobody who lives there crosses the river at night these days"},
}

// bridgeClaim returns the claim as the store would give it.
func bridgeClaim() (store.ClaimRow, []store.Witness) {
	var ws []store.Witness
	for i, b := range bridge {
		article := annotate.ID(b.outlet)
		ws = append(ws, store.Witness{
			Annotation: annotate.Annotation{ID: annotate.ID(fmt.Sprint("w", i)), Article: article, Quote: b.quote, Verdict: b.verdict, Attribution: b.cites},
			In:         annotate.Article{ID: article, Outlet: b.outlet, Published: annotate.Publication(thursday.Add(b.after).Format(time.RFC3339))},
		})
	}
	return claimOf("The old bridge in Kyiv is closed for a week", "", ws), ws
}

// claimOf is the row of a claim with these witnesses.
func claimOf(statement string, resolved annotate.Verdict, ws []store.Witness) store.ClaimRow {
	c := store.ClaimRow{Claim: annotate.Claim{ID: annotate.ID(statement), Statement: statement, Resolved: resolved}}
	var mentions []annotate.Mention
	for _, w := range ws {
		c.Marks = append(c.Marks, store.Mark{Article: w.Article, Published: w.In.Published, Verdict: w.Verdict})
		mentions = append(mentions, annotate.Mention{Verdict: w.Verdict, Published: w.In.Published})
	}
	c.Standing = annotate.StandingOf(resolved, mentions)
	return c
}

// shown puts a view into a window of a size and returns it with the window's
// canvas. What takes long is done at once.
func shown(t *testing.T, choice style.Choice, width, height float32) (*View, fyne.Canvas) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: choice})
	v := New(async.AtOnce())
	w := test.NewTempWindow(t, v)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return v, w.Canvas()
}

// lay lays passages out; where that is by what they say, this is read by
// numbersSaid.
func lay(v *View, l Layout) {
	if l == Facts {
		v.Facets = numbersSaid
	}
	v.SetLayout(l)
}

// numbersSaid reads of passages their beginnings and their numbers.
func numbersSaid(_ context.Context, ws []store.Witness) ([]store.Facets, error) {
	said := make([]store.Facets, len(ws))
	for i, w := range ws {
		said[i].Read = true
		add := func(k facet.Kind, words string) {
			if words != "" {
				said[i].Values = append(said[i].Values, store.Facet{Value: facet.Value{Kind: k, Value: words, Text: words, Start: w.Start, End: w.Start + len([]rune(words)), Precision: "exact", Rule: "by test"}})
			}
		}
		words := strings.Fields(w.Quote)
		add(facet.Scope, strings.Join(words[:min(len(words), 4)], " "))
		for _, s := range words {
			if strings.Trim(s, "0123456789") == "" {
				add(facet.Amount, s)
			}
		}
	}
	return said, nil
}

func press(v *View, names ...fyne.KeyName) {
	for _, n := range names {
		v.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// typed types characters; those of commands do what the window's table says.
func typed(v *View, s string) {
	commands := map[rune]func(){'b': v.BaseHere, 'v': v.NextLayout, 'p': v.TurnBefore, 'm': v.Hand.Follow, '=': v.Equate}
	for _, r := range s {
		if do := commands[unicode.ToLower(r)]; do != nil {
			do()
			continue
		}
		v.TypedRune(r)
	}
}

// tens measures every character as ten pixels wide.
func tens(s string) float32 { return 10 * float32(utf8.RuneCountInString(s)) }

// baseline returns the annotation that the others are compared with, "" if
// there is none.
func (v *View) baseline() annotate.ID {
	if len(v.witnesses) == 0 {
		return ""
	}
	return v.witnesses[v.base].ID
}
