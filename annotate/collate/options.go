package collate

import "claimtrace/annotate/reading"

// Options tell what a comparison holds equal. The zero value is what the
// package knows by itself.
type Options struct {
	// Variants are words and phrases that this project holds equal beside the
	// built-in ones; nil for none.
	Variants *reading.Variants
}
