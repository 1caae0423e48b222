package overview

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/picture"
	"claimtrace/app/style"
)

func TestText(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	p := four()
	p.claims[0].Statement = "bridge\twas\nshut"
	p.into(v)
	want := `Claim	Clarion, 28 Jan 2026 09:00	Clarion, 29 Jan 2026 21:00	aurora, 30 Jan 2026 09:00	Dawn, 31 Jan 2026 09:00	Beacon, no date	Standing
bridge was shut	confirmed	unconfirmed	mixed: 1 confirmed, 1 disputed			mixed
Ferry ran		disputed			disputed	disputed since 29 Jan 2026 21:00
dam broke			confirmed		no verdict	decided: confirmed
Airport opened						no passage yet
`
	if got := v.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	v.choosing(func(f *filter) { f.verdict = annotate.Disputed })
	if got := v.Text(); strings.Count(got, "\n") != 3 || strings.Contains(got, "Dawn") || !strings.Contains(got, "bridge was shut	(confirmed)	(unconfirmed)	mixed: ") {
		t.Errorf("of what is disputed:\n%s", got)
	}
}

// readHTML reads the page as XML, which it is too but for the tags that HTML
// does not close, and returns its words.
func readHTML(t *testing.T, html string) string {
	t.Helper()
	in := xml.NewDecoder(strings.NewReader(html))
	in.Strict, in.AutoClose, in.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var words []string
	for {
		token, err := in.Token()
		if err == io.EOF {
			return strings.Join(words, "|")
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, html)
		}
		switch token := token.(type) {
		case xml.CharData:
			if s := strings.TrimSpace(string(token)); s != "" {
				words = append(words, s)
			}
		case xml.StartElement:
			if token.Name.Local == "script" || token.Name.Local == "img" || token.Name.Local == "link" {
				t.Errorf("the page has a %s", token.Name.Local)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "src" || a.Name.Local == "href" {
					t.Errorf("the page has %s=%q", a.Name.Local, a.Value)
				}
			}
		}
	}
}

func TestHTML(t *testing.T) {
	v, _ := windowed(t, style.AlwaysDark, 1280, 728)
	four().into(v)
	html := v.HTML()
	words := readHTML(t, html)
	for _, want := range []string{
		"4 claims, 5 articles from 28 January 2026 to 31 January 2026; claims by first reported", "Claim|Clarion|28 Jan 2026 09:00|",
		"bridge was shut|✓ confirmed|? unconfirmed|✓ confirmed|✗ disputed|mixed", "Airport opened|no passage yet",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("the page lacks %q:\n%s", want, words)
		}
	}
	if !strings.Contains(html, `title="Mara: “what aurora says of it, for the first time”"`) || strings.Contains(html, "url(") || strings.Contains(html, "ZgotmplZ") {
		t.Error(html)
	}
	p := made([][2]string{{"Dawn", ""}}, [][2]string{{"much said", "++-"}})
	p.into(v)
	if words := readHTML(t, v.HTML()); !strings.Contains(words, "much said|✓ 2 confirmed|✗ disputed") || strings.Contains(v.HTML(), `"dimmed"`) {
		t.Error(words)
	}
	v.choosing(func(f *filter) {
		*f = filter{undecidedClaims, "mixed", annotate.Confirmed, "mara", "Dawn"}
	})
	v.sorting(order{claims: byDisputes, byOutlet: true})
	if words := readHTML(t, v.HTML()); !strings.Contains(words, "only claims that are undecided; only claims with the standing “mixed”; only claims with a confirmed passage by Mara in Dawn; their other passages in grey or in brackets; claims by most disputes; articles by outlet") {
		t.Error(words)
	}
	v.Put(v.Work()(nil, nil, nil), func(annotate.ID) string { return "" })
	if words := readHTML(t, v.HTML()); !strings.Contains(words, noClaims) || strings.Contains(v.HTML(), "<table>") {
		t.Errorf("of nothing: %s", words)
	}
}

// Nothing that a project holds can become markup or steer what shows it.
func TestHostileWords(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 1280, 728)
	const evil = "\"><script>alert(1)</script>\x1b[31m\u0085\u202e<img src=x onerror=y>"
	p := made([][2]string{{evil, ""}}, [][2]string{{evil, "+-"}})
	for i := range p.annotations {
		p.annotations[i].Quote = evil
	}
	p.articles[0].Title = evil
	v.Put(v.Work()(p.claims, p.articles, p.annotations), func(annotate.ID) string { return evil })
	html := v.HTML()
	readHTML(t, html)
	for _, s := range []string{html, v.Text()} {
		for _, r := range s {
			if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u202e' {
				t.Errorf("a copy holds %q", r)
			}
		}
	}
	if regexp.MustCompile(`<(script|img)`).MatchString(html) {
		t.Error(html)
	}
}

