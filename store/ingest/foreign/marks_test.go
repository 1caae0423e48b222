package foreign

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/requests"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// put writes words at a place of a page.
func put(x, y int, words string) string {
	return fmt.Sprintf("BT /F 12 Tf %d %d Td (%s) Tj ET\n", x, y, words)
}

// column writes lines of a page one below the other.
func column(x, y int, lines ...string) (page string) {
	for _, l := range lines {
		page += put(x, y, l)
		y -= 14
	}
	return page
}

// articleOf is the text that an article gets from a PDF.
func articleOf(t *testing.T, source []byte) string {
	t.Helper()
	a, _, err := read(t, "a.pdf", source)
	if err != nil {
		t.Fatal(err)
	}
	canonical, err := text.Canonical([]byte(a.text))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(canonical)
}

// look asks for a page, as a child is asked, with a passage of an article.
func look(t *testing.T, source []byte, article string, s annotate.Span, page int, seek bool) (Original, []byte) {
	t.Helper()
	about, err := json.Marshal(About{Kind: PDF, Page: page, Passage: s, Text: len(article), Seek: seek})
	if err != nil {
		t.Fatal(err)
	}
	answer, body, err := Readers()[OriginalReader](about, append(bytes.Clone(source), article...))
	if err != nil {
		t.Fatal(err)
	}
	return answer.(Original), body
}

// under is what pdfium reads where a passage of an article is marked on a page, from 1, and
// the page on which the passage begins.
func under(t *testing.T, source []byte, article string, s annotate.Span, page int) (words string, begins, ends int) {
	t.Helper()
	i, doc, pages, err := openPDF(source)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = i.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc}) }()
	rows := passageRows(i, doc, pages, source, article, s)
	if len(rows) == 0 {
		return "", 0, 0
	}
	begins, ends = rows[0].page+1, rows[len(rows)-1].page+1
	if page == 0 {
		page = begins
	}
	loaded, err := i.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: pageOf(doc, page-1)})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, a := range areasOf(i, doc, page-1, rows) {
		edge := 0.1 * (a.top - a.bottom)
		got, err := i.FPDFText_GetBoundedText(&requests.FPDFText_GetBoundedText{TextPage: loaded.TextPage, Left: a.left - 0.5, Top: a.top - edge, Right: a.right, Bottom: a.bottom + edge})
		if err != nil {
			t.Fatal(err)
		}
		letters, _ := lettersAt(strings.ReplaceAll(got.Text, lineEnd, "-"), 0)
		found = append(found, strings.Join(strings.Fields(letters), " "))
	}
	return strings.Join(found, "|"), begins, ends
}

// news is an article of three pages in two columns, with a head on each and its number.
func news() []byte {
	const head = "The Quay, 29 January"
	return portable(
		put(50, 770, head)+put(300, 20, "1")+
			column(50, 700, "The ferry is back. The harbour", "master said so on Thursday, af-", "ter a week in which the ice had", "kept it at its berth.")+
			column(320, 700, "Nobody had expected that be-", "fore the end of the month. The", "ferry is back."),
		put(50, 770, head)+put(300, 20, "2")+
			column(50, 700, "A second page begins here, and", "repeats that the ferry is back.")+
			column(320, 700, "Its last sentence does not end", "on it, but goes on over the"),
		put(50, 770, head)+put(300, 20, "3")+
			column(50, 700, "break to the third page, where", "the ferry is back. It is."),
	)
}

// A passage is marked line by line on the page on which it begins, and on the next one where it
// goes on.
func TestMarks(t *testing.T) {
	source := news()
	article := articleOf(t, source)
	for _, tt := range []struct {
		words        string
		nth          int
		begins, ends int
		marks        []string // of the pages from the first on
	}{
		{"The ferry is back.", 0, 1, 1, []string{"The ferry is back."}},
		{"after a week in which the ice", 0, 1, 1, []string{"af-|ter a week in which the ice"}},
		{"it at its berth.\n\nNobody had expected that before", 0, 1, 1, []string{"it at its berth.|Nobody had expected that be-|fore"}},
		{"ferry is back", 1, 1, 1, []string{"ferry is back"}},
		{"ferry is back", 2, 2, 2, []string{"ferry is back"}},
		{"ferry is back", 3, 3, 3, []string{"ferry is back"}},
		{"goes on over the break to the third page", 0, 2, 3, []string{"goes on over the", "break to the third page"}},
	} {
		t.Run(fmt.Sprint(tt.words, tt.nth), func(t *testing.T) {
			s := spanOf(t, article, tt.words, tt.nth)
			for page := 1; page <= 3; page++ {
				want := ""
				if page >= tt.begins && page <= tt.ends {
					want = tt.marks[page-tt.begins]
				}
				if got, begins, ends := under(t, source, article, s, page); got != want || begins != tt.begins || ends != tt.ends {
					t.Errorf("on page %d %q is marked, want %q; it is on %d to %d", page, got, want, begins, ends)
				}
			}
		})
	}
}

