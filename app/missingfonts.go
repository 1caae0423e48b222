package app

import (
	"context"
	"errors"
	"strings"

	"claimtrace/app/fonts"
)

// lettering is what is known of the fonts for the articles that were read.
type lettering struct {
	fonts func() (has func(rune) bool, err error) // see [fonts.System]
	told  map[string]bool                         // the scripts of which it was said that their font is missing
}

// checkLettering says which scripts of the article in hand no font of this
// machine has, each once.
func (w *window) checkLettering() {
	s := w.session
	a, _ := s.Article()
	text := a.Title + a.Byline + s.Text().Text()
	var missing []fonts.Script
	w.run.Go(func(context.Context) {
		missing = fonts.Missing(text, func(rune) bool { return false })
		if len(missing) == 0 { // all of it can be shown on any machine
			return
		}
		has, err := w.lettering.fonts()
		if err != nil {
			has = func(rune) bool { return true } // Fyne has none then either, and nobody knows of which
		}
		missing = fonts.Missing(text, has)
	}, func() {
		if now, _ := s.Article(); w.session == s && now.ID == a.ID && len(missing) > 0 {
			w.sayMissing(missing)
		}
	})
}

func (w *window) sayMissing(missing []fonts.Script) {
	var said []string
	for _, m := range missing {
		if !w.lettering.told[m.Name] {
			said = append(said, "text in "+m.Name+": install "+m.Font)
		}
		w.lettering.told[m.Name] = true
	}
	if len(said) > 0 {
		w.said.Say(errors.New(strings.Join(said, "; ") + ". Then open the program again."))
	}
}
