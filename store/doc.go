// Package store keeps a project: one SQLite file that holds the texts of
// articles, which never change, and a log of changes, which only grows. What
// else is in the file is derived from the log, in the transaction that appends
// to it, and can be made anew at any time.
//
// Each thing that a user does is one action: [Project.Annotate],
// [Project.Set], [Project.Remove] and their like append its changes to the log
// (action.go, log.go), bring the derived tables in line (derive.go, and a file
// for each kind of entity), and are on the disk when they return. Undo and
// redo append the opposite of an action (undo.go); [Project.Restore] appends
// what leads back to any earlier state (history.go). [Project.AsOf] shows the
// project as the log gives it up to a moment (asof.go).
//
// A project file may come from anywhere. Before anything of it is used, its
// header, its list of tables and every row are checked (package file,
// migrate.go, inspect.go), unless it is one that this program left in good order and that
// nobody has touched since (known.go). [Project.Pack] writes a copy for a
// colleague (pack.go), whose content is sealed by a digest until someone works
// on it.
//
// What can go wrong with a file has its own ways out: backups by the hour and
// before each change of the format (backup.go), [OpenCopy] for one that is open
// elsewhere, [Project.Conflicts] for copies that a synchroniser made, and
// [OpenDamaged] and [Salvage], which read a damaged file page by page without
// SQLite (pages.go, recover.go, mend.go). Package faults, and the tests that
// use it, try all of this at every step on the way to the disk.
//
// While a project is open nothing else in the process may open its file, not
// even to read it: closing that handle would take away SQLite's lock on
// systems with POSIX locks.
package store
