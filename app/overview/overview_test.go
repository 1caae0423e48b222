package overview

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/menu"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// calls notes what a view calls back.
func calls(v *View) *[]string {
	var got []string
	v.OnPassage = func(id annotate.ID) { got = append(got, "passage "+string(id)) }
	v.OnClaim = func(id annotate.ID) { got = append(got, "claim "+string(id)) }
	v.OnArticle = func(id annotate.ID) { got = append(got, "article "+string(id)) }
	v.OnKey = func(k fyne.KeyName) bool { got = append(got, "key "+string(k)); return true }
	return &got
}

// patience lets the time before a card pass when it is told to.
type patience struct{ f func() }

func wait(v *View) *patience {
	p := &patience{}
	v.after = func(d time.Duration, f func()) func() {
		p.f = f
		return func() { p.f = nil }
	}
	return p
}

func (p *patience) over() {
	if p.f != nil {
		p.f()
	}
}

func press(b *board, names ...fyne.KeyName) {
	for _, n := range names {
		b.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func said(got *[]string) string {
	s := strings.Join(*got, ", ")
	*got = nil
	return s
}

// shown are the objects that an object consists of, those that are hidden
// left out.
func shown(o fyne.CanvasObject) []fyne.CanvasObject {
	if !o.Visible() {
		return nil
	}
	out := []fyne.CanvasObject{o}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, c := range children {
		out = append(out, shown(c)...)
	}
	return out
}

func texts(o fyne.CanvasObject) string {
	var out []string
	for _, o := range shown(o) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, "|")
}

// choose takes the row of the open menu that begins so, by keys.
func choose(t *testing.T, c fyne.Canvas, words string) {
	t.Helper()
	top := c.Overlays().Top().(*menu.Drop)
	key := func(k fyne.KeyName) { top.TypedKey(&fyne.KeyEvent{Name: k}) }
	key(fyne.KeyHome)
	for range 50 {
		if strings.HasPrefix(top.AccessibilityLabel(), words) {
			key(fyne.KeyReturn)
			return
		}
		key(fyne.KeyDown)
	}
	t.Fatalf("the menu has no %s: %s", words, texts(top))
}

// A cell with several passages asks which.
func TestSeveralPassages(t *testing.T) {
	v, c := windowed(t, style.AlwaysLite, 1280, 728)
	got := calls(v)
	sample().into(v)
	focus(v)
	v.matrix.cursor = spot{1, 3}
	press(v.matrix, fyne.KeyReturn)
	asked := c.Overlays().Top()
	if asked == nil {
		t.Fatal("nothing is asked")
	}
	items := texts(asked)
	if !strings.Contains(items, "Confirmed: “what The Straits Observer says of …” (Ivo)") || !strings.Contains(items, "Disputed: ") {
		t.Errorf("the menu says %s", items)
	}
	choose(t, c, "Disputed: ")
	if c.Focused() != fyne.Focusable(v.matrix) {
		t.Errorf("afterwards the keyboard is with %T", c.Focused())
	}
	if s := said(got); s != "passage c1/a3/1" {
		t.Errorf("called back %s", s)
	}
}

func TestCard(t *testing.T) {
	v, c := windowed(t, style.AlwaysLite, 1280, 728)
	sample().into(v)
	rest := wait(v)
	at, size := v.matrix.area(spot{1, 3})
	test.MoveMouse(c, v.matrix.Position().Add(at).AddXY(size.Width/2, size.Height/2))
	if v.hover.card != nil {
		t.Error("the card comes at once")
	}
	rest.over()
	if s := texts(v); !strings.Contains(s, "The Straits Observer|The pause covers energy sites|Confirmed|Ivo|") {
		t.Errorf("the card says %s", s)
	}
	test.MoveMouse(c, v.matrix.Position().Add(at).AddXY(size.Width/2, size.Height+20))
	if v.hover.card != nil {
		t.Error("the card stays when the pointer has gone")
	}
	focus(v)
	press(v.matrix, fyne.KeyDown)
	rest.over()
	if v.hover.card == nil || !strings.Contains(texts(v), "Disputed since") && !strings.Contains(texts(v), "Mixed") {
		t.Errorf("the keys bring no card: %s", texts(v))
	}
	press(v.matrix, fyne.KeyDown)
	if v.hover.card != nil {
		t.Error("the card stays when the cursor has gone")
	}
	press(v.matrix, fyne.KeyUp)
	rest.over()
	v.matrix.Resize(fyne.NewSize(1224, 200))
	v.matrix.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -20)})
	if v.hover.card != nil {
		t.Error("the card stays when its row is scrolled away")
	}
	// Wherever the spot, the card lies on the page.
	for row := range 7 {
		for column := -1; column < 5; column++ {
			v.rest(v.timeline, spot{row, column})
			rest.over()
			back := v.hover.card.Objects[0]
			if p, s := back.Position(), back.Size(); p.X < 0 || p.Y < 0 || p.X+s.Width > 1280 || p.Y+s.Height > 728 {
				t.Errorf("the card of %d, %d lies at %v, %v", row, column, p, s)
			}
		}
	}
	v.leave()
}

