package compare

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/app/async"
	"claimtrace/app/style"
)

// later puts a view into a window whose long work waits until the test does
// it: work does what was asked for first.
func later(t *testing.T) (v *View, work func()) {
	t.Helper()
	v, _ = shown(t, style.AlwaysLite, 1008, 700)
	s := async.NewSteps()
	v.run, v.list.run = s.Runner, s.Runner
	return v, func() {
		t.Helper()
		if waiting, _ := s.Waiting(); waiting == 0 {
			t.Fatal("nothing waits")
		}
		s.Work(0)
		for _, more := s.Waiting(); more > 0; _, more = s.Waiting() {
			s.Next()
		}
	}
}

// Who waits for the comparison is told when it is there, once; and not of another.
func TestReady(t *testing.T) {
	v, work := later(t)
	c, ws := bridgeClaim()
	told := 0
	ready := func() { v.Ready(func() { told++ }) }
	if ready(); told != 1 {
		t.Error("nothing is under way, and it is not told at once")
	}
	ws[1].Quote = strings.Repeat(long, 1000)
	v.Compare(c, ws, "")
	if ready(); told != 1 {
		t.Error("it is told before it is compared")
	}
	if work(); told != 2 {
		t.Errorf("told %d times once it is compared", told)
	}
	other := slices.Clone(ws)
	other[1].Quote += "or more"
	v.Compare(c, other, "")
	ready()
	v.Compare(c, ws, "")
	work()
	if v.making.Running() {
		work()
	}
	if told != 2 {
		t.Errorf("told of another comparison: %d times", told)
	}
}

const long = "the city may close the old bridge over the river for a week "

func TestLongWorkLeavesTheWindowAlone(t *testing.T) {
	v, work := later(t)
	c, ws := bridgeClaim()
	ws[1].Quote = strings.Repeat(long, 1000)
	v.Compare(c, ws, "")
	says(t, v, "Comparing", "6", "passages", "Meridian Wire", "Against Meridian Wire")
	if len(v.list.rows) > 0 {
		t.Error("it shows rows that are not compared")
	}
	press(v, "Down", "Right", "Return", "End")
	typed(v, "b=2 ")
	work()
	says(t, v, "First changed by", "old bridge")
	// A switch that takes long leaves what is there, and says so.
	rows := len(v.list.rows)
	typed(v, "2")
	says(t, v, "Comparing", "anew")
	if len(v.list.rows) != rows {
		t.Error("what was there is gone while it is compared anew")
	}
	work()
	says(t, v, "First changed by")
}

// Where something else was asked for since, what comes late is not shown.
func TestLateWorkIsNotShown(t *testing.T) {
	v, work := later(t)
	c, ws := bridgeClaim()
	ws[1].Quote = strings.Repeat(long, 1000)
	v.Compare(c, ws, "")
	small, few := sampleClaim(t, 0)
	v.Compare(small, few, "")
	want := pageText(v)
	work()
	if pageText(v) != want || v.claim.ID != small.ID {
		t.Error("a claim that was left is shown")
	}
	v.Compare(c, ws, "")
	more := ws[:5]
	v.Compare(c, more, "")
	work()
	if v.scene != nil {
		t.Error("passages that are gone are shown")
	}
	work()
	if len(v.list.rows) != 5 {
		t.Errorf("%d rows, want 5", len(v.list.rows))
	}
}

// The reader's place is there again when a long comparison is.
func TestPlaceIsKeptOverLongWork(t *testing.T) {
	v, work := later(t)
	c, ws := bridgeClaim()
	ws[1].Quote = strings.Repeat(long, 1000)
	v.Compare(c, ws, "")
	work()
	v.Hand.choose(4)
	top := v.list.anchor()
	other, few := sampleClaim(t, 0)
	v.Compare(other, few, "")
	v.Compare(c, ws, "")
	v.Compare(c, ws, "") // again, before the first is done
	work()
	work()
	if now := v.list.anchor(); v.Hand.Chosen() != ws[4].ID || now.row != top.row || now.y != top.y {
		t.Errorf("back: %q at %+v, want %q at %+v", v.Hand.Chosen(), now, ws[4].ID, top)
	}
}

