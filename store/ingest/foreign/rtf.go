package foreign

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"

	"claimtrace/store/ingest/encodings"
)

// deepestGroup is how many groups of RTF may lie in each other.
const deepestGroup = 1000

// readRTF reads the text of Rich Text Format. It is written by hand: the few
// libraries there are are old or not free.
func readRTF(_ About, source []byte) ([]Article, error) {
	r := rtf{source: source, fonts: map[int]string{}, info: map[string]string{}}
	r.stack = []group{{skip: 1, set: "windows-1252"}}
	if err := r.read(); err != nil {
		return nil, err
	}
	text := tidyLines(r.out.String())
	if strings.TrimSpace(text) == "" {
		return nil, errNone
	}
	found := Article{From: map[string]string{}, Kind: "RTF", text: text}
	found.set("", "document", r.info["title"], r.info["author"], "")
	return []Article{found}, nil
}

// tidyLines has one empty line between paragraphs.
func tidyLines(s string) string {
	var all []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return strings.Join(all, "\n\n")
}

// group is the state that a group of RTF keeps for itself.
type group struct {
	skip    int    // characters that stand for one of Unicode, after it
	set     string // character set of bytes
	drop    bool   // its text is no part of the document
	info    string // its text is this one's
	font    int    // font of the table in hand
	inFonts bool
	opened  bool // nothing came yet
}

type rtf struct {
	source []byte
	at     int
	stack  []group
	fonts  map[int]string // character set of each
	info   map[string]string
	out    strings.Builder
	bytes  []byte // of the character set in hand, not read yet
	high   rune   // the first half of a letter beyond 16 bits
	left   int    // characters to pass over
	base   string
}

func (r *rtf) top() *group { return &r.stack[len(r.stack)-1] }

func (r *rtf) read() error {
	for r.at < len(r.source) {
		c := r.source[r.at]
		r.at++
		switch c {
		case '{':
			r.flush()
			if len(r.stack) > deepestGroup {
				return errors.New("its groups lie too deep in each other")
			}
			g := *r.top()
			g.opened = true
			r.stack = append(r.stack, g)
			continue
		case '}':
			r.flush()
			r.left = 0
			if len(r.stack) > 1 {
				r.stack = r.stack[:len(r.stack)-1]
			}
			if len(r.stack) == 1 {
				return nil
			}
		case '\\':
			r.control()
		case '\r', '\n':
		default:
			r.char(c)
		}
		r.top().opened = false
	}
	r.flush()
	return nil
}

// char takes one byte of text.
func (r *rtf) char(c byte) {
	if r.left > 0 {
		r.left--
		return
	}
	r.bytes = append(r.bytes, c)
}

// flush reads the bytes that were gathered.
func (r *rtf) flush() {
	if len(r.bytes) == 0 {
		return
	}
	source := r.bytes
	r.bytes = nil
	if g := r.top(); g.inFonts || g.drop && g.info == "" {
		return
	}
	if d, ok := encodings.As(source, r.top().set); ok {
		r.write(d.Text)
	} else {
		out, _ := encoding.Replacement.NewDecoder().Bytes(source)
		r.write(string(out))
	}
}

func (r *rtf) write(s string) {
	switch g := r.top(); {
	case g.info != "":
		r.info[g.info] += s
	case !g.drop:
		r.out.WriteString(s)
	}
}

// control takes a control word or sign, of which the backslash is read.
func (r *rtf) control() {
	if r.at >= len(r.source) {
		return
	}
	c := r.source[r.at]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		r.word()
		return
	}
	r.at++
	switch c {
	case '\'':
		if r.at+2 <= len(r.source) {
			n, err := strconv.ParseUint(string(r.source[r.at:r.at+2]), 16, 8)
			r.at += 2
			if err == nil {
				r.char(byte(n))
			}
		}
	case '*':
		if r.top().opened {
			r.top().drop = true
		}
	case '\\', '{', '}':
		r.char(c)
	case '~':
		r.say("\u00a0")
	case '_':
		r.say("\u2011")
	case '\n', '\r':
		r.say("\n")
	}
}

// say writes text that is none of the character set's.
func (r *rtf) say(s string) {
	if r.left > 0 {
		r.left--
		return
	}
	r.flush()
	r.write(s)
}

