package reading

// Filter tells quickly, and for most words rightly, that a word is not in a list.
type Filter [512]uint64

// Add puts a word in.
func (f *Filter) Add(word string) {
	h := hashOf(word)
	f[h>>6&511] |= 1 << (h & 63)
}

// MayHave is false for a word that was not put in, and for few of those true.
func (f *Filter) MayHave(word string) bool {
	h := hashOf(word)
	return f[h>>6&511]>>(h&63)&1 == 1
}

// hashOf mixes the length and the first letters of a word.
func hashOf(word string) uint32 {
	h := uint32(len(word))
	for i := 0; i < len(word) && i < 8; i++ {
		h = h*31 + uint32(word[i])
	}
	return h ^ h>>15
}
