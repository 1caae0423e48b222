//go:build bench

package store

// UnionOf takes all changes of one project into another.
var UnionOf = (*Project).union
