package log

import (
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate/change"
)

// JSON is how a row keeps values: of what a change sets an array, in the order of
// the names that its shape tells ("life place(article end quote start) tie"), of a
// record again an array. An id is kept as its key in the table name and a kind as
// its key in the table word, so that a reference is [3,17]; a list of references
// is an array of these. A text of which only the hash is here is {"":"hash"}, one
// with a salt of its own {"":["salt","text"]}, both in Base64 without padding.
// There is no white space, and of a string only quotes, backslashes and control
// characters are escaped. A row that is written otherwise is refused.

var base = base64.RawURLEncoding

// ids turns ids and words into their keys in a file.
type keys interface {
	key(change.ID) (int64, error)
	word(string) (int64, error)
}

// writer writes a change's values.
type writer struct {
	b     []byte
	shape []byte
	c     *change.Change
	keys  keys
	err   error
}

func (w *writer) fail(err error) {
	if err != nil && w.err == nil {
		w.err = err
	}
}

func (w *writer) id(id change.ID) {
	k, err := w.keys.key(id)
	w.fail(err)
	w.b = strconv.AppendInt(w.b, k, 10)
}

// fields writes values, and into the shape their names.
func (w *writer) fields(prefix string, list []change.Field) {
	w.b = append(w.b, '[')
	for i := range list {
		if i > 0 {
			w.b = append(w.b, ',')
			w.shape = append(w.shape, ' ')
		}
		w.shape = append(w.shape, list[i].Name...)
		w.value(prefix, &list[i])
	}
	w.b = append(w.b, ']')
}

func (w *writer) value(prefix string, f *change.Field) {
	switch f.Type {
	case change.Text:
		w.text(prefix, f)
	case change.Int:
		w.b = strconv.AppendInt(w.b, f.Int, 10)
	case change.Bool:
		w.b = strconv.AppendBool(w.b, f.Int == 1)
	case change.Reference:
		w.ref(f.Ref)
	case change.List:
		w.b = append(w.b, '[')
		for i, r := range f.List {
			if i > 0 {
				w.b = append(w.b, ',')
			}
			w.ref(r)
		}
		w.b = append(w.b, ']')
	case change.Record:
		w.shape = append(w.shape, '(')
		w.fields(prefix+f.Name+"/", f.Fields)
		w.shape = append(w.shape, ')')
	default:
		w.b = append(w.b, "null"...)
	}
}

func (w *writer) ref(r change.Ref) {
	k, err := w.keys.word(string(r.Kind))
	w.fail(err)
	w.b = append(strconv.AppendInt(append(w.b, '['), k, 10), ',')
	w.id(r.ID)
	w.b = append(w.b, ']')
}

func (w *writer) text(prefix string, f *change.Field) {
	switch {
	case f.Withheld != nil:
		w.b = append(w.b, `{"":"`...)
		w.b = append(base.AppendEncode(w.b, f.Withheld[:]), `"}`...)
	case w.c.Seed == nil:
		salt := w.c.Salts[prefix+f.Name]
		w.b = append(w.b, `{"":["`...)
		w.b = append(base.AppendEncode(w.b, salt[:]), `",`...)
		w.b = append(appendString(w.b, f.Text), `]}`...)
	default:
		w.b = appendString(w.b, f.Text)
	}
}

// appendString writes a string of JSON.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(b, s[from:]...), '"')
}

var errJSON = errors.New("it is not written as rows are")

// names turns keys into ids and words.
type names interface {
	id(int64) (change.ID, error)
	text(int64) (string, error)
}

// reader reads what [writer] wrote. It need not refuse other ways to write the
// same, since what it read is written again and compared.
type reader struct {
	s     string
	shape string // what is left of it
	c     *change.Change
	names names
	fail  error
}

// maxMany is how many names or references no change holds more of in one place: a
// hostile row could hold a million.
const maxMany = change.MaxIDs

// many tells whether there are so many, and refuses the row then.
func (r *reader) many(n int) bool {
	if n >= maxMany {
		r.bad()
	}
	return n >= maxMany
}

func (r *reader) bad() {
	if r.fail == nil {
		r.fail = errJSON
	}
	r.s = ""
}

func (r *reader) next(c byte) bool {
	if r.s != "" && r.s[0] == c {
		r.s = r.s[1:]
		return true
	}
	return false
}

func (r *reader) want(c byte) {
	if !r.next(c) {
		r.bad()
	}
}

func (r *reader) integer() int64 {
	n := 0
	for n < len(r.s) && (r.s[n] >= '0' && r.s[n] <= '9' || n == 0 && r.s[n] == '-') {
		n++
	}
	v, err := strconv.ParseInt(r.s[:n], 10, 64)
	if err != nil {
		r.bad()
		return 0
	}
	r.s = r.s[n:]
	return v
}

func (r *reader) key() change.ID {
	id, err := r.names.id(r.integer())
	if err != nil && r.fail == nil {
		r.fail = err
	}
	return id
}

