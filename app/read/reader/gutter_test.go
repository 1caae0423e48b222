package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// told is what the gutter tells: for each line its notes from the text
// outwards, a verdict's letter where a passage begins and in lower case where
// it goes on, with the claim beside them.
func (p *person) told() string {
	var lines []string
	for _, line := range p.seen {
		s := ""
		for _, n := range p.gutter.notes {
			if n.y != line.y {
				continue
			}
			letter := strings.ToUpper(string(n.of.Verdict[:1]))
			switch {
			case n.more > 0:
				letter = fmt.Sprintf("+%d", n.more)
			case n.begun:
				letter = strings.ToLower(letter)
			}
			s += letter
			if len(n.label) > 0 {
				s += "(" + strings.Join(n.label, "/") + ")"
			}
		}
		lines = append(lines, s)
	}
	return strings.TrimRight(strings.Join(lines, "|"), "|")
}

func TestGutter(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	if got, want := p.told(), "C|cD|U||D"; got != want {
		t.Errorf("the gutter tells %q, want %q", got, want)
	}
	// Each sign and bar stands left of the text, in the window, on its line.
	signs, bars := 0, 0
	for _, o := range p.view().Objects() {
		at, size := o.Position(), o.Size()
		if at.X+size.Width > p.margin()-noteGap/2 || at.Y < 100 {
			continue
		}
		if at.X < 0 {
			t.Errorf("something stands at %v", at)
		}
		if c, ok := o.(*fyne.Container); ok && len(c.Objects) == 1 && c.Objects[0].(*canvas.Image).Resource != nil {
			signs++
		}
		if r, ok := o.(*canvas.Rectangle); ok && size.Height == float32(p.layout.Lead()) && r.FillColor == style.Faded(style.Light.VerdictInk(annotate.Confirmed)) {
			bars++
		}
	}
	if signs != 4 || bars != 1 {
		t.Errorf("%d signs and %d bars are drawn", signs, bars)
	}
	p.ScrollBy(30) // the first line that is seen has a sign, wherever the passage began
	p.resize(700, 120)
	p.ScrollBy(p.y(p.find("hold").Start))
	if got := p.told(); !strings.HasPrefix(got, "CD") {
		t.Errorf("from the second line on the gutter tells %q", got)
	}
	p.SetAnnotations(nil)
	if got := p.told(); got != "" {
		t.Errorf("without highlights the gutter tells %q", got)
	}
}

// Passages of one claim with one verdict have one note on a line, others one
// each; those for which there is no room are counted.
func TestGutterMerges(t *testing.T) {
	p := open(t, dispatch)
	for _, c := range []struct {
		claims, want string // a claim and a verdict for each of the first words
		width        float32
	}{
		{"1c 2c", "CC", 700},
		{"1c 1c", "C", 700},
		{"1c 1d", "CD", 700},
		{"1c 2d 1c 2d", "CD", 700},
		{"-c -c", "CC", 700},
		{"1c 2c 3d 4u", "C+3", 700},
		{"1c 2c 3d 4u", "CCDU", 760},
		{"1c 2c 3d 4u 5c 6c 7c", "CCD+4", 900},
	} {
		var as []annotate.Annotation
		at := 0
		for _, s := range strings.Fields(c.claims) {
			start, end := p.article.Text.Word(at)
			at = end + 1
			as = append(as, annotate.Annotation{ID: annotate.ID(fmt.Sprint(start)), Start: start, End: end, Claim: annotate.ID(strings.Trim(s[:1], "-"))})
			as[len(as)-1].Verdict = map[byte]annotate.Verdict{'c': annotate.Confirmed, 'd': annotate.Disputed, 'u': annotate.Unconfirmed}[s[1]]
		}
		p.resize(c.width, 560)
		p.annotate(as...)
		if got := p.told(); got != c.want {
			t.Errorf("of %s in %v the gutter tells %q, want %q", c.claims, c.width, got, c.want)
		}
	}
}

// In a wide window the claim stands beside the sign, where its passage begins.
func TestGutterLabels(t *testing.T) {
	p := open(t, dispatch)
	p.describes()
	p.fourMarks()
	for _, c := range []struct {
		width float32
		want  string
	}{
		{320, "|C|cD|cd||U|u|u||D|d"},
		{700, "C|cD|U||D"},
		{860, "C|cD|U||D"},
		{1000, "C(Putin agreed to a pause)|cD(Putin agreed to a pau…)|U(no claim yet)||D(Putin agreed to a pause)"},
		{1400, "C(Putin agreed to a pause)|cD(Putin agreed to a pause)|U(no claim yet)||D(Putin agreed to a pause)"},
	} {
		p.resize(c.width, 600)
		if got := p.told(); got != c.want {
			t.Errorf("in %v the gutter tells %q, want %q", c.width, got, c.want)
		}
	}
	p.OnDescribe = nil
	p.annotate(p.mark("Snow", annotate.Confirmed))
	if got := p.told(); got != "|C" {
		t.Errorf("without descriptions the gutter tells %q", got)
	}
}

