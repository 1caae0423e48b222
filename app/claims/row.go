package claims

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// The measures of a row, in pixels.
const (
	rowTop     = 9
	rowLead    = 20
	rowDots    = 26                  // the line of discs below the statement
	rowAsks    = parts.SmallHigh + 4 // what asks to be settled, below that
	rowLeft    = 12
	discSize   = 17
	discGap    = 4
	alsoLead   = 17 // the lines that say how else it is said
	maxLines   = 4
	maxAlso    = 2
	maxDiscs   = 6
	rowMinimum = rowTop + rowLead + rowDots + 4
)

// says is what a row says of its entry.
func (e entry) says() string {
	switch {
	case e.loose > 0:
		return "No claim: " + parts.Count(e.loose, "highlight")
	case e.proposed != "":
		return "Make the claim “" + e.proposed + "”"
	}
	return e.claim.Said()
}

// lines wraps that.
func (e entry) lines(width float32) []string {
	return parts.Wrap(e.says(), style.TextSize, fyne.TextStyle{Bold: e.proposed != ""}, width-rowLeft-10, maxLines)
}

// alsoSays is how else the claim is said: the statements of those that it is
// joined with; "" where there are none.
func (e entry) alsoSays() string {
	if e.claim == nil || len(e.claim.Also) == 0 {
		return ""
	}
	said := make([]string, len(e.claim.Also))
	for i, v := range e.claim.Also {
		said[i] = "“" + v.Said() + "”"
	}
	return "one with " + strings.Join(said, ", ")
}

// also wraps that.
func (e entry) also(width float32) []string {
	if says := e.alsoSays(); says != "" {
		return parts.Wrap(says, style.SmallSize, fyne.TextStyle{}, width-rowLeft-10, maxAlso)
	}
	return nil
}

func (e entry) height(width float32) float32 {
	h := float32(rowTop + len(e.lines(width))*rowLead + len(e.also(width))*alsoLead + 8)
	if e.claim != nil {
		h += rowDots
		if _, _, below := e.standing(width); below {
			h += rowLead
		}
	}
	if e.asks != "" {
		h += rowAsks
	}
	return h
}

// standing returns the words beside the discs and where they begin; below
// where they do not fit beside them and take a line of their own.
func (e entry) standing(width float32) (words string, x float32, below bool) {
	n := len(e.claim.Marks)
	words = Standing(e.claim.Standing, n, e.clock)
	if more := n - maxDiscs; more > 0 {
		words = fmt.Sprintf("+%d  %s", more, words)
	}
	x = rowLeft + float32(min(n, maxDiscs))*(discSize+discGap)
	if n > 0 {
		x += 3
	}
	if x+fyne.MeasureText(words, style.SmallSize, fyne.TextStyle{}).Width > width-8 {
		return words, rowLeft, true
	}
	return words, x, false
}

// row is one claim in the list: its statement, a disc for each passage in
// order of publication, and where it stands.
type row struct {
	widget.BaseWidget
	e      entry
	claim  store.ClaimRow // what the entry's was as it was put
	marked bool
	whole  string // what of it is cut, whole
	asks   *parts.InRow
}

func newRow(onAsks func(annotate.ID)) *row {
	r := &row{}
	r.asks = parts.NewInRow(parts.Small, "", func() { onAsks(r.claim.ID) })
	r.e.claim = &r.claim
	r.ExtendBaseWidget(r)
	return r
}

// set shows an entry, which may be the one that is shown.
func (r *row) set(e entry, marked bool) {
	if e.proposed == r.e.proposed && e.loose == r.e.loose && e.clock.Years() == r.e.clock.Years() && e.asks == r.e.asks && marked == r.marked &&
		(e.claim == nil) == (r.e.claim == nil) && (e.claim == nil || alike(*e.claim, r.claim)) {
		return
	}
	r.e, r.marked, r.claim = e, marked, store.ClaimRow{}
	if e.claim != nil {
		r.claim = *e.claim
		r.e.claim = &r.claim
	}
	r.Refresh()
}

// alike tells whether a row shows the same of two claims.
func alike(a, b store.ClaimRow) bool {
	return a.Statement == b.Statement && a.Standing == b.Standing &&
		slices.EqualFunc(a.Also, b.Also, func(a, b annotate.Claim) bool { return a.Statement == b.Statement }) &&
		slices.EqualFunc(a.Marks, b.Marks, func(a, b store.Mark) bool { return a.Verdict == b.Verdict })
}

// Whole is what the row shows cut.
func (r *row) Whole() string { return r.whole }

