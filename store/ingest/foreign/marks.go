package foreign

import (
	"cmp"
	"crypto/sha256"
	"slices"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"claimtrace/annotate"
)

const (
	// mostMarks is how many areas are marked on a page.
	mostMarks = 1000
	// markRoom is how far a mark goes beyond its first and last letters, and fontRoom how far
	// above and below those of its line where their font is higher, both in the height of the line.
	markRoom, fontRoom = 0.1, 0.35
	// fineness is in how many parts the width and the height of a page are measured.
	fineness = 1 << 16
)

// lastRead is the text of the PDF that was read last, as one passage after the other
// of the same article is asked for. A child reads one file at a time.
var lastRead struct {
	sum  [sha256.Size]byte
	text *pdfText
}

// passageRows are the lines in which a passage of an article stands, with the letters of
// it alone; none where it was not found.
func passageRows(i pdfium.Pdfium, doc references.FPDF_DOCUMENT, pages int, source []byte, article string, passage annotate.Span) (rows []textRow) {
	if sum := sha256.Sum256(source); lastRead.text == nil || lastRead.sum != sum {
		all, err := textOfPDF(i, doc, pages)
		if err != nil {
			return nil // what has no text has no passages
		}
		lastRead.sum, lastRead.text = sum, all
	}
	t := lastRead.text
	s, ok := standsIn(article, passage, t.text.String())
	if !ok {
		return nil
	}
	k, _ := slices.BinarySearchFunc(t.lines, s.Start+1, func(r textRow, at int) int { return cmp.Compare(r.start+len(r.at), at) })
	for ; k < len(t.lines) && t.lines[k].start < s.End; k++ {
		r := t.lines[k]
		goesOn := s.End > r.start+len(r.at)
		r.at = r.at[max(s.Start-r.start, 0):min(s.End-r.start, len(r.at))]
		if goesOn {
			r.at = append(slices.Clip(r.at), r.hyphen)
		}
		rows = append(rows, r)
	}
	return rows
}

// marksOf are the areas of a page, from 0, in which lines stand.
func marksOf(i pdfium.Pdfium, doc references.FPDF_DOCUMENT, n int, rows []textRow) (marks []Mark) {
	for _, a := range areasOf(i, doc, n, rows) {
		if m, ok := onPicture(i, doc, n, a); ok && len(marks) < mostMarks {
			marks = append(marks, m)
		}
	}
	return marks
}

func areasOf(i pdfium.Pdfium, doc references.FPDF_DOCUMENT, n int, rows []textRow) (areas []area) {
	if !slices.ContainsFunc(rows, func(r textRow) bool { return r.page == n }) {
		return nil
	}
	page, err := i.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: pageOf(doc, n)})
	if err != nil {
		return nil
	}
	defer func() { _, _ = i.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: page.TextPage}) }()
	for _, r := range rows {
		if r.page == n {
			areas = append(areas, partsOf(i, page.TextPage, r)...)
		}
	}
	return areas
}

// partsOf are the areas in which the letters of a line stand: one, where the line runs in one
// direction.
func partsOf(i pdfium.Pdfium, page references.FPDF_TEXTPAGE, r textRow) (parts []area) {
	across := r.right-r.left >= r.top-r.bottom // and not down the page
	var boxes []area
	for _, at := range r.at {
		if at < 0 {
			continue
		}
		character, err := i.FPDFText_GetCharIndexFromTextIndex(&requests.FPDFText_GetCharIndexFromTextIndex{TextPage: page, NTextIndex: int(at)})
		if err != nil {
			continue
		}
		var box area
		if box.include(i, page, character.CharIndex); box.height == 0 {
			continue
		}
		if across { // as high as its font is, near the letters of its line: a font may say anything of itself
			if font, err := i.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: character.CharIndex}); err == nil {
				room := fontRoom * (r.top - r.bottom)
				box.top = max(box.top, min(r.top+room, float64(font.Rect.Top)))
				box.bottom = min(box.bottom, max(r.bottom-room, float64(font.Rect.Bottom)))
			}
		}
		boxes = append(boxes, box)
	}
	slices.SortFunc(boxes, func(a, b area) int { return cmp.Compare(a.left, b.left) })
	for _, b := range boxes {
		last := len(parts) - 1
		if last < 0 || b.left-parts[last].right > r.height {
			parts = append(parts, b)
			continue
		}
		p := &parts[last]
		p.right, p.top, p.bottom = max(p.right, b.right), max(p.top, b.top), min(p.bottom, b.bottom)
	}
	return parts
}

// onPicture is where an area of a page is seen on its picture, which may be turned, and cut.
func onPicture(i pdfium.Pdfium, doc references.FPDF_DOCUMENT, n int, l area) (m Mark, ok bool) {
	room := markRoom * (l.top - l.bottom)
	corner := func(x, y float64) (right, down float64) {
		at, err := i.FPDF_PageToDevice(&requests.FPDF_PageToDevice{Page: pageOf(doc, n), SizeX: fineness, SizeY: fineness, PageX: x, PageY: y})
		if err != nil {
			return 0, 0
		}
		within := func(v int) float64 { return float64(max(0, min(v, fineness))) / fineness }
		return within(at.DeviceX), within(at.DeviceY)
	}
	left, top := corner(l.left-room, l.top)
	right, bottom := corner(l.right+room, l.bottom)
	m = Mark{min(left, right), min(top, bottom), max(left, right), max(top, bottom)}
	return m, m.Left < m.Right && m.Top < m.Bottom
}
