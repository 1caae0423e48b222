// Package annotate is the heart of Claimtrace: what articles, claims,
// annotations and verdicts are, and how a log of changes becomes the project
// that a reviewer sees.
//
// A project is a set of articles that never change and a log of changes that
// only grows. Everything else is derived. A [Change] sets fields of one entity
// (an article's metadata, a claim, an annotation, a reviewer, a setting); the
// current state of an entity is the fold of its changes, field by field, in
// which the change with the greatest (clock, id) wins. The fold is a
// [State]; it gives the same result for any order of the same changes, which
// is what lets two people's logs be merged.
//
// Undo is not a second mechanism: [Inverse] gives the changes that take back
// an action, and they are appended to the log like any other.
//
// All offsets in this package count Unicode code points of an article's
// canonical text, from 0, half-open. Package text converts them to bytes and
// UTF-16 units.
//
// The package knows neither the window nor SQL nor files.
package annotate
