// Package compare shows one claim across its sources: where it stands, its
// life line, and each passage with the words that differ from a baseline.
//
// The page is laid out anew for each width: the wordings (wording.go) are cut
// into words and wrapped (flow.go), the life line is placed (lifeline.go);
// all three are pure. Each passage is a row of its own (row.go) that keeps
// objects for the visible lines only, so that the length of a passage costs
// nothing.
//
// The view shows and calls back; it decides nothing.
package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/style"
	"claimtrace/store"
)

// View shows the claim in hand across its sources. Its callbacks may be nil.
type View struct {
	widget.BaseWidget

	OnOpen     func(annotate.ID)  // a passage was chosen: open its article there
	OnBaseline func(annotate.ID)  // the reviewer picked this passage as baseline; the view shows it already
	OnKey      func(fyne.KeyName) // a key that the view has no use for

	diff      func(base, text string) []collate.Edit
	claim     store.ClaimRow
	witnesses []store.Witness
	wordings  []wording // of each witness, against the baseline
	base      int       // the witness that is the baseline
	chosen    int       // the witness that the keys act on; −1 if none
	focused   bool

	picker  *picker
	flows   []*flow // of the wordings; nil until needed
	scroll  *container.Scroll
	page    *fyne.Container
	rows    []*row
	width   float32 // that the page is laid out for, in pixels
	palette *style.Palette
}

// New returns a view without a claim.
func New() *View {
	v := &View{diff: collate.Diff, chosen: -1, page: &fyne.Container{Layout: still{}}}
	v.picker = newPicker(v)
	v.scroll = container.NewVScroll(v.page)
	v.scroll.OnScrolled = func(fyne.Position) { v.window() }
	v.ExtendBaseWidget(v)
	return v
}

// Compare shows a claim with its witnesses, in order of publication. The
// baseline is the first of them where the id is empty or not among them.
// Where the claim was shown already, the reader's place is kept.
func (v *View) Compare(c store.ClaimRow, witnesses []store.Witness, baseline annotate.ID) {
	keep := annotate.ID("")
	if again := c.ID == v.claim.ID; again && v.chosen >= 0 {
		keep = v.witnesses[v.chosen].ID
	} else if !again {
		v.scroll.Offset = fyne.Position{}
	}
	v.claim, v.witnesses = c, witnesses
	v.base, v.chosen = max(v.find(baseline), 0), v.find(keep)
	v.reword()
	v.arrange()
}

// Clear shows that there is no claim in hand.
func (v *View) Clear() { v.Compare(store.ClaimRow{}, nil, "") }

// Baseline returns the annotation that the others are compared with, "" if
// there is none.
func (v *View) Baseline() annotate.ID {
	if len(v.witnesses) == 0 {
		return ""
	}
	return v.witnesses[v.base].ID
}

// Chosen returns the annotation that the keys act on, "" if there is none.
func (v *View) Chosen() annotate.ID {
	if v.chosen < 0 {
		return ""
	}
	return v.witnesses[v.chosen].ID
}

// find returns the witness of an annotation, −1 if there is none.
func (v *View) find(id annotate.ID) int {
	for i, w := range v.witnesses {
		if w.ID == id {
			return i
		}
	}
	return -1
}

// reword words all passages against the baseline.
func (v *View) reword() {
	v.wordings = make([]wording, len(v.witnesses))
	v.flows = make([]*flow, len(v.witnesses))
	for i, w := range v.witnesses {
		if i == v.base {
			v.wordings[i] = plain(w.Quote)
			continue
		}
		base := v.witnesses[v.base].Quote
		v.wordings[i] = worded(base, w.Quote, v.diff(base, w.Quote))
	}
}

// pick makes a witness the baseline.
func (v *View) pick(i int) {
	if i == v.base {
		return
	}
	v.base = i
	v.reword()
	v.arrange()
	if v.OnBaseline != nil {
		v.OnBaseline(v.witnesses[i].ID)
	}
}

// open chooses a witness and asks for its article.
func (v *View) open(i int) {
	v.mark(i)
	if v.OnOpen != nil {
		v.OnOpen(v.witnesses[i].ID)
	}
}

// MinSize implements [fyne.CanvasObject].
func (v *View) MinSize() fyne.Size {
	v.ExtendBaseWidget(v)
	return fyne.NewSize(480, 200)
}

// CreateRenderer implements [fyne.Widget].
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
	return &view{v}
}

type view struct{ v *View }

func (r *view) Destroy()                     {}
func (r *view) MinSize() fyne.Size           { return r.v.MinSize() }
func (r *view) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.v.scroll} }

func (r *view) Layout(s fyne.Size) {
	v := r.v
	// The empty state stands in the middle of the height, too.
	stale := v.width != s.Width || v.claim.ID == ""
	v.width = s.Width
	if stale {
		v.arrange()
	}
	v.scroll.Resize(s)
	v.window()
}

// Refresh draws the page anew where the theme has changed.
func (r *view) Refresh() {
	if r.v.palette != style.Now() {
		r.v.arrange()
	}
	canvas.Refresh(r.v)
}
