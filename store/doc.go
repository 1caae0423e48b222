// Package store keeps a project: one SQLite file that holds the texts of
// articles, which never change, and a log of changes, which only grows. What
// else is in the file is derived from the log, in the transaction that appends
// to it, and can be made anew at any time.
//
// # The rooms
//
//	store        the project: actions, undo, as-of, union, packages, backups
//	 ├ read      queries: a View reads, and cannot change, the present or a moment
//	 ├ check     whole files, ours or foreign, before anything of them is used
//	 ├ salvage   what is left of a damaged file, from its raw pages
//	 ├ tables    the derived tables: what the log gives, for reading
//	 ├ log       the rows of the log: how a change is kept, folded from, united
//	 └ file      the only room that touches the file: lock, journals, connection, copies, trust
//	 (ingest brings articles in, exchange takes annotation sets out and reads those of others)
//
// Arrows point down this list only. Nothing but package file opens a project's
// file, not even to read it: closing another handle would take away SQLite's
// lock on systems with POSIX locks.
//
// # The way of a change
//
//	Project.Annotate, Set, Remove … (annotations.go, edit.go, articles.go, claims.go, joins.go)
//	   act (action.go): one transaction, one action
//	   ├ settle (desk.go): under which copy's name and number
//	   ├ begin: the person at work is in the log
//	   ├ put ─▶ change.Compose ─▶ log.Append          the row
//	   ├ derive ─▶ tables.Derive                      the derived row
//	   ├ tables.Bring                                 what lists tell of passages
//	   └ pushStep (undo.go), keepDesk (desk.go)       what belongs to this copy
//	   Action: what was done, which entities and which rows of lists are not as they were
//
// Undo and redo take back by name (undo.go); [Project.Restore] is an ordinary
// edit "as in change X". [Project.AsOf] shows a moment (asof.go): a [Past] is a
// View and no Project, so what would change it does not compile.
//
// # Many hands
//
//	Project.Merge (merge.go): files of colleagues, as one receipt, tried first if wanted
//	   compare ─▶ log.Compare, beginBackup           what comes is checked, what is here is kept
//	   unite (union.go) ─▶ log.Union, findAside, tables.Update
//	   told, tell, alike (alike.go, alikeclaims.go)  what came, collides, is hidden, may be one
//	   backedUp                                      the copy is checked and has its name: only then it is done
//
// The backup is a copy of what was there before the first row of the merge; it is
// checked beside the merge, which is taken back if it does not turn out right. A
// merge that is only tried is the same one, rolled back; new passages, which are
// most of what comes, are not written down then, but told of from memory
// (log/held.go), and where that would not tell all it is done as if in earnest.
//
// Nothing of what comes is taken on trust because it is here: texts are checked
// against their names, all of them, and a row that is known is held against ours
// (log/known.go), on all cores, from the pages of both files. One that stands as
// ours does was checked when ours came; any other is read and hashed as a new one
// is, and refused if it was altered.
//
// What asks to be settled stands in the table inbox, which is derived like the
// others ([View.Inbox]); [Project.Settle], [Project.Keep] and [Project.Remove] are
// ordinary actions. A receipt is taken back by [Project.TakeBack]. What a package
// says of itself, and its seal, is in manifest.go; which entities one of a
// [Selection] holds in selected.go.
//
// # Versions of an article
//
// An article with another text at the address of one that is there is a later version of
// it (versions.go). [View.Carrying] looks for the passages of the one in the other;
// [Project.Carry] makes of each that its reviewer confirms an annotation of the later one (carrying.go).
//
// # From elsewhere
//
//	exchange.ReadFile: a reader in a process of its own ─▶ incoming.Set
//	Project.Import (import.go): one action; ids follow from the origin, so that the same set makes the same
//	   findArticles ─▶ takeClaims ─▶ takePassages ─▶ takeDecisions
//	   take: make what is not here, set what stands as it came, tell of the rest
//
// Each change says who did there what it takes in, and when (annotate.Imported).
//
// # A new kind
//
// An entry in annotate.Kinds; an entry in tables.ofKind with its table in
// tables/schema.sql, whose version then goes up; its queries in package read and
// its action here. Copies of earlier versions keep, fold and pass on what it
// records, since the log needs no table of kinds.
//
// # Files from anywhere
//
// Before anything of a file is used, its header, its list of tables and every
// row are checked, unless it is one that this program left in good order and
// that nobody has touched since (package file). [Project.Pack] writes a copy for
// a colleague whose manifest holds until someone works on it.
//
// What can go wrong with a file has its own ways out: backups by the hour
// (backup.go), [OpenCopy] for one that is open elsewhere, [Project.Conflicts]
// for copies that a synchroniser made, and [OpenDamaged] and [Salvage]. Package
// faults, and the tests that use it, try all of this at every step on the way to
// the disk.
package store
