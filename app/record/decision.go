package record

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// Decision is the sheet on which a claim is decided: how, why, and by which of
// its passages. It begins with what stands.
type Decision struct {
	widget.BaseWidget

	OnChange   func()                   // a person has changed something
	OnKey      func(fyne.KeyName)       // one was typed for which nothing here has a use
	OnShortcut func(fyne.Shortcut) bool // one was typed in the reason; true means that it has been used

	begun     Draft // how it was shown at first
	claim     store.ClaimRow
	witnesses []store.Witness
	verdict   annotate.Verdict
	checked   map[annotate.ID]bool
	lost      []annotate.ID // evidence that is no longer tied to the claim
	choice    *parts.Verdicts
	reason    *reason
	shut      *prose // stands in the place of the reason of a claim that is open
	caption   *parts.Caption
	list      *parts.List[*passage]
	body      *fyne.Container
}

// NewDecision returns a sheet for a claim and the passages tied to it.
func NewDecision(claim store.ClaimRow, witnesses []store.Witness) *Decision {
	d := &Decision{claim: claim, witnesses: witnesses, verdict: claim.Resolved, checked: map[annotate.ID]bool{}}
	tied := map[annotate.ID]bool{}
	for _, w := range witnesses {
		tied[w.ID] = true
	}
	for _, id := range claim.Evidence.List() {
		d.checked[id] = true
		if !tied[id] {
			d.lost = append(d.lost, id)
		}
	}
	open := "Open"
	if claim.Resolved != "" {
		open = "Reopen"
	}
	d.choice = parts.NewVerdicts("The claim", open, d.decide)
	d.choice.OnClick, d.choice.OnKey, d.choice.OnRune = d.clicked, d.key, d.typed
	d.reason = newReason(claim.Reason, d)
	if slices.Contains(strings.Fields(claim.Withheld), "reason") {
		d.reason.SetPlaceHolder("the reason was left out of the package; who decides anew gives another")
	}
	d.reason.OnChanged = func(string) { call(d.OnChange) }
	shut := "Choose a verdict first, then say why."
	if claim.Resolved != "" {
		shut = "The decision is taken back with its reason and its passages. All of it stays in the history."
	}
	d.shut = newRemark(shut, muted, func(p *style.Palette) color.NRGBA { return p.Side })
	d.caption = parts.NewCaption("PASSAGES THAT SHOW IT")
	d.list = parts.NewList(newPassage,
		func(i int, r *passage) { r.set(witnesses[i], d.checked[witnesses[i].ID], d.verdict == "") },
		func(int, float32) float32 { return passageHigh })
	d.list.OnKey = func(k fyne.KeyName) bool {
		if k == fyne.KeySpace {
			d.toggle()
		} else {
			d.key(k)
		}
		return true
	}
	d.list.OnRune = d.typed
	d.list.OnTap = func(i int, _ float32) {
		d.list.Point(i)
		parts.Focus(d.list)
		d.toggle()
	}
	d.list.SetLen(len(witnesses))
	var shown fyne.CanvasObject = container.New(parts.Sized{Height: float32(min(len(witnesses), fewPassages)) * (passageHigh + parts.RowGap)}, d.list)
	if len(witnesses) == 0 {
		shown = newRemark("No passage is tied to this claim: the reason alone must carry the decision.", muted, nil)
	}
	again := claim.Standing.Contradiction()
	if again != "" {
		again = fmt.Sprintf("Decided %s, but %s.", claim.Resolved, again)
	}
	remark := newRemark(again, ink, func(p *style.Palette) color.NRGBA { return p.VerdictFill(annotate.Disputed) })
	remark.Hidden = again == ""
	d.body = container.New(column{gap: style.Panel, least: 520},
		newHeading(claim.Said(), 3), remark, d.choice,
		container.New(column{gap: style.Unit}, parts.NewCaption("REASON"),
			container.New(parts.Sized{Height: d.reason.MinSize().Height}, d.reason, d.shut)),
		container.New(column{gap: style.Unit}, d.caption, shown))
	d.ExtendBaseWidget(d)
	d.show()
	d.begun = d.Draft()
	return d
}

// How many passages are seen at once: at the least, and where there is room.
const (
	fewPassages  = 2
	somePassages = 4
)

// High is the height that the sheet takes where there is room, in pixels.
func (d *Decision) High() float32 {
	n := len(d.witnesses)
	return d.body.MinSize().Height + float32(min(n, somePassages)-min(n, fewPassages))*(passageHigh+parts.RowGap)
}

// Draft is what a person has put on the sheet and not recorded yet.
type Draft struct {
	Verdict  annotate.Verdict
	Reason   string
	Evidence []annotate.ID
}

// Draft returns what is on the sheet.
func (d *Decision) Draft() Draft {
	var checked []annotate.ID
	for _, w := range d.witnesses {
		if d.checked[w.ID] {
			checked = append(checked, w.ID)
		}
	}
	return Draft{d.verdict, d.reason.Text, checked}
}

// Resume puts on the sheet what was on it before.
func (d *Decision) Resume(from Draft) {
	d.verdict = from.Verdict
	d.reason.SetText(from.Reason)
	for _, w := range d.witnesses {
		d.checked[w.ID] = slices.Contains(from.Evidence, w.ID)
	}
	d.show()
}

// Changed tells whether there is anything on the sheet that was not there at
// first.
func (d *Decision) Changed() bool {
	now := d.Draft()
	return now.Verdict != d.begun.Verdict || now.Reason != d.begun.Reason || !slices.Equal(now.Evidence, d.begun.Evidence)
}

