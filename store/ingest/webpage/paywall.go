package webpage

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Paid tells what stands between a page and who does not pay.
type Paid string

// What a page can be.
const (
	Free Paid = ""     // it says nothing of it
	Said Paid = "said" // it says that it must be paid for, and has a text all the same
	Cut  Paid = "cut"  // only the beginning of its text is there
)

// teaserLetters is the length of a text that may be no more than the beginning of
// an article.
const teaserLetters = 1500

// asks matches, in plain words, how pages ask to be paid where their text breaks
// off.
var asks = regexp.MustCompile(` (?:` + strings.Join([]string{
	`(?:subscribe|sign up|sign in|log in|register|subscription|create (?:a|your) free account) (?:now |today |here )?(?:or [a-z]+ (?:in |up )?)?to (?:continue|keep|read|finish|unlock)`,
	`to (?:continue|keep) reading(?: this \w+)? (?:please )?(?:subscribe|sign|log|register|become|create)`,
	`(?:this|the full) (?:article|story|content) is (?:only |exclusively )?(?:available |reserved )?(?:to|for) (?:our )?(?:paid |paying |premium )?(?:subscribers|members)`,
	`already a (?:subscriber|member) (?:log|sign) in`,
	`(?:jetzt|hier) weiterlesen (?:mit|für)`, `weiterlesen mit (?:\w+ )?(?:plus|abo|digital)`, `(?:dieser|der ganze|den ganzen) artikel (?:ist |nur )+(?:für|im) abonn`, `nur für abonnenten`,
	`(?:article |contenu )?réservé aux abonnés`, `il vous reste \d+ de cet article`, `la suite est réservée`, `abonnez vous pour (?:lire|continuer)`,
	`para (?:seguir|continuar) leyendo`, `(?:contenido|artículo) exclusivo para suscriptores`, `suscríbete para (?:seguir|leer|continuar)`,
	`только для подписчиков`, `доступ\w+ (?:только )?по подписке`, `лише для передплатників`, `доступно за передплатою`,
}, "|") + `)`)

// paid judges whether all of an article is on its page.
func paid(article thing, tiers []string, visible, text string) Paid {
	locked := isPaid(article.values["isAccessibleForFree"])
	for _, t := range tiers {
		t = strings.ToLower(strings.TrimSpace(t))
		locked = locked || t == "locked" || t == "metered"
	}
	n := letters(text)
	words := len(strings.Fields(text))
	counted := number(article.values["wordCount"])
	switch short := n < teaserLetters; {
	case locked && (counted > 2*words && counted > 100 || counted == 0 && short),
		short && asks.MatchString(visible) && (counted == 0 || counted > 2*words):
		return Cut
	case locked:
		return Said
	}
	return Free
}

// isPaid reads a value of isAccessibleForFree, as pages write it.
func isPaid(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		s := strings.ToLower(strings.TrimSpace(v))
		return s[strings.LastIndexAny(s, "/:")+1:] == "false"
	}
	return false
}

func number(v any) int {
	n, err := strconv.ParseFloat(strings.TrimSpace(fmt.Sprint(v)), 64)
	if err != nil || !(n >= 0 && n < 1e9) {
		return 0
	}
	return int(n)
}