func TestFilters(t *testing.T) {
	v, c := windowed(t, style.AlwaysLite, 1280, 728)
	sample().into(v)
	tap := func(k *parts.Button) { test.TapCanvas(c, k.Position().AddXY(10, 10)) }
	choose := func(k *parts.Button, words string) {
		t.Helper()
		k.TypedRune(' ')
		choose(t, c, words)
	}
	tap(v.head.groups[disputedClaims])
	if n := len(v.table.rows); n != 4 || v.head.count.Text != "4 of 7 claims, 5 articles" || !v.head.groups[disputedClaims].Chosen() || v.head.groups[everyClaim].Chosen() {
		t.Errorf("disputed are %d: %s", n, v.head.count.Text)
	}
	choose(v.head.standing, "Unconfirmed")
	choose(v.head.verdict, "Confirmed")
	choose(v.head.by, "Mara")
	choose(v.head.outlet, "Littoral")
	if got, want := v.filter, (filter{disputedClaims, "unconfirmed", annotate.Confirmed, "mara", "Littoral"}); got != want {
		t.Errorf("the filter is %+v", got)
	}
	if v.head.standing.Words() != "Standing: unconfirmed" || v.head.verdict.Words() != "Verdict: confirmed" || !v.head.verdict.Chosen() || v.head.by.Words() != "Mara" || v.head.outlet.Words() != "Littoral" {
		t.Errorf("the pills say %s, %s, %s", v.head.verdict.Words(), v.head.by.Words(), v.head.outlet.Words())
	}
	if s := strings.ReplaceAll(texts(v), "|", " "); !strings.Contains(s, "No claim fits what is chosen: claims that a passage disputes; claims with the standing “unconfirmed”; claims with a confirmed passage by Mara in Littoral.") || v.matrix.Visible() || v.timeline.Visible() {
		t.Errorf("where nothing fits: %s", texts(v))
	}
	tap(v.head.all)
	if v.filter != (filter{}) || len(v.table.rows) != 7 || strings.Contains(texts(v), "No claim fits") {
		t.Errorf("all claims are %d", len(v.table.rows))
	}
	choose(v.head.sorting, "Claims by most disputes")
	choose(v.head.sorting, "Articles by outlet")
	if v.head.sorting.Words() != "Sort: most disputes, outlet" || v.table.rows[0].ID != "c1" || source(v.table.columns[0].Article) != "Aurora" {
		t.Errorf("%s: %s", v.head.sorting.Words(), v.table.rows[0].Statement)
	}
	got := calls(v)
	v.head.sorting.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s := said(got); s != "key Escape" {
		t.Errorf("a pill called back %s", s)
	}
}

// What is chosen stays when the project changes.
func TestPutKeepsThePlace(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	p := large(100, 100, 3)
	p.into(v)
	focus(v)
	v.matrix.cursor = spot{50, 60}
	v.matrix.reveal(v.matrix.cursor)
	row, column, x, y := v.table.rows[50].ID, v.table.columns[60].ID, v.matrix.x, v.matrix.y
	v.choosing(func(f *filter) { f.reviewer = "ivo" })
	v.choosing(func(f *filter) { f.reviewer = "" })
	p.articles = append(p.articles, made([][2]string{{"Early", "2020-01-01T00:00:00Z"}}, nil).articles...)
	p.articles[100].ID = "early"
	p.into(v)
	if s := v.matrix.cursor; v.table.rows[s.row].ID != row || v.table.columns[s.column].ID != column || v.table.columns[0].ID != "early" {
		t.Errorf("the cursor has gone to %v", s)
	}
	if x == 0 || y == 0 || v.matrix.x != x || v.matrix.y != y {
		t.Errorf("scrolled from %v, %v to %v, %v", x, y, v.matrix.x, v.matrix.y)
	}
	v.choosing(func(f *filter) { f.reviewer = "ivo" })
	sampled := sample()
	for i := range sampled.annotations {
		sampled.annotations[i].Reviewer = "mara"
	}
	sampled.into(v)
	if v.filter.reviewer != "" || len(v.table.rows) != 7 {
		t.Errorf("a reviewer who is gone still chooses: %+v", v.filter)
	}
	v.Put(v.Work()(nil, nil, nil), func(annotate.ID) string { return "" })
	if v.matrix.cursor != nowhere {
		t.Errorf("of nothing the cursor is at %v", v.matrix.cursor)
	}
}

