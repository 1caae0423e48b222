// Package annotate is the heart of Claimtrace: what articles, claims,
// annotations and verdicts are, and how the changes that people record become
// the project that a reviewer sees. It knows neither the window nor SQL nor
// files.
//
// A project is a set of articles that never change and a log of changes that
// only grows. All else is derived. The way of one change, here the key 1 on a
// selected passage:
//
//	app      the reader's selection and the key ─▶ session.Tag
//	store    Project.Annotate: one action, one transaction
//	annotate   Fields{article, start, end, quote, verdict}      what a person sets (fields.go)
//	           ─ KindSpec.RegisterValues ─▶ registers           place, verdict (kinds.go)
//	change       Compose ─▶ Change, sealed by its hash          over what stood, in knowledge of what
//	store/log    a row of the table change                      JSON, ids as numbers
//	change       Fold, LifeOf ─▶ heads, life
//	annotate   StateOf ─▶ Annotation                            what stands, read as one of its kind (state.go)
//	store/tables a row of the table annotation                  derived, can be made anew
//	store/read   View.Annotations ─▶ session ─▶ the reader paints it
//
// Package change has the rules by which the changes of many people fold into
// one project. The one table of kinds ([Kinds]) says which registers each kind
// of entity has, of which types and bounds, and who may change them; it is asked
// where a change is made and where a state is read, never where a change is
// taken in.
//
// All offsets in this package count Unicode code points of an article's
// canonical text, from 0, half-open. Package text converts them to bytes and
// UTF-16 units.
package annotate
