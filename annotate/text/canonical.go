package text

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Errors of [Canonical]. ErrNotUTF8 and ErrNUL come wrapped with the place.
var (
	ErrNotUTF8 = errors.New("not UTF-8 text")
	ErrNUL     = errors.New("holds a NUL byte, so it is not a text")
	ErrEmpty   = errors.New("holds no text")
)

// Canonical turns the bytes of a text file into the form in which an
// article's text is kept: UTF-8 in NFC (Unicode Standard Annex 15) with LF
// line ends and no byte order mark before it. Nothing else is changed, white
// space at the ends included, so that offsets into a clean file hold. Bytes that are not UTF-8 or hold a NUL are refused with [ErrNotUTF8] or
// [ErrNUL]; nothing but white space with [ErrEmpty].
func Canonical(source []byte) (string, error) {
	for bytes.HasPrefix(source, []byte(mark)) {
		source = source[len(mark):]
	}
	if i := bytes.IndexByte(source, 0); i >= 0 {
		return "", fmt.Errorf("%w (byte %d)", ErrNUL, i)
	}
	if !utf8.Valid(source) {
		return "", fmt.Errorf("%w (byte %d)", ErrNotUTF8, firstInvalid(source))
	}
	s := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(source))
	if strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }) == "" {
		return "", ErrEmpty
	}
	return norm.NFC.String(s), nil
}

const mark = "\ufeff" // the byte order mark

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}