// The page on which a passage begins is drawn where that is asked for; on others it says where
// that is.
func TestSeeks(t *testing.T) {
	source := news()
	article := articleOf(t, source)
	for _, tt := range []struct {
		words      string
		page       int
		seek       bool
		wantPage   int
		wantBegins int
		wantMarks  int
	}{
		{"goes on over the break to the third", 1, true, 2, 2, 1}, {"goes on over the break to the third", 3, false, 3, 2, 1}, {"goes on over the break to the third", 1, false, 1, 2, 0},
		{"after a week", 9, true, 1, 1, 2}, {"", 2, true, 2, 0, 0}, {"", 9, false, 3, 0, 0},
	} {
		o, picture := look(t, source, article, spanOf(t, article, tt.words, 0), tt.page, tt.seek)
		if o.Page != tt.wantPage || o.Pages != 3 || o.Begins != tt.wantBegins || len(o.Marks) != tt.wantMarks || !o.Picture || len(picture) == 0 {
			t.Errorf("%q from %d: page %d of %d, it begins on %d, marks %v", tt.words, tt.page, o.Page, o.Pages, o.Begins, o.Marks)
		}
	}
	o, _ := look(t, source, "A text of one's own.", annotate.Span{End: 6}, 2, true)
	if o.Page != 2 || o.Begins != 0 || len(o.Marks) > 0 {
		t.Errorf("what is nowhere is on page %d: %+v", o.Page, o)
	}
}

// The text may be another version of what is read now. What is on no page leads to none.
func TestMarksOfAnotherText(t *testing.T) {
	source := news()
	typed := "THE QUAY\n\nThe ferry is back. The harbour master said so on Thursday, af-\nter a week in which the ice had kept it at its berth.\n\n" +
		"Nobody had expected that before the end of the month. The ferry is back.\n\nThe Quay, 29 January\n\n" +
		"A second page begins here, and repeats that the ferry is back. The typist was here. Its last sentence doesn't end on it, but goes on over the break."
	for _, tt := range []struct {
		words  string
		nth    int
		begins int
		want   string
	}{
		{"af-\nter a week", 0, 1, "af-|ter a week"}, {"ferry is back", 2, 2, "ferry is back"}, {"The typist was here.", 0, 0, ""},
		{"Its last sentence doesn't end on it, but goes on over the break.", 0, 2, "Its last sentence does not end|on it, but goes on over the"},
	} {
		if got, begins, _ := under(t, source, typed, spanOf(t, typed, tt.words, tt.nth), tt.begins); begins != tt.begins || got != tt.want {
			t.Errorf("%q is found on %d: %q", tt.words, begins, got)
		}
	}
}

// Letters that are drawn from right to left are marked where they are seen, and so are those of
// two directions in a line.
func TestMarksFromRightToLeft(t *testing.T) {
	letters := "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <61> <7a> <05D0> endbfrange"
	source := portableIn("/MediaBox[0 0 600 800]", letters, put(300, 700, "fedcba jihg")+put(300, 686, "zyx mlk 1434 qpo"), put(300, 700, "fedcba jihg"))
	article := articleOf(t, source)
	const seen = "זחטי אבגדהו מןנ 1434 ךכל קרש\n\nזחטי אבגדהו"
	if article != seen {
		t.Fatalf("the text is %q", article)
	}
	for _, tt := range []struct {
		words  string
		nth    int
		begins int
		left   [][2]float64 // from where to where, in points
	}{
		{"זחטי", 0, 1, [][2]float64{{338, 359}}}, {"אבגדהו", 1, 2, [][2]float64{{300, 336}}}, {"1434 ךכל", 0, 1, [][2]float64{{322, 371}}},
	} {
		o, _ := look(t, source, article, spanOf(t, article, tt.words, tt.nth), 1, true)
		if o.Begins != tt.begins || len(o.Marks) != len(tt.left) {
			t.Errorf("%s is on page %d: %v", tt.words, o.Begins, o.Marks)
			continue
		}
		for i, m := range o.Marks {
			if want := tt.left[i]; math.Abs(m.Left*600-want[0]) > 3 || math.Abs(m.Right*600-want[1]) > 3 {
				t.Errorf("%s is marked from %.0f to %.0f, want %.0f to %.0f", tt.words, m.Left*600, m.Right*600, want[0], want[1])
			}
		}
	}
}

