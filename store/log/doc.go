// Package log keeps the log of a project in its file: a row for each change, which
// stands as one way of writing it and proves itself by its id. It reads rows and
// folds them ([Log.Fold]), appends ([Log.Append], [Adder]), and takes in the log of
// another file ([Log.Union]). It is a [change.Desk], so what a change is made over
// is asked of it.
//
// An id stands once in the table name and is a small number everywhere else. The
// log needs no table of kinds: references are found by the form of values.
package log
