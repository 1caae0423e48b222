package reading

import (
	"claimtrace/annotate/language"
	"claimtrace/annotate/language/en"
)

// context tells the role of a word, and the list it stands in, from the words around it.
type context func(ps []piece, i int) (Role, Flags)

// contexts leads from the words whose role depends on their neighbours to what decides it.
func contexts() map[string]context {
	m := map[string]context{"no": refusingNumber}
	senses, err := language.Senses(en.Senses)
	if err != nil {
		panic(err) // a fault of the list
	}
	for _, s := range senses {
		c := senseOf(s)
		for _, w := range s.Words {
			m[w] = c
		}
	}
	return m
}

// rolesOfParts leads from a part to its role.
var rolesOfParts = map[language.Part]Role{
	language.Plain: Content, language.Function: Function, language.Negation: Negating, language.Hedge: Hedging,
	language.Attribution: Attributing, language.Title: Content, language.Ceasing: Content,
}

// flagsOfParts leads from a part to the list that a word of it stands in.
var flagsOfParts = map[language.Part]Flags{language.Title: IsTitle, language.Ceasing: IsCeasing}

// senseOf makes a context of a sense.
func senseOf(s language.Sense) context {
	rules := make([]rule, len(s.Rules))
	for k, r := range s.Rules {
		rules[k].role, rules[k].is = rolesOfParts[r.Part], flagsOfParts[r.Part]
		for _, c := range r.Conditions {
			rules[k].conditions = append(rules[k].conditions, condition{c.From, c.To, SetOf(c.Near), SetOf(c.Until)})
		}
	}
	otherwise := rolesOfParts[s.Else]
	return func(ps []piece, i int) (Role, Flags) {
		for k := range rules {
			if rules[k].holds(ps, i) {
				return rules[k].role, rules[k].is
			}
		}
		return otherwise, 0
	}
}

// rule is a [language.Rule] made ready.
type rule struct {
	role       Role
	is         Flags
	conditions []condition
}

func (r *rule) holds(ps []piece, i int) bool {
	for k := range r.conditions {
		if !r.conditions[k].holds(ps, i) {
			return false
		}
	}
	return true
}

// condition is a [language.Condition] made ready.
type condition struct {
	from, to    int
	near, until Set
}

// holds reports whether one of the words near stands within reach of piece i.
func (c *condition) holds(ps []piece, i int) bool {
	step := 1
	if c.to < 0 {
		step = -1
	}
	for by := c.from; by != c.to+step; by += step {
		switch {
		case standsIn(c.near, ps, i+by):
			return true
		case standsIn(c.until, ps, i+by):
			return false
		}
	}
	return false
}

// standsIn reports whether piece i is one of the words, or of a class among them.
func standsIn(list Set, ps []piece, i int) bool {
	if len(list) == 0 {
		return false
	}
	if i < 0 || i >= len(ps) {
		return list.Has(language.Edge)
	}
	p := &ps[i]
	return list.Has(p.low) ||
		p.form == sign && (list.Has(language.Sign) || isOpeningQuote(ps, i) && list.Has(language.Opening)) ||
		p.form == digits && list.Has(language.Figure) || p.form == letters && list.Has(language.Word) ||
		p.capital && list.Has(language.Capital) ||
		p.has(isSpeech) && list.Has(language.Speech)
}

// near gives the small letters of the piece that many places on, "" beyond the text.
func near(ps []piece, i, by int) string {
	if k := i + by; k >= 0 && k < len(ps) {
		return ps[k].low
	}
	return ""
}

// refusingNumber: "no answer", but "No. 10".
func refusingNumber(ps []piece, i int) (Role, Flags) {
	if i+2 < len(ps) && ps[i+1].text == "." && ps[i+1].glued() && ps[i+2].form == digits {
		return Content, 0
	}
	return Negating, 0
}
