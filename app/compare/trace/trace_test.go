package trace

import (
	"fmt"
	"strings"
	"testing"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
)

// written writes the steps of a trace so that they can be read: what each
// witness is compared with, and its changes by kind.
func written(t *Trace) string {
	var lines []string
	for i, s := range t.Steps {
		line := fmt.Sprint(s.Base)
		if s.Alone != "" {
			line += " " + s.Alone
		}
		if s.Apart {
			line += " apart"
		}
		for _, e := range s.Edits {
			if old, now := t.Words(i, e); e.Op != collate.Equal && !s.Apart {
				line += fmt.Sprintf(" %s→%s(%s)", old, now, e.Kind)
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

const (
	closes  = "The city may close the old bridge in Kyiv after 47 cracks were found"
	spelled = "The city may close the old bridge in Kiev after 47 cracks were found"
	counts  = "The city may close the old bridge in Kyiv after 74 cracks were found"
	geese   = "Geese crossed a frozen lake that nobody had ever seen before"
)

func TestSteps(t *testing.T) {
	tests := []struct {
		name    string
		options Options
		texts   []string
		want    string
	}{
		{"none", Options{}, nil, ""},
		{"one", Options{}, []string{closes}, "-1"},
		{"against the first", Options{}, []string{closes, spelled, counts}, "-1\n0 Kyiv→Kiev(spelling)\n0 47→74(number)"},
		{"against another", Options{Base: 1}, []string{closes, spelled, counts}, "1 Kiev→Kyiv(spelling)\n-1\n1 Kiev→Kyiv(spelling) 47→74(number)"},
		{"against the one before", Options{Before: true}, []string{closes, spelled, counts},
			"-1 nothing was published before it\n0 Kyiv→Kiev(spelling)\n1 Kiev→Kyiv(spelling) 47→74(number)"},
		{"in words of its own", Options{}, []string{closes, geese}, "-1\n0 apart"},
		{"figures against figures are never apart", Options{}, []string{"Thirty people died when the roof fell in", "Forty geese crossed a frozen lake"},
			"-1\n0 Thirty→Forty(number) people died when the roof fell in→geese crossed a frozen lake(wording)"},
		{"moved", Options{}, []string{closes, "After 47 cracks were found the city may close the old bridge in Kyiv"},
			"-1\n0 →After 47 cracks were found(moved) The→the(spelling) after 47 cracks were found→(moved)"},
		{"a date moved", Options{}, []string{"On Friday evening the city closed the bridge", "The city closed the bridge on Friday evening"},
			"-1\n0 On Friday evening→(moved) the→The(spelling) →on Friday evening(moved)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, ws := quotes(tt.texts...)
			if got := written(New(c, ws, tt.options)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Of the article before, the passage that is most like a witness counts; one
// of unknown time has none before it.
func TestBeforeIsTheArticleBefore(t *testing.T) {
	c, ws := claim("", report{"A", 0, open, closes}, report{"A", 0, open, geese}, report{"B", 1, open, counts}, report{"B", 1, open, spelled},
		report{"C", unknown, open, closes})
	want := "-1 nothing was published before it\n-1 nothing was published before it\n0 47→74(number)\n0 Kyiv→Kiev(spelling)\n" +
		"-1 its time is unknown, so nobody knows what came before it"
	if got := written(New(c, ws, Options{Before: true})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Nobody knows whether what may be of the same time came before.
func TestBeforeOfUnknownOrder(t *testing.T) {
	c, ws := quotes(closes, spelled, counts, geese)
	c, ws = published(c, ws, "2026-01-29T21:00Z", "2026-01-29", "2026-02-01", "2026-02-01")
	want := "-1 nothing is known to have been published before it\n-1 nothing is known to have been published before it\n1 Kiev→Kyiv(spelling) 47→74(number)\n1 apart"
	if got := written(New(c, ws, Options{Before: true})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProjectsOwnVariants(t *testing.T) {
	c, ws := quotes("The talks in Bürgenstock ended", "The talks in the Swiss resort ended")
	o := Options{Options: collate.Options{Variants: reading.NewVariants([][]string{{"Bürgenstock", "the Swiss resort"}})}}
	if got := New(c, ws, o).Counts(); len(got) != 1 || got[collate.KindSpelling] != 1 {
		t.Errorf("counts %v", got)
	}
}

func TestCountsLeaveOutWordsOfTheirOwn(t *testing.T) {
	c, ws := quotes(closes, spelled, counts, geese, closes+"  ")
	got := New(c, ws, Options{}).Counts()
	if len(got) != 2 || got[collate.KindSpelling] != 1 || got[collate.KindNumber] != 1 {
		t.Errorf("counts %v", got)
	}
}

func TestTable(t *testing.T) {
	c, ws := quotes(closes, counts, geese, "After 47 cracks were found the city may close the old bridge in Kyiv")
	tr := New(c, ws, Options{})
	table := tr.Table()
	if table.Rows[2] != nil {
		t.Error("words of their own stand in columns")
	}
	for i, row := range table.Rows {
		if row == nil {
			continue
		}
		var words []string
		for k, cell := range row {
			if cell.Text != "" {
				words = append(words, cell.Text)
				if got := OneLine(string([]rune(ws[i].Quote)[cell.Start:cell.End])); got != cell.Text {
					t.Errorf("cell %d of %d holds %q, its span %q", k, i, cell.Text, got)
				}
			}
			if i == 0 && cell.Kind != "" {
				t.Errorf("the baseline differs in column %d", k)
			}
		}
		if got := strings.Join(words, " "); got != ws[i].Quote {
			t.Errorf("row %d holds %q", i, got)
		}
	}
	numbers := 0
	for k, kind := range table.Kinds {
		if kind == collate.KindNumber {
			numbers++
			if table.Rows[0][k].Text == "" || table.Rows[1][k].Text == "" || table.Rows[1][k].Kind != collate.KindNumber {
				t.Errorf("column %d: %+v against %+v", k, table.Rows[1][k], table.Rows[0][k])
			}
		}
	}
	if numbers != 1 {
		t.Errorf("%d columns of numbers in %v", numbers, table.Kinds)
	}
	if len(table.Links) != 1 || table.Links[0].Row != 3 || table.Links[0].To != 0 || !strings.HasPrefix(table.Rows[0][table.Links[0].From].Text, "after 47") {
		t.Errorf("links %+v", table.Links)
	}
}

// Where nobody has anything in common, all stand in columns of their own.
func TestTableWithoutACommonWord(t *testing.T) {
	c, ws := quotes("Alpha beta gamma delta", "Uno due tre quattro", "ראש העיר סגר את הגשר")
	table := New(c, ws, Options{}).Table()
	for i, row := range table.Rows {
		if len(row) != len(table.Kinds) {
			t.Fatalf("row %d has %d cells of %d", i, len(row), len(table.Kinds))
		}
	}
}

func TestTableOfFewWitnesses(t *testing.T) {
	for n := range 3 {
		c, ws := quotes([]string{"", closes, closes}[3-n:]...)
		table := New(c, ws, Options{}).Table()
		if len(table.Rows) != n {
			t.Errorf("%d witnesses: %d rows", n, len(table.Rows))
		}
		for _, kind := range table.Kinds {
			if kind != "" {
				t.Errorf("%d witnesses: a column of %s", n, kind)
			}
		}
	}
}

func TestKindsAreInOrder(t *testing.T) {
	seen := map[collate.Kind]bool{}
	for i, k := range Kinds {
		if seen[k] || Rank(k) != i || Means(k) == "" {
			t.Errorf("%s: rank %d, means %q", k, Rank(k), Means(k))
		}
		seen[k] = true
		if i > 0 && VoiceOf(k) < VoiceOf(Kinds[i-1]) {
			t.Errorf("%s is louder than %s before it", k, Kinds[i-1])
		}
	}
	if Rank("") != len(Kinds) || Means("") != "" || Labelled("") || Labelled(collate.KindSpelling) || !Labelled(collate.KindNumber) {
		t.Error("kinds that are none, or not told, count")
	}
	if got := (Counts{collate.KindWording: 2, collate.KindNumber: 2}).Most(); got != collate.KindNumber {
		t.Errorf("of two as frequent %s is the most", got)
	}
}

// A date, a name or a number that alone stands elsewhere says something else
// there, and is told as what it is.
func TestWhatChangesPlacesHasNotMoved(t *testing.T) {
	for _, p := range []struct {
		base, text string
		kind       collate.Kind
	}{
		{"The army agreed on Thursday and refused on Friday.", "The army agreed on Friday and refused on Thursday.", collate.KindDate},
		{"Russia attacked Ukraine.", "Ukraine attacked Russia.", collate.KindName},
		{"The flood killed 47 and hurt many.", "The flood killed many and hurt 47.", collate.KindNumber},
	} {
		c, ws := quotes(p.base, p.text)
		if got := New(c, ws, Options{}).Counts(); got[p.kind] == 0 || got[KindMoved] != 0 {
			t.Errorf("%s: counts %v", p.text, got)
		}
	}
}

// A column is headed by what differs in it: names beside names are no negation because the verb behind them is one.
func TestAColumnBearsItsOwnKind(t *testing.T) {
	c, ws := quotes("The Kremlin said Vladimir Putin refused the request.", "The Kremlin said Donald Trump made the request.")
	table := New(c, ws, Options{}).Table()
	got := map[string]collate.Kind{}
	for k, kind := range table.Kinds {
		got[table.Rows[0][k].Text+"|"+table.Rows[1][k].Text] = kind
	}
	for cells, want := range map[string]collate.Kind{"Vladimir Putin|Donald Trump": collate.KindName, "refused|made": collate.KindNegation} {
		if got[cells] != want {
			t.Errorf("%s is headed %q, want %q: %v", cells, got[cells], want, got)
		}
	}
}

// The same words published at other times are another day, and are told as one.
func TestAnotherDayInTheSameWords(t *testing.T) {
	c, ws := published(quotes("The dam broke yesterday.", "The dam broke yesterday.", "The dam broke on 29 January."))
	ws[0].In.Published, ws[1].In.Published, ws[2].In.Published = "2026-01-30", "2026-02-03", "2026-02-04"
	tr := New(c, ws, Options{})
	if n := tr.Changes(1); len(n) != 1 {
		t.Errorf("%d changes, want one: %+v", len(n), tr.Steps[1].Edits)
	}
	for _, e := range tr.Steps[2].Edits {
		if e.Kind == collate.KindDate {
			t.Errorf("29 January is told as another day: %+v", tr.Steps[2].Edits)
		}
	}
	kinds := map[collate.Kind]int{}
	for _, kind := range tr.Table().Kinds {
		kinds[kind]++
	}
	if kinds[collate.KindDate] != 1 {
		t.Errorf("columns are headed %v", kinds)
	}
}
