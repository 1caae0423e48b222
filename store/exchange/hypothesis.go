package exchange

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
)

// hypothesis is what Hypothesis's own client exports and takes in. Offsets are
// UTF-16 code units. Claim and verdict are tags, whom the passage cites a line of the
// text.
var hypothesis = Format{
	Name: "hypothesis", Title: "Hypothesis", Extension: ".json",
	Description: "Hypothesis's own JSON: verdict and claim as tags, offsets in UTF-16 code units",
	Leaves:      "the texts, claims without a passage, what was decided on a claim, and passages of articles whose text is withheld",
	Texts:       true, Write: alone(writeHypothesis), Read: readHypothesis,
}

// The tags of Hypothesis that say what a passage is to a claim.
const (
	verdictTag = "verdict:"
	claimTag   = "claim:"
	citingLine = "Citing: "
)

type hypothesisAnnotation struct {
	ID       string `json:"id"`
	Created  string `json:"created"`
	Updated  string `json:"updated"`
	User     string `json:"user"`
	UserInfo struct {
		Name string `json:"display_name"`
	} `json:"user_info"`
	URI         string              `json:"uri"`
	Text        string              `json:"text"`
	Tags        []string            `json:"tags"`
	Group       string              `json:"group"`
	Permissions map[string][]string `json:"permissions"`
	Target      []hypothesisTarget  `json:"target"`
	Links       map[string]string   `json:"links"`
	Document    hypothesisDocument  `json:"document"`
	Article     hypothesisArticle   `json:"claimtrace"`
}

// hypothesisArticle tells the article where its address does not, and what of the passage
// is withheld; Hypothesis passes over it.
type hypothesisArticle struct {
	ID       string   `json:"article"`
	SHA256   string   `json:"sha256"`
	Withheld []string `json:"withheld,omitempty"` // of the passage
}

type hypothesisDocument struct {
	Title []string `json:"title,omitempty"`
}

type hypothesisTarget struct {
	Source   string        `json:"source"`
	Selector []webSelector `json:"selector,omitempty"`
}

