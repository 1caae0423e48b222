package file

import (
	"errors"
	"strconv"
	"strings"
)

// Many rows are read as one: a row has its price, and each value in it. In a
// packed row each field stands on a line, but for bytes of which the length
// stands before them, so that they may hold line ends.

// ErrPacked is returned by [Lines.Err] for what is not packed so.
var ErrPacked = errors.New("its rows do not hold what they should")

// Pack is SQL that packs the rows of a query in their order: columns are what
// stands on the lines of each, rest is the query from FROM on.
func Pack(columns []string, rest string) string {
	return "SELECT coalesce(group_concat(line, ''), '') FROM (SELECT concat_ws(char(10), " + strings.Join(columns, ", ") + ", '') AS line " + rest + ")"
}

// Packed returns the one row of a query that [Pack] made.
func (c *Conn) Packed(query string, args ...any) (*Lines, error) {
	s, err := One(c, Scalar[string], query, args...)
	return &Lines{rest: s}, err
}

// Lines is what is left to be read of a packed row.
type Lines struct {
	rest string
	bad  bool
}

// More tells whether there is more.
func (l *Lines) More() bool { return l.rest != "" }

// Err returns [ErrPacked] where anything was not as it should be.
func (l *Lines) Err() error {
	if l.bad {
		return ErrPacked
	}
	return nil
}

func (l *Lines) spoil() { l.bad, l.rest = true, "" }

// Line reads a field.
func (l *Lines) Line() string {
	i := strings.IndexByte(l.rest, '\n')
	if i < 0 {
		l.spoil()
		return ""
	}
	s := l.rest[:i]
	l.rest = l.rest[i+1:]
	return s
}

// Bytes reads so many bytes, and the line end after them.
func (l *Lines) Bytes(n int64) string {
	if n < 0 || n >= int64(len(l.rest)) || l.rest[n] != '\n' {
		l.spoil()
		return ""
	}
	s := l.rest[:n]
	l.rest = l.rest[n+1:]
	return s
}

// UUID reads 16 bytes.
func (l *Lines) UUID() (b [16]byte) {
	copy(b[:], l.Bytes(16))
	return b
}

// Int reads a number.
func (l *Lines) Int() int64 {
	s := l.Line()
	n := int64(0)
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 || i > 17 {
			v, err := strconv.ParseInt(s, 10, 64)
			if err != nil {
				l.spoil()
			}
			return v
		}
		n = n*10 + int64(c)
	}
	if s == "" {
		l.spoil()
	}
	return n
}

// Empty tells whether the next field is empty, and if so reads it.
func (l *Lines) Empty() bool {
	if strings.HasPrefix(l.rest, "\n") {
		l.rest = l.rest[1:]
		return true
	}
	return false
}
