package foreign

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"

	"github.com/klippa-app/go-pdfium/requests"

	"claimtrace/store/ingest/webpage"
)

// Original is a file as it is seen, to hold beside the text that was taken from
// it: its blocks, whose texts are the next bytes of the body, or of a PDF the
// picture of a page, which is the body.
type Original struct {
	Blocks  []Block `json:"blocks,omitempty"`
	Pages   int     `json:"pages,omitempty"` // of a PDF
	Page    int     `json:"page,omitempty"`  // that of the picture, from 1
	Picture bool    `json:"picture,omitempty"`
	Begins  int     `json:"begins,omitempty"` // the page on which the passage does that was asked for, 0 where it was not found
	Ends    int     `json:"ends,omitempty"`
	Marks   []Mark  `json:"marks,omitempty"` // where it stands on the page
}

// Mark is an area of a page, in parts of its width and height from the upper left corner,
// from 0 to 1.
type Mark struct{ Left, Top, Right, Bottom float64 }

// Block is a paragraph of an original.
type Block struct {
	Part   webpage.Part `json:"part,omitempty"` // what it is; "" is in the text
	Begins bool         `json:"begins,omitempty"`
	Length int          `json:"length"`
}

// pictureDPI is how fine the picture of a page is.
const pictureDPI = 110

// ReadOriginal reads a file as it is seen. Of documents and messages that is the
// text that was taken; what each kind leaves aside is known.
func ReadOriginal(a About, source []byte) (Original, []byte, error) {
	contentType := a.Type
	if a.Encoding != "" {
		contentType = "text/html; charset=" + a.Encoding
	}
	switch a.Kind {
	case PDF:
		return pdfPage(a, source)
	case Page:
		return wholePage(source, contentType, a.Address)
	case Mail:
		m, head, err := mailOf(source)
		if err != nil {
			return Original{}, nil, err
		}
		if m.isPage() {
			return wholePage(m.page, m.pageType, m.address(a, head))
		}
	}
	found, err := Read(a, source)
	if err != nil {
		return Original{}, nil, err
	}
	switch {
	case len(found) > 1:
		return Original{}, nil, errors.New("a feed is not kept with its articles")
	case found[0].Kind == pageKind: // written as XML
		return wholePage(source, contentType, a.Address)
	}
	return Original{Blocks: []Block{{Length: len(found[0].text)}}}, []byte(found[0].text), nil
}

func wholePage(source []byte, contentType, address string) (o Original, body []byte, err error) {
	blocks, err := webpage.Whole(source, contentType, address)
	for _, b := range blocks {
		o.Blocks = append(o.Blocks, Block{Part: b.Part, Begins: b.Begins, Length: len(b.Text)})
		body = append(body, b.Text...)
	}
	return o, body, err
}

// pdfPage draws a page of a PDF and marks a passage on it. After the bytes of the file
// come those of the text that the passage is one of.
func pdfPage(a About, source []byte) (o Original, body []byte, err error) {
	if a.Text < 0 || a.Text > len(source) {
		return o, nil, errors.New("a text that does not fit its body")
	}
	source, article := source[:len(source)-a.Text], string(source[len(source)-a.Text:])
	i, doc, pages, err := openPDF(source)
	if err != nil {
		return o, nil, err
	}
	defer func() { _, _ = i.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc}) }()
	o = Original{Pages: pages, Picture: true}
	var rows []textRow
	if a.Passage.Start < a.Passage.End {
		if rows = passageRows(i, doc, pages, source, article, a.Passage); len(rows) > 0 {
			o.Begins, o.Ends = rows[0].page+1, rows[len(rows)-1].page+1
		}
	}
	if o.Page = max(1, min(a.Page, pages)); a.Seek && o.Begins > 0 {
		o.Page = o.Begins
	}
	o.Marks = marksOf(i, doc, o.Page-1, rows)
	drawn, err := i.RenderPageInDPI(&requests.RenderPageInDPI{DPI: pictureDPI, Page: pageOf(doc, o.Page-1)})
	if err != nil {
		return o, nil, fmt.Errorf("a damaged PDF: page %d cannot be drawn", o.Page)
	}
	defer drawn.Cleanup()
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, drawn.Result.Image); err != nil {
		return o, nil, err
	}
	return o, out.Bytes(), nil
}