func TestDrawing(t *testing.T) {
	v, _ := windowed(t, style.AlwaysLite, 500, 300)
	sample().into(v)
	whole := func() (string, fyne.Size) {
		o, size := v.Drawing()
		for _, part := range shown(o)[1:] {
			if p, s := part.Position(), part.Size(); p.X < 0 || p.Y < 0 || p.X+s.Width > size.Width+0.1 || p.Y+s.Height > size.Height+0.1 {
				t.Errorf("a part lies at %v, %v of %v", p, s, size)
			}
			if _, ok := part.(fyne.Widget); ok {
				t.Errorf("a %T is in the picture", part)
			}
		}
		return texts(o), size
	}
	said, size := whole()
	for _, c := range v.table.rows {
		if strings.Count(said, c.Statement[:20]) != 2 {
			t.Errorf("%s is drawn %d times", c.Statement, strings.Count(said, c.Statement[:20]))
		}
	}
	if !strings.HasPrefix(said, "Overview|") || !strings.Contains(said, "Thu 29 Jan 2026") || !strings.Contains(said, "claims by first reported") {
		t.Errorf("it says %s", said)
	}
	v.ShowPanes(OnlyMatrix)
	said, matrix := whole()
	if strings.Contains(said, timelineTitle) || matrix.Height >= size.Height {
		t.Errorf("the matrix alone: %v of %v: %s", matrix, size, said)
	}
	v.ShowPanes(Both)
	large(120, 70, 4).into(v)
	if said, _ = whole(); !strings.Contains(said, "Only the first 100 claims and 60 articles are drawn here") {
		t.Error("a part passes for all")
	}
	if v.matrix.window.size.Width > 500 || v.table.columns[69].ID == "" {
		t.Error("drawing changes the view")
	}
	v.choosing(func(f *filter) { f.outlet = "nowhere" })
	v.Put(v.Work()(nil, nil, nil), func(annotate.ID) string { return "" })
	if said, _ = whole(); !strings.Contains(said, "Tag passages") {
		t.Errorf("of nothing: %s", said)
	}
}

// As SVG the drawing has all its texts and signs.
func TestDrawingAsSVG(t *testing.T) {
	v, _ := windowed(t, style.AlwaysDark, 1280, 728)
	sample().into(v)
	o, size := v.Drawing()
	signs, words := 0, strings.Split(texts(o), "|")
	for _, part := range shown(o) {
		if _, ok := part.(*canvas.Image); ok {
			signs++
		}
	}
	var b bytes.Buffer
	if err := picture.SVG(&b, o, size); err != nil {
		t.Fatal(err)
	}
	var svg struct {
		Texts []string `xml:"text"`
		Uses  []struct {
			Href string `xml:"href,attr"`
		} `xml:"use"`
	}
	if err := xml.Unmarshal(b.Bytes(), &svg); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(svg.Texts, words) {
		t.Errorf("the texts are %q, want %q", svg.Texts, words)
	}
	for _, u := range svg.Uses {
		if strings.HasPrefix(u.Href, "#sign") {
			signs--
		}
	}
	if signs != 0 || len(svg.Uses) < 50 {
		t.Errorf("%d signs are missing of %d", signs, len(svg.Uses))
	}
	var p bytes.Buffer
	painting, err := picture.NewPainting(o, size, picture.Scale(size, 1))
	if err != nil {
		t.Fatal(err)
	}
	for painting.Step() {
	}
	if err := painting.PNG(&p); err != nil || p.Len() < 10_000 {
		t.Errorf("as PNG it has %d bytes: %v", p.Len(), err)
	}
}

// The dots of a row are where the middle of each column is.
func TestDots(t *testing.T) {
	d := dots{n: 3, pitch: 20, ink: style.Light.Ink}
	img := d.draw(120, 2*dotsHigh)
	for x := range 120 {
		_, _, _, a := img.At(x, dotsHigh).RGBA()
		away := min(max(x-20, 20-x), max(x-60, 60-x), max(x-100, 100-x))
		if dark := a > 0x8000; dark != (away < 3) && away != 2 && away != 3 {
			t.Errorf("at %d, %d from a dot, it is dark: %v", x, away, dark)
		}
	}
}
