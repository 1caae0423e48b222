package reader

import (
	"math"
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/style"
)

// checkDrawn checks that each word in the window is drawn where it is laid out,
// once, and nothing else.
func (p *person) checkDrawn() {
	p.t.Helper()
	type place struct {
		text string
		x, y int
	}
	near := func(f float32) int { return int(math.Round(float64(f) * 4)) }
	drawn := map[place]int{}
	for _, row := range p.view().rows {
		for _, w := range row {
			drawn[place{w.Text.Text, near(w.Position().X), near(w.Position().Y - w.down)}]++
		}
	}
	down := (float32(p.layout.Lead()) - p.view().height) / 2
	words := 0
	for _, line := range p.seen {
		y := float32(p.textTop() + p.layout.Top(line.Line) - p.scroll)
		for _, w := range p.layout.Pieces(line.Line) {
			words++
			if n := drawn[place{w.Text, near(p.margin() + w.X), near(y + down)}]; n == 0 {
				p.t.Fatalf("%q is not drawn at %v, %v", w.Text, p.margin()+w.X, y+down)
			}
		}
	}
	all, texts := 0, 0
	for _, n := range drawn {
		all += n
	}
	for _, o := range p.view().Objects() {
		if t, ok := o.(*canvas.Text); ok && t.TextSize == style.ReadSize*p.zoom {
			texts++
		}
	}
	if all != words || texts != words {
		p.t.Fatalf("%d words have %d texts, of which %d are drawn", words, all, texts)
	}
}

// Whatever changes, words are drawn where they are laid out.
func TestWordsAreDrawnWhereTheyLie(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(10) {
		random := rand.New(rand.NewPCG(seed, 17))
		p.read(mixed(random, 600))
		p.checkDrawn()
		for range 25 {
			switch random.IntN(7) {
			case 0:
				p.resize(p.Size().Width, float32(200+random.IntN(700)))
			case 1:
				p.resize(float32(900+random.IntN(900)), p.Size().Height) // the column stays, the margin does not
			case 2:
				p.resize(float32(320+random.IntN(700)), p.Size().Height)
			case 3:
				p.Zoom(float32(70+random.IntN(130)) / 100)
			case 4:
				p.SetFace([]style.Face{style.FaceSerif, style.FaceSans}[random.IntN(2)])
			case 5:
				p.SetHead(Article{Title: "Another title"})
			default:
				p.ScrollBy(random.Float64()*3000 - 1500)
			}
			p.checkDrawn()
		}
	}
}
