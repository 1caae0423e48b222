package exchange

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"claimtrace/annotate"
)

// bratFormat is standoff for brat: a folder of name.txt and name.ann with
// annotation.conf, in a ZIP. Offsets count code points. One claim across files is a
// reference to one entry, claimtrace:ID; what brat has no place for stands in notes of
// types that brat shows and keeps.
var bratFormat = Format{
	Name: "brat", Title: "brat standoff", Extension: ".zip",
	Description: "brat standoff in a ZIP: texts, annotations and annotation.conf, offsets in code points",
	Leaves:      "outlets, times and addresses of articles, when a passage was tagged, line breaks in notes, claims without a passage, and what was decided on a claim",
	Texts:       true, Write: alone(writeBrat),
}

const bratType = "Claim"

const bratConfiguration = `[entities]
Claim

[relations]

[events]

[attributes]
Verdict	Arg:Claim, Value:confirmed|disputed|unconfirmed
NoteWithheld	Arg:Claim
AttributionWithheld	Arg:Claim
`

// The types of brat's notes that hold what it has no place for.
const (
	bratNote     = "AnnotatorNotes" // the reviewer's note
	bratReviewer = "Reviewer"
	bratCiting   = "Attribution"
	bratID       = "ClaimtraceID"
)

// bratWithheld are the attributes which say that a field was left out of the package that
// a passage came in.
var bratWithheld = map[string]string{"note": "NoteWithheld", "attribution": "AttributionWithheld"}

func writeBrat(w io.Writer, s Set) error {
	statements := s.statements()
	var names fileNames
	return writeArchive(w, s.Exported, func(z archive) error {
		if err := z.putText("annotation.conf", bratConfiguration); err != nil {
			return err
		}
		return s.eachText(func(a Article, o *offsets, list []Annotation) error {
			name := names.of(a)
			if err := z.putText(name+".txt", o.Text()); err != nil {
				return err
			}
			return z.put(name+".ann", func(w io.Writer) error {
				buf := bufio.NewWriter(w)
				b := bratLines{w: buf, o: o}
				for _, n := range list {
					b.passage(n, statements)
				}
				return buf.Flush()
			})
		})
	})
}

// bratLines writes the lines of one .ann file. Errors stay with the writer.
type bratLines struct {
	w                                    *bufio.Writer
	o                                    *offsets
	passages, attributes, refers, remark int
}

func (b *bratLines) passage(n Annotation, statements map[annotate.ID]string) {
	spans, words := b.fragments(n.Start, n.End)
	if spans == "" {
		return // nothing but line ends
	}
	b.passages++
	of := fmt.Sprintf("T%d", b.passages)
	fmt.Fprintf(b.w, "%s\t%s %s\t%s\n", of, bratType, spans, words)
	if n.Verdict != "" {
		b.attributes++
		fmt.Fprintf(b.w, "A%d\tVerdict %s %s\n", b.attributes, of, n.Verdict)
	}
	for _, name := range n.Withheld {
		if kind := bratWithheld[name]; kind != "" {
			b.attributes++
			fmt.Fprintf(b.w, "A%d\t%s %s\n", b.attributes, kind, of)
		}
	}
	if n.Claim != nil {
		b.refers++
		fmt.Fprintf(b.w, "N%d\tReference %s claimtrace:%s\t%s\n", b.refers, of, *n.Claim, oneLine(statements[*n.Claim]))
	}
	note := func(kind, value string) {
		if value != "" {
			b.remark++
			fmt.Fprintf(b.w, "#%d\t%s %s\t%s\n", b.remark, kind, of, oneLine(value))
		}
	}
	note(bratNote, n.Note)
	note(bratReviewer, n.Reviewer)
	note(bratCiting, n.Attribution)
	note(bratID, string(n.ID))
}

// fragments writes a span as brat wants it: one that goes over the end of a line in
// pieces, none of which holds a line end, and the words of all with a space between two.
func (b *bratLines) fragments(start, end int) (spans, words string) {
	var places, said []string
	at := start
	for _, line := range strings.Split(b.o.Slice(start, end), "\n") {
		length := len([]rune(line))
		if length > 0 {
			places, said = append(places, fmt.Sprintf("%d %d", at, at+length)), append(said, line)
		}
		at += length + 1
	}
	return strings.Join(places, ";"), strings.Join(said, " ")
}

// oneLine puts a text into one line, for formats whose lines are records.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
