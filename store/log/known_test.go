package log

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/change"
)

// two are logs of the same changes, in which ids and words have keys of their own.
func two(t *testing.T, empty func(testing.TB) *Log) (mine, theirs *Log, list []*change.Change) {
	t.Helper()
	list = oddRows(t)
	more := oddRows(t)
	for i, c := range more { // lists longer and shorter than one
		c.Number += 100
		c.Over, c.Takes = nil, nil
		for n := range i % 4 {
			c.Over = append(c.Over, id(fmt.Sprint("over ", n)))
			c.Takes = append(c.Takes, change.Taking{Change: id(fmt.Sprint("taken ", n)), Registers: []string{"a", "b", "c"}[:n+1]})
		}
		c.Saw = change.Saw{}
		for n := range i % 3 {
			c.Saw.Copies = append(c.Saw.Copies, change.SawCopy{Copy: id(fmt.Sprint("copy ", n)), UpTo: int64(1 + n*70)})
		}
		for n := range i % 5 {
			c.Saw.Beyond = append(c.Saw.Beyond, id(fmt.Sprint("beyond ", n)))
		}
		slices.Sort(c.Over)
		slices.Sort(c.Saw.Beyond)
		slices.SortFunc(c.Saw.Copies, func(a, b change.SawCopy) int { return strings.Compare(string(a.Copy), string(b.Copy)) })
		slices.SortFunc(c.Takes, func(a, b change.Taking) int { return strings.Compare(string(a.Change), string(b.Change)) })
		if err := c.Seal([16]byte{byte(i), 8}); err != nil {
			t.Fatal(err)
		}
	}
	list = append(list, more...)
	for i := range list[:len(list)/2] {
		list[i] = list[i].Withhold(func(path string) bool { return i%3 == 1 && path == "sets/text" || i%3 == 2 && path != "sets/record/in" })
	}
	mine, theirs = empty(t), empty(t)
	mine.in(t, func() error {
		for _, c := range list {
			if err := mine.Append(c, 0); err != nil {
				return err
			}
		}
		return nil
	})
	theirs.in(t, func() error {
		for i := range 9 {
			if err := theirs.Append(ordinary(t, 900+i, change.Field{Name: "note", Value: change.OfText("theirs")}), 0); err != nil {
				return err
			}
		}
		for _, c := range slices.Backward(list) {
			if err := theirs.Append(c, 0); err != nil {
				return err
			}
		}
		return nil
	})
	return mine, theirs, list
}

