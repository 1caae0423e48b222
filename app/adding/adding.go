// Package adding adds articles to the project in hand: files, folders, a
// manifest, pages at their addresses, the text on the clipboard.
package adding

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/coming"
	"claimtrace/app/dialog"
	"claimtrace/app/page"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/store"
	"claimtrace/store/ingest"
	"claimtrace/store/ingest/foreign"
)

// Window is what the room needs of the window.
type Window interface {
	page.Window
	// Files has a chooser begin where one was at last for a purpose.
	Files(purpose string, f dialog.Files) dialog.Files
	// SayOfArticles says an error beside the articles, where they are seen.
	SayOfArticles(error)
	// AllArticles takes away the filter of the articles.
	AllArticles()
	// Offer says above the page what was done, with a word that does something about it.
	Offer(done, word string, do func())
	// Versions turns to the highlights that wait to be carried over to newer versions.
	Versions()
}

// Adding adds articles in one window.
type Adding struct {
	w  Window
	in *coming.Page
}

// New returns the room of a window; in is where what needs a look comes in.
func New(w Window, in *coming.Page) *Adding {
	x := &Adding{w, in}
	in.Added = x.added
	in.OnLocal = x.askNetwork
	return x
}

// Choose asks for files and folders, and adds them.
func (x *Adding) Choose() {
	if x.w.Session() == nil {
		return
	}
	x.w.Dialogs().OpenFiles(x.w.Files(preferences.ForArticles, dialog.Files{Title: "Add articles", Confirm: "Add", Many: true, Folders: true, Endings: endings()}), x.Paths)
}

// endings are those of files that articles are read from.
func endings() []string {
	return append(slices.Clone(foreign.Endings), ".csv", ".tsv", ".xlsx", ".jsonl")
}

// Paths adds files, folders, pages at their addresses, a manifest or JSON Lines. A folder that
// holds a manifest is added by it.
func (x *Adding) Paths(paths []string) {
	s, err := sourcesAt(paths)
	if err != nil {
		x.w.SayOfArticles(fmt.Errorf("%w: nothing was added", err))
		return
	}
	x.in.Read(s)
}

func sourcesAt(paths []string) (s ingest.Sources, err error) {
	tables := 0
	for _, p := range paths {
		if ingest.IsAddress(p) {
			s.Paths = append(s.Paths, p)
			continue
		}
		for _, name := range []string{"manifest.csv", "manifest.xlsx"} {
			if list := filepath.Join(p, name); isFile(list) {
				p = list
				break
			}
		}
		switch strings.ToLower(filepath.Ext(p)) {
		case ".csv", ".tsv", ".xlsx":
			s.Manifest = p
			tables++
		case ".jsonl":
			s.Lines = p
			tables++
		default:
			s.Paths = append(s.Paths, p)
		}
	}
	if tables > 1 {
		err = errors.New("one manifest at a time")
	}
	return s, err
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// Clipboard adds the text on the clipboard as an article; where it is an address,
// or several, what stands there.
func (x *Adding) Clipboard() {
	if x.w.Session() == nil {
		return
	}
	content := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(content) == "" {
		x.w.SayOfArticles(errors.New("there is no text on the clipboard: copy an article first"))
		return
	}
	if list := addressesIn(content); len(list) > 0 {
		x.Paths(list)
		return
	}
	x.in.Read(ingest.Sources{Paths: []string{"-"}, Stdin: strings.NewReader(content)})
}

// added hears that articles were added.
func (x *Adding) added(added []store.Added, done store.Action, notes []string) {
	was := x.w.Session().Text()
	err := x.w.Session().Refresh(done)
	x.w.SayOfArticles(err)
	if err == nil {
		x.showAdded(added, notes, was == nil && x.w.Session().Text() != nil)
	}
}

// showAdded takes the first of the new articles in hand and says how many
// there are. Filled tells that the text of the one in hand has come.
func (x *Adding) showAdded(added []store.Added, notes []string, filled bool) {
	fresh, reprints := map[annotate.ID]bool{}, 0
	for _, a := range added {
		if a.New {
			fresh[a.ID] = true
		}
		if a.New && a.Reprint {
			reprints++
		}
	}
	switch {
	case len(fresh) > 0 || len(added) == 0:
	case filled:
		x.w.Tell("The text is there now")
		return
	default:
		x.w.SayOfArticles(errors.New("already in the project: nothing was added"))
		return
	}
	x.w.AllArticles()
	for _, a := range x.w.Session().Articles() {
		if fresh[a.ID] {
			x.w.SayOfArticles(x.w.Do(func() error { return x.w.Session().PickArticle(a.ID) }))
			break
		}
	}
	x.w.Back()
	const few = 3
	if more := len(notes) - few; more > 0 {
		notes = append(slices.Clone(notes[:few]), fmt.Sprintf("and %d more", more))
	}
	said := []string{parts.Count(len(fresh), "article") + " added"}
	switch {
	case reprints == 1:
		said = append(said, "one has the same text as another article")
	case reprints > 1:
		said = append(said, fmt.Sprintf("%d have the same text as another article", reprints))
	}
	x.w.Tell(strings.Join(append(said, notes...), "; "))
	x.tellNewer(added)
}
