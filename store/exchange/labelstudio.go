package exchange

import (
	"io"

	"claimtrace/annotate"
)

// labelStudio is Label Studio's tasks with the labelling configuration, in a ZIP. Offsets
// are UTF-16 code units. Each reviewer's passages of an article are one annotation of
// its task, as Label Studio has it; claim, attribution and note are fields of the region.
var labelStudio = Format{
	Name: "label-studio", Title: "Label Studio", Extension: ".zip",
	Description: "Label Studio tasks with their configuration in a ZIP, offsets in UTF-16 code units",
	Leaves:      "claims without a passage, and what was decided on a claim",
	Texts:       true, Write: alone(writeLabelStudio),
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
