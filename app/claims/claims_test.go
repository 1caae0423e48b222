package claims

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
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
	test.NewTempWindow(t, c).Resize(fyne.NewSize(316, 500))
	c.Put(rows("Putin agreed to a pause", "The pause covers energy", "Temperatures fall to minus 30", "Putin agreed"), "The pause covers energy")
	return c, tied
}

// ask asks for a claim, and notes what was taken.
func ask(c *Claims, tied *[]string) {
	take := func(s string) error {
		*tied = append(*tied, s)
		return nil
	}
	c.Ask(Question{Take: func(id annotate.ID) error { return take(string(id)) }, Make: func(s string) error { return take("make " + s) }})
}

func statements(c *Claims) string {
	var out []string
	for i, e := range c.shown {
		s := "make " + e.proposed
		switch {
		case e.claim != nil:
			s = e.claim.Statement
		case e.loose > 0:
			s = fmt.Sprint(e.loose, " loose")
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
		ask(c, tied)
		c.Field.SetText(p.typed)
		for _, k := range append(p.keys, fyne.KeyReturn) {
			c.Field.TypedKey(&fyne.KeyEvent{Name: k})
		}
		if got := strings.Join(*tied, "|"); got != p.want || c.Picking() {
			t.Errorf("%s: tied to %q, want %q", name, got, p.want)
		}
	}
}

// The words may come in any order and spelling; who says the same already is
// taken before another claim is made, which Ctrl+Enter makes all the same.
func TestPickingTheSame(t *testing.T) {
	const kyiv, pause, thousand = "Putin is to spare Kyiv for a week", "A pause covers energy", "Six thousand people fled"
	for _, p := range []struct {
		typed       string
		shows, want string
	}{
		{"kiev week", "*" + kyiv + "|make kiev week", kyiv},
		{"putin is to spare KIEV for a week.", "*" + kyiv + "|make putin is to spare KIEV for a week.", kyiv},
		{"for a week Putin is to spare Kyiv", "*" + kyiv + "|make for a week Putin is to spare Kyiv", kyiv},
		{"energy covers a pause", "The pause covers energy, a week after|*" + pause + "|make energy covers a pause", pause},
		{"6,000 people fled", "*" + thousand + "|make 6,000 people fled", thousand},
		{"7,000 people fled", "*make 7,000 people fled", "make 7,000 people fled"},
		{"Putin is not to spare Kyiv for a week", "*make Putin is not to spare Kyiv for a week", "make Putin is not to spare Kyiv for a week"},
	} {
		c, tied := panel(t)
		c.Put(rows(kyiv, "The pause covers energy, a week after", pause, thousand), "")
		ask(c, tied)
		c.Field.SetText(p.typed)
		if got := statements(c); got != p.shows {
			t.Errorf("%q shows %q, want %q", p.typed, got, p.shows)
		}
		c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if got := strings.Join(*tied, "|"); got != p.want {
			t.Errorf("%q: tied to %q, want %q", p.typed, got, p.want)
		}
		*tied = nil
		ask(c, tied)
		c.Field.SetText(p.typed)
		c.Field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
		if got := strings.Join(*tied, "|"); got != "make "+p.typed || c.Picking() {
			t.Errorf("%q with Ctrl+Enter: tied to %q", p.typed, got)
		}
	}
	// What was read of a statement does not outlive it.
	c, _ := panel(t)
	c.Field.SetText("energy")
	c.all[1].Statement = "The pause covers towns"
	c.Update([]int{1})
	if got := statements(c); got != "" {
		t.Errorf("after a change it shows %q", got)
	}
}

// A claim can be made without a passage.
func TestAdding(t *testing.T) {
	c, _ := panel(t)
	var added []string
	c.LetAdd(func(s string) { added = append(added, s) })
	ctrlEnter := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	for _, do := range []struct {
		typed, shows string
		do           func()
		want         string
	}{
		{"snow fell", "*make snow fell", func() { c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }, "snow fell"},
		{"covers", "*The pause covers energy|make covers", func() { c.list.OnChoose(1) }, "covers"},
		{"agreed", "Putin agreed to a pause|Putin agreed|make agreed", func() { c.Field.TypedShortcut(ctrlEnter) }, "agreed"},
		{"agreed", "Putin agreed to a pause|Putin agreed|make agreed", func() { c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }, ""},
		{"Putin agreed", "Putin agreed to a pause|Putin agreed", func() {}, ""},
		{"", "Putin agreed to a pause|*The pause covers energy|Temperatures fall to minus 30|Putin agreed", func() { c.Field.TypedShortcut(ctrlEnter) }, ""},
	} {
		added = nil
		c.Field.SetText(do.typed)
		if got := statements(c); got != do.shows {
			t.Errorf("%q shows %q, want %q", do.typed, got, do.shows)
		}
		if do.do(); strings.Join(added, "|") != do.want || do.want != "" && c.Field.Text != "" {
			t.Errorf("%q adds %q, %q is left in the field", do.typed, added, c.Field.Text)
		}
	}
	c.Field.SetText("covers it")
	if c.Count() != "0 of 4" {
		t.Errorf("what can be made counts as %s", c.Count())
	}
}

// Below the claims stand the highlights that have none.
func TestLooseRow(t *testing.T) {
	c, _ := panel(t)
	c.SetLoose(3)
	all := statements(c)
	chosen := 0
	c.OnLoose = func() { chosen++ }
	c.SetLoose(2)
	if got := statements(c); got != all+"|2 loose" || strings.Contains(all, "loose") || c.Count() != "4" {
		t.Errorf("it shows %q, then %q, of %s", all, got, c.Count())
	}
	c.SetLoose(5)
	if got := statements(c); got != all+"|5 loose" {
		t.Errorf("of more it shows %q", got)
	}
	c.list.OnChoose(4)
	c.Field.SetText("pause")
	filtered := statements(c)
	c.Field.SetText("")
	ask(c, new([]string))
	picking := statements(c)
	c.StopPicking()
	c.SetLoose(0)
	if chosen != 1 || strings.Contains(filtered+picking+statements(c), "loose") {
		t.Errorf("chosen %d times; filtered %q, picking %q, without any %q", chosen, filtered, picking, statements(c))
	}
	r := newRow(nil)
	r.Resize(fyne.NewSize(280, 60))
	r.set(entry{loose: 1}, false)
	if got := words(r); got != "No claim: 1 highlight" {
		t.Errorf("the row says %q", got)
	}
	r.set(entry{proposed: "Snow fell"}, true)
	if got := words(r); got != "Make the claim “Snow fell”" {
		t.Errorf("the row says %q", got)
	}
	claim := rows("Snow fell")[0]
	claim.Standing.Rule = annotate.ByNone
	r.set(entry{claim: &claim}, false)
	if got := words(r); got != "Snow fell|no passage yet" {
		t.Errorf("the row says %q", got)
	}
}

// words are what a row says.
func words(r *row) string {
	var out []string
	for _, o := range test.WidgetRenderer(r).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, "|")
}

