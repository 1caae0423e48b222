package foreign

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is a kind of file that has a reader.
type Kind string

// The kinds. They are told by content: names lie, and are asked only where the
// content does not say.
const (
	Plain  Kind = ""     // a text in UTF-8, which needs no reader
	Text   Kind = "text" // a text in another character set
	Page   Kind = "page" // HTML
	Mail   Kind = "mail" // a message or a page saved as one: MHTML
	Zip    Kind = "zip"  // DOCX, ODT, EPUB, WACZ
	RTF    Kind = "rtf"  // Rich Text Format
	PDF    Kind = "pdf"
	Marked Kind = "markdown"
	XML    Kind = "xml"  // a feed, or a page written as XML
	WARC   Kind = "warc" // a web archive, perhaps packed
)

// Endings lists the endings of the names of files that are read, in small letters.
var Endings = []string{".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".docx", ".odt", ".rtf", ".epub", ".pdf", ".rss", ".atom", ".xml", ".warc", ".warc.gz", ".wacz"}

// EndingOf is the ending of a file's name, in small letters: the last, or of a web
// archive that is packed both.
func EndingOf(name string) string {
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, ".warc.gz") {
		return ".warc.gz"
	}
	return path.Ext(lower)
}

// oldOffice begins files of Office before 2007, and newer ones that are encrypted.
const oldOffice = "\xd0\xcf\x11\xe0"

// foreignTo lists kinds of files that have no reader, and what to do with them.
var foreignTo = []struct{ magic, name, remedy string }{
	{"SQLite format 3\x00", "a Claimtrace project or another database", "to take in a project, merge it"},
	{oldOffice, "an old Word or Excel file, or one with a password", "save it as DOCX without one and add that, or a table as XLSX and use that as a manifest"},
	{"\x1f\x8b", "a compressed file", "unpack it and add what is in it"},
	{"\x89PNG", "a picture", "type its text into a .txt file and add that"}, {"\xff\xd8\xff", "a picture", "type its text into a .txt file and add that"},
	{"GIF8", "a picture", "type its text into a .txt file and add that"},
	{"Rar!", "a compressed file", "unpack it and add what is in it"}, {"7z\xbc\xaf", "a compressed file", "unpack it and add what is in it"},
	{"filedesc://", "a web archive in the old form ARC", "turn it into WARC and add that"},
}

// KindOf tells what reads a file, or where nothing does what it is and what to do.
func KindOf(name string, source []byte) (kind Kind, what, remedy string) {
	head := source[:min(len(source), 4096)]
	if inside := unpackedHead(head); bytes.HasPrefix(inside, []byte("WARC/")) {
		return WARC, "", ""
	} else if bytes.HasPrefix(inside, []byte("filedesc://")) {
		head = inside
	}
	for _, f := range foreignTo {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return Plain, f.name, f.remedy
		}
	}
	ending := strings.ToLower(path.Ext(name))
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return Zip, "", ""
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return RTF, "", ""
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")): // after what servers put before it
		return PDF, "", ""
	}
	plain := utf8.Valid(source) && bytes.IndexByte(source, 0) < 0 && !bytes.Contains(head, []byte("\x1b$"))
	start := strings.ToLower(string(bytes.TrimLeftFunc(skipMarks(narrow(head)), unicode.IsSpace)))
	for strings.HasPrefix(start, "<!--") {
		_, rest, ok := strings.Cut(start, "-->")
		if !ok {
			break
		}
		start = strings.TrimSpace(rest)
	}
	switch {
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"), strings.HasPrefix(start, "<head"), strings.HasPrefix(start, "<body"):
		return Page, "", ""
	case strings.HasPrefix(start, "<?xml"), strings.HasPrefix(start, "<rss"), strings.HasPrefix(start, "<feed"), strings.HasPrefix(start, "<rdf:rdf"):
		return XML, "", ""
	case (ending == ".html" || ending == ".htm" || ending == ".xhtml") && strings.Contains(start, "<"):
		return Page, "", ""
	case mailHead.Match(head) && (ending == ".eml" || ending == ".mhtml" || ending == ".mht" || mailProof.Match(head)):
		return Mail, "", ""
	case ending == ".md" || ending == ".markdown":
		return Marked, "", ""
	case plain:
		return Plain, "", ""
	}
	return Text, "", ""
}

// unpackedHead is the beginning of a file, of a packed one that of what is in it.
func unpackedHead(head []byte) []byte {
	if !bytes.HasPrefix(head, gzipMagic) {
		return head
	}
	z, err := gzip.NewReader(bytes.NewReader(head))
	if err != nil {
		return head
	}
	inside := make([]byte, len("filedesc://"))
	n, _ := io.ReadFull(z, inside)
	return inside[:n]
}

// mailHead is a line of a message's head at the beginning, and mailProof one that
// no article begins with.
var (
	mailHead  = regexp.MustCompile(`(?i)^\s*(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n)`)
	mailProof = regexp.MustCompile(`(?im)^(?:MIME-Version|Message-ID|Content-Type|Received|Return-Path): `)
)

// narrow takes the zero bytes out of UTF-16, so that its ASCII can be read.
func narrow(head []byte) []byte { return bytes.ReplaceAll(head, []byte{0}, nil) }

func skipMarks(b []byte) []byte {
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		for bytes.HasPrefix(b, []byte(mark)) {
			b = b[len(mark):]
		}
	}
	return b
}
