package en

// Contraries are pairs of lists: a word of one says the contrary of a word of
// the other.
var Contraries = [][2]string{
	{"guilty", "innocent"},
	{"support supports supported supporting back backs backed backing", "oppose opposes opposed opposing"},
	{"allow allows allowed allowing permit permits permitted permitting",
		"ban bans banned banning bar bars barred barring forbid forbids forbade forbidden prohibit prohibits prohibited prohibiting"},
	{"for", "against"},
	{"include includes included including", "exclude excludes excluded excluding"},
}

// NegativePrefixes make the contrary of the word they stand before.
var NegativePrefixes = []string{"un", "in", "im", "il", "ir", "dis", "non"}
