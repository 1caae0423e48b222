package collate

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"claimtrace/annotate/reading/samples"
)

// drawn writes a table as a line for each column: "kind: cell | cell".
func drawn(tab Table) string {
	var lines []string
	for _, c := range tab.Columns {
		cells := make([]string, len(c.Cells))
		for i, cell := range c.Cells {
			cells[i] = "·"
			if cell != nil {
				cells[i] = cell.Text
			}
		}
		lines = append(lines, string(c.Kind)+": "+strings.Join(cells, " | "))
	}
	return strings.Join(lines, "\n")
}

func TestCollate(t *testing.T) {
	for _, c := range []struct{ witnesses, want []string }{
		{nil, nil},
		{[]string{""}, nil},
		{[]string{"It rained.", ""}, []string{"wording: It rained. | ·"}},
		{[]string{"It rained."}, []string{": It rained."}},
		{[]string{"It rained.", "It rained.", "It rained."}, []string{": It rained. | It rained. | It rained."}},
		{[]string{"alpha", "بيت"}, []string{"wording: alpha | بيت"}},
		// Numbers, dates and names stand in one column each.
		{
			[]string{
				"The storm killed 47 people in Bergen on Friday.",
				"The storm killed at least 74 people in Narvik on Sunday.",
				"Officials said the storm had killed dozens of people in Bergen.",
			},
			[]string{
				"attribution: · | · | Officials said",
				"spelling: The | The | the",
				": storm | storm | storm",
				"wording: · | · | had",
				": killed | killed | killed",
				"number: · | at least | ·",
				"number: 47 | 74 | dozens",
				"wording: · | · | of",
				": people in | people in | people in",
				"name: Bergen | Narvik | Bergen",
				"date: on Friday | on Sunday | ·",
				": . | . | .",
			},
		},
		{
			[]string{"Shells killed 47 people.", "At least 74 people died."},
			[]string{
				"number: · | At least",
				"wording: Shells killed | ·",
				"number: 47 | 74",
				": people | people",
				"wording: · | died",
				": . | .",
			},
		},
		// Variants of one name share a column, and commas do not pull words apart.
		{
			[]string{"Kyiv, the old capital, is calm.", "Kiev is calm, he said.", "Kyiv is not calm."},
			[]string{
				"spelling: Kyiv | Kiev | Kyiv",
				"wording: , the old capital, | · | ·",
				": is | is | is",
				"negation: · | · | not",
				": calm | calm | calm",
				"attribution: · | , he said | ·",
				": . | . | .",
			},
		},
		// A replaced passage stands beside its counterpart.
		{
			[]string{"The rebels agreed to hold fire.", "The rebels agreed to halt attacks.", "The rebels may have agreed to halt attacks."},
			[]string{
				": The rebels | The rebels | The rebels",
				"hedge: · | · | may have",
				": agreed to | agreed to | agreed to",
				"wording: hold fire | halt attacks | halt attacks",
				": . | . | .",
			},
		},
	} {
		got, want := drawn(Collate(c.witnesses)), strings.Join(c.want, "\n")
		if got != want {
			t.Errorf("%q\ngot\n%s\nwant\n%s", c.witnesses, got, want)
		}
	}
}

func TestMoves(t *testing.T) {
	for _, c := range []struct{ witnesses, want []string }{
		{[]string{"The mayor left. The judge stayed.", "The mayor left. The judge stayed."}, nil},
		{[]string{"The river rose.", "Nobody slept."}, nil},
		{
			[]string{"The council passed the budget and the mayor signed it.", "The mayor signed it, and the council passed the budget."},
			[]string{"0 the mayor signed it > 1 The mayor signed it"},
		},
		// One word of content has moved if each has it once.
		{[]string{"Slowly the boat turned.", "The boat turned slowly."}, []string{"0 Slowly > 1 slowly"}},
		{[]string{"Slowly, slowly the boat turned.", "The boat turned slowly."}, nil},
		// Identical witnesses have the moves of each other.
		{
			[]string{"The old mill burned down, and two dogs ran off.", "Two dogs ran off, and the old mill burned down.", "The old mill burned down, and two dogs ran off."},
			[]string{"0 two dogs ran off > 1 Two dogs ran off", "1 Two dogs ran off > 2 two dogs ran off"},
		},
	} {
		var got []string
		for _, m := range Collate(c.witnesses).Moves {
			from, to := []rune(c.witnesses[m.Witness]), []rune(c.witnesses[m.To])
			got = append(got, fmt.Sprintf("%d %s > %d %s", m.Witness, string(from[m.Start:m.End]), m.To, string(to[m.ToStart:m.ToEnd])))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q\ngot  %q\nwant %q", c.witnesses, got, c.want)
		}
	}
}

