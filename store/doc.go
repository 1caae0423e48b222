// Package store keeps a project: one SQLite file that holds the texts of
// articles, which never change, and a log of changes, which only grows.
// Whatever else is in the file is derived from the log.
package store
