package ingest

import (
	"strings"
	"unicode"
)

// GuessLanguage tells in which language a text is, by its script and the commonest
// of its words; "" where that is not clear. It is a guess, to be shown as one.
func GuessLanguage(s string) string {
	const enough = 20_000
	if len(s) > enough {
		s = strings.ToValidUTF8(s[:enough], "")
	}
	scripts := map[string]int{}
	letters := 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		for _, t := range tongues {
			if t.table != nil && unicode.Is(t.table, r) {
				scripts[t.code]++
				break
			}
		}
	}
	if letters < 20 {
		return ""
	}
	if scripts["ja"]*20 > letters { // kana among Han
		return "ja"
	}
	for _, t := range tongues {
		if scripts[t.code]*2 <= letters {
			continue
		}
		switch t.code {
		case "ru":
			return cyrillic(s)
		case "ar":
			if strings.ContainsAny(s, "پچگژ") {
				return "fa"
			}
		}
		return t.code
	}
	words := map[string]int{}
	all := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		words[w]++
		all++
	}
	best, most, second := "", 0, 0
	for _, l := range common {
		n := 0
		for _, w := range l.words {
			n += words[w]
		}
		if n > most {
			best, most, second = l.code, n, most
		} else {
			second = max(second, n)
		}
	}
	const fewest = 6 // common words, below which chance decides
	if most < fewest || most*12 < all || most*10 < second*11 {
		return ""
	}
	return best
}

// cyrillic tells the languages of that script apart by the letters that only one
// of them has.
func cyrillic(s string) string {
	s = strings.ToLower(s)
	has := func(letters string) bool { return strings.ContainsAny(s, letters) }
	switch {
	case has("ў"):
		return "be"
	case has("їє"):
		return "uk"
	case has("ћђ"), has("љњџ") && has("ј"):
		return "sr"
	case has("ѓќѕ"):
		return "mk"
	case has("ыэ"):
		return "ru"
	case has("ъ"):
		return "bg"
	}
	return ""
}

// tongues are the scripts that stand for one language as a rule.
var tongues = []struct {
	code  string
	table *unicode.RangeTable
}{
	{"ja", unicode.Hiragana}, {"ja", unicode.Katakana}, {"ko", unicode.Hangul}, {"zh", unicode.Han}, {"ru", unicode.Cyrillic}, {"el", unicode.Greek}, {"he", unicode.Hebrew},
	{"ar", unicode.Arabic}, {"hi", unicode.Devanagari}, {"th", unicode.Thai}, {"ka", unicode.Georgian}, {"hy", unicode.Armenian}, {"ta", unicode.Tamil}, {"bn", unicode.Bengali},
}

// common are the commonest words of languages in Latin letters.
var common = func() (list []struct {
	code  string
	words []string
}) {
	for line := range strings.Lines(`en the of and to in that is was for it with as on by at from are be this have has not said
de der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat
fr le la les de des et du un une dans est pour que qui en au par sur pas il ce plus avec se sont
es el la los de que y en un una las por con para del se al no su lo es como más
pt o a os de que e do da em um uma para com não no na por se dos ao mais foi
it il di che e la in un una per del della non è le si con da dei al sono nel
nl de het een van en in dat is op te voor met niet zijn aan er ook die door naar
pl w i na z do się nie że jest o to za od po jak przez oraz są
cs a v se na je že s z do o by to ve pro po jako za si jsou
sk a v sa na je že s z do o by to vo pre po ako za si sú
sv och i att det som en på är av för med den till inte ett om har de var
da og i at det er en til af på som for med den de ikke der et har
nb og i at det er en til av på som for med den de ikke et har fra ble
fi ja on ei että se hän oli mutta kun ovat myös joka sen ole tai mukaan
hu a az és hogy nem is egy van volt meg ez de csak már mint
ro și de în la a cu o că pe nu din este un pentru care mai au
tr ve bir bu için ile da de olarak çok daha olan gibi kadar sonra
hr i u je na se da za su od s što nije bi kako koji
id yang dan di dengan untuk dari ini itu pada tidak dalam akan oleh
vi và của là có được cho trong không với người các một những`) {
		f := strings.Fields(line)
		list = append(list, struct {
			code  string
			words []string
		}{f[0], f[1:]})
	}
	return list
}()