// Of two sentences that change places the shorter is told as moved, in every pair of witnesses.
func TestMovesAreFound(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	for range 500 {
		var parts []string
		for i := range 3 {
			var words []string
			for k := range 4 + rng.IntN(5) {
				words = append(words, "w"+inLetters(1000*i+100*k+rng.IntN(90)+700))
			}
			parts = append(parts, strings.Join(words, " "))
		}
		witnesses := []string{
			parts[0] + ". " + parts[1] + ". " + parts[2] + ".",
			parts[0] + ". " + parts[2] + ". " + parts[1] + ".",
			parts[2] + ". " + parts[0] + ". " + parts[1] + ".",
		}
		pairs := map[[2]int]bool{}
		for _, m := range Collate(witnesses).Moves {
			from, to := []rune(witnesses[m.Witness])[m.Start:m.End], []rune(witnesses[m.To])[m.ToStart:m.ToEnd]
			if !strings.EqualFold(strings.ReplaceAll(string(from), ".", ""), strings.ReplaceAll(string(to), ".", "")) {
				t.Fatalf("%q is told to be %q", string(from), string(to))
			}
			pairs[[2]int{m.Witness, m.To}] = true
		}
		if len(pairs) != 3 {
			t.Fatalf("%q: moves between %v only", witnesses, pairs)
		}
	}
}

// report makes a sentence that several witnesses could tell in their own way.
func report(rng *rand.Rand) string {
	pick := func(list string) string {
		options := strings.Split(list, "|")
		return options[rng.IntN(len(options))]
	}
	clauses := []string{
		pick("The storm|A storm|Heavy rain") + pick(" killed| reportedly killed| did not kill| may have killed"),
		pick("47|74|at least 47|dozens of|forty-seven") + " " + pick("people|villagers|farmers"),
		pick("in|near") + " " + pick("Kyiv|Kiev|Bergen|Narvik"),
		pick("on Friday|on Saturday|on February 1|yesterday|"),
	}
	source := pick("|, the mayor said|, officials said|, according to Anna Lind")
	if rng.IntN(3) == 0 {
		clauses[0], clauses[2] = pick("In|Near")+" "+pick("Kyiv|Bergen"), clauses[0]
	}
	return strings.Join(strings.Fields(strings.Join(clauses, " ")), " ") + source + "."
}

// checkTable checks that every witness stands in its row whole and in order,
// and that no column is empty.
func checkTable(t *testing.T, witnesses []string, tab Table) {
	t.Helper()
	for w, text := range witnesses {
		points, at := []rune(text), 0
		for _, c := range tab.Columns {
			cell := c.Cells[w]
			if cell == nil {
				continue
			}
			if cell.Start < at || cell.End <= cell.Start || cell.End > len(points) || string([]rune(cell.Text)) != spaced(string(points[cell.Start:cell.End])) {
				t.Fatalf("%q: cell %+v of witness %d after %d", witnesses, *cell, w, at)
			}
			checkUnseen(t, text, points[at:cell.Start])
			at = cell.End
		}
		checkUnseen(t, text, points[at:])
	}
	for i, c := range tab.Columns {
		if len(c.Cells) != len(witnesses) || !slices.ContainsFunc(c.Cells, func(c *Cell) bool { return c != nil }) {
			t.Fatalf("%q: column %d: %v", witnesses, i, c.Cells)
		}
		same := !slices.ContainsFunc(c.Cells, func(other *Cell) bool { return other == nil || c.Cells[0] == nil || other.Text != c.Cells[0].Text })
		if same != (c.Kind == "") {
			t.Fatalf("%q: column %d of kind %q: %s", witnesses, i, c.Kind, drawn(tab))
		}
	}
	for _, m := range tab.Moves {
		if m.Witness >= m.To || m.Start >= m.End || m.ToStart >= m.ToEnd {
			t.Fatalf("%q: move %+v", witnesses, m)
		}
	}
}