// What has not changed is not compared again.
func TestComparisonIsUsedAgain(t *testing.T) {
	v, _, ws := bridgeShown(t, 700)
	steps := &v.scene.trace.Steps[0]
	v.toggle(&v.on[3])
	claim, again := bridgeClaim()
	claim.Statement = "Reworded"
	v.Compare(claim, again, "")
	if &v.scene.trace.Steps[0] != steps || v.scene.trace.Claim.Statement != "Reworded" {
		t.Error("the same passages are compared again")
	}
	v.SetLayout(Table)
	sheet := v.scene.sheet
	v.toggle(&v.on[3])
	if v.scene.sheet != sheet {
		t.Error("the same passages are aligned again")
	}
	ws[2].Quote += "!"
	v.Compare(claim, ws, "")
	if v.scene.sheet == sheet || &v.scene.trace.Steps[0] == steps {
		t.Error("another passage is not compared")
	}
}

func TestBadInput(t *testing.T) {
	const hebrew = "ראש העיר סגר את הגשר הישן בקייב"
	for name, quotes := range map[string][]string{
		"nothing at all":                      {"", "", ""},
		"an empty one among others":           {long, "", long},
		"spaces":                              {" \n\t ", long, "\u00a0"},
		"no common word":                      {"Alpha beta gamma delta", "Uno due tre quattro", "Een twee drie vier"},
		"right to left against left to right": {long, hebrew, hebrew + " 47"},
		"right to left":                       {hebrew, hebrew + " השבוע", "سد المدينة الجسر"},
		"one endless word":                    {strings.Repeat("x", 3000), long},
		"signs alone":                         {"…", "?!", "—"},
		"control characters":                  {"a\x00b\u202ec", "a\ufeffb c", long},
		"not UTF-8":                           {"caf\xe9 closes", "caf\xe9 opens"},
	} {
		for layout := range Layout(len(layoutNames)) {
			for _, before := range []bool{false, true}[:2-layout/2] {
				v, _ := shown(t, style.AlwaysDark, 853, 500)
				lay(v, layout)
				v.SetBefore(before)
				v.compareBoth(many(len(quotes), func(i int) string { return quotes[i] }))
				press(v, "End", "Home", "Right", "Tab")
				for _, row := range v.list.rows {
					if row.known == 0 {
						t.Errorf("%s, layout %d: a row is not laid out", name, layout)
					}
				}
				if layout == Inline && (v.Text() == "" || v.HTML() == "") {
					t.Errorf("%s, layout %d: it cannot be copied", name, layout)
				}
				if _, size := v.Drawing(); size.Width < 600 || size.Height < 100 {
					t.Errorf("%s, layout %d: drawn in %v", name, layout, size)
				}
			}
		}
	}
}

// Keys that come between what was asked for and its result act on what is
// shown, or on nothing: the passage in hand may be gone, the article another.
func TestKeysBeforeTheResult(t *testing.T) {
	v, work := later(t)
	got := calls(v)
	c, ws := bridgeClaim()
	for i := range ws {
		ws[i].Quote += strings.Repeat(long, 300)
	}
	v.Compare(c, ws, "")
	work()
	press(v, "End")
	last := ws[len(ws)-1].ID
	if v.Hand.Chosen() != last {
		t.Fatalf("in hand is %q", v.Hand.Chosen())
	}
	all := []fyne.KeyName{"Return", "Down", "Up", "Right", "Tab", "End", "Return"}
	v.Compare(c, ws[:len(ws)-1], "") // the last one was undone
	if v.Hand.Chosen() != "" {
		t.Errorf("what is gone is still in hand: %q", v.Hand.Chosen())
	}
	typed(v, "b")
	press(v, all...)
	for _, s := range *got {
		if strings.Contains(s, string(last)) {
			t.Errorf("called back %q, which is gone", s)
		}
	}
	work()
	base, other := ferry()
	base.Text, other.Text = base.Text+"\n\n"+strings.Repeat(long, 300), other.Text+"\n\n"+strings.Repeat(long, 300)
	v.CompareArticles(base, other)
	press(v, all...)
	typed(v, "bm=")
	work()
	press(v, "End")
	base.Title = "Corrected"
	v.CompareArticles(base, other)
	press(v, all...)
	typed(v, "bm=")
	work()
	v.Compare(c, ws, "")
	press(v, all...)
	typed(v, "bm=")
	work()
	v.Clear()
	press(v, all...)
	typed(v, "bm=")
}
