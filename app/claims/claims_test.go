package claims

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/style"
	"claimtrace/store"
)

func rows(statements ...string) []store.ClaimRow {
	var out []store.ClaimRow
	for _, s := range statements {
		out = append(out, store.ClaimRow{Claim: annotate.Claim{ID: annotate.ID(s), Statement: s}})
	}
	return out
}

// panel shows three claims, of which the second is in hand.
func panel(t *testing.T) (c *Claims, tied *[]string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	c = New("none yet")
	tied = &[]string{}
	c.OnTie = func(id annotate.ID) { *tied = append(*tied, string(id)) }
	c.OnMake = func(s string) { *tied = append(*tied, "make "+s) }
	test.NewTempWindow(t, c).Resize(fyne.NewSize(316, 500))
	c.Put(rows("Putin agreed to a pause", "The pause covers energy", "Temperatures fall to minus 30", "Putin agreed"), "The pause covers energy")
	return c, tied
}

func statements(c *Claims) string {
	var out []string
	for i, e := range c.shown {
		s := "make " + e.proposed
		if e.claim != nil {
			s = e.claim.Statement
		}
		if i == c.marked {
			s = "*" + s
		}
		out = append(out, s)
	}
	return strings.Join(out, "|")
}

func TestFilter(t *testing.T) {
	c, _ := panel(t)
	for typed, want := range map[string]string{
		"":           "Putin agreed to a pause|*The pause covers energy|Temperatures fall to minus 30|Putin agreed",
		"PAUSE":      "Putin agreed to a pause|*The pause covers energy",
		"agr put":    "Putin agreed to a pause|Putin agreed",
		"use":        "",
		"minus 30":   "Temperatures fall to minus 30",
		"pause snow": "",
	} {
		c.Field.SetText(typed)
		if got := statements(c); got != want {
			t.Errorf("%q shows %q, want %q", typed, got, want)
		}
	}
}

func TestPicking(t *testing.T) {
	for name, p := range map[string]struct {
		typed string
		keys  []fyne.KeyName
		want  string
	}{
		"Enter alone takes the claim in hand":         {"", nil, "The pause covers energy"},
		"down takes the next":                         {"", []fyne.KeyName{fyne.KeyDown}, "Temperatures fall to minus 30"},
		"the first that fits":                         {"pau", nil, "Putin agreed to a pause"},
		"up and down stay in the list":                {"pau", []fyne.KeyName{fyne.KeyUp, fyne.KeyDown}, "The pause covers energy"},
		"nothing fits: a new one":                     {"  Snow   fell ", nil, "make Snow fell"},
		"below those that fit is the new one":         {"pause", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown}, "make pause"},
		"the exact statement, not one that begins so": {"Putin agreed", nil, "Putin agreed"},
		"the exact statement is not made twice":       {"Putin agreed to a pause", []fyne.KeyName{fyne.KeyDown}, "Putin agreed to a pause"},
	} {
		c, tied := panel(t)
		c.StartPicking()
		c.Field.SetText(p.typed)
		for _, k := range append(p.keys, fyne.KeyReturn) {
			c.Field.TypedKey(&fyne.KeyEvent{Name: k})
		}
		if got := strings.Join(*tied, "|"); got != p.want || c.Picking() {
			t.Errorf("%s: tied to %q, want %q", name, got, p.want)
		}
	}
}

func TestEscape(t *testing.T) {
	c, tied := panel(t)
	left := false
	c.OnLeave = func() { left = true }
	c.StartPicking()
	c.Field.SetText("pau")
	c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !left || c.Picking() || len(*tied) > 0 || len(c.shown) != 4 {
		t.Errorf("Escape left %v, picking %v, tied %v", left, c.Picking(), *tied)
	}
}

func TestPickingClaims(t *testing.T) {
	c, tied := panel(t)
	var picked annotate.ID
	c.OnPick = func(id annotate.ID) { picked = id }
	c.list.OnChoose(2)
	if picked != "Temperatures fall to minus 30" || len(*tied) > 0 {
		t.Errorf("a click picked %q and tied %v", picked, *tied)
	}
}

func TestStanding(t *testing.T) {
	const friday annotate.Publication = "2026-01-30T15:00Z"
	for want, s := range map[string]annotate.Standing{
		"confirmed 30 Jan 15:00": {Verdict: annotate.Confirmed, Rule: annotate.ByLatest, Since: friday},
		"confirmed":              {Verdict: annotate.Confirmed, Rule: annotate.ByLatest},
		"mixed":                  {Mixed: true, Rule: annotate.ByLatest},
		"decided: disputed":      {Verdict: annotate.Disputed, Rule: annotate.ByReviewer},
		"no passage yet":         {Rule: annotate.ByNone},
	} {
		n := 1
		if s.Rule == annotate.ByNone {
			n = 0
		}
		if got := Standing(s, n, trace.Clock{}); got != want {
			t.Errorf("%+v is %q, want %q", s, got, want)
		}
	}
}

func TestCard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	c := NewCard()
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(316, 400))
	set := map[string]string{}
	var fails error
	c.OnSet = func(id annotate.ID, field, s string) error {
		if fails == nil {
			set[field] = string(id) + " " + s
		}
		return fails
	}
	var verdict annotate.Verdict
	c.OnVerdict = func(v annotate.Verdict) { verdict = v }
	if c.Visible() {
		t.Error("a card without a passage shows")
	}
	c.Put(Passage{Annotation: annotate.Annotation{ID: "a", Quote: "no  confirmation", Verdict: annotate.Unconfirmed, Note: "was"}, Statement: "The pause"})
	test.Tap(c.buttons[1])
	if verdict != annotate.Disputed {
		t.Errorf("a button gave %q", verdict)
	}
	w.Canvas().Focus(c.note)
	c.note.SetText("ask the desk ")
	c.note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if set["note"] != "a ask the desk" {
		t.Errorf("Enter set %v", set)
	}
	// What is being typed is handed on before another passage takes its place.
	c.says.SetText("Dmitry Peskov")
	c.Put(Passage{Annotation: annotate.Annotation{ID: "b", Quote: "another"}})
	if set["attribution"] != "a Dmitry Peskov" || c.says.Text != "" {
		t.Errorf("the next passage set %v and shows %q", set, c.says.Text)
	}
	// What could not be recorded is handed on again.
	fails = errors.New("the disk is full")
	c.note.SetText("of b")
	c.note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	fails = nil
	c.Flush()
	if set["note"] != "b of b" {
		t.Errorf("after a failure Flush set %v", set)
	}
}
