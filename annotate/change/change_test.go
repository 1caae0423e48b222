package change_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/change"
)

// every is a change in which every part of one and every type of value occurs.
func every(t *testing.T) *change.Change {
	t.Helper()
	id := func(name string) change.ID { return change.NamedID(name) }
	sorted := func(ids ...change.ID) []change.ID { slices.Sort(ids); return ids }
	c := &change.Change{
		Version: change.Version, Person: id("person"), Copy: id("copy"), Number: 7, First: 6, Clock: 1_700_000_000_000,
		Did:    change.Did{Code: "passage.move", Args: change.Fields(field("n", change.OfInt(-3)), field("of", change.OfRef("article", id("article"))))},
		Entity: change.Ref{Kind: "annotation", ID: id("annotation")},
		Sets: change.Fields(
			field("life", change.OfBool(true)), field("note", change.OfText("once bitten")), field("tie", change.OfText("")), field("n", change.OfInt(1<<62)),
			field("place", change.OfRecord(field("article", change.OfRef("article", id("article"))), field("start", change.OfInt(4)), field("quote", change.OfText("Zwölf Boxkämpfer")))),
			field("evidence", change.OfList(change.Ref{Kind: "annotation", ID: id("b")}, change.Ref{Kind: "annotation", ID: id("a")})),
		),
		Over:  sorted(id("head"), id("other head")),
		Saw:   change.Saw{Copies: []change.SawCopy{{Copy: id("another copy"), UpTo: 12}}, Beyond: sorted(id("beyond"))},
		Takes: []change.Taking{{Change: id("taken"), Registers: []string{"note", "place"}}},
		More:  change.Fields(field("later", change.OfText("more"))),
	}
	if err := c.Seal([16]byte{1, 2, 3}); err != nil {
		t.Fatal(err)
	}
	return c
}

// Ids are hashes, and stand in files: they never change.
func TestIDsAreForEver(t *testing.T) {
	if got, want := every(t).ID, change.ID("cf0d4f7b-44b4-8c21-a8b6-881a49548391"); got != want {
		t.Errorf("the id of a change is %s, and was %s", got, want)
	}
	c := &change.Change{
		Version: 1, Person: change.NamedID("p"), Copy: change.NamedID("c"), Number: 1, First: 1, Did: change.Did{Code: "claim.add"},
		Entity: change.Ref{Kind: "claim"}, Own: true, Sets: change.Fields(field("life", change.OfBool(true)), field("statement", change.OfText("It rained."))),
	}
	if err := c.Seal([16]byte{}); err != nil {
		t.Fatal(err)
	}
	if want := change.ID("cdb508de-628c-85ff-ba77-3ee4e7046050"); c.ID != want || c.Entity.ID != want {
		t.Errorf("the id of a making is %s, that of what it made %s, and both were %s", c.ID, c.Entity.ID, want)
	}
	if got, want := change.ActionID(c.Copy, 1), change.ID("169e1045-8edb-8b00-8e69-50f34590607d"); got != want || c.Action() != want {
		t.Errorf("the action is named %s, and was named %s", got, want)
	}
}

