// Package tables derives from the log what is read: a table for each kind of
// entity, with a row for each that is in the project and can be read. They are
// brought in line in the transaction that appends to the log ([Tables.Derive]),
// or made anew ([Tables.Rebuild]); nothing in them is ever believed of a foreign
// file.
package tables
