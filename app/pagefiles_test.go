package app

import (
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/export"
	"claimtrace/app/report"
	"claimtrace/app/style"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// inPast opens the sample as it stood in the middle of its life.
func inPast(t *testing.T) *window {
	t.Helper()
	w := withSample(t, style.AlwaysLite)
	w.showPast()
	w.past.Bar.OnMove(moments(t, w)[len(moments(t, w))/2])
	if at, _ := w.session.View().Moment(); !w.past.Shown().Equal(at) || w.said.Text() != "" {
		t.Fatalf("shown is %v, at hand %v: %s", w.past.Shown(), at, w.said.Text())
	}
	return w
}

// What is copied or drawn of the past says so above all else, with the moment
// that is seen and not the one that is wanted next; of the present nothing
// does.
func TestCaption(t *testing.T) {
	w := inPast(t)
	words := report.AsItStood(w.past.Shown())
	for _, v := range []view{viewCompare, viewOverview} {
		w.turnTo(v)
		w.exports.CopyPage("text", export.Figure.Text)()
		text := w.app.Clipboard().Content()
		if rest, ok := strings.CutPrefix(text, words+"\n\n"); !ok || rest == "" {
			t.Errorf("page %d as text: %.80q", v, text)
		}
		w.exports.CopyPage("HTML", export.Figure.HTML)()
		page := w.app.Clipboard().Content()
		if _, head, _ := strings.Cut(page, "</h1>"); !strings.HasPrefix(head, "\n<p ") || strings.Index(head, ">"+words+"</p>\n") != strings.Index(head, ">") {
			t.Errorf("page %d as HTML: %.2000s", v, page)
		}
		marked, _, err := w.exports.Front()
		if err != nil {
			t.Fatal(err)
		}
		o, size := marked.Drawing()
		unmarked, _ := w.Figure()
		plain, plainSize := unmarked.Drawing()
		captionHigh := size.Height - plainSize.Height
		if captionHigh < 20 || size.Width < plainSize.Width {
			t.Errorf("page %d is %v with the caption, %v without", v, size, plainSize)
		}
		with, without := texts(o, fyne.Position{}), texts(plain, fyne.Position{})
		if y, ok := with[words]; !ok || y >= captionHigh || len(with) != len(without)+1 {
			t.Errorf("page %d is drawn with %v", v, with)
		}
		for s, y := range without {
			if with[s] != y+captionHigh {
				t.Errorf("page %d: %q stands at %v, without the caption at %v", v, s, with[s], y)
			}
		}
	}
	w.past.Bar.OnClose()
	f, _, err := w.exports.Front()
	if err != nil {
		t.Fatal(err)
	}
	o, _ := f.Drawing()
	drawn := texts(o, fyne.Position{})
	for s := range drawn {
		if strings.Contains(s, "as it stood") {
			t.Errorf("the present is drawn as %q", s)
		}
	}
	if all := f.Text() + f.HTML(); strings.Contains(all, "as it stood") || len(drawn) == 0 {
		t.Errorf("the present: %s", all)
	}
}

// texts lists the texts of an object with how far down each stands.
func texts(o fyne.CanvasObject, at fyne.Position) map[string]float32 {
	found := map[string]float32{}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *canvas.Text:
		found[o.Text] = at.Y
	case *fyne.Container:
		for _, child := range o.Objects {
			for s, y := range texts(child, at) {
				found[s] = y
			}
		}
	}
	return found
}

func TestSuggestedNames(t *testing.T) {
	w := inPast(t)
	if _, name := w.exports.Suggested("-report.html"); !strings.HasPrefix(name, "winter-report-as-of-"+w.past.Shown().UTC().Format("2006-01-02-1504")) {
		t.Errorf("in the past it is %s", name)
	}
	w.past.Bar.OnClose()
	if _, name := w.exports.Suggested("-report.html"); name != "winter-report.html" {
		t.Errorf("in the present it is %s", name)
	}
}

// A package is of the present: in the past that is said before one is asked
// where to.
func TestPackInThePast(t *testing.T) {
	w := inPast(t)
	w.said.Clear()
	w.exports.Share()
	if top := w.win.Canvas().Overlays().Top(); top != nil {
		t.Fatalf("one is asked: %T", top)
	}
	if s := w.said.Text(); !strings.Contains(s, "Back to now") || strings.Contains(s, "nvalid") {
		t.Errorf("said is %q", s)
	}
	w.past.Bar.OnClose()
	w.exports.Share()
	if w.win.Canvas().Overlays().Top() == nil {
		t.Error("in the present one is not asked what to share")
	}
}

// The file is verified from the past, too.
func TestVerifyInThePast(t *testing.T) {
	w := inPast(t)
	w.exports.Verify()
	if s := w.said.Text(); s != "" {
		t.Errorf("said is %q", s)
	}
}

// What is written of the past holds the moment that was seen when it was asked
// for, wherever the window goes before a place is chosen.
func TestExportHoldsItsMoment(t *testing.T) {
	w := inPast(t)
	then := w.past.Shown()
	look, p := w.exports.AsShown(), w.Present()
	w.past.Bar.OnMove(moments(t, w)[0])
	var set exchange.Set
	if err := look(t.Context(), p, func(p *store.View) (err error) {
		set, err = exchange.Collect(p, then)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if !set.AsOf.Equal(then) || len(set.Annotations) == 0 {
		t.Errorf("the set is one of %d passages as of %v, want %v", len(set.Annotations), set.AsOf, then)
	}
	w.past.Bar.OnClose()
	if err := w.exports.AsShown()(t.Context(), w.Present(), func(p *store.View) error {
		if _, past := p.Moment(); past {
			t.Error("in the present the past is written")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// What was saved is told with its folder; a picture is painted whole.
func TestSaved(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.turnTo(viewCompare)
	folder := t.TempDir()
	saveAs := func(command, name string) string {
		path := filepath.Join(folder, name)
		w.table.Run(w.table.Of(command))
		write(w, path)
		strike(w, fyne.KeyReturn)
		return path
	}
	path := saveAs("page.png", "page.png")
	if said := onSheet(w); !strings.Contains(said, "Saved page.png") || !strings.Contains(said, filepath.Base(folder)) {
		t.Errorf("told is %q", said)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil || img.Bounds().Dy() < 1000 {
		t.Fatalf("the picture: %v, %v", img, err)
	}
	if below := color.NRGBAModel.Convert(img.At(img.Bounds().Dx()/2, img.Bounds().Dy()-1)); below != style.Light.Surface {
		t.Errorf("the last row is %v", below)
	}
	strike(w, fyne.KeyEscape)
	if w.dialogs.Open() {
		t.Error("Escape does not leave")
	}
}
