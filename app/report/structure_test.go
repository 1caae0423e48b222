package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// element is one of a page, with what it holds.
type element struct {
	name     string
	attrs    map[string]string
	children []*element
	text     string // that of all within
}

// parse reads a page strictly: every element is closed where it should be.
func parse(t *testing.T, page string) *element {
	t.Helper()
	root := &element{name: "#root"}
	stack := []*element{root}
	d := xml.NewDecoder(strings.NewReader(page))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return root
		}
		if err != nil {
			t.Fatalf("not well formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			parent := stack[len(stack)-1]
			parent.children = append(parent.children, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			for _, e := range stack {
				e.text += string(token)
			}
		}
	}
}

func (e *element) walk(f func(e, parent *element)) {
	for _, c := range e.children {
		f(c, e)
		c.walk(f)
	}
}

func (e *element) all(name string) (list []*element) {
	e.walk(func(c, _ *element) {
		if c.name == name {
			list = append(list, c)
		}
	})
	return list
}

// children that may stand in an element, where only some may.
var content = map[string]string{
	"ol": "li", "ul": "li", "dl": "dt dd", "table": "caption colgroup thead tbody", "colgroup": "col", "thead": "tr", "tbody": "tr", "tr": "th td",
	"p": "span strong time a bdi", "h1": "", "h2": "", "h3": "a", "blockquote": "ins del span", "ins": "", "del": "", "caption": "", "html": "head body",
}

// checkStructure asks of a page what a reader of its structure relies on.
func checkStructure(t *testing.T, page string) *element {
	t.Helper()
	root := parse(t, page)
	ids := map[string]bool{}
	level := 0
	root.walk(func(e, parent *element) {
		if id := e.attrs["id"]; id != "" {
			if ids[id] {
				t.Errorf("the id %s stands twice", id)
			}
			ids[id] = true
		}
		if may, ok := content[parent.name]; ok && !strings.Contains(" "+may+" ", " "+e.name+" ") {
			t.Errorf("<%s> stands in <%s>", e.name, parent.name)
		}
		if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
			if now := int(e.name[1] - '0'); now > level+1 {
				t.Errorf("<%s> %q follows a heading of level %d", e.name, e.text, level)
			} else {
				level = now
			}
		}
		if e.name == "th" && e.attrs["scope"] == "" {
			t.Errorf("a header cell says not of what: %q", e.text)
		}
		if e.name == "section" || e.name == "nav" {
			if e.attrs["aria-label"] == "" && e.attrs["aria-labelledby"] == "" {
				t.Errorf("<%s> has no name", e.name)
			}
		}
	})
	root.walk(func(e, _ *element) {
		for _, name := range []string{"aria-labelledby", "aria-describedby"} {
			if id := e.attrs[name]; id != "" && !ids[id] {
				t.Errorf("%s names %s, which is not there", name, id)
			}
		}
		if href := e.attrs["href"]; strings.HasPrefix(href, "#") && !ids[href[1:]] {
			t.Errorf("a link leads to %s, which is not there", href)
		}
	})
	for _, name := range []string{"h1", "main", "header", "footer", "title"} {
		if n := len(root.all(name)); n != 1 {
			t.Errorf("%d <%s>", n, name)
		}
	}
	if html := root.all("html"); len(html) != 1 || html[0].attrs["lang"] != "en" {
		t.Error("the page does not tell its language")
	}
	for _, table := range root.all("table") {
		columns := len(table.all("thead")[0].children[0].children)
		for _, row := range table.all("tbody")[0].children {
			n := 0
			for _, cell := range row.children {
				span, _ := strconv.Atoi(cell.attrs["colspan"])
				n += max(span, 1)
			}
			if n != columns {
				t.Errorf("a row of %d cells in a table of %d columns: %q", n, columns, row.text)
			}
		}
	}
	return root
}

func TestStructure(t *testing.T) {
	p := openSample(t)
	page, err := Collect(t.Context(), p.View, store.Selection{}, made)
	if err != nil {
		t.Fatal(err)
	}
	root := checkStructure(t, render(t, page))
	if n := len(root.all("section")); n != 10 {
		t.Errorf("%d sections, want one for each claim and one for the sources", n)
	}
	for i, strips := 0, root.all("table"); i < len(strips); i++ {
		for _, row := range strips[i].all("tbody")[0].children {
			if row.children[0].name != "th" || row.children[0].attrs["scope"] != "row" {
				t.Errorf("a row begins with %q", row.children[0].text)
			}
		}
	}
}