// A digit typed for a passage that was just tagged is another verdict, if a
// claim is chosen next; else it is the beginning of a text.
func TestDigit(t *testing.T) {
	type step = func(*Claims)
	char := func(s string) step {
		return func(c *Claims) {
			for _, r := range s { // as the window tells of characters
				c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(string(r)))})
				c.Field.TypedRune(r)
			}
		}
	}
	again := func(c *Claims) { c.Ask(Question{}) }
	key := func(k fyne.KeyName) step { return func(c *Claims) { c.Field.TypedKey(&fyne.KeyEvent{Name: k}) } }
	for name, p := range map[string]struct {
		steps   []step
		verdict string // given, and < where it was taken back
		text    string
		tied    string
	}{
		"Enter":                     {[]step{char("2"), key(fyne.KeyReturn)}, "disputed", "", "The pause covers energy"},
		"a choice by key":           {[]step{char("2"), key(fyne.KeyDown), key(fyne.KeyReturn)}, "disputed", "", "Temperatures fall to minus 30"},
		"a choice by click":         {[]step{char("3"), func(c *Claims) { c.list.OnChoose(0) }}, "unconfirmed", "", "Putin agreed to a pause"},
		"text":                      {[]step{char("2 people killed")}, "disputed<", "2 people killed", ""},
		"text and Enter":            {[]step{char("2 people killed"), key(fyne.KeyReturn)}, "disputed<", "", "make 2 people killed"},
		"text after a choice":       {[]step{char("1"), key(fyne.KeyDown), char("0 died")}, "confirmed<", "10 died", ""},
		"another digit":             {[]step{char("23")}, "disputed<unconfirmed", "", ""},
		"two digits, then words":    {[]step{char("23 people")}, "disputed<unconfirmed<", "23 people", ""},
		"rubbed out":                {[]step{char("2"), key(fyne.KeyBackspace)}, "disputed<", "", ""},
		"rubbed out, then a digit":  {[]step{char("2"), key(fyne.KeyBackspace), char("3")}, "disputed<", "3", ""},
		"Escape":                    {[]step{char("2"), key(fyne.KeyEscape)}, "disputed<", "", ""},
		"selecting all":             {[]step{char("2"), func(c *Claims) { c.Field.TypedShortcut(&fyne.ShortcutSelectAll{}) }}, "disputed<", "2", ""},
		"no such verdict":           {[]step{char("4")}, "", "4", ""},
		"not at once":               {[]step{char("a"), key(fyne.KeyBackspace), char("2")}, "", "2", ""},
		"the next passage":          {[]step{char("2"), key(fyne.KeyReturn), again, char("2")}, "disputed", "2", "The pause covers energy"},
		"while nothing is picked":   {[]step{(*Claims).StopPicking, char("2")}, "", "2", ""},
		"where it cannot be judged": {[]step{func(c *Claims) { c.OnVerdict = func(annotate.Verdict) func() { return nil } }, char("2")}, "", "2", ""},
	} {
		c, tied := panel(t)
		var verdict string
		c.OnVerdict = func(v annotate.Verdict) func() {
			verdict += string(v)
			return func() { verdict += "<" }
		}
		ask(c, tied)
		c.ExpectDigit()
		if !c.ExpectsDigit() {
			t.Errorf("%s: no digit is expected", name)
		}
		for _, do := range p.steps {
			do(c)
		}
		if got := strings.Join(*tied, "|"); verdict != p.verdict || c.Field.Text != p.text || got != p.tied {
			t.Errorf("%s: verdict %q, text %q, tied to %q; want %q, %q, %q", name, verdict, c.Field.Text, got, p.verdict, p.text, p.tied)
		}
	}
	c, _ := panel(t)
	c.ExpectDigit()
	c.Ask(Question{})
	if c.ExpectsDigit() {
		t.Error("a digit is expected for a passage that was not just tagged")
	}
}