// permuted gives the table that should come out when witness i becomes witness place[i].
func permuted(tab Table, place []int) Table {
	out := Table{Columns: []Column{}, Moves: []Move{}}
	for _, c := range tab.Columns {
		cells := make([]*Cell, len(c.Cells))
		for i, cell := range c.Cells {
			cells[place[i]] = cell
		}
		out.Columns = append(out.Columns, Column{c.Kind, cells})
	}
	for _, m := range tab.Moves {
		a, b := place[m.Witness], place[m.To]
		if a > b {
			out.Moves = append(out.Moves, Move{b, m.ToStart, m.ToEnd, a, m.Start, m.End})
		} else {
			out.Moves = append(out.Moves, Move{a, m.Start, m.End, b, m.ToStart, m.ToEnd})
		}
	}
	return out
}

// checkOrder checks that the order of the witnesses changes nothing but the order of the cells.
func checkOrder(t *testing.T, rng *rand.Rand, witnesses []string) {
	t.Helper()
	tab := Collate(witnesses)
	checkTable(t, witnesses, tab)
	place := rng.Perm(len(witnesses))
	shuffled := make([]string, len(witnesses))
	for i, p := range place {
		shuffled[p] = witnesses[i]
	}
	want, got := permuted(tab, place), Collate(shuffled)
	if !reflect.DeepEqual(got.Columns, want.Columns) {
		t.Fatalf("%q\ngot\n%s\nwant\n%s", shuffled, drawn(got), drawn(want))
	}
	compare := func(x, y Move) int { return slices.Compare(movePlaces(x), movePlaces(y)) }
	slices.SortFunc(want.Moves, compare)
	slices.SortFunc(got.Moves, compare)
	if !slices.Equal(got.Moves, want.Moves) {
		t.Fatalf("%q\ngot  %v\nwant %v", shuffled, got.Moves, want.Moves)
	}
}

func movePlaces(m Move) []int {
	return []int{m.Witness, m.To, m.Start, m.End, m.ToStart, m.ToEnd}
}

// The table is the same for any order of the witnesses, over 2,000 groups.
func TestCollateIgnoresOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for i := range 2000 {
		group := make([]string, 2+rng.IntN(6))
		for k := range group {
			group[k] = report(rng)
			if i%4 == 0 {
				group[k] = samples.Soup(rng)
			}
		}
		checkOrder(t, rng, group)
	}
}

// White space alone makes no column differ: runs of it are folded, and where
// only some have it, between two columns, these are not joined.
func TestCollateWhiteSpace(t *testing.T) {
	witnesses := []string{"The old  bridge is\nshut \u2014 for one\tweek.", "The old bridge is shut\u2014for one week. ", "\nThe\u00a0old bridge is shut \u2014 for one week."}
	tab := Collate(witnesses)
	checkTable(t, witnesses, tab)
	for _, c := range tab.Columns {
		if c.Kind != "" {
			t.Errorf("%s\n%+v", drawn(tab), c)
		}
	}
	if len(tab.Columns) < 2 || tab.Columns[0].Cells[0].Text != "The old bridge is shut" {
		t.Errorf("%s", drawn(tab))
	}
}

