package en

// Contraries are pairs of lists: a word of one says the contrary of a word of
// the other.
var Contraries = [][2]string{
	{"guilty", "innocent"},
	{"support supports supported supporting backs backed backing", "oppose opposes opposed opposing"},
	{"allow allows allowed allowing permit permits permitted permitting",
		"ban bans banned banning barred barring forbid forbids forbade forbidden prohibit prohibits prohibited prohibiting"},
	{"for", "against"},
	{"include includes included including", "exclude excludes excluded excluding"},
}

// Only and NotOnly are contraries wherever they stand.
const (
	Only    = "only"
	NotOnly = "not-only"
)

// Prefix makes the contrary of the words before which it stands.
type Prefix struct {
	Letters string
	Endings string // of the words; empty for any
	Except  string // the beginnings of words of which it makes no contrary
}

// NegativePrefixes make contraries. In-, im-, il- and ir- do so before adjectives and
// what is made of them; many words begin with the same letters by chance, or with "in".
var NegativePrefixes = []Prefix{
	{"un", "", "til it its ite ion der less ison ique ify ivers iform"},
	{"in", "able ible ate ent ant al ive ous ure ite ic ar ary ect plete ete ane id ile ity ance ence acy ice ction", "vent tent dent cent valuable flammable flate fraction sure laid cite vite voice stance stant"},
	{"im", "able ible al ile ient ect ure ite ise per odest alance bility rity rtality", ""},
	{"il", "al ible ate ity acy", ""},
	{"ir", "ar ant al ible able ute ous ity ance", ""},
	{"dis", "", "charg clos cover appoint count cours eas may patch play pos solv tort miss tribut till pel tract pens cern guis gust grac mantl member dain tress sect cuss robe section ast"},
	{"non", "", ""},
}

// Non is the prefix that a hyphen may join to any word.
const Non = "non"

// PartingPrefixes may be joined by a hyphen to tell another word from the one
// without it: "re-sign", "un-ionised".
const PartingPrefixes = `re un`

// EitherWay are the beginnings of words that "re" joins with a hyphen or without, and
// is the same.
const EitherWay = `build open start use run writ think tell take nam join gain read do launch arm appear arrest assess route schedul tweet post shap`
