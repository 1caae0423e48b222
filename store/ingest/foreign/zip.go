package foreign

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"claimtrace/store/ingest/dates"
	"claimtrace/store/ingest/webpage"
)

// Limits on what an archive may hold.
const (
	mostFiles   = 20_000
	mostOfOne   = 64 << 20  // bytes of one file in it, unpacked
	mostOfAll   = 256 << 20 // bytes of all that are read
	deepestNode = 500       // elements of XML in each other
)

var errArchive = errors.New("a damaged file: it cannot be unpacked")

// archive is a ZIP file of which the files are read by their names.
type archive struct {
	files map[string]*zip.File
	left  int64
}

// readZip reads a document that is a ZIP file with others in it.
func readZip(a About, source []byte) ([]Article, error) {
	z, err := zip.NewReader(bytes.NewReader(source), int64(len(source)))
	if err != nil {
		return nil, errArchive
	}
	if len(z.File) > mostFiles {
		return nil, fmt.Errorf("it holds more than %d files", mostFiles)
	}
	files := archive{files: map[string]*zip.File{}, left: mostOfAll}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if files.files[name] == nil {
			files.files[name] = f
		}
	}
	if names := files.archives(); len(names) > 0 {
		return files.readWACZ(a, names)
	}
	var found Article
	kind := "DOCX"
	switch {
	case files.has("word/document.xml"):
		found, err = files.docx("word/document.xml")
	case files.has("META-INF/container.xml"):
		kind = "EPUB"
		found, err = files.epub()
	case files.has("content.xml"):
		kind = "ODT"
		found, err = files.odt()
	case files.has("xl/workbook.xml"):
		return nil, errors.New("a spreadsheet and not an article: to add what it lists use it as a manifest")
	default:
		if main := files.mainOfOffice(); main != "" {
			found, err = files.docx(main)
			break
		}
		return nil, errors.New("a ZIP file and no document: unpack it and add what is in it")
	}
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(found.text) == "" {
		return nil, errNone
	}
	found.Kind = kind
	return []Article{found}, nil
}

func (z *archive) has(name string) bool { return z.files[name] != nil }

// read unpacks a file, as far as one may be.
func (z *archive) read(name string) ([]byte, error) {
	f := z.files[name]
	if f == nil {
		return nil, fmt.Errorf("a damaged file: %s is missing in it", path.Base(name))
	}
	if f.Flags&1 != 0 {
		return nil, errEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, errArchive
	}
	defer r.Close()
	most := min(mostOfOne, z.left)
	content, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, errArchive
	}
	if int64(len(content)) > most {
		return nil, fmt.Errorf("unpacked it is larger than an article can be")
	}
	z.left -= int64(len(content))
	return content, nil
}

var errEncrypted = errors.New("it is encrypted: save it without a password and add that")

// mainOfOffice finds the document of a DOCX that keeps it in another place.
func (z *archive) mainOfOffice() string {
	for _, to := range z.relations("_rels/.rels") {
		if strings.HasSuffix(to.kind, "/officeDocument") && strings.HasSuffix(to.target, ".xml") && strings.Contains(to.target, "document") {
			return strings.TrimPrefix(to.target, "/")
		}
	}
	return ""
}

type relation struct{ kind, target string }

// relations reads what a part of a DOCX points to.
func (z *archive) relations(name string) map[string]relation {
	all := map[string]relation{}
	content, err := z.read(name)
	if err != nil {
		return all
	}
	_ = walkXML(content, func(e xml.StartElement) bool {
		if e.Name.Local == "Relationship" {
			all[attrOf(e, "Id")] = relation{attrOf(e, "Type"), attrOf(e, "Target")}
		}
		return true
	}, func(string) {}, func(string) {})
	return all
}

func attrOf(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walkXML goes through a document: start is told of each element and says whether
// what is in it is of interest, end and text of the others'. Names come without
// what stands before their colon. Entities that a document declares itself are
// not known, and nothing is fetched.
func walkXML(content []byte, start func(xml.StartElement) bool, end func(name string), text func(string)) error {
	d := xml.NewDecoder(bytes.NewReader(skipMarksUTF8(content)))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	depth := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errors.New("a damaged file: its XML breaks off")
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > deepestNode {
				return errors.New("its elements lie too deep in each other")
			}
			if !start(t) {
				if err := skip(d, deepestNode); err != nil {
					return err
				}
				depth--
			}
		case xml.EndElement:
			depth--
			end(t.Name.Local)
		case xml.CharData:
			text(string(t))
		}
	}
}