// Nothing in the margin lies on another thing there, or out of it.
func TestGutterHasRoom(t *testing.T) {
	p := open(t, dispatch)
	random := rand.New(rand.NewPCG(6, 6))
	p.OnDescribe = func(a annotate.Annotation) Detail {
		return Detail{Claim: strings.Repeat("A claim of some length. ", 1+len(a.ID)%5)}
	}
	for range 25 {
		p.read(prose(random, 300))
		as := scattered(random, p.article.Text, 5+random.IntN(150))
		for i := range as { // some of them long
			if random.IntN(4) == 0 {
				as[i].End = min(as[i].End+random.IntN(600), p.article.Text.Len())
			}
			as[i].ID += annotate.ID(strings.Repeat("x", random.IntN(5)))
		}
		p.resize(float32(320+random.IntN(1200)), float32(300+random.IntN(500)))
		p.Zoom(float32(70+random.IntN(130)) / 100)
		p.annotate(as...)
		var there []fyne.CanvasObject
		for _, o := range p.view().Objects() {
			if _, ok := o.(*canvas.Rectangle); !ok && o.Position().X < p.margin()-noteGap && !slices.Contains(p.view().heading, o) {
				there = append(there, o)
			}
		}
		for i, o := range there {
			if o.Position().X < 0 || o.Position().X+o.Size().Width > p.margin()-noteGap+1 {
				t.Fatalf("in %v, margin %v, a note goes from %v to %v", p.Size(), p.margin(), o.Position().X, o.Position().X+o.Size().Width)
			}
			for _, q := range there[:i] {
				across := min(o.Position().X+o.Size().Width, q.Position().X+q.Size().Width) - max(o.Position().X, q.Position().X)
				down := min(o.Position().Y+o.Size().Height, q.Position().Y+q.Size().Height) - max(o.Position().Y, q.Position().Y)
				if across > 0.5 && down > 4 { // the rows of small type have as much air
					t.Fatalf("in %v at zoom %v two notes lie on each other by %v and %v, at %v and %v", p.Size(), p.zoom, across, down, o.Position(), q.Position())
				}
			}
		}
	}
}

// A click on a note picks its passage, and the pointer on it shows its card:
// on a sign its own, on the claim beside it the one that has it.
func TestGutterPicks(t *testing.T) {
	p := open(t, dispatch)
	p.describes()
	p.resize(1400, 560)
	p.annotate(p.mark("President", annotate.Disputed), p.mark("Donald Trump", annotate.Confirmed), p.mark("told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv", annotate.Unconfirmed))
	first, second := p.seen[0].y, p.seen[1].y
	sign := func(n int, y float32) fyne.Position {
		return fyne.NewPos(p.margin()-noteGap-noteSize*(float32(n)+0.5), y+15)
	}
	label := float32(0)
	for _, o := range p.view().Objects() {
		if text, ok := o.(*canvas.Text); ok && strings.HasPrefix(text.Text, "Putin agreed") {
			label = text.Position().X + text.Size().Width/2
		}
	}
	if label == 0 {
		t.Fatal("there is no label")
	}
	for _, c := range []struct {
		name string
		at   fyne.Position
		want annotate.ID
	}{
		{"the first sign", sign(0, first), "President"},
		{"the second sign", sign(1, first), "Donald Trump"},
		{"the third sign", sign(2, first), "told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv"},
		{"the bar below", sign(0, second), "told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv"},
		{"the claim", fyne.NewPos(label, first+15), "President"},
		{"far out", fyne.NewPos(5, first+15), ""},
		{"a line without", sign(0, second+50), ""},
	} {
		p.Pick("")
		p.rests(fyne.NewPos(-1, -1))
		p.rests(c.at)
		if p.hover.over != c.want {
			t.Errorf("on %s the pointer is over %q", c.name, p.hover.over)
		}
		if c.want != "" {
			p.timer.pass()
			if !strings.Contains(p.cardTexts(), "Mara") {
				t.Errorf("on %s there is no card", c.name)
			}
		}
		p.click(c.at, 1, 0)
		if p.Picked() != c.want {
			t.Errorf("a click on %s picked %q", c.name, p.Picked())
		}
		if s := p.span(c.want); c.want != "" && p.sel.caret != s.Start {
			t.Errorf("a click on %s put the caret at %d", c.name, p.sel.caret)
		}
	}
}
