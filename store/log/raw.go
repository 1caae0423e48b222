package log

import (
	"fmt"
	"strings"

	"claimtrace/annotate/change"
)

// width is the number of [Columns].
var width = strings.Count(Columns, ",") + 1

// RowOf makes a row of values as they were read past SQLite, in the order of
// [Columns]; the key, for which nil stands among them, comes apart. name tells
// what id a key stands for. The row is for [Row.Check]. Of what is no row, or
// names something without an id, [ErrRow] tells that it is the error of one row.
func RowOf(key int64, values []any, name func(int64) (change.ID, error)) (Row, error) {
	c := &change.Change{}
	row := Row{Key: key, Change: c, traced: true}
	x := &row.raw
	if len(values) != width || values[0] != nil {
		return row, fmt.Errorf("change %d: %w", key, errJSON)
	}
	ok := true
	for i, to := range []*int64{1: &x.version, 2: &x.person, 3: &x.copy, 4: &c.Number, 5: (*int64)(&c.Clock), 6: &c.First, 10: &x.entity, 17: &row.Receipt} {
		if to != nil && ok {
			*to, ok = values[i].(int64)
		}
	}
	for i, to := range []*string{7: &c.Did.Code, 8: &x.args, 9: (*string)(&c.Entity.Kind), 11: &x.sets} {
		if to != nil && ok {
			*to, ok = values[i].(string)
		}
	}
	for i, to := range []**string{12: &x.over, 13: &x.saw, 14: &x.takes, 15: &x.more} {
		if to != nil && ok && values[i] != nil {
			var s string
			s, ok = values[i].(string)
			*to = &s
		}
	}
	if ok && values[16] != nil {
		x.seed, ok = values[16].([]byte)
	}
	if !ok {
		return row, fmt.Errorf("change %d: %w", key, errJSON)
	}
	return row, row.resolve(name)
}
