// Package file is the room in which a project's file is kept: nothing else
// opens it. The lock, the journals, the trust in a file that was left in good
// order, copies, and files that take their name only when they are whole lie
// here, once. It knows nothing of articles or of the log: which formats there
// are, and what their tables look like, is handed in.
//
// The one rule has a reason. On most systems the lock on a file is lost when
// its process closes any other handle to it: a second program would write then,
// and our next commit would be lost. So who wants to know something of a file
// asks here, with Look, Peek, Raw, OpenCopy or IsDatabase, and who wants a copy
// takes it from the connection. That has one more handle of its own, opened before
// SQLite takes its lock and closed after it gave that up, by which a file at rest,
// in which no transaction is under way, is read as its bytes lie: whole tables, as a
// log is compared (Conn.AtRest), and copies (Conn.CopyTo), which are made page by page
// by SQLite where anything is written meanwhile. A statement has its price for every
// value, and a log has millions. So are whole tables written (Temp.Fill) to a file that
// has its temporary name yet, and to which there is no connection.
//
// # The life of a file
//
//	        fill                flush, link or rename
//	Temp ─────────► whole Temp ─────────────────────► the file, at rest
//	 │                                                 │          ▲
//	 │ an error, the program's end,                    │ Open     │ Close
//	 ▼ or, later, a sweep                              ▼          │ CloseTrusted
//	nothing                              held, header, strays,    │
//	                                     lock, what was half done │
//	                                     taken back, Check        │
//	                                                   │          │
//	                                                   ▼          │
//	                                          File: statements, transactions,
//	                                          CopyTo, InMemory; a journal beside
//
// Made: Create, or Replace where an older one is to go, fills a temporary file
// in the same folder, which none but its maker may read. It gets its mode, is
// flushed, and takes its name; until then what was there is there.
//
// Opened: the file enters the list of those that this process has open. Its
// header tells what it is, of which format, and whether it is all there.
// Nothing may stand beside it that SQLite would take for part of it and is not.
// Then the lock is taken, which stays: alone, or for reading with other readers.
// SQLite takes back what a crash left half done, and Check, which the caller
// hands in, looks at the list of tables before anything else in the file is
// used. Whether the rest needs a check, Trusted tells.
//
// At work: there is one connection, which its owner guards. Statements end when
// the context does that Within was given. Beside the file lies a journal, and
// no more than that, which matters in folders that are kept in step. Where SQLite
// takes a transaction back by itself, as on a full disk, nothing that follows in it
// is done: it would be on its own, and for ever.
//
// Closed: CloseTrusted notes in the user's own folder how the file was left, so
// that it can be taken at its word next time. What is known there of a copy of a
// project, Recall and Remember keep.
//
// Errors come in one line for a person, by Explain: what, with which file, why,
// and what to do. Each wraps one of the errors listed below.
package file
