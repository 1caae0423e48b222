package export

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// told is a sentence in small type that wraps, in room for two lines.
type told struct {
	widget.BaseWidget
	parts.Whole
	words string
}

const (
	toldLines = 2
	toldLead  = 17 // pixels
)

func newTold() *told {
	t := &told{}
	t.Of = t
	t.ExtendBaseWidget(t)
	return t
}

func (t *told) set(words string) {
	if t.words != words {
		t.words = words
		t.Refresh()
	}
}

// MinSize implements [fyne.CanvasObject].
func (t *told) MinSize() fyne.Size { return fyne.NewSize(160, toldLines*toldLead) }

// AccessibilityLabel implements [fyne.Accessible].
func (t *told) AccessibilityLabel() string { return t.words }

// AccessibilityRole implements [fyne.Accessible].
func (t *told) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (t *told) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(t, func(size fyne.Size) (os []fyne.CanvasObject) {
		lines := parts.Wrap(t.words, style.SmallSize, fyne.TextStyle{}, max(size.Width, 64), toldLines)
		t.Words = parts.WholeOf(parts.Lines(lines, t.words))
		for i, line := range lines {
			os = append(os, parts.InLine(parts.Text(line, style.SmallSize, false, style.Now().Muted), 0, float32(i)*toldLead, toldLead))
		}
		return os
	})
}

// summary tells, live, what will be in a package and what will not.
type summary struct {
	widget.BaseWidget
	parts.Whole
	in, out []string // a line each
	from    []string
}

// The measures of the summary, in pixels.
const (
	summaryWide = 236
	summaryLead = 20
)

func newSummary() *summary {
	s := &summary{}
	s.Of = s
	s.ExtendBaseWidget(s)
	return s
}

func (s *summary) set(in, out, from []string) {
	s.in, s.out, s.from = in, out, from
	s.Refresh()
}

// MinSize implements [fyne.CanvasObject].
func (s *summary) MinSize() fyne.Size { return fyne.NewSize(summaryWide, 320) }

// AccessibilityLabel implements [fyne.Accessible].
func (s *summary) AccessibilityLabel() string {
	return "In it: " + strings.Join(s.in, ", ") + ". Left out: " + strings.Join(s.out, ", ") + ". " + strings.Join(s.from, ", ")
}

// AccessibilityRole implements [fyne.Accessible].
func (s *summary) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (s *summary) CreateRenderer() fyne.WidgetRenderer {
	b := &parts.Brush{}
	return parts.NewDrawn(s, func(size fyne.Size) []fyne.CanvasObject {
		b.Begin(style.Now())
		s.draw(b, size)
		return b.Objects
	})
}

func (s *summary) draw(b *parts.Brush, size fyne.Size) {
	p := b.Palette
	b.Rect(p.Side, 0, 0, size.Width, size.Height).CornerRadius = style.Corner
	const side = style.Panel + style.Unit
	y, room := float32(style.Panel), size.Width-2*side
	var cut [][2]string
	part := func(title string, lines []string, bold bool) {
		if len(lines) == 0 {
			return
		}
		b.InLine(b.Text(parts.Lettering{Words: title, Size: style.SmallSize, Bold: true, Ink: p.Muted}), side, y, summaryLead)
		y += summaryLead + 2
		for _, words := range lines {
			shown := parts.Wrap(words, style.TextSize, fyne.TextStyle{Bold: bold}, room, 3)
			cut = append(cut, parts.Lines(shown, words))
			for _, line := range shown {
				b.InLine(b.Text(parts.Lettering{Words: line, Size: style.TextSize, Bold: bold, Ink: p.Ink}), side, y, summaryLead)
				y += summaryLead
			}
			y += 2
		}
		y += style.Panel
	}
	part("IN THE PACKAGE", s.in, true)
	part("LEFT OUT", s.out, false)
	part("FROM AND FOR", s.from, false)
	s.Words = parts.WholeOf(cut...)
}
