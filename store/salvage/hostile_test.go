package salvage_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// withChanges adds changes to the log of a project file, as no program would.
func withChanges(t *testing.T, path string, list ...*change.Change) {
	t.Helper()
	f, err := file.Open(t.Context(), "test", path, file.Options{Formats: file.Formats{Oldest: store.Format, Latest: store.Format}})
	fatal(t, err)
	defer f.Close()
	fatal(t, f.Conn.Transaction(func() error {
		adder, err := log.Of(f.Conn).NewAdder()
		if err != nil {
			return err
		}
		for _, c := range list {
			if err := adder.Add(c, 0); err != nil {
				return err
			}
		}
		return adder.Flush()
	}))
}

// A change of a later version is kept as it is, and so is one that names
// thousands of others, up to the largest that there can be: in a time that grows with its
// length and not with the square of it.
func TestSalvageOfStrangeChanges(t *testing.T) {
	path, holds, whole := storied(t)
	log := maps.Clone(whole)
	person, copy := by("Anna").Person.ID, change.NewID()
	made := func(number int64, d change.Draft) *change.Change {
		c, err := change.Compose(change.NewMemory(), change.Stamp{Person: person, Copy: copy, Number: number, First: number, Clock: 1}, d, [16]byte{1})
		fatal(t, err)
		return c
	}
	d := change.Draft{Ref: annotate.Ref{Kind: "tomorrow", ID: change.NewID()}, Did: change.Did{Code: "tomorrow.come"}, More: []change.Field{{Name: "later", Value: change.OfText("a text")}}}
	lists := 10
	if long {
		lists = 50 // as large as a change can be
	}
	for i := range lists {
		refs := make([]change.Ref, 1000)
		for j := range refs {
			refs[j] = change.Ref{Kind: "x", ID: change.NamedID(fmt.Sprint(i, j))}
		}
		d.Sets = append(d.Sets, change.Field{Name: fmt.Sprintf("r%02d", i), Value: change.OfList(refs...)})
	}
	large := made(1, d)
	small := made(2, change.Draft{Ref: d.Ref, Did: d.Did, Sets: []change.Field{{Name: "life", Value: change.OfBool(true)}}})
	withChanges(t, path, large, small)
	log[large.ID], log[small.ID] = large, small
	p, done := salvaged(t, path)
	if proven, _ := sound(t, p, log); proven != len(log) {
		t.Errorf("%d changes of %d are saved", proven, len(log))
	}
	if lost := missed(modelOf(t, p), holds); len(lost) > 0 {
		t.Errorf("lost: %q", lost)
	}
	if told := strings.Join(done.Lost, "\n"); told != "what tells how many changes there were does not fit those that are here" {
		t.Errorf("told: %s", told)
	}
}

// Rows that show one entity in many ways, as none but a hostile file has them,
// are not made up for.
func TestSalvageOfRowsThatDisagree(t *testing.T) {
	path, _, log := storied(t)
	decided := int64(0)
	for _, c := range log {
		if strings.HasPrefix(c.Did.Code, "claim.decide") {
			decided = c.Number
		}
	}
	raw(t, path, fmt.Sprint("UPDATE change SET clock = clock + 1 WHERE number = ", decided),
		`CREATE TABLE more (key INTEGER PRIMARY KEY, statement, resolved, reason, evidence, decided, decided_by, decision, note, created, withheld, marks)`,
		`INSERT INTO more SELECT * FROM claim`, `UPDATE more SET note = 'another'`, `PRAGMA writable_schema = ON`,
		`UPDATE sqlite_schema SET name = 'claim', tbl_name = 'claim' WHERE name = 'more'`)
	p, done := salvaged(t, path)
	if _, made := sound(t, p, log); made != 0 {
		t.Errorf("%d changes are made", made)
	}
	if told := strings.Join(done.Lost, "\n"); !strings.Contains(told, `claim "Claim 4": changes of it are lost, and what is left to show how it stood does not agree`) {
		t.Errorf("told: %s", told)
	}
}

// A salvage of what was salvaged tells no loss again.
func TestSalvageTwice(t *testing.T) {
	path, _, _ := storied(t)
	raw(t, path, "DELETE FROM change WHERE number > 20 AND number < 70", "VACUUM")
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	first, err := store.Salvage(t.Context(), path, out, by("Saver"))
	fatal(t, err)
	p, done := salvaged(t, out)
	if len(done.Lost) > 0 || done.Changes != first.Changes || len(modelOf(t, p).Annotations) != first.Annotations {
		t.Errorf("%+v, lost %q", done, done.Lost)
	}
}
