package collate

import (
	"math/rand/v2"
	"strings"
	"testing"

	"claimtrace/annotate/reading"
	"claimtrace/annotate/reading/samples"
)

func variantsOf(groups ...string) Options {
	var all [][]string
	for _, g := range groups {
		all = append(all, strings.Split(g, " = "))
	}
	return Options{Variants: reading.NewVariants(all)}
}

// kindsOf lists the kinds of the changes in order.
func kindsOf(edits []Edit) string {
	var kinds []string
	for _, e := range edits {
		if e.Op != Equal {
			kinds = append(kinds, string(e.Kind))
		}
	}
	return strings.Join(kinds, " ")
}

func TestVariants(t *testing.T) {
	for _, c := range []struct{ groups, base, text, before, after string }{
		{"Lipna = Lipno", "The ferry left Lipna.", "The ferry left Lipno.", "name", "spelling"},
		{"the harbour town = Lipna", "Shells hit the harbour town.", "Shells hit Lipna.", "wording", "spelling"},
		{"special operation = war", "The war began.", "The “special operation” began.", "quotation", "quotation spelling quotation"},
		// The longest phrase counts, and only whole words.
		{"Iron Dome = dome|Iron Dome battery = battery", "The dome failed.", "The Iron Dome battery failed.", "wording spelling wording", "wording"},
		{"dome = roof", "The domes fell.", "The roof fell.", "wording", "wording"},
		// Groups with a member in common are one, in any order.
		{"alpha = beta|gamma = beta", "An alpha ray.", "A gamma ray.", "wording", "wording spelling"},
		// A name in the middle of a sentence and one alone are the same.
		{"Sergiy Bondar = S. Bondarenko", "They thanked Sergiy Bondar.", "They thanked S. Bondarenko.", "wording", "spelling"},
		// What a project holds equal may even be numbers.
		{"two weeks = a fortnight", "It took two weeks.", "It took a fortnight.", "number", "spelling"},
		// A group of one, and what is empty, says nothing.
		{"war", "The war began.", "The peace began.", "wording", "wording"},
		{" = war", "The war began.", "The peace began.", "wording", "wording"},
		// In other scripts too.
		{"Київ = Kyiv", "Вони у Київ.", "Вони у Kyiv.", "name", "spelling"},
	} {
		o := variantsOf(strings.Split(c.groups, "|")...)
		if got := kindsOf(Diff(c.base, c.text)); got != c.before {
			t.Errorf("%q, %q without variants: %s, want %s", c.base, c.text, got, c.before)
		}
		if got := kindsOf(o.Diff(c.base, c.text)); got != c.after {
			t.Errorf("%q, %q with %s: %s, want %s", c.base, c.text, c.groups, got, c.after)
		}
		checkEdits(t, c.base, c.text, o.Diff(c.base, c.text))
		checkTable(t, []string{c.base, c.text}, o.Collate([]string{c.base, c.text}))
	}
}

func TestVariantsInTableAndArticle(t *testing.T) {
	o := variantsOf("the harbour town = Lipna")
	tab := o.Collate([]string{"Shells hit the harbour town on Friday.", "Shells hit Lipna on Friday.", "Shells hit Lipna on Sunday."})
	want := ": Shells hit | Shells hit | Shells hit\nspelling: the harbour town | Lipna | Lipna\n: on | on | on\ndate: Friday | Friday | Sunday\n: . | . | ."
	if got := drawn(tab); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	base, text := "Rain fell.\n\nShells hit the harbour town.", "Rain fell.\n\nShells hit Lipna."
	if got := kindsOf(DiffArticles(base, text, o).Edits); got != "spelling" {
		t.Errorf("article: %s", got)
	}
}

// Any groups are taken, and what the edits promise holds with them.
func TestVariantsOfSoup(t *testing.T) {
	rng := rand.New(rand.NewPCG(33, 34))
	for range 1500 {
		var groups [][]string
		for range rng.IntN(4) {
			var g []string
			for range rng.IntN(4) {
				g = append(g, samples.Soup(rng))
			}
			groups = append(groups, g)
		}
		o := Options{Variants: reading.NewVariants(groups)}
		base := samples.Soup(rng)
		text := mutated(rng, base)
		checkEdits(t, base, text, o.Diff(base, text))
		if got := o.Diff(base, base); len(got) > 1 {
			t.Fatalf("%q against itself with %q: %+v", base, groups, got)
		}
		checkTable(t, []string{base, text}, o.Collate([]string{base, text}))
	}
}
