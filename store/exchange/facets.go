package exchange

import (
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/store"
)

// FacetValue is one thing that is said, without its kind. Start and End count code
// points of the article's text; both are 0 where a reviewer says it of a whole
// passage.
type FacetValue struct {
	Value      string       `json:"value"`
	Text       string       `json:"text"`
	Start      int          `json:"start"`
	End        int          `json:"end"`
	Precision  string       `json:"precision"`
	Rule       string       `json:"rule"`
	By         string       `json:"by,omitempty"`         // whose correction it is; none where it was read
	Correction *annotate.ID `json:"correction,omitempty"` // that
}

// Facet is one thing that a passage says.
type Facet struct {
	Kind facet.Kind `json:"kind"`
	FacetValue
}

// NewFacetValue makes the record of a value as it was read.
func NewFacetValue(v facet.Value) FacetValue {
	return FacetValue{Value: v.Value, Text: v.Text, Start: v.Start, End: v.End, Precision: v.Precision, Rule: v.Rule}
}

// NewFacet makes the record of one thing that a passage says, as the project has it.
func NewFacet(x store.Facet) Facet {
	f := Facet{x.Kind, NewFacetValue(x.Value)}
	if x.Correction != "" {
		f.By, f.Correction = x.By.Name, &x.Correction
	}
	return f
}

// NewFacets makes the records of what a passage says; nil where it could not be
// read and nobody corrected it.
func NewFacets(f store.Facets) []Facet {
	if !f.Read && len(f.Values)+len(f.Dismissed) == 0 {
		return nil
	}
	list := []Facet{}
	for _, x := range f.Values {
		list = append(list, NewFacet(x))
	}
	return list
}

// FacetWords writes what a passage says in one cell: "source: Kremlin; certainty:
// confirmed"; "not read" where that is so.
func FacetWords(list []Facet) string {
	if list == nil {
		return "not read"
	}
	words := make([]string, len(list))
	for i, f := range list {
		words[i] = string(f.Kind) + ": " + f.Value
	}
	return strings.Join(words, "; ")
}

// Correction is the record of a correction.
type Correction struct {
	ID         annotate.ID `json:"id"`
	Annotation annotate.ID `json:"annotation"`
	Kind       string      `json:"kind"`
	Start      int         `json:"start"` // of the article's text; start and end are 0 where it is about the whole passage
	End        int         `json:"end"`
	Words      string      `json:"words"`
	Value      *string     `json:"value"` // null where it says that nothing of the kind is said
	Reviewer   string      `json:"reviewer"`
	ReviewerID annotate.ID `json:"reviewer_id"`
	Created    string      `json:"created"`
	Modified   string      `json:"modified"`
	Withheld   []string    `json:"withheld,omitempty"` // as in [Article]
}

// NewCorrection makes the record of a correction; names as [Names] gives them.
func NewCorrection(c annotate.Correction, names map[annotate.ID]string) Correction {
	r := Correction{
		ID: c.ID, Annotation: c.Annotation, Kind: c.Kind, Start: c.Start, End: c.End, Words: c.Words, Reviewer: names[c.Reviewer], ReviewerID: c.Reviewer,
		Created: Stamp(c.Created), Modified: Stamp(c.Modified), Withheld: strings.Fields(c.Withheld),
	}
	if c.Value != annotate.Dismissed {
		r.Value = &c.Value
	}
	return r
}
