package collate

import (
	"strings"
	"unicode"
)

// setting is what the text around a word tells about its capital.
type setting struct {
	ps          []piece
	midSentence set    // words seen with a capital inside a sentence
	headline    []bool // the piece stands in a line in which nearly every word has one
	shouting    bool   // nearly all letters are capitals
}

// names marks the pieces that are, or are part of, the name of a person, place
// or body. It is a heuristic on capitals: inside a sentence a capital means a
// name; at its beginning, in a headline or among capitals only, more is asked.
func names(ps []piece) []bool {
	s := setting{ps: ps, midSentence: set{}, headline: headlines(ps), shouting: shouting(ps)}
	for i, p := range ps {
		if p.capital() && !s.headline[i] && !s.shouting && !sentenceStart(ps, i) {
			s.midSentence[p.low] = struct{}{}
		}
	}
	marks := make([]bool, len(ps))
	for i := len(ps) - 1; i >= 0; i-- {
		marks[i] = s.isName(i, i+1 < len(ps) && marks[i+1])
	}
	return marks
}

// isName decides for piece i; nextIsName tells of the piece after it.
func (s setting) isName(i int, nextIsName bool) bool {
	p := s.ps[i]
	if !p.capital() || titles.has(strings.TrimSuffix(p.low, ".")) || p.low == "i" || len(p.text) == 1 {
		return false
	}
	if knownNames.has(foldWord(p.low)) {
		return true
	}
	if functionWords.has(p.low) || negations.has(p.low) || hedges.has(p.low) || attributions.has(p.low) || s.shouting {
		return false
	}
	if isAcronym(p.text) {
		return true
	}
	if s.midSentence.has(p.low) {
		return true
	}
	if s.headline[i] {
		return false
	}
	return !sentenceStart(s.ps, i) || s.startsWithName(i, nextIsName)
}

// startsWithName decides for the first word of a sentence. A singular noun
// without an article before a verb or "'s" is nearly always a name.
func (s setting) startsWithName(i int, nextIsName bool) bool {
	p := s.ps[i]
	if commonStarters.has(p.low) || i+1 == len(s.ps) {
		return false
	}
	next := s.ps[i+1]
	if nextIsName && next.spaced {
		return true
	}
	if next.glued() && next.low != "'s" || commonEnding(p.low) {
		return false
	}
	verb := next.low == "'s" || auxiliaries.has(next.low) || speechVerbs.has(next.low) ||
		len(next.low) > 4 && strings.HasSuffix(next.low, "ed")
	return verb && !next.capital()
}

// commonEnding reports endings of plurals and abstract nouns, which need no article.
func commonEnding(word string) bool {
	for _, ending := range []string{"s", "ing", "ion", "ity", "ment", "ness", "ance", "ence", "ism"} {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// sentenceStart reports whether piece i is the first word of a sentence or quotation.
func sentenceStart(ps []piece, i int) bool {
	if i == 0 || ps[i].line {
		return true
	}
	before := ps[i-1].text
	return ps[i-1].form == sign && strings.ContainsAny(before, ".!?:…") || isOpeningQuote(ps, i-1)
}

// isOpeningQuote reports whether piece i opens a quotation, by the space around it.
func isOpeningQuote(ps []piece, i int) bool {
	switch ps[i].text {
	case "“", "„", "«", "‘":
		return true
	case "\"", "'":
		return ps[i].spaced && (i+1 == len(ps) || ps[i+1].glued())
	}
	return false
}

// isAcronym reports two capitals or more and no small letter: "EU", "U.S.".
func isAcronym(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

// shouting reports a text mostly in capitals, in which capitals tell nothing.
func shouting(ps []piece) bool {
	upper, lower := 0, 0
	for _, p := range ps {
		for _, r := range p.text {
			switch {
			case unicode.IsUpper(r):
				upper++
			case unicode.IsLower(r):
				lower++
			}
		}
	}
	return upper > 12 && upper > 2*lower
}

// headlines marks the pieces of lines in which nearly every word has a capital, as in headlines.
func headlines(ps []piece) []bool {
	marks := make([]bool, len(ps))
	for start := 0; start < len(ps); {
		end := start + 1
		for end < len(ps) && !ps[end].line {
			end++
		}
		all, capital := 0, 0
		for _, p := range ps[start:end] {
			if p.form != letters || functionWords.has(p.low) {
				continue
			}
			all++
			if p.capital() {
				capital++
			}
		}
		if all >= 5 && capital*10 >= all*9 {
			for i := start; i < end; i++ {
				marks[i] = true
			}
		}
		start = end
	}
	return marks
}

// demonym reports whether a known name is the adjective of a known place:
// "russian" of "russia".
func demonym(place, adjective string) bool {
	if !knownNames.has(place) || !knownNames.has(adjective) {
		return false
	}
	short := place[:len(place)-1]
	for _, ending := range []string{"n", "i", "ian"} {
		if adjective == place+ending {
			return true
		}
	}
	for _, ending := range []string{"", "ian", "an", "ese"} {
		if adjective == short+ending {
			return true
		}
	}
	return false
}

// knownNames are places and bodies that news sentences begin with. The
// heuristic finds most other names by their place in the sentence.
var knownNames = words(`
	afghanistan albania algeria america american americans angola argentina armenia australia australian
	austria azerbaijan bahrain bangladesh belarus belarusian belgium bolivia bosnia brazil brazilian britain
	british bulgaria cambodia cameroon canada canadian chad chile china chinese colombia congo croatia cuba
	cyprus czech denmark danish dutch ecuador egypt egyptian england english eritrea estonia ethiopia europe
	european finland finnish france french georgia georgian germany german ghana greece greek guatemala haiti
	honduras hungary hungarian iceland india indian indonesia iran iranian iraq iraqi ireland irish israel
	israeli italy italian jamaica japan japanese jordan kazakhstan kenya korea korean kosovo kuwait kyrgyzstan
	latvia lebanon lebanese libya lithuania luxembourg malaysia mali malta mexico mexican moldova mongolia
	montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway norwegian
	oman pakistan pakistani palestine palestinian palestinians panama paraguay peru philippines poland polish
	portugal portuguese qatar romania russia russian russians rwanda saudi scotland scottish senegal serbia
	serbian singapore slovakia slovenia somalia spain spanish sudan sweden swedish switzerland swiss syria
	syrian taiwan tajikistan tanzania thailand tibet tunisia turkish turkmenistan uganda ukraine ukrainian
	ukrainians uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe
	ankara athens baghdad bangkok barcelona beirut belgrade berlin berne bonn boston brussels bucharest
	budapest cairo canberra caracas chicago copenhagen damascus delhi dhaka doha dubai dublin gaza geneva
	hamburg hanoi havana helsinki istanbul jakarta jerusalem kabul khartoum kyoto lagos lima lisbon london
	madrid manila melbourne milan minsk montreal moscow munich nairobi oslo ottawa paris prague pretoria
	pyongyang rabat riga riyadh rome seoul shanghai sofia stockholm sydney tallinn tbilisi tokyo toronto
	tripoli tunis vienna vilnius warsaw washington yerevan zagreb zurich
	kyiv kharkiv odesa lviv chernihiv mykolaiv zaporizhzhia luhansk donetsk kherson sumy dnipro dnipropetrovsk
	donbas crimea chornobyl ternopil vinnytsia zelensky putin trump biden lukashenko navalny gaddafi hezbollah
	houthi houthis tehran beijing mumbai kolkata turkey isis nato
	kremlin pentagon hamas taliban reuters bloomberg interpol unesco unicef opec downing`)
