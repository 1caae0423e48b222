package find

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate/reading"
)

// form is one way to write a part of a query.
type form struct {
	folded   string
	variant  bool // counts only as a whole word
	capitals bool // counts only in capitals
}

// pattern is a query made ready: parts that follow one another, each in one of
// its forms, the first of which is as it was typed.
type pattern struct {
	parts         [][]form
	needles       [][]byte // each place begins with one of these
	longest       int      // folded bytes
	before, after bool     // white space must stand there
}

// newPattern reads a query; one of nothing that can be found has no parts.
func newPattern(query string) pattern {
	w := &window{text: norm.NFC.String(query)}
	w.widen(len(w.text))
	s := string(w.bytes)
	var p pattern
	p.before, p.after = strings.HasPrefix(s, " "), strings.HasSuffix(s, " ")
	at, end := len(s)-len(strings.TrimPrefix(s, " ")), len(strings.TrimSuffix(s, " "))
	done := at
	for at < end {
		n, others := w.word(s[at:end], at)
		if len(others) > 0 {
			p.add([]form{{folded: s[done:at]}})
			p.add(append([]form{{folded: s[at : at+n]}}, others...))
			done = at + n
		}
		at += n
	}
	if done < end {
		p.add([]form{{folded: s[done:end]}})
	}
	if len(p.parts) > 0 {
		p.needles = p.begin()
	}
	return p
}

func (p *pattern) add(forms []form) {
	if forms[0].folded == "" {
		return
	}
	p.parts = append(p.parts, forms)
	most := 0
	for _, f := range forms {
		most = max(most, len(f.folded))
	}
	p.longest += most
}

// longWord is how long, in bytes, a word is that signs join to others.
const longWord = 32

// word reads the word, or else the one code point, with which s begins, the
// folded text at a byte: its length in bytes and its other forms. With what
// hyphens and points join to it ("e-mail", "U.S."), or with a point after it
// ("Mr."), it is read so if it has other forms then.
func (w *window) word(s string, at int) (n int, others []form) {
	if n = wordLen(s); n == 0 {
		_, n = utf8.DecodeRuneInString(s)
		return n, nil
	}
	joined := n
	for joined < min(len(s), longWord) && (s[joined] == '-' || s[joined] == '.') {
		more := wordLen(s[joined+1:])
		if more == 0 {
			break
		}
		joined += 1 + more
	}
	lengths := []int{joined, n}
	if strings.HasPrefix(s[joined:], ".") {
		lengths = []int{joined + 1, joined, n}
	}
	for _, length := range slices.Compact(lengths) {
		from, to := w.source(at, at+length)
		if others = variants(s[:length], w.text[from:to]); len(others) > 0 {
			return length, others
		}
	}
	return n, nil
}

// wordLen is the length, in bytes, of the word with which s begins.
func wordLen(s string) int {
	if n := strings.IndexFunc(s, func(r rune) bool { return !isLetter(r) }); n >= 0 {
		return n
	}
	return len(s)
}

// variants returns the other forms of a folded word that was typed so: in
// capitals alone it can be a short form.
func variants(word, typed string) []form {
	spoken := word
	if !strings.ContainsFunc(typed, unicode.IsLower) {
		spoken = strings.ToUpper(word)
	}
	var forms []form
	for _, s := range reading.Alternatives(spoken) {
		forms = append(forms, form{folded: strings.ToLower(s), variant: true, capitals: strings.ContainsFunc(s, unicode.IsUpper)})
	}
	return forms
}

// begin returns the strings, few and as long as they can be, with one of which
// each place begins. Forms that begin alike share one.
func (p *pattern) begin() [][]byte {
	lead, rest := "", p.parts
	if len(rest[0]) == 1 {
		lead, rest = rest[0][0].folded, rest[1:]
	}
	if len(rest) == 0 {
		return [][]byte{[]byte(lead)}
	}
	tail := ""
	if len(rest) > 1 && len(rest[1]) == 1 {
		tail = rest[1][0].folded
	}
	var all [][]byte
	for _, f := range rest[0] {
		all = append(all, []byte(lead+f.folded+tail))
	}
	slices.SortFunc(all, bytes.Compare)
	few := all[:1]
	for _, s := range all[1:] {
		last := &few[len(few)-1]
		if n := inCommon(*last, s); n >= min(rare, len(*last)) {
			*last = s[:n]
		} else {
			few = append(few, s)
		}
	}
	return few
}

// rare is how many bytes seldom stand in a text, so that what begins with them
// is searched for together.
const rare = 4

// inCommon is how many bytes two strings begin with alike.
func inCommon(a, b []byte) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
