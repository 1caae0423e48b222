package reader

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The gutter left of the text tells the claims of each line: the verdict's
// sign where a passage begins, a bar where it goes on, and the claim itself
// where the window is wide enough for notes in the margin.
const (
	noteSize   = 13  // a sign and the column it stands in, in pixels
	noteGap    = 8   // between the gutter and the text
	labelWide  = 240 // a claim in the margin, at most
	labelLeast = 90
	labelRows  = 2
	labelLead  = 14
	labelsKept = 1000
)

// note is what the gutter tells of one passage on one line.
type note struct {
	of    *annotate.Annotation
	x, y  float32  // of the sign, or of the bar's upper end
	begun bool     // the passage goes on from the line before
	label []string // at most labelRows
	more  int      // further passages for which there is no column
}

// gutter is what is told of the lines in the window.
type gutter struct {
	page   *page
	marks  *marks
	notes  []note
	labels map[labelKey][]string // those that were wrapped of late
}

// columns is how many signs stand beside each other.
func (g *gutter) columns() int {
	return max(int((g.page.margin()-noteGap)/noteSize), 1)
}

// look notes what is to be told of the lines in the window. Several passages of one
// claim on a line have one note. What a passage is tied to is asked of describe,
// which may be nil.
func (g *gutter) look(describe func(annotate.Annotation) Detail) {
	type told struct {
		claim   annotate.ID
		verdict annotate.Verdict
	}
	var out []note
	var claims []told // of the line
	most := min(g.columns(), laneMost+1)
	for n, line := range g.page.seen {
		all := 0
		claims = claims[:0]
		out = slices.Grow(out, most)
		here := out[len(out):]
		for m := range g.marks.over(line.span) {
			if m.Claim != "" {
				if slices.Contains(claims, told{m.Claim, m.Verdict}) {
					continue
				}
				claims = append(claims, told{m.Claim, m.Verdict})
			}
			if all++; all <= most {
				here = append(here, note{of: m.Annotation, begun: n > 0 && m.Start < line.span.Start})
			}
		}
		if all > most {
			here[most-1].more = all - most + 1
		}
		for k := range here {
			here[k].x = g.page.margin() - noteGap - noteSize*float32(k+1)
			here[k].y = line.y
		}
		g.label(here, n, describe)
		out = out[:len(out)+len(here)]
	}
	g.notes = out
}

// begins tells whether a highlight begins on a line.
func (g *gutter) begins(line seen) bool {
	m, ok := g.marks.next(line.span.Start-1, false)
	return ok && m.Start < line.span.End
}

// label puts the first claim that begins on the n-th line into the margin beside
// it; in one row where the lines above or below have labels too.
func (g *gutter) label(here []note, n int, describe func(annotate.Annotation) Detail) {
	wide := min(g.page.margin()-noteGap-noteSize*float32(len(here))-2*style.Gap, labelWide)
	if describe == nil || wide < labelLeast {
		return
	}
	for k := range here {
		if here[k].begun {
			continue
		}
		s := describe(*here[k].of).Claim
		if s == "" {
			s = "no claim yet"
		}
		tight := n > 0 && g.begins(g.page.seen[n-1]) || n+1 < len(g.page.seen) && g.begins(g.page.seen[n+1])
		here[k].label = g.wrapped(s, wide, tight)
		return
	}
}

// labelKey names a label and the width that it was wrapped for.
type labelKey struct {
	claim string
	wide  float32
	rows  int
}

// wrapped returns the lines of a label; those of late are remembered, as
// measuring costs more than drawing.
func (g *gutter) wrapped(claim string, wide float32, tight bool) []string {
	key := labelKey{claim, wide, labelRows}
	if tight {
		key.rows = 1
	}
	if rows, ok := g.labels[key]; ok {
		return rows
	}
	if g.labels == nil || len(g.labels) >= labelsKept {
		g.labels = map[labelKey][]string{}
	}
	g.labels[key] = parts.Wrap(claim, style.SmallSize, fyne.TextStyle{}, wide, key.rows)
	return g.labels[key]
}

// at returns the note of the gutter under the pointer.
func (g *gutter) at(at fyne.Position) (note, bool) {
	if at.X >= g.page.margin()-noteGap/2 || g.page.layout == nil {
		return note{}, false
	}
	lead := float32(g.page.layout.Lead())
	onLine := func(n note) bool { return at.Y >= n.y && at.Y < n.y+lead }
	for _, n := range g.notes {
		if onLine(n) && at.X >= n.x && at.X < n.x+noteSize {
			return n, true
		}
	}
	for _, n := range g.notes {
		if onLine(n) && n.label != nil && at.X < n.x && at.X >= n.x-labelWide-2*style.Gap {
			return n, true
		}
	}
	return note{}, false
}

// onLine counts the notes of a line.
func (g *gutter) onLine(y float32) int {
	n := 0
	for _, o := range g.notes {
		if o.y == y {
			n++
		}
	}
	return n
}

func (v *view) gutter() {
	r, z := v.r, v.r.zoom
	r.gutter.look(r.OnDescribe)
	lead := float32(r.layout.Lead())
	for _, n := range r.gutter.notes {
		middle := n.y + (fillTop+fillHeight/2)*z
		switch {
		case n.more > 0:
			v.text(fmt.Sprintf("+%d", n.more), n.x+noteSize-2, middle) // clear of the next sign
		case n.begun:
			v.brush.Rect(style.Faded(v.brush.Palette.VerdictInk(n.of.Verdict)), n.x+noteSize/2-1, n.y, 2, lead)
		default:
			v.brush.Image(parts.Sign(n.of.Verdict), n.x, middle-noteSize/2, noteSize)
		}
		for k, row := range n.label {
			down := (float32(k) - float32(len(n.label)-1)/2) * labelLead
			v.text(row, r.margin()-noteGap-noteSize*float32(r.gutter.onLine(n.y))-style.Gap, middle+down)
		}
	}
}

// text puts a small text into the margin, with its right end at a place, as
// far as there is room for that, and its middle at a height.
func (v *view) text(words string, right, middle float32) {
	t := v.brush.Text(parts.Lettering{Words: words, Size: style.SmallSize, Ink: v.brush.Palette.Muted})
	size := t.Size()
	v.brush.Put(t, max(right-size.Width, 0), middle-size.Height/2, size.Width, size.Height)
}
