// Package incoming has an annotation set that came from a file, of this program or of
// another, as the file has it: in this program's words and units, and before anything is
// known of the project that it comes into.
package incoming

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
)

// Set is a set that was read from a file, ours or another program's: what the file
// says, brought into the words and units of this program, and nothing of a project.
type Set struct {
	Format   string // by which it was read, as package exchange names it
	Program  string // what wrote the file, as far as it says so
	Articles []Article
	Claims   []Claim
	Passages []Passage
	// Told is what was left out or taken otherwise than it stands, and why: one for each
	// reason, in the order in which it was met.
	Told []Told
}

// Told is a reason, and what it is said of: the first few things as the file has them and
// how many they are, or "" where it is said of the file.
type Told struct {
	What string `json:"what"`
	Why  string `json:"why"`
}

// String puts it into one line.
func (t Told) String() string { return strings.TrimPrefix(t.What+": "+t.Why, ": ") }

// Telling gathers what is told of a set, by its reasons.
type Telling struct {
	reasons []string
	about   map[string][]string
}

// Tell notes that something is left out or taken otherwise: why is the same for all of a
// kind, what is the one thing, named as the file has it.
func (t *Telling) Tell(why, what string) {
	if t.about == nil {
		t.about = map[string][]string{}
	}
	if _, ok := t.about[why]; !ok {
		t.reasons = append(t.reasons, why)
	}
	t.about[why] = append(t.about[why], what)
}

// Lines are what is told, with the first few things named; never nil.
func (t *Telling) Lines() []Told {
	list := []Told{}
	for _, why := range t.reasons {
		const named = 4
		things := t.about[why]
		var seen []string
		for _, t := range things {
			if t != "" && !slices.Contains(seen, t) && len(seen) < named {
				seen = append(seen, t)
			}
		}
		said := make([]string, len(seen))
		for i, t := range seen {
			said[i] = annotate.Quoted(short(t))
		}
		line := strings.Join(said, ", ")
		switch n := len(things); {
		case n > 1 && line == "":
			line = fmt.Sprintf("%d times", n)
		case line == "":
		case n > len(seen):
			line += fmt.Sprintf(" … (%d)", n)
		}
		list = append(list, Told{line, why})
	}
	return list
}

// The reasons why a passage has no sure place in a text that is here.
const (
	NotThere = "its words do not stand in the text, so its place is to be found by hand"
	Several  = "its words stand in the text more than once, so its place is to be chosen by hand"
)

// Article is an article that passages of the set are in. It is found in a project
// by its ID, else by its URL, else by the SHA-256 of its text.
type Article struct {
	Key        string      // names it in the set; never ""
	ID         annotate.ID // that it has in Claimtrace, "" where the file has none
	SHA256     string      // of Text; where that is not here what the file says, or ""
	URL        string
	ExternalID string
	Title      string
	Outlet     string
	Byline     string
	Published  annotate.Publication
	Language   string
	File       string
	Text       string // in canonical form; "" where the set does not carry it
	Chars      int    // length of the text in code points, 0 where the file does not say
}

// Claim is a claim of the set.
type Claim struct {
	Key       string // names it in the set; never ""
	ID        annotate.ID
	Statement string // one line
	Resolved  annotate.Verdict
	Reason    string
	Evidence  []string // ids of passages of the set
	Note      string
	Decider   string // who resolved it, as Reviewer of a passage
	DeciderID string
	Decided   time.Time // zero where unknown
	Created   time.Time
}

// Unit is what offsets count.
type Unit string

// The units of offsets.
const (
	CodePoints Unit = "code points"
	UTF16Units Unit = "UTF-16 code units"
)

// Passage is a passage of the set.
type Passage struct {
	ID      string // in the file; "" where the format knows none
	Article string // key of the article
	// Start and End are where the file says it stands, End exclusive, counted in Unit;
	// -1 where it does not say. Where Placed they are code points of the article's
	// canonical text, and Quote stands there.
	Start, End            int
	Unit                  Unit
	Placed                bool
	Quote, Prefix, Suffix string
	Verdict               annotate.Verdict
	Claim                 string // key of the claim, "" for none
	Reviewer              string // name, "" where the file has none
	ReviewerID            string // as the file has it
	Attribution, Note     string
	Created, Modified     time.Time // zero where unknown
}

// at is where its offsets lie in the text of its article, in code points; inside is false
// where they do not lie in it.
func (p *Passage) at(o *text.Offsets) (start, end int, inside bool) {
	start, end = p.Start, p.End
	if p.Unit == UTF16Units {
		var err1, err2 error
		start, err1 = o.FromUTF16(start)
		end, err2 = o.FromUTF16(end)
		if err1 != nil || err2 != nil {
			start, end = -1, -1
		}
	}
	return start, end, start >= 0 && start < end && end <= o.Len()
}

// Stands tells whether the words stand at the offsets, or there are none, so that [Passage.Place]
// has nothing to search for.
func (p *Passage) Stands(o *text.Offsets) bool {
	start, end, inside := p.at(o)
	return p.Quote == "" || inside && annotate.ShortQuote(o.Slice(start, end)) == annotate.ShortQuote(p.Quote)
}

