// Package check looks at all that a project file holds before anything of it is
// used: pages and types, texts, the form of every change, that none was taken out,
// and the derived tables against the log. What a change means is not judged: what
// is not understood is kept, and noted.
package check
