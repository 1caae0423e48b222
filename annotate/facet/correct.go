package facet

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Correct gives values with corrections put in: each replaces the values of its kind whose
// words it meets, one about the whole passage all of its kind, and the last of several about the same words holds.
// The words are those of text, where the offsets lie in it.
func Correct(values []Value, corrections []Correction, text string) []Value {
	out := slices.Clone(values)
	for _, c := range corrections {
		whole := c.Start == 0 && c.End == 0
		out = slices.DeleteFunc(out, func(v Value) bool {
			return v.Kind == c.Kind && (whole || v.Start < c.End && c.Start < v.End || v.Rule == ByReviewer && v.Start == c.Start && v.End == c.End)
		})
		if c.Value == "" {
			continue
		}
		out = append(out, Value{Kind: c.Kind, Value: c.Value, Text: slice(text, c.Start, c.End), Start: c.Start, End: c.End, Precision: "exact", Rule: ByReviewer})
	}
	sortValues(out)
	return out
}

// slice gives the text between two code points, as much of it as there is.
func slice(text string, start, end int) string {
	from, to, n := len(text), len(text), 0
	for at := range text {
		if n == start {
			from = at
		}
		if n == end {
			to = at
			break
		}
		n++
	}
	if start < 0 || from >= to || !utf8.ValidString(text[from:to]) {
		return ""
	}
	return text[from:to]
}

// sortValues orders values by kind as in [Kinds] and then by place.
func sortValues(values []Value) {
	slices.SortStableFunc(values, func(a, b Value) int {
		return cmp.Or(slices.Index(Kinds, a.Kind)-slices.Index(Kinds, b.Kind), a.Start-b.Start)
	})
}
