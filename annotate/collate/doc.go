// Package collate compares wordings: how one text differs from another, how
// any number of witnesses of a claim stand beside each other, and how one whole
// article became another.
//
// It works on words, never on characters: on the tokens of [claimtrace/annotate/reading],
// in which a number keeps its unit and a date its parts, and on their keys, which are
// equal for what says the same (Kyiv and Kiev, 6,000 and "six thousand").
//
// [Diff] aligns the keys of two texts and tells each change by its [Kind], so that a
// reader can hide spelling and punctuation and look at numbers, negation and
// hedges first:
//
//	The storm killed 47 people in Kiev on Friday.
//	The storm may have killed 74 people in Kyiv.
//
//	insert   ""           "may have "  hedge
//	replace  "47"         "74"         number
//	replace  "Kiev"       "Kyiv"       spelling
//	delete   " on Friday" ""           date
//
// [Collate] aligns all witnesses at once, the same way whatever their order.
// [DiffArticles] matches paragraphs first, wherever they stand, and compares
// words within them. [Options] add what a project holds equal beside the
// built-in variants, and where the texts stand: a day is read by the date of publication.
//
// What is good to read and what a program asks are two things. [Diff] joins what a person reads as one change, and a word or
// two that both sides have by chance go with it. [Options.DiffWords] is the same diff cut finer, with the same kinds: an edit for each
// pair of words, and as moves the pairs that keep no order.
//
// # How it works
//
// A diff. engine.go aligns words: first those that each side has once, then what is
// left between them by go-diff. align.go adds punctuation and gives up pairs that
// are there by chance. pairing.go pairs number with number and name with name in what
// is left, and marks what only stands elsewhere or has changed places; ceasing.go does so
// with a "not" that the other says by a verb. rewrite.go sets clause against
// clause, split.go divides what one side alone has; kind.go, with
// nameform.go and contrary.go, names the kinds. layout.go makes edits of it and
// shares out the space between words.
//
// Word for word. words.go pairs the words of two texts wherever they stand: what is alike by its letters, its stem or
// its sense, then function words by their neighbours, then what is left between two pairs. fine.go cuts the edits of a diff by
// that. aligned/words.txt has paraphrases aligned by hand, of which claimtrace/tools/meaning prints how many pairs are found.
//
// A table. grid.go adds witness after witness by the scores of score.go,
// columns.go joins columns and names their kinds with the same functions as a diff,
// move.go finds moved passages, table.go writes it down.
//
// An article. paragraph.go cuts paragraphs and tells how alike two are,
// paragraphmatch.go matches them, article.go compares their words.
//
// # What it knows
//
// What is known of words stands in lists, claimtrace/annotate/language/en. They are
// English; other languages are aligned just as well, but with kinds of wording, number and
// punctuation only. The pairs in kinds_test.go teach what each kind means; those of
// testdata/blind.txt were written before the code had seen them and measure it.
package collate
