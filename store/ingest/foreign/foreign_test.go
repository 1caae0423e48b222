package foreign

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// read reads a file as ingest does, and gives its first article.
func read(t *testing.T, name string, source []byte) (Article, int, error) {
	t.Helper()
	kind, what, _ := KindOf(name, source)
	if what != "" || kind == Plain {
		t.Fatalf("%s is %q %s", name, kind, what)
	}
	found, err := Read(About{Kind: kind, Name: name}, source)
	if err != nil {
		return Article{}, 0, err
	}
	return found[0], len(found), nil
}

// packed makes a ZIP file of names and contents in turn.
func packed(t testing.TB, files ...string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const docx = `<w:document xmlns:w="w"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The bridge</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">It is </w:t></w:r><w:del><w:r><w:delText>open</w:delText></w:r></w:del><w:ins><w:r><w:t>shut</w:t></w:r></w:ins><w:r><w:tab/><w:t>today</w:t><w:br/><w:t>and on.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>`

const odt = `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>
<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
<text:p text:style-name="Title">The bridge</text:p><text:p>It is<text:s text:c="2"/>shut<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>They say.</text:p></text:note-body></text:note>
today.<text:line-break/>And on.</text:p><office:annotation><text:p>really?</text:p></office:annotation>
<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>`

func TestDocuments(t *testing.T) {
	for _, tt := range []struct {
		name   string
		source []byte
		want   string // title | byline | text
	}{
		{"a.docx", packed(t, "word/document.xml", docx, "docProps/core.xml", "<c xmlns:dc='d'><dc:creator>Ada</dc:creator><dc:title>Untitled</dc:title></c>",
			"word/footnotes.xml", `<w:footnotes xmlns:w="w"><w:footnote w:type="separator"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>They say.</w:t></w:r></w:p></w:footnote></w:footnotes>`),
			"The bridge|Ada|The bridge\n\nIt is shut\ttoday\nand on.\n\na\tb\n\nThey say."},
		{"a.odt", packed(t, "content.xml", odt, "meta.xml", "<m xmlns:dc='d'><dc:creator>Ada</dc:creator></m>"),
			"The bridge|Ada|The bridge\n\nIt is  shut today.\nAnd on.\n\na\tb\n\nThey say."},
		{"a.epub", packed(t, "META-INF/container.xml", `<c><rootfiles><rootfile full-path="o/p.opf"/></rootfiles></c>`, "o/p.opf",
			`<package xmlns:dc="d"><metadata><dc:title>A book</dc:title><dc:creator>Ada</dc:creator></metadata><manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="b" href="b%20b.xhtml"/><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>`,
			"o/a.xhtml", "<html><body><h1>One</h1><p>First.</p></body></html>", "o/b b.xhtml", "<html><body><p>Second.</p></body></html>", "o/nav.xhtml", "<html><body><p>Contents</p></body></html>"),
			"A book|Ada|One\n\nFirst.\n\nSecond."},
		{"a.rtf", []byte(`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 T;}{\f1\fcharset238 T;}}{\info{\title The bridge}{\author Ada}}{\*\generator x}{\header no}\f0 \'cc\'ee\'f1\'f2 \f1\'e4\u8212 ?{\pict 00ff}\par ` + "\r\n" + `\uc2\u26725 ab\'41 \{x\}{\*\bkmkstart b}\cell z\row\bin3 }}}w}`),
			"The bridge|Ada|Мост ä—\n\n桥A {x}\tz\n\nw"},
		{"a.eml", []byte("From: =?utf-8?q?Ad=C3=A4?= <a@b.example>\r\nSubject: =?iso-8859-1?Q?The_br=FCcke?=\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--x\r\nContent-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64\r\n\r\n7c/T1A==\r\n--x--\r\n"),
			"The brücke|Adä|Мост"},
		{"a.mhtml", []byte("From: <Saved by Blink>\nSnapshot-Content-Location: https://quay.example/a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://quay.example/a\n\n<html><title>The bridge</title><body><h1>The bridge</h1><p>It is=20shut, they said on Thursday, and will be so till spring.</p></body></html>\n--x--\n"),
			"The bridge||It is shut, they said on Thursday, and will be so till spring."},
		{"a.xml", []byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><entry><title type="html">The &lt;b&gt;bridge&lt;/b&gt;</title><author><name>Ada</name></author><content type="xhtml"><div><p>It is</p><p>shut.</p></div></content><updated>2026-01-29T21:00:00Z</updated></entry></feed>`),
			"The bridge|Ada|It is\n\nshut."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, _, err := read(t, tt.name, tt.source)
			if err != nil {
				t.Fatal(err)
			}
			if got := a.Title + "|" + a.Byline + "|" + strings.TrimSpace(a.text); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// What is damaged, locked, hostile or none of these kinds is refused in a line.
func TestRefusedDocuments(t *testing.T) {
	deep := strings.Repeat("<w:a>", deepestNode+10)
	for _, tt := range []struct {
		name   string
		source []byte
		says   string
	}{
		{"cut.docx", packed(t, "word/document.xml", docx)[:200], "cannot be unpacked"},
		{"broken.docx", packed(t, "word/document.xml", "<w:document><w:p>"), "breaks off"},
		{"deep.docx", packed(t, "word/document.xml", `<w:document xmlns:w="w">`+deep), "too deep"},
		{"deep inside.docx", packed(t, "word/document.xml", `<w:document xmlns:w="w"><w:del>`+deep), "too deep"},
		{"empty.docx", packed(t, "word/document.xml", `<w:document xmlns:w="w"/>`), "no text"},
		{"bomb.docx", packed(t, "word/document.xml", strings.Repeat(" ", mostOfOne+1)), "larger than an article"},
		{"locked.odt", packed(t, "content.xml", "x", "META-INF/manifest.xml", "<m><encryption-data/></m>"), "encrypted"},
		{"a.xlsx", packed(t, "xl/workbook.xml", "<w/>"), "spreadsheet"},
		{"a.ods", packed(t, "content.xml", `<o:document-content xmlns:o="o" xmlns:t="t"><o:body><o:spreadsheet><t:p>words</t:p></o:spreadsheet></o:body></o:document-content>`), "as XLSX"},
		{"a.zip", packed(t, "a.txt", "text"), "ZIP file"},
		{"no chapters.epub", packed(t, "META-INF/container.xml", "<c/>"), "missing"},
		{"data.xml", []byte("<?xml version='1.0'?><data>1</data>"), "no feed"},
		{"deep.xml", []byte("<rss>" + strings.Repeat("<a>", deepestNode+1)), "too deep"},
		{"deep.rtf", []byte(`{\rtf1` + strings.Repeat("{", deepestGroup+2)), "too deep"},
		{"empty.rtf", []byte(`{\rtf1 }`), "no text"},
		{"list.html", []byte("<html><body>" + strings.Repeat("<p><a href=x>A link to another article of words</a></p>", 30)), "without an article"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, _, err := read(t, tt.name, tt.source); err == nil || !strings.Contains(err.Error(), tt.says) || strings.ContainsAny(err.Error(), "\n") {
				t.Errorf("err = %v, want one that says %q", err, tt.says)
			}
		})
	}
}

// An entity that a document declares is not looked up anywhere.
func TestEntitiesAreNotFetched(t *testing.T) {
	a, _, err := read(t, "a.docx", packed(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:p><w:r><w:t>It says &e; here.</w:t></w:r></w:p></w:document>`))
	if err != nil || a.text != "It says &e; here." {
		t.Errorf("%q, %v", a.text, err)
	}
}

func TestKinds(t *testing.T) {
	for _, tt := range []struct {
		name, source string
		want         Kind
		what         string
	}{
		{"a.txt", "A text.", Plain, ""}, {"a.txt", "\xcc\xee\xf1\xf2", Text, ""}, {"a.txt", "a\x00b\x00", Text, ""}, {"a.txt", "\xff\xfea\x00", Text, ""},
		{"a.txt", " \n<!-- x --><!DOCTYPE html><p>", Page, ""}, {"a.html", "\ufeff<p>x", Page, ""}, {"a.txt", "Is <b> a tag?", Plain, ""},
		{"a.html", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", Page, ""},
		{"a.txt", "Subject: to change, they say.\n\nA text.", Plain, ""}, {"a.eml", "Subject: x\n\nA text.", Mail, ""},
		{"a.txt", "Subject: x\nMIME-Version: 1.0\n\nA text.", Mail, ""}, {"", "From: <Saved by Blink>\nContent-Type: multipart/related\n", Mail, ""},
		{"a.doc", `{\rtf1`, RTF, ""}, {"a.txt", "PK\x03\x04", Zip, ""}, {"a", "<?xml version='1.0'?><rss>", XML, ""}, {"a", "<rss>", XML, ""},
		{"a.pdf", "%PDF-1.7", PDF, ""}, {"a", "HTTP/1.1 200\n\n%PDF-1.4", PDF, ""}, {"a.doc", "\xd0\xcf\x11\xe0", Plain, "old Word"}, {"a", "SQLite format 3\x00", Plain, "project"},
		{"a.gz", "\x1f\x8b", Plain, "compressed"}, {"a.png", "\x89PNG", Plain, "picture"},
	} {
		kind, what, remedy := KindOf(tt.name, []byte(tt.source))
		if kind != tt.want || !strings.Contains(what, tt.what) || (what == "") != (tt.what == "") || (remedy == "") != (what == "") {
			t.Errorf("%s %q is %q, %q, %q", tt.name, tt.source, kind, what, remedy)
		}
	}
}

// portable makes a PDF with a text operator for each line of its pages.
func portable(pages ...string) []byte { return portableIn("/MediaBox[0 0 600 800]", "", pages...) }

// portableIn makes one with pages of some measures, and a font whose letters stand for
// what a map says.
func portableIn(measures, letters string, pages ...string) []byte {
	stream := func(s string) string { return fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(s), s) }
	kids := ""
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
	if letters != "" {
		objects[2] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>"
		objects = append(objects, stream(letters))
	}
	for _, operators := range pages {
		kids += fmt.Sprintf("%d 0 R ", len(objects)+1)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R%s/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>", measures, len(objects)+2), stream(operators))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(pages))
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&out, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(objects)+1, start)
	return out.Bytes()
}

// Lines become paragraphs; columns are read one after the other; the number of the
// page is none of the text.
func TestPDF(t *testing.T) {
	lines := ""
	for _, l := range []struct {
		x, y int
		text string
	}{
		{50, 700, "The bridge over the harbour will stay shut until spring, and the"}, {50, 686, "council said on Thursday that repairs have begun."},
		{50, 658, "A second paragraph stands here, after more room than lines have,"}, {50, 644, "and it goes on in the next column without"},
		{400, 700, "an end of its sentence before."}, {300, 20, "7"},
	} {
		lines += fmt.Sprintf("BT /F 12 Tf %d %d Td (%s) Tj ET\n", l.x, l.y, l.text)
	}
	a, _, err := read(t, "a.pdf", portable(lines))
	want := "The bridge over the harbour will stay shut until spring, and the council said on Thursday that repairs have begun.\n\n" +
		"A second paragraph stands here, after more room than lines have, and it goes on in the next column without an end of its sentence before."
	if err != nil || a.text != want {
		t.Errorf("%q, %v", a.text, err)
	}
	if _, _, err := read(t, "a.pdf", portable("0 0 m 100 100 l S")); err == nil || !strings.Contains(err.Error(), "scan without text") {
		t.Errorf("a page without text: %v", err)
	}
}

// The texts of several articles come in one body, and go back to theirs.
func TestTexts(t *testing.T) {
	about, err := json.Marshal(About{Kind: XML})
	if err != nil {
		t.Fatal(err)
	}
	answer, body, err := Readers()[Reader](about, []byte("<rss><channel><item><description>One.</description></item><item><description>Zwölf.</description></item></channel></rss>"))
	if err != nil {
		t.Fatal(err)
	}
	texts, err := Texts(answer.([]Article), body)
	if err != nil || strings.Join(texts, "|") != "One.|Zwölf." {
		t.Errorf("%q, %v", texts, err)
	}
	for _, bad := range []int{-1, 1000} {
		if _, err := Texts([]Article{{Length: bad}}, body); err == nil {
			t.Errorf("a length of %d fits", bad)
		}
	}
}

// withOthers is the folder above that in which the files of others are.
func withOthers(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "shared", "interop")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Skip("../shared is not here")
		}
	}
}

