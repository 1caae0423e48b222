// Package store keeps a project: one SQLite file that holds the texts of
// articles, which never change, and a log of changes, which only grows. What
// else is in the file is derived from the log, in the transaction that appends
// to it, and can be made anew at any time.
//
// Each thing that a user does is one action: [Project.Annotate],
// [Project.Set], [Project.Remove] and their like append its changes to the log
// (action.go, log.go), bring the derived tables in line (derive.go, and a file
// for each kind of entity), and are on the disk when they return. Undo and
// redo append the opposite of an action (undo.go).
//
// A project file may come from anywhere. Before anything of it is used, its
// header, its list of tables and every row are checked (file.go, migrate.go,
// inspect.go). [Project.Pack] writes a copy for a colleague (pack.go), whose
// content is sealed by a digest until someone works on it.
//
// While a project is open nothing else in the process may open its file, not
// even to read it: closing that handle would take away SQLite's lock on
// systems with POSIX locks.
package store