func (r *row) MinSize() fyne.Size { return fyne.NewSize(120, rowMinimum) }

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	v := &rowView{r: r, back: &canvas.Rectangle{CornerRadius: style.Corner}, bar: &canvas.Rectangle{TopLeftCornerRadius: style.Corner, BottomLeftCornerRadius: style.Corner},
		standing: parts.Text("", style.SmallSize, false, nil)}
	v.Refresh()
	return v
}

type rowView struct {
	size      fyne.Size
	r         *row
	back, bar *canvas.Rectangle
	lines     []*canvas.Text
	discs     []*fyne.Container
	standing  *canvas.Text
	objects   []fyne.CanvasObject
}

func (v *rowView) Destroy()                     {}
func (v *rowView) MinSize() fyne.Size           { return v.r.MinSize() }
func (v *rowView) Objects() []fyne.CanvasObject { return v.objects }

func (v *rowView) Layout(s fyne.Size) {
	if s != v.size {
		v.Refresh()
	}
}

func (v *rowView) Refresh() {
	p, e, size := style.Now(), v.r.e, v.r.Size()
	v.size = size
	v.objects = append(v.objects[:0], v.back, v.bar)
	v.back.FillColor, v.back.Hidden = p.Surface, !v.r.marked
	v.back.Resize(size)
	v.bar.FillColor, v.bar.Hidden = p.Accent, !v.r.marked
	v.bar.Resize(fyne.NewSize(3, size.Height))
	y := float32(rowTop)
	statement, also := e.lines(size.Width), e.also(size.Width)
	v.r.whole = parts.WholeOf(parts.Lines(statement, e.says()), parts.Lines(also, e.alsoSays()))
	for i, s := range append(statement, also...) {
		if i == len(v.lines) {
			v.lines = append(v.lines, parts.Text("", style.TextSize, false, nil))
		}
		t := v.lines[i]
		parts.Say(t, s, e.proposed != "")
		t.Color, t.TextSize = p.Ink, style.TextSize
		lead := float32(rowLead)
		switch {
		case i >= len(statement):
			t.Color, t.TextSize, lead = p.Muted, style.SmallSize, alsoLead
		case e.proposed != "":
			t.Color = p.Accent
		case e.loose > 0:
			t.Color = p.Muted
		}
		t.Move(fyne.NewPos(rowLeft, y))
		t.Resize(t.MinSize())
		t.Refresh()
		v.objects = append(v.objects, t)
		y += lead
	}
	if e.claim != nil {
		v.dots(y+4, size.Width, p)
	}
	if e.asks != "" {
		v.r.asks.Say(e.asks)
		v.objects = append(v.objects, parts.Place(v.r.asks, rowLeft, size.Height-rowAsks, v.r.asks.MinSize().Width, parts.SmallHigh))
	}
	canvas.Refresh(v.r)
}

// dots draws the discs and the standing beside them.
func (v *rowView) dots(y, width float32, p *style.Palette) {
	marks := v.r.claim.Marks[:min(len(v.r.claim.Marks), maxDiscs)]
	for len(v.discs) < len(marks) {
		v.discs = append(v.discs, &fyne.Container{})
	}
	for _, verdict := range annotate.Verdicts { // those that are alike one behind the other, as in the reader
		for i, m := range marks {
			if m.Verdict == verdict {
				v.objects = append(v.objects, parts.Stamp(v.discs[i], parts.Disc(verdict), rowLeft+float32(i)*(discSize+discGap), y, discSize))
			}
		}
	}
	words, x, below := v.r.e.standing(width)
	if below {
		y += rowLead
	}
	v.standing.Text = parts.Shorten(words, style.SmallSize, fyne.TextStyle{}, width-x-8)
	if cut := parts.WholeOf([2]string{v.standing.Text, words}); cut != "" {
		v.r.whole = strings.TrimSpace(v.r.whole + "\n" + cut)
	}
	v.standing.Color = p.Muted
	v.standing.Move(fyne.NewPos(x, y+1))
	v.standing.Resize(v.standing.MinSize())
	v.standing.Refresh()
	v.objects = append(v.objects, v.standing)
}

// Standing says where a claim with n passages stands, in a few words.
func Standing(s annotate.Standing, n int, clock trace.Clock) string {
	switch {
	case n == 0 && s.Rule == annotate.ByNone:
		return "no passage yet"
	case s.Rule == annotate.ByReviewer && s.Contradicted():
		return "decided: " + string(s.Verdict) + ", contradicted"
	case s.Rule == annotate.ByReviewer:
		return "decided: " + string(s.Verdict)
	case s.Mixed:
		return "mixed"
	case !s.Since.Known():
		return string(s.Verdict)
	}
	return string(s.Verdict) + " " + clock.Short(s.Since)
}
