package exchange

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
)

// bratFormat is standoff for brat: a folder of name.txt and name.ann with
// annotation.conf, in a ZIP. Offsets count code points. One claim across files is a
// reference to one entry, claimtrace:ID; what brat has no place for stands in notes of
// types that brat shows and keeps.
var bratFormat = Format{
	Name: "brat", Title: "brat standoff", Extension: ".zip",
	Description: "brat standoff in a ZIP: texts, annotations and annotation.conf, offsets in code points",
	Leaves:      "outlets, times and addresses of articles, when a passage was tagged, line breaks in notes, claims without a passage, and what was decided on a claim",
	Texts:       true, Write: alone(writeBrat), Read: readBrat,
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

// readBrat reads a ZIP of .txt and .ann files, or one .ann with the .txt that lies beside it.
func readBrat(name string, data []byte, beside fs.FS) (incoming.Set, error) {
	g := gather()
	g.in.Program = "brat"
	if !isZIP(data) {
		ann, err := characters(data)
		if err != nil {
			return incoming.Set{}, err
		}
		stem := strings.TrimSuffix(name, path.Ext(name))
		body, found := "", false
		if beside != nil {
			if txt, err := fs.ReadFile(beside, stem+".txt"); err == nil {
				if body, err = characters(txt); err != nil {
					return incoming.Set{}, err
				}
				found = true
			}
		}
		if !found && !strings.EqualFold(path.Ext(name), ".ann") {
			return incoming.Set{}, refuse("it is neither a ZIP nor an .ann file of brat")
		}
		if err := g.standoff(stem, body, found, ann); err != nil {
			return incoming.Set{}, err
		}
		return g.done()
	}
	z, err := unpack(data)
	if err != nil {
		return incoming.Set{}, err
	}
	if err := z.each(".ann", func(stem string, raw []byte) error {
		ann, err := characters(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", annotate.Quoted(stem+".ann"), err)
		}
		body, txt := "", z.has(stem+".txt")
		if txt != "" {
			if raw, err = z.read(txt); err != nil {
				return err
			}
			if body, err = characters(raw); err != nil {
				return fmt.Errorf("%s: %w", annotate.Quoted(txt), err)
			}
		}
		return g.standoff(stem, body, txt != "", ann)
	}); err != nil {
		return incoming.Set{}, err
	}
	return g.done()
}

// standoff reads the annotations of one text. What is said of a passage may stand before it.
func (g *gathering) standoff(stem, body string, found bool, ann string) error {
	key := g.article(incoming.Article{Key: stem, File: path.Base(stem) + ".txt"}, body)
	if !found {
		g.tell("its .txt is missing, so its passages have their words alone", stem+".ann")
	}
	type said struct {
		p      incoming.Passage
		labels []string
	}
	of := map[string]*said{}
	var order []string
	lines := strings.Split(strings.ReplaceAll(ann, "\r\n", "\n"), "\n")
	bad := 0
	for i, line := range lines {
		if !strings.HasPrefix(line, "T") {
			continue
		}
		cells := strings.SplitN(line, "\t", 3)
		kind, spans, ok := "", "", len(cells) >= 2
		if ok {
			kind, spans, ok = strings.Cut(cells[1], " ")
		}
		start, end, pieces, valid := bratSpans(spans)
		if !ok || !valid || of[cells[0]] != nil {
			g.tell("line left out, as brat would not read it either", fmt.Sprintf("%s.ann:%d", stem, i+1))
			bad++
			continue
		}
		p := incoming.Passage{ID: stem + "#" + cells[0], Article: key, Start: start, End: end, Unit: incoming.CodePoints}
		if len(cells) == 3 {
			p.Quote = cells[2]
		}
		if pieces > 1 {
			p.Quote = g.pieces(key, p.Quote, spans, start, end)
		}
		s := &said{p: p}
		if kind != bratType {
			s.labels = append(s.labels, kind)
		}
		of[cells[0]], order = s, append(order, cells[0])
	}
	if bad > 0 && bad == len(nonEmpty(lines...)) {
		return refuse("%s.ann holds no line that brat would read", stem)
	}
	for _, line := range lines { // what is said of an event is said of the words that tell of it
		cells := strings.SplitN(line, "\t", 3)
		if !strings.HasPrefix(line, "E") || len(cells) < 2 {
			continue
		}
		arguments := strings.Fields(cells[1])
		if len(arguments) == 0 {
			continue
		}
		if _, words, _ := strings.Cut(arguments[0], ":"); of[words] != nil && of[cells[0]] == nil {
			of[cells[0]] = of[words]
		}
		if len(arguments) > 1 {
			g.tell(toldRelation, stem+"#"+cells[0])
		}
	}
	for i, line := range lines {
		if line == "" || line[0] == 'T' || line[0] == 'E' {
			continue
		}
		cells := strings.SplitN(line, "\t", 3)
		words := []string{}
		if len(cells) > 1 {
			words = strings.Fields(cells[1])
		}
		rest := ""
		if len(cells) == 3 {
			rest = cells[2]
		}
		var s *said
		if len(words) > 1 {
			s = of[words[1]]
		}
		switch kind := line[0]; {
		case kind == 'R' || kind == '*':
			g.tell(toldRelation, stem+"#"+cells[0])
		case s == nil:
			g.tell("left out, as it is not of a passage", fmt.Sprintf("%s.ann:%d", stem, i+1))
		case kind == 'A' || kind == 'M':
			value := words[0]
			if len(words) > 2 {
				value = words[2]
			}
			if v, ok := verdictOf(value); ok {
				s.labels = append(s.labels, string(v))
			} else {
				g.tell("attribute left out, as it is no verdict", strings.Join(words, " "))
			}
		case kind == 'N':
			id, ours := "", false
			if len(words) > 2 {
				id, ours = strings.CutPrefix(words[2], "claimtrace:")
			}
			if ours {
				s.p.Claim = g.claim(incoming.Claim{Key: id, Statement: rest})
			} else {
				g.tell("reference left out, as it is to another base of knowledge", strings.Join(words[2:], " "))
			}
		case kind == '#':
			switch words[0] {
			case bratReviewer:
				s.p.Reviewer = rest
			case bratCiting:
				s.p.Attribution = rest
			case bratID:
				s.p.ID = rest
			default:
				s.p.Note = strings.Join(nonEmpty(s.p.Note, rest), "\n\n")
			}
		default:
			g.tell("line left out, as brat would not read it either", fmt.Sprintf("%s.ann:%d", stem, i+1))
		}
	}
	for _, id := range order {
		g.passage(of[id].p, of[id].labels...)
	}
	return nil
}

// bratSpans reads "2 11;12 20": where the first piece begins, where the last ends, and how
// many there are.
func bratSpans(s string) (start, end, pieces int, ok bool) {
	for i, piece := range strings.Split(s, ";") {
		from, to, two := strings.Cut(strings.TrimSpace(piece), " ")
		a, err1 := strconv.Atoi(from)
		b, err2 := strconv.Atoi(to)
		if !two || err1 != nil || err2 != nil || a < 0 || b <= a || i > 0 && a < end {
			return 0, 0, 0, false
		}
		if i == 0 {
			start = a
		}
		end = b
		pieces++
	}
	return start, end, pieces, pieces > 0
}

// pieces gives the words of a passage in several: what stands in the text from the first
// to the last, where the pieces are those of the file and only line ends lie between.
func (g *gathering) pieces(article, quote, spans string, start, end int) string {
	t := g.texts[article]
	if t == nil {
		return quote
	}
	var words []string
	at, gap := start, false
	for _, piece := range strings.Split(spans, ";") {
		a, b, _, _ := bratSpans(piece)
		gap = gap || strings.Trim(t.file.Slice(at, a), "\r\n") != ""
		words, at = append(words, t.file.Slice(a, b)), b
	}
	if gap {
		g.tell("taken in one piece from its first words to its last", quote)
	}
	if strings.Join(words, " ") != quote {
		return quote
	}
	return cmp.Or(t.file.Slice(start, end), quote)
}