func writeHypothesis(w io.Writer, s Set) error {
	statements, users := s.statements(), s.accounts()
	list := make([]hypothesisAnnotation, 0, len(s.Annotations))
	err := s.eachText(func(a Article, o *offsets, passages []Annotation) error {
		at := webSource(a).ID
		for _, n := range passages {
			user := "acct:" + users[n.ReviewerID] + "@claimtrace.local"
			h := hypothesisAnnotation{
				ID: string(n.ID), Created: n.Created, Updated: n.Modified, User: user, URI: at, Tags: []string{}, Group: "__world__",
				Permissions: map[string][]string{"read": {"group:__world__"}, "update": {user}, "delete": {user}, "admin": {user}},
				Target:      []hypothesisTarget{{at, selectors(n, o.UTF16(n.Start), o.UTF16(n.End))}}, Links: map[string]string{},
				Article: hypothesisArticle{string(a.ID), a.SHA256, n.Withheld},
			}
			h.UserInfo.Name = n.Reviewer
			if a.Title != "" {
				h.Document.Title = []string{a.Title}
			}
			if n.Verdict != "" {
				h.Tags = append(h.Tags, verdictTag+string(n.Verdict))
			}
			if n.Claim != nil {
				h.Tags = append(h.Tags, claimTag+statements[*n.Claim])
			}
			var said []string
			if n.Attribution != "" {
				said = append(said, citingLine+n.Attribution)
			}
			if n.Note != "" {
				said = append(said, n.Note)
			}
			h.Text = strings.Join(said, "\n\n")
			list = append(list, h)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return encode(w, struct {
		Date        string                 `json:"export_date"`
		User        string                 `json:"export_userid"`
		Client      string                 `json:"client_version"`
		Annotations []hypothesisAnnotation `json:"annotations"`
	}{Stamp(s.Exported), "acct:claimtrace@claimtrace.local", "claimtrace", list})
}

// accounts gives each reviewer a user name of Hypothesis, no two the same: where two names
// would be, each has the beginning of its id.
func (s Set) accounts() map[annotate.ID]string {
	of, times := map[annotate.ID]string{}, map[string]int{}
	for _, r := range s.Reviewers {
		of[r.ID] = account(r.Name, string(r.ID))
		times[of[r.ID]]++
	}
	for id, name := range of {
		if times[name] > 1 {
			of[id] = name[:min(len(name), 21)] + "_" + string(id[:8])
		}
	}
	return of
}

// account makes a user name of the letters that Hypothesis allows, at most 30 of
// them; of the id where none are left, as of a name in another script.
func account(name, id string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
		if b.Len() == 30 {
			break
		}
	}
	if clean := strings.Trim(b.String(), "_"); len(clean) >= 3 {
		return clean
	}
	return "reviewer_" + id[:8]
}

// readHypothesis reads what the client exports, what the server's API answers, and a
// bare list of annotations.
func readHypothesis(name string, data []byte, _ fs.FS) (incoming.Set, error) {
	s, err := jsonText(data)
	if err != nil {
		return incoming.Set{}, err
	}
	var file struct {
		Client      string            `json:"client_version"`
		Annotations []json.RawMessage `json:"annotations"`
		Rows        []json.RawMessage `json:"rows"`
	}
	if strings.HasPrefix(strings.TrimSpace(s), "[") {
		err = parseJSON(s, &file.Rows)
	} else if err = parseJSON(s, &file); err == nil && file.Annotations == nil && file.Rows == nil {
		err = refuse("it has neither \"annotations\" nor \"rows\"")
	}
	if err != nil {
		return incoming.Set{}, err
	}
	g := gather()
	if g.in.Program = "Hypothesis"; file.Client == "claimtrace" {
		g.in.Program = "Claimtrace"
	}
	for _, raw := range append(file.Annotations, file.Rows...) {
		m := membersOf(valueOf(raw))
		if m == nil {
			g.tell("left out, as it is no annotation", "")
			continue
		}
		g.hypothesis(name, m)
	}
	return g.done()
}

func (g *gathering) hypothesis(file string, m map[string]any) {
	id := textOf(m["id"])
	if len(manyOf(m["references"])) > 0 {
		g.tell("reply left out: notes of others stand with their own passages", cmp.Or(textOf(m["text"]), id))
		return
	}
	p := incoming.Passage{
		ID: id, Unit: incoming.UTF16Units, Reviewer: textOf(membersOf(m["user_info"])["display_name"]), ReviewerID: textOf(m["user"]),
		Created: moment(textOf(m["created"])), Modified: moment(textOf(m["updated"])),
	}
	if p.Reviewer == "" {
		p.Reviewer, _, _ = strings.Cut(strings.TrimPrefix(p.ReviewerID, "acct:"), "@")
	}
	p.Attribution, p.Note = undescribe(textOf(m["text"]))
	var labels, statements []string
	for _, tag := range textsOf(m["tags"]) {
		if statement, ok := strings.CutPrefix(tag, claimTag); ok {
			statements = append(statements, statement)
		} else {
			labels = append(labels, tag)
		}
	}
	for i, t := range manyOf(m["target"]) {
		target := membersOf(t)
		p.Start, p.End, p.Quote, p.Prefix, p.Suffix = -1, -1, "", "", ""
		for _, s := range manyOf(target["selector"]) {
			sel := membersOf(s)
			switch textOf(sel["type"]) {
			case "TextQuoteSelector":
				p.Quote, p.Prefix, p.Suffix = textOf(sel["exact"]), textOf(sel["prefix"]), textOf(sel["suffix"])
			case "TextPositionSelector":
				p.Start, p.End = offsetOf(sel["start"]), offsetOf(sel["end"])
			}
		}
		if p.Quote == "" && p.Start < 0 {
			g.tell("left out, as it is a note on the page and not on a passage", cmp.Or(textOf(m["text"]), id))
			continue
		}
		own := membersOf(m["claimtrace"])
		at := cmp.Or(textOf(target["source"]), textOf(m["uri"]))
		a := incoming.Article{
			Key: cmp.Or(textOf(own["article"]), at, file), ID: uuidOf(textOf(own["article"])), SHA256: textOf(own["sha256"]),
			Title: textOf(membersOf(m["document"])["title"]),
		}
		if !strings.HasPrefix(at, "urn:uuid:") {
			a.URL = at
		}
		p.Article = g.article(a, "")
		if p.ID = id; i > 0 {
			p.ID = fmt.Sprintf("%s@%d", id, i+1)
		}
		if len(statements) == 0 {
			g.passage(p, labels...)
			continue
		}
		for _, l := range labels {
			if _, ok := verdictOf(l); !ok {
				g.tell("tag left out, as the passage states a claim already", l)
			}
		}
		verdicts := keep(labels, func(l string) bool { _, ok := verdictOf(l); return ok })
		for j, statement := range statements {
			if j > 0 {
				p.ID = fmt.Sprintf("%s#%d", id, j+1)
			}
			p.Claim = g.claim(incoming.Claim{Statement: statement})
			g.passage(p, verdicts...)
		}
	}
}

// undescribe takes apart what [describe] joins: whom a passage cites, and the note.
func undescribe(s string) (attribution, note string) {
	rest, ok := strings.CutPrefix(s, citingLine)
	if !ok {
		return "", s
	}
	attribution, note, _ = strings.Cut(rest, "\n\n")
	if strings.Contains(attribution, "\n") {
		return "", s
	}
	return attribution, note
}
