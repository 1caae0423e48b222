package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
)

// drawn tells of each object what it is and where, and all ticks.
func (p *person) drawn() []string {
	var out []string
	for _, o := range p.view().Objects() {
		s := fmt.Sprintf("%T %v %v", o, o.Position(), o.Size())
		if r, ok := o.(*canvas.Rectangle); ok {
			s += fmt.Sprint(r.FillColor, r.StrokeColor)
		}
		out = append(out, s)
	}
	for _, v := range annotate.Verdicts {
		out = append(out, fmt.Sprint(v, p.ticked(p.view().brush.Palette.VerdictInk(v))))
	}
	return out
}

// Highlights that are put and dropped one by one are drawn as if all were given
// anew.
func TestPutAndDrop(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 19))
		p.read(prose(random, 700))
		o := p.article.Text
		all := scattered(random, o, random.IntN(200))
		p.SetAnnotations(slices.Clone(all))
		p.ScrollToShare(random.Float64())
		for step := range 40 {
			switch k := random.IntN(max(len(all), 1)); {
			case step%3 == 0 || len(all) == 0:
				start := random.IntN(o.Len() - 100)
				a := annotate.Annotation{ID: annotate.ID(fmt.Sprint("new", step)), Start: start, End: start + 1 + random.IntN(90), Verdict: annotate.Verdicts[random.IntN(3)]}
				all = append(all, a)
				p.Put(a)
			case step%3 == 1:
				p.Drop(all[k].ID)
				all = slices.Delete(all, k, k+1)
			default:
				all[k].Verdict = annotate.Verdicts[random.IntN(3)]
				all[k].End = min(all[k].End+random.IntN(30), o.Len())
				p.Put(all[k])
			}
		}
		got := p.drawn()
		p.annotate(slices.Clone(all)...)
		want := p.drawn()
		for i := range want {
			if i >= len(got) || got[i] != want[i] {
				t.Fatalf("seed %d: drawn is %v, should be %v", seed, got[min(i, len(got)-1)], want[i])
			}
		}
		if len(got) != len(want) {
			t.Fatalf("seed %d: %d objects are drawn, should be %d", seed, len(got), len(want))
		}
	}
}

// What is in hand stays in hand while it is there, and takes its card along
// when it goes.
func TestPutAndDropWhatIsInHand(t *testing.T) {
	p := open(t, dispatch)
	p.describes()
	p.fourMarks()
	p.Pick("minus 30 degrees")
	m := p.mark("minus 30 degrees", annotate.Confirmed)
	m.End += len(" in")
	p.Put(m)
	if p.Picked() != m.ID || p.quote(p.span(m.ID)) != "minus 30 degrees in" {
		t.Errorf("in hand is %q over %q", p.Picked(), p.quote(p.span(m.ID)))
	}
	p.rests(p.on("minus"))
	p.timer.pass()
	if p.cardTexts() == "" {
		t.Fatal("there is no card")
	}
	p.Drop(m.ID)
	if p.Picked() != "" || p.cardTexts() != "" || len(p.handles()) > 0 {
		t.Errorf("what was dropped is still in hand: %q", p.Picked())
	}
	p.Drop(m.ID) // a second time is nothing
	p.Clear()
	p.Put(m) // without a text it is kept, but not shown
	p.Drop(m.ID)
}
