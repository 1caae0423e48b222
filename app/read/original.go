package read

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"claimtrace/app/original"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

// selectedFor is how long words are selected before they are looked for in what the text was
// taken from.
const selectedFor = 250 * time.Millisecond

// Original shows beside the text what it was taken from, in the place of the claims,
// or those again.
func (p *Page) Original() {
	if p.beside.Visible() {
		p.HideOriginal()
		p.Focus()
		return
	}
	p.panes.Unfold(p.panes.Right)
	p.beside.Show()
	p.right.Hide()
	p.showOriginal()
	p.w.Hints()
}

// ShowsOriginal tells whether it stands beside the text.
func (p *Page) ShowsOriginal() bool { return p.beside.Visible() }

// HideOriginal shows the claims again.
func (p *Page) HideOriginal() {
	if !p.beside.Visible() {
		return
	}
	p.original.Close()
	p.makeRoom(false)
	p.beside.Hide()
	p.right.Show()
	p.w.Hints()
	if l := p.looker; l != nil {
		p.looker = nil
		p.run.Go(func(context.Context) { l.Close() }, func() {})
	}
}

// showOriginal shows that of the article in hand, where it is asked for.
func (p *Page) showOriginal() {
	if !p.beside.Visible() {
		return
	}
	s := p.w.Session()
	a, ok := s.Article()
	if !ok || s.Text() == nil {
		p.makeRoom(false)
		p.original.Say("There is no text here, nor what it was taken from.")
		return
	}
	if p.looker == nil {
		p.looker = ingest.NewLooker()
	}
	view, looker, text := s.View(), p.looker, s.Text().Text()
	p.original.Put("", func(ctx context.Context, look ingest.Look) (ingest.Original, error) {
		source, err := view.Original(a.ID)
		switch {
		case errors.Is(err, store.ErrNoOriginal), err == nil && string(source) == text && isForeign(a.File):
			return ingest.Original{}, errors.New("what this text was taken from was left out of the package or backup that it came in; only the text is here. Who has the original can add it again, and it takes its place")
		case err != nil:
			return ingest.Original{}, err
		}
		look.Text = text
		return looker.Original(ctx, source, a, "", look)
	}, p.passage(), true)
}

// makeRoom makes room for the picture of a page, of which letters are to be read, as much as it
// had last.
func (p *Page) makeRoom(picture bool) {
	side := p.panes.Right
	if side.Share > 0 {
		p.pageShare = side.Share
	}
	if picture {
		p.panes.Give(side, p.pageShare)
	} else {
		p.panes.Give(side, 0)
	}
}

// passage is what is selected, or else the highlight in hand.
func (p *Page) passage() original.Passage {
	if words := p.Reader.Words(); words.Len() > 0 {
		return original.Passage{Span: words, Selected: true}
	}
	a, ok := p.w.Session().Annotation()
	if !ok {
		return original.Passage{}
	}
	return original.Passage{Span: a.Span(), Verdict: a.Verdict}
}

// markOriginal marks the passage in hand on what the text was taken from; words that are selected
// when they have been so for a moment, as they are others while the mouse is drawn over them.
func (p *Page) markOriginal() {
	if p.selecting != nil {
		p.selecting()
		p.selecting = nil
	}
	if !p.beside.Visible() || p.w.Session() == nil || p.w.Session().Text() == nil {
		return
	}
	if p.Reader.Selection().Len() == 0 {
		p.original.Seek(p.passage())
		return
	}
	p.selecting = p.run.After(selectedFor, func() {
		p.selecting = nil
		if p.beside.Visible() && p.w.Session() != nil {
			p.original.Seek(p.passage())
		}
	})
}

// isForeign tells whether a file of that name is more than a text.
func isForeign(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	return ending != "" && !slices.Contains([]string{".txt", ".text", ".md", ".markdown"}, ending)
}

// originalKey hears of keys typed in what the text was taken from.
func (p *Page) originalKey(k fyne.KeyName) bool {
	n := map[fyne.KeyName]int{fyne.KeyPageDown: 1, fyne.KeyPageUp: -1}[k]
	switch {
	case n != 0:
		return p.original.View.Turn(n)
	case k == fyne.KeyEscape:
		p.Original()
		return true
	}
	return p.w.Key(k)
}
