package project

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

var boldly = fyne.TextStyle{Bold: true}

// fact is a sentence about a package.
type fact struct {
	words       string
	bold, quiet bool
	verdict     annotate.Verdict // whose sign stands before it, "" for none
}

// facts are what a package is, in rows: a word, and what there is to say.
type facts struct {
	widget.BaseWidget
	parts.Whole
	rows []factRow
	act  *parts.Button // below them; nil for none
}

type factRow struct {
	label string
	says  []fact
}

// The measures of the rows, in pixels.
const (
	factLabel = 92
	factLead  = 21
	factGap   = 8
	factSign  = 16
	factLines = 4
)

func newFacts() *facts {
	f := &facts{}
	f.Of = f
	f.ExtendBaseWidget(f)
	return f
}

func (f *facts) add(label string, says ...fact) {
	row := factRow{label: label}
	for _, s := range says {
		if s.words != "" {
			row.says = append(row.says, s)
		}
	}
	f.rows = append(f.rows, row)
}

// object is what lies on a sheet; trust, if not nil, is what can be done about a key
// that is not trusted.
func (f *facts) object(trust func()) fyne.CanvasObject {
	os := []fyne.CanvasObject{f}
	if trust != nil {
		f.act = parts.NewButton(parts.Small, "Trust this key as…", trust)
		wide := f.act.MinSize()
		f.act.Resize(wide)
		const left = factLabel + factSign + style.Gap
		f.act.Move(fyne.NewPos(left, 0))
		os = append(os, &fyne.Container{Layout: parts.Still(fyne.NewSize(left+wide.Width, wide.Height)), Objects: []fyne.CanvasObject{f.act}})
	}
	return &fyne.Container{Layout: parts.Column{Gap: style.Gap}, Objects: os}
}

// on has keys for which the button has no use go to a sheet, which it closes before
// it asks for something.
func (f *facts) on(s *dialog.Sheet) {
	if f.act != nil {
		f.act.OnKey = func(k fyne.KeyName) { s.Key(k) }
	}
}

func (s fact) size() float32 {
	if s.quiet {
		return style.SmallSize
	}
	return style.TextSize
}

// left is where what a row says begins: behind the sign, where there is one.
func (r factRow) left() float32 {
	if slices.ContainsFunc(r.says, func(s fact) bool { return s.verdict != "" }) {
		return factLabel + factSign + style.Gap
	}
	return factLabel
}

func (s fact) lines(room float32) []string {
	return parts.Wrap(s.words, s.size(), fyne.TextStyle{Bold: s.bold}, max(room, 80), factLines)
}

// MinSize implements [fyne.CanvasObject]. It is that in the width that it has.
func (f *facts) MinSize() fyne.Size {
	high := -float32(factGap)
	for _, r := range f.rows {
		for _, s := range r.says {
			high += float32(len(s.lines(f.Size().Width-r.left()))) * factLead
		}
		high += factGap
	}
	return fyne.NewSize(280, high)
}

// AccessibilityLabel implements [fyne.Accessible].
func (f *facts) AccessibilityLabel() (all string) {
	for _, r := range f.rows {
		all += r.label + ": "
		for _, s := range r.says {
			all += s.words + " "
		}
	}
	return all
}

// AccessibilityRole implements [fyne.Accessible].
func (f *facts) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (f *facts) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(f, func(size fyne.Size) (os []fyne.CanvasObject) {
		p, y := style.Now(), float32(0)
		var cut [][2]string
		for _, r := range f.rows {
			os = append(os, parts.InLine(parts.Text(r.label, style.TextSize, false, p.Muted), 0, y, factLead))
			for _, s := range r.says {
				x, ink := r.left(), p.Ink
				if s.quiet {
					ink = p.Muted
				}
				if s.verdict != "" {
					os = append(os, parts.Stamp(&fyne.Container{}, parts.Sign(s.verdict), factLabel, y+(factLead-factSign)/2, factSign))
					ink = p.VerdictInk(s.verdict)
				}
				shown := s.lines(size.Width - x)
				cut = append(cut, parts.Lines(shown, s.words))
				for _, line := range shown {
					os = append(os, parts.InLine(parts.Text(line, s.size(), s.bold, ink), x, y, factLead))
					y += factLead
				}
			}
			y += factGap
		}
		f.Words = parts.WholeOf(cut...)
		return os
	})
}
