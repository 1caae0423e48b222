package reading

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading/samples"
)

// tokens writes the tokens of a text as "text:type", words without their type.
func tokens(text string) string {
	var b strings.Builder
	for _, t := range Tokenize(text) {
		if b.Len() > 0 {
			b.WriteString("|")
		}
		b.WriteString(t.Text)
		if t.Type != Word {
			b.WriteString(":" + t.Type.String()[:2])
		}
	}
	return b.String()
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"  \n\t ", ""},
		{"It rained.", "It|rained|.:pu"},
		{"a\u00a0b", "a|b"},
		// Numbers are one token with sign, magnitude and unit.
		{"minus 30 degrees", "minus 30 degrees:nu"},
		{"at -30C now", "at|-30C:nu|now"},
		{"30 degrees below zero", "30 degrees below zero:nu"},
		{"6,000 men", "6,000:nu|men"},
		{"6 000 men", "6 000:nu|men"},
		{"6\u202f000 men", "6\u202f000:nu|men"},
		{"the 1000-kilometre line", "the|1000-kilometre:nu|line"},
		{"about 2.5 million euros", "about|2.5 million euros:nu"},
		{"$5m, €3bn", "$5m:nu|,:pu|€3bn:nu"},
		{"58 per cent", "58 per cent:nu"},
		{"one hundred and twenty-one thousand cats", "one hundred and twenty-one thousand:nu|cats"},
		{"a week or a dozen", "a week:nu|or|a dozen:nu"},
		{"a boat", "a|boat"},
		{"30 F-16s", "30:nu|F|-:pu|16s"},
		{"the years 1914-18", "the|years:nu|1914:nu|-:nu|18:nu"},
		{"a 5G mast", "a|5G|mast"},
		{"1,2,3", "1,2,3:nu"},
		{"three and a half hours", "three and a half hours:nu"},
		{"tens of thousands", "tens of thousands:nu"},
		// Dates, and what only looks like one.
		{"until February 1, 2026.", "until|February 1, 2026:da|.:pu"},
		{"on 1st of March", "on|1st of March:da"},
		{"on Friday evening", "on|Friday evening:da"},
		{"they may march in May", "they|may|march|in|May:da"},
		{"May God help", "May|God:na|help"},
		{"in 2022 he left", "in|2022:da|he|left"},
		{"with 2022 men", "with|2022:nu|men"},
		{"2026-02-01 at 18:30", "2026-02-01:da|at|18:30:da"},
		{"won 3:1", "won|3:nu|::nu|1:nu"},
		{"the 1990s", "the|1990s:da"},
		// Names by their capitals.
		{"The mayor of Bergen met Anna Lind.", "The|mayor|of|Bergen:na|met|Anna:na|Lind:na|.:pu"},
		{"Bergen said so. Villagers said so.", "Bergen:na|said|so|.:pu|Villagers|said|so|.:pu"},
		{"Fishermen left. Then Olga spoke. Olga left.", "Fishermen|left|.:pu|Then|Olga:na|spoke|.:pu|Olga:na|left|.:pu"},
		{"President Lind of the E.U. left", "President|Lind:na|of|the|E.U.:na|left"},
		{"the United States", "the|United States:na"},
		{"Villagers Flee Burning Houses Near Bergen Harbour", "Villagers|Flee|Burning|Houses|Near|Bergen|Harbour"},
		{"DO NOT PANIC, SAYS MAYOR OF BERGEN", "DO|NOT|PANIC|,:pu|SAYS|MAYOR|OF|BERGEN"},
		// Apostrophes and short forms.
		{"Ukraine’s army didn't, can't, won't", "Ukraine:na|’s|army|did|n't|,:pu|can|'t|,:pu|wo|n't"},
		{"O'Brien cannot", "O'Brien:na|can|not"},
		{"no one came", "no one|came"},
		{"Mr. Lind, i.e. him", "Mr.|Lind:na|,:pu|i.e.|him"},
		// Signs, and characters of more than one code point.
		{"well ... “yes” — no", "well|...:pu|“:qu|yes|”:qu|—:pu|no"},
		{"cafe\u0301 👩\u200d🚒🏽 🇺🇦!", "cafe\u0301|👩\u200d🚒🏽|🇺🇦:na|!:pu"},
		{"see https://example.org/a?b=1, ok", "see|https://example.org/a?b=1|,:pu|ok"},
		{"总统抵达", "总|统|抵|达"},
		{"وصل الرئيس", "وصل|الرئيس"},
	} {
		if got := tokens(c.text); got != c.want {
			t.Errorf("Tokenize(%q)\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestFoldReadsTheSentence(t *testing.T) {
	people, wall := Tokenize("for 5m people"), Tokenize("a wall 5m high")
	if Fold(people[1]) != foldOne(t, "5 million") || Fold(wall[2]) != foldOne(t, "5 metres") {
		t.Errorf("5m people %q, 5m high %q", Fold(people[1]), Fold(wall[2]))
	}
	if Fold(Token{Text: "Kiev", Type: Name}) != Fold(Token{Text: "Kyiv"}) {
		t.Error("tokens made by hand do not fold")
	}
}

// foldOne gives the key of a text that is one token, in the middle of a sentence.
func foldOne(t *testing.T, text string) string {
	t.Helper()
	all := Tokenize("so with " + text)
	last := all[len(all)-1]
	if last.Text != text {
		t.Fatalf("%q is not one token: %v", text, all)
	}
	return Fold(last)
}

func TestFoldEqual(t *testing.T) {
	for _, group := range [][]string{
		{"Kyiv", "Kiev", "KYIV"},
		{"Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskii"},
		{"Sergei", "Sergey"},
		{"Odesa", "Odessa"},
		{"favourable", "favorable", "Favourable"},
		{"organised", "organized"},
		{"analysed", "analyzed"},
		{"Łódź", "Lodz"},
		{"cafe\u0301", "café", "cafe"},
		{"O'Brien", "O’Brien"},
		{"U.S.", "US", "USA", "United States"},
		{"NATO", "Nato"},
		{"6000", "6,000", "six thousand", "6 thousand", "6\u202f000", "٦٠٠٠"},
		{"2.5 million", "2,500,000", "two and a half million"},
		{"one week", "a week", "1 week", "1-week"},
		{"a dozen", "12", "twelve"},
		{"half a million", "500,000", "500k"},
		{"minus 30 degrees", "-30C", "−30 °C", "30 degrees below zero", "minus thirty degrees Celsius"},
		{"5 percent", "5%", "5 per cent", "five percent", "5.0 percent"},
		{"$5 million", "5 million dollars", "$5m", "$5,000,000"},
		{"10 km", "10 kilometres", "ten-kilometer", "10-kilometre"},
		{"February 1", "Feb. 1", "1 February", "February 1st", "February first", "1st of February"},
		{"February 1, 2026", "1 February 2026", "2026-02-01"},
		{"6 p.m.", "6pm", "18:00", "6:00 PM"},
	} {
		for _, other := range group[1:] {
			if a, b := foldOne(t, group[0]), foldOne(t, other); a != b {
				t.Errorf("%q folds to %q, %q to %q", group[0], a, other, b)
			}
		}
	}
}

func TestFoldDiffers(t *testing.T) {
	for _, pair := range [][2]string{
		{"Kyiv", "Kharkiv"},
		{"US", "us"},
		{"47", "74"},
		{"6,000", "60,000"},
		{"1.234", "1234"}, // a decimal here, a thousand there
		{"1.234", "1,234"},
		{"6.000", "6"},
		{"007", "7"},
		{"30 degrees", "minus 30 degrees"},
		{"30C", "30 degrees Fahrenheit"},
		{"5 percent", "5 percentage points"},
		{"5 percent", "5"},
		{"$5", "€5"},
		{"3 tons", "3 tonnes"},
		{"3 miles", "3 kilometres"},
		{"5 million", "5 billion"},
		{"hundreds", "hundred"},
		{"dozens", "a dozen"},
		{"first", "one"},
		{"February 1", "February 11"},
		{"February 1", "February 2026"},
		{"01/02/2026", "02/01/2026"},
		{"6 a.m.", "6 p.m."},
		{"four", "for"},
		{"hour", "hor"},
		{"nothing", "something"},
	} {
		if a, b := foldOne(t, pair[0]), foldOne(t, pair[1]); a == b {
			t.Errorf("%q and %q both fold to %q", pair[0], pair[1], a)
		}
	}
}

// No two whole numbers fold together, in digits, with commas or in words.
func TestFoldKeepsNumbersApart(t *testing.T) {
	seen := map[string]int{}
	for n := range 3000 {
		for _, text := range []string{strconv.Itoa(n), samples.WithCommas(n), samples.InWords(n)} {
			key := foldOne(t, text)
			if other, ok := seen[key]; ok && other != n {
				t.Fatalf("%q folds like %d", text, other)
			}
			seen[key] = n
		}
	}
	if len(seen) != 3000 {
		t.Errorf("%d keys for 3000 numbers in three forms each", len(seen))
	}
}

func TestTokensOfSoup(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		checkTokens(t, samples.Soup(rng))
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"", "minus 30 degrees, said O’Brien.", "$5m \xff -3", "a\u0301 \u0301", "1,2.3:4-5/6"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkTokens(t, s) })
}

