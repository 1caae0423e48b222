// Package en is what Claimtrace knows of English: lists of words, and tables of
// what they mean beside others, in the forms of [claimtrace/annotate/language]. Words
// stand in small letters, with plain apostrophes. To teach a word, add it here, and a
// pair of sentences that shows it to the tests of [claimtrace/annotate/collate].
package en
