package exchange

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"claimtrace/annotate/incoming"
)

// doccano is JSON Lines for doccano's sequence labeling with relations, one line an
// article. Labels are verdicts; two passages of one claim in one article are related.
// Offsets count code points. What doccano has no place for is kept in its meta data,
// which comes back with its own export.
var doccano = Format{
	Name: "doccano", Title: "doccano", Extension: ".jsonl",
	Description: "doccano JSON Lines: texts with verdicts as labels, offsets in code points",
	Leaves:      "reviewers, notes, times and what was decided on a claim, once doccano has saved the file anew; untagged claims",
	Texts:       true, Write: alone(writeDoccano), Read: readDoccano,
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

// readDoccano reads JSON Lines, one object over many lines, and a list: with entities, with
// labels as triples of start, end and name, and as doccano 1.0 wrote them.
func readDoccano(name string, data []byte, _ fs.FS) (incoming.Set, error) {
	s, err := jsonText(data)
	if err != nil {
		return incoming.Set{}, err
	}
	g := gather()
	g.in.Program = "doccano"
	number := 0
	texts := 0
	one := func(raw json.RawMessage) error {
		number++
		m := membersOf(valueOf(raw))
		if m == nil {
			return refuse("document %d of it is no object", number)
		}
		if g.document(name, number, m) {
			texts++
		}
		return nil
	}
	if strings.HasPrefix(strings.TrimSpace(s), "[") {
		var list []json.RawMessage
		if err := parseJSON(s, &list); err != nil {
			return incoming.Set{}, err
		}
		for _, raw := range list {
			if err := one(raw); err != nil {
				return incoming.Set{}, err
			}
		}
	} else {
		for d := json.NewDecoder(strings.NewReader(s)); ; {
			var raw json.RawMessage
			if err := d.Decode(&raw); err == io.EOF {
				break
			} else if err != nil {
				return incoming.Set{}, refuse("it is not JSON Lines: it breaks off at byte %d", d.InputOffset())
			}
			if err := one(raw); err != nil {
				return incoming.Set{}, err
			}
		}
	}
	if texts == 0 {
		return incoming.Set{}, refuse("no document in it has a text with passages, as doccano writes them")
	}
	return g.done()
}

// document reads one of doccano's, and tells whether it is one.
func (g *gathering) document(file string, number int, m map[string]any) bool {
	body, _ := m["text"].(string)
	if body == "" {
		body, _ = m["data"].(string)
	}
	id := textOf(m["id"])
	named := cmp.Or(id, strconv.Itoa(number))
	if body == "" {
		g.tell("document left out, as it has no text", named)
		return false
	}
	_, coloured := m["background_color"]
	if coloured { // one of the labels, not of the documents
		return false
	}
	a := incoming.Article{
		Key: cmp.Or(textOf(m["claimtrace_article"]), file+"#"+named), ID: uuidOf(textOf(m["claimtrace_article"])), SHA256: textOf(m["sha256"]),
		Title: textOf(m["title"]), Outlet: textOf(m["outlet"]), URL: textOf(m["url"]), Published: g.published(textOf(m["published"])),
	}
	if a.ID == "" {
		a.ExternalID = id
	}
	key := g.article(a, body)
	numbered := false
	tied := tiedEntities(m["relations"])
	keys := map[string]string{} // of the claims of those that are tied
	for _, field := range []string{"entities", "label", "labels", "annotations"} {
		for i, e := range manyOf(m[field]) {
			p := incoming.Passage{Article: key, Unit: incoming.CodePoints}
			var called any
			if triple, ok := e.([]any); ok && len(triple) == 3 {
				p.Start, p.End, called = offsetOf(triple[0]), offsetOf(triple[1]), triple[2]
			} else if entity := membersOf(e); entity != nil {
				p.Start, p.End, called = offsetOf(entity["start_offset"]), offsetOf(entity["end_offset"]), entity["label"]
				p.ID = textOf(entity["claimtrace_id"])
				if number := textOf(entity["id"]); p.ID == "" && number != "" {
					p.ID = key + "#" + number
				}
				p.Reviewer, p.ReviewerID = textOf(entity["reviewer"]), textOf(entity["user"])
				p.Attribution, p.Note = textOf(entity["attribution"]), textOf(entity["note"])
				if statement := textOf(entity["claim"]); statement != "" {
					p.Claim = g.claim(incoming.Claim{Statement: statement})
				} else if first, ok := tied[textOf(entity["id"])]; ok {
					if t := g.texts[key]; keys[first] == "" && t != nil {
						statement = label(t.file.Slice(p.Start, p.End))
						keys[first] = g.claim(incoming.Claim{Statement: statement})
						g.tell("the claim of passages that are related has no statement in the file: named by its first words", statement)
					}
					p.Claim = keys[first]
				}
			} else {
				g.tell("label left out, as it is of a whole text", textOf(e))
				continue
			}
			if p.Start < 0 || p.End <= p.Start {
				g.tell(toldOutside, fmt.Sprintf("%s: %s %d", named, field, i+1))
				continue
			}
			if _, ok := called.(float64); ok {
				numbered = true
				g.passage(p, "label "+textOf(called))
				continue
			}
			g.passage(p, textOf(called))
		}
	}
	if numbered {
		g.tell("labels are numbers whose names stand in another file", named)
	}
	for _, r := range manyOf(m["relations"]) {
		if kind := textOf(membersOf(r)["type"]); kind != sameClaim {
			g.tell(toldRelation, kind)
		}
	}
	for _, c := range textsOf(m["cats"]) {
		g.tell("label left out, as it is of a whole text", c)
	}
	return true
}

// tiedEntities names of each entity that relations tie to others of its claim one for all of
// them: doccano keeps the relations where it drops what the entities say themselves.
func tiedEntities(relations any) map[string]string {
	tied := map[string]string{}
	first := func(id string) string {
		for {
			above, ok := tied[id]
			if !ok || above == id {
				return id
			}
			tied[id] = tied[above] // so that long rows stay short to walk
			id = above
		}
	}
	for _, r := range manyOf(relations) {
		m := membersOf(r)
		from, to := textOf(m["from_id"]), textOf(m["to_id"])
		if textOf(m["type"]) != sameClaim || from == "" || to == "" {
			continue
		}
		a, b := first(from), first(to)
		tied[a], tied[b] = a, a
	}
	flat := map[string]string{}
	for id := range tied {
		flat[id] = first(id)
	}
	return flat
}
