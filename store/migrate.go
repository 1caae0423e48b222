package store

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"claimtrace/store/file"
)

//go:embed schema/*.sql
var migrations embed.FS

const schemaFolder = "schema"

// latest is the number of the last migration: the format that this program
// writes, kept in the file's user_version.
var latest = func() int {
	names, err := fs.Glob(migrations, schemaFolder+"/*.sql")
	if err != nil {
		panic(err) // only for a bad pattern
	}
	return len(names)
}()

// migrate brings a database from format `from` to format `to` in one
// transaction. Tables that a step makes anew stay empty.
func migrate(c *file.Conn, from, to int) error {
	return c.Transaction(func() error { return runSteps(c, from, to) })
}

// initialise makes an empty project of the latest format in an empty file.
func initialise(temp *file.Temp) error {
	c, err := temp.Connect(false)
	if err != nil {
		return err
	}
	return cmp.Or(setPageSize(c), migrate(c, 0, latest), c.Close())
}

// pageSize is that of new files, in bytes. With SQLite's 4096 a page holds one
// text of a news article and nothing else.
const pageSize = 8192

// setPageSize is for an empty file.
func setPageSize(c *file.Conn) error { return c.Script(fmt.Sprint("PRAGMA page_size = ", pageSize)) }

// upgrade brings a project that holds something to the latest format: all
// steps, the derived tables, and a package's digest, in one transaction.
func upgrade(c *file.Conn, from int) error {
	return c.Transaction(func() error {
		if err := runSteps(c, from, latest); err != nil {
			return err
		}
		if err := rebuild(c); err != nil {
			return err
		}
		isPackage, err := c.Has("SELECT 1 FROM package")
		if err != nil || !isPackage {
			return err
		}
		sum, err := digest(c, latest)
		if err != nil {
			return err
		}
		return c.Exec("UPDATE package SET digest = ?", sum)
	})
}

func runSteps(c *file.Conn, from, to int) error {
	entries, err := migrations.ReadDir(schemaFolder)
	if err != nil {
		return err
	}
	for n := from; n < to; n++ {
		script, err := migrations.ReadFile(schemaFolder + "/" + entries[n].Name())
		if err != nil {
			return err
		}
		if err := c.Script(fmt.Sprintf("%s;\nPRAGMA user_version = %d", script, n+1)); err != nil {
			return fmt.Errorf("%s: %w", entries[n].Name(), err)
		}
	}
	return nil
}

// object is one row of a database's list of tables and indexes.
type object struct{ kind, name, table, sql string }

func objects(c *file.Conn, most int) ([]object, error) {
	return file.All(c, func(r file.Row) (o object, err error) {
		err = r.Scan(&o.kind, &o.name, &o.table, &o.sql)
		return o, err
	}, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name LIMIT ?", most)
}

var reference struct {
	sync.Mutex
	objects map[int][]object
}

// referenceObjects lists what a project of a format consists of.
func referenceObjects(version int) ([]object, error) {
	reference.Lock()
	defer reference.Unlock()
	if list, ok := reference.objects[version]; ok {
		return list, nil
	}
	c, err := file.Memory()
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if err := migrate(c, 0, version); err != nil {
		return nil, err
	}
	list, err := objects(c, -1)
	if err == nil {
		if reference.objects == nil {
			reference.objects = map[int][]object{}
		}
		reference.objects[version] = list
	}
	return list, err
}

// foreignObject looks for the first thing in a database that a project of that
// format does not have, or has otherwise: a trigger, a view, a generated
// column, a virtual table. problem is "" where there is none. lost are the
// indexes that are missing, which hold nothing of their own.
func foreignObject(c *file.Conn, version int) (problem string, lost []object, err error) {
	want, err := referenceObjects(version)
	if err != nil {
		return "", nil, err
	}
	got, err := objects(c, len(want)+1)
	if err != nil {
		return "", nil, err
	}
	for _, o := range got {
		if !slices.Contains(want, o) {
			return fmt.Sprintf("%s %q does not belong in a project", o.kind, o.name), nil, nil
		}
	}
	for _, o := range want {
		switch {
		case slices.Contains(got, o):
		case o.kind == "index" && o.sql != "":
			lost = append(lost, o)
		default:
			return fmt.Sprintf("%s %q is missing", o.kind, o.name), nil, nil
		}
	}
	return "", lost, nil
}

// restore makes indexes anew that were taken out of a file.
func restore(c *file.Conn, lost []object) error {
	return c.Transaction(func() error {
		for _, o := range lost {
			if err := c.Script(o.sql); err != nil {
				return err
			}
		}
		return nil
	})
}
