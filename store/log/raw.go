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
// what id a key stands for, word what word. The row is for [Row.Check]. Of what is no row, or
// names something without an id, [ErrRow] tells that it is the error of one row.
func RowOf(key int64, values []any, name func(int64) (change.ID, error), word func(int64) (string, error)) (Row, error) {
	c := &change.Change{}
	row := Row{Key: key, Change: c, traced: true}
	x := &row.raw
	if len(values) != width || values[0] != nil {
		return row, fmt.Errorf("change %d: %w", key, errJSON)
	}
	ok := true
	for i, to := range []*int64{1: &x.version, 2: &x.person, 3: &x.copy, 4: &c.Number, 5: (*int64)(&c.Clock), 6: &c.First, 7: &x.code, atKind: &x.kind, atEntity: &x.entity, atShape: &x.shape, atSeed + 1: &row.Receipt} {
		if to != nil && ok {
			*to, ok = values[i].(int64)
		}
	}
	if ok {
		x.sets, ok = values[atSets].(string)
	}
	for i, to := range []**string{atArgs: &x.args, atOver: &x.over, atSaw: &x.saw, atTakes: &x.takes, atMore: &x.more} {
		if to != nil && ok && values[i] != nil {
			var s string
			s, ok = values[i].(string)
			*to = &s
		}
	}
	if ok && values[atSeed] != nil {
		x.seed, ok = values[atSeed].([]byte)
	}
	if !ok {
		return row, fmt.Errorf("change %d: %w", key, errJSON)
	}
	return row, row.resolve(asked{name, word})
}

// asked is what keys stand for, by functions.
type asked struct {
	name func(int64) (change.ID, error)
	word func(int64) (string, error)
}

func (a asked) id(key int64) (change.ID, error) { return a.name(key) }
func (a asked) text(key int64) (string, error)  { return a.word(key) }
