package exchange

import "io"

// jsonFormat is one JSON document with all records of the set.
var jsonFormat = Format{
	Name: "json", Title: "Claimtrace JSON", Extension: ".json", Facets: true, Write: alone(writeJSON),
	Description: "JSON: articles, claims, annotations and reviewers, without the texts; offsets in code points",
}

// jsonVersion grows when a reader of the former shape would misread the new.
const jsonVersion = 1

// saying is an annotation with what it says; null where that could not be read.
type saying struct {
	Annotation
	Facets []Facet `json:"facets"`
}

func writeJSON(w io.Writer, s Set) error {
	annotations := make([]saying, len(s.Annotations))
	for i, n := range s.Annotations {
		annotations[i] = saying{n, n.Facets}
	}
	return encode(w, struct {
		Format      string     `json:"format"`
		Version     int        `json:"version"`
		Project     string     `json:"project"`
		Title       string     `json:"title"`
		Exported    string     `json:"exported"`
		AsOf        string     `json:"as_of,omitempty"` // as exported has it; none in the present
		Offsets     string     `json:"offsets"`
		Articles    []Article  `json:"articles"`
		Claims      []Claim    `json:"claims"`
		Annotations []saying   `json:"annotations"`
		Reviewers   []Reviewer `json:"reviewers"`
	}{"claimtrace", jsonVersion, s.Project, s.Title, Stamp(s.Exported), Stamp(s.AsOf), "code points", s.Articles, s.Claims, annotations, s.Reviewers})
}