func TestPanes(t *testing.T) {
	v, c := windowed(t, style.AlwaysLite, 1280, 728)
	sample().into(v)
	for i, want := range [][2]bool{{true, true}, {true, false}, {false, true}} {
		test.TapCanvas(c, v.head.panes[i].Position().AddXY(10, 10))
		if v.Panes() != Panes(i) || v.matrix.Visible() != want[0] || v.timeline.Visible() != want[1] {
			t.Errorf("%s shows the matrix %v, the timeline %v", paneNames[i], v.matrix.Visible(), v.timeline.Visible())
		}
		focus(v)
		if c.Focused() != fyne.Focusable(v.matrix) && want[0] || c.Focused() != fyne.Focusable(v.timeline) && !want[0] {
			t.Errorf("%s: the keys are with %T", paneNames[i], c.Focused())
		}
	}
}

func TestNothing(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	got := calls(v)
	focus(v)
	if !strings.Contains(strings.ReplaceAll(texts(v), "|", " "), "Tag passages in Read") {
		t.Errorf("without claims: %s", texts(v))
	}
	for _, b := range []*board{v.matrix, v.timeline} {
		press(b, fyne.KeyDown, fyne.KeyRight, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyReturn)
		b.TypedRune(' ')
		b.Tapped(&fyne.PointEvent{Position: fyne.NewPos(50, 50)})
		b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(50, 50)}})
		b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(5, 5)})
		if b.AccessibilityLabel() != "" {
			t.Errorf("nothing is called %q", b.AccessibilityLabel())
		}
	}
	p := made([][2]string{{"Dawn", ""}}, [][2]string{{"nobody says so", "."}})
	p.into(v)
	v.ShowPanes(OnlyTimeline)
	if !strings.Contains(strings.ReplaceAll(texts(v), "|", " "), "No passage is tied") {
		t.Errorf("without passages: %s", texts(v))
	}
	p = made(nil, [][2]string{{"nobody says so", ""}})
	p.into(v)
	v.ShowPanes(Both)
	v.matrix.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if s := said(got); s != "" {
		t.Errorf("called back %s", s)
	}
	v.OnClaim = nil
	press(v.matrix, fyne.KeyDown, fyne.KeyReturn) // nobody listens
}

// At any width and height everything is on the page and nothing is cut.
func TestSizes(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	sample().into(v)
	for _, size := range []fyne.Size{{Width: 480, Height: 240}, {Width: 640, Height: 500}, {Width: 900, Height: 1400}, {Width: 2600, Height: 900}} {
		v.Resize(size)
		for _, o := range v.head.objects() {
			if p, s := o.Position(), o.Size(); o.Visible() && o != v.head.below && (p.X < 0 || p.X+s.Width > size.Width) {
				t.Errorf("at %v a part of the head reaches from %v to %v", size, p.X, p.X+s.Width)
			}
		}
		head := v.head.objects()
		for i, o := range head {
			for _, other := range head[:i] {
				if o.Visible() && other.Visible() && overlap(o, other) {
					t.Errorf("at %v %v and %v lie on one another", size, texts(o), texts(other))
				}
			}
		}
		if b := v.timeline; b.Position().Y < v.matrix.Position().Y+v.matrix.Size().Height {
			t.Errorf("at %v the boards overlap", size)
		}
	}
}

func overlap(a, b fyne.CanvasObject) bool {
	p, q, s, r := a.Position(), b.Position(), a.Size(), b.Size()
	return p.X < q.X+r.Width && q.X < p.X+s.Width && p.Y < q.Y+r.Height && q.Y < p.Y+s.Height
}

func TestLabels(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	sample().into(v)
	focus(v)
	press(v.matrix, fyne.KeyRight)
	if got := v.matrix.AccessibilityLabel(); !strings.HasPrefix(got, "Meridian; Thu 29 Jan 21:00; The strikes on the capital pause for one week; unconfirmed by Mara") {
		t.Errorf("the cell is called %q", got)
	}
	if v.head.groups[0].AccessibilityLabel() != "All claims, chosen" || v.head.groups[0].AccessibilityRole() != fyne.AccessibleRoleButton {
		t.Error("a pill has no name")
	}
}

// focus gives the keyboard to the first board that is shown.
func focus(v *View) { v.Focus(fyne.CurrentApp().Driver().CanvasForObject(v)) }
