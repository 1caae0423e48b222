package log

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// A change of the schema is a new format: files of before would be refused.
func TestSchemaStays(t *testing.T) {
	const want = "2d6e6eaf041972a20c023eff026de56fc45121638393aa72aef2a799c4382ea2"
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(Schema))); got != want {
		t.Errorf("the schema of format 3 has become %s: files hold the one that it had", got)
	}
}

// emptyLog is a log in memory.
func emptyLog(t testing.TB) *Log {
	t.Helper()
	c, err := file.Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Transaction(func() error { return c.Script(Schema) }); err != nil {
		t.Fatal(err)
	}
	return Of(c)
}

// logInFile is a log in a file, which is read from its pages where it is at rest.
func logInFile(t testing.TB) *Log {
	t.Helper()
	temp, err := file.NewTemp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(temp.Remove)
	c, err := temp.Connect(false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Transaction(func() error { return c.Script(Schema) }); err != nil {
		t.Fatal(err)
	}
	return Of(c)
}

// in does something to a log in a transaction.
func (l *Log) in(t testing.TB, f func() error) {
	t.Helper()
	if err := l.c.Transaction(f); err != nil {
		t.Fatal(err)
	}
}

func id(words ...any) change.ID { return change.NamedID(fmt.Sprint(words...)) }

// ordinary is a change that a log may hold.
func ordinary(t testing.TB, n int, sets ...change.Field) *change.Change {
	t.Helper()
	c := &change.Change{Version: change.Version, Person: id("person"), Copy: id("copy"), Number: int64(n), First: int64(n), Clock: change.Clock(1000 * n),
		Did: change.Did{Code: "test"}, Entity: change.Ref{Kind: "claim", ID: id("claim", n)}, Sets: change.Fields(sets...)}
	if err := c.Seal([16]byte{byte(n)}); err != nil {
		t.Fatal(err)
	}
	return c
}

// rowsOf reads a log row by row, as one that came from elsewhere.
func rowsOf(t testing.TB, l *Log) (rows []Row, errs []error) {
	t.Helper()
	names, err := l.ReadNames()
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Each(t.Context(), names, func(row Row, err error) error {
		if err == nil {
			err = row.Check()
		}
		rows, errs = append(rows, row), append(errs, err)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows, errs
}

var oddTexts = []string{
	"plain", `"quoted" \ and / so`, `"[1,2]" \"[1,2],\\"[1,2] \`, "tab\tline\nreturn\rbell\x07\x1f\x7f", "é 漢字 👨🏻‍🚒 \u2028\ufeff\ufffd", "{\"\":\"x\"}", "[\"claim\",1]", "null", "<>&'", strings.Repeat("long ", 500),
}

// oddRows are changes that have something of all that a row holds.
func oddRows(t *testing.T) (list []*change.Change) {
	t.Helper()
	for i, s := range oddTexts {
		list = append(list, ordinary(t, i+1,
			change.Field{Name: "text", Value: change.OfText(s)}, change.Field{Name: "none", Value: change.Value{Type: change.None}}, change.Field{Name: "life", Value: change.OfBool(i%2 == 0)},
			change.Field{Name: "number", Value: change.OfInt([]int64{0, -1, 1<<63 - 1, -1 << 63}[i%4])}, change.Field{Name: "ref", Value: change.OfRef("sketch", id(i))},
			change.Field{Name: "list", Value: change.OfList(change.Ref{Kind: "claim", ID: id(1)}, change.Ref{Kind: "annotation", ID: id(2)})},
			change.Field{Name: "record", Value: change.OfRecord(
				change.Field{Name: "in", Value: change.OfText(s)}, change.Field{Name: "n", Value: change.OfInt(7)}, change.Field{Name: "at", Value: change.OfRef("article", id(3))},
				change.Field{Name: "yes", Value: change.OfBool(true)}, change.Field{Name: "all", Value: change.OfList(change.Ref{Kind: "claim", ID: id(4)})})}))
	}
	for i := range list {
		c := list[i]
		c.More = change.Fields(change.Field{Name: "mood", Value: change.OfText(oddTexts[i])}, change.Field{Name: "pressure", Value: change.OfInt(3)})
		c.Did.Args = change.Fields(change.Field{Name: "n", Value: change.OfInt(int64(i))}, change.Field{Name: "of", Value: change.OfRef("claim", id(5))})
		c.Over = []change.ID{id("over")}
		c.Saw = change.Saw{Copies: []change.SawCopy{{Copy: id("other"), UpTo: 12}}, Beyond: []change.ID{id("beyond")}}
		c.Takes = []change.Taking{{Change: id("taken"), Registers: []string{"note", "text"}}}
		if err := c.Seal([16]byte{byte(i), 9}); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// Values of all types stand in a row as they are written, and come back.
func TestRows(t *testing.T) {
	l, list := emptyLog(t), oddRows(t)
	// Some are withheld in part, or as a whole.
	kept := slices.Clone(list)
	kept[1] = kept[1].Withhold(func(path string) bool { return path == "sets/text" })
	kept[2] = kept[2].Withhold(func(path string) bool { return path == "sets/record/in" || path == "more/mood" })
	kept[3] = kept[3].Withhold(func(string) bool { return true })
	l.in(t, func() error {
		for i, c := range kept {
			if err := l.Append(c, int64(i)); err != nil {
				return err
			}
		}
		return nil
	})
	rows, errs := rowsOf(t, l)
	if len(rows) != len(kept) {
		t.Fatalf("%d rows of %d", len(rows), len(kept))
	}
	for i, row := range rows {
		if errs[i] != nil {
			t.Errorf("row %d: %v", i, errs[i])
		}
		if row.Receipt != int64(i) {
			t.Errorf("row %d came with %d", i, row.Receipt)
		}
		if !reflect.DeepEqual(normal(row.Change), normal(kept[i])) {
			t.Errorf("row %d\nis    %+v\nwas   %+v", i, row.Change, kept[i])
		}
		if row.Change.ID != list[i].ID {
			t.Errorf("row %d has another id", i)
		}
	}
	// Half withheld, two copies complete each other.
	other := emptyLog(t)
	other.in(t, func() error {
		for _, c := range list {
			if err := other.Append(c.Withhold(func(path string) bool { return path != "sets/text" && path != "sets/record/in" }), 0); err != nil {
				return err
			}
		}
		return nil
	})
	l.in(t, func() error {
		u, err := union(t.Context(), l, other, 99)
		if u.New != 0 || u.Whole != 3 {
			t.Errorf("taken in: %+v", u)
		}
		return err
	})
	rows, errs = rowsOf(t, l)
	for i, row := range rows {
		if errs[i] != nil || row.Receipt != int64(i) {
			t.Errorf("row %d, which came with %d: %v", i, row.Receipt, errs[i])
		}
		if v, _ := row.Change.Set("text"); v.Withheld != nil || v.Text != oddTexts[i] {
			t.Errorf("row %d holds %+v", i, v)
		}
		v := row.Change.More[0].Value
		if withheld := i == 2 || i == 3; (v.Withheld != nil) != withheld {
			t.Errorf("row %d: its attribute is withheld: %v", i, !withheld)
		}
	}
}

// normal makes changes comparable: an empty list is none.
func normal(c *change.Change) change.Change {
	d := *c
	if len(d.Salts) == 0 {
		d.Salts = nil
	}
	for _, list := range []*[]change.Field{&d.Sets, &d.More, &d.Did.Args} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	for _, list := range []*[]change.ID{&d.Over, &d.Saw.Beyond} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	if len(d.Saw.Copies) == 0 {
		d.Saw.Copies = nil
	}
	if len(d.Takes) == 0 {
		d.Takes = nil
	}
	return d
}

// A row that is not written as rows are is refused, though it says the same.
func TestRowsAreCanonical(t *testing.T) {
	for what, set := range map[string]string{
		"white space":          `sets = replace(sets, ',', ', ')`,
		"at the end":           `sets = sets || ' '`,
		"more at the end":      `sets = sets || '{}'`,
		"names in disorder":    `sets = replace(sets, '[true,7', '[7,true')`,
		"a name twice":         `sets = replace(sets, '[true', '[true,true')`,
		"an escape":            `sets = replace(sets, 'plain', '\u0070lain')`,
		"an escaped slash":     `sets = replace(sets, 'plain', '\plain')`,
		"a float":              `sets = replace(sets, '7', '7.0')`,
		"an exponent":          `sets = replace(sets, '7', '7e0')`,
		"a leading nought":     `sets = replace(sets, '7', '07')`,
		"a plus":               `sets = replace(sets, '7', '+7')`,
		"a great number":       `sets = replace(sets, '7', '9223372036854775808')`,
		"True":                 `sets = replace(sets, 'true', 'True')`,
		"cut short":            `sets = substr(sets, 1, length(sets) - 1)`,
		"nothing":              `sets = ''`,
		"a list":               `sets = '[]'`,
		"a broken reference":   `sets = replace(sets, '],', ',')`,
		"an empty list":        `sets = replace(sets, '7', '[]')`,
		"an empty over":        `over = '[]'`,
		"an empty saw":         `saw = '[[]]'`,
		"an empty takes":       `takes = '[]'`,
		"an empty more":        `more = '{}'`,
		"args that are none":   `args = '{}'`,
		"a seed cut short":     `seed = x'00'`,
		"a bad salt":           `sets = replace(sets, '"plain"', '{"":["AA","plain"]}'), seed = NULL`,
		"a bad hash":           `sets = replace(sets, '"plain"', '{"":"AA"}'), seed = NULL`,
		"an unknown object":    `sets = replace(sets, '"plain"', '{"":7}')`,
		"text without salt":    `seed = NULL`,
		"deep":                 `sets = replace(sets, '"plain"', '` + strings.Repeat(`[`, 500) + `7` + strings.Repeat(`]`, 500) + `')`,
		"a key of nothing":     `entity = 999`,
		"another text":         `sets = replace(sets, 'plain', 'plane')`,
		"another number":       `number = 2`,
		"another clock":        `clock = clock + 1`,
		"a clock that is none": `clock = -1`,
		"another version":      `version = 2`,
		"another kind":         `kind = code`,
		"a code that is none":  `code = 999`,
		"another code":         `code = kind`,
		"another action":       `first = 2`,
		"another shape":        `shape = code`,
		"a shape of nothing":   `shape = 999`,
	} {
		l := emptyLog(t)
		l.in(t, func() error {
			return l.Append(ordinary(t, 1, change.Field{Name: "text", Value: change.OfText("plain")}, change.Field{Name: "n", Value: change.OfInt(7)},
				change.Field{Name: "life", Value: change.OfBool(true)}, change.Field{Name: "on", Value: change.OfRef("claim", id(3))}), 0)
		})
		if _, errs := rowsOf(t, l); errs[0] != nil {
			t.Fatal(errs[0])
		}
		l.in(t, func() error { return l.c.Exec("UPDATE change SET " + set) })
		_, errs := rowsOf(t, l)
		if errs[0] == nil || !ErrRow(errs[0]) || strings.ContainsAny(errs[0].Error(), "\n") || len(errs[0].Error()) > 200 {
			t.Errorf("%s: %v", what, errs[0])
		}
		if err := l.CheckTail(10); err == nil {
			t.Errorf("%s: it passes at the end of the log", what)
		}
	}
}

// desk is a log in SQLite and the same in memory.
type desk struct {
	copy   change.ID
	log    *Log
	memory *change.Memory
	n      int64
	parts  map[int64][]change.ID // by receipt
}

// A log in SQLite is at all times what the same changes are in memory: what is
// composed over it, what it holds of other copies, how it folds, its digests.
func TestLogIsMemory(t *testing.T) {
	for seed := range uint64(2) {
		rng := rand.New(rand.NewPCG(seed, 3))
		var desks []*desk
		for i := range 3 {
			desks = append(desks, &desk{copy: id("copy", i), log: emptyLog(t), memory: change.NewMemory(), parts: map[int64][]change.ID{}})
		}
		var refs []change.Ref
		for step := range 120 {
			d := desks[rng.IntN(len(desks))]
			switch n := rng.IntN(10); {
			case n < 6:
				refs = append(refs, d.compose(t, rng, refs, step))
			case n < 9:
				from := desks[rng.IntN(len(desks))]
				if from != d {
					d.union(t, from, int64(step))
				}
			default: // only some, some of them without their texts: holes
				part := emptyLog(t)
				also := change.NewMemory()
				for _, c := range desks[rng.IntN(len(desks))].memory.Changes() {
					if rng.IntN(3) == 0 {
						continue
					}
					if rng.IntN(3) == 0 {
						c = c.Withhold(func(path string) bool { return rng.IntN(2) == 0 })
					}
					also.Add(c)
					part.in(t, func() error { return part.Append(c, 0) })
				}
				d.union(t, &desk{log: part, memory: also}, int64(step))
			}
			if step%20 == 19 {
				d.same(t, refs)
			}
		}
		for range 2 {
			for _, to := range desks {
				for _, from := range desks {
					if to != from {
						to.union(t, from, 1000)
					}
				}
			}
		}
		var first string
		for i, d := range desks {
			d.same(t, refs)
			log, state, err := d.log.Digests(t.Context())
			if err != nil || i > 0 && log+state != first {
				t.Fatalf("desk %d has other digests (%v)", i, err)
			}
			first = log + state
		}
	}
}

func (d *desk) compose(t *testing.T, rng *rand.Rand, refs []change.Ref, step int) change.Ref {
	t.Helper()
	draft := change.Draft{Ref: change.Ref{Kind: []change.Kind{"claim", "annotation"}[rng.IntN(2)]}, Did: change.Did{Code: "test"}}
	pick := func() change.Ref { return refs[rng.IntN(len(refs))] }
	if len(refs) > 0 && rng.IntN(3) > 0 {
		draft.Ref = pick()
	}
	switch n := rng.IntN(8); {
	case draft.ID == "":
		draft.Sets = append(draft.Sets, change.Field{Name: change.Life, Value: change.OfBool(true)})
	case n == 0:
		draft.Sets = append(draft.Sets, change.Field{Name: change.Life, Value: change.OfBool(false)})
	case n == 1:
		f, err := d.memory.Fold(draft.Ref)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range f.Changes() {
			if len(c.Sets) > 0 && rng.IntN(2) == 0 {
				draft.Takes = append(draft.Takes, change.Taking{Change: c.ID, Registers: []string{c.Sets[0].Name}})
			}
		}
	case n == 2:
		draft.Decides = true
	}
	if len(draft.Takes) == 0 && (len(draft.Sets) == 0 || draft.Sets[0].Int == 1) {
		draft.Sets = append(draft.Sets, change.Field{Name: "note", Value: change.OfText(fmt.Sprint("note ", step))})
		if len(refs) > 0 && rng.IntN(2) == 0 {
			to := pick()
			draft.Sets = append(draft.Sets, change.Field{Name: "tie", Value: change.OfRef(to.Kind, to.ID)})
		}
		if len(refs) > 1 && rng.IntN(3) == 0 {
			draft.Sets = append(draft.Sets, change.Field{Name: "seen", Value: change.OfList(pick(), pick())})
		}
	}
	d.n++
	if rng.IntN(40) == 0 && d.n > 2 {
		d.n-- // as in a file that was copied: the number is given twice
	}
	at := change.Stamp{Person: id("person"), Copy: d.copy, Number: d.n, First: d.n, Clock: change.Clock(rng.IntN(5000))}
	var made *change.Change
	d.log.in(t, func() error {
		c, err := change.Compose(d.log, at, draft, [16]byte{byte(step)})
		if err != nil {
			return err
		}
		same, err := change.Compose(d.memory, at, draft, [16]byte{byte(step)})
		if err != nil {
			return err
		}
		if c.ID != same.ID {
			t.Fatalf("composed over the log it is\n%+v\nover memory\n%+v", c, same)
		}
		made = c
		if k, err := d.log.Key(c.ID); err != nil || k != 0 {
			return errors.Join(err, nil) // the very same change, made before
		}
		d.memory.Add(c)
		if err := d.log.Append(c, 0); err != nil {
			return err
		}
		return d.log.FindForks()
	})
	return made.Entity
}

// union takes in a log after it was compared.
func union(ctx context.Context, l, from *Log, receipt int64) (Union, error) {
	x, err := l.Compare(ctx, from, nil)
	if err != nil {
		return Union{}, err
	}
	return l.Union(ctx, from, x, receipt, nil, nil)
}

func (d *desk) union(t *testing.T, from *desk, receipt int64) {
	t.Helper()
	before := d.memory.Len()
	d.log.in(t, func() error {
		u, err := union(t.Context(), d.log, from.log, receipt)
		d.memory.Union(from.memory)
		if u.New != d.memory.Len()-before || len(u.IDs) != u.New {
			t.Fatalf("it says that %d are new, of %d", u.New, d.memory.Len()-before)
		}
		return err
	})
	keys, same := compared(t, d.log, from.log)
	if same+len(keys) != from.memory.Len() {
		t.Fatalf("of %d that came %d stand here as there, and %d do not", from.memory.Len(), same, len(keys))
	}
	for _, key := range keys {
		theirs, err := from.log.changeAt(key)
		if err != nil {
			t.Fatal(err)
		}
		if mine, err := d.log.Change(theirs.Change.ID); err != nil || mine.Seed != nil && theirs.Change.Seed != nil {
			t.Fatalf("%+v, which came, stands here otherwise (%v)", theirs.Change, err)
		}
	}
}

// same fails the test unless the log is what is in memory.
func (d *desk) same(t *testing.T, refs []change.Ref) {
	t.Helper()
	log, state, err := d.log.Digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wantLog, wantState, err := d.memory.Digests()
	if err != nil || log != wantLog || state != wantState {
		t.Fatalf("the digests differ: log %v, state %v (%v)", log == wantLog, state == wantState, err)
	}
	had, err := d.log.Had()
	want, _ := d.memory.Had()
	if err != nil || !slices.Equal(had, want) {
		t.Fatalf("it has %v, not %v (%v)", had, want, err)
	}
	for _, s := range want {
		fork, err := d.log.Fork(s.Copy)
		if wantFork, _ := d.memory.Fork(s.Copy); err != nil || fork != wantFork {
			t.Fatalf("%s forks at %d, not %d (%v)", s.Copy, fork, wantFork, err)
		}
	}
	for _, r := range refs {
		f, err := d.log.Fold(r)
		g, _ := d.memory.Fold(r)
		if err != nil || len(f.Changes()) != len(g.Changes()) {
			t.Fatalf("%v has %d changes, not %d (%v)", r, len(f.Changes()), len(g.Changes()), err)
		}
		for i, c := range f.Changes() {
			if !reflect.DeepEqual(normal(c), normal(g.Changes()[i])) {
				t.Fatalf("a change is\n%+v\nnot\n%+v", c, g.Changes()[i])
			}
		}
		live, err := d.log.Live(r)
		if wantLive, _ := d.memory.Live(r); err != nil || live != wantLive {
			t.Fatalf("%v is live: %v (%v)", r, live, err)
		}
		pointing, err := d.log.Pointing(r)
		wantPointing, _ := d.memory.Pointing(r)
		wantPointing = slices.Clone(wantPointing)
		slices.SortFunc(pointing, change.CompareRefs)
		slices.SortFunc(wantPointing, change.CompareRefs)
		if err != nil || !slices.Equal(pointing, wantPointing) {
			t.Fatalf("what points at %v is %v, not %v (%v)", r, pointing, wantPointing, err)
		}
		if kind, err := d.log.Kind(r.ID); err != nil || f.Known() && kind != r.Kind {
			t.Fatalf("%v is a %s (%v)", r, kind, err)
		}
	}
	if bad := badIndexes(t, d.log); bad != "" {
		t.Fatal(bad)
	}
	if err := d.log.CheckTail(1000); err != nil {
		t.Fatal(err)
	}
}

// A cut lets a part of the log count: of each copy up to a number, or what came
// with some receipts.
func TestCut(t *testing.T) {
	l := emptyLog(t)
	ref := change.Ref{Kind: "claim", ID: id("claim")}
	l.in(t, func() error {
		for i := range 6 {
			c, err := change.Compose(l, change.Stamp{Person: id("p"), Copy: id("copy", i%2), Number: int64(i/2 + 1), First: int64(i/2 + 1), Clock: change.Clock(i)},
				change.Draft{Ref: ref, Did: change.Did{Code: "test"}, Sets: []change.Field{{Name: "note", Value: change.OfInt(int64(i))}}}, [16]byte{byte(i)})
			if err != nil {
				return err
			}
			if err := l.Append(c, int64(i%2*7)); err != nil {
				return err
			}
		}
		return nil
	})
	one, err := l.Key(id("copy", 0))
	if err != nil {
		t.Fatal(err)
	}
	other, err := l.Key(id("copy", 1))
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		cut  *Cut
		want []int64
	}{
		"nothing is cut": {nil, []int64{0, 1, 2, 3, 4, 5}},
		"up to a number": {&Cut{UpTo: map[int64]int64{one: 2, other: 1}}, []int64{0, 1, 2}},
		"no other copy":  {&Cut{UpTo: map[int64]int64{one: 9}}, []int64{0, 2, 4}},
		"what was made":  {&Cut{Receipts: map[int64]bool{}}, []int64{0, 2, 4}},
		"and what came":  {&Cut{Receipts: map[int64]bool{7: true}}, []int64{0, 1, 2, 3, 4, 5}},
		"both":           {&Cut{UpTo: map[int64]int64{one: 1, other: 3}, Receipts: map[int64]bool{8: true}}, []int64{0}},
	} {
		m := l.As(c.cut)
		f, err := m.Fold(ref)
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for _, x := range f.Changes() {
			v, _ := x.Set("note")
			got = append(got, v.Int)
		}
		if !slices.Equal(got, c.want) || m.IsCut() != (c.cut != nil) {
			t.Errorf("%s: %v", what, got)
		}
		names, err := m.ReadNames()
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		if err := m.Entities(t.Context(), names, func(e Entity) error { count += len(e.Changes); return nil }); err != nil || count != len(c.want) {
			t.Errorf("%s: of the entities %d changes, %v", what, count, err)
		}
	}
}

// What is set aside counts as had and is not folded.
func TestAside(t *testing.T) {
	l := emptyLog(t)
	var list []*change.Change
	l.in(t, func() error {
		for i := range 3 {
			c := ordinary(t, i+1, change.Field{Name: change.Life, Value: change.OfBool(true)})
			list = append(list, c)
			if err := l.Append(c, int64(i)); err != nil {
				return err
			}
		}
		return l.c.Exec("INSERT INTO aside (key) SELECT key FROM change WHERE receipt = 1")
	})
	l.Forget()
	for i, c := range list {
		live, err := l.Live(c.Entity)
		if err != nil || live != (i != 1) {
			t.Errorf("%d is live: %v, %v", i, live, err)
		}
		if again, err := l.Change(c.ID); err != nil || again.ID != c.ID {
			t.Errorf("%+v, %v", again, err)
		}
	}
	had, err := l.Had()
	if err != nil || len(had) != 1 || had[0].UpTo != 3 {
		t.Errorf("it has %v, %v", had, err)
	}
	all, err := l.Digest()
	memory := change.NewMemory()
	for _, c := range list {
		memory.Add(c)
	}
	if want, _, _ := memory.Digests(); err != nil || all != want {
		t.Errorf("the digest of the log is %s, %v", all, err)
	}
	memory = change.NewMemory()
	memory.Add(list[0])
	memory.Add(list[2])
	_, state, err := l.Digests(t.Context())
	if _, want, _ := memory.Digests(); err != nil || state != want {
		t.Errorf("the digest of the state is %s, %v", state, err)
	}
}

// What one looks up by number and action.
func TestLookUp(t *testing.T) {
	l := emptyLog(t)
	if n, last, err := l.Last(id("copy")); n != 0 || last != "" || err != nil {
		t.Errorf("of an empty log: %d, %q, %v", n, last, err)
	}
	var list []*change.Change
	l.in(t, func() error {
		for i := range 6 {
			c := ordinary(t, i+1, change.Field{Name: "n", Value: change.OfInt(int64(i))})
			c.First = []int64{1, 1, 3, 4, 4, 4}[i]
			if err := c.Seal([16]byte{byte(i)}); err != nil {
				return err
			}
			list = append(list, c)
			if err := l.Append(c, 0); err != nil {
				return err
			}
		}
		return nil
	})
	if n, last, err := l.Last(id("copy")); n != 6 || last != list[5].ID || err != nil {
		t.Errorf("the last is %d, %q, %v", n, last, err)
	}
	if n, err := l.NumberOf(list[2].ID); n != 3 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	for _, of := range []change.ID{id("nothing"), id("copy")} {
		if n, err := l.NumberOf(of); n != 0 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	key, err := l.Key(id("copy"))
	if err != nil {
		t.Fatal(err)
	}
	for first, want := range map[int64]int{1: 2, 3: 1, 4: 3, 2: 0} {
		action, err := l.ActionOf(key, first)
		if err != nil || len(action) != want {
			t.Errorf("from %d: %d changes, %v", first, len(action), err)
		}
		for i, c := range action {
			if c.Number != first+int64(i) {
				t.Errorf("from %d: number %d at %d", first, c.Number, i)
			}
		}
	}
	if _, err := l.ID(999); !errors.Is(err, ErrName) {
		t.Errorf("a key of nothing: %v", err)
	}
	if k, err := l.Key(id("nothing")); k != 0 || err != nil {
		t.Errorf("%d, %v", k, err)
	}
}

// badIndexes tells what of the log's indexes does not agree with it.
func badIndexes(t *testing.T, l *Log) string {
	t.Helper()
	names, err := l.ReadNames()
	if err != nil {
		t.Fatal(err)
	}
	indexes := NewIndexes()
	if err := l.Each(t.Context(), names, func(row Row, err error) error {
		if err == nil {
			indexes.Add(row)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	bad, err := indexes.Compare(l)
	if err != nil {
		t.Fatal(err)
	}
	return bad
}

// What is derived from the log for its own use is checked and made anew.
func TestIndexes(t *testing.T) {
	l := emptyLog(t)
	l.in(t, func() error {
		for i := range 4 {
			if err := l.Append(ordinary(t, i+1, change.Field{Name: "on", Value: change.OfRef("claim", id(i%2))}), 0); err != nil {
				return err
			}
		}
		return nil
	})
	bad := func() string {
		t.Helper()
		return badIndexes(t, l)
	}
	if got := bad(); got != "" {
		t.Fatal(got)
	}
	for what, statement := range map[string]string{
		"a row less": "DELETE FROM reference WHERE entity = (SELECT min(entity) FROM reference)",
		"a row more": "INSERT INTO reference VALUES (1, 1)",
		"an end":     "INSERT INTO ended VALUES (1, 1)",
		"a fork":     "INSERT INTO fork VALUES (1, 1)",
	} {
		l.in(t, func() error { return l.c.Exec(statement) })
		if bad() == "" {
			t.Errorf("%s is not noticed", what)
		}
		l.in(t, func() error { return l.RebuildIndexes(t.Context()) })
		if got := bad(); got != "" {
			t.Errorf("after %s, made anew: %s", what, got)
		}
	}
}

// A union that is called off is an error, of which a transaction takes all back.
func TestCancelledUnion(t *testing.T) {
	from, to := emptyLog(t), emptyLog(t)
	from.in(t, func() error {
		for i := range 600 {
			if err := from.Append(ordinary(t, i+1, change.Field{Name: "n", Value: change.OfInt(int64(i))}), 0); err != nil {
				return err
			}
		}
		return nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := to.c.Transaction(func() error {
		_, err := union(ctx, to, from, 1)
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it gives %v", err)
	}
	to.Forget()
	if rows, _ := rowsOf(t, to); len(rows) != 0 {
		t.Errorf("%d rows came in", len(rows))
	}
}

// Work on what hangs on one another ends with the context, however long a hostile
// log has made that; and sees what was appended since it was last asked.
func TestLifeOfChain(t *testing.T) {
	const links = 100
	l := emptyLog(t)
	alive := func(is bool) change.Field { return change.Field{Name: change.Life, Value: change.OfBool(is)} }
	on := func(n int) change.Field {
		return change.Field{Name: "on", Value: change.OfRef("claim", id("claim", n))}
	}
	first := ordinary(t, 1, alive(true))
	removal := *ordinary(t, links+1, alive(false))
	removal.Entity, removal.Over = first.Entity, []change.ID{first.ID}
	if err := removal.Seal([16]byte{1}); err != nil {
		t.Fatal(err)
	}
	put := func(list ...*change.Change) {
		t.Helper()
		l.in(t, func() error {
			for _, c := range list {
				if err := l.Append(c, 0); err != nil {
					return err
				}
			}
			return nil
		})
	}
	put(first)
	for n := 2; n <= links; n++ {
		put(ordinary(t, n, alive(true), on(n-1)))
	}
	put(&removal)
	life := func() (change.Standing, error) {
		t.Helper()
		f, err := l.Fold(first.Entity)
		if err != nil {
			t.Fatal(err)
		}
		return change.LifeOf(l, f)
	}
	if s, err := life(); err != nil || s.Live {
		t.Fatalf("removed by who had seen all it stands so: %+v, %v", s, err)
	}
	l.Forget()
	f, err := l.Fold(first.Entity)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	restore := l.c.Within(ctx)
	if _, err := change.LifeOf(l, f); !errors.Is(err, context.Canceled) {
		t.Errorf("called off it gives %v", err)
	}
	restore()
	if s, err := life(); err != nil || s.Live {
		t.Fatalf("asked again it stands so: %+v, %v", s, err)
	}
	put(ordinary(t, links+2, alive(true), on(links)))
	if s, err := life(); err != nil || !s.Live || len(s.Open) != 1 {
		t.Errorf("with what came since it stands so: %+v, %v", s, err)
	}
}