func TestEscape(t *testing.T) {
	c, tied := panel(t)
	left := false
	c.OnLeave = func() { left = true }
	ask(c, tied)
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

// What could not be taken is said, and stays typed to be tried again.
func TestTakenNot(t *testing.T) {
	c, _ := panel(t)
	full, left := errors.New("the disk is full"), false
	c.OnLeave = func() { left = true }
	var made []string
	c.Ask(Question{Make: func(s string) error {
		made = append(made, s)
		return full
	}})
	c.Field.SetText("Snow fell")
	c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !c.Picking() || c.Field.Text != "Snow fell" || left || !c.Notice.Visible() {
		t.Errorf("after a failure: asks %v, text %q, left %v, said %v", c.Picking(), c.Field.Text, left, c.Notice.Visible())
	}
	full = nil
	c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if c.Picking() || c.Field.Text != "" || !left || c.Notice.Visible() || len(made) != 2 {
		t.Errorf("then: asks %v, text %q, left %v, said %v, made %q", c.Picking(), c.Field.Text, left, c.Notice.Visible(), made)
	}
}

// Enter where nothing is marked says so.
func TestNoneMarked(t *testing.T) {
	c, tied := panel(t)
	c.Put(rows("Putin agreed to a pause", "The pause covers energy"), "")
	c.last = ""
	c.Ask(Question{Take: func(id annotate.ID) error {
		*tied = append(*tied, string(id))
		return nil
	}})
	if c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); len(*tied) > 0 || !c.Picking() || !c.Notice.Visible() {
		t.Errorf("tied to %q, asks %v, said %v", *tied, c.Picking(), c.Notice.Visible())
	}
	c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); len(*tied) != 1 || c.Notice.Visible() {
		t.Errorf("then tied to %q", *tied)
	}
}

// Claims that are joined are one row, which says how else it is said and is found
// by that; where a claim must be there none is made.
func TestJoined(t *testing.T) {
	c, tied := panel(t)
	all := rows("Putin agreed to a pause", "The pause covers energy")
	all[1].Also = []annotate.Claim{{ID: "other", Statement: "Strikes on power plants stop"}}
	all[1].Standing.Rule = annotate.ByNone
	c.Put(all, "")
	c.Ask(Question{Take: func(id annotate.ID) error {
		*tied = append(*tied, string(id))
		return nil
	}})
	for _, typed := range []string{"power plants", "Strikes on power plants stop"} {
		c.Field.SetText(typed)
		if got := statements(c); got != "*The pause covers energy" {
			t.Errorf("%q shows %q", typed, got)
		}
	}
	c.Field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if !c.Picking() {
		t.Error("a claim was made where one must be there")
	}
	c.Field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := strings.Join(*tied, "|"); got != "The pause covers energy" || c.Picking() {
		t.Errorf("Enter took %q", got)
	}
	r := newRow(nil)
	r.Resize(fyne.NewSize(280, 90))
	alone := entry{claim: &all[0]}
	e := entry{claim: &all[1]}
	r.set(e, false)
	if got := words(r); got != "The pause covers energy|one with “Strikes on power plants stop”|no passage yet" {
		t.Errorf("the row says %q", got)
	}
	if e.height(280) <= alone.height(280) {
		t.Errorf("the row is %v high, that of one alone %v", e.height(280), alone.height(280))
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
	test.TapAt(c.tags, fyne.NewPos(c.tags.Size().Width/2, 10))
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
	// A note is what was typed, wherever its lines end.
	const long = "AP says the Kremlin had not confirmed by Thursday evening that there was any such agreement at all, it seems"
	w.Canvas().Focus(c.note)
	for _, r := range long {
		c.note.TypedRune(r)
	}
	if c.note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); set["note"] != "b "+long {
		t.Errorf("the note is %q", set["note"])
	}
	c.note.SetText("")
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
