package record

import (
	"context"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/page"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// Window is what the sheets ask of the window.
type Window interface {
	page.Window
	// Article is the one that commands are about.
	Article() (annotate.Article, bool)
	// SayOfArticles says an error beside the articles, where they are seen.
	SayOfArticles(error)
}

// Sheets are those on which what is in hand is looked up, corrected and decided,
// and its removal.
type Sheets struct{ w Window }

// NewSheets returns the sheets of a window.
func NewSheets(w Window) *Sheets { return &Sheets{w} }

// The measures of the sheet of a history, in pixels.
const (
	historyWide = 680
	historyHigh = 460
)

// OfHighlight shows the history of the highlight in hand.
func (x *Sheets) OfHighlight() {
	a, ok := x.w.Session().Annotation()
	if !ok {
		x.w.Say(session.ErrNoAnnotation)
		return
	}
	refused := x.w.Refusal()
	if is, err := x.isMine(a); refused == "" && err == nil && !is {
		refused = "It is " + x.w.Session().ReviewerName(a.Reviewer) + "’s, who alone restores what stood"
	}
	x.history("“"+a.Quote+"”", store.Ref{Kind: annotate.KindAnnotation, ID: a.ID}, refused)
}

// OfClaim shows that of the claim in hand.
func (x *Sheets) OfClaim() {
	if c, ok := x.w.Session().Claim(); ok {
		x.history(c.Statement, store.Ref{Kind: annotate.KindClaim, ID: c.ID}, x.w.Refusal())
	}
}

// OfArticle shows that of an article.
func (x *Sheets) OfArticle() {
	if a, ok := x.w.Article(); ok {
		x.history(a.Name(), store.Ref{Kind: annotate.KindArticle, ID: a.ID}, x.w.Refusal())
	}
}

// isMine tells whether a highlight is of the person at work.
func (x *Sheets) isMine(a annotate.Annotation) (bool, error) {
	p := x.w.Session().Project()
	if p == nil {
		return false, nil
	}
	return p.IsMe(a.Reviewer)
}

// history shows who changed what and when, and restores an earlier state unless that
// is refused.
func (x *Sheets) history(title string, of store.Ref, refused string) {
	list, err := x.w.Session().History(of)
	x.w.Say(err)
	if err != nil {
		return
	}
	view := NewHistory()
	view.Refused = refused
	view.Put(title, list, x.w.Session().ReviewerName)
	s := x.w.Dialogs().Sheet("History", historyWide, view)
	s.High = historyHigh
	s.Hints = []parts.Hint{{Keys: []string{"Up", "Down"}, Does: "walk"}}
	if refused == "" {
		s.Hints = append(s.Hints, parts.Hint{Keys: []string{"Enter"}, Does: "restore"})
	}
	s.Hints = append(s.Hints, parts.Hint{Keys: []string{"Esc"}, Does: "close"})
	view.OnClose = s.Close
	view.OnRestore = func(change annotate.ID) {
		s.Close()
		err := x.w.Do(func() error { return x.w.Session().Restore(of, change) })
		x.w.Say(err)
		if err == nil {
			x.w.Tell("Restored (" + x.w.KeyOf("undo") + " undoes it)")
		}
	}
	s.Strong("Close", s.Close)
	s.Show(nil)
	view.Focus(x.w.Canvas())
}

// Removed lists what was removed from the project, to be brought back.
func (x *Sheets) Removed() {
	s := x.w.Session()
	var list []store.Removed
	x.w.Work("Reading the log", func(ctx context.Context, _ func(int, int)) (err error) {
		list, err = s.Removed(ctx)
		return err
	}, func(err error) {
		if err != nil {
			x.w.Say(err)
			return
		}
		if len(list) == 0 {
			x.w.Dialogs().Tell("Removed", "Nothing is removed. Articles, claims and highlights that you remove can be brought back from here, however long ago it was.")
			return
		}
		rows := make([]dialog.Choice, len(list))
		for i, r := range list {
			rows[i] = dialog.Choice{Name: parts.OneLine(r.Name), More: removedWords(r)}
		}
		x.w.Dialogs().Choose("Removed", "Bring back", rows, func(i int) { x.bringBack(list[i], list) })
	})
}

// removedWords says what was removed, by whom and when.
func removedWords(r store.Removed) string {
	what := map[annotate.Kind]string{annotate.KindArticle: "Article", annotate.KindClaim: "Claim", annotate.KindAnnotation: "Highlight", annotate.KindCorrection: "Correction of what was read"}[r.Kind]
	s := fmt.Sprintf("%s, removed by %s · %s", what, r.By.Name, r.At.Local().Format(style.DayAndTime))
	if r.In != "" {
		s += " · in " + parts.OneLine(r.In)
	}
	return s
}

// bringBack brings back what was removed and takes it in hand; a highlight with
// its article, where that was removed too.
func (x *Sheets) bringBack(r store.Removed, all []store.Removed) {
	err := x.w.Do(func() error {
		var list []store.Earlier
		for _, in := range all {
			if in.ID == r.Article {
				list = append(list, store.Earlier{Ref: in.Ref, As: in.Restore})
			}
		}
		if err := x.w.Session().BringBack(append(list, store.Earlier{Ref: r.Ref, As: r.Restore})...); err != nil {
			return err
		}
		switch r.Kind {
		case annotate.KindArticle:
			return x.w.Session().PickArticle(r.ID)
		case annotate.KindClaim:
			return x.w.Session().PickClaim(r.ID)
		case annotate.KindCorrection: // it is seen in Compare, with its passage
			return nil
		}
		return x.w.Session().GoToID(r.ID)
	})
	x.w.Say(err)
	if err == nil {
		x.w.Tell("Brought back (" + x.w.KeyOf("undo") + " undoes it)")
	}
}