// signs are control words that stand for text.
var signs = map[string]string{
	"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\t", "tab": "\t", "nestcell": "\t", "nestrow": "\n",
	"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
	"emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c",
}

// others are groups whose text is no part of the document.
var others = map[string]bool{
	"colortbl": true, "stylesheet": true, "pict": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "object": true, "fldinst": true, "xe": true, "tc": true,
	"listtable": true, "listoverridetable": true, "revtbl": true, "rsidtbl": true, "generator": true, "themedata": true,
	"annotation": true, "atnid": true, "atnauthor": true, "info": true, "datafield": true, "latentstyles": true, "listtext": false,
	"pntext": false, "deleted": true, "filetbl": true, "bkmkstart": true, "bkmkend": true, "nonesttables": true,
}

func (r *rtf) word() {
	start := r.at
	for r.at < len(r.source) && r.at-start < 40 && (r.source[r.at]|0x20) >= 'a' && (r.source[r.at]|0x20) <= 'z' {
		r.at++
	}
	name := string(r.source[start:r.at])
	n, given := 1, false
	numeral := r.at
	if r.at < len(r.source) && r.source[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.source) && r.at-numeral < 12 && r.source[r.at] >= '0' && r.source[r.at] <= '9' {
		r.at++
	}
	if v, err := strconv.Atoi(string(r.source[numeral:r.at])); err == nil {
		n, given = v, true
	}
	if r.at < len(r.source) && r.source[r.at] == ' ' {
		r.at++
	}
	if name == "u" && given {
		r.unicode(n)
		return
	}
	if s, ok := signs[name]; ok {
		r.say(s)
		return
	}
	r.flush()
	g := r.top()
	switch name {
	case "uc":
		g.skip = min(max(n, 0), 16)
	case "ansicpg":
		r.base = codepage(n)
		g.set = r.base
	case "mac":
		r.base, g.set = "macintosh", "macintosh"
	case "fonttbl":
		g.inFonts = true
	case "f":
		if g.inFonts {
			g.font = n
		} else if set := r.fonts[n]; set != "" {
			g.set = set
		} else if r.base != "" {
			g.set = r.base
		}
	case "fcharset":
		if g.inFonts && len(r.fonts) < 10_000 {
			r.fonts[g.font] = charsets[n]
		}
	case "bin":
		r.at = min(len(r.source), r.at+max(0, n))
	case "title", "author":
		if len(r.stack) > 2 && r.stack[len(r.stack)-2].drop {
			g.info = name
		}
	case "v", "deleted":
		g.drop = g.drop || n != 0
		if name == "v" && given && n == 0 {
			g.drop = false
		}
	case "plain":
		if g.info == "" && len(r.stack) == 2 {
			g.drop = false
		}
	default:
		if others[name] && (g.opened || r.source[start-1] == '\\') {
			g.drop, g.info = true, ""
		}
	}
}

// unicode takes a code unit of UTF-16; the characters after it that stand for it
// elsewhere are passed over.
func (r *rtf) unicode(n int) {
	if r.left > 0 {
		r.left--
		return
	}
	r.flush()
	c := rune(uint16(n))
	switch {
	case utf16.IsSurrogate(c) && c < 0xdc00:
		r.high = c
	case utf16.IsSurrogate(c):
		r.write(string(utf16.DecodeRune(r.high, c)))
		r.high = 0
	default:
		r.write(string(c))
	}
	r.left = r.top().skip
}

func codepage(n int) string {
	switch n {
	case 932:
		return "shift_jis"
	case 936:
		return "gb18030"
	case 949:
		return "euc-kr"
	case 950:
		return "big5"
	case 866:
		return "ibm866"
	case 10000:
		return "macintosh"
	case 65001:
		return "utf-8"
	case 874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258:
		return "windows-" + strconv.Itoa(n)
	}
	return "windows-1252"
}

// charsets leads from the numbers of fonts' character sets to their names.
var charsets = map[int]string{
	77: "macintosh", 128: "shift_jis", 129: "euc-kr", 134: "gb18030", 136: "big5", 161: "windows-1253", 162: "windows-1254", 163: "windows-1258",
	177: "windows-1255", 178: "windows-1256", 186: "windows-1257", 204: "windows-1251", 222: "windows-874", 238: "windows-1250",
}