// Every part of a change is under its hash: who alters one is found out.
func TestEveryPartIsUnderTheHash(t *testing.T) {
	other := change.NamedID("someone else")
	for name, alter := range map[string]func(*change.Change){
		"person":   func(c *change.Change) { c.Person = other },
		"copy":     func(c *change.Change) { c.Copy = other },
		"number":   func(c *change.Change) { c.Number++ },
		"first":    func(c *change.Change) { c.First-- },
		"clock":    func(c *change.Change) { c.Clock++ },
		"code":     func(c *change.Change) { c.Did.Code = "passage.moved" },
		"argument": func(c *change.Change) { c.Did.Args[0].Int++ },
		"kind":     func(c *change.Change) { c.Entity.Kind = "comment" },
		"entity":   func(c *change.Change) { c.Entity.ID = other },
		"bool":     func(c *change.Change) { c.Sets[1].Int = 0 },
		"int":      func(c *change.Change) { c.Sets[2].Int-- },
		"none":     func(c *change.Change) { c.Sets[5].Value = change.OfInt(0) },
		"text":     func(c *change.Change) { c.Sets[3].Text += "!" },
		"list":     func(c *change.Change) { c.Sets[0].List = c.Sets[0].List[:1] },
		"name":     func(c *change.Change) { c.Sets[3].Name = "notes" },
		"record":   func(c *change.Change) { c.Sets[4].Fields[2].Int++ },
		"quote":    func(c *change.Change) { c.Sets[4].Fields[1].Text += "!" },
		"type":     func(c *change.Change) { c.Sets[2].Value = change.OfText(fmt.Sprint(1 << 62)) },
		"over":     func(c *change.Change) { c.Over = c.Over[:1] },
		"copies":   func(c *change.Change) { c.Saw.Copies[0].UpTo++ },
		"beyond":   func(c *change.Change) { c.Saw.Beyond = nil },
		"takes":    func(c *change.Change) { c.Takes[0].Registers = c.Takes[0].Registers[:1] },
		"more":     func(c *change.Change) { c.More[0].Text += "!" },
		"seed":     func(c *change.Change) { c.Seed = &[16]byte{9} },
	} {
		c := every(t)
		if err := c.Check(); err != nil {
			t.Fatal(err)
		}
		if alter(c); !errors.Is(c.Check(), change.ErrForm) {
			t.Errorf("%s can be altered: %v", name, c.Check())
		}
	}
}

func TestForm(t *testing.T) {
	long := strings.Repeat("a", 41)
	ids := func(n int) (list []change.ID) {
		for i := range n {
			list = append(list, change.NamedID(fmt.Sprint(i)))
		}
		slices.Sort(list)
		return list
	}
	set := func(v change.Value) func(*change.Change) {
		return func(c *change.Change) { c.Sets = []change.Field{field("x", v)} }
	}
	refTo := func(kind change.Kind, id change.ID) change.Value {
		return change.Value{Type: change.Reference, Ref: change.Ref{Kind: kind, ID: id}}
	}
	a, b := change.Ref{Kind: "a", ID: ids(1)[0]}, change.Ref{Kind: "b", ID: ids(1)[0]}
	for name, spoil := range map[string]func(*change.Change){
		"a later version":           func(c *change.Change) { c.Version++ },
		"no person":                 func(c *change.Change) { c.Person = "" },
		"a person in capitals":      func(c *change.Change) { c.Person = change.ID(strings.ToUpper(string(c.Person))) },
		"no copy":                   func(c *change.Change) { c.Copy = "c" },
		"number 0":                  func(c *change.Change) { c.Number, c.First = 0, 0 },
		"an action begun later":     func(c *change.Change) { c.First = c.Number + 1 },
		"an action from 0":          func(c *change.Change) { c.First = 0 },
		"a clock before all":        func(c *change.Change) { c.Clock = -1 },
		"a clock after all":         func(c *change.Change) { c.Clock = change.LastClock + 1 },
		"no code":                   func(c *change.Change) { c.Did.Code = "" },
		"words for a code":          func(c *change.Change) { c.Did.Code = "moved a passage" },
		"a code that ends in a dot": func(c *change.Change) { c.Did.Code = "passage." },
		"words for an argument":     func(c *change.Change) { c.Did.Args[0].Value = change.OfText("three") },
		"no kind":                   func(c *change.Change) { c.Entity.Kind = "" },
		"no entity":                 func(c *change.Change) { c.Entity.ID = "" },
		"nothing done":              func(c *change.Change) { c.Sets, c.Takes = nil, nil },
		"life that is a number":     func(c *change.Change) { c.Sets = []change.Field{field("life", change.OfInt(1))} },
		"an edit that names itself": func(c *change.Change) { c.Own, c.Sets = true, []change.Field{field("x", change.OfInt(1))} },
		"registers out of order":    func(c *change.Change) { slices.Reverse(c.Sets) },
		"a register twice":          func(c *change.Change) { c.Sets = append(c.Sets[:1:1], c.Sets[0]) },
		"a register in capitals":    func(c *change.Change) { c.Sets = []change.Field{field("X", change.OfInt(1))} },
		"a long name":               func(c *change.Change) { c.Sets = []change.Field{field(long, change.OfInt(1))} },
		"over out of order":         func(c *change.Change) { slices.Reverse(c.Over) },
		"over twice the same":       func(c *change.Change) { c.Over = append(c.Over[:1:1], c.Over[0]) },
		"too many over":             func(c *change.Change) { c.Over = ids(change.MaxIDs + 1) },
		"too many seen":             func(c *change.Change) { c.Saw.Beyond = ids(change.MaxIDs) },
		"a copy seen up to 0":       func(c *change.Change) { c.Saw.Copies[0].UpTo = 0 },
		"a copy seen twice":         func(c *change.Change) { c.Saw.Copies = append(c.Saw.Copies, c.Saw.Copies...) },
		"no register taken back":    func(c *change.Change) { c.Takes[0].Registers = nil },
		"one taken back twice":      func(c *change.Change) { c.Takes = append(c.Takes, c.Takes...) },
		"registers taken disorder":  func(c *change.Change) { slices.Reverse(c.Takes[0].Registers) },
		"no type":                   set(change.Value{}),
		"an unknown type":           set(change.Value{Type: 'z'}),
		"true twice over":           set(change.Value{Type: change.Bool, Int: 2}),
		"text that is no UTF-8":     set(change.Value{Type: change.Text, Text: "\xff"}),
		"text with a NUL":           set(change.Value{Type: change.Text, Text: "a\x00b"}),
		"a reference to no kind":    set(refTo("", ids(1)[0])),
		"a reference to no id":      set(refTo("claim", "7")),
		"an empty list":             set(change.Value{Type: change.List}),
		"a list out of order":       set(change.Value{Type: change.List, List: []change.Ref{b, a}}),
		"a list with one twice":     set(change.Value{Type: change.List, List: []change.Ref{a, a}}),
		"an empty record":           set(change.Value{Type: change.Record}),
		"a record in a record":      set(change.Value{Type: change.Record, Fields: []change.Field{field("y", change.OfRecord(field("z", change.OfInt(1))))}}),
		"too much text":             set(change.OfText(strings.Repeat("x", change.MaxSize))),
		"more out of order": func(c *change.Change) {
			c.More = []change.Field{field("b", change.OfInt(1)), field("a", change.OfInt(1))}
		},
	} {
		c := every(t)
		spoil(c)
		if err := c.Seal([16]byte{1}); !errors.Is(err, change.ErrForm) {
			t.Errorf("%s: sealed with %v", name, err)
		}
		if err := c.Check(); !errors.Is(err, change.ErrForm) {
			t.Errorf("%s: taken in with %v", name, err)
		}
	}
}

