package exchange

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
)

// Incoming is a set that was read from a file, ours or another program's: what the file
// says, brought into the words and units of this program, and nothing of a project.
type Incoming struct {
	Program  string // what wrote the file, as far as it says so
	Articles []IncomingArticle
	Claims   []IncomingClaim
	Passages []IncomingPassage
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

// IncomingArticle is an article that passages of the set are in. It is found in a project
// by its ID, else by its URL, else by the SHA-256 of its text.
type IncomingArticle struct {
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
}

// IncomingClaim is a claim of the set.
type IncomingClaim struct {
	Key       string // names it in the set; never ""
	ID        annotate.ID
	Statement string // one line
	Resolved  annotate.Verdict
	Reason    string
	Evidence  []string // ids of passages of the set
	Note      string
}

// Unit is what offsets count.
type Unit string

// The units of offsets.
const (
	CodePoints Unit = "code points"
	UTF16Units Unit = "UTF-16 code units"
)

// IncomingPassage is a passage of the set.
type IncomingPassage struct {
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

// Place finds the passage in the text of its article. Its words win over its offsets: where
// they do not stand there they are searched for, with the white space as it may be, and
// by what stands around them; of several such places one that is by far the nearest to the
// offsets is meant. Where that leaves none or several the error wraps [anchor.ErrMissing]
// or [anchor.ErrAmbiguous], and nothing changes.
func (p *IncomingPassage) Place(o *text.Offsets) error {
	start, end := p.Start, p.End
	if p.Unit == UTF16Units {
		var err1, err2 error
		start, err1 = o.FromUTF16(start)
		end, err2 = o.FromUTF16(end)
		if err1 != nil || err2 != nil {
			start, end = -1, -1
		}
	}
	inside := start >= 0 && start < end && end <= o.Len()
	if p.Quote == "" {
		if !inside {
			return fmt.Errorf("%w: it has no words, and its offsets lie outside", anchor.ErrMissing)
		}
		p.stand(o, annotate.Span{Start: start, End: end})
		return nil
	}
	if inside && annotate.ShortQuote(o.Slice(start, end)) == annotate.ShortQuote(p.Quote) {
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
		return fmt.Errorf("%w: %s", anchor.ErrMissing, annotate.Quoted(label(p.Quote)))
	case 1:
		p.stand(o, spans[0])
		return nil
	}
	return fmt.Errorf("%w: %s", anchor.ErrAmbiguous, annotate.Quoted(label(p.Quote)))
}

func (p *IncomingPassage) stand(o *text.Offsets, s annotate.Span) {
	p.Start, p.End, p.Unit, p.Placed, p.Quote = s.Start, s.End, CodePoints, true, o.Slice(s.Start, s.End)
}

// among keeps the places where what stands around is what the file says, whatever its
// white space.
func (p *IncomingPassage) among(o *text.Offsets, spans []annotate.Span) (kept []annotate.Span) {
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

// verdictOf reads a label that is a verdict's name, whatever its case and with or
// without the word verdict before it.
func verdictOf(label string) (annotate.Verdict, bool) {
	s := strings.ToLower(strings.TrimSpace(label))
	for _, before := range []string{"verdicts", "verdict"} {
		if rest, ok := strings.CutPrefix(s, before); ok {
			s = strings.TrimLeft(rest, " \t:=/\\|>._-#")
			break
		}
	}
	v, err := annotate.ParseVerdict(strings.Trim(s, " \t\"'#"))
	return v, err == nil && v != ""
}

// gathering puts a set together while a file is read.
type gathering struct {
	in       Incoming
	texts    map[string]*bodyText // by article's key
	articles map[string]int
	claims   map[string]int
	stated   map[string]string // statement -> key
	told     []string
	about    map[string][]string
	searched int // bytes of texts in which words were looked for
}

func gather() *gathering {
	return &gathering{
		in:    Incoming{Articles: []IncomingArticle{}, Claims: []IncomingClaim{}, Passages: []IncomingPassage{}, Told: []Told{}},
		texts: map[string]*bodyText{}, articles: map[string]int{}, claims: map[string]int{}, stated: map[string]string{}, about: map[string][]string{},
	}
}

// tell notes that something is left out or taken otherwise: why is the same for all of a
// kind, what is the one thing, named as the file has it.
func (g *gathering) tell(why, what string) {
	if _, ok := g.about[why]; !ok {
		g.told = append(g.told, why)
	}
	g.about[why] = append(g.about[why], what)
}

// The reasons that several readers have.
const (
	toldNoVerdict = "taken as unconfirmed, as the file gives no verdict"
	toldLabel     = "no verdict: taken as the statement of a claim, its passages as unconfirmed"
	toldOutside   = "left out, as the offsets lie outside the text and there are no words"
	toldMoved     = "found by its words, as they do not stand at the offsets given"
	toldSeeking   = "its words do not stand in the text, so its place is to be found by hand"
	toldSeveral   = "its words stand in the text more than once, so its place is to be chosen by hand"
	toldRelation  = "relation left out: passages are tied by their claims"
)

// lines are what is told, with the first few things named.
func (g *gathering) lines() []Told {
	list := []Told{}
	for _, why := range g.told {
		const named = 4
		things := g.about[why]
		var seen []string
		for _, t := range things {
			if t != "" && !slices.Contains(seen, t) && len(seen) < named {
				seen = append(seen, t)
			}
		}
		said := make([]string, len(seen))
		for i, t := range seen {
			said[i] = annotate.Quoted(label(t))
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

// article adds an article, and fills what was not known of one that is there; body is
// its text as the file has it.
func (g *gathering) article(a IncomingArticle, body string) string {
	i, ok := g.articles[a.Key]
	if !ok {
		i = len(g.in.Articles)
		g.articles[a.Key] = i
		g.in.Articles = append(g.in.Articles, IncomingArticle{Key: a.Key})
	}
	have := &g.in.Articles[i]
	for _, f := range []struct {
		to   *string
		from string
	}{
		{&have.SHA256, a.SHA256}, {&have.URL, lineOf(a.URL)}, {&have.ExternalID, lineOf(a.ExternalID)}, {&have.Title, lineOf(a.Title)}, {&have.Outlet, lineOf(a.Outlet)},
		{&have.Byline, lineOf(a.Byline)}, {&have.Language, lineOf(a.Language)}, {&have.File, lineOf(a.File)},
	} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	have.ID, have.Published = cmp.Or(have.ID, a.ID), cmp.Or(have.Published, a.Published)
	if body != "" && g.texts[a.Key] == nil {
		t, err := newBodyText(body)
		if err != nil {
			g.tell("its text cannot be taken in: "+err.Error(), cmp.Or(a.Title, a.Key))
			return a.Key
		}
		g.texts[a.Key] = t
		have.Text = t.o.Text()
		sum := sha256.Sum256([]byte(have.Text))
		if of := hex.EncodeToString(sum[:]); have.SHA256 != of {
			if have.SHA256 != "" {
				g.tell("its text was changed since it came out of Claimtrace", cmp.Or(a.Title, a.Key))
			}
			have.SHA256 = of
		}
	}
	return a.Key
}

// published reads a publication time; one in no form that is known is told.
func (g *gathering) published(s string) annotate.Publication {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	p, err := annotate.ParsePublication(s)
	if err != nil {
		g.tell("left out, as it is no time of publication", s)
	}
	return p
}

// moment reads a time of the log; zero for what is none.
func moment(s string) time.Time {
	t, err := annotate.ParseTime(s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// lineOf is a text without the line breaks that a line cannot hold.
func lineOf(s string) string {
	if strings.ContainsAny(s, "\n\r") {
		return oneLine(s)
	}
	return s
}

// uuidOf is an id of Claimtrace, "" for what is none.
func uuidOf(s string) annotate.ID {
	if len(s) != 36 {
		return ""
	}
	id, err := annotate.ParseID(s)
	if err != nil {
		return ""
	}
	return id
}

// claim adds a claim, and returns its key: what the file has as its id, else one of its
// statement. The same statement without id is the same claim.
func (g *gathering) claim(c IncomingClaim) string {
	c.Statement = canonicalQuote(strings.TrimSpace(lineOf(c.Statement)))
	if c.Key == "" {
		if c.Statement == "" {
			return ""
		}
		if key, ok := g.stated[c.Statement]; ok {
			return key
		}
		c.Key = "statement:" + c.Statement
	}
	if i, ok := g.claims[c.Key]; ok {
		have := &g.in.Claims[i]
		have.Statement, have.Resolved = cmp.Or(have.Statement, c.Statement), cmp.Or(have.Resolved, c.Resolved)
		have.Reason, have.Note = cmp.Or(have.Reason, c.Reason), cmp.Or(have.Note, c.Note)
		return c.Key
	}
	c.ID = uuidOf(c.Key)
	g.claims[c.Key] = len(g.in.Claims)
	g.in.Claims = append(g.in.Claims, c)
	if _, ok := g.stated[c.Statement]; !ok {
		g.stated[c.Statement] = c.Key
	}
	return c.Key
}

// passage adds a passage with the labels that the file gives it: verdicts, and any
// others, each of which is a claim. A passage of several verdicts or claims is as many
// passages. p.Verdict and p.Claim stand where the file has them apart.
func (g *gathering) passage(p IncomingPassage, labels ...string) {
	verdicts := nonEmpty(string(p.Verdict))
	claims := nonEmpty(p.Claim)
	for _, l := range labels {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		if v, ok := verdictOf(l); ok {
			if !slices.Contains(verdicts, string(v)) {
				verdicts = append(verdicts, string(v))
			}
			continue
		}
		g.tell(toldLabel, l)
		if key := g.claim(IncomingClaim{Statement: l}); key != "" && !slices.Contains(claims, key) {
			claims = append(claims, key)
		}
	}
	if len(verdicts) == 0 {
		if len(claims) == 0 || p.Claim != "" {
			g.tell(toldNoVerdict, cmp.Or(p.Quote, p.ID))
		}
		verdicts = []string{string(annotate.Unconfirmed)}
	}
	if len(claims) == 0 {
		claims = []string{""}
	}
	id, n := p.ID, 0
	for _, v := range verdicts {
		for _, c := range claims {
			n++
			p.Verdict, p.Claim = annotate.Verdict(v), c
			if p.ID = id; n > 1 && id != "" {
				p.ID = fmt.Sprintf("%s#%d", id, n)
			}
			g.add(p)
		}
	}
}

// add places a passage where its article's text is here, else leaves that to who has it.
func (g *gathering) add(p IncomingPassage) {
	if len(g.in.Passages) == mostPassages {
		g.tell(fmt.Sprintf("left out, as a file may hold %d passages", mostPassages), "")
		return
	}
	p.Quote, p.Prefix, p.Suffix = canonicalQuote(p.Quote), canonicalQuote(p.Prefix), canonicalQuote(p.Suffix)
	p.Attribution, p.Reviewer = lineOf(p.Attribution), strings.TrimSpace(lineOf(p.Reviewer))
	if p.Unit == "" {
		p.Unit = CodePoints
	}
	t := g.texts[p.Article]
	if t == nil {
		if p.Quote == "" && (p.Start < 0 || p.End <= p.Start) {
			g.tell("left out, as it has neither words nor a place", p.ID)
			return
		}
		if p.Start < 0 || p.End < p.Start {
			p.Start, p.End = -1, -1
		}
		g.in.Passages = append(g.in.Passages, p)
		return
	}
	if start, end, ok := t.span(p.Start, p.End, p.Unit); ok {
		p.Start, p.End, p.Unit = start, end, CodePoints
	} else if p.Quote == "" {
		g.tell(toldOutside, cmp.Or(p.ID, fmt.Sprintf("%d–%d", p.Start, p.End)))
		return
	} else {
		p.Start, p.End, p.Unit = -1, -1, CodePoints
	}
	before := p
	if p.Quote != "" && (p.Start < 0 || annotate.ShortQuote(t.o.Slice(p.Start, p.End)) != annotate.ShortQuote(p.Quote)) {
		if g.searched += len(t.o.Text()); g.searched > mostSearched {
			g.tell(toldSeeking, p.Quote)
			g.in.Passages = append(g.in.Passages, p)
			return
		}
	}
	switch err := p.Place(t.o); {
	case errors.Is(err, anchor.ErrAmbiguous):
		g.tell(toldSeveral, p.Quote)
	case err != nil:
		g.tell(toldSeeking, p.Quote)
	case p.Start != before.Start || p.End != before.End:
		if before.Start >= 0 {
			g.tell(toldMoved, p.Quote)
		}
	}
	g.in.Passages = append(g.in.Passages, p)
}

func (g *gathering) done() (Incoming, error) {
	g.in.Told = g.lines()
	return g.in, nil
}

// canonicalQuote brings words into the form that the texts of articles have.
func canonicalQuote(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return norm.NFC.String(s)
}

// bodyText is the text of an article as a file has it and as it is kept, and where a
// place in the one is in the other.
type bodyText struct {
	file *offsets
	o    *offsets // canonical
	lost bool     // that cannot be told, as of a letter with dozens of marks
	to   []int32  // by code point of the file's text; nil where both are the same. A place inside of what became one is -1.
}

func newBodyText(body string) (*bodyText, error) {
	canonical, err := text.Canonical([]byte(body))
	if err != nil {
		return nil, err
	}
	t := &bodyText{o: text.NewOffsets(canonical)}
	if canonical == body {
		t.file = t.o
		return t, nil
	}
	t.file = text.NewOffsets(body)
	t.to = make([]int32, 0, t.file.Len()+1)
	point := int32(0)
	for strings.HasPrefix(body, "\ufeff") {
		t.to, body = append(t.to, 0), body[len("\ufeff"):]
	}
	for body != "" {
		n, into := 1, 1
		switch {
		case strings.HasPrefix(body, "\r\n"):
			n = 2
		case body[0] < utf8.RuneSelf && (len(body) == 1 || body[1] < utf8.RuneSelf):
		default:
			n = norm.NFC.NextBoundaryInString(body, true)
			into = utf8.RuneCountInString(norm.NFC.String(body[:n]))
		}
		points := utf8.RuneCountInString(body[:n])
		for i := range points {
			switch {
			case i == 0:
				t.to = append(t.to, point)
			case points == into:
				t.to = append(t.to, point+int32(i))
			default:
				t.to = append(t.to, -1)
			}
		}
		point += int32(into)
		body = body[n:]
	}
	t.to = append(t.to, point)
	t.lost = int(point) != t.o.Len()
	return t, nil
}

// span brings a place in the file's text into code points of the canonical one. What cuts
// through what became one character takes it in whole.
func (t *bodyText) span(start, end int, unit Unit) (int, int, bool) {
	if unit == UTF16Units {
		var err1, err2 error
		start, err1 = t.file.FromUTF16(start)
		end, err2 = t.file.FromUTF16(end)
		if err1 != nil || err2 != nil {
			return 0, 0, false
		}
	}
	if t.lost || start < 0 || end <= start || end > t.file.Len() {
		return 0, 0, false
	}
	if t.to == nil {
		return start, end, true
	}
	for start > 0 && t.to[start] < 0 {
		start--
	}
	for end < len(t.to)-1 && t.to[end] < 0 {
		end++
	}
	return int(t.to[start]), int(t.to[end]), true
}

// reader turns the bytes of a file into a set; name is that of the file, without
// folders. beside has the files that lie in its folder, for formats of several files; nil
// where nothing lies there. Errors wrap [ErrIncoming].
type reader = func(name string, data []byte, beside fs.FS) (Incoming, error)