// witness is one as a test writes it.
func witness(outlet string, hour int, quote string) store.Witness {
	w := store.Witness{Annotation: annotate.Annotation{ID: annotate.ID(outlet), Article: annotate.ID(outlet), Quote: quote, Verdict: annotate.Confirmed},
		In: annotate.Article{ID: annotate.ID(outlet), Outlet: outlet, Title: outlet + " reports"}}
	if hour >= 0 {
		w.In.Published = annotate.Publication(made.AddDate(0, 0, hour).Format(time.RFC3339))
	}
	return w
}

func traced(o trace.Options, ws ...store.Witness) *trace.Trace {
	return trace.New(store.ClaimRow{Claim: annotate.Claim{ID: "c", Statement: "A claim"}, Standing: annotate.Standing{Verdict: annotate.Confirmed, Rule: annotate.ByReviewer}}, ws, o)
}

func TestPageOfATrace(t *testing.T) {
	const base = "The city may close the old bridge in Kyiv after 47 cracks were found"
	ws := []store.Witness{witness("A", 0, base), witness("B", 1, strings.Replace(base, "47", "74", 1)), witness("C", 2, "Geese crossed a frozen lake nobody knew"),
		witness("D", -1, base), witness("E", -1, "After 47 cracks were found the city may close the old bridge in Kiev")}
	var out bytes.Buffer
	page := OfTrace(traced(trace.Options{}, ws...), func(annotate.ID) string { return "Mara" }, made)
	if err := page.Write(&out); err != nil {
		t.Fatal(err)
	}
	html := out.String()
	checkStructure(t, html)
	for _, want := range []string{"Confirmed, as Mara decided", "First confirmed by <strong dir=\"auto\">A</strong>", "First changed by <strong dir=\"auto\">B</strong>", "47 → 74 (number)",
		"The time of 2 passages is unknown", "Publication time unknown:", `<ins class="number"`, remarkApart, remarkSame, `<ins class="moved"`, `<td dir="auto" class="number"`,
		`<td class="whole" dir="auto"`, "the others are compared with this"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(html, "order unknown") {
		t.Error("the order of known times is unknown")
	}
	rivals := []store.Witness{witness("A", 0, base), witness("B", 0, base), witness("C", 9, base)}
	rivals[0].In.Published, rivals[1].In.Published = "2026-01-29", "2026-01-29"
	html = render(t, OfTrace(traced(trace.Options{}, rivals...), nil, made))
	checkStructure(t, html)
	if n := strings.Count(html, `<span class="small loose">order unknown</span>`); n != 1 || !strings.Contains(html, `<time datetime="2026-01-29">`) {
		t.Errorf("%d steps of the life line are of unknown order", n)
	}
	before := render(t, OfTrace(traced(trace.Options{Before: true}, ws...), nil, made))
	checkStructure(t, before)
	for _, want := range []string{"Nothing was published before it.", "<p>against <bdi>A</bdi></p>", "Its time is unknown, so nobody knows what came before it."} {
		if !strings.Contains(before, want) {
			t.Errorf("against the one before, %q is missing", want)
		}
	}
	for n := range 3 {
		html := render(t, OfTrace(traced(trace.Options{}, ws[:n]...), nil, made))
		checkStructure(t, html)
		if strings.Contains(html, "aligned") == (n < 2) && strings.Contains(html, `class="aligned"`) {
			t.Errorf("%d passages are aligned", n)
		}
	}
}

// The strips hold every word of every passage that stands in columns.
func TestStripsHoldAllWords(t *testing.T) {
	const base = "The city may close the old bridge in Kyiv after 47 cracks were found in its pillars by divers who had come from Lviv on Monday"
	ws := []store.Witness{witness("A", 0, base), witness("B", 1, strings.Replace(base, "divers", "some very experienced divers", 1)), witness("C", 2, strings.Replace(base, "old bridge", "bridge", 1))}
	page := OfTrace(traced(trace.Options{}, ws...), nil, made)
	strips := page.Claims[0].Strips
	if len(strips) < 2 {
		t.Fatalf("%d strips", len(strips))
	}
	for i, w := range ws {
		var words []string
		for _, s := range strips {
			wide := 0
			for k, c := range s.Rows[i].Cells {
				if c.Text != "" {
					words = append(words, c.Text)
				}
				wide += min(len(s.Rows[0].Cells[k].Text), cellMost) + 2
			}
			if wide > stripWidth {
				t.Errorf("%s is %d characters wide", s.Caption, wide)
			}
		}
		if got := strings.Join(words, " "); got != w.Quote {
			t.Errorf("row %d holds %q", i, got)
		}
	}
	if want := fmt.Sprintf("to %d of %d", len(traced(trace.Options{}, ws...).Table().Kinds), len(traced(trace.Options{}, ws...).Table().Kinds)); !strings.HasSuffix(strips[len(strips)-1].Caption, want) {
		t.Errorf("the last strip is %q, want %q", strips[len(strips)-1].Caption, want)
	}
}

// However long a name or a word is, each has a cell of its own whose width the
// page sets, and is broken there: nothing lies over what stands beside it or
// past the edge of the paper.
func TestLongNames(t *testing.T) {
	name, word := strings.Repeat("Betriebsblatt", 7), strings.Repeat("gesetz", 50)
	const base = "The city may close the old bridge in Kyiv after 47 cracks were found in its pillars by divers who had come from Lviv on Monday"
	ws := []store.Witness{witness(name, 0, base), witness("صحيفة الأخبار", 1, strings.Replace(base, "divers", word+" divers", 1)), witness(name, 2, strings.Replace(base, "47", "48", 1))}
	root := checkStructure(t, render(t, OfTrace(traced(trace.Options{}, ws...), nil, made)))
	strips := 0
	for _, table := range root.all("table") {
		var names []string
		for _, cell := range table.all("th") {
			for _, n := range cell.all("bdi") {
				names = append(names, n.text)
			}
		}
		if want := []string{name, "صحيفة الأخبار", name}; !slices.Equal(names, want) {
			t.Errorf("the names are %q", names)
		}
		letters, ok := strings.CutPrefix(table.attrs["style"], "--letters: ")
		if !ok {
			continue
		}
		strips++
		if n, err := strconv.Atoi(letters); err != nil || n > namesWidth+stripWidth {
			t.Errorf("a strip is %q letters wide", letters)
		}
		whole, columns := 0.0, table.all("col")
		for _, c := range columns {
			share, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimPrefix(c.attrs["style"], "width: "), "%"), 64)
			if err != nil || share <= 0 {
				t.Errorf("a column with the style %q", c.attrs["style"])
			}
			whole += share
		}
		if heads := len(table.all("thead")[0].all("th")); len(columns) != heads || math.Abs(whole-100) > 1 {
			t.Errorf("%d columns for %d heads take %.1f %%", len(columns), heads, whole)
		}
	}
	if strips < 2 {
		t.Errorf("%d strips", strips)
	}
	for selector, want := range map[string]string{
		"body": "overflow-wrap: break-word", ".strip": "table-layout: fixed", ".pairs": "table-layout: fixed", ".witness": "minmax(0, 1fr)", "dl": "minmax(0, 1fr)",
		".dot": "min-width: 0", ".facts, .aligned": "overflow: visible", ".strip, .facts .strip": "max-width: 100%",
	} {
		rule := regexp.MustCompile(`(?m)^ *` + regexp.QuoteMeta(selector) + ` \{([^}]*)\}`).FindStringSubmatch(string(styleSheet()))
		if rule == nil || !strings.Contains(rule[1], want) {
			t.Errorf("the rule of %s lacks %q: %q", selector, want, rule)
		}
	}
}