// A text too long for a full table keeps its place beside its variant.
func TestCollateOfLongTexts(t *testing.T) {
	var a, b strings.Builder
	for i := range 3000 {
		w := inLetters(i)
		fmt.Fprintf(&a, "The boat %sx sank. ", w)
		if i%10 == 0 {
			w = "other" + w
		}
		fmt.Fprintf(&b, "The boat %sx sank. ", w)
	}
	witnesses := []string{a.String(), b.String(), "The boat bxx sank."}
	tab := Collate(witnesses)
	checkTable(t, witnesses, tab)
	changed := 0
	for _, c := range tab.Columns {
		if c.Cells[0] != nil && c.Cells[1] != nil && c.Cells[0].Text != c.Cells[1].Text {
			changed++
		}
	}
	if changed != 300 {
		t.Errorf("%d places differ, want 300", changed)
	}
}

func FuzzCollate(f *testing.F) {
	f.Add("The storm killed 47.", "The storm killed 74.", "A storm, “he said”, killed none.")
	f.Add("", "a\xff", "b \u0301")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		checkOrder(t, rand.New(rand.NewPCG(uint64(len(a)), uint64(len(b)))), []string{a, b, c})
	})
}

func checkUnseen(t *testing.T, text string, gap []rune) {
	t.Helper()
	for _, r := range gap {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			t.Fatalf("%q: %q belongs to no token", text, r)
		}
	}
}

// Amounts stand under amounts of their sort, whatever stands around them.
func TestLikeStandsBesideLike(t *testing.T) {
	for _, c := range []struct {
		witnesses []string
		want      []string
	}{
		{
			[]string{
				"nights have dipped below minus 12 degrees Celsius",
				"nights are to fall to minus 31 degrees in the coming days",
				"nights are forecast to drop to −22C (−8F) in the coming weeks",
				"nights may turn far colder, perhaps reaching minus 26 in the coming days",
			},
			[]string{"minus 12 degrees Celsius", "minus 31 degrees", "−22C", "minus 26"},
		},
		{
			[]string{"The ferry lost 5 percent of its fuel.", "The ferry lost fuel for 9 days, 7 percent of it."},
			[]string{"5 percent", "7 percent"},
		},
	} {
		tab := Collate(c.witnesses)
		if !slices.ContainsFunc(tab.Columns, func(col Column) bool {
			for i, cell := range col.Cells {
				if cell == nil || cell.Text != c.want[i] {
					return false
				}
			}
			return true
		}) {
			t.Errorf("%q are no column of\n%s", c.want, drawn(tab))
		}
	}
}

// Names and dates that change places are told as what they are, also where one of them is aligned with itself.
func TestExchangedInATable(t *testing.T) {
	for _, c := range []struct {
		witnesses []string
		want      Kind
	}{
		{[]string{"A plane from Anna Lind to Berg crashed.", "A plane from Berg to Anna Lind crashed."}, KindName},
		{[]string{"A plane from Anna Lind to Berg crashed.", "A plane from Berg to Anna Lind crashed.", "According to officials, a plane from Berg to Anna Lind crashed."}, KindName},
		{[]string{"The Royal Bergen Company sued the Old Narvik Board.", "The Old Narvik Board sued the Royal Bergen Company."}, KindName},
		{[]string{"He was shot on 3 May and died on 9 May, doctors said.", "He was shot on 9 May and died on 3 May, doctors said."}, KindDate},
		{[]string{"On Monday the king met Anna Lind.", "The king met Anna Lind on Monday."}, KindWording},
	} {
		told := map[Kind]bool{}
		for _, column := range Collate(c.witnesses).Columns {
			told[column.Kind] = true
		}
		if !told[c.want] || c.want == KindWording && (told[KindName] || told[KindDate]) {
			t.Errorf("%q: %v, want %s", c.witnesses, told, c.want)
		}
	}
	if got, want := marked("The Royal Bergen Company sued the Old Narvik Board over land.", "The Old Narvik Board sued the Royal Bergen Company over land."),
		"The [Royal Bergen Company sued the > name]Old Narvik Board [>sued the Royal Bergen Company  name]over land."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
