package read

import (
	"strconv"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// The lists of articles and claims are read many entities with one row. No
// field has a line end in it, as the log is read, but for those that have their
// length before them.

// packedAtOnce is how many entities a row holds.
const packedAtOnce = 256

// pack is a query for [eachPacked]: the columns of a table t, whose names are
// tn, in the order of their keys. The first is the key.
func pack(table string, columns ...string) string {
	return file.Pack(append([]string{"t.key", "tn.id"}, columns...), "FROM "+table+" t JOIN name tn ON tn.key = t.key WHERE t.key > ? ORDER BY t.key LIMIT "+strconv.Itoa(packedAtOnce))
}

// eachPacked calls some with the entities of one row after the other: each is
// what next reads, and then the other columns.
func eachPacked(c *file.Conn, query string, some func(l *file.Lines, next func() (key int64, id change.ID)) error) error {
	after := int64(0)
	for {
		l, err := c.Packed(query, after)
		if err != nil || !l.More() {
			return err
		}
		if err := some(l, func() (int64, change.ID) {
			after = l.Int()
			return after, change.IDOf(l.UUID())
		}); err != nil {
			return err
		}
		if err := l.Err(); err != nil {
			return err
		}
	}
}
