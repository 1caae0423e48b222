package read

import (
	"context"
	"errors"
	"strings"

	"claimtrace/app/fonts"
)

// checkFonts says which scripts of the article in hand no font of this
// machine has, each once.
func (p *Page) checkFonts() {
	s := p.w.Session()
	a, _ := s.Article()
	text := a.Title + a.Byline + s.Text().Text()
	var missing []fonts.Script
	p.run.Go(func(context.Context) {
		missing = fonts.Missing(text, func(rune) bool { return false })
		if len(missing) == 0 { // all of it can be shown on any machine
			return
		}
		has, err := p.Fonts()
		if err != nil {
			has = func(rune) bool { return true } // Fyne has none then either, and nobody knows of which
		}
		missing = fonts.Missing(text, has)
	}, func() {
		if now, _ := s.Article(); p.w.Session() == s && now.ID == a.ID && len(missing) > 0 {
			p.sayMissing(missing)
		}
	})
}

func (p *Page) sayMissing(missing []fonts.Script) {
	var said []string
	for _, m := range missing {
		if !p.missing[m.Name] {
			said = append(said, "text in "+m.Name+": install "+m.Font)
		}
		p.missing[m.Name] = true
	}
	if len(said) > 0 {
		p.w.Say(errors.New(strings.Join(said, "; ") + ". Then open the program again."))
	}
}
