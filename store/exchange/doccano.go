package exchange

import "io"

// doccano is JSON Lines for doccano's sequence labeling with relations, one line an
// article. Labels are verdicts; two passages of one claim in one article are related.
// Offsets count code points. What doccano has no place for is kept in its meta data,
// which comes back with its own export.
var doccano = Format{
	Name: "doccano", Title: "doccano", Extension: ".jsonl",
	Description: "doccano JSON Lines: texts with verdicts as labels, offsets in code points",
	Leaves:      "reviewers, notes, times and what was decided on a claim, once doccano has saved the file anew; untagged claims",
	Texts:       true, Write: alone(writeDoccano),
}

type doccanoEntity struct {
	ID    int    `json:"id"`
	Label string `json:"label"`
	Start int    `json:"start_offset"`
	End   int    `json:"end_offset"`
	// What follows is ours; doccano passes over it.
	Claim       string   `json:"claim,omitempty"`
	Reviewer    string   `json:"reviewer,omitempty"`
	Attribution string   `json:"attribution,omitempty"`
	Note        string   `json:"note,omitempty"`
	Withheld    []string `json:"withheld,omitempty"`
	UUID        string   `json:"claimtrace_id"`
}

type doccanoRelation struct {
	ID   int    `json:"id"`
	From int    `json:"from_id"`
	To   int    `json:"to_id"`
	Type string `json:"type"`
}

type doccanoLine struct {
	ID        int               `json:"id"`
	Text      string            `json:"text"`
	Entities  []doccanoEntity   `json:"entities"`
	Relations []doccanoRelation `json:"relations"`
	Comments  []string          `json:"Comments"`
	Article   string            `json:"claimtrace_article"`
	SHA256    string            `json:"sha256"`
	Title     string            `json:"title,omitempty"`
	Outlet    string            `json:"outlet,omitempty"`
	Published *string           `json:"published,omitempty"`
	URL       string            `json:"url,omitempty"`
}

// sameClaim relates passages of one claim.
const sameClaim = "same claim"

func writeDoccano(w io.Writer, s Set) error {
	statements := s.statements()
	lines, entities, relations := 0, 0, 0
	return s.eachText(func(a Article, o *offsets, list []Annotation) error {
		lines++
		out := doccanoLine{
			ID: lines, Text: o.Text(), Entities: []doccanoEntity{}, Relations: []doccanoRelation{}, Comments: []string{},
			Article: string(a.ID), SHA256: a.SHA256, Title: a.Title, Outlet: a.Outlet, Published: a.Published, URL: a.URL,
		}
		last := map[string]int{} // entity of the passage before, by claim
		for _, n := range list {
			entities++
			e := doccanoEntity{
				ID: entities, Label: string(n.Verdict), Start: n.Start, End: n.End,
				Reviewer: n.Reviewer, Attribution: n.Attribution, Note: n.Note, Withheld: n.Withheld, UUID: string(n.ID),
			}
			if n.Claim != nil {
				e.Claim = statements[*n.Claim]
				if from := last[string(*n.Claim)]; from > 0 {
					relations++
					out.Relations = append(out.Relations, doccanoRelation{relations, from, entities, sameClaim})
				}
				last[string(*n.Claim)] = entities
			}
			out.Entities = append(out.Entities, e)
		}
		return line(w, out)
	})
}
