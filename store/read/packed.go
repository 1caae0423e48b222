package read

import (
	"errors"
	"strconv"
	"strings"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// The lists of articles and claims are read many entities with one row: a row
// of SQL has its price, and each value in it. Each field stands on a line. None
// of them has a line end in it, as the log is read, but for those that have
// their length before them.

// errPacked is returned where derived tables hold what the log never gives.
var errPacked = errors.New("the derived tables cannot be read as lists")

// packedAtOnce is how many entities a row holds.
const packedAtOnce = 256

// pack is a query for [eachPacked]: lines of the entities of a table, of which
// the first is that of the id and each is a line, in the order of their keys.
func pack(table string, columns ...string) string {
	return "SELECT coalesce(max(key), 0), coalesce(group_concat(line, ''), '') FROM (SELECT t.key AS key, concat_ws(char(10), " + strings.Join(columns, ", ") +
		", '') AS line FROM " + table + " t JOIN name tn ON tn.key = t.key WHERE t.key > ? ORDER BY t.key LIMIT " + strconv.Itoa(packedAtOnce) + ")"
}

// eachPacked calls f with the entities of one row after the other.
func eachPacked(c *file.Conn, query string, f func(*lines) error) error {
	after := int64(0)
	for {
		var l lines
		last := after
		if err := c.Each(func(r file.Row) error { return r.Scan(&after, &l.rest) }, query, last); err != nil {
			return err
		}
		if l.rest == "" {
			return nil
		}
		if err := f(&l); err != nil {
			return err
		}
		if l.bad {
			return errPacked
		}
	}
}

// lines are what is left to be read of a row.
type lines struct {
	rest string
	bad  bool
}

// more tells whether there is another entity.
func (l *lines) more() bool { return !l.bad && l.rest != "" }

// line reads a field.
func (l *lines) line() string {
	i := strings.IndexByte(l.rest, '\n')
	if i < 0 {
		l.bad, l.rest = true, ""
		return ""
	}
	s := l.rest[:i]
	l.rest = l.rest[i+1:]
	return s
}

// long reads so many bytes that may hold line ends, and the line end after them.
func (l *lines) long(n int64) string {
	if n < 0 || n >= int64(len(l.rest)) || l.rest[n] != '\n' {
		l.bad, l.rest = true, ""
		return ""
	}
	s := l.rest[:n]
	l.rest = l.rest[n+1:]
	return s
}

// id reads one as the table name keeps it.
func (l *lines) id() change.ID {
	s := l.long(16)
	if l.bad {
		return ""
	}
	return change.IDOf([16]byte([]byte(s)))
}

// int reads a number.
func (l *lines) int() int64 {
	s := l.line()
	n := int64(0)
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 || i > 17 {
			v, err := strconv.ParseInt(s, 10, 64)
			l.bad = l.bad || err != nil
			return v
		}
		n = n*10 + int64(c)
	}
	l.bad = l.bad || s == ""
	return n
}