func (r *reader) string() string {
	r.want('"')
	var read []byte
	from := 0
	for i := 0; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '"':
			s := r.s[from:i]
			if read != nil {
				s = string(append(read, s...))
			}
			r.s = r.s[i+1:]
			return s
		case c == '\\':
			read = append(read, r.s[from:i]...)
			if i++; i == len(r.s) {
				break
			}
			switch r.s[i] {
			case 'n':
				read = append(read, '\n')
			case 't':
				read = append(read, '\t')
			case 'u':
				if i+4 >= len(r.s) {
					break
				}
				n, err := strconv.ParseUint(r.s[i+1:i+5], 16, 16)
				if err != nil {
					r.bad()
					return ""
				}
				read = utf8.AppendRune(read, rune(n))
				i += 4
			default:
				read = append(read, r.s[i])
			}
			from = i + 1
		}
	}
	r.bad()
	return ""
}

// name takes the next name of the shape, and tells whether it is a record's.
func (r *reader) name() (name string, record bool) {
	n := 0
	for n < len(r.shape) && r.shape[n] != ' ' && r.shape[n] != '(' && r.shape[n] != ')' {
		n++
	}
	name, r.shape = r.shape[:n], r.shape[n:]
	if r.shape != "" && r.shape[0] == '(' {
		r.shape = r.shape[1:]
		return name, true
	}
	return name, false
}

// fields reads an array of values by the shape, up to its end or a bracket.
func (r *reader) fields(prefix string) []change.Field {
	r.want('[')
	if r.next(']') {
		return nil
	}
	here := r.shape // of a record as far as its bracket
	if end := strings.IndexByte(here, ')'); prefix != "sets/" && end >= 0 {
		here = here[:end]
	}
	list := make([]change.Field, 0, min(1+strings.Count(here[:min(len(here), 1<<16)], " "), 1+len(r.s)/2, maxMany))
	for r.fail == nil && (len(list) == 0 || !r.next(']')) {
		if len(list) > 0 {
			r.want(',')
			if r.shape == "" || r.shape[0] != ' ' {
				r.bad()
				return nil
			}
			r.shape = r.shape[1:]
		}
		var f change.Field
		var record bool
		if f.Name, record = r.name(); record {
			if strings.Contains(prefix, "/") && strings.Count(prefix, "/") > 1 {
				r.bad()
				return nil
			}
			f.Type = change.Record
			f.Fields = r.fields(prefix + f.Name + "/")
			if r.shape == "" || r.shape[0] != ')' {
				r.bad()
				return nil
			}
			r.shape = r.shape[1:]
		} else {
			r.value(prefix, &f)
		}
		if r.many(len(list)) {
			break
		}
		list = append(list, f)
	}
	return list
}

func (r *reader) value(prefix string, f *change.Field) {
	if r.s == "" {
		r.bad()
		return
	}
	word := func(w string) {
		if len(r.s) < len(w) || r.s[:len(w)] != w {
			r.bad()
			return
		}
		r.s = r.s[len(w):]
	}
	switch r.s[0] {
	case '"':
		f.Type, f.Text = change.Text, r.string()
	case 'n':
		word("null")
		f.Type = change.None
	case 't':
		word("true")
		f.Value = change.OfBool(true)
	case 'f':
		word("false")
		f.Value = change.OfBool(false)
	case '[':
		r.s = r.s[1:]
		if r.s != "" && r.s[0] != '[' && r.s[0] != ']' {
			f.Type, f.Ref = change.Reference, r.ref()
			return
		}
		f.Type = change.List
		for r.fail == nil && !r.next(']') {
			if len(f.List) > 0 {
				r.want(',')
			}
			r.want('[')
			if r.many(len(f.List)) {
				return
			}
			f.List = append(f.List, r.ref())
		}
	case '{':
		r.s = r.s[1:]
		if len(r.s) < 3 || r.s[:3] != `"":` {
			r.bad()
			return
		}
		r.s = r.s[3:]
		r.salted(prefix, f)
	default:
		f.Type, f.Int = change.Int, r.integer()
	}
}

// ref reads a reference after its bracket.
func (r *reader) ref() change.Ref {
	kind, err := r.names.text(r.integer())
	if err != nil && r.fail == nil {
		r.fail = err
	}
	r.want(',')
	id := r.key()
	r.want(']')
	return change.Ref{Kind: change.Kind(kind), ID: id}
}

// salted reads a text that is withheld, or has a salt of its own.
func (r *reader) salted(prefix string, f *change.Field) {
	f.Type = change.Text
	if r.next('[') {
		salt, err := base.DecodeString(r.string())
		if err != nil || len(salt) != 16 {
			r.bad()
			return
		}
		r.want(',')
		f.Text = r.string()
		r.want(']')
		if r.c.Salts == nil {
			r.c.Salts = map[string][16]byte{}
		}
		r.c.Salts[prefix+f.Name] = [16]byte(salt)
	} else {
		sum, err := base.DecodeString(r.string())
		if err != nil || len(sum) != 32 {
			r.bad()
			return
		}
		f.Withheld = (*[32]byte)(sum)
	}
	r.want('}')
}

func (r *reader) end() error {
	if r.fail == nil && (r.s != "" || r.shape != "") {
		r.fail = errJSON
	}
	return r.fail
}