// The files of others, where they are at hand: each is read, or refused in a line,
// and of some it is known what they say.
func TestFilesOfOthers(t *testing.T) {
	dir := withOthers(t)
	known := map[string]string{
		"docx/mammoth-footnotes.docx":           "Ouch.\n\nA tachyon walks into a bar.\n\nFin.",
		"docx/mammoth-text-box.docx":            "Datum plane",
		"docx/mammoth-comments.docx":            "Ouch.",
		"docx/tika-testWORD_phonetic.docx":      "東京",
		"docx/tika-testOptionalHyphen.docx":     "optionalhyphen",
		"rtf/rtfparserkit-testMultiByteHex.rtf": "お元気ですか？",
		"rtf/striprtf-unicode.rtf":              "柔道",
		"rtf/tika-testComment.rtf":              "Here is some text.",
		"epub/epubcheck-minimal.epub":           "Loomings\n\nCall me Ishmael.",
		"pdf/pdfjs-helloworld-bad.pdf":          "Hello, world!", "pdf/tika-testOptionalHyphen.pdf": "optionalhyphen", "pdf/pdfjs-noembed-sjis.pdf": "あいうえお",
		"pdf/tika-testPDFTwoTextBoxes.pdf": "Left column line 1 Left column line 2\n\nRight column line 1 Right column line 2",
		"pdf/tika-testOverlappingText.pdf": "Text the first time Text the second time",
		"pdf/tika-testOCR.pdf":             "!a scan without text", "pdf/pdfjs-ThuluthFeatures.pdf": "!garbage", "pdf/pdfjs-REDHAT-1531897-0.pdf": "!damaged",
		"eml/mail/multi_charset-japanese_iso_2022.eml": "すみません。",
		"odt/odftoolkit-encrypted-with-pwd_hello.odt":  "!encrypted",
		"docx/tika-testWORD_truncated.docx":            "!cannot be unpacked",
		"mhtml/testim-hn.mhtml":                        "!without an article",
		"warc/warcio-example.warc.gz":                  example, "warc/warcio-example.warc": example, "warc/warcio-example-bad-non-chunked.warc.gz": example,
		"warc/warcio-example-wrong-chunks.warc.gz": example, "warc/warcio-example-wget-bad-target-uri.warc.gz": example, "warc/warcio-example-resource.warc.gz": example,
		"warc/warcio-example-trunc.warc": example, "warc/pywacz-valid_example_1.wacz": newer, "warc/pywacz-example-collection.warc": newer,
		"warc/pywacz-invalid_example_1.wacz": "!a ZIP file", "warc/warcio-example-digest.warc": "!without a page that holds an article",
	}
	seen := 0
	for _, folder := range []string{"docx", "odt", "epub", "rtf", "mhtml", "eml", "eml/*", "feeds", "feeds/*", "pdf", "warc"} {
		files, _ := filepath.Glob(filepath.Join(dir, "shared", "interop", folder, "*.*"))
		for _, f := range files {
			source, err := os.ReadFile(f)
			if err != nil {
				continue
			}
			name, _ := filepath.Rel(filepath.Join(dir, "shared", "interop"), f)
			kind, what, _ := KindOf(f, source)
			if kind == Plain || what != "" {
				continue
			}
			found, err := Read(About{Kind: kind, Name: filepath.Base(f)}, source)
			if err != nil && strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("%s: %q is more than one line", name, err)
			}
			for _, a := range found {
				if a.Kind == "" && a.text != "" {
					t.Errorf("%s: nothing says what it is", name)
				}
				if !utf8.ValidString(a.text) || strings.TrimSpace(a.text) == "" && len(a.Notes) == 0 {
					t.Errorf("%s: text %q", name, a.text)
				}
			}
			want, ok := known[filepath.ToSlash(name)]
			if !ok {
				continue
			}
			seen++
			if says, bad := strings.CutPrefix(want, "!"); bad {
				if err == nil || !strings.Contains(err.Error(), says) {
					t.Errorf("%s: err = %v, want %q", name, err, says)
				}
			} else if err != nil || strings.TrimSpace(found[0].text) != want {
				t.Errorf("%s: %+v, %v", name, found, err)
			}
		}
	}
	if seen != len(known) {
		t.Errorf("%d of %d known files are there", seen, len(known))
	}
}

