package store

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// Format is the number of the format of the log and of what belongs to a copy,
// kept in the file's user_version: only it ever refuses a file. The derived
// tables have a version of their own, [tables.Version], and are made anew.
const Format = 3

// formats are those that can be read.
var formats = file.Formats{Oldest: Format, Latest: Format}

const applicationID = 1129075794 // "CLTR"

// pageSize is that of new files, in bytes. With SQLite's 4096 a page holds one
// text of a news article and nothing else.
const pageSize = 8192

// makeSchema makes an empty project in an empty database.
func makeSchema(c *file.Conn) error {
	if err := c.Script(fmt.Sprint("PRAGMA page_size = ", pageSize)); err != nil {
		return err
	}
	return c.Transaction(func() error {
		if err := c.Script(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;\n%s", applicationID, Format, log.Schema)); err != nil {
			return err
		}
		if err := c.Exec("INSERT INTO here (id, copy, number, changes, sum) VALUES (1, 0, 0, 0, zeroblob(16))"); err != nil {
			return err
		}
		return tables.Make(c)
	})
}

// makeBareSchema makes in an empty database the tables of the log, and none of
// what can be made anew: neither derived tables nor indexes.
func makeBareSchema(c *file.Conn) error {
	want, err := reference()
	if err != nil {
		return err
	}
	if err := c.Script(fmt.Sprint("PRAGMA page_size = ", pageSize)); err != nil {
		return err
	}
	return c.Transaction(func() error {
		if err := c.Script(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, Format)); err != nil {
			return err
		}
		for _, o := range want.log {
			if o.kind == "table" {
				if err := c.Script(o.sql); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// object is one row of a database's list of tables and indexes.
type object struct{ kind, name, table, sql string }

func objects(c *file.Conn, most int) ([]object, error) {
	return file.All(c, func(r file.Row) (o object, err error) {
		err = r.Scan(&o.kind, &o.name, &o.table, &o.sql)
		return o, err
	}, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name LIMIT ?", most)
}

// maxObjects is more than any version of the program makes.
const maxObjects = 200

// reference lists what a project consists of: what belongs to the log, and what
// is derived.
var reference = sync.OnceValues(func() (r struct{ log, derived []object }, err error) {
	all := func(script string) ([]object, error) {
		c, err := file.Memory()
		if err != nil {
			return nil, err
		}
		defer c.Close()
		if err := c.Script(script); err != nil {
			return nil, err
		}
		return objects(c, -1)
	}
	if r.log, err = all(log.Schema); err != nil {
		return r, err
	}
	r.derived, err = all(tables.Schema)
	return r, err
})

// schemaState is what comes of holding a file's list of tables against the one
// that it should have.
type schemaState struct {
	foreign string   // the first thing that no project has; "" for none
	lost    []object // indexes of the log that are missing, which hold nothing of their own
	derived bool     // the derived tables are not this version's
	bare    bool     // it has neither derived tables nor indexes, as a package
	strange []object // the derived objects that are there then
}

// readSchema holds the list of tables of a file against that of a project. What
// belongs to the log must be just so. Tables and indexes besides are taken for
// the derived ones of another version; triggers, views and virtual tables never
// are.
func readSchema(c *file.Conn) (s schemaState, err error) {
	want, err := reference()
	if err != nil {
		return s, err
	}
	got, err := objects(c, maxObjects+1)
	if err != nil {
		return s, err
	}
	if len(got) > maxObjects {
		s.foreign = fmt.Sprintf("it has more than %d tables and indexes", maxObjects)
		return s, nil
	}
	at := map[object]bool{}
	for _, o := range got {
		at[o] = true
	}
	ours := map[string]bool{}
	for _, o := range want.log {
		ours[o.name] = true
		switch {
		case at[o]:
		case o.kind == "index" && o.sql != "":
			s.lost = append(s.lost, o)
		default:
			s.foreign = fmt.Sprintf("%s %q is missing, or is not a project's", o.kind, o.name)
			return s, nil
		}
	}
	known := map[object]bool{}
	for _, o := range want.log {
		known[o] = true
	}
	missing := 0
	for _, o := range want.derived {
		if !at[o] {
			missing++
		}
		known[o] = true
	}
	for _, o := range got {
		if known[o] {
			continue
		}
		computes, err := o.computes(c)
		if err != nil {
			return s, err
		}
		// SQLite drops none of its own tables but what it knows of the others.
		own := o.kind == "table" && len(o.name) > 7 && strings.EqualFold(o.name[:7], "sqlite_") && !strings.HasPrefix(o.name, "sqlite_stat")
		if computes || own || ours[o.name] || o.kind == "index" && ours[o.table] {
			s.foreign = fmt.Sprintf("%s %q does not belong in a project", o.kind, o.name)
			return s, nil
		}
		s.derived = true
	}
	if s.derived = s.derived || missing > 0; !s.derived {
		version, err := file.All(c, file.Scalar[int], "SELECT version FROM derived WHERE id = 1")
		if err != nil {
			return s, err
		}
		s.derived = len(version) != 1 || version[0] != tables.Version
	}
	for _, o := range got {
		if o.kind == "table" && !ours[o.name] {
			s.strange = append(s.strange, o)
		}
	}
	s.bare = missing == len(want.derived) && len(s.strange) == 0 && len(got)+len(s.lost) == len(want.log)
	return s, nil
}

// plainWhere is what an index may be limited by: one column, held against one
// value.
var plainWhere = regexp.MustCompile(`(?i)\bWHERE\s+["\w]+\s*(<>|=|>)\s*('[^']*'|\d+)\s*$`)

// computes tells whether an object is anything but a table or an index of plain
// columns: whatever SQLite would run or work out by itself.
func (o object) computes(c *file.Conn) (bool, error) {
	upper := strings.ToUpper(o.sql)
	switch {
	case strings.Contains(upper, "VIRTUAL"):
		return true, nil
	case o.kind == "table":
		return c.Has("SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden <> 0", o.name)
	case o.kind == "index":
		if strings.Contains(upper, "WHERE") && !plainWhere.MatchString(o.sql) {
			return true, nil
		}
		return c.Has("SELECT 1 FROM pragma_index_xinfo(?) WHERE cid < -1", o.name)
	}
	return true, nil
}

// mend makes indexes anew that are not in a file, and where they are those of
// another version the derived tables, empty. What is in a package came with its
// one receipt from then on. It is for files that can be changed.
func (s schemaState) mend(c *file.Conn) error {
	return c.Transaction(func() error {
		for _, o := range s.lost {
			if err := c.Script(o.sql); err != nil {
				return err
			}
		}
		if !s.derived {
			return nil
		}
		for _, o := range s.strange {
			if err := c.Script(`DROP TABLE "` + strings.ReplaceAll(o.name, `"`, `""`) + `"`); err != nil {
				return err
			}
		}
		if err := c.Exec("UPDATE change SET receipt = ? WHERE receipt <> ?1 AND EXISTS (SELECT 1 FROM package)", packedIn); err != nil {
			return err
		}
		return tables.Make(c)
	})
}
