package collate

import (
	"sync"

	"claimtrace/annotate/reading"
)

// comparison holds the two sides of a diff, a being the base, and the memory
// that the next one can use again.
type comparison struct {
	*reading.Vocabulary
	*aligner
	base, text string
	a, b       []reading.Lexeme
	memory
}

// memory is what one step of a comparison leaves to the next of its kind.
type memory struct {
	placesA, placesB   []int
	idsA, idsB         []int32
	pairs, kept, signs []match
	ties, items        []item
	changes            []item
	laid               []laid
}

// spare holds comparisons that are done.
var spare = sync.Pool{New: func() any {
	return &comparison{Vocabulary: reading.NewVocabulary(0), aligner: newAligner()}
}}

// longTexts is how many bytes two texts have together whose memory is not worth keeping.
const longTexts = 1 << 16

func newComparison(base, text string, o Options) *comparison {
	var c *comparison
	if size := len(base) + len(text); size < longTexts {
		c = spare.Get().(*comparison)
	} else {
		c = &comparison{Vocabulary: reading.NewVocabulary(size / 20), aligner: newAligner()}
	}
	c.Vocabulary.Reset(o.Variants)
	sides := c.ReadPlaced([]string{base, text}, o.in())
	c.base, c.text, c.a, c.b = base, text, sides[0], sides[1]
	c.aligner.reset(c.Keys())
	for _, ls := range sides {
		for i := range ls {
			c.light[ls[i].ID] = ls[i].Role == reading.Function
		}
	}
	return c
}

// free gives the memory back. The comparison must not be used any more.
func (c *comparison) free() {
	if len(c.base)+len(c.text) < longTexts {
		spare.Put(c)
	}
}
