package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/record"
	"claimtrace/app/session"
	"claimtrace/store"
)

func (w *window) annotationHistory() {
	a, ok := w.session.Annotation()
	if !ok {
		w.said.Say(session.ErrNoAnnotation)
		return
	}
	w.history("“"+a.Quote+"”", store.Ref{Kind: annotate.KindAnnotation, ID: a.ID})
}

func (w *window) claimHistory() {
	if c, ok := w.session.Claim(); ok {
		w.history(c.Statement, store.Ref{Kind: annotate.KindClaim, ID: c.ID})
	}
}

func (w *window) articleHistory() {
	if a, ok := w.session.Article(); ok {
		w.history(a.Name(), store.Ref{Kind: annotate.KindArticle, ID: a.ID})
	}
}

// history shows who changed what and when, and restores an earlier state.
func (w *window) history(title string, of store.Ref) {
	list, err := w.session.History(of)
	w.said.Say(err)
	if err != nil {
		return
	}
	view := record.NewHistory()
	view.Put(title, list, w.session.ReviewerName)
	d := dialog.NewCustomWithoutButtons("History", container.New(parts.Sized{Height: 460}, view), w.win)
	view.OnClose = d.Hide
	view.OnRestore = func(change annotate.ID) {
		d.Hide()
		err := w.do(func() error { return w.session.Restore(of, change) })
		w.said.Say(err)
		if err == nil {
			w.tell("Restored (" + undoKey() + " undoes it)")
		}
	}
	d.SetOnClosed(w.focusPage)
	d.Resize(fyne.NewSize(640, 0))
	d.Show()
	view.Focus(w.win.Canvas())
}

// decideDialog decides the claim in hand: how it stands, why, and which
// passages show it.
func (w *window) decideDialog() {
	claim, ok := w.session.Claim()
	if !ok {
		return
	}
	sheet := record.NewDecision(claim, w.session.Witnesses())
	notice := parts.NewNotice()
	var d *dialog.CustomDialog
	confirm := widget.NewButton("Decide", func() {
		err := w.do(func() error { return w.session.Decide(claim.ID, sheet.Verdict(), sheet.Reason(), sheet.Evidence()) })
		if err != nil {
			notice.Say(err)
			return
		}
		d.Hide()
		w.tell("Decided (" + undoKey() + " undoes it)")
	})
	confirm.Importance = widget.HighImportance
	confirm.Disable()
	sheet.OnChange = func() {
		confirm.Enable()
		confirm.SetText("Decide")
		if sheet.Verdict() == "" {
			confirm.SetText("Reopen")
		}
	}
	d = dialog.NewCustomWithoutButtons("Decide the claim", parts.Frame{Top: notice, Middle: sheet}.New(), w.win)
	d.SetButtons([]fyne.CanvasObject{widget.NewButton("Cancel", func() { d.Hide() }), confirm})
	sheet.OnClose = d.Hide
	d.SetOnClosed(w.focusPage)
	d.Resize(fyne.NewSize(620, 0))
	d.Show()
	sheet.Focus(w.win.Canvas())
}