// Where a page is turned and cut, marks are where its letters are.
func TestMarksOnTurnedPage(t *testing.T) {
	for _, turned := range []int{0, 90, 180, 270} {
		source := portableIn(fmt.Sprintf("/MediaBox[0 0 600 800]/CropBox[40 600 500 760]/Rotate %d", turned), "", column(150, 700, "The ferry is back, they say,", "and nobody had expected it."))
		article := articleOf(t, source)
		o, picture := look(t, source, article, annotate.Span{End: utf8.RuneCountInString(article)}, 1, true)
		pic, err := png.Decode(bytes.NewReader(picture))
		if err != nil || len(o.Marks) != 2 {
			t.Fatalf("%d marks, %v", len(o.Marks), err)
		}
		b := pic.Bounds()
		inside, outside, covered := 0, 0, 0.0
		for _, m := range o.Marks {
			covered += (m.Right - m.Left) * (m.Bottom - m.Top)
		}
		for y := range b.Dy() {
			for x := range b.Dx() {
				if r, _, _, _ := pic.At(x, y).RGBA(); r > 0x8000 {
					continue
				}
				in := false
				for _, m := range o.Marks {
					right, down := (float64(x)+0.5)/float64(b.Dx()), (float64(y)+0.5)/float64(b.Dy())
					in = in || m.Left <= right && right <= m.Right && m.Top <= down && down <= m.Bottom
				}
				if in {
					inside++
				} else {
					outside++
				}
			}
		}
		if inside < 300 || outside > 0 || covered > 0.2 {
			t.Errorf("turned by %d: %d points of letters are in marks, %d are not; marks cover %.2f", turned, inside, outside, covered)
		}
	}
}

// What a hostile file or caller says does no harm.
func TestMarksOfBadInput(t *testing.T) {
	source := portable(put(50, 700, "The ferry is back."))
	for _, a := range []About{{Text: -1}, {Text: len(source) + 100}} {
		if _, _, err := ReadOriginal(About{Kind: PDF, Text: a.Text, Passage: annotate.Span{End: 3}}, source); err == nil {
			t.Errorf("a text of %d bytes fits", a.Text)
		}
	}
	blank := portable("0 0 m 100 100 l S")
	o, _ := look(t, blank, "The ferry", annotate.Span{End: 3}, 1, true)
	if o.Begins != 0 || o.Page != 1 || len(o.Marks) > 0 {
		t.Errorf("on a blank page: %+v", o)
	}
	many := ""
	for k := range 3 * mostMarks {
		many += put(10+k%50*10, 790-k/50*10, "a")
	}
	crowd := portable(many)
	article := articleOf(t, crowd)
	if o, _ := look(t, crowd, article, annotate.Span{End: utf8.RuneCountInString(article)}, 1, true); len(o.Marks) == 0 || len(o.Marks) > mostMarks {
		t.Errorf("%d marks", len(o.Marks))
	}
}

// In the files of others, the sentences of the text are found where they are printed.
func TestMarksInFilesOfOthers(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(withOthers(t), "shared", "interop", "pdf", "*.pdf"))
	sought := 0
	for _, f := range files {
		if filepath.Base(f) == "pdfjs-issue1350.pdf" {
			continue // whose lines are drawn twice, one on the other
		}
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := read(t, f, source); err != nil {
			continue
		}
		article := articleOf(t, source)
		o := text.NewOffsets(article)
		for at := 0; at < o.Len(); {
			var s annotate.Span
			s.Start, s.End = o.Sentence(at)
			at = max(s.End, at+1)
			if sought++; sought%9 != 0 || spell(o.Slice(s.Start, s.End)).letters == "" {
				continue
			}
			got, begins, ends := under(t, source, article, s, 0)
			for page := begins + 1; page <= ends; page++ {
				more, _, _ := under(t, source, article, s, page)
				got += more
			}
			if want := o.Slice(s.Start, s.End); sorted(got) != sorted(want) {
				t.Errorf("%s: page %d\n got %q\nwant %q", filepath.Base(f), begins, got, want)
			}
		}
	}
	if sought < 300 {
		t.Errorf("only %d sentences are there", sought)
	}
}

// sorted are the letters of a text, in the order of the alphabet.
func sorted(s string) string {
	letters := []rune(spell(s).letters)
	slices.Sort(letters)
	return string(letters)
}
