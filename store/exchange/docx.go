package exchange

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// docxFormat is the report of [markdown] as a document of WordprocessingML (ECMA-376),
// for newsrooms that file such. It is written by hand, as no library of a free licence
// that is kept up writes it: five parts, of which one changes.
var docxFormat = Format{
	Name: "docx", Title: "Word report", Extension: ".docx",
	Description: "Word report: each claim with how it stands and the passages that state it",
	Leaves:      "places in the articles, the texts, and ids",
	Write:       alone(writeDOCX),
}

const (
	docxMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	docxRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

const docxTypes = xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`

const docxRoot = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="r1" Type="` + docxRels + `/officeDocument" Target="word/document.xml"/></Relationships>`

// docxStyles are the styles that the report uses: sizes in half points, distances in
// twentieths of a point.
const docxStyles = xml.Header + `<w:styles xmlns:w="` + docxMain + `">` +
	`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Quote"/><w:pPr><w:keepNext/><w:spacing w:before="200" w:after="40"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="20"/><w:color w:val="6A6F76"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="360"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>` +
	`</w:styles>`

func writeDOCX(w io.Writer, s Set) error {
	links := docxLinks{}
	var body strings.Builder
	docxBody(&body, s, &links)
	return writeArchive(w, s.Exported, func(z archive) error {
		for _, part := range []struct{ name, content string }{
			{"[Content_Types].xml", docxTypes},
			{"_rels/.rels", docxRoot},
			{"word/styles.xml", docxStyles},
			{"word/_rels/document.xml.rels", links.part()},
			{"word/document.xml", body.String()},
		} {
			if err := z.putText(part.name, part.content); err != nil {
				return err
			}
		}
		return nil
	})
}

// docxLinks are the addresses that a document points at, each once.
type docxLinks struct {
	addresses []string
	of        map[string]string // id of an address
}

func (l *docxLinks) id(address string) string {
	if l.of == nil {
		l.of = map[string]string{}
	}
	if l.of[address] == "" {
		l.addresses = append(l.addresses, address)
		l.of[address] = fmt.Sprintf("link%d", len(l.addresses))
	}
	return l.of[address]
}

func (l *docxLinks) part() string {
	var b strings.Builder
	b.WriteString(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	fmt.Fprintf(&b, `<Relationship Id="styles" Type="%s/styles" Target="styles.xml"/>`, docxRels)
	for _, a := range l.addresses {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s/hyperlink"%s TargetMode="External"/>`, l.of[a], docxRels, attribute("Target", a))
	}
	return b.String() + `</Relationships>`
}

// docxBody writes the document.
func docxBody(to io.Writer, s Set, links *docxLinks) {
	w := bufio.NewWriter(to) // a Builder has no errors
	defer w.Flush()
	fmt.Fprintf(w, `%s<w:document xmlns:w="%s" xmlns:r="%s"><w:body>`, xml.Header, docxMain, docxRels)
	run := func(words, look string) string {
		var b strings.Builder
		b.WriteString("<w:r>")
		if look != "" {
			b.WriteString("<w:rPr>" + look + "</w:rPr>")
		}
		for i, line := range strings.Split(words, "\n") {
			if i > 0 {
				b.WriteString("<w:br/>")
			}
			b.WriteString(`<w:t xml:space="preserve">`)
			xml.EscapeText(&b, []byte(line))
			b.WriteString("</w:t>")
		}
		return b.String() + "</w:r>"
	}
	paragraph := func(style string, runs ...string) {
		fmt.Fprintf(w, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>%s</w:p>`, style, strings.Join(runs, ""))
	}
	articles := s.articles()
	paragraph("Title", run(s.name(), ""))
	paragraph("Normal", run(reportLine(s), ""))
	for _, ch := range s.chapters() {
		if ch.claim == nil {
			paragraph("Heading1", run(untied, ""))
		} else {
			paragraph("Heading1", run(ch.claim.said(), ""))
			paragraph("Normal", run(standing(*ch.claim), "<w:b/>"))
			for _, words := range ch.said() {
				paragraph("Normal", run(words, ""))
			}
		}
		for _, n := range ch.passages {
			a := articles[n.Article]
			verdict := run(string(n.Verdict)+" · ", `<w:b/><w:color w:val="`+strings.TrimPrefix(cmp.Or(verdictColours[n.Verdict], "#1d2024"), "#")+`"/>`)
			where := run(from(a), "")
			if at := WebAddress(a.URL); at != "" {
				where = fmt.Sprintf(`<w:hyperlink r:id="%s">%s</w:hyperlink>`, links.id(at), where)
			}
			paragraph("Heading2", verdict, where)
			paragraph("Quote", run(n.Quote, ""))
			paragraph("Normal", run(strings.Join(nonEmpty(describe(n), orWithheld("", withheldNote, "note", n.Withheld), "Tagged by "+n.Reviewer), "\n"), `<w:sz w:val="18"/><w:color w:val="6A6F76"/>`))
		}
	}
	w.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`)
}
