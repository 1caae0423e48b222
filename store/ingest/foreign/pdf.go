package foreign

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"

	"claimtrace/store/ingest/worker"
)

// mostPages is how many pages of a PDF are read.
const mostPages = 5000

// reader is pdfium, compiled once in a process. It runs in a machine of its own,
// which sees no file. What was compiled is kept in the user's cache, as it takes
// some seconds.
var reader = sync.OnceValues(func() (i pdfium.Pdfium, err error) {
	err = worker.Prepare(func() error {
		config := wazero.NewRuntimeConfig()
		if dir, err := os.UserCacheDir(); err == nil {
			if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "claimtrace", "pdf")); err == nil {
				config = config.WithCompilationCache(cache)
			}
		}
		pool, err := webassembly.Init(webassembly.Config{MinIdle: 1, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: os.Stderr, Stderr: os.Stderr})
		if err != nil {
			return err
		}
		i, err = pool.GetInstance(time.Minute)
		return err
	})
	return i, err
})

// readPDF reads the text of a PDF in the order in which it is drawn, which is that
// of reading in all but old forms: paragraphs are joined of lines, words that the
// end of a line parts of their halves, and numbers of pages and what stands on
// every page are left out.
func readPDF(_ About, source []byte) ([]Article, error) {
	i, doc, count, err := openPDF(source)
	if err != nil {
		return nil, err
	}
	defer func() { _, _ = i.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc}) }()
	all, err := textOfPDF(i, doc, count)
	if err != nil {
		return nil, err
	}
	text := all.text.String()
	switch {
	case all.blank == count:
		return nil, errors.New("a scan without text: run a program that recognises letters (OCR) over it and add what that makes")
	case isGarbage(text):
		return nil, errors.New("a PDF that does not say which letters it shows, so that its text is garbage: print it and recognise its letters (OCR)")
	case strings.TrimSpace(text) == "":
		return nil, errNone
	}
	found := Article{From: map[string]string{}, Kind: "PDF", Pages: count, text: text}
	if all.blank > 0 {
		found.Notes = []string{fmt.Sprintf("%d of %d pages have no text: pictures or a scan", all.blank, count)}
	}
	title, author := metaOf(i, doc)
	if !strings.Contains(inWords(text[:min(len(text), 20_000)]), inWords(title)) {
		title = "" // it was the name of a file, or that of another document
	}
	found.set("", "document", title, author, "")
	return []Article{found}, nil
}

// openPDF opens a PDF, to be closed, and counts its pages.
func openPDF(source []byte) (i pdfium.Pdfium, doc references.FPDF_DOCUMENT, pages int, err error) {
	if i, err = reader(); err != nil {
		return nil, doc, 0, fmt.Errorf("PDF cannot be read here: %w", err)
	}
	opened, err := i.OpenDocument(&requests.OpenDocument{File: &source})
	if err != nil {
		if strings.Contains(err.Error(), "password") {
			return nil, doc, 0, errEncrypted
		}
		return nil, doc, 0, errors.New("a damaged PDF: it cannot be opened")
	}
	count, err := i.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	switch {
	case err != nil || count.PageCount == 0:
		err = errors.New("a PDF without pages")
	case count.PageCount > mostPages:
		err = fmt.Errorf("it has more than %d pages: split it", mostPages)
	default:
		return i, opened.Document, count.PageCount, nil
	}
	_, _ = i.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document})
	return nil, doc, 0, err
}

// pageOf is a page of a PDF as pdfium is asked for it, from 0.
func pageOf(doc references.FPDF_DOCUMENT, n int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: n}}
}

func metaOf(i pdfium.Pdfium, doc references.FPDF_DOCUMENT) (title, author string) {
	meta, err := i.GetMetaData(&requests.GetMetaData{Document: doc, Tags: &[]string{"Title", "Author"}})
	if err != nil {
		return "", ""
	}
	for _, t := range meta.Tags {
		value := strings.Join(strings.Fields(strings.ToValidUTF8(t.Value, "")), " ")
		switch t.Tag {
		case "Title":
			title = value
		case "Author":
			author = value
		}
	}
	return title, author
}

