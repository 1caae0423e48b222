package facet

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
)

// check fails where a value is not as it is promised for a text.
func check(t *testing.T, text string, values []Value) {
	t.Helper()
	rs := []rune(text)
	for i, v := range values {
		if v.Start < 0 || v.Start >= v.End || v.End > len(rs) || string(rs[v.Start:v.End]) != v.Text {
			t.Fatalf("%q: %+v is not what stands there", text, v)
		}
		if v.Value == "" || v.Precision == "" || !slices.Contains(Kinds, v.Kind) || !slices.Contains(Rules, v.Rule) {
			t.Fatalf("%q: %+v lacks something", text, v)
		}
		for _, w := range values[:i] {
			if w.Kind == v.Kind && w.Value == v.Value && w.Precision == v.Precision {
				t.Fatalf("%q: %+v twice", text, v)
			}
		}
		if i > 0 && slices.Index(Kinds, v.Kind) < slices.Index(Kinds, values[i-1].Kind) {
			t.Fatalf("%q: %+v stands too late", text, v)
		}
	}
}

// Whatever the text and the passage, no value lies outside the text or says other words than stand there.
func FuzzOf(f *testing.F) {
	f.Add("“If Lind agrees,” he said on Friday, “over 100 drones may be spared — but not all.”", "2026-01-29", 3, 40)
	f.Add("", "", 0, 0)
	f.Add("until until from between 9 and 13 Nov. to to", "2026", 0, 44)
	f.Add("said said, said “said” according to", "2026-01-29T21:00+02:00", 2, 9)
	f.Add("e\u0301\u200d🇺🇦½ °C −5° ٣ 三十 of the only alone leave", "x", -3, 99)
	f.Fuzz(func(t *testing.T, text, published string, start, end int) {
		text = strings.ToValidUTF8(text, "\ufffd")
		values, ok := New(Article{Text: text, Published: annotate.Publication(published)}).Of(start, end)
		if !ok {
			return
		}
		check(t, text, values)
	})
}

// Words of news in any order, with signs, are read without a fault, and a passage tells the same again.
func TestAnyOrder(t *testing.T) {
	words := strings.Fields(`Lind said , that “ ” . he she Mr President Peskov the Kremlin according to officials denied not no until from between
		Friday 9 Nov. 13 November 18:30 last night week for a week two days ago % over 100 drones only alone leave spare if unless in order to
		agreed will may would strike on at Kyiv and but which who ’s - — ( ) … "`)
	rng := rand.New(rand.NewPCG(5, 8))
	for range 3000 {
		var picked []string
		for range rng.IntN(40) {
			picked = append(picked, words[rng.IntN(len(words))])
		}
		text := strings.Join(picked, " ")
		n := utf8.RuneCountInString(text)
		start := rng.IntN(n + 1)
		end := start + rng.IntN(n-start+1)
		r := New(Article{Text: text, Published: "2026-01-29T21:00Z"})
		values, _ := r.Of(start, end)
		check(t, text, values)
		again, _ := New(Article{Text: text, Published: "2026-01-29T21:00Z"}).Of(start, end)
		if !slices.Equal(values, again) {
			t.Fatalf("%q: %v and then %v", text, values, again)
		}
	}
}

