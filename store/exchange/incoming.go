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
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/incoming"
	"claimtrace/annotate/text"
)

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
	in       incoming.Set
	texts    map[string]*bodyText // by article's key
	articles map[string]int
	claims   map[string]int
	stated   map[string]string // statement -> key
	telling  incoming.Telling
	searched int // bytes of texts in which words were looked for
}

func gather() *gathering {
	return &gathering{
		in:    incoming.Set{Articles: []incoming.Article{}, Claims: []incoming.Claim{}, Passages: []incoming.Passage{}, Told: []incoming.Told{}},
		texts: map[string]*bodyText{}, articles: map[string]int{}, claims: map[string]int{}, stated: map[string]string{},
	}
}

// tell is [incoming.Telling.Tell].
func (g *gathering) tell(why, what string) { g.telling.Tell(why, what) }

// The reasons that several readers have.
const (
	toldNoVerdict = "taken as unconfirmed, as the file gives no verdict"
	toldLabel     = "no verdict: taken as the statement of a claim, its passages as unconfirmed"
	toldOutside   = "left out, as the offsets lie outside the text and there are no words"
	toldMoved     = "found by its words, as they do not stand at the offsets given"
	toldRelation  = "relation left out: passages are tied by their claims"
)

// article adds an article, and fills what was not known of one that is there; body is
// its text as the file has it.
func (g *gathering) article(a incoming.Article, body string) string {
	i, ok := g.articles[a.Key]
	if !ok {
		i = len(g.in.Articles)
		g.articles[a.Key] = i
		g.in.Articles = append(g.in.Articles, incoming.Article{Key: a.Key})
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
	have.ID, have.Published, have.Chars = cmp.Or(have.ID, a.ID), cmp.Or(have.Published, a.Published), cmp.Or(have.Chars, a.Chars)
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
func (g *gathering) claim(c incoming.Claim) string {
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
func (g *gathering) passage(p incoming.Passage, labels ...string) {
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
		if key := g.claim(incoming.Claim{Statement: l}); key != "" && !slices.Contains(claims, key) {
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
func (g *gathering) add(p incoming.Passage) {
	if len(g.in.Passages) == mostPassages {
		g.tell(fmt.Sprintf("left out, as a file may hold %d passages", mostPassages), "")
		return
	}
	p.Quote, p.Prefix, p.Suffix = canonicalQuote(p.Quote), canonicalQuote(p.Prefix), canonicalQuote(p.Suffix)
	p.Attribution, p.Reviewer = lineOf(p.Attribution), strings.TrimSpace(lineOf(p.Reviewer))
	if p.Unit == "" {
		p.Unit = incoming.CodePoints
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
		p.Start, p.End, p.Unit = start, end, incoming.CodePoints
	} else if p.Quote == "" {
		g.tell(toldOutside, cmp.Or(p.ID, fmt.Sprintf("%d–%d", p.Start, p.End)))
		return
	} else {
		p.Start, p.End, p.Unit = -1, -1, incoming.CodePoints
	}
	before := p
	if !p.Stands(t.o) {
		if g.searched += len(t.o.Text()); g.searched > mostSearched {
			g.tell(incoming.NotThere, p.Quote)
			g.in.Passages = append(g.in.Passages, p)
			return
		}
	}
	switch err := p.Place(t.o); {
	case errors.Is(err, anchor.ErrAmbiguous):
		g.tell(incoming.Several, p.Quote)
	case err != nil:
		g.tell(incoming.NotThere, p.Quote)
	case p.Start != before.Start || p.End != before.End:
		if before.Start >= 0 {
			g.tell(toldMoved, p.Quote)
		}
	}
	g.in.Passages = append(g.in.Passages, p)
}

func (g *gathering) done() (incoming.Set, error) {
	g.in.Told = g.telling.Lines()
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
func (t *bodyText) span(start, end int, unit incoming.Unit) (int, int, bool) {
	if unit == incoming.UTF16Units {
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
type reader = func(name string, data []byte, beside fs.FS) (incoming.Set, error)