// inWords is a text as its words in small letters.
func inWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// pdfText is the text of a PDF, made of lines of its pages.
type pdfText struct {
	text  strings.Builder
	chars int       // its length in code points
	lines []textRow // in the order of the text
	blank int       // how many pages have none
}

// textRow is a line in the text: where it begins there, and where it stands.
type textRow struct {
	start, page int     // code points; from 0
	at          []int32 // as in [pdfLine]
	hyphen      int32   // the unit at its end that parts a word, -1 for none
	area
}

// textOfPDF reads the text of all pages.
func textOfPDF(i pdfium.Pdfium, doc references.FPDF_DOCUMENT, count int) (*pdfText, error) {
	t := &pdfText{}
	var pages [][]pdfLine
	for n := range count {
		lines, err := pageLines(i, doc, n)
		if err != nil {
			return nil, fmt.Errorf("a damaged PDF: page %d cannot be read", n+1)
		}
		if len(lines) == 0 {
			t.blank++
		}
		pages = append(pages, lines)
	}
	t.joinLines(withoutFurniture(pages))
	return t, nil
}

// pdfLine is one line of a page.
type pdfLine struct {
	text string  // without space at its ends
	at   []int32 // of each code point of that: the unit of the page's text that it was made of, -1 for none
	area
}

// area is a part of a page, in points from the page's lower left corner.
type area struct {
	left, right, top, bottom float64
	height                   float64 // of its letters
}

// lineEnd is what pdfium writes for a hyphen at which a word is parted.
const lineEnd = "\x02"

// pageLines reads the lines of a page, in the order in which they are drawn.
func pageLines(i pdfium.Pdfium, doc references.FPDF_DOCUMENT, n int) (lines []pdfLine, err error) {
	page, err := i.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: pageOf(doc, n)})
	if err != nil {
		return nil, err
	}
	defer func() { _, _ = i.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: page.TextPage}) }()
	count, err := i.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: page.TextPage})
	if err != nil || count.Count == 0 {
		return nil, err
	}
	all, err := i.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: page.TextPage, StartIndex: 0, Count: count.Count})
	if err != nil {
		return nil, err
	}
	at := 0 // place of the line in hand among the characters of the page
	// Where a word is parted pdfium has its hyphen and no line end.
	for line := range strings.SplitAfterSeq(strings.ReplaceAll(all.Text, "\ufffe", lineEnd), "\n") {
		for piece := range strings.SplitAfterSeq(line, lineEnd) {
			begin := at
			at += len(utf16.Encode([]rune(piece)))
			l, ok := lineAt(i, page.TextPage, piece, begin)
			switch {
			case !ok:
			case len(lines) > 0 && lines[len(lines)-1].goesOn(l):
				lines[len(lines)-1].join(l)
			default:
				lines = append(lines, l)
			}
		}
	}
	return lines, nil
}

// lineAt is a line of a page that begins at one of its characters; there is none
// where it holds no letter.
func lineAt(i pdfium.Pdfium, page references.FPDF_TEXTPAGE, line string, begin int) (pdfLine, bool) {
	l := pdfLine{}
	l.text, l.at = lettersAt(line, begin)
	if strings.Trim(l.text, lineEnd+" ") == "" {
		return l, false
	}
	units := []rune(line)
	first := slices.IndexFunc(units, func(r rune) bool { return r > ' ' })
	last := len(units) - 1
	for last > first && units[last] <= ' ' {
		last--
	}
	if first < 0 {
		return l, true
	}
	for k := first; k < last; k += max(1, (last-first)/6) {
		l.include(i, page, begin+k)
	}
	l.include(i, page, begin+last)
	return l, true
}

