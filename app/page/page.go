// Package page is what joins the window and its pages: what a page asks of the
// window, and what the window asks of a page. What is in hand belongs to the
// session; a page shows it, and tells what somebody wants.
package page

import (
	"context"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/drafts"
	"claimtrace/app/panes"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/store"
)

// Page is one page of the window.
type Page interface {
	// Object is what is shown; it is hidden while another page is in front.
	Object() fyne.CanvasObject
	// Update brings the page up to date with the session, at once where it is in
	// front, else when it comes there.
	Update(session.Changed)
	// Shown tells that the page came in front.
	Shown()
	// Focus gives the keyboard to the page.
	Focus()
	// FocusFilter gives it to the field in which claims are filtered.
	FocusFilter()
	// Hints are keys that are no commands.
	Hints() []parts.Hint
	// Notices are those in which something may be said; Escape clears them.
	Notices() []*parts.Notice
	// Panes are the panels beside the page, nil where it has none.
	Panes() *panes.Panes
	// Article is that which the page shows or marks, "" for none; ShowsClaim tells
	// whether the claim in hand is seen there. Commands are about no other.
	Article() annotate.ID
	ShowsClaim() bool
	// Rest forgets what was of the project before: filters, places.
	Rest()
}

// Window is what a page asks of the window in which it stands.
type Window interface {
	// Session is the project in hand, nil for none.
	Session() *session.Session
	// Drafts are those of the project in hand.
	Drafts() *drafts.Drafts
	// Dialogs opens sheets above the page.
	Dialogs() *dialog.Kit
	// Canvas is that of the window.
	Canvas() fyne.Canvas

	// Do runs an action of the session, after what is being typed was recorded.
	// Without a project it does nothing. Its error is told by who asked.
	Do(action func() error) error
	// Refusal is why nothing can be changed now, "" if it can.
	Refusal() string
	// Name asks a user for a name who has never been asked, and tells whether it
	// does; then it goes on.
	Name(then func()) bool
	// Work runs what may take long off the window's goroutine, with progress and a
	// way to stop it, and then tells how it ended.
	Work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error))

	// Say says above the page why something could not be done; nil clears that.
	Say(error)
	// Tell tells in the status line what was done, "" for how it stands.
	Tell(done string)

	// KeyOf is the key of a command, for sentences.
	KeyOf(command string) string
	// Run does what a command of the table does, or says why not.
	Run(command string)
	// Menu offers commands at a place of the window; "" is a line between them.
	Menu(at fyne.Position, commands ...string)
	// Key, Rune and Shortcut do what a key does by the table, and tell whether that
	// is anything; ListKey does so while a list beside the page has the keyboard.
	Key(fyne.KeyName) bool
	ListKey(fyne.KeyName) bool
	Rune(rune) bool
	Shortcut(fyne.Shortcut)

	// Settle asks which of the values of a register is to stand that people set
	// differently who did not know of each other; with "", whatever asks to be
	// settled of an entity.
	Settle(of store.Ref, register string)

	// Hints tells the keys anew, as something else is in hand.
	Hints()
	// Back gives the keyboard back to the page in front.
	Back()
	// Began tells that one works on this page now: Escape does not lead back to
	// where one came from.
	Began()

	// ShowClaim shows the claim in hand in Compare, from where Escape leads back
	// to the page that was in front.
	ShowClaim()
	// Visit opens in Read what open takes in hand, from where Escape leads back.
	Visit(open func() error)
	// VisitPlace opens an article at a code point.
	VisitPlace(article annotate.ID, point int)
}
