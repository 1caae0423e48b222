// Package encodings reads texts that say their character set, or do not: what
// they say is believed where it holds, else the bytes are judged.
package encodings

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode/utf32"
)

// How it is known in which character set a text is.
type How int

// From what is certain to what is guessed.
const (
	Marked   How = iota // by the mark at its beginning
	Declared            // by what it says, or what came with it
	Valid               // it is valid UTF-8
	Guessed             // by its bytes
)

// Decoded is a text with the character set that it was in.
type Decoded struct {
	Text string
	Name string // of the character set, in lower case, such as "windows-1251"
	How  How
	Lost int // bytes that have no meaning in it, each read as U+FFFD
}

// Text reads a plain text.
func Text(source []byte) Decoded {
	d := decode(source, "")
	if d.How == Guessed && d.Name == "shift_jis" {
		// 0x8160 is the wave dash, as the standard has it; browsers read another sign.
		d.Text = strings.ReplaceAll(d.Text, "\uff5e", "\u301c")
	}
	return d
}

// Page reads a web page as browsers do: the mark at its beginning stands above
// what the server said, that above what the page says, in its first 64 KiB, and
// that above what the bytes look like.
func Page(source []byte, contentType string) Decoded {
	declared := ""
	if m := inHeader.FindStringSubmatch(contentType); m != nil {
		declared = m[1]
	} else {
		head := source[:min(len(source), 64<<10)]
		head = comment.ReplaceAll(head, nil)
		if m := inMeta.FindSubmatch(head); m != nil {
			declared = string(m[1])
		} else if m := inXML.FindSubmatch(head); m != nil {
			declared = string(m[1])
		}
		switch strings.ToLower(declared) { // what is read as ASCII cannot be UTF-16
		case "utf-16", "utf-16le", "utf-16be":
			declared = "utf-8"
		case "x-user-defined":
			declared = "windows-1252"
		}
	}
	return decode(source, declared)
}

var (
	inHeader = regexp.MustCompile(`(?i)charset\s*=\s*["']?([^\s"';]+)`)
	inMeta   = regexp.MustCompile(`(?i)<meta[^>]*?charset\s*=\s*["']?([^\s"'/>;]+)`)
	inXML    = regexp.MustCompile(`^<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']`)
	comment  = regexp.MustCompile(`(?s)<!--.*?-->`)
)

func decode(source []byte, declared string) Decoded {
	for _, m := range marks {
		if bytes.HasPrefix(source, []byte(m.bytes)) {
			return with(m.encoding, source[len(m.bytes):], m.name, Marked)
		}
	}
	if declared != "" {
		if e, name := charset.Lookup(declared); e != nil {
			d := with(e, source, name, Declared)
			// A page that says UTF-8 and is not, or says another and is UTF-8, as
			// its own bytes show, is read as what it is.
			if name != "utf-8" && !isASCII(source) && name != "iso-2022-jp" && utf8.Valid(source) {
				return Decoded{Text: string(source), Name: "utf-8", How: Valid}
			}
			if d.Lost == 0 || name != "utf-8" || 2*d.Lost < beyondASCII(d.Text) {
				return d
			}
		}
	}
	if utf8.Valid(source) && bytes.IndexByte(source, 0) < 0 && !bytes.Contains(source, []byte("\x1b$")) {
		return Decoded{Text: string(source), Name: "utf-8", How: Valid}
	}
	name := judge(source[:min(len(source), 64<<10)])
	return with(named(name), source, name, Guessed)
}

var marks = []struct {
	bytes, name string
	encoding    encoding.Encoding
}{
	{"\xff\xfe\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xef\xbb\xbf", "utf-8", named("utf-8")},
	{"\xff\xfe", "utf-16le", named("utf-16le")},
	{"\xfe\xff", "utf-16be", named("utf-16be")},
}

func named(label string) encoding.Encoding {
	e, _ := charset.Lookup(label)
	return e
}

// beyondASCII counts the letters that more than one byte was read for, and those
// that were lost.
func beyondASCII(s string) (n int) {
	for _, r := range s {
		if r >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Names lists the character sets that a text can be said to be in, for who has to
// correct a guess.
func Names() []string {
	return []string{"utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
		"windows-1256", "windows-1257", "windows-1258", "windows-874", "iso-8859-2", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-15",
		"koi8-r", "koi8-u", "ibm866", "macintosh", "x-mac-cyrillic", "gb18030", "big5", "euc-kr", "euc-jp", "shift_jis", "iso-2022-jp"}
}

// As reads a text in the character set that it is said to be in, and reports
// whether there is one of that name.
func As(source []byte, name string) (Decoded, bool) {
	e, canonical := charset.Lookup(name)
	if e == nil {
		return Decoded{}, false
	}
	return with(e, source, canonical, Declared), true
}

// with decodes; what has no meaning becomes U+FFFD.
func with(e encoding.Encoding, source []byte, name string, how How) Decoded {
	out, err := e.NewDecoder().Bytes(source)
	if err != nil {
		out = bytes.ToValidUTF8(source, []byte("\ufffd"))
	}
	s := strings.ToValidUTF8(string(out), "\ufffd")
	return Decoded{Text: s, Name: name, How: how, Lost: strings.Count(s, "\ufffd") - bytes.Count(source, []byte("\ufffd"))}
}
