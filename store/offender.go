package store

import (
	"fmt"
	"strconv"
	"strings"

	"claimtrace/store/file"
)

// What SQLite's check says of values that cannot be where they are names the
// table alone. The tables, in the order in which they are looked at, and the
// column that names a row in each:
var rowNames = []struct{ table, key string }{
	{"text", "sha256"}, {"change", "seq"}, {"article", "id"}, {"claim", "id"}, {"annotation", "id"}, {"reviewer", "id"}, {"setting", "id"}, {"action", "seq"},
}

// offenders names rows with values of a wrong type, and rows that have the
// name of another, one line each. Whatever cannot be read for damage is left
// out.
func offenders(c *file.Conn) (lines []string) {
	for _, t := range rowNames {
		_ = c.Each(func(r file.Row) error {
			var column, declared string
			var notNull bool
			if err := r.Scan(&column, &declared, &notNull); err != nil {
				return err
			}
			lines = append(lines, wrongTypes(c, t.table, t.key, column, strings.ToLower(declared), notNull)...)
			return nil
		}, "SELECT name, type, \"notnull\" FROM pragma_table_info(?)", t.table)
	}
	for _, t := range []struct{ table, key, name string }{{"text", "sha256", "sha256"}, {"change", "seq", "id"}} {
		_ = c.Each(func(r file.Row) error {
			var name, one, other any
			if err := r.Scan(&name, &one, &other); err != nil {
				return err
			}
			lines = append(lines, fmt.Sprintf("%s %s: its %s %s is that of %s %s too", t.table, rowName(one), t.name, rowName(name), t.table, rowName(other)))
			return nil
		}, fmt.Sprintf("SELECT %s, min(%s), max(%[2]s) FROM %s NOT INDEXED GROUP BY 1 HAVING count(*) > 1 LIMIT %d", t.name, t.key, t.table, maxProblems))
	}
	return lines
}

// wrongTypes names the rows in which a column holds a value of a type that it
// was not declared with.
func wrongTypes(c *file.Conn, table, key, column, declared string, notNull bool) (lines []string) {
	types := "'" + declared + "'"
	if !notNull {
		types += ", 'null'"
	}
	_ = c.Each(func(r file.Row) error {
		var name any
		var found string
		if err := r.Scan(&name, &found); err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("%s %s: its %s is of the type %s, not %s", table, rowName(name), column, found, declared))
		return nil
	}, fmt.Sprintf("SELECT %s, typeof(%q) FROM %s NOT INDEXED WHERE typeof(%[2]q) NOT IN (%[4]s) LIMIT %[5]d", key, column, table, types, maxProblems))
	return lines
}

// rowName is a key as it stands in a line.
func rowName(key any) string {
	if n, ok := key.(int64); ok {
		return strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%q", key)
}