// checkTokens checks that the tokens of a text are its words in order, that
// only gaps stand between them, and that each has a key, in its sentence and alone.
func checkTokens(t *testing.T, text string) {
	t.Helper()
	points, at := []rune(text), 0
	for _, l := range Tokenize(text) {
		if l.Start < at || l.End <= l.Start || l.End > len(points) {
			t.Fatalf("%q: token %q at %d to %d after %d", text, l.Text, l.Start, l.End, at)
		}
		if want := string(points[l.Start:l.End]); l.Text != want && utf8.ValidString(text) {
			t.Fatalf("%q: token %q, but %q stands there", text, l.Text, want)
		}
		checkGap(t, text, points[at:l.Start])
		if Fold(l) == "" || Fold(Token{Text: l.Text}) == "" {
			t.Fatalf("%q: %v has no key", text, l)
		}
		at = l.End
	}
	checkGap(t, text, points[at:])
}

func checkGap(t *testing.T, text string, gap []rune) {
	t.Helper()
	for _, r := range gap {
		if !isGap(r) {
			t.Fatalf("%q: %q belongs to no token", text, r)
		}
	}
}

// Units that differ in a capital are two, "mW" and "MW", and no symbol is lost.
func TestMetricSymbolsAreToldApart(t *testing.T) {
	same := strings.NewReplacer("K", "k", "μ", "µ", "L", "l")
	of := map[string]string{}
	for prefix := range en.MetricPrefixes {
		for unit := range en.MetricUnits {
			symbol := prefix + unit
			if symbol == "Pm" {
				continue // a time
			}
			var keys []string
			for _, tok := range Tokenize("They sent 5 " + symbol + " there.") {
				if tok.Type == Number {
					keys = append(keys, Fold(tok))
				}
			}
			if len(keys) != 1 || keys[0] == "#5" {
				t.Errorf("%s: keys %q", symbol, keys)
				continue
			}
			if other, ok := of[keys[0]]; ok && same.Replace(other) != same.Replace(symbol) {
				t.Errorf("%s and %s have one key, %s", other, symbol, keys[0])
			}
			of[keys[0]] = symbol
		}
	}
}