// Whatever bytes a reader gets, it ends with clean texts or an error in one line.
func fuzz(f *testing.F, kind Kind, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		found, err := Read(About{Kind: kind}, source)
		if err != nil {
			if len(found) > 0 {
				t.Error("articles and an error")
			}
			return
		}
		for _, a := range found {
			if kind != Text && kind != Mail && strings.TrimSpace(a.text) == "" && len(a.Notes) == 0 && a.More == 0 {
				t.Error("an article without a text")
			}
		}
	})
}

func FuzzDocument(f *testing.F) {
	fuzz(f, Zip, packed(f, "word/document.xml", docx), packed(f, "content.xml", odt), packed(f, "META-INF/container.xml", "<c/>"))
}

// The XML in documents is fuzzed apart: few changes of a ZIP file leave it one.
func FuzzDocumentXML(f *testing.F) {
	f.Add(docx)
	f.Add(odt)
	f.Add("<?xml version='1.0' encoding='utf-16'?><a>")
	f.Fuzz(func(t *testing.T, content string) {
		for _, name := range []string{"word/document.xml", "content.xml"} {
			_, _ = Read(About{Kind: Zip}, packed(t, name, content))
		}
	})
}

func FuzzRTF(f *testing.F) {
	fuzz(f, RTF, []byte(`{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 x;}}\f0\'82\'a0\u-3913?\uc0\bin5 xxxxx\par}`), []byte(`{\rtf1\*`), []byte(`{\rtf1\u`))
}