// Place finds the passage in the text of its article. Its words win over its offsets: where
// they do not stand there they are searched for, with the white space as it may be, and
// by what stands around them; of several such places one that is by far the nearest to the
// offsets is meant. Where that leaves none or several the error wraps [anchor.ErrMissing]
// or [anchor.ErrAmbiguous], and nothing changes.
func (p *Passage) Place(o *text.Offsets) error {
	start, end, inside := p.at(o)
	if p.Quote == "" {
		if !inside {
			return fmt.Errorf("%w: it has no words, and its offsets lie outside", anchor.ErrMissing)
		}
		p.stand(o, annotate.Span{Start: start, End: end})
		return nil
	}
	if p.Stands(o) {
		p.stand(o, annotate.Span{Start: start, End: end})
		return nil
	}
	spans := loosely(o, p.Quote)
	if exactly := anchor.All(o, p.Quote); len(exactly) == len(spans) {
		spans = exactly
	}
	if len(spans) == 0 {
		spans = shortened(o, p.Quote, p.End-p.Start, p.Unit)
	}
	if len(spans) > 1 {
		if at := slices.IndexFunc(spans, func(s annotate.Span) bool { return s.Start == start }); at >= 0 {
			spans = spans[at : at+1]
		} else if fit := p.among(o, spans); len(fit) > 0 {
			spans = fit
		}
		spans = nearest(spans, start)
	}
	switch len(spans) {
	case 0:
		return fmt.Errorf("%w: %s", anchor.ErrMissing, annotate.Quoted(short(p.Quote)))
	case 1:
		p.stand(o, spans[0])
		return nil
	}
	return fmt.Errorf("%w: %s", anchor.ErrAmbiguous, annotate.Quoted(short(p.Quote)))
}

func (p *Passage) stand(o *text.Offsets, s annotate.Span) {
	p.Start, p.End, p.Unit, p.Placed, p.Quote = s.Start, s.End, CodePoints, true, o.Slice(s.Start, s.End)
}

// among keeps the places where what stands around is what the file says, whatever its
// white space.
func (p *Passage) among(o *text.Offsets, spans []annotate.Span) (kept []annotate.Span) {
	before, after := oneLine(p.Prefix), oneLine(p.Suffix)
	if before == "" && after == "" {
		return nil
	}
	const room = 4 * anchor.Context // white space may be more in the text
	for _, s := range spans {
		if strings.HasSuffix(oneLine(o.Slice(max(s.Start-len(before)-room, 0), s.Start)), before) && strings.HasPrefix(oneLine(o.Slice(s.End, s.End+len(after)+room)), after) {
			kept = append(kept, s)
		}
	}
	return kept
}

// shortened returns the places of a passage of a length of which the quote holds the two
// ends, as [annotate.ShortQuote] makes them.
func shortened(o *text.Offsets, quote string, length int, unit Unit) (spans []annotate.Span) {
	words := []rune(quote)
	if len(words) != annotate.MaxQuote || length <= annotate.MaxQuote {
		return nil
	}
	head, tail := string(words[:annotate.MaxQuote/2]), string(words[annotate.MaxQuote/2:])
	for _, s := range anchor.All(o, head) {
		end := s.Start + length
		if unit == UTF16Units {
			var err error
			if end, err = o.FromUTF16(o.UTF16(s.Start) + length); err != nil {
				continue
			}
		}
		if end <= o.Len() && o.Slice(end-annotate.MaxQuote/2, end) == tail {
			spans = append(spans, annotate.Span{Start: s.Start, End: end})
		}
	}
	return spans
}

// nearest keeps of several places the one that is nearest to the start that the file says,
// where the next is four times as far: so far no text moves that was changed a little.
func nearest(spans []annotate.Span, start int) []annotate.Span {
	if start < 0 || len(spans) < 2 {
		return spans
	}
	far := func(s annotate.Span) int { return max(s.Start-start, start-s.Start) }
	by := slices.SortedStableFunc(slices.Values(spans), func(a, b annotate.Span) int { return cmp.Compare(far(a), far(b)) })
	if 4*far(by[0]) <= far(by[1]) {
		return by[:1]
	}
	return spans
}

// loosely returns the places of a quote when a run of white space is as good as another.
func loosely(o *text.Offsets, quote string) (spans []annotate.Span) {
	quote = oneLine(quote)
	if quote == "" {
		return nil
	}
	var flat strings.Builder
	at := make([]int32, 0, o.Len()+1) // of each code point of flat its place in the text
	point, space := int32(0), false
	for _, r := range o.Text() {
		if !unicode.IsSpace(r) {
			flat.WriteRune(r)
			at, space = append(at, point), false
		} else if !space {
			flat.WriteByte(' ')
			at, space = append(at, point), true
		}
		point++
	}
	flatly := text.NewOffsets(flat.String())
	for _, s := range anchor.All(flatly, quote) {
		spans = append(spans, annotate.Span{Start: int(at[s.Start]), End: int(at[s.End-1]) + 1})
	}
	return spans
}

// oneLine puts a text into one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// short is the beginning of a quote, in one line.
func short(quote string) string {
	words := []rune(oneLine(quote))
	if len(words) > 60 {
		return string(words[:59]) + "…"
	}
	return string(words)
}