// What an article says does not depend on those that were read before it.
func TestOneAfterAnother(t *testing.T) {
	texts := []string{
		"Turnout rose. Officials in Turnout said so.", "Turnout was high.", "Peskov, Word and Light said no.", "Light rain fell. Word spread.",
		"ONLY CAPITALS SAID SO TODAY, KYIV.", "all small, the us said on friday that kyiv was quiet", "Mr May said in May that may be.",
	}
	said := func(text string) []Value {
		values, _ := New(Article{Text: text, Published: "2026-01-29"}).Of(0, len(text))
		return values
	}
	first := map[string][]Value{}
	for _, text := range texts {
		first[text] = said(text)
	}
	var many strings.Builder // more spellings than are kept
	for i := range 5000 {
		fmt.Fprintf(&many, "w%c%c%c ", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 200 {
		if i%50 == 0 {
			said(many.String())
		}
		text := texts[rng.IntN(len(texts))]
		if got := said(text); !slices.Equal(got, first[text]) {
			t.Fatalf("%q: %v, at first %v", text, got, first[text])
		}
	}
}

func TestLanguage(t *testing.T) {
	for language, want := range map[string]bool{"": true, "en": true, "en-GB": true, "EN": true, "uk": false, "de": false, "eng": false} {
		if _, ok := New(Article{Text: "Peskov said no.", Language: language}).Of(0, 15); ok != want {
			t.Errorf("%q is read: %v", language, ok)
		}
	}
	if _, ok := New(Article{Text: "Песков сказав, що ні."}).Of(0, 10); ok {
		t.Error("Ukrainian without its language is read as English")
	}
}

// Dates are told by the day of publication, as precisely as that is known, in its zone.
func TestDates(t *testing.T) {
	for _, c := range []struct{ published, text, value, precision string }{
		{"2026-01-30T15:00Z", "It ended on Thursday.", "2026-01-29", "day"},
		{"2026-01-30T15:00Z", "It ended on Friday.", "2026-01-30", "day"},
		{"2026-01-30T15:00Z", "It will end on Thursday.", "2026-02-05", "day"},
		{"2026-01-30T15:00Z", "They agreed to it until Sunday.", "../2026-02-01", "day"},
		{"2026-01-30T15:00Z", "It lasts until February first.", "../2026-02-01", "day"},
		{"2026-01-30T23:30-05:00", "It ended yesterday.", "2026-01-29", "day"},
		{"2026-01-01", "It ended last night.", "2025-12-31/2026-01-01", "day"},
		{"2026-01-29", "It was quiet for a week.", "P1W", "length"},
		{"2026-01-29", "It lasted more than two years.", "P2Y", "at least"},
		{"2026-01-29", "It is closed from 9 Nov. until 13 Nov.", "2025-11-09/2025-11-13", "day"},
		{"2026-01-29", "It will be closed from 9 Nov. until 13 Nov.", "2026-11-09/2026-11-13", "day"},
		{"2026-01-29", "It will be closed on 9-13 November.", "2026-11-09/2026-11-13", "day"},
		{"2026-01-29", "It began in 2024.", "2024", "year"},
		{"2026-01-29", "It began in December.", "2025-12", "month"},
		{"2026-01-29", "It has risen since last month.", "2025-12/..", "month"},
		{"2026-01-29", "It began at 6:30 p.m. on Tuesday.", "2026-01-27T18:30", "minute"},
		{"2026-01-29", "It began two weeks ago.", "2026-01-15", "day"},
		{"2026-01-29", "They meet this weekend.", "2026-01-31/2026-02-01", "day"},
		{"2026-01-29", "They met last weekend.", "2026-01-24/2026-01-25", "day"},
		{"2026-01-29", "It ran from Monday to Wednesday.", "2026-01-26/2026-01-28", "day"},
		{"2026-01-29", "On 12 January – 3 people died.", "2026-01-12", "day"},
		{"2026-01-29", "On 12 January – 30 people died.", "2026-01-12", "day"},
		{"2026-01-29", "It was closed Jan. 3–5.", "2026-01-03/2026-01-05", "day"},
		{"2026-01-29", "It was closed Jan. 30–2.", "2026-01-30", "day"},
		{"2026-01", "It ended on Thursday.", "Thursday", "relative"},
		{"2026-01", "It ended on 3 January.", "2026-01-03", "day"},
		{"", "It ended yesterday.", "yesterday", "relative"},
		{"", "It ended on February 30, 2024.", "February 30, 2024", "relative"},
		{"", "It ended on 3 May 2024.", "2024-05-03", "day"},
	} {
		values, _ := New(Article{Text: c.text, Published: annotate.Publication(c.published)}).Of(0, len(c.text))
		check(t, c.text, values)
		values = slices.DeleteFunc(values, func(v Value) bool { return v.Kind != Date })
		if len(values) != 1 || values[0].Value != c.value || values[0].Precision != c.precision {
			t.Errorf("%s %q: %v, want %s (%s)", c.published, c.text, values, c.value, c.precision)
		}
	}
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"It cost $5 million.":                      "5000000 USD",
		"At least 300 people left.":                ">=300 people",
		"It grew by 2.5%.":                         "2.5 %",
		"Up to 40 houses burned.":                  "<=40 houses",
		"Nearly 50 houses burned.":                 "~50 houses",
		"A wind of 90 km/h blew.":                  "90 km/h",
		"It weighed 3 tonnes.":                     "3 t",
		"It was minus 4 degrees Fahrenheit.":       "-4 °F",
		"A third of the houses burned.":            "1/3",
		"More than 1.2 million euros were missing": ">=1200000 EUR",
		"300+ houses burned.":                      ">=300 houses",
		"10 to 15 houses burned.":                  ">=10 houses|<=15 houses",
		"A three-way deal for one of the F-16s":    "",
		"The first round was on page 2022":         "",
		"£1 is not the 2nd.":                       "1 GBP",
		"On 12 January – 3 people died.":           "3 people",
	} {
		values, _ := New(Article{Text: text}).Of(0, utf8.RuneCountInString(text))
		check(t, text, values)
		var got []string
		for _, v := range values {
			if v.Kind == Amount {
				got = append(got, v.Value)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}

// Leaving off is no denial, and denying a denial is none.
func TestPolarity(t *testing.T) {
	for text, want := range map[string]string{
		"Russia agreed not to target Kyiv.":                "yes",
		"Russia agreed to stop shelling Kyiv.":             "yes",
		"Lind asked them not to fire on the town.":         "yes",
		"They will halt strikes, but not on energy sites.": "yes",
		"The minister did not deny it.":                    "yes",
		"Neither Lind nor Moss agreed.":                    "no",
		"Nobody was hurt.":                                 "no",
		"If it is not raining, the match starts.":          "yes",
		"Lind, who was not there, agreed.":                 "yes",
		"The trial was called off.":                        "no",
		"Lind denied it.":                                  "no",
		"They came through the night without losses.":      "yes",
		"Lind said the town had not been hit.":             "no",
		"An opportunity rather than a duty":                "no",

		// Who gives no comment says neither.
		"There was no immediate confirmation from the Kremlin.":           "",
		"The ministry would not comment.":                                 "",
		"Russia had still not confirmed it.":                              "",
		"Neither company would confirm it.":                               "",
		"Lind refused to say whether the port was closed.":                "",
		"Lind said the ministry would not comment.":                       "",
		"Anna Lind confirmed the halt, but would not comment on its end.": "yes",
		"Moss declined to comment, and Lind said the port had not shut.":  "no",
		"The ministry would not comment. The port closed.":                "yes",

		// One passage says one: what somebody says before what nobody does.
		"The end is no clearer. Lind named a day.":    "yes",
		"It is open. Lind said nobody had been hurt.": "no",
		"It is open. Nobody was hurt.":                "yes",
		"Lind agreed, and Moss said she had not.":     "yes",
		"Lind said it was open. Moss denied it.":      "yes",
	} {
		values, _ := New(Article{Text: text}).Of(0, utf8.RuneCountInString(text))
		var got []string
		for _, v := range values {
			if v.Kind == Polarity {
				got = append(got, v.Value)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}

func TestTable(t *testing.T) {
	state := func(kind Kind, a, b []string) State {
		said := func(list []string) Said {
			s := Said{Read: true}
			for _, v := range list {
				s.Values = append(s.Values, Value{Kind: kind, Value: v, Precision: "exact"})
			}
			return s
		}
		rows := Table([]Said{said(a), said(b)}, 0)
		if len(rows) != 1 || rows[0].Kind != kind {
			t.Fatalf("%v %v: %v", a, b, rows)
		}
		return rows[0].Cells[1].State
	}
	for _, c := range []struct {
		kind Kind
		a, b string
		want State
	}{
		{Amount, ">=300", "378", Compatible},
		{Amount, "<=300", "378", Different},
		{Amount, ">=300", ">=400", Different},
		{Amount, ">=300", "<=400", Compatible},
		{Amount, "~300 people", "310 people", Compatible},
		{Amount, "100 drones", "100 drone", Same},
		{Amount, "100 drones", "100", Compatible},
		{Amount, "100 drones", "100 people", Different},
		{Amount, "-20 °C", "<=-30 °C", Different},
		{Amount, "3 people|5 drones", "5 drones|3 people", Same},
		{Date, "P1W", "../2026-02-01", Compatible},
		{Date, "P1W", "P2W", Different},
		{Date, "2026-01-29", "2026-01-26/2026-02-01", Compatible},
		{Date, "2026-01-29", "2026-01", Compatible},
		{Date, "2026-01-29", "2026-01-30", Different},
		{Date, "2026-01-29T18:30", "2026-01-29", Compatible},
		{Date, "../2026-02-01", "2026-02-02/..", Different},
		{Date, "2026-01-29|P1W", "P1W|2026-01-29", Same},
		{Date, "../2026-02-01", "../2026-02-02", Different},
		{Date, "../2026-02-01", "../2026-02", Compatible},
		{Date, "../2026-02-01", "../2026-03", Different},
		{Date, "2026-02-01/..", "2026-02-02/..", Different},
		{Date, "../2026-02-01", "2026-01-29/..", Compatible},
		{Date, "../2026-02-01", "2026-01-30", Compatible},
		{Date, "P1W|../2026-02-01", "../2026-02-02", Different},
		{Date, "P1W|../2026-02-01", "../2026-02-02|2026-01-30", Different},
		{Date, "P1W|../2026-02-01", "../2026-02-01", Compatible},
		{Date, "P1W", "../2026-02-01|P2W", Different},
		{Name, "Kyiv", "Kiev", Same},
		{Name, "Volodymyr Zelensky", "Volodymyr Zelenskyy", Same},
		{Name, "Peskov", "Dmitry Peskov", Compatible},
		{Name, "Kyiv|Vladimir Putin", "Putin", Compatible},
		{Name, "Kyiv|Putin", "Odesa|Putin", Different},
		{Name, "Kyiv|Vladimir Putin", "Odesa|Putin", Different},
		{Name, "Vladimir Putin|Kyiv", "Dmitry Peskov", Different},
		{Name, "Vladimir Putin|Kyiv", "Kiev|Putin", Compatible},
		{Name, "Vladimir Putin|Kyiv", "Kremlin|Putin|Kyiv", Compatible},
		{Name, "Vladimir Putin", "Putin|Kremlin", Compatible},
		{Name, "Anna Lind", "Otto Lind", Different},
		{Source, "Ukraine", "mayor of Ukraine", Different},
		{Source, "Ukraine", "government of Ukraine", Compatible},
		{Source, "Kremlin", "Kremlin spokesman", Compatible},
		{Source, "Ukraine", "Ukraine’s air force", Different},
		{Source, "Donald Trump", "Kremlin", Different},
		{Source, "officials", "US officials", Compatible},
		{Certainty, "claimed", "confirmed", Different},
		{Certainty, "said", "announced", Compatible},
		{Polarity, "yes", "no", Different},
		{Polarity, "yes", "no|yes", Different},
		{Scope, "Kyiv", "Kiev", Same},
		{Scope, "Kyiv and other Ukrainian towns", "Kyiv and various towns", Compatible},
		{Scope, "Kyiv and other Ukrainian towns", "Kyiv", Different},
		{Scope, "energy sites", "energy facilities", Same},
		{Scope, "energy targets", "Ukrainian energy infrastructure", Compatible},
		{Scope, "energy sites", "rail facilities", Different},
		{Scope, "energy sites", "energy", Different},
		{Scope, "sites", "infrastructure", Different},
		{Condition, "in order to create favorable conditions", "in order to create favourable conditions", Same},
		{Condition, "", "if it rains", Compatible},
	} {
		split := func(s string) []string {
			if s == "" {
				return nil
			}
			return strings.Split(s, "|")
		}
		if got := state(c.kind, split(c.a), split(c.b)); got != c.want {
			t.Errorf("%s %s against %s: %s, want %s", c.kind, c.b, c.a, got, c.want)
		}
		if c.a == "" {
			continue
		}
		if got := state(c.kind, split(c.b), split(c.a)); got != c.want {
			t.Errorf("%s %s against %s: %s, want %s", c.kind, c.a, c.b, got, c.want)
		}
	}
	rows := Table([]Said{{Read: true, Values: []Value{{Kind: Name, Value: "Kyiv"}}}, {Read: true}, {}}, 0)
	if cells := rows[0].Cells; cells[0].State != Same || cells[1].State != None || cells[2].State != Unread {
		t.Errorf("%v", cells)
	}
}

// Two who face each other are told apart from what is counted.
func TestCountsOpposites(t *testing.T) {
	for text, want := range map[string]bool{
		"The two sides met.": true, "It binds both of the two countries.": true, "Three countries met.": false, "Two drones fell.": false, "Over two countries met.": false,
	} {
		values, _ := New(Article{Text: text}).Of(0, len(text))
		i := slices.IndexFunc(values, func(v Value) bool { return v.Kind == Amount })
		if i < 0 || values[i].CountsOpposites() != want {
			t.Errorf("%q: %v, want %v", text, values, want)
		}
	}
}

func TestCorrect(t *testing.T) {
	const text = "Lind said 40 people left."
	values, _ := New(Article{Text: text}).Of(0, len(text))
	plain := func(values []Value) string {
		var out []string
		for _, v := range values {
			out = append(out, string(v.Kind)+" "+v.Value+" “"+v.Text+"”")
		}
		return strings.Join(out, ", ")
	}
	before := plain(values)
	for _, c := range []struct {
		corrections []Correction
		want        string
	}{
		{nil, before},
		{[]Correction{{Amount, 10, 12, "45 people"}}, "source Lind “Lind”, certainty said “said”, polarity yes “said”, amount 45 people “40”, name Lind “Lind”"},
		{[]Correction{{Amount, 10, 12, "45 people"}, {Amount, 10, 12, "46 people"}}, "source Lind “Lind”, certainty said “said”, polarity yes “said”, amount 46 people “40”, name Lind “Lind”"},
		{[]Correction{{Amount, 10, 12, ""}, {Name, 0, 4, ""}}, "source Lind “Lind”, certainty said “said”, polarity yes “said”"},
		{[]Correction{{Kind: Source, Value: "Anna Lind"}}, "source Anna Lind “”, certainty said “said”, polarity yes “said”, amount 40 people “40 people”, name Lind “Lind”"},
		{[]Correction{{Kind: Source, Value: "A"}, {Kind: Source, Value: "B"}, {Scope, 0, 4, "Gorna"}},
			"source B “”, certainty said “said”, polarity yes “said”, scope Gorna “Lind”, amount 40 people “40 people”, name Lind “Lind”"},
		{[]Correction{{Kind: Source, Value: "A"}, {Kind: Source}}, "certainty said “said”, polarity yes “said”, amount 40 people “40 people”, name Lind “Lind”"},
	} {
		got := Correct(values, c.corrections, text)
		if plain(got) != c.want {
			t.Errorf("%v: %s\nwant %s", c.corrections, plain(got), c.want)
		}
	}
	if plain(values) != before {
		t.Error("the values that were handed in are changed")
	}
	if got := Correct(nil, []Correction{{Amount, -4, 99, "1"}}, text); len(got) != 1 || got[0].Text != "" {
		t.Errorf("beyond the text: %v", got)
	}
}

// Who says it: by name, office or pronoun, inside the passage or around it.
func TestSource(t *testing.T) {
	const before = "Anna Lind runs the port of Gorna. She said on Monday that it was safe. "
	for _, c := range []struct{ text, passage, want string }{
		{"Lind said it was safe.", "", "Lind said"},
		{"It was safe, said Mr Otto Lind.", "It was safe", "Otto Lind said"},
		{before + "It is open, she added.", "It is open", "Anna Lind said"},
		{before + "“It is open,” Lind wrote.", "It is open", "Anna Lind said"},
		{before + "“It is open. It stays open.”", "It stays open", "Anna Lind said"},
		{"Lind, the mayor, announced that it was safe.", "it was safe", "Lind announced"},
		{"The mayor’s aide, Otto Moss, confirmed it.", "confirmed it", "Otto Moss confirmed"},
		{"The Interior Ministry on Friday (local time) denied it.", "", "Interior Ministry denied"},
		{"According to two officials, it was safe.", "it was safe", "two officials reported"},
		{"By one agency’s count 40 left.", "40 left", "one agency reported"},
		{"The mayor declined to say why.", "", "mayor nocomment"},
		{"The ministry has yet to confirm it.", "", "ministry nocomment"},
		{"There was no comment from the port.", "", "port nocomment"},
		{"Forecasts for Gorna speak of snow.", "", "Forecasts expected"},
		{"The port reportedly closed.", "", " reported"},
		{"The port is due to close.", "", " expected"},
		{"Otto Moss will pay the bill, Lind was told.", "", " expected"},
		{"The port closed.", "", " "},
		{"After Lind said no, the port closed.", "the port closed", " "},
		{"Otto Moss was asked, and he refused to comment.", "he refused to comment", "Otto Moss nocomment"},
		{"Orbis Air will cut flights, it announced.", "will cut flights", "Orbis Air announced"},

		// A verb of speech tells of its own clause.
		{"Russia has agreed to halt strikes until 1 May, and Ukraine said it was ready.", "", " "},
		{"Russia has agreed to halt strikes until 1 May, and Ukraine said it was ready.", "Russia has agreed to halt strikes", " "},
		{"Russia has agreed to halt strikes until 1 May, and Ukraine said it was ready.", "Ukraine said it was ready", "Ukraine said"},
		{"Russia has agreed to halt strikes until 1 May, and Ukraine said it was ready.", "it was ready", "Ukraine said"},
		{"The port will close; the mayor of Gorna said it was safe.", "", " expected"},
		{"The port is shut; the mayor of Gorna said it was safe.", "The port is shut", " "},
		{"The port closed, while its owner Otto Lind said it was safe.", "", " "},
		{"The port closed, and its owner, Otto Lind, said it was safe.", "", " "},
		{"The port closed, and Otto Lind, its owner, said it was safe.", "", " "},
		{"Rain flooded Gorna and Lipa, Otto Lind said.", "", "Otto Lind said"},
		{"Rain flooded Gorna and Lipa, Otto Lind, the mayor, said.", "", "Otto Lind said"},
		{"The port closed but the police confirmed it was safe.", "", " "},
		{"Gorna closed the port, and the police may confirm why.", "", " "},
		{"The port closed, as Lind had announced.", "", "Lind announced"},
		{"The port closed, Otto Lind said, and Anna Moss said it was safe.", "", "Otto LindAnna Moss said"},
		{"Otto Lind said it was closed, and Anna Moss denied it.", "", "Otto LindAnna Moss saiddenied"},
		{"The police and the army said it was safe.", "", "army said"},
		{"The port was closed and Gorna was quiet, Lind said.", "", "Lind said"},
	} {
		from := strings.Index(c.text, c.passage)
		start := utf8.RuneCountInString(c.text[:from])
		end := start + utf8.RuneCountInString(c.passage)
		if c.passage == "" {
			end = utf8.RuneCountInString(c.text)
		}
		values, _ := New(Article{Text: c.text}).Of(start, end)
		source, certainty := "", ""
		for _, v := range values {
			switch v.Kind {
			case Source:
				source += v.Value
			case Certainty:
				certainty += v.Value
			}
		}
		if got := source + " " + certainty; got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.passage, c.text, got, c.want)
		}
	}
}

// Every rule of the list reads something.
func TestEveryRule(t *testing.T) {
	seen := map[string]bool{ByReviewer: true}
	for _, s := range readHeldOut(t) {
		values, _ := New(Article{Text: s.text, Published: annotate.Publication(s.published)}).Of(s.from, s.to)
		for _, v := range values {
			seen[v.Rule] = true
		}
	}
	for _, text := range []string{
		"By one agency’s count 40 left.", "There was no comment from the port.", "Forecasts speak of snow.", "An opportunity rather than a duty",
		"They agreed not to fire on Gorna.", "It is for Gorna alone.", "It began two days ago.",
	} {
		values, _ := New(Article{Text: text}).Of(0, utf8.RuneCountInString(text))
		for _, v := range values {
			seen[v.Rule] = true
		}
	}
	values, _ := New(Article{Text: "It began two days ago.", Published: "2026"}).Of(0, 22)
	again, _ := New(Article{Text: "It began two days ago.", Published: "2026-01-29"}).Of(0, 22)
	for _, v := range append(values, again...) {
		seen[v.Rule] = true
	}
	for _, rule := range Rules {
		if !seen[rule] {
			t.Errorf("nothing is read by %q", rule)
		}
	}
}
