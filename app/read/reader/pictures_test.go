package reader

import (
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// scenes are what the pictures show, in a window of that width and height; the
// head of the article is in the first.
var scenes = []struct {
	name          string
	width, height float32
	show          func(*person)
}{
	{"verdicts", 700, 400, func(p *person) {
		p.fourMarks()
		p.Pick("minus 30 degrees")
		p.sel.take(p.find("Snow fell"))
		p.Refresh()
	}},
	{"overlaps", 700, 200, func(p *person) {
		p.annotate(p.mark("hold fire on Kyiv", annotate.Disputed), p.mark("agreed to hold fire on Kyiv for one", annotate.Unconfirmed),
			p.mark("Vladimir Putin has agreed to hold fire on Kyiv for one week", annotate.Confirmed), p.mark("Donald Trump told his", annotate.Unconfirmed),
			p.mark("told his cabinet", annotate.Disputed), p.mark("cabinet that Vladimir", annotate.Confirmed))
		p.Pick("agreed to hold fire on Kyiv for one")
	}},
	{"found", 700, 300, func(p *person) {
		p.fourMarks()
		p.SetFound(append(p.all("on"), p.all("in some")...))
		p.FirstFound(p.find("confirmation").Start)
	}},
	{"card", 700, 300, func(p *person) {
		p.describes()
		p.fourMarks()
		m := p.mark("hold fire on Kyiv", annotate.Disputed)
		m.Attribution, m.Note = "a Kremlin aide", "The wire of 21:40 says the capital only, not the whole region."
		p.Put(m)
		p.rests(p.on("fire"))
		p.timer.pass()
	}},
	{"wide", 1280, 300, func(p *person) {
		claims := map[annotate.Verdict]string{
			annotate.Confirmed: "Putin agreed to a one-week pause in strikes on Kyiv", annotate.Disputed: "The pause covers the energy facilities of all regions of the country", annotate.Unconfirmed: "",
		}
		p.OnDescribe = func(a annotate.Annotation) Detail { return Detail{Claim: claims[a.Verdict]} }
		p.fourMarks()
		for _, quote := range []string{"We", "expect", "it", "an aide", "said"} {
			m := p.mark(quote, annotate.Unconfirmed)
			m.Claim = m.ID
			p.Put(m)
		}
	}},
	{"narrow", 420, 380, func(p *person) {
		p.fourMarks()
		for _, quote := range []string{"We", "expect", "it", "an aide", "said"} {
			p.Put(p.mark(quote, annotate.Confirmed))
		}
		p.Pick("There was no immediate confirmation from the Kremlin")
	}},
}

// Pictures are exact on one platform only: the rasteriser rounds otherwise on
// others.
func TestPictures(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("the pictures are of linux/amd64")
	}
	picture := func(name string, theme style.Choice, width, height float32, body string, show func(*person)) {
		p := openIn(t, theme, body)
		p.resize(width, height)
		if !strings.HasPrefix(name, scenes[0].name) {
			p.SetHead(Article{})
		}
		show(p)
		test.AssertImageMatches(t, name+".png", p.w.Canvas().Capture())
	}
	for _, theme := range []style.Choice{style.AlwaysLite, style.AlwaysDark} {
		for _, s := range scenes {
			picture(s.name+"-"+string(theme), theme, s.width, s.height, dispatch, s.show)
		}
	}
	picture("sans", style.AlwaysLite, 700, 300, dispatch, func(p *person) {
		p.SetFace(style.FaceSans)
		p.fourMarks()
		p.Pick("minus 30 degrees")
	})
	picture("zoomed", style.AlwaysLite, 700, 400, dispatch, func(p *person) {
		p.Zoom(1.5)
		p.nested()
		p.Pick("hold fire on Kyiv")
	})
	// A mark of direction makes a paragraph run from right to left, here with
	// Latin words: the picture must not depend on fonts of the system.
	picture("right-to-left", style.AlwaysLite, 700, 200, "\u200fKyiv, 30 degrees: the mayor said “no heat”. One aide said so, another did not; forecasters expect snow in some districts.\n\nSnow fell.",
		func(p *person) {
			p.annotate(p.mark("the mayor said “no heat”. One", annotate.Disputed), p.mark("expect snow in", annotate.Unconfirmed))
			p.Pick("the mayor said “no heat”. One")
		})
}