// goesOn tells whether a piece stands in the same line, as what follows a raised
// sign does.
func (l *pdfLine) goesOn(next pdfLine) bool {
	overlap := min(l.top, next.top) - max(l.bottom, next.bottom)
	h := min(l.height, next.height)
	gap := next.left - l.right
	return h > 0 && overlap > 0.4*h && gap > -h && gap < 2*max(l.height, next.height) && !strings.HasSuffix(l.text, lineEnd)
}

func (l *pdfLine) join(next pdfLine) {
	if r, _ := utf8.DecodeRuneInString(next.text); unicode.IsLetter(r) || unicode.IsDigit(r) {
		l.text, l.at = l.text+" ", append(l.at, -1)
	}
	l.text, l.at = l.text+next.text, append(l.at, next.at...)
	l.left, l.right, l.top, l.bottom = min(l.left, next.left), max(l.right, next.right), max(l.top, next.top), min(l.bottom, next.bottom)
	l.height = max(l.height, next.height)
}

// include widens an area to hold a character.
func (l *area) include(i pdfium.Pdfium, page references.FPDF_TEXTPAGE, character int) {
	box, err := i.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: page, Index: character})
	if err != nil || box.Right <= box.Left || box.Top <= box.Bottom {
		return
	}
	if l.height == 0 {
		l.left, l.right, l.top, l.bottom = box.Left, box.Right, box.Top, box.Bottom
	}
	l.left, l.right, l.top, l.bottom = min(l.left, box.Left), max(l.right, box.Right), max(l.top, box.Top), min(l.bottom, box.Bottom)
	l.height = l.top - l.bottom
}

