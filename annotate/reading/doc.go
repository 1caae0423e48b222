// Package reading tells what the words of a text are: numbers with their units,
// dates, names, negations, hedges, words of a source, and what each means where
// it stands.
//
// [Tokenize] cuts a text into tokens in which a number keeps its unit ("minus 30
// degrees") and a date its parts ("early February"). [Fold] gives each a key
// that is equal for what says the same (Kyiv and Kiev, 6,000 and "six thousand")
// and never for numbers that differ. A [Vocabulary] reads texts that are to be
// compared, and numbers the keys, so that comparing asks no more than numbers.
//
// scan.go cuts a text into pieces; number.go, date.go and name.go tell what they
// are by the lexicon and by the pieces around them, context.go what a word
// means there ("claimed" a win, or lives). fold.go gives keys. A vocabulary does all
// this once for each spelling; token.go puts it together. shortform.go, compound.go and
// same.go make one token of "World Health Organization" where there is "WHO", of "air
// strikes" where there is "airstrikes", and of what the project holds equal.
//
// place.go reads a passage in its article, when.go its days by the date of publication. stem.go tells which words may stand
// for each other in two texts; that pairs them, and holds nothing equal.
//
// What is known of a language stands in a package of its own, claimtrace/annotate/language/en,
// as lists without code; lexicon.go looks them up.
package reading