func TestStripsThatAreTooLarge(t *testing.T) {
	var ws []store.Witness
	for i := range mostRows + 1 {
		ws = append(ws, witness(fmt.Sprint("Outlet ", i), i, "All is quiet"))
	}
	for _, ws := range [][]store.Witness{ws, {witness("A", 0, strings.Repeat("one two ", mostText/8+1)), witness("B", 1, "one two")}} {
		page := OfTrace(traced(trace.Options{}, ws...), nil, made)
		if c := page.Claims[0]; c.Strips != nil || !strings.HasPrefix(c.NoStrips, "The alignment is left out: ") {
			t.Errorf("%d strips, %q", len(c.Strips), c.NoStrips)
		}
		checkStructure(t, render(t, page))
	}
}

func TestPageOfArticles(t *testing.T) {
	base := trace.Article{Outlet: "A", Title: "One <b>thing</b>", Published: annotate.Publication(made.Format(time.RFC3339)), Text: "The ferry left the harbour at dawn with forty cars.\n\nIts captain had asked for another pilot before.\n\nTickets are refunded."}
	other := trace.Article{Outlet: "B", Text: "Its captain had asked for another pilot before.\n\nThe ferry left the harbour at dawn with fifty cars.\n\nGeese crossed a lake.\x1b\u202e"}
	var out bytes.Buffer
	if err := OfArticles(trace.CompareArticles(base, other, collate.Options{}), made).Write(&out); err != nil {
		t.Fatal(err)
	}
	html := out.String()
	root := checkStructure(t, html)
	checkSelfContained(t, html)
	for _, want := range []string{`<p class="made">written <time datetime="2026-02-01T12:00:00Z">`, `<th scope="col"><bdi>A</bdi> `, "undated", "moved", "left out", "added", `<span class="marked number"`, "forty", "fifty", "One &lt;b&gt;"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is missing in %s", want, html)
		}
	}
	if strings.ContainsAny(html, "\x1b\u202e") {
		t.Error("control characters are written")
	}
	var left, right string
	for _, row := range root.all("tbody")[0].children {
		left, right = left+row.children[0].text, right+row.children[1].text
	}
	for _, want := range []string{"Its captain had asked", "Tickets are refunded."} {
		if !strings.Contains(left, want) {
			t.Errorf("the left column lacks %q: %s", want, left)
		}
	}
	if !strings.Contains(right, "Geese crossed a lake.") || strings.Contains(right, "Tickets") {
		t.Errorf("the right column: %s", right)
	}
}

