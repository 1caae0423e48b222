package find

import "testing"

func TestStatementHas(t *testing.T) {
	const kyiv, usa, cafe = "Putin is to spare Kyiv for a week", "The USA’s envoy met Zelenskyy in Łódź", "A one-week pause, “Café Zürich” says"
	for _, c := range []struct {
		typed, in string
		want      bool
	}{
		{"kiev week", kyiv, true},
		{"WEEK Kyiv", kyiv, true},
		{"wee sp pu", kyiv, true},
		{"kiev kyiv", kyiv, false}, // two words, one of which is not there
		{"kie", kyiv, false},       // the beginning of another spelling is none of it
		{"ki", kyiv, false},
		{"k", kyiv, true},
		{"eek", kyiv, false},
		{"week snow", kyiv, false},
		{"a for week", kyiv, true},
		{"zelensky lodz", usa, true},
		{"usa", usa, true},
		{"us envoy", usa, true},
		{"one week", cafe, true},
		{"week-one", cafe, true},
		{"cafe zurich", cafe, true},
		{"café’", cafe, true},
		{"pause pause", cafe, false},
		{"p pa pau", "pause, part, past", true},
		{"p pa pau", "pause, part", false},
		{"", kyiv, true},
		{"…", kyiv, true},
		{"kiev", "", false},
	} {
		if got := NewStatement(c.in).Has(NewWords(c.typed)); got != c.want {
			t.Errorf("%q in %q: %v", c.typed, c.in, got)
		}
	}
	if !NewWords(" …").Empty() || NewWords("a").Empty() {
		t.Error("a sign is a word, or a letter is none")
	}
}

func TestLike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Likeness
	}{
		{"Putin agreed to a pause", "putin agreed to a pause.", SameFolded},
		{"Putin agreed to spare Kiev", "Putin agreed to spare Kyiv", SameFolded},
		{"The Café is “open”", "the cafe is open", SameFolded},
		{"Six thousand fled", "6,000 fled", SameFolded},
		{"To a pause Putin agreed", "Putin agreed to a pause", SameWords},
		{"Putin agreed", "Putin agreed to a pause", Unlike},
		{"Putin has not agreed", "Putin has agreed", Unlike},
		{"47 were hurt", "74 were hurt", Unlike},
		{"It falls to minus 30", "It falls to 30", Unlike},
		{"", "", Unlike},
		{"…", "!", Unlike},
	} {
		if got := NewStatement(c.a).Like(NewWords(c.b)); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