func TestWithholding(t *testing.T) {
	whole := every(t)
	note := whole.Withhold(func(path string) bool { return path == "sets/note" })
	quote := whole.Withhold(func(path string) bool { return path == "sets/place/quote" })
	none := whole.Withhold(func(string) bool { return true })
	for name, c := range map[string]*change.Change{"note": note, "quote": quote, "all": none} {
		if err := c.Check(); err != nil || c.ID != whole.ID {
			t.Errorf("without %s it is %s, not %s: %v", name, c.ID, whole.ID, err)
		}
		if c.Seed != nil || c.Whole() {
			t.Errorf("without %s it still has the seed, or all texts", name)
		}
	}
	if v, _ := note.Set("note"); v.Text != "" || !v.HasWithheld() {
		t.Errorf("a withheld note says %q", v.Text)
	}
	if v, _ := note.Set("place"); v.Field("quote").Text != "Zwölf Boxkämpfer" || v.Field("start").Int != 4 {
		t.Errorf("more is withheld than was to be: %v", v)
	}
	if got, want := note.SaltsByPath(), []string{"more/later", "sets/place/quote"}; !slices.Equal(got, want) {
		t.Errorf("without its note it has the salts of %v, and should have those of %v", got, want)
	}
	if v, _ := whole.Set("note"); v.Text != "once bitten" || whole.Seed == nil {
		t.Error("withholding altered the change itself")
	}
	if note.Withhold(func(string) bool { return false }) != note {
		t.Error("withholding nothing made another change")
	}

	// Two half-withheld ones complete each other, whichever comes first.
	for _, c := range []*change.Change{change.Complete(note, quote), change.Complete(quote, note)} {
		n, _ := c.Set("note")
		p, _ := c.Set("place")
		if err := c.Check(); err != nil || !c.Whole() || n.Text != "once bitten" || p.Field("quote").Text != "Zwölf Boxkämpfer" {
			t.Errorf("completed, it says %q and %q: %v", n.Text, p.Field("quote").Text, err)
		}
	}
	if change.Complete(none, whole) != whole || change.Complete(whole, none) != whole || change.Complete(note, none) != note {
		t.Error("what adds nothing made another change")
	}

	// A text that was slipped in is found out; so is one whose salt is missing.
	forged := note.Withhold(func(path string) bool { return path == "more/later" })
	for i := range forged.Sets {
		if forged.Sets[i].Name == "note" {
			forged.Sets[i].Value = change.OfText("twice shy")
		}
	}
	if err := forged.Check(); !errors.Is(err, change.ErrForm) {
		t.Errorf("a note without its salt is taken in: %v", err)
	}
	forged.Salts["sets/note"] = [16]byte{7}
	if err := forged.Check(); !errors.Is(err, change.ErrForm) {
		t.Errorf("another note is taken in: %v", err)
	}
}

