package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// mostFaults is how many faults of one table are listed.
const mostFaults = 1000

// Faults are what is wrong with a table: all of it, in the order of its lines. It
// is one line as an error.
type Faults struct {
	Table string
	All   []Fault
	more  int // that are not listed
}

// Fault is one thing that is wrong with a table.
type Fault struct {
	Line   int    // from 1
	Column string // "" where it is the whole line
	Why    error
}

// Place is where a fault of a table is.
func (f Fault) place(table string) string {
	if f.Line == 0 {
		return table
	}
	if f.Column == "" {
		return fmt.Sprintf("%s: line %d", table, f.Line)
	}
	return fmt.Sprintf("%s: line %d: column %s", table, f.Line, f.Column)
}

// Count is how many there are, with those that are not listed.
func (f *Faults) Count() int { return len(f.All) + f.more }

// Failures gives each fault as a line of its own.
func (f *Faults) Failures() []Failure {
	all := make([]Failure, len(f.All))
	for i, one := range f.All {
		all[i] = Failure{one.place(f.Table), one.Why}
	}
	if f.more > 0 {
		all = append(all, Failure{f.Table, fmt.Errorf("%d more faults", f.more)})
	}
	return all
}

// Error gives the first faults.
func (f *Faults) Error() string {
	const few = 3
	all := f.Failures()
	if len(all) == 1 {
		return all[0].Error()
	}
	var words []string
	for _, one := range f.All[:min(few, len(f.All))] {
		words = append(words, strings.TrimPrefix(Failure{one.place(f.Table), one.Why}.Error(), f.Table+": "))
	}
	if n := f.Count() - few; n > 0 {
		words = append(words, fmt.Sprintf("and %d more", n))
	}
	return fmt.Sprintf("%s: %d faults: %s", f.Table, f.Count(), strings.Join(words, "; "))
}

// Unwrap gives why each is one.
func (f *Faults) Unwrap() []error {
	var all []error
	for _, one := range f.All {
		all = append(all, one.Why)
	}
	return all
}

func (f *Faults) add(line int, column string, why error) {
	if len(f.All) >= mostFaults {
		f.more++
		return
	}
	f.All = append(f.All, Fault{line, column, why})
}

// err is f where there is a fault, else nil.
func (f *Faults) err() error {
	if len(f.All) == 0 {
		return nil
	}
	slices.SortStableFunc(f.All, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return f
}
