package annotate

import (
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MarshalFields writes the fields as one JSON object with sorted names, the
// form in which the log keeps and digests them: no white space, and of a
// string only quotes, backslashes, control characters and the line ends
// U+2028 and U+2029 escaped, as by encoding/json without escapes for HTML.
// Bytes that are not UTF-8 become U+FFFD.
func MarshalFields(f Fields) ([]byte, error) {
	b := make([]byte, 0, 128)
	b = append(b, '{')
	for i, name := range slices.Sorted(maps.Keys(f)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, name), ':')
		switch v := f[name].(type) {
		case nil:
			b = append(b, "null"...)
		case string:
			b = appendString(b, v)
		case int:
			b = strconv.AppendInt(b, int64(v), 10)
		case bool:
			b = strconv.AppendBool(b, v)
		default:
			return nil, fieldError("%s: %v can stand in no field", name, v)
		}
	}
	return append(b, '}'), nil
}

// appendString writes a string of JSON.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0 // up to where s is written
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if c >= ' ' && c != '"' && c != '\\' {
				continue
			}
			b = append(b, s[from:i-1]...)
			from = i
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\b':
				b = append(b, '\\', 'b')
			case '\f':
				b = append(b, '\\', 'f')
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			default:
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[from:i-1]...), `\ufffd`...)
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[from:i-size]...), '\\', 'u', '2', '0', '2', hex[r&15])
		default:
			continue
		}
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

// UnmarshalFields reads what [MarshalFields] wrote and checks it against the
// kind. It returns an error that wraps [ErrField] for anything else.
func UnmarshalFields(kind Kind, data []byte) (Fields, error) {
	f, ok := quickFields(string(data))
	if !ok {
		var err error
		if f, err = anyFields(data); err != nil {
			return nil, err
		}
	}
	return f, f.Check(kind)
}

// quickFields reads fields that are written as plainly as nearly all are; ok
// is false for what takes a whole reader of JSON. The strings are parts of s.
func quickFields(s string) (f Fields, ok bool) {
	if len(s) < 2 || s[0] != '{' {
		return nil, false
	}
	f = make(Fields, strings.Count(s, `":`))
	if s == "{}" {
		return f, true
	}
	for s = s[1:]; ; {
		name, rest, ok := quickString(s)
		if !ok || rest == "" || rest[0] != ':' {
			return nil, false
		}
		var value any
		if value, rest, ok = quickValue(rest[1:]); !ok || rest == "" {
			return nil, false
		}
		f[name] = value
		switch {
		case rest == "}":
			return f, true
		case rest[0] != ',':
			return nil, false
		}
		s = rest[1:]
	}
}

func quickValue(s string) (value any, rest string, ok bool) {
	switch {
	case s == "":
		return nil, "", false
	case s[0] == '"':
		return quickString(s)
	case strings.HasPrefix(s, "null"):
		return nil, s[4:], true
	case strings.HasPrefix(s, "true"):
		return true, s[4:], true
	case strings.HasPrefix(s, "false"):
		return false, s[5:], true
	}
	digits, n := 0, 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		n = 10*n + int(s[digits]-'0')
		digits++
	}
	const most = 9 // so that n is right on a machine of 32 bits too
	if digits == 0 || digits > most || digits > 1 && s[0] == '0' {
		return nil, "", false
	}
	return n, s[digits:], true
}

// plain are the characters that an escape of one letter stands for.
var plain = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// quickString reads a string without escapes by number.
func quickString(s string) (value, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", "", false
	}
	var read []byte // up to from, where there are escapes
	from := 1
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			if value = s[from:i]; read != nil {
				value = string(append(read, value...))
			}
			return value, s[i+1:], utf8.ValidString(value)
		case c == '\\' && i+1 < len(s) && plain[s[i+1]] != 0:
			read = append(append(read, s[from:i]...), plain[s[i+1]])
			i++
			from = i + 1
		case c == '\\' || c < ' ':
			return "", "", false
		}
	}
	return "", "", false
}

// anyFields reads any JSON object whose numbers are whole.
func anyFields(data []byte) (Fields, error) {
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.UseNumber()
	var f Fields
	if err := dec.Decode(&f); err != nil {
		return nil, fieldError("%v", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, fieldError("more than one JSON value")
	}
	for name, value := range f {
		if n, ok := value.(json.Number); ok {
			i, err := n.Int64()
			if err != nil || i != int64(int(i)) {
				return nil, fieldError("%s: %v is not a whole number", name, n)
			}
			f[name] = int(i)
		}
	}
	return f, nil
}