// The same words in two changes, or in two places of one, are not to be told by
// their hashes: nor can words be guessed.
func TestWithheldWordsCannotBeGuessed(t *testing.T) {
	seen := map[[32]byte]bool{}
	for i := range 2 {
		c := &change.Change{
			Version: 1, Person: change.NamedID("p"), Copy: change.NamedID("c"), Number: 1, First: 1, Did: change.Did{Code: "x"}, Entity: ref("x", 1),
			Sets: []change.Field{field("a", change.OfText("yes")), field("b", change.OfText("yes"))},
		}
		if err := c.Seal([16]byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
		for _, f := range c.Withhold(func(string) bool { return true }).Sets {
			if seen[*f.Withheld] {
				t.Errorf("%s of change %d has the hash of another", f.Name, i)
			}
			seen[*f.Withheld] = true
		}
	}
}

func TestValues(t *testing.T) {
	a, b := ref("claim", 1), ref("claim", 2)
	record := func(s string) change.Value {
		return change.OfRecord(field("t", change.OfText(s)), field("n", change.OfInt(1)))
	}
	equal := [][2]change.Value{
		{change.OfText(""), {Type: change.None}}, {change.OfRef("claim", ""), {Type: change.None}}, {change.OfList(), {Type: change.None}},
		{change.OfRecord(field("x", change.OfText(""))), {Type: change.None}},
		{change.OfList(a, b, a), change.OfList(b, a)}, {record("x"), change.OfRecord(field("n", change.OfInt(1)), field("t", change.OfText("x")), field("u", change.OfText("")))},
	}
	for _, p := range equal {
		if !p[0].Equal(p[1]) || !p[1].Equal(p[0]) {
			t.Errorf("%v and %v are not equal", p[0], p[1])
		}
	}
	differ := []change.Value{
		{Type: change.None}, change.OfText("1"), change.OfInt(1), change.OfBool(true), change.OfBool(false), change.OfInt(0), change.OfRef("claim", a.ID),
		change.OfRef("claims", a.ID), change.OfList(a), change.OfList(a, b), record("x"), record("y"),
	}
	for i, v := range differ {
		for j, w := range differ {
			if v.Equal(w) != (i == j) {
				t.Errorf("%v and %v: equal is %t", v, w, v.Equal(w))
			}
		}
	}
}

func TestIDs(t *testing.T) {
	id := change.NamedID("a", "b")
	if id == change.NamedID("ab", "") || id != change.NamedID("a", "b") || id == change.NamedID("b", "a") {
		t.Error("an id does not follow from its names alone")
	}
	if got, err := change.ParseID(strings.ToUpper(string(id))); err != nil || got != id || change.IDOf(id.Bytes()) != id || id[14] != '8' {
		t.Errorf("%s is read as %s: %v", id, got, err)
	}
	if a, b := change.NewID(), change.NewID(); a == b || !a.Valid() {
		t.Error("fresh ids are equal, or none")
	}
	for _, s := range []string{"", "7", string(id) + "0", strings.ReplaceAll(string(id), "-", "_"), "g" + string(id[1:])} {
		if _, err := change.ParseID(s); !errors.Is(err, change.ErrBadID) || change.ID(s).Valid() {
			t.Errorf("%q is taken for an id", s)
		}
	}
}
