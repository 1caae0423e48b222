package store

import (
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// table is the derived table of one kind of entity: a row for each that is in
// the project.
type table struct {
	name    string
	columns []string // the first is the id
	// values returns the row of an entity: strings, int64s and nils, in the
	// order of the columns.
	values func(id annotate.ID, s annotate.State) []any

	insert, upsert, remove, list, count string // SQL
}

// kinds lists the kinds of entity in the order in which they are gone through.
var kinds = []annotate.Kind{
	annotate.KindArticle, annotate.KindClaim, annotate.KindAnnotation, annotate.KindReviewer, annotate.KindSetting,
}

var tables = map[annotate.Kind]*table{
	annotate.KindArticle:    newTable("article", articleColumns, articleValues),
	annotate.KindClaim:      newTable("claim", claimColumns, claimValues),
	annotate.KindAnnotation: newTable("annotation", annotationColumns, annotationValues),
	annotate.KindReviewer:   newTable("reviewer", reviewerColumns, reviewerValues),
	annotate.KindSetting:    newTable("setting", settingColumns, settingValues),
}

func newTable(name, columns string, values func(annotate.ID, annotate.State) []any) *table {
	list := strings.Split(columns, ", ")
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(list)), ", ")
	return &table{
		name: name, columns: list, values: values,
		insert: "INSERT INTO " + name + " (" + columns + ") VALUES (" + marks + ")",
		upsert: "INSERT OR REPLACE INTO " + name + " (" + columns + ") VALUES (" + marks + ")",
		remove: "DELETE FROM " + name + " WHERE id = ?",
		list:   "SELECT " + columns + " FROM " + name + " ORDER BY id",
		count:  "SELECT count(*) FROM " + name,
	}
}

// qualified puts an alias before every column of a list.
func qualified(alias, columns string) string {
	return alias + "." + strings.ReplaceAll(columns, ", ", ", "+alias+".")
}

// derive brings the row of an entity in line with its state.
func derive(c *file.Conn, kind annotate.Kind, id annotate.ID, s annotate.State) error {
	t := tables[kind]
	if !s.Live() {
		return c.Exec(t.remove, id)
	}
	return c.Exec(t.upsert, t.values(id, s)...)
}

// rebuild makes the derived tables anew from the log.
func rebuild(c *file.Conn) error {
	if err := clearDerived(c); err != nil {
		return err
	}
	if err := fold(c, annotate.LastClock, func(kind annotate.Kind, id annotate.ID, s annotate.State) error {
		if !s.Live() {
			return nil
		}
		return derive(c, kind, id, s)
	}); err != nil {
		return err
	}
	if err := packAll(c); err != nil {
		return err
	}
	return rebuildActions(c)
}

func clearDerived(c *file.Conn) error {
	for _, kind := range kinds {
		if err := c.Exec("DELETE FROM " + tables[kind].name); err != nil {
			return err
		}
	}
	return nil
}

// fold calls f with the state of every entity in the log up to a clock, by id.
func fold(c *file.Conn, until annotate.Clock, f func(annotate.Kind, annotate.ID, annotate.State) error) error {
	var last annotate.Change
	var s annotate.State
	err := c.Each(func(r file.Row) error {
		change, err := scanChange(r)
		if err != nil {
			return err
		}
		if change.Entity != last.Entity && last.Entity != "" {
			if err := f(last.Kind, last.Entity, s); err != nil {
				return err
			}
			s = annotate.State{}
		}
		last = change
		s.Apply(change)
		return nil
	}, "SELECT "+entryColumns+" FROM change WHERE clock <= ? ORDER BY entity, clock, id", until)
	if err != nil || last.Entity == "" {
		return err
	}
	return f(last.Kind, last.Entity, s)
}

// Rebuild makes the derived tables anew from the log.
func (p *Project) Rebuild() error {
	if p.past != nil {
		return errPast
	}
	return p.change(func(c *file.Conn) error { return rebuild(c) })
}

// milliseconds is a time as the derived tables keep it, nil if it is unknown.
func milliseconds(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}
