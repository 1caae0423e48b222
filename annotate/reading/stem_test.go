package reading

import "testing"

func TestStem(t *testing.T) {
	for _, same := range [][]string{
		{"invest", "invests", "invested", "investing", "investment", "investments"},
		{"say", "says", "said", "saying"},
		{"agree", "agreed", "agreement"},
		{"economy", "economic", "economies"},
		{"construct", "construction", "constructing"},
		{"stop", "stopped", "stopping"},
		{"organise", "organisation"},
		{"confident", "confidence"},
		{"man", "men"},
	} {
		for _, w := range same[1:] {
			if Stem(w) != Stem(same[0]) {
				t.Errorf("%s is %s, %s is %s", same[0], Stem(same[0]), w, Stem(w))
			}
		}
	}
	for _, other := range [][2]string{{"minister", "ministry"}, {"general", "generous"}, {"party", "part"}, {"use", "us"}, {"said", "sad"}} {
		if Stem(other[0]) == Stem(other[1]) {
			t.Errorf("%s and %s are both %s", other[0], other[1], Stem(other[0]))
		}
	}
	// A lemma keeps apart what a stem joins.
	if Lemma("reporters") != Lemma("reporter") || Lemma("reporter") == Lemma("report") || Lemma("invited") != Lemma("invite") {
		t.Errorf("%s, %s, %s, %s, %s", Lemma("reporters"), Lemma("reporter"), Lemma("report"), Lemma("invited"), Lemma("invite"))
	}
}

// Words of like sense are found in all their forms.
func TestSynonyms(t *testing.T) {
	for _, pair := range [][2]string{{"killed", "died"}, {"ceasefire", "truce"}, {"purchase", "bought"}, {"wounded", "injured"}} {
		shared := false
		for _, g := range Synonyms(Lemma(pair[0])) {
			for _, h := range Synonyms(Lemma(pair[1])) {
				shared = shared || g == h
			}
		}
		if !shared {
			t.Errorf("%s and %s have no group in common", pair[0], pair[1])
		}
	}
}
