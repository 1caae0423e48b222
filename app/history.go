package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
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
	if a, ok := w.article(); ok {
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
	s := w.dialogs.Sheet("History", historyWide, view)
	s.High = historyHigh
	s.Hints = []parts.Hint{{Keys: []string{"Up", "Down"}, Does: "walk"}, {Keys: []string{"Enter"}, Does: "restore"}, {Keys: []string{"Esc"}, Does: "close"}}
	view.OnClose = s.Close
	view.OnRestore = func(change annotate.ID) {
		s.Close()
		err := w.do(func() error { return w.session.Restore(of, change) })
		w.said.Say(err)
		if err == nil {
			w.tell("Restored (" + undoKey() + " undoes it)")
		}
	}
	s.Strong("Close", s.Close)
	s.Show(nil)
	view.Focus(w.win.Canvas())
}

// removedDialog lists what was removed from the project, to be brought back.
func (w *window) removedDialog() {
	s := w.session
	var list []store.Removed
	w.work("Reading the log", func(ctx context.Context, _ func(int, int)) (err error) {
		list, err = s.Removed(ctx)
		return err
	}, func(err error) {
		if err != nil {
			w.said.Say(err)
			return
		}
		if len(list) == 0 {
			w.dialogs.Tell("Removed", "Nothing is removed. Articles, claims and highlights that you remove can be brought back from here, however long ago it was.")
			return
		}
		rows := make([]dialog.Choice, len(list))
		for i, r := range list {
			rows[i] = dialog.Choice{Name: parts.OneLine(r.Name), More: removedWords(r)}
		}
		w.dialogs.Choose("Removed", "Bring back", rows, func(i int) { w.bringBack(list[i], list) })
	})
}

// removedWords says what was removed, by whom and when.
func removedWords(r store.Removed) string {
	what := map[annotate.Kind]string{annotate.KindArticle: "Article", annotate.KindClaim: "Claim", annotate.KindAnnotation: "Highlight"}[r.Kind]
	s := fmt.Sprintf("%s, removed by %s · %s", what, r.By.Name, r.At.Local().Format(dayAndTime))
	if r.In != "" {
		s += " · in " + parts.OneLine(r.In)
	}
	return s
}

// bringBack brings back what was removed and takes it in hand; a highlight with
// its article, where that was removed too.
func (w *window) bringBack(r store.Removed, all []store.Removed) {
	err := w.do(func() error {
		var list []store.Earlier
		for _, in := range all {
			if in.ID == r.Article {
				list = append(list, store.Earlier{Ref: in.Ref, As: in.Restore})
			}
		}
		if err := w.session.BringBack(append(list, store.Earlier{Ref: r.Ref, As: r.Restore})...); err != nil {
			return err
		}
		switch r.Kind {
		case annotate.KindArticle:
			return w.session.PickArticle(r.ID)
		case annotate.KindClaim:
			return w.session.PickClaim(r.ID)
		}
		return w.session.GoToID(r.ID)
	})
	w.said.Say(err)
	if err == nil {
		w.tell("Brought back (" + undoKey() + " undoes it)")
	}
}

// The measures of the sheets of a history and a decision, in pixels.
const (
	historyWide = 680
	historyHigh = 460
	decideWide  = 660
)

var (
	errNoVerdict = errors.New("nothing is decided yet: choose how the claim stands by 1, 2 or 3")
	errNoReason  = errors.New("a decision needs its reason: say why, and what it rests on")
)

// decideDialog decides the claim in hand: how it stands, why, and which
// passages show it. What was begun and broken off is there again.
func (w *window) decideDialog() {
	claim, ok := w.session.Claim()
	if !ok {
		return
	}
	view := record.NewDecision(claim, w.session.Witnesses())
	title := "Decide the claim"
	name := "decision " + string(claim.ID)
	var begun record.Draft
	resumed := json.Unmarshal([]byte(w.drafts.text(name)), &begun) == nil
	if resumed {
		view.Resume(begun)
		title = "Decide the claim: this is what you began before"
	}
	s := w.dialogs.Sheet(title, decideWide, view)
	s.High = view.High()
	s.Hints = []parts.Hint{{Keys: []string{"1", "2", "3"}, Does: "verdict"}, {Keys: []string{"Tab"}, Does: "on"}, {Keys: []string{"Space"}, Does: "tick"},
		{Keys: []string{"Ctrl", "Enter"}, Does: "decide"}, {Keys: []string{"Esc"}, Does: "cancel"}}
	s.Cancel = func() {
		if !view.Changed() {
			w.drafts.left(name)
		}
		s.Close()
	}
	if resumed {
		s.Button("Discard what was begun", func() {
			w.drafts.left(name)
			s.Close()
		})
	}
	s.Button("Keep for later", func() { s.Cancel() })
	s.Strong("Decide", func() {
		switch {
		case view.Verdict() == "" && claim.Resolved == "":
			s.Say(errNoVerdict)
			return
		case view.Verdict() != "" && view.Reason() == "":
			s.Say(errNoReason)
			view.FocusReason(w.win.Canvas())
			return
		}
		if err := w.do(func() error { return w.session.Decide(claim.ID, view.Verdict(), view.Reason(), view.Evidence()) }); err != nil {
			s.Say(err)
			return
		}
		w.drafts.left(name)
		s.Close()
		done := "Decided"
		if view.Verdict() == "" {
			done = "Reopened"
		}
		w.tell(done + " (" + undoKey() + " undoes it)")
	})
	label := func() {
		s.SetStrong("Decide")
		if view.Verdict() == "" && claim.Resolved != "" {
			s.SetStrong("Reopen")
		}
	}
	label()
	view.OnChange = func() {
		if now, err := json.Marshal(view.Draft()); err == nil && view.Changed() {
			w.drafts.typing(name, string(now))
		}
		s.Say(nil)
		label()
	}
	view.OnKey, view.OnShortcut = func(k fyne.KeyName) { s.Key(k) }, s.Shortcut
	s.OnRune = func(r rune) { view.Key(r) }
	s.Show(nil)
	view.Focus(w.win.Canvas())
}