// skip reads over an element, which may be as deep as given.
func skip(d *xml.Decoder, most int) error {
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return errors.New("a damaged file: its XML breaks off")
		}
		switch t.(type) {
		case xml.StartElement:
			if depth++; depth > most {
				return errors.New("its elements lie too deep in each other")
			}
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func skipMarksUTF8(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")) }

// paragraphs gathers the paragraphs of a document.
type paragraphs struct {
	all   []string
	open  []*strings.Builder // those begun, one in the other
	row   []string           // the cells of the row in hand, in which paragraphs are joined
	inRow int                // rows in each other
}

func (p *paragraphs) begin() { p.open = append(p.open, &strings.Builder{}) }

func (p *paragraphs) write(s string) {
	if len(p.open) > 0 {
		p.open[len(p.open)-1].WriteString(s)
	}
}

func (p *paragraphs) end() {
	if len(p.open) == 0 {
		return
	}
	last := strings.TrimSpace(p.open[len(p.open)-1].String())
	p.open = p.open[:len(p.open)-1]
	if p.inRow > 0 {
		if len(p.row) == 0 {
			p.row = []string{""}
		}
		if i := len(p.row) - 1; p.row[i] == "" {
			p.row[i] = last
		} else if last != "" {
			p.row[i] += " " + last
		}
		return
	}
	if last != "" {
		p.all = append(p.all, last)
	}
}

func (p *paragraphs) beginRow() {
	if p.inRow++; p.inRow == 1 {
		p.row = nil
	}
}

func (p *paragraphs) beginCell() {
	if p.inRow == 1 {
		p.row = append(p.row, "")
	}
}

func (p *paragraphs) endRow() {
	if p.inRow--; p.inRow == 0 {
		if line := strings.TrimSpace(strings.Join(p.row, "\t")); line != "" {
			p.all = append(p.all, line)
		}
	}
}

func (p *paragraphs) text() string { return strings.Join(p.all, "\n\n") }

// docx reads the text of a Word document: what was deleted, comments, heads and
// feet of pages are no part of it; notes stand at its end.
func (z *archive) docx(main string) (Article, error) {
	content, err := z.read(main)
	if err != nil {
		return Article{}, err
	}
	relations := z.relations(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"))
	found := Article{From: map[string]string{}}
	var p paragraphs
	title := ""
	if err := docxPart(content, &p, func(s, text string) {
		if s == "Title" && title == "" {
			title = text
		}
	}, func(id string) {
		target := relations[id].target
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(main), target)
		}
		target = strings.TrimPrefix(target, "/")
		if inner, err := z.read(target); err == nil {
			if text, err := webpage.All(inner, ""); err == nil {
				p.all = append(p.all, text)
			}
		}
	}); err != nil {
		return Article{}, err
	}
	for _, notes := range []string{"footnotes.xml", "endnotes.xml"} {
		if name := path.Join(path.Dir(main), notes); z.has(name) {
			if content, err := z.read(name); err == nil {
				_ = docxPart(content, &p, nil, nil)
			}
		}
	}
	found.text = p.text()
	core := z.values("docProps/core.xml")
	found.set(title, "document", core["title"], core["creator"], core["language"])
	return found, nil
}

// docxPart reads the paragraphs of a part of a Word document.
func docxPart(content []byte, p *paragraphs, ended func(style, text string), chunk func(id string)) error {
	style, inText := "", false
	return walkXML(content, func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "p":
			if e.Name.Space != "" && strings.Contains(e.Name.Space, "drawing") {
				return true
			}
			p.begin()
			style = ""
		case "pStyle":
			style = attrOf(e, "val")
		case "tr":
			p.beginRow()
		case "tc":
			p.beginCell()
		case "t":
			inText = true
		case "tab":
			if len(e.Attr) == 0 { // that in a list of tab stops has some
				p.write("\t")
			}
		case "br", "cr":
			p.write("\n")
		case "noBreakHyphen":
			p.write("\u2011")
		case "altChunk":
			if chunk != nil {
				chunk(attrOf(e, "id"))
			}
		case "del", "moveFrom", "delText", "instrText", "Fallback", "rt", "pict", "separator", "sectPr", "tabs":
			return e.Name.Local == "pict" // text boxes of old documents
		case "footnote", "endnote":
			return attrOf(e, "type") == "" || attrOf(e, "type") == "normal"
		}
		return true
	}, func(name string) {
		switch name {
		case "p":
			if ended != nil && len(p.open) > 0 {
				ended(style, strings.TrimSpace(p.open[len(p.open)-1].String()))
			}
			p.end()
		case "tr":
			p.endRow()
		case "t":
			inText = false
		}
	}, func(s string) {
		if inText {
			p.write(s)
		}
	})
}

// values reads the elements of a document that hold text alone, by their names.
func (z *archive) values(name string) map[string]string {
	all := map[string]string{}
	if !z.has(name) {
		return all
	}
	content, err := z.read(name)
	if err != nil {
		return all
	}
	at := ""
	_ = walkXML(content, func(e xml.StartElement) bool { at = e.Name.Local; return true }, func(string) { at = "" }, func(s string) {
		if at != "" && strings.TrimSpace(s) != "" && all[at] == "" {
			all[at] = strings.TrimSpace(s)
		}
	})
	return all
}

// set fills in what a document says of itself.
func (a *Article) set(heading, source, title, author, language string) {
	switch {
	case heading != "":
		a.Title, a.From["title"] = heading, "headline"
	case title != "":
		a.Title, a.From["title"] = title, source
	}
	if author != "" {
		a.Byline, a.From["byline"] = author, source
	}
	if language != "" {
		a.Language, a.From["language"] = language, source
	}
}

