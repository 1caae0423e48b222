package collate

import "claimtrace/annotate/reading"

// Options tell what a comparison holds equal. The zero value is what the
// package knows by itself. Those without places can be compared with ==.
type Options struct {
	// Variants are words and phrases that this project holds equal beside the
	// built-in ones; nil for none.
	Variants *reading.Variants
	places   *[]reading.Place
}

// At is the same for texts that stand in these places, in the order in which they are given to compare. No day is told by
// its date of publication unless that of every text is known.
func (o Options) At(places ...reading.Place) Options {
	o.places = &places
	return o
}

// in gives the places of the texts; none where nothing is known of them.
func (o Options) in() []reading.Place {
	if o.places == nil {
		return nil
	}
	return *o.places
}
