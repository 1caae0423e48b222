package check

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// The sum of ids does not depend on their order, and tells of one taken out or
// put in.
func TestSum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var ids []change.ID
	for i := range 500 {
		ids = append(ids, change.NamedID(fmt.Sprint(i)))
	}
	ids = append(ids, change.IDOf([16]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}))
	sumOf := func(ids []change.ID) [16]byte {
		sum := Zero()
		for _, id := range ids {
			AddID(sum, id)
		}
		return SumBytes(sum)
	}
	want := sumOf(ids)
	exact := new(big.Int)
	for _, id := range ids {
		b := id.Bytes()
		exact.Add(exact, new(big.Int).SetBytes(b[:]))
	}
	exact.Mod(exact, new(big.Int).Lsh(big.NewInt(1), 128))
	if SumBytes(exact) != want {
		t.Errorf("the sum is %x, not %x", want, SumBytes(exact))
	}
	for range 20 {
		rng.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		if sumOf(ids) != want {
			t.Fatal("it depends on the order")
		}
		if sumOf(ids[1:]) == want || sumOf(append(ids[:len(ids):len(ids)], ids[0])) == want {
			t.Fatal("one less or more has the same")
		}
	}
}

func TestProblems(t *testing.T) {
	var f Findings
	if f.Err() != nil || len(f.Problems()) != 0 {
		t.Errorf("of nothing: %v", f.Err())
	}
	for i := range 150 {
		f.Derived = append(f.Derived, fmt.Sprint("row ", i))
	}
	f.File = []string{"file"}
	list := f.Problems()
	if len(list) != maxProblems+1 || list[0] != "file" || list[1] != "row 0" || list[maxProblems] != "and 51 more" || f.Err().Error() != "file" || len(f.Derived) != 150 {
		t.Errorf("%d lines: %q … %q", len(list), list[:2], list[len(list)-1])
	}
	if got := OneLine(" a\n\tb\r\n c "); got != "a b c" {
		t.Errorf("%q", got)
	}
	if got := Hash(nil); got != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("%s", got)
	}
}

// project is a log with a claim, in memory.
func project(t *testing.T) *file.Conn {
	t.Helper()
	c, err := file.Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.Transaction(func() error {
		if err := c.Script(log.Schema); err != nil {
			return err
		}
		l := log.Of(c)
		sum := Zero()
		for i := range 3 {
			made := &change.Change{Version: change.Version, Person: change.NamedID("p"), Copy: change.NamedID("c"), Number: int64(i + 1), First: int64(i + 1),
				Did: change.Did{Code: "test"}, Entity: change.Ref{Kind: "claim"}, Own: true, Sets: change.Fields(
					change.Field{Name: change.Life, Value: change.OfBool(true)}, change.Field{Name: "statement", Value: change.OfText(fmt.Sprint("Claim ", i))})}
			if err := made.Seal([16]byte{byte(i)}); err != nil {
				return err
			}
			if err := l.Append(made, 0); err != nil {
				return err
			}
			AddID(sum, made.ID)
		}
		b := SumBytes(sum)
		text := "It snows."
		return errors.Join(
			c.Exec("INSERT INTO here (id, copy, number, changes, sum) VALUES (1, 1, 3, 3, ?)", b[:]),
			c.Exec("INSERT INTO text VALUES (?, ?, ?, ?)", Hash([]byte(text)), text, []byte("<p>It snows."), Hash([]byte("<p>It snows."))),
			tables.Make(c), tables.Of(c, l).Fill(t.Context()))
	}); err != nil {
		t.Fatal(err)
	}
	return c
}

// What is wrong is told in the right place: what cannot be made anew, and what
// can.
func TestRun(t *testing.T) {
	for what, c := range map[string]struct {
		statement     string
		file, derived string
		foreign       bool // tables are not looked at then
	}{
		"nothing":             {statement: "SELECT 1"},
		"text":                {statement: "UPDATE text SET text = 'It rains.'", file: "it is not what was added under that name"},
		"source":              {statement: "UPDATE text SET source = x'00'", file: "its source is not what was added with it"},
		"no sum of a source":  {statement: "UPDATE text SET source_sha256 = NULL", file: "its source is not what was added with it"},
		"text that is away":   {statement: "UPDATE text SET text = NULL, source = NULL, source_sha256 = NULL"},
		"a change":            {statement: "UPDATE change SET sets = replace(sets, 'Claim 1', 'Claim 7')", file: "it is not what was recorded under its id"},
		"a change less":       {statement: "DELETE FROM change WHERE number = 3", file: "log: of 3 changes 2 are there, or some were taken out or put in"},
		"the count":           {statement: "UPDATE here SET changes = 4", file: "log: of 4 changes 3 are there"},
		"the sum":             {statement: "UPDATE here SET sum = zeroblob(16)", file: "some were taken out or put in"},
		"nothing of its own":  {statement: "DELETE FROM here", file: "some were taken out or put in"},
		"a reference":         {statement: "INSERT INTO reference VALUES (1, 1)", derived: "what refers to what"},
		"a table":             {statement: "UPDATE claim SET note = 'x'", derived: "note in its table does not agree with the log"},
		"a table not trusted": {statement: "UPDATE claim SET note = 'x'", foreign: true},
		"no table at all":     {statement: "DROP TABLE claim", foreign: true},
	} {
		conn := project(t)
		if err := conn.Transaction(func() error { return conn.Exec(c.statement) }); err != nil {
			t.Fatal(err)
		}
		f, err := Run(t.Context(), conn, Options{Foreign: c.foreign})
		if err != nil {
			t.Fatal(err)
		}
		in := func(list []string, words string) bool {
			return (words == "") == (len(list) == 0) && strings.Contains(strings.Join(list, "\n"), words)
		}
		if !in(f.File, c.file) || !in(f.Derived, c.derived) {
			t.Errorf("%s: %+v", what, f)
		}
	}
}

func TestRunIsCalledOff(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("enough")
	cancel(cause)
	if f, err := Run(ctx, project(t), Options{}); !errors.Is(err, cause) || len(f.Problems()) > 0 {
		t.Errorf("%+v, %v", f, err)
	}
}

// The digest of what a package holds besides its ids depends on each part.
func TestTextsDigest(t *testing.T) {
	digest := func(statements ...string) string {
		t.Helper()
		c := project(t)
		if err := c.Transaction(func() error {
			for _, s := range statements {
				if err := c.Exec(s); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		partly, err := file.All(c, file.Scalar[int64], "SELECT key FROM change WHERE seed IS NULL ORDER BY key")
		if err != nil {
			t.Fatal(err)
		}
		d, err := TextsDigest(t.Context(), c, partly)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	seen := map[string]string{digest(): "as it is"}
	if digest() != digest("UPDATE receipt SET at = 7", "UPDATE here SET number = 7", "INSERT INTO undo VALUES (1, 1, 1, 'x', 0, 0, '')") {
		t.Error("what belongs to a copy counts")
	}
	for _, statement := range []string{
		"DELETE FROM text", "UPDATE text SET text = NULL", "UPDATE text SET source = NULL, source_sha256 = NULL",
		`UPDATE change SET seed = NULL WHERE number = 1`, `UPDATE change SET seed = NULL WHERE number = 2`, `UPDATE change SET seed = NULL, sets = '{}' WHERE number = 1`,
		"INSERT INTO context VALUES (1, 'a', 'b')", "INSERT INTO context VALUES (1, 'ab', '')",
	} {
		d := digest(statement)
		if other, twice := seen[d]; twice {
			t.Errorf("%s has the digest of %s", statement, other)
		}
		seen[d] = statement
	}
}
