package app

import (
	"errors"
	"fmt"
	"runtime"
	"strings"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/export"
	"claimtrace/app/menu"
	"claimtrace/app/parts"
	"claimtrace/app/report"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

// Where one is, for the table of commands.
const (
	inRead       menu.Place = 1 << iota // Read is in front
	inCompare                           // Compare is
	inOverview                          // Overview is
	inColleagues                        // Colleagues is
	previewing                          // in Colleagues: it is shown what a merge would bring
	settling                            // in Colleagues: anything else
	reading                             // in Read: nothing is in hand
	selecting                           // in Read: words are selected
	holding                             // in Read: a highlight is in hand
	visiting                            // in Read: one came from another page
	picking                             // in Read: the claim of a highlight is being chosen
	incoming                            // what comes in is in front
)

// commands are what can be done in a window: where one is, for which of them are
// heard, why one cannot be done now, and the table of them.
type commands struct{ *window }

// situation is where one is.
func (w commands) situation() menu.Place {
	switch {
	case w.session == nil:
		return 0
	case w.view == viewCompare:
		return inCompare
	case w.view == viewOverview:
		return inOverview
	case w.view == viewComing:
		return incoming
	case w.view == viewColleagues && w.colleagues.Previewing():
		return inColleagues | previewing
	case w.view == viewColleagues:
		return inColleagues | settling
	case w.read.Claims.Picking():
		return inRead | picking
	}
	at := inRead
	_, chosen := w.session.Annotation()
	switch {
	case w.read.Reader.Selection().Len() > 0:
		at |= selecting
	case chosen:
		at |= holding
	default:
		at |= reading
	}
	if w.from != viewRead {
		at |= visiting
	}
	return at
}

// Why something cannot be done now.
const (
	noProject     = "no project is open: open one, or make a new one"
	noArticle     = "there is no article yet: add one"
	noArticleHere = "no article is chosen here: choose a passage or an article first"
	noClaimHere   = "no claim is marked here: choose one first"
	noClaim       = "there is no claim yet: tag a passage and type the claim that it states"
	noSelection   = "select a passage first, or take a highlight in hand"
	noMending     = "no highlight of an earlier version is being mended: choose one in Colleagues under Newer versions"
	noVersion     = "the highlight stands in another article: turn to its later version"
	noText        = "the text of this article is not in this project"
	notInRead     = "this is done in Read, where one sees the text: turn to it first"
	notCompared   = "this is done in Compare"
	notOverview   = "this is done in Overview"
	notColleagues = "this is done in Colleagues"
	noPage        = "only Compare and Overview can be copied and saved as a whole: turn to one of them first"
)

// first returns the first reason that there is.
func first(reasons ...func() string) func() string {
	return func() string {
		for _, why := range reasons {
			if s := why(); s != "" {
				return s
			}
		}
		return ""
	}
}

func (w commands) needsProject() string {
	if w.session == nil {
		return noProject
	}
	return ""
}

// needsWork is a reason not to change anything.
func (w commands) needsWork() string {
	switch {
	case w.session == nil:
		return noProject
	case w.session.ReadOnly() != "":
		return w.session.Standing()
	case w.dialogs.Working():
		return dialog.ErrUnderWay.Error()
	}
	return ""
}

// needsUndo is a reason not to undo; in a line of text that has its own.
func (w commands) needsUndo() string {
	if w.typing() != nil {
		return ""
	}
	return w.needsWork()
}

// nothingTo is a reason not to undo, or not to redo, but in a line of text.
func (w commands) nothingTo(what string, code func() string) func() string {
	return func() string {
		if w.typing() == nil && !w.read.Moving() && code() == "" {
			return "there is nothing to " + what
		}
		return ""
	}
}

// needsAnything is a reason not to copy, but from a line of text.
func (w commands) needsAnything() string {
	if w.entry() != nil {
		return ""
	}
	return w.needsProject()
}

func (w commands) needsPresent() string {
	if w.session.Mode() == session.AsOf {
		return export.ErrPast.Error()
	}
	return ""
}

func (w commands) needsArticle() string {
	if w.session == nil {
		return noProject
	}
	if _, ok := w.Article(); ok {
		return ""
	}
	if len(w.session.Articles()) > 0 {
		return noArticleHere
	}
	return noArticle
}

// needsReader is a reason not to go from article to article.
func (w commands) needsReader() string {
	switch {
	case w.session == nil:
		return noProject
	case w.view != viewRead:
		return notInRead
	}
	return w.needsArticle()
}

func (w commands) needsText() string {
	if w.session == nil {
		return noProject
	}
	if _, ok := w.session.Article(); !ok {
		return noArticle
	}
	if w.session.Text() == nil {
		return noText
	}
	return ""
}

// needsNoText is a reason not to attach a text.
func (w commands) needsNoText() string {
	if w.session == nil {
		return noProject
	}
	if _, ok := w.session.Article(); !ok {
		return noArticle
	}
	if w.session.Text() != nil {
		return "the text of this article is here"
	}
	return ""
}

func (w commands) needsRead() string {
	if why := w.needsText(); why != "" {
		return why
	}
	if w.view != viewRead {
		return notInRead
	}
	return ""
}

func (w commands) needsHighlight() string {
	if why := w.needsRead(); why != "" {
		return why
	}
	if _, ok := w.session.Annotation(); !ok {
		return session.ErrNoAnnotation.Error()
	}
	return ""
}

// needsOwn is a reason not to change the highlight in hand: it is a colleague's.
func (w commands) needsOwn() string {
	if why := w.needsHighlight(); why != "" {
		return why
	}
	if a, _ := w.session.Annotation(); !w.session.Mine(a) {
		return "this highlight is " + w.session.ReviewerName(a.Reviewer) + "’s: press " + w.verdictKeys() + " to set your own verdict beside it"
	}
	return ""
}

// verdictKeys are those of the verdicts, for a sentence.
func (w commands) verdictKeys() string {
	keys := make([]string, len(annotate.Verdicts))
	for i, v := range annotate.Verdicts {
		keys[i] = w.KeyOf("tag." + string(v))
	}
	last := len(keys) - 1
	return strings.Join(keys[:last], ", ") + " or " + keys[last]
}

func (w commands) needsPassage() string {
	if why := w.needsRead(); why != "" {
		return why
	}
	if _, ok := w.session.Annotation(); !ok && w.read.Reader.Selection().Len() == 0 {
		return noSelection
	}
	return ""
}

func (w commands) needsClaim() string {
	if w.session == nil {
		return noProject
	}
	if _, ok := w.session.Claim(); !ok {
		return noClaim
	}
	if !w.pages[w.view].ShowsClaim() {
		return noClaimHere
	}
	return ""
}

// needsOther is a reason not to join: a claim is joined with another.
func (w commands) needsOther() string {
	if why := w.needsClaim(); why != "" {
		return why
	}
	if len(w.session.Claims()) < 2 {
		return "there is no other claim to join this one with"
	}
	return ""
}

// needsJoined is a reason not to part.
func (w commands) needsJoined() string {
	if why := w.needsClaim(); why != "" {
		return why
	}
	if c, _ := w.session.Claim(); len(c.Also) == 0 {
		return "this claim is not joined with another"
	}
	return ""
}

// needsSingle is a reason not to remove a claim: of joined ones each is removed by
// itself.
func (w commands) needsSingle() string {
	if why := w.needsClaim(); why != "" {
		return why
	}
	if c, _ := w.session.Claim(); len(c.Also) > 0 {
		return "this claim is joined with another: part them first, then remove the one that is too many"
	}
	return ""
}

// needsOwnPassages is a reason not to move one's passages.
func (w commands) needsOwnPassages() string {
	if why := w.needsClaim(); why != "" {
		return why
	}
	if len(w.session.Own()) == 0 {
		return "no passage of this claim is yours"
	}
	return ""
}

func (w commands) needsCompare() string {
	if w.session == nil {
		return noProject
	}
	if w.view != viewCompare {
		return notCompared
	}
	return ""
}

func (w commands) needsOverview() string {
	if w.session == nil {
		return noProject
	}
	if w.view != viewOverview {
		return notOverview
	}
	return ""
}

// needsComing is a reason not to do something with what comes in.
func (w commands) needsComing() string {
	if w.session == nil {
		return noProject
	}
	if w.view != viewComing {
		return "nothing comes in: add files, or drop them on the window"
	}
	return ""
}

func (w commands) needsColleagues() string {
	if w.session == nil {
		return noProject
	}
	if w.view != viewColleagues {
		return notColleagues
	}
	return ""
}

// needsMending asks for words selected in the later version, in which a highlight of the earlier is being mended.
func (w commands) needsMending() string {
	c, ok := w.colleagues.Mending()
	a, _ := w.Article()
	switch {
	case !ok:
		return noMending
	case w.view != viewRead || a.ID != c.To:
		return noVersion
	case w.read.Reader.Selection().Len() == 0:
		return noSelection
	}
	return ""
}

// needsElsewhere is a reason not to go back.
func (w commands) needsElsewhere() string {
	if w.session == nil {
		return noProject
	}
	if w.view == viewRead && w.from == viewRead {
		return "this is where one began"
	}
	return ""
}

func (w commands) needsPanel() string {
	switch {
	case w.session == nil:
		return noProject
	case w.view == viewOverview:
		return "Overview has no panels beside it"
	}
	return ""
}

func (w commands) needsFigure() string {
	switch {
	case w.session == nil:
		return noProject
	case w.view == viewRead || w.view == viewColleagues:
		return noPage
	}
	return ""
}

// asked is what of all that is in hand asks to be settled, the highlight before its
// article and the claim; false where nothing does.
func (w commands) asked() (r store.Ref, ok bool) {
	s := w.session
	a, _ := s.Annotation()
	in, _ := s.Article()
	c, _ := s.Claim()
	list := []store.Ref{{Kind: annotate.KindAnnotation, ID: a.ID}, {Kind: annotate.KindArticle, ID: in.ID}, {Kind: annotate.KindClaim, ID: c.ID}}
	for _, v := range c.Also {
		list = append(list, store.Ref{Kind: annotate.KindClaim, ID: v.ID})
	}
	for _, r := range list {
		if !s.Asks(r).Empty() {
			return r, true
		}
	}
	return r, false
}

// needsAsked is a reason not to choose between values.
func (w commands) needsAsked() string {
	if _, ok := w.asked(); !ok {
		return "nothing of what is in hand here was set differently by two"
	}
	return ""
}

func (w commands) settleHere() {
	if r, ok := w.asked(); ok {
		w.Settle(r, "")
	}
}

// nothing is no reason.
func nothing() string { return "" }

// reasonUnless is a reason while something does not hold.
func reasonUnless(holds func() bool, why string) func() string {
	return func() string {
		if holds() {
			return ""
		}
		return why
	}
}

// rows is the one table of what can be done: the menu bar, context menus,
// keys, the list of keys and the hints of the status line are made of it.
func (w commands) rows() []*menu.Command {
	keys := menu.Keys
	change := func(needs func() string) func() string { return first(w.needsWork, needs) }
	undone := func(label string, code func() string) func() string {
		return func() string {
			if w.session == nil || code() == "" {
				return label
			}
			return label + " " + verbs.Of(code())
		}
	}
	canUndo := func() string { return w.session.CanUndo() }
	canRedo := func() string { return w.session.CanRedo() }
	list := []*menu.Command{
		{ID: "new", Menu: "File", Group: 1, Label: "New project…", Keys: keys("Ctrl+N"), Do: w.projects.New},
		{ID: "open", Menu: "File", Group: 1, Label: "Open project or package…", Keys: keys("Ctrl+O"), Do: w.projects.Choose},
		{ID: "open.sample", Menu: "File", Group: 1, Label: "Open the sample project", Do: w.projects.OpenSample},
		{ID: "add", Menu: "File", Group: 2, Label: "Add articles…", Keys: keys("Ctrl+D"), Help: "add articles; or drop them on the window", Can: w.needsWork, Do: w.adding.Choose},
		{ID: "add.address", Menu: "File", Group: 2, Label: "Add the page at an address…", Keys: keys("Ctrl+Shift+D"), Can: w.needsWork, Do: w.adding.Address},
		{ID: "add.clipboard", Menu: "File", Group: 2, Label: "Add what is on the clipboard", Keys: keys("Ctrl+Shift+V"), Can: w.needsWork, Do: w.adding.Clipboard},
		{ID: "article.details", Menu: "File", Group: 2, Label: "Article details…", Keys: keys("Ctrl+I"), Help: "correct the article’s details", Can: change(w.needsArticle), Do: w.sheets.Details},
		{ID: "history.article", Menu: "File", Group: 2, Label: "History of the article…", Can: w.needsArticle, Do: w.sheets.OfArticle},
		{ID: "article.attach", Menu: "File", Group: 2, Label: "Attach the text of the article…", Can: change(w.needsNoText), Do: w.adding.Attach},
		{ID: "article.remove", Menu: "File", Group: 2, Label: "Remove the article", Can: change(w.needsArticle), Do: w.sheets.RemoveArticle},
		{ID: "merge", Menu: "File", Group: 3, Label: "Merge a package…", Keys: keys("Ctrl+Shift+M"), Help: "see what a colleague’s package brings, and merge it; or drop it on the page Colleagues", Can: w.needsWork, Do: w.colleagues.Choose},
		{ID: "import", Menu: "File", Group: 3, Label: "Import annotations…", Keys: keys("Ctrl+Shift+I"), Help: "see what an annotation set of another program brings, and import it; or drop it on the window", Can: w.needsWork, Do: w.projects.Import},
		{ID: "pack", Menu: "File", Group: 3, Label: "Share…", Keys: keys("Ctrl+P"), Help: "share with a colleague: a package of all or of some of it", Can: first(w.needsProject, w.needsPresent), Do: w.exports.Share},
	}
	for _, f := range report.Formats() {
		list = append(list, &menu.Command{ID: "export." + f.Name, Menu: "File/Export", Group: 1, Label: f.Title + "…", Help: "export: " + f.Description, Can: w.needsProject, Do: func() { w.exports.Annotations(f) }})
	}
	list = append(list, []*menu.Command{
		{ID: "page.png", Menu: "File/Export", Group: 2, Label: "The page as PNG…", Can: w.needsFigure, Do: w.exports.SavePage("png")},
		{ID: "page.svg", Menu: "File/Export", Group: 2, Label: "The page as SVG…", Can: w.needsFigure, Do: w.exports.SavePage("svg")},
		{ID: "report", Menu: "File", Group: 3, Label: "Write a report…", Keys: keys("Ctrl+R"), Can: w.needsProject, Do: w.exports.Report},
		{ID: "verify", Menu: "File", Group: 3, Label: "Verify the project", Can: w.needsProject, Do: w.exports.Verify},
		{ID: "save.as", Menu: "File", Group: 3, Label: "Save as a new project…", Can: first(w.needsProject, w.needsPresent), Do: w.projects.SaveAs},
		{ID: "backups", Menu: "File", Group: 3, Label: "Backups…", Do: w.projects.Backups},
		{ID: "backups.originals", Menu: "File", Group: 3, Label: "Backups hold originals, too", Do: w.toggleOriginals, Ticked: func() bool { return w.prefs.Originals }},
		{ID: "salvage", Menu: "File", Group: 3, Label: "Salvage a damaged project…", Do: w.projects.Salvage},

		{ID: "undo", Menu: "Edit", Group: 1, Label: "Undo", Now: undone("Undo", canUndo), Keys: keys("Ctrl+Z"), Sheet: true, Can: first(w.needsUndo, w.nothingTo("undo", canUndo)), Do: w.undoLast},
		{ID: "redo", Menu: "Edit", Group: 1, Label: "Redo", Now: undone("Redo", canRedo), Keys: keys("Ctrl+Shift+Z", "Ctrl+Y"), Sheet: true, Can: first(w.needsUndo, w.nothingTo("redo", canRedo)), Do: w.redoLast},
		{ID: "removed", Menu: "Edit", Group: 1, Label: "Removed…", Can: w.needsProject, Do: w.sheets.Removed},
		{ID: "settle", Menu: "Edit", Group: 1, Label: "Choose between two values…", Keys: keys("V"), In: inRead, Help: "choose between two values, where people set one thing differently", Can: change(w.needsAsked), Do: w.settleHere},
		{ID: "copy", Menu: "Edit", Group: 2, Label: "Copy", Keys: keys("Ctrl+C"), Sheet: true, Can: w.needsAnything, Do: w.copy},
		{ID: "copy.source", Menu: "Edit", Group: 2, Label: "Copy with source", Keys: keys("Ctrl+Shift+C"), Help: "copy the words with outlet, headline, date and link", Can: w.needsPassage, Do: w.copySource},
		{ID: "copy.text", Menu: "Edit", Group: 2, Label: "Copy the page as text", Can: w.needsFigure, Do: w.exports.CopyPage("text", export.Figure.Text)},
		{ID: "copy.html", Menu: "Edit", Group: 2, Label: "Copy the page as HTML", Can: w.needsFigure, Do: w.exports.CopyPage("HTML", export.Figure.HTML)},
		{ID: "select.all", Menu: "Edit", Group: 2, Label: "Select all", Keys: keys("Ctrl+A"), Sheet: true, Can: w.needsAnything, Do: w.selectAll},
		{ID: "select.sentence", Menu: "Edit", Group: 2, Label: "Select the sentence", Keys: keys("S"), In: inRead, Hint: "sentence", Offer: reading | selecting, Can: w.needsRead, Do: w.read.Reader.SelectSentence},
		{ID: "find", Menu: "Edit", Group: 3, Label: "Find in the article", Keys: keys("Ctrl+F"), Can: w.needsText, Do: w.find},
		{ID: "find.next", Menu: "Edit", Group: 3, Label: "Find next", Keys: keys("F3", "Ctrl+G"), Can: w.needsRead, Do: func() { w.read.FindStep(false) }},
		{ID: "find.previous", Menu: "Edit", Group: 3, Label: "Find previous", Keys: keys("Shift+F3", "Ctrl+Shift+G"), Can: w.needsRead, Do: func() { w.read.FindStep(true) }},
		{ID: "filter.articles", Menu: "Edit", Group: 3, Label: "Filter articles", Keys: keys("Ctrl+L"), Can: w.needsProject, Do: w.filterArticles},
		{ID: "filter.claims", Menu: "Edit", Group: 3, Label: "Filter claims", Keys: keys("Ctrl+K"), Can: w.needsProject, Do: w.filterClaims},
		{ID: "name", Menu: "Edit", Group: 4, Label: "Your name…", Do: w.name.Change},
		{ID: "keys.own", Menu: "Edit", Group: 4, Label: "Keys: yours, and those you trust…", Do: w.name.Keys},
	}...)
	for i, v := range annotate.Verdicts {
		list = append(list, &menu.Command{ID: "tag." + string(v), Menu: "Tag", Group: 1, Label: parts.Capital(string(v)), Keys: keys(string(rune('1' + i))), In: inRead,
			Help: "tag the selection as confirmed, disputed, unconfirmed; or change the highlight in hand", Hint: "tag", Offer: selecting | holding | reading,
			Can: change(w.needsPassage), Do: func() { w.read.Tag(v) }})
	}
	move := func(id, label, k string, end, out bool) *menu.Command {
		return &menu.Command{ID: id, Menu: "Tag", Group: 4, Label: label, Keys: keys(k), In: inRead, Can: change(w.needsOwn), Do: func() { w.read.Reader.MoveEnd(end, out) }}
	}
	list = append(list, []*menu.Command{
		{ID: "claim.choose", Menu: "Tag", Group: 2, Label: "Choose the claim", Keys: keys("Enter"), In: inRead, Help: "choose the claim of the highlight; type to pick or make one, Enter",
			Hint: "claim", Offer: holding, Can: change(w.needsOwn), Do: w.read.ChooseClaim},
		{ID: "note", Menu: "Tag", Group: 2, Label: "Write a note", Keys: keys("Ctrl+M"), Can: change(w.needsOwn), Do: w.read.WriteNote},
		{ID: "carry.here", Menu: "Tag", Group: 4, Label: "Carry the highlight over to what is selected", Keys: keys("Ctrl+Enter"), In: inRead, Help: "carry a highlight of the earlier version over to what is selected", Hint: "carry over", Offer: selecting,
			Can: change(w.needsMending), Do: func() { w.colleagues.CarryHere(w.read.Reader.Selection()) }},
		{ID: "highlight.remove", Menu: "Tag", Group: 2, Label: "Remove the highlight", Keys: keys("Delete", "BackSpace"), In: inRead, Hint: "remove", Offer: holding,
			Can: change(w.needsOwn), Do: w.read.RemoveHighlight},
		{ID: "highlight.next", Menu: "Tag", Group: 3, Label: "Next highlight", Keys: keys("N"), In: inRead, Help: "next and previous highlight", Hint: "next, previous",
			Offer: reading | holding, Can: w.needsRead, Do: func() { w.read.Reader.Next(false) }},
		{ID: "highlight.previous", Menu: "Tag", Group: 3, Label: "Previous highlight", Keys: keys("P"), In: inRead, Help: "next and previous highlight", Hint: "next, previous",
			Offer: reading | holding, Can: w.needsRead, Do: func() { w.read.Reader.Next(true) }},
		{ID: "highlight.overlap", Menu: "Tag", Group: 3, Label: "Next of those that overlap", Keys: keys("O"), In: inRead, Can: w.needsRead, Do: w.read.Reader.Cycle},
		move("begin.earlier", "Begin a word earlier", "[", false, true), move("begin.later", "Begin a word later", "{", false, false),
		move("end.later", "End a word later", "]", true, true), move("end.earlier", "End a word earlier", "}", true, false),
		{ID: "history.highlight", Menu: "Tag", Group: 5, Label: "History of the highlight…", Can: w.needsHighlight, Do: w.sheets.OfHighlight},
		{ID: "claim.decide", Menu: "Claim", Group: 1, Label: "Decide the claim…", Keys: keys("Ctrl+J"), Help: "decide the claim; Ctrl Enter records the decision", Can: change(w.needsClaim), Do: w.sheets.Decide},
		{ID: "claim.reword", Menu: "Claim", Group: 1, Label: "Reword the claim…", Can: change(w.needsClaim), Do: w.sheets.Reword},
		{ID: "claim.move", Menu: "Claim", Group: 2, Label: "Move your passages to another claim…", Can: change(w.needsOwnPassages), Do: w.sheets.MovePassages},
		{ID: "claim.join", Menu: "Claim", Group: 2, Label: "Join with another claim…", Can: change(w.needsOther), Do: w.sheets.Join},
		{ID: "claim.part", Menu: "Claim", Group: 2, Label: "Part from the joined claim", Can: change(w.needsJoined), Do: w.sheets.Part},
		{ID: "history.claim", Menu: "Claim", Group: 3, Label: "History of the claim…", Can: w.needsClaim, Do: w.sheets.OfClaim},
		{ID: "claim.remove", Menu: "Claim", Group: 3, Label: "Remove the claim", Can: change(w.needsSingle), Do: w.sheets.RemoveClaim},

		{ID: "read", Menu: "View", Group: 1, Label: "Read", Keys: keys("Ctrl+1"), Can: w.needsProject, Do: w.toRead},
		{ID: "compare", Menu: "View", Group: 1, Label: "Compare", Keys: keys("Ctrl+2"), Can: w.needsProject, Do: w.compareClaim},
		{ID: "overview", Menu: "View", Group: 1, Label: "Overview", Keys: keys("Ctrl+3"), Can: w.needsProject, Do: func() { w.turnTo(viewOverview) }},
		{ID: "colleagues", Menu: "View", Group: 1, Label: "Colleagues", Keys: keys("Ctrl+4"), Can: w.needsProject, Do: func() { w.turnTo(viewColleagues) }},
		{ID: "compare.articles", Menu: "View", Group: 1, Label: "Compare the article with another…", Keys: keys("Ctrl+E"), Help: "compare the article with another, as wholes", Can: w.needsArticle, Do: w.compareArticles},
		{ID: "back", Menu: "View", Group: 1, Label: "Back", Keys: keys("Esc"), In: visiting | inCompare | inOverview | settling, Help: "back to where one was; let go of what is selected; cancel", Hint: "back", Offer: visiting,
			Can: w.needsElsewhere, Do: w.goBackToPage},
		{ID: "past", Menu: "View", Group: 2, Label: "As the project stood at a moment", Keys: keys("Ctrl+T"), Help: "the project as it stood at a moment, and back to now", Can: w.needsProject, Do: w.showPast,
			Ticked: func() bool { return !w.past.Shown().IsZero() }},
		{ID: "original", Menu: "View", Group: 2, Label: "What the text was taken from", Keys: keys("Ctrl+U"), In: inRead, Help: "beside the text what it was taken from: what was left out, the passage on its page", Can: w.needsRead, Do: w.read.Original,
			Ticked: func() bool { return w.read.ShowsOriginal() }},
		{ID: "article.next", Menu: "View", Group: 2, Label: "Next article", Keys: keys("Ctrl+PgDn"), Can: w.needsReader, Do: func() { w.read.StepArticle(1) }},
		{ID: "article.previous", Menu: "View", Group: 2, Label: "Previous article", Keys: keys("Ctrl+PgUp"), Can: w.needsReader, Do: func() { w.read.StepArticle(-1) }},
	}...)
	page := func(id, label, k, help, hint string, can func() string, do func()) *menu.Command {
		return &menu.Command{ID: id, Menu: "View/In Compare", Group: 1, Label: label, Keys: keys(k), In: inCompare, Help: help, Hint: hint, Offer: inCompare,
			Can: first(w.needsCompare, can), Do: do}
	}
	several := reasonUnless(w.compare.View.Several, "there is only one passage here, or two whole articles")
	inHand := func() bool { _, ok := w.compare.View.Hand.Fact(); return ok }
	colleague := func(id, label, k string, in menu.Place, help, hint string, needs func() string) *menu.Command {
		return &menu.Command{ID: id, Menu: "View/In Colleagues", Group: 2, Label: label, Keys: keys(k), In: in, Help: help, Hint: hint, Offer: in,
			Can: first(w.needsColleagues, needs, func() string { return w.colleagues.Why(id) }), Do: func() { w.colleagues.Do(id) }}
	}
	comes := func(id, label, k, hint, help string, can func() string) *menu.Command {
		c := &menu.Command{ID: id, Menu: "File/What comes in", Group: 2, Label: label, In: incoming, Hint: hint, Help: help, Offer: incoming,
			Can: first(w.needsComing, func() string { return w.coming.WhyNot(id) }, can), Do: func() { w.coming.Do(id) }}
		if k != "" {
			c.Keys = keys(strings.Fields(k)...)
		}
		return c
	}
	same := func() bool { _, _, ok := w.compare.View.Hand.Same(); return ok }
	list = append(list,
		page("compare.same", "The words in hand are the same", "=", "in Compare: the words in hand are the same (Tab takes the next change in hand)", "these are the same",
			first(reasonUnless(w.compare.View.Hand.Picked, "no changed words are in hand: Tab takes the next change"),
				reasonUnless(same, "there is nothing beside these words that they could be the same as"), w.needsWork), w.compare.View.Equate),
		page("compare.baseline", "Make the passage the baseline", "B", "in Compare: make the passage the baseline; Enter opens it", "baseline", several, w.compare.View.BaseHere),
		page("compare.correct", "Correct what was read…", "C", "in Compare, Facts: correct what was read in a passage", "correct",
			first(reasonUnless(w.compare.View.Telling, "this is done in the layout Facts of Compare: V turns to it"),
				reasonUnless(inHand, "no cell is in hand: an arrow key takes one"), w.needsWork), w.correctFact),
		page("compare.layout", "Inline, side by side, table, facts", "V", "in Compare: inline, side by side, table, facts", "layout", several, w.compare.View.NextLayout),
		page("compare.before", "Each against the one before", "P", "in Compare: each against the one before", "", several, w.compare.View.TurnBefore),
		page("compare.follow", "Where it stands in the other article", "M", "in Compare: where a moved paragraph stands in the other article", "where it went",
			reasonUnless(w.compare.View.Hand.Moved, "no moved paragraph is in hand"), w.compare.View.Hand.Follow),
		colleague("colleagues.open", "Show it where it stands", "Enter", inColleagues, "", "show it", nothing),
		colleague("colleagues.merge", "Merge what is shown", "Ctrl+Enter", previewing, "in Colleagues: merge what is shown; Esc leaves it", "merge", w.needsWork),
		colleague("colleagues.leave", "Not now", "Esc", previewing, "", "not now", nothing),
		colleague("colleagues.first", "The first value stands", "1", settling, "in Colleagues: the first, second, third of the values stands, or of the places is right", "choose", w.needsWork),
		colleague("colleagues.second", "The second value stands", "2", settling, "in Colleagues: the first, second, third of the values stands, or of the places is right", "choose", w.needsWork),
		colleague("colleagues.third", "The third value stands", "3", settling, "in Colleagues: the first, second, third of the values stands, or of the places is right", "choose", w.needsWork),
		colleague("colleagues.other", "Another value…", "T", settling, "in Colleagues: type another value", "another", w.needsWork),
		colleague("colleagues.take", "The other value stands", "T", previewing, "in Colleagues, before a merge: the other value is to stand", "take the other", w.needsWork),
		colleague("colleagues.keep", "Keep what one removed", "K", settling, "in Colleagues: keep what one removed, or remove it", "keep", w.needsWork),
		colleague("colleagues.remove", "Remove it", "Delete", settling, "in Colleagues: keep what one removed, or remove it", "remove", w.needsWork),
		colleague("colleagues.join", "Join the two", "J", inColleagues, "in Colleagues: join two that look alike", "join", w.needsWork),
		colleague("colleagues.apart", "They are not the same", "N", inColleagues, "in Colleagues: two that look alike are not the same", "not the same", w.needsWork),
		colleague("colleagues.part", "Part what is joined", "P", settling, "in Colleagues: part what is joined", "part", w.needsWork),
		colleague("colleagues.mend", "Mend where it stands in the later version", "M", settling, "in Colleagues: select in the later version where a highlight stands", "mend", w.needsWork),
		colleague("colleagues.drop", "Leave it to the earlier version", "L", settling, "in Colleagues: leave a highlight to the earlier version", "leave", w.needsWork),
		colleague("colleagues.versions", "Compare both versions", "C", settling, "in Colleagues: compare both versions", "compare", nothing),
		colleague("colleagues.sure", "Confirm all that stand word for word", "A", settling, "in Colleagues: carry over all highlights that stand word for word", "all sure", w.needsWork),
		colleague("colleagues.back", "Take back what came in, or put it in again", "B", settling, "in Colleagues: take back what came in, or put it in again", "take back, put in", w.needsWork),
		comes("coming.page", "The page it was taken from, or the text", "Ctrl+O Ctrl+U", "text or page", "in what comes in: the page it was taken from, or the text", nothing),
		comes("coming.add", "Add what comes in", "Ctrl+Enter", "add", "in what comes in: add it; Esc leaves it", w.needsWork),
		comes("coming.leave", "Leave what comes in", "Esc", "leave", "", nothing),
		comes("coming.next", "Next of what comes in", "Ctrl+PgDn", "", "in what comes in: the next", nothing),
		comes("coming.previous", "The one before", "Ctrl+PgUp", "", "in what comes in: the one before", nothing),
		comes("coming.out", "Leave this one out, or take it in", "Ctrl+Delete", "", "", nothing),
		comes("coming.letters", "Read it in another character set…", "Ctrl+Shift+E", "", "", nothing),
		comes("coming.compare", "Compare with the version that is here", "Ctrl+E", "", "in what comes in: compare with the version that is here", nothing),
		comes("coming.stop", "Stop reading", "", "", "", nothing),
		&menu.Command{ID: "close", Menu: "File", Group: 4, Label: "Close project", Keys: keys("Ctrl+W"), Can: w.needsProject, Do: w.leaveProject},
		&menu.Command{ID: "quit", Menu: "File", Group: 4, Label: "Quit", Keys: keys("Ctrl+Q"), Sheet: true, Do: w.close},
		&menu.Command{ID: "overview.parts", Menu: "View", Group: 3, Label: "Matrix and timeline", Keys: keys("T"), In: inOverview, Help: "in Overview: matrix, timeline, or both", Hint: "parts",
			Offer: inOverview, Can: w.needsOverview, Do: w.overview.View.NextPanes},
		&menu.Command{ID: "zoom.in", Menu: "View", Group: 4, Label: "Larger type", Keys: keys("Ctrl++", "Ctrl+Shift++"), Help: "larger and smaller type", Do: func() { w.setZoom(w.zoom() + 10) }},
		&menu.Command{ID: "zoom.out", Menu: "View", Group: 4, Label: "Smaller type", Keys: keys("Ctrl+-"), Help: "larger and smaller type", Do: func() { w.setZoom(w.zoom() - 10) }},
		&menu.Command{ID: "zoom.normal", Menu: "View", Group: 4, Label: "Normal type", Keys: keys("Ctrl+0"), Do: func() { w.setZoom(100) }})
	list = append(list,
		&menu.Command{ID: "panel.left", Menu: "View", Group: 3, Label: "Panel on the left", Keys: keys("Ctrl+B"), Can: w.needsPanel, Do: w.foldLeft, Ticked: func() bool { return !w.leftFolded() }},
		&menu.Command{ID: "panel.right", Menu: "View", Group: 3, Label: "Panel on the right", Keys: keys("Ctrl+Shift+B"), Can: first(w.needsPanel, w.needsRead), Do: w.foldRight,
			Ticked: func() bool { return !w.read.Panes().Right.Folded }})
	for _, f := range []struct {
		label string
		face  style.Face
	}{{"Text in a serif", style.FaceSerif}, {"Text in a sans-serif", style.FaceSans}} {
		list = append(list, &menu.Command{ID: "face." + string(f.face), Menu: "View", Group: 5, Label: f.label, Do: func() { w.setFace(f.face) },
			Ticked: func() bool { return style.Face(w.prefs.Face) == f.face }})
	}
	for _, x := range []struct {
		label string
		theme style.Choice
	}{{"Light", style.AlwaysLite}, {"Dark", style.AlwaysDark}, {"As the desktop", style.System}} {
		list = append(list, &menu.Command{ID: "theme." + x.label, Menu: "View", Group: 6, Label: x.label, Do: func() { w.setTheme(string(x.theme)) },
			Ticked: func() bool { return w.prefs.Theme == string(x.theme) }})
	}
	list = append(list,
		&menu.Command{ID: "keys", Menu: "Help", Group: 1, Label: "Keys", Keys: keys("F1"), Hint: "keys", Offer: reading | selecting | holding | inCompare | inOverview | inColleagues, Do: w.keysDialog},
		&menu.Command{ID: "about", Menu: "Help", Group: 1, Label: "About Claimtrace", Do: w.aboutDialog})
	if !w.menuBar.Hidden {
		list = append(list, &menu.Command{ID: "menu", Menu: "", Label: "The menus", Keys: keys("F10"), Do: func() { w.menuBar.Open(0) }})
		for i, k := range w.menuBar.Letters() {
			list = append(list, &menu.Command{ID: "menu." + w.table.Menus[i], Label: w.table.Menus[i], Keys: []menu.Key{k}, Do: func() { w.menuBar.Open(i) }})
		}
	}
	return list
}

// menus are those of the bar.
var menus = []string{"File", "Edit", "Tag", "Claim", "View", "Help"}

// buildMenu makes the table, and registers its keys.
func (w *window) buildMenu() {
	can := commands{w}
	w.table = &menu.Table{Around: menu.Around{
		Place: can.situation, Sheet: func() bool { return w.win.Canvas().Overlays().Top() != nil }, Menus: menus,
		Refused: func(why string) { w.refused(errors.New(why)) },
	}}
	w.menuBar = menu.NewBar(w.table)
	w.menuBar.Hidden = runtime.GOOS == "darwin"
	w.setCommands(can.rows())
}

// setCommands makes what can be done of the rows of the table.
func (w *window) setCommands(rows []*menu.Command) {
	w.table.Rows = rows
	if w.menuBar.Hidden {
		w.win.SetMainMenu(w.table.Native())
		return
	}
	for _, c := range w.table.Rows {
		for _, k := range c.Keys {
			if s := k.Shortcut(); s != nil {
				w.win.Canvas().AddShortcut(s, w.Shortcut)
			}
		}
	}
}

// refused says why something that was asked for cannot be done.
func (w *window) refused(why error) {
	if w.session != nil && (w.entry() != nil || w.menuBar.Hidden) { // one works elsewhere than in the page
		w.Tell(parts.Capital(why.Error()))
		return
	}
	w.Complain(why)
}

// showMenu brings a menu of the system's own up to date; ours is made when it is
// opened.
func (w *window) showMenu() {
	if !w.menuBar.Hidden {
		return
	}
	var now strings.Builder
	for _, c := range w.table.Rows {
		fmt.Fprint(&now, c.Words(), c.Ticked != nil && c.Ticked(), "\n")
	}
	if w.native != now.String() {
		w.native = now.String()
		w.win.SetMainMenu(w.table.Native())
	}
}

// find opens the find bar, which stands in Read.
func (w *window) find() {
	if w.view != viewRead {
		w.turnTo(viewRead)
	}
	w.read.OpenFind()
}

// correctFact asks for what a passage says in truth of what is in hand.
func (w *window) correctFact() {
	if f, ok := w.compare.View.Hand.Fact(); ok {
		w.sheets.Fact(f)
	}
}

// filterArticles puts the keyboard into the filter of the articles, which stand
// in Read.
func (w *window) filterArticles() {
	w.turnTo(viewRead)
	w.read.FocusArticles()
}

// filterClaims puts it into that of the claims that are seen.
func (w *window) filterClaims() { w.pages[w.view].FocusFilter() }

// goBackToPage goes back to the page from which a passage was opened, or to
// Read.
func (w *window) goBackToPage() {
	w.turnTo(w.from)
}