func FuzzMail(f *testing.F) {
	fuzz(f, Mail, []byte("From: a@b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--"), []byte("Subject: =?x?q?=?=\n\na"), []byte("Content-Type: message/rfc822\n\nContent-Type: text/html\n\n<p>a"))
}

func FuzzXML(f *testing.F) {
	fuzz(f, XML, []byte("<rss><channel><title>t</title><item><title>a</title><description>b</description><pubDate>Thu, 29 Jan 2026</pubDate></item></channel></rss>"),
		[]byte("<feed><entry><content type='xhtml'><p>a</p></content></entry></feed>"), []byte("<rdf:RDF><item><description>x"))
}

func FuzzPDF(f *testing.F) {
	fuzz(f, PDF, portable("BT /F 12 Tf 50 700 Td (A bridge) Tj ET"), []byte("%PDF-1.7"))
}

func FuzzWARC(f *testing.F) {
	whole := []byte(response("https://quay.example/1", "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", "5\r\n<p>a \r\n0\r\n\r\n"))
	fuzz(f, WARC, whole, zipped(whole, whole), []byte("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n"), []byte("WARC/1.0\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n"))
}

// What is in a WACZ file is fuzzed apart, as documents are.
func FuzzWACZ(f *testing.F) {
	f.Add(response("https://quay.example/1", "Content-Type: text/html", "<p>A page of words, and of others."), `{"url":"https://quay.example/1"}`)
	f.Fuzz(func(t *testing.T, archive, pages string) {
		_, _ = Read(About{Kind: Zip}, packed(t, "datapackage.json", "{}", "archive/a.warc", archive, "pages/pages.jsonl", pages))
	})
}

func FuzzText(f *testing.F) { fuzz(f, Text, []byte("\xcc\xee\xf1\xf2"), []byte("a\x00b\x00")) }