// themes are the colours of the page in each of its themes, by name: how light
// they are, from 0 to 1, as WCAG 2.2 defines it.
func themes(t *testing.T) map[string]map[string]float64 {
	t.Helper()
	css := string(styleSheet())
	blocks := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(css, -1)
	if len(blocks) != 3 {
		t.Fatalf("%d themes", len(blocks))
	}
	out := map[string]map[string]float64{}
	for i, name := range []string{"light", "dark", "print"} {
		out[name] = map[string]float64{}
		if i == 2 { // paper is light
			for k, c := range out["light"] {
				out[name][k] = c
			}
		}
		for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6})`).FindAllStringSubmatch(blocks[i][1], -1) {
			n, err := strconv.ParseUint(m[2], 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			out[name][m[1]] = 0.2126*light(n>>16) + 0.7152*light(n>>8) + 0.0722*light(n)
		}
	}
	return out
}

// light is the light of one channel, the lowest eight bits.
func light(n uint64) float64 {
	f := float64(n&0xff) / 255
	if f <= 0.04045 {
		return f / 12.92
	}
	return math.Pow((f+0.055)/1.055, 2.4)
}

// WCAG 2.2 asks 4.5 to 1 of text (criterion 1.4.3), of lines that tell
// something 3 to 1 (1.4.11).
func TestContrast(t *testing.T) {
	for name, c := range themes(t) {
		for _, pair := range []struct {
			ink, on string
			least   float64
		}{
			{"ink", "page", 4.5}, {"ink", "surface", 4.5}, {"muted", "page", 4.5}, {"muted", "surface", 4.5}, {"accent", "page", 4.5}, {"accent", "surface", 4.5},
			{"ink", "changed", 4.5}, {"figure-ink", "figure", 4.5}, {"hedge-ink", "hedge", 4.5}, {"negation-ink", "negation", 4.5}, {"ink", "accent-fill", 4.5},
			{"ink", "confirmed-fill", 4.5}, {"ink", "disputed-fill", 4.5}, {"ink", "unconfirmed-fill", 4.5},
			{"confirmed", "surface", 4.5}, {"disputed", "surface", 4.5}, {"unconfirmed", "surface", 4.5}, {"confirmed", "page", 4.5}, {"disputed", "page", 4.5}, {"unconfirmed", "page", 4.5},
			{"confirmed", "confirmed-fill", 4.5}, {"disputed", "disputed-fill", 4.5}, {"unconfirmed", "unconfirmed-fill", 4.5}, {"edge", "surface", 3},
		} {
			ink, ok := c[pair.ink]
			on, also := c[pair.on]
			if !ok || !also {
				t.Fatalf("%s: no colour %s or %s", name, pair.ink, pair.on)
			}
			if got := (max(ink, on) + 0.05) / (min(ink, on) + 0.05); got < pair.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, less than %v", name, pair.ink, pair.on, got, pair.least)
			}
		}
	}
}