// letterForms are letters in the place of the codes that fonts of TeX have for
// them, and of marks that say nothing.
var letterForms = map[rune]string{'\x10': "“", '\x11': "”", '\x12': "„", '\x13': "«", '\x14': "»", '\x15': "–", '\x16': "—",
	'\x1b': "ff", '\x1c': "fi", '\x1d': "fl", '\x1e': "ffi", '\x1f': "ffl",
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st", '\u00ad': "", '\r': "", '\x00': ""}

// lettersAt is a stretch of the text of a page in letters, without space at its ends,
// and the units of that text that these were made of. The stretch begins at one.
func lettersAt(stretch string, begin int) (string, []int32) {
	var letters []rune
	var at []int32
	for _, r := range stretch {
		form, ok := letterForms[r]
		if !ok {
			letters, at = append(letters, r), append(at, int32(begin))
		}
		for _, f := range form {
			letters, at = append(letters, f), append(at, int32(begin))
		}
		begin += utf16.RuneLen(r)
	}
	from, to := 0, len(letters)
	for from < to && unicode.IsSpace(letters[from]) {
		from++
	}
	for to > from && unicode.IsSpace(letters[to-1]) {
		to--
	}
	return string(letters[from:to]), at[from:to]
}

var pageNumber = regexp.MustCompile(`(?i)^[\s–—-]*(?:page\s+|seite\s+|p\.\s*)?\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?[\s–—-]*$`)

// withoutFurniture leaves out numbers of pages, and the first and last lines of
// pages that stand on most of them.
func withoutFurniture(pages [][]pdfLine) [][]pdfLine {
	digits := regexp.MustCompile(`\d+`)
	seen := map[string]int{}
	key := func(l pdfLine) string { return digits.ReplaceAllString(strings.TrimSpace(l.text), "#") }
	ends := func(lines []pdfLine) (first, last int) {
		for i, l := range lines {
			if l.top > lines[first].top {
				first = i
			}
			if l.bottom < lines[last].bottom {
				last = i
			}
		}
		return first, last
	}
	for _, lines := range pages {
		if len(lines) > 1 {
			a, b := ends(lines)
			seen[key(lines[a])]++
			seen[key(lines[b])]++
		}
	}
	out := make([][]pdfLine, len(pages))
	for n, lines := range pages {
		for range 2 { // a number may stand below a line that is on every page
			if len(lines) < 2 {
				break
			}
			a, b := ends(lines)
			var kept []pdfLine
			for i, l := range lines {
				if (i == a || i == b) && (pageNumber.MatchString(l.text) || seen[key(l)] > 2 && seen[key(l)]*2 > len(pages)) {
					continue
				}
				kept = append(kept, l)
			}
			lines = kept
		}
		out[n] = lines
	}
	return out
}

// joinLines makes paragraphs of the lines of pages.
func (t *pdfText) joinLines(pages [][]pdfLine) {
	var last *pdfLine
	for n, lines := range pages {
		pitch := usualPitch(lines)
		for i := range lines {
			line := &lines[i]
			switch {
			case last == nil:
			case begins(last, line, pitch, i == 0):
				t.write("\n\n")
			case strings.HasSuffix(last.text, lineEnd) && startsSmall(line.text):
			case strings.HasSuffix(last.text, lineEnd):
				t.write("-")
			default:
				t.write(" ")
			}
			t.writeLine(line, n)
			last = line
		}
	}
}

// write writes what stands between lines.
func (t *pdfText) write(s string) {
	t.text.WriteString(s)
	t.chars += len(s)
}

func (t *pdfText) writeLine(l *pdfLine, page int) {
	row := textRow{start: t.chars, page: page, hyphen: -1, area: l.area}
	text, parted := strings.CutSuffix(l.text, lineEnd)
	if parted {
		row.hyphen = l.at[len(l.at)-1]
	}
	i := -1
	for _, r := range text {
		i++
		if string(r) == lineEnd {
			r = '-'
		}
		if unicode.IsControl(r) {
			continue
		}
		t.text.WriteRune(r)
		row.at = append(row.at, l.at[i])
	}
	t.chars += len(row.at)
	t.lines = append(t.lines, row)
}

// usualPitch is the usual distance from one line of a page to the next.
func usualPitch(lines []pdfLine) float64 {
	var all []float64
	for i := 1; i < len(lines); i++ {
		if d := lines[i-1].bottom - lines[i].bottom; d > 0 {
			all = append(all, d)
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// begins tells whether a line begins a paragraph after another.
func begins(a, b *pdfLine, pitch float64, newPage bool) bool {
	ended := endsSentence(a.text)
	down := a.bottom - b.bottom
	apart := b.left > a.right || b.right < a.left
	h := max(a.height, b.height, 1)
	switch {
	case newPage || down <= 0 || apart: // another column, or page
		return ended || !startsSmall(b.text) && !strings.HasSuffix(a.text, lineEnd)
	case a.height > 1.4*b.height || b.height > 1.4*a.height:
		return !startsSmall(b.text)
	case pitch > 0 && down > 1.3*pitch && down > 1.3*h:
		return true
	case b.left-a.left > 0.8*h && b.left-a.left < 8*h && (ended || !startsSmall(b.text)):
		return true // set in
	case ended && a.right < b.right-0.2*(b.right-b.left):
		return true // a short last line
	}
	return false
}

func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`”’"')]»`, r) })
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:。！？؟۔", r)
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " “„«\"'("))
	return unicode.IsLower(r)
}

// isGarbage tells of a text of codes that stand for no letters: signs that no text
// has, or letters of many scripts and none above all.
func isGarbage(s string) bool {
	all, odd := 0, 0
	scripts := map[string]int{}
	letters := 0
	for _, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		all++
		switch {
		case r == utf8.RuneError || unicode.IsControl(r) || unicode.In(r, unicode.Co) || !unicode.IsGraphic(r) && r != '\u200c' && r != '\u200d' && r != '\u200e' && r != '\u200f':
			odd++
		case unicode.IsLetter(r):
			letters++
			for _, name := range []string{"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Han", "Hiragana", "Katakana", "Hangul", "Devanagari", "Thai"} {
				if unicode.Is(unicode.Scripts[name], r) {
					if name == "Hiragana" || name == "Katakana" {
						name = "Han"
					}
					scripts[name]++
					break
				}
			}
		}
	}
	if odd*10 > all {
		return true
	}
	most := 0
	for _, n := range scripts {
		most = max(most, n)
	}
	return letters > 20 && len(scripts) > 3 && most*10 < letters*6
}
