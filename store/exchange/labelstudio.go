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

// labelStudio is Label Studio's tasks with the labelling configuration, in a ZIP. Offsets
// are UTF-16 code units. Each reviewer's passages of an article are one annotation of
// its task, as Label Studio has it; claim, attribution and note are fields of the region.
var labelStudio = Format{
	Name: "label-studio", Title: "Label Studio", Extension: ".zip",
	Description: "Label Studio tasks with their configuration in a ZIP, offsets in UTF-16 code units",
	Leaves:      "claims without a passage, and what was decided on a claim",
	Texts:       true, Write: alone(writeLabelStudio), Read: readLabelStudio,
}

const labelStudioConfiguration = `<View>
  <Labels name="verdict" toName="text">
    <Label value="confirmed" background="#0a7a5a"/>
    <Label value="disputed" background="#b8410b"/>
    <Label value="unconfirmed" background="#2563a8"/>
  </Labels>
  <Text name="text" value="$text"/>
  <TextArea name="claim" toName="text" perRegion="true" placeholder="Claim"/>
  <TextArea name="attribution" toName="text" perRegion="true" placeholder="Who is cited"/>
  <TextArea name="note" toName="text" perRegion="true" placeholder="Note"/>
</View>
`

type labelStudioTask struct {
	ID          int                     `json:"id"`
	Data        labelStudioData         `json:"data"`
	Annotations []labelStudioAnnotation `json:"annotations"`
}

type labelStudioData struct {
	Text      string  `json:"text"`
	Article   string  `json:"claimtrace_article"`
	SHA256    string  `json:"sha256"`
	Title     string  `json:"title,omitempty"`
	Outlet    string  `json:"outlet,omitempty"`
	Published *string `json:"published,omitempty"`
	URL       string  `json:"url,omitempty"`
}

type labelStudioAnnotation struct {
	CompletedBy string              `json:"created_username"`
	Created     string              `json:"created_at"`
	Updated     string              `json:"updated_at"`
	Result      []labelStudioResult `json:"result"`
}

type labelStudioResult struct {
	ID       string           `json:"id"`
	FromName string           `json:"from_name"`
	ToName   string           `json:"to_name"`
	Type     string           `json:"type"`
	Value    labelStudioValue `json:"value"`
	Meta     *labelStudioMeta `json:"meta,omitempty"`
}

// labelStudioMeta is what Label Studio shows beside a region.
type labelStudioMeta struct {
	Text []string `json:"text"`
}

type labelStudioValue struct {
	Start  int `json:"start"`
	End    int `json:"end"`
	Text   any `json:"text"` // the words of a label; the lines typed into a field
	Labels any `json:"labels,omitempty"`
}

func writeLabelStudio(w io.Writer, s Set) error {
	statements := s.statements()
	tasks := []labelStudioTask{}
	err := s.eachText(func(a Article, o *offsets, list []Annotation) error {
		task := labelStudioTask{
			ID: len(tasks) + 1, Annotations: []labelStudioAnnotation{},
			Data: labelStudioData{o.Text(), string(a.ID), a.SHA256, a.Title, a.Outlet, a.Published, a.URL},
		}
		of := map[annotate.ID]int{} // index of the reviewer's annotation
		for _, n := range list {
			i, ok := of[n.ReviewerID]
			if !ok {
				i = len(task.Annotations)
				of[n.ReviewerID] = i
				task.Annotations = append(task.Annotations, labelStudioAnnotation{CompletedBy: n.Reviewer, Created: n.Created, Updated: n.Modified})
			}
			by := &task.Annotations[i]
			by.Created, by.Updated = min(by.Created, n.Created), max(by.Updated, n.Modified)
			add := func(name, kind string, text, labels any) {
				by.Result = append(by.Result, labelStudioResult{string(n.ID), name, "text", kind, labelStudioValue{o.UTF16(n.Start), o.UTF16(n.End), text, labels}, nil})
			}
			add("verdict", "labels", n.Quote, []string{string(n.Verdict)})
			if words := withheld(n.Withheld); words != "" {
				by.Result[len(by.Result)-1].Meta = &labelStudioMeta{[]string{words}}
			}
			if n.Claim != nil {
				add("claim", "textarea", []string{statements[*n.Claim]}, nil)
			}
			if n.Attribution != "" {
				add("attribution", "textarea", []string{n.Attribution}, nil)
			}
			if n.Note != "" {
				add("note", "textarea", []string{n.Note}, nil)
			}
		}
		tasks = append(tasks, task)
		return nil
	})
	if err != nil {
		return err
	}
	return writeArchive(w, s.Exported, func(z archive) error {
		if err := z.putText("config.xml", labelStudioConfiguration); err != nil {
			return err
		}
		return z.put("tasks.json", func(w io.Writer) error { return encode(w, tasks) })
	})
}

