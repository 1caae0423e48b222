package picture

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

func TestImages(t *testing.T) {
	start(t, style.AlwaysDark)
	sign := func(v annotate.Verdict, x float32) fyne.CanvasObject {
		return placed(canvas.NewImageFromResource(parts.Ring(v)), x, 0, 20, 20)
	}
	dots := canvas.NewRaster(func(wide, high int) image.Image { return image.NewNRGBA(image.Rect(0, 0, wide, high)) })
	again := canvas.NewRaster(dots.Generator)
	all := drawn(t, free(sign(annotate.Confirmed, 0), sign(annotate.Disputed, 20), sign(annotate.Confirmed, 40),
		placed(canvas.NewImageFromImage(image.NewNRGBA(image.Rect(0, 0, 3, 3))), 0, 40, 30, 30),
		placed(canvas.NewHorizontalGradient(color.White, color.Black), 50, 40, 30, 30),
		placed(dots, 0, 80, 50, 4), placed(again, 0, 90, 50, 4)), fyne.NewSize(200, 100))
	if n := len(of(all, "symbol")); n != 2 {
		t.Errorf("two signs are %d symbols", n)
	}
	if n := len(of(all, "image")); n != 3 {
		t.Errorf("three different pictures are written %d times", n)
	}
	uses := of(all, "use")
	if len(uses) != 7 || uses[0].attrs["href"] != uses[2].attrs["href"] || uses[2].attrs["x"] != "40" || uses[5].attrs["href"] != uses[6].attrs["href"] {
		t.Errorf("they are used so: %+v", uses)
	}
	if s := of(all, "symbol")[0]; s.attrs["viewBox"] != "0 0 20 20" || len(of(all, "circle")) != 2 {
		t.Errorf("the sign is %+v", s)
	}
}

// A drawing that holds more than forms is not taken over: it is painted.
func TestForeignDrawings(t *testing.T) {
	start(t, style.AlwaysLite)
	for name, c := range map[string]struct {
		content string
		plain   bool
	}{
		"plain":       {`<svg xmlns="http://www.w3.org/2000/svg" width="9px" height="9"><path d="M0 0L9 9" onclick="x" id="i"/></svg>`, true},
		"a script":    {`<svg viewBox="0 0 9 9"><script>alert(1)</script></svg>`, false},
		"a link":      {`<svg viewBox="0 0 9 9"><a href="x"><path d="M0 0"/></a></svg>`, false},
		"an address":  {`<svg viewBox="0 0 9 9"><path d="M0 0" fill="url(http://x)"/></svg>`, false},
		"a style":     {`<svg viewBox="0 0 9 9"><path d="M0 0" style="fill:red"/></svg>`, false},
		"an image":    {`<svg viewBox="0 0 9 9"><image href="x"/></svg>`, false},
		"no frame":    {`<svg><path d="M0 0"/></svg>`, false},
		"a broken":    {`<svg viewBox="0 0 9 9"><path`, false},
		"no drawing":  {`nothing`, false},
		"words":       {`<svg viewBox="0 0 9 9&quot; onload=&quot;x"><path d="M0 0"/></svg>`, false},
		"two of them": {`<svg viewBox="0 0 9 9"/><script/>`, false},
	} {
		d, err := readDrawing([]byte(c.content))
		if (err == nil) != c.plain {
			t.Errorf("%s: %v", name, err)
		}
		if c.plain && (d.viewBox != "0 0 9 9" || d.content != `<g><path d="M0 0L9 9"></path></g>`) {
			t.Errorf("%s is %+v", name, d)
		}
	}
	foreign := fyne.NewStaticResource("x.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 0L9 9Z" style="fill:#ff0000"/></svg>`))
	all := drawn(t, free(placed(canvas.NewImageFromResource(foreign), 0, 0, 9, 9)), fyne.NewSize(9, 9))
	if len(of(all, "path")) != 0 || len(of(all, "image")) != 1 {
		t.Errorf("a foreign drawing is written as %+v", all)
	}
}

// Whatever a drawing is read from, what is written stands well formed in
// another and holds forms only.
func FuzzReadDrawing(f *testing.F) {
	for _, seed := range []string{
		`<svg viewBox="0 0 9 9"><g fill="red"><path d="M0 0L9 9"/></g><title>a &lt; b</title></svg>`, `<svg width="1" height="1" x="2"/>`,
		`<svg viewBox="0,0,1,1"><svg viewBox="0 0 1 1"><script/></svg></svg>`, `<a:svg xmlns:a="x" viewBox="0 0 1 1" a:d="1"/>`, "<", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		d, err := readDrawing([]byte(content))
		if err != nil {
			return
		}
		for _, e := range read(t, []byte("<svg>"+d.content+"</svg>")) {
			if !plainTags[e.name] {
				t.Errorf("%q holds a %s", d.content, e.name)
			}
			for name := range e.attrs {
				if !plainAttr[name] {
					t.Errorf("%q holds %s", d.content, name)
				}
			}
		}
	})
}
