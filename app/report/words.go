package report

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
)

// kinds lists the kinds of change by how much they matter, and what each
// means.
var kinds = []Kind{
	{Name: collate.KindNegation, Means: "a statement and its contrary"},
	{Name: collate.KindNumber, Means: "another figure, unit or bound"},
	{Name: collate.KindDate, Means: "another time"},
	{Name: collate.KindHedge, Means: "certainty added or lost"},
	{Name: collate.KindName, Means: "another person, place or body"},
	{Name: collate.KindWording, Means: "other words"},
	{Name: collate.KindAttribution, Means: "who says it, and how"},
	{Name: collate.KindQuotation, Means: "words in quotation marks altered, added or lost"},
	{Name: collate.KindSpelling, Means: "variants that say the same"},
	{Name: collate.KindPunctuation, Means: "signs and spacing"},
}

// kindsOf lists the kinds that occur.
func kindsOf(counts map[collate.Kind]int) []Kind {
	var list []Kind
	for _, k := range kinds {
		if k.Count = counts[k.Name]; k.Count > 0 {
			list = append(list, k)
		}
	}
	return list
}

// Means explains the kind of the piece.
func (p Piece) Means() string {
	for _, k := range kinds {
		if k.Name == p.Kind {
			return string(k.Name) + ": " + k.Means
		}
	}
	return ""
}

// Variant tells whether the piece is only another way to write the same, of
// which the page shows the text's own.
func (p Piece) Variant() bool {
	return p.Op == collate.Replace && p.Text != "" && (p.Kind == collate.KindSpelling || p.Kind == collate.KindPunctuation)
}

// Labelled tells whether the kind stands written beside the change. Changes
// of wording and of mere form speak for themselves.
func (p Piece) Labelled() bool {
	return p.Kind != collate.KindWording && p.Kind != collate.KindSpelling && p.Kind != collate.KindPunctuation
}

// verdictClass returns the name of a verdict's colours and its sign.
func verdictClass(v annotate.Verdict) (class, sign string) {
	if v == "" {
		return "open", v.Sign()
	}
	return string(v), v.Sign()
}

// standing writes where a claim stands and why.
func standing(s annotate.Standing) string {
	switch {
	case s.Mixed:
		return "Mixed " + string(s.Rule)
	case s.Verdict == "":
		return "Open: " + string(s.Rule)
	}
	line := strings.ToUpper(string(s.Verdict[:1])) + string(s.Verdict[1:]) + ", " + string(s.Rule)
	if s.Rule == annotate.ByLatest {
		line = strings.Replace(line, ",", "", 1)
	}
	if !s.Since.IsZero() {
		line += ", since " + published(s.Since).Text
	}
	return line
}

// published writes a time of publication.
func published(t time.Time) Moment {
	if t.IsZero() {
		return Moment{Text: "undated"}
	}
	return moment(t)
}

func moment(t time.Time) Moment {
	zone := t.Format("-07:00")
	if zone == "+00:00" {
		zone = "UTC"
	}
	return Moment{Text: t.Format("Mon 2 Jan 2006, 15:04 ") + zone, Machine: t.Format(time.RFC3339)}
}

// link returns the address of a page on the web, "" for any other.
func link(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return address
}

// Count writes a number with its noun.
func Count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