// compared are the rows of a log of others that are not as ours are.
func compared(t *testing.T, mine, theirs *Log) (keys []int64, same int) {
	t.Helper()
	x, err := mine.Compare(t.Context(), theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	return x.other, len(x.known) - len(x.other)
}

// Rows that are known stand as ours do, whatever keys they have.
func TestKnownRows(t *testing.T) {
	for _, empty := range []func(testing.TB) *Log{emptyLog, logInFile} {
		mine, theirs, list := two(t, empty)
		if keys, same := compared(t, mine, theirs); len(keys) > 0 || same != len(list) {
			t.Errorf("%v are not as ours are, %d are, of %d", keys, same, len(list))
		}
	}
}

// Whatever is altered in a row that is known, it does not stand as ours does.
func TestAlteredRows(t *testing.T) {
	mine, theirs, list := two(t, emptyLog)
	x, err := mine.Compare(t.Context(), theirs, nil)
	if err != nil {
		t.Fatal(err)
	}
	ourRow := func(id change.ID) Row {
		key, err := mine.Key(id)
		if err != nil {
			t.Fatal(err)
		}
		row, err := mine.changeAt(key)
		if err != nil {
			t.Fatal(err)
		}
		return row
	}
	tried := 0
	for _, c := range list {
		key, err := theirs.Key(c.ID)
		if err != nil {
			t.Fatal(err)
		}
		row, err := theirs.changeAt(key)
		if err != nil {
			t.Fatal(err)
		}
		m := ourRow(c.ID)
		plan := planOf(x.here.word[m.raw.shape])
		try := func(what string, row Row) {
			t.Helper()
			tried++
			if x.ours.same(&row, &m, plan) {
				t.Fatalf("%s: it is as ours is", what)
			}
		}
		for i, of := range []func(*Row) *int64{func(r *Row) *int64 { return &r.raw.version }, func(r *Row) *int64 { return &r.raw.person }, func(r *Row) *int64 { return &r.raw.copy },
			func(r *Row) *int64 { return &r.raw.entity }, func(r *Row) *int64 { return &r.raw.code }, func(r *Row) *int64 { return &r.raw.kind },
			func(r *Row) *int64 { return &r.raw.shape }, func(r *Row) *int64 { return &r.Change.Number }, func(r *Row) *int64 { return (*int64)(&r.Change.Clock) },
			func(r *Row) *int64 { return &r.Change.First }} {
			for _, to := range []int64{0, -1, 1 << 40, 1} {
				other := row
				other.Change = new(change.Change)
				*other.Change = *row.Change
				if *of(&other) != to {
					*of(&other) = to
					try(fmt.Sprint("column ", i), other)
				}
			}
		}
		for _, seed := range [][]byte{nil, {}, make([]byte, 16)} {
			if other := row; string(seed) != string(row.raw.seed) || (seed == nil) != (row.raw.seed == nil) {
				other.raw.seed = seed
				try("seed", other)
			}
		}
		for i, of := range []func(*raw) **string{func(r *raw) **string { return &r.args }, func(r *raw) **string { return &r.over }, func(r *raw) **string { return &r.saw },
			func(r *raw) **string { return &r.takes }, func(r *raw) **string { return &r.more }, nil} {
			set := func(s *string) Row {
				other := row
				if of != nil {
					*of(&other.raw) = s
				} else {
					other.raw.sets = *s
				}
				return other
			}
			was := &row.raw.sets
			if of != nil {
				was = *of(&row.raw)
			}
			if was == nil {
				try(fmt.Sprint("part ", i, ", which was not there"), set(new("")))
				continue
			}
			if of != nil {
				try(fmt.Sprint("part ", i, ", which is not there"), set(nil))
			}
			for at := range len(*was) + 1 {
				before, after := (*was)[:at], (*was)[at:]
				altered := []string{before + " " + after, before + "0" + after, before + "1" + after, before + `"` + after, before + "[" + after, before}
				if after != "" {
					altered = append(altered, before+after[1:], before+string(after[0]^1)+after[1:], before+"9"+after[1:])
				}
				for _, s := range altered {
					if s != *was {
						try(fmt.Sprint(s, ", which was ", *was), set(&s))
					}
				}
			}
		}
	}
	if tried < 10000 {
		t.Errorf("%d were tried", tried)
	}
}

// What is altered in a log is refused with the reason though its rows are known,
// and what is withheld is not.
func TestUnionOfAlteredRows(t *testing.T) {
	for what, c := range map[string]struct {
		set  string
		want error
	}{
		"a row":             {"UPDATE change SET clock = clock + 1 WHERE key = (SELECT max(key) FROM change)", change.ErrForm},
		"all rows":          {"UPDATE change SET clock = clock + 1 WHERE true", change.ErrForm},
		"the id of another": {"UPDATE name SET id = x'00112233445566778899aabbccddeeff' WHERE key = (SELECT person FROM change LIMIT 1)", change.ErrForm},
		"a word":            {"UPDATE word SET word = 'clam' WHERE word = 'claim'", change.ErrForm},
		"a blank":           {"UPDATE change SET sets = sets || ' ' WHERE key = (SELECT max(key) FROM change)", errJSON},
		"a key of nothing":  {"UPDATE change SET entity = 999 WHERE key = (SELECT max(key) FROM change)", ErrName},
		"a word of nothing": {"UPDATE change SET kind = 999 WHERE key = (SELECT max(key) FROM change)", ErrName},
	} {
		for _, empty := range []func(testing.TB) *Log{emptyLog, logInFile} {
			mine, theirs, _ := two(t, empty)
			mine.in(t, func() error { _, err := union(t.Context(), mine, theirs, 1); return err }) // then all are known
			theirs.in(t, func() error { return theirs.c.Exec(c.set) })
			var u Union
			x, err := mine.Compare(t.Context(), theirs, nil) // at rest
			if err == nil {
				err = mine.c.Transaction(func() (err error) {
					u, err = mine.Union(t.Context(), theirs, x, 2, nil, nil)
					return err
				})
			}
			var from FromError
			if !errors.As(err, &from) || !errors.Is(from.Err, c.want) || u.New > 0 || u.Whole > 0 {
				t.Errorf("%s: %+v, %v", what, u, err)
			}
		}
	}
	mine, theirs, list := two(t, emptyLog)
	less := emptyLog(t)
	less.in(t, func() error {
		for _, c := range list {
			if err := less.Append(c.Withhold(func(string) bool { return true }), 0); err != nil {
				return err
			}
		}
		return nil
	})
	mine.in(t, func() error {
		if u, err := union(t.Context(), mine, less, 1); err != nil || u.New > 0 || u.Whole > 0 {
			t.Errorf("of what holds less: %+v, %v", u, err)
		}
		return nil
	})
	less.in(t, func() error {
		if u, err := union(t.Context(), less, theirs, 1); err != nil || u.Whole != len(list) {
			t.Errorf("of what holds more: %+v, %v", u, err)
		}
		return nil
	})
}