// odt reads the text of an OpenDocument text.
func (z *archive) odt() (Article, error) {
	if manifest, err := z.read("META-INF/manifest.xml"); err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
		return Article{}, errEncrypted
	}
	content, err := z.read("content.xml")
	if err != nil {
		return Article{}, err
	}
	var p, notes paragraphs
	to := &p
	title, style := "", ""
	depth := 0 // of notes
	table := false
	err = walkXML(content, func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "p", "h":
			if strings.Contains(e.Name.Space, "presentation") {
				return true
			}
			to.begin()
			style = attrOf(e, "style-name")
		case "s":
			n := 1
			_, _ = fmt.Sscan(attrOf(e, "c"), &n)
			to.write(strings.Repeat(" ", min(max(n, 1), 1000)))
		case "tab":
			to.write("\t")
		case "line-break":
			to.write("\n")
		case "table-row":
			to.beginRow()
		case "table-cell":
			to.beginCell()
		case "note":
			depth++
			to = &notes
		case "spreadsheet":
			table = true
			return false
		case "tracked-changes", "annotation", "ruby-text", "note-citation", "automatic-styles", "font-face-decls", "script", "scripts", "forms", "desc", "title", "sequence-decls", "table-of-content", "alphabetical-index", "bookmark":
			return false
		}
		return true
	}, func(name string) {
		switch name {
		case "p", "h":
			if len(to.open) > 0 && title == "" && style == "Title" {
				title = strings.TrimSpace(to.open[len(to.open)-1].String())
			}
			to.end()
		case "table-row":
			to.endRow()
		case "note":
			if depth--; depth == 0 {
				to = &p
			}
		}
	}, func(s string) {
		if strings.TrimSpace(s) != "" || len(s) > 0 && !strings.ContainsAny(s, "\n") {
			to.write(strings.Map(func(r rune) rune {
				if r == '\n' || r == '\t' {
					return ' '
				}
				return r
			}, s))
		}
	})
	if err != nil {
		return Article{}, err
	}
	if table {
		return Article{}, fmt.Errorf("a spreadsheet and not an article: %s", asXLSX)
	}
	found := Article{From: map[string]string{}}
	p.all = append(p.all, notes.all...)
	found.text = p.text()
	meta := z.values("meta.xml")
	author := meta["creator"]
	if author == "" {
		author = meta["initial-creator"]
	}
	found.set(title, "document", meta["title"], author, meta["language"])
	return found, nil
}

// epub reads the chapters of a book, in their order, as one text.
func (z *archive) epub() (Article, error) {
	container, err := z.read("META-INF/container.xml")
	if err != nil {
		return Article{}, err
	}
	if z.has("META-INF/encryption.xml") && z.has("META-INF/rights.xml") {
		return Article{}, errEncrypted
	}
	root := ""
	if err := walkXML(container, func(e xml.StartElement) bool {
		if e.Name.Local == "rootfile" && root == "" {
			root = attrOf(e, "full-path")
		}
		return true
	}, func(string) {}, func(string) {}); err != nil {
		return Article{}, err
	}
	if !z.has(root) {
		for name := range z.files {
			if strings.HasSuffix(name, ".opf") && (root == "" || !z.has(root) || name < root) {
				root = name
			}
		}
	}
	index, err := z.read(root)
	if err != nil {
		return Article{}, err
	}
	hrefs := map[string]string{}
	var spine []string
	meta := map[string]string{}
	at := ""
	if err := walkXML(index, func(e xml.StartElement) bool {
		at = e.Name.Local
		switch at {
		case "item":
			if !strings.Contains(attrOf(e, "properties"), "nav") { // the table of contents
				hrefs[attrOf(e, "id")] = attrOf(e, "href")
			}
		case "itemref":
			if attrOf(e, "linear") != "no" {
				spine = append(spine, attrOf(e, "idref"))
			}
		}
		return true
	}, func(string) { at = "" }, func(s string) {
		if at != "" && strings.TrimSpace(s) != "" && meta[at] == "" {
			meta[at] = strings.TrimSpace(s)
		}
	}); err != nil {
		return Article{}, err
	}
	var parts []string
	for _, id := range spine {
		name := path.Join(path.Dir(root), unescape(hrefs[id]))
		if hrefs[id] == "" || !z.has(name) {
			continue
		}
		content, err := z.read(name)
		if err != nil {
			return Article{}, err
		}
		if text, err := webpage.All(content, "application/xhtml+xml"); err == nil && text != "" {
			parts = append(parts, text)
		}
	}
	found := Article{From: map[string]string{}, text: strings.Join(parts, "\n\n")}
	found.set("", "document", meta["title"], meta["creator"], meta["language"])
	if meta["publisher"] != "" {
		found.Outlet, found.From["outlet"] = meta["publisher"], "document"
	}
	if p := dates.In(meta["date"]); p != "" {
		found.Published, found.From["published"] = p, "document"
	}
	return found, nil
}