// Verdict is how the claim is decided; "" leaves it open or opens it again.
func (d *Decision) Verdict() annotate.Verdict { return d.verdict }

// Reason is why, "" for a claim that is open.
func (d *Decision) Reason() string {
	if d.verdict == "" {
		return ""
	}
	return annotate.Typed(strings.TrimSpace(d.reason.Text))
}

// Evidence lists the passages that are checked in order of publication, none
// for a claim that is open. Behind them come those named before that are no
// longer tied to the claim, unless it is decided otherwise now.
func (d *Decision) Evidence() (list []annotate.ID) {
	if d.verdict == "" {
		return nil
	}
	for _, w := range d.witnesses {
		if d.checked[w.ID] {
			list = append(list, w.ID)
		}
	}
	if d.verdict == d.claim.Resolved {
		list = append(list, d.lost...)
	}
	return list
}

// Focus gives the verdicts the keyboard, once the sheet is in that canvas.
func (d *Decision) Focus(c fyne.Canvas) { c.Focus(d.choice) }

// FocusReason gives it to the reason, where there is a verdict to give one for.
func (d *Decision) FocusReason(c fyne.Canvas) { c.Focus(d.reason) }

// clicked hears of a click on a verdict.
func (d *Decision) clicked() {
	parts.Focus(d.choice)
	d.toReason()
}

// toReason takes the keyboard to the reason once there is a verdict, so that
// what is typed next is that.
func (d *Decision) toReason() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d.choice); c != nil && d.verdict != "" {
		c.Focus(d.reason)
	}
}

// Key chooses by the keys 1, 2 and 3, and 0 for none; it tells whether it had
// a use for the character. It is for those typed while nothing has the
// keyboard.
func (d *Decision) Key(r rune) bool {
	switch r {
	case '1', '2', '3':
		d.decide(annotate.Verdicts[r-'1'])
		d.toReason()
	case '0':
		d.decide("")
	default:
		return false
	}
	return true
}

// typed hears of characters while the verdicts or the passages have the
// keyboard. A letter begins the reason, or goes on with it.
func (d *Decision) typed(r rune) {
	if !d.Key(r) && r != ' ' && d.verdict != "" {
		d.toReason()
		d.reason.TypedRune(r)
	}
}

func (d *Decision) decide(v annotate.Verdict) {
	if v == d.verdict {
		return
	}
	d.verdict = v
	d.show()
	call(d.OnChange)
}

// toggle checks the marked passage or takes the check away.
func (d *Decision) toggle() {
	if d.verdict == "" || len(d.witnesses) == 0 {
		return
	}
	id := d.witnesses[d.list.At()].ID
	d.checked[id] = !d.checked[id]
	d.show()
	call(d.OnChange)
}

// key is typed while the verdicts or the passages have the keyboard.
func (d *Decision) key(k fyne.KeyName) {
	if d.OnKey != nil {
		d.OnKey(k)
	}
}

func (d *Decision) show() {
	d.choice.Choose(d.verdict)
	open := d.verdict == ""
	d.reason.Hidden, d.shut.Hidden = open, !open
	d.body.Refresh()
	evidence := d.Evidence()
	count := fmt.Sprintf("%d of %d", len(evidence), len(d.witnesses))
	switch n := len(d.lost); {
	case open || len(d.witnesses) == 0:
		count = ""
	case n > 0 && d.verdict == d.claim.Resolved:
		count = fmt.Sprintf("%d of %d, and %d no longer tied to the claim", len(evidence)-n, len(d.witnesses), n)
	}
	d.caption.Ends(count)
	d.list.Renew()
}

// CreateRenderer implements [fyne.Widget].
func (d *Decision) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.body) }

// reason is a field of some lines that one leaves by Tab.
type reason struct {
	parts.Paragraph
	d     *Decision
	begun bool // it had the keyboard before
}

func newReason(s string, d *Decision) *reason {
	r := &reason{d: d}
	r.ExtendBaseWidget(r)
	r.MultiLine, r.Wrapping = true, fyne.TextWrapWord
	r.SetMinRowsVisible(3)
	r.SetPlaceHolder("why: who says so, and what it rests on")
	r.SetText(s)
	return r
}

// CreateRenderer implements [fyne.Widget].
func (r *reason) CreateRenderer() fyne.WidgetRenderer {
	return parts.Outlined(r.Entry.CreateRenderer())
}

// AcceptsTab implements [fyne.Tabbable].
func (r *reason) AcceptsTab() bool { return false }

// FocusGained implements [fyne.Focusable]. What is typed first goes behind what
// is there; but the reason for another verdict takes its place.
func (r *reason) FocusGained() {
	r.Entry.FocusGained()
	if r.d.verdict != r.d.claim.Resolved && r.Text == r.d.claim.Reason && r.Text != "" {
		r.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		return
	}
	if !r.begun {
		r.begun = true
		r.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
		r.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
}

// TypedKey implements [fyne.Focusable].
func (r *reason) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		r.d.key(e.Name)
		return
	}
	r.Paragraph.TypedKey(e)
}

// TypedShortcut implements [fyne.Shortcutable].
func (r *reason) TypedShortcut(sc fyne.Shortcut) {
	if r.d.OnShortcut == nil || !r.d.OnShortcut(sc) {
		r.Entry.TypedShortcut(sc)
	}
}