// readLabelStudio reads tasks.json, or a ZIP with it: a list of tasks or one task, with
// annotations or, before 1.0, completions.
func readLabelStudio(name string, data []byte, _ fs.FS) (incoming.Set, error) {
	if isZIP(data) {
		z, err := unpack(data)
		if err != nil {
			return incoming.Set{}, err
		}
		tasks := z.has("tasks.json")
		if tasks == "" {
			return incoming.Set{}, refuse("the ZIP holds no tasks.json")
		}
		if data, err = z.read(tasks); err != nil {
			return incoming.Set{}, err
		}
	}
	s, err := jsonText(data)
	if err != nil {
		return incoming.Set{}, err
	}
	var tasks []json.RawMessage
	if strings.HasPrefix(strings.TrimSpace(s), "[") {
		err = parseJSON(s, &tasks)
	} else {
		var one json.RawMessage
		err = parseJSON(s, &one)
		tasks = append(tasks, one)
	}
	if err != nil {
		return incoming.Set{}, err
	}
	g := gather()
	g.in.Program = "Label Studio"
	read := 0
	for i, raw := range tasks {
		m := membersOf(valueOf(raw))
		if membersOf(m["data"]) == nil {
			g.tell("left out, as it is no task", fmt.Sprint(i+1))
			continue
		}
		read++
		g.task(name, i+1, m)
	}
	if read == 0 && len(tasks) > 0 {
		return incoming.Set{}, refuse("it holds no tasks with their data, as Label Studio writes them")
	}
	return g.done()
}

func (g *gathering) task(file string, number int, m map[string]any) {
	data := membersOf(m["data"])
	id := cmp.Or(textOf(m["id"]), fmt.Sprint(number))
	a := incoming.Article{
		Key: cmp.Or(textOf(data["claimtrace_article"]), file+"#"+id), ID: uuidOf(textOf(data["claimtrace_article"])), SHA256: textOf(data["sha256"]),
		Title: textOf(data["title"]), Outlet: textOf(data["outlet"]), URL: textOf(data["url"]), Published: g.published(textOf(data["published"])),
	}
	if a.ID == "" {
		a.ExternalID = id
	}
	body, _ := data["text"].(string)
	key := "" // the article is there once a passage is in it
	for range manyOf(m["predictions"]) {
		g.tell("what a model predicted is left out", id)
	}
	for _, by := range append(manyOf(m["annotations"]), manyOf(m["completions"])...) {
		by := membersOf(by)
		if cancelled, _ := by["was_cancelled"].(bool); cancelled {
			g.tell("annotation left out, as it was cancelled", id)
			continue
		}
		reviewer, reviewerID := labelStudioPerson(by)
		type said struct {
			p      incoming.Passage
			labels []string
		}
		of := map[string]*said{}
		var order []string
		for i, r := range manyOf(by["result"]) {
			r := membersOf(r)
			kind, value := textOf(r["type"]), membersOf(r["value"])
			region := textOf(r["id"])
			_, xpath := value["start"].(string)
			switch {
			case kind == "relation":
				g.tell(toldRelation, "")
				continue
			case xpath && (value["startOffset"] != nil || kind == "hypertextlabels"):
				g.tell("left out, as its place is one in HTML: label the plain text", cmp.Or(textOf(value["text"]), region))
				continue
			case offsetOf(value["start"]) < 0 || offsetOf(value["end"]) < 0 || value["channel"] != nil:
				g.tell("left out, as it is not of a passage of a text", cmp.Or(kind, region))
				continue
			}
			if from, ok := strings.CutPrefix(textOf(r["source"]), "$"); ok && body == "" {
				body, _ = data[from].(string)
			}
			at := cmp.Or(region, fmt.Sprintf("result %d", i+1))
			if of[at] == nil {
				s := &said{p: incoming.Passage{ID: region, Start: offsetOf(value["start"]), End: offsetOf(value["end"]), Unit: incoming.UTF16Units, Reviewer: reviewer, ReviewerID: reviewerID,
					Created: moment(textOf(by["created_at"])), Modified: moment(textOf(by["updated_at"]))}}
				if uuidOf(region) == "" {
					s.p.ID = strings.Join([]string{a.Key, textOf(by["id"]), at}, "/")
				}
				of[at], order = s, append(order, at)
			}
			p := &of[at].p
			words := strings.Join(textsOf(value["text"]), "\n")
			switch kind {
			case "labels":
				p.Quote = words
				of[at].labels = append(of[at].labels, textsOf(value["labels"])...)
			case "textarea":
				switch textOf(r["from_name"]) {
				case "claim":
					p.Claim = g.claim(incoming.Claim{Statement: words})
				case "attribution":
					p.Attribution = words
				default:
					p.Note = strings.Join(nonEmpty(p.Note, words), "\n\n")
				}
			case "choices":
				of[at].labels = append(of[at].labels, textsOf(value["choices"])...)
			default:
				g.tell("left out, as it is not of a passage of a text", cmp.Or(kind, region))
			}
		}
		for _, at := range order {
			if key == "" {
				key = g.article(a, body)
			}
			of[at].p.Article = key
			g.passage(of[at].p, of[at].labels...)
		}
	}
	if key == "" && body != "" && !strings.HasPrefix(strings.TrimSpace(body), "<") {
		g.article(a, body)
	}
}

// labelStudioPerson is who made an annotation: a name where there is one, and what tells
// the person in that server.
func labelStudioPerson(by map[string]any) (name, id string) {
	who := by["completed_by"]
	if m := membersOf(who); m != nil {
		name = strings.TrimSpace(textOf(m["first_name"]) + " " + textOf(m["last_name"]))
		return cmp.Or(name, textOf(m["email"])), cmp.Or(textOf(m["email"]), textOf(m["id"]))
	}
	return textOf(by["created_username"]), textOf(who)
}
