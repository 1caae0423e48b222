package exchange

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
	"claimtrace/annotate/text"
)

// refiProject is a REFI-QDA 1.5 project: the texts, a case for each claim with the
// passages that state it, a code for each verdict. Positions count code points, the
// end exclusive, as programs write it.
var refiProject = Format{
	Name: "qdpx", Title: "REFI-QDA project", Extension: ".qdpx",
	Description: "REFI-QDA project for QualCoder, NVivo, ATLAS.ti and MAXQDA: claims as cases, verdicts as codes, offsets in code points",
	Leaves:      "how and by whom a claim was decided, beyond the verdict and the reason",
	Texts:       true, Write: alone(writeRefiProject), Read: readRefiProject,
}

// refiCodebook is a REFI-QDA codebook: the verdicts, and the claims.
var refiCodebook = Format{
	Name: "qdc", Title: "REFI-QDA codebook", Extension: ".qdc",
	Description: "REFI-QDA codebook: verdicts and claims as codes, without passages",
	Leaves:      "articles, passages, reviewers and decisions",
	Write:       alone(writeRefiCodebook), Read: readRefiCodebook,
}

const refiOrigin = "Claimtrace"

// refiSpace names what has an id only in such files, and always the same.
var refiSpace = uuid.MustParse("6f1d5b0e-6a0b-4c1e-9a53-2a3cf0d8d9b1")

func refiID(name string) string { return uuid.NewSHA1(refiSpace, []byte(name)).String() }

// verdictColours are those of the window.
var verdictColours = map[annotate.Verdict]string{annotate.Confirmed: "#0a7a5a", annotate.Disputed: "#b8410b", annotate.Unconfirmed: "#2563a8"}

type refiUser struct {
	GUID string `xml:"guid,attr"`
	Name string `xml:"name,attr"`
}

type refiCode struct {
	GUID        string     `xml:"guid,attr"`
	Name        string     `xml:"name,attr"`
	Codable     bool       `xml:"isCodable,attr"`
	Color       string     `xml:"color,attr,omitempty"`
	Description string     `xml:"Description,omitempty"`
	Codes       []refiCode `xml:"Code"`
}

type refiRef struct {
	Target string `xml:"targetGUID,attr"`
}

type refiVariable struct {
	GUID string `xml:"guid,attr"`
	Name string `xml:"name,attr"`
	Type string `xml:"typeOfVariable,attr"`
}

type refiValue struct {
	Ref  refiRef `xml:"VariableRef"`
	Text string  `xml:"TextValue"`
}

type refiCase struct {
	GUID        string      `xml:"guid,attr"`
	Name        string      `xml:"name,attr"`
	Description string      `xml:"Description,omitempty"`
	Values      []refiValue `xml:"VariableValue"`
	Selections  []refiRef   `xml:"SelectionRef"`
}

type refiSelection struct {
	GUID        string      `xml:"guid,attr"`
	Name        string      `xml:"name,attr"`
	Start       int         `xml:"startPosition,attr"`
	End         int         `xml:"endPosition,attr"`
	User        string      `xml:"creatingUser,attr,omitempty"`
	Created     string      `xml:"creationDateTime,attr,omitempty"`
	Modified    string      `xml:"modifiedDateTime,attr,omitempty"`
	Description string      `xml:"Description,omitempty"`
	Coding      *refiCoding `xml:"Coding"`
}

type refiCoding struct {
	GUID string  `xml:"guid,attr"`
	User string  `xml:"creatingUser,attr,omitempty"`
	Code refiRef `xml:"CodeRef"`
}

type refiSource struct {
	GUID       string          `xml:"guid,attr"`
	Name       string          `xml:"name,attr"`
	Path       string          `xml:"plainTextPath,attr"`
	Created    string          `xml:"creationDateTime,attr,omitempty"`
	Selections []refiSelection `xml:"PlainTextSelection"`
	Values     []refiValue     `xml:"VariableValue"`
}

type refiCodeBook struct {
	Codes []refiCode `xml:"Codes>Code"`
}

type refiFile struct {
	XMLName   xml.Name       `xml:"urn:QDA-XML:project:1.0 Project"`
	Name      string         `xml:"name,attr"`
	Origin    string         `xml:"origin,attr"`
	Created   string         `xml:"creationDateTime,attr"`
	Users     []refiUser     `xml:"Users>User"`
	CodeBook  refiCodeBook   `xml:"CodeBook"`
	Variables []refiVariable `xml:"Variables>Variable"`
	Cases     []refiCase     `xml:"Cases>Case"`
	Sources   []refiSource   `xml:"Sources>TextSource"`
}

// The variables of sources, and that of cases.
const (
	refiOutlet    = "Outlet"
	refiByline    = "Byline"
	refiPublished = "Published"
	refiAddress   = "Address"
	refiLanguage  = "Language"
	refiSHA256    = "SHA-256"
	refiVerdict   = "Verdict of the claim"
	refiWithheld  = "Withheld" // of both
)

func verdictCodes() []refiCode {
	var codes []refiCode
	for _, v := range annotate.Verdicts {
		codes = append(codes, refiCode{GUID: refiID("verdict " + string(v)), Name: string(v), Codable: true, Color: verdictColours[v]})
	}
	return codes
}

// refiValues gives variables their values; those without one are left out.
func refiValues(pairs ...string) (values []refiValue) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			values = append(values, refiValue{refiRef{refiID("variable " + pairs[i])}, pairs[i+1]})
		}
	}
	return values
}

func writeRefiProject(w io.Writer, s Set) error {
	f := refiFile{
		Name: s.name(), Origin: refiOrigin, Created: Stamp(s.Exported), CodeBook: refiCodeBook{verdictCodes()},
	}
	for _, r := range s.Reviewers {
		f.Users = append(f.Users, refiUser{string(r.ID), r.Name})
	}
	for _, name := range []string{refiOutlet, refiByline, refiPublished, refiAddress, refiLanguage, refiSHA256, refiVerdict, refiWithheld} {
		f.Variables = append(f.Variables, refiVariable{refiID("variable " + name), name, "Text"})
	}
	return writeArchive(w, s.Exported, func(z archive) error {
		stated := map[annotate.ID][]refiRef{} // the passages of a claim
		if err := s.eachText(func(a Article, o *offsets, list []Annotation) error {
			published := ""
			if a.Published != nil {
				published = *a.Published
			}
			source := refiSource{
				GUID: string(a.ID), Name: cmp.Or(a.Title, a.Outlet, string(a.ID)), Path: "internal://" + string(a.ID) + ".txt", Created: a.AddedAt,
				Values: refiValues(refiOutlet, a.Outlet, refiByline, a.Byline, refiPublished, published, refiAddress, a.URL, refiLanguage, a.Language, refiSHA256, a.SHA256, refiWithheld, strings.Join(a.Withheld, " ")),
			}
			for _, n := range list {
				sel := refiSelection{
					GUID: string(n.ID), Name: label(n.Quote), Start: n.Start, End: n.End, User: string(n.ReviewerID), Created: n.Created, Modified: n.Modified,
					Description: describe(n),
				}
				if words := withheld(n.Withheld); words != "" { // its name is what programs show of it
					sel.Name += " (" + words + ")"
				}
				if n.Verdict != "" {
					sel.Coding = &refiCoding{refiID("coding " + string(n.ID)), string(n.ReviewerID), refiRef{refiID("verdict " + string(n.Verdict))}}
				}
				source.Selections = append(source.Selections, sel)
				if n.Claim != nil {
					stated[*n.Claim] = append(stated[*n.Claim], refiRef{string(n.ID)})
				}
			}
			f.Sources = append(f.Sources, source)
			return z.putText("sources/"+string(a.ID)+".txt", o.Text())
		}); err != nil {
			return err
		}
		for _, c := range s.Claims {
			f.Cases = append(f.Cases, refiCase{
				GUID: string(c.ID), Name: c.Statement, Description: strings.Join(nonEmpty(c.Reason, c.Note), "\n\n"),
				Values: refiValues(refiVerdict, c.Verdict, refiWithheld, strings.Join(c.Withheld, " ")), Selections: stated[c.ID],
			})
		}
		return z.put("project.qde", func(w io.Writer) error { return encodeXML(w, f) })
	})
}

// describe is whom a passage cites, and the note, for formats with one text for both.
func describe(n Annotation) string {
	citing := ""
	if n.Attribution != "" {
		citing = citingLine + n.Attribution
	}
	return strings.Join(nonEmpty(citing, n.Note), "\n\n")
}

func nonEmpty(list ...string) (kept []string) {
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// label is the first words of a passage in one line.
func label(quote string) string {
	words := []rune(oneLine(quote))
	if len(words) > 60 {
		return string(words[:59]) + "…"
	}
	return string(words)
}

func writeRefiCodebook(w io.Writer, s Set) error {
	claims := refiCode{GUID: refiID("claims"), Name: "Claims"}
	for _, c := range s.Claims {
		claims.Codes = append(claims.Codes, refiCode{GUID: string(c.ID), Name: c.Statement, Codable: true, Description: c.Note})
	}
	verdicts := refiCode{GUID: refiID("verdicts"), Name: "Verdicts", Codes: verdictCodes()}
	return encodeXML(w, struct {
		XMLName xml.Name   `xml:"urn:QDA-XML:codebook:1.0 CodeBook"`
		Origin  string     `xml:"origin,attr"`
		Codes   []refiCode `xml:"Codes>Code"`
	}{Origin: refiOrigin, Codes: []refiCode{verdicts, claims}})
}

// encodeXML writes a value as a document of XML.
func encodeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// What is read of a project of any program. Names of elements are as the standard has them,
// whatever their namespace.
type (
	refiFound struct {
		XMLName   xml.Name
		Origin    string          `xml:"origin,attr"`
		Users     []refiUser      `xml:"Users>User"`
		Codes     []refiNode      `xml:"CodeBook>Codes>Code"`
		Variables []refiNode      `xml:"Variables>Variable"`
		Cases     []refiFoundCase `xml:"Cases>Case"`
		Sources   struct {
			Texts  []refiText  `xml:"TextSource"`
			Others []refiOther `xml:",any"`
		} `xml:"Sources"`
		Links []refiNode `xml:"Links>Link"`
		Notes []refiNode `xml:"Notes>Note"`
	}
	refiNode struct {
		GUID        string     `xml:"guid,attr"`
		Name        string     `xml:"name,attr"`
		Codable     string     `xml:"isCodable,attr"`
		Description string     `xml:"Description"`
		Codes       []refiNode `xml:"Code"`
	}
	refiFoundCase struct {
		refiNode
		Values     []refiValue `xml:"VariableValue"`
		Selections []refiRef   `xml:"SelectionRef"`
	}
	refiText struct {
		GUID       string               `xml:"guid,attr"`
		Name       string               `xml:"name,attr"`
		Path       string               `xml:"plainTextPath,attr"`
		Content    string               `xml:"PlainTextContent"`
		Selections []refiFoundSelection `xml:"PlainTextSelection"`
		Codings    []refiMark           `xml:"Coding"`
		Values     []refiValue          `xml:"VariableValue"`
	}
	refiFoundSelection struct {
		refiNode
		Start    int        `xml:"startPosition,attr"`
		End      int        `xml:"endPosition,attr"`
		User     string     `xml:"creatingUser,attr"`
		Created  string     `xml:"creationDateTime,attr"`
		Modified string     `xml:"modifiedDateTime,attr"`
		Codings  []refiMark `xml:"Coding"`
	}
	refiMark struct {
		User string  `xml:"creatingUser,attr"`
		Code refiRef `xml:"CodeRef"`
	}
	refiOther struct {
		XMLName xml.Name
		Name    string `xml:"name,attr"`
	}
)

// counting is a way in which programs count positions in a text.
type counting struct {
	unit incoming.Unit
	lone bool // a line end of two characters counts as one
}

// countings of the programs that are known by their origin; the first is the standard's.
var countings = []counting{{incoming.CodePoints, false}, {incoming.UTF16Units, false}, {incoming.CodePoints, true}, {incoming.UTF16Units, true}}

func countingBy(origin string) (c counting, known bool) {
	switch o := strings.ToLower(origin); {
	case strings.HasPrefix(o, "nvivo"):
		return counting{incoming.UTF16Units, false}, true
	case strings.HasPrefix(o, "atlas"):
		return counting{incoming.CodePoints, true}, true
	case strings.HasPrefix(o, "qualcoder"):
		return counting{incoming.CodePoints, false}, true
	}
	return countings[0], false
}

// refiBody is a text as positions in it are counted.
func (c counting) body(s string) string {
	if c.lone {
		return strings.ReplaceAll(s, "\r\n", "\n")
	}
	return s
}

// fits tells how well the selections of a text fit it when counted so: most where the
// words there are those of their names, less where they begin and end with a word.
func (c counting) fits(body string, list []refiFoundSelection) (points int) {
	o := text.NewOffsets(c.body(body))
	for _, s := range list {
		start, end := s.Start, s.End
		if c.unit == incoming.UTF16Units {
			var err1, err2 error
			start, err1 = o.FromUTF16(start)
			end, err2 = o.FromUTF16(end)
			if err1 != nil || err2 != nil {
				start = -1
			}
		}
		if start < 0 || end <= start || end > o.Len() {
			points -= 4
			continue
		}
		// A name has the first words alone, and a selection may be as long as the text.
		if words := oneLine(o.Slice(start, min(end, start+500))); s.Name != "" && label(words) == label(s.Name) {
			points += 4
		}
		for _, at := range []int{start, end} {
			before, _ := utf8.DecodeLastRuneInString(o.Slice(max(at-1, 0), at))
			after, _ := utf8.DecodeRuneInString(o.Slice(at, at+1))
			if at == 0 || at == o.Len() || wordy(before) != wordy(after) {
				points++
			}
		}
	}
	return points
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func readRefiProject(name string, data []byte, beside fs.FS) (incoming.Set, error) {
	g := gather()
	source := func(string) ([]byte, bool, error) { return nil, false, nil }
	if isZIP(data) {
		z, err := unpack(data)
		if err != nil {
			return incoming.Set{}, err
		}
		project := z.has("project.qde")
		for _, n := range z.names {
			if project == "" && strings.EqualFold(path.Ext(n), ".qde") {
				project = n
			}
		}
		if project == "" {
			return incoming.Set{}, refuse("the ZIP holds no .qde file, so it is no REFI-QDA project")
		}
		if data, err = z.read(project); err != nil {
			return incoming.Set{}, err
		}
		source = func(file string) ([]byte, bool, error) {
			for _, at := range []string{path.Join(path.Dir(project), "sources", file), path.Join("sources", file), file} {
				if found := z.has(at); found != "" {
					content, err := z.read(found)
					return content, true, err
				}
			}
			return nil, false, nil
		}
	} else if beside != nil {
		source = func(file string) ([]byte, bool, error) {
			for _, at := range []string{"sources/" + file, "Sources/" + file} {
				if info, err := fs.Stat(beside, at); err == nil && info.Mode().IsRegular() && info.Size() <= mostBytes {
					content, err := fs.ReadFile(beside, at)
					return content, err == nil, nil
				}
			}
			return nil, false, nil
		}
	}
	var f refiFound
	if err := parseXML(data, &f); err != nil {
		return incoming.Set{}, err
	}
	if f.XMLName.Local != "Project" {
		return incoming.Set{}, refuse("it is XML, but no REFI-QDA project")
	}
	g.in.Program = f.Origin
	if err := g.refi(&f, source); err != nil {
		return incoming.Set{}, err
	}
	return g.done()
}

// refi reads a project; source finds the text of a file's name.
func (g *gathering) refi(f *refiFound, source func(string) ([]byte, bool, error)) error {
	ours := f.Origin == refiOrigin
	users, variables, codes := map[string]string{}, map[string]string{}, map[string]refiNode{}
	id := func(s string) string { return strings.ToLower(s) }
	for _, u := range f.Users {
		users[id(u.GUID)] = u.Name
	}
	for _, v := range f.Variables {
		variables[id(v.GUID)] = v.Name
		ours = ours || v.Name == refiVerdict
	}
	var walk func(list []refiNode)
	walk = func(list []refiNode) {
		for _, c := range list {
			codes[id(c.GUID)] = c
			walk(c.Codes)
		}
	}
	walk(f.Codes)
	valuesOf := func(list []refiValue) map[string]string {
		m := map[string]string{}
		for _, v := range list {
			m[variables[id(v.Ref.Target)]] = v.Text
		}
		return m
	}
	stated := map[string][]string{} // claims of a selection
	for _, c := range f.Cases {
		if !ours {
			g.tell("case left out, as it is no claim of Claimtrace", c.Name)
			continue
		}
		key := g.claim(incoming.Claim{Key: id(c.GUID), Statement: c.Name, Note: c.Description})
		for _, s := range c.Selections {
			stated[id(s.Target)] = append(stated[id(s.Target)], key)
		}
	}
	if !ours {
		var used func(list []refiNode)
		used = func(list []refiNode) {
			for _, c := range list {
				if _, ok := verdictOf(c.Name); !ok && c.Codable != "false" {
					g.claim(incoming.Claim{Statement: c.Name, Note: strings.TrimSpace(c.Description)})
				}
				used(c.Codes)
			}
		}
		used(f.Codes)
	}
	bodies := make([]string, len(f.Sources.Texts))
	for i, s := range f.Sources.Texts {
		bodies[i] = s.Content
		if s.Path == "" {
			continue
		}
		file, inside := strings.CutPrefix(s.Path, "internal://")
		if plain, err := url.PathUnescape(file); err == nil {
			file = plain
		}
		file = strings.TrimPrefix(strings.ReplaceAll(file, `\`, "/"), "/")
		if !inside || checkEntry(file) != nil {
			g.tell("its text stands elsewhere, and nothing is fetched", s.Name)
			continue
		}
		content, found, err := source(file)
		if err != nil {
			return err
		}
		if !found {
			g.tell("its text is missing in the file", s.Name)
			continue
		}
		if bodies[i], err = characters(content); err != nil {
			g.tell("its text cannot be read: it is not UTF-8", s.Name)
			bodies[i] = ""
		}
	}
	count, known := countingBy(f.Origin)
	if f.Origin != refiOrigin {
		most, selections := 0, 0
		for i, s := range f.Sources.Texts {
			if bodies[i] != "" {
				most += count.fits(bodies[i], s.Selections)
				selections += len(s.Selections)
			}
		}
		if known { // a few selections at ends of words are no proof against the program's name
			most += 1 + selections/4
		}
		for _, c := range countings {
			points := 0
			for i, s := range f.Sources.Texts {
				if bodies[i] != "" {
					points += c.fits(bodies[i], s.Selections)
				}
			}
			if points > most {
				most, count = points, c
			}
		}
	}
	for i, s := range f.Sources.Texts {
		values := valuesOf(s.Values)
		a := incoming.Article{
			Key: id(s.GUID), Title: s.Name, Outlet: values[refiOutlet], Byline: values[refiByline], URL: values[refiAddress], Language: values[refiLanguage],
			SHA256: values[refiSHA256], Published: g.published(values[refiPublished]),
		}
		if a.SHA256 != "" {
			a.ID = uuidOf(a.Key)
		} else {
			a.ExternalID = s.GUID
		}
		key := g.article(a, count.body(bodies[i]))
		for range s.Codings {
			g.tell("code left out, as it is of a whole text", s.Name)
		}
		for _, sel := range s.Selections {
			g.selection(sel, key, count.unit, users, codes, stated[id(sel.GUID)])
		}
	}
	for _, o := range f.Sources.Others {
		g.tell(strings.ToLower(strings.TrimSuffix(o.XMLName.Local, "Source"))+" left out, as only texts are read", o.Name)
	}
	for _, l := range f.Links {
		g.tell("link left out: passages are tied by their claims", l.Name)
	}
	for _, n := range f.Notes {
		g.tell("note left out, as it is of no passage", n.Name)
	}
	return nil
}

// selection reads one selection: of each person who coded it, a passage.
func (g *gathering) selection(sel refiFoundSelection, article string, unit incoming.Unit, users map[string]string, codes map[string]refiNode, claims []string) {
	p := incoming.Passage{
		Article: article, Start: sel.Start, End: sel.End, Unit: unit,
		Created: moment(sel.Created), Modified: moment(sel.Modified),
	}
	p.Attribution, p.Note = undescribe(strings.TrimSpace(sel.Description))
	if n := utf8.RuneCountInString(sel.Name); g.texts[article] == nil && n == sel.End-sel.Start {
		p.Quote = sel.Name // there is no text, and it can be no other words
	}
	var people []string
	labels := map[string][]string{}
	for _, c := range sel.Codings {
		by := strings.ToLower(cmp.Or(c.User, sel.User))
		if _, ok := labels[by]; !ok {
			people = append(people, by)
		}
		code, ok := codes[strings.ToLower(c.Code.Target)]
		if !ok {
			g.tell("code left out, as it is not in the codebook", c.Code.Target)
		}
		labels[by] = append(labels[by], code.Name)
	}
	if len(people) == 0 {
		people = append(people, strings.ToLower(sel.User))
	}
	for i, by := range people {
		p.Reviewer, p.ReviewerID = users[by], by
		base := strings.ToLower(sel.GUID)
		if i > 0 {
			base = fmt.Sprintf("%s@%d", base, i+1)
		}
		p.ID, p.Claim = base, ""
		if len(claims) == 0 {
			g.passage(p, labels[by]...)
		}
		for j, c := range claims {
			if p.Claim = c; j > 0 {
				p.ID = fmt.Sprintf("%s#%d", base, j+1)
			}
			g.passage(p, labels[by]...)
		}
	}
}

// readRefiCodebook reads codes: those that are no verdicts are claims.
func readRefiCodebook(_ string, data []byte, _ fs.FS) (incoming.Set, error) {
	var book struct {
		XMLName xml.Name
		Origin  string     `xml:"origin,attr"`
		Codes   []refiNode `xml:"Codes>Code"`
		Sets    []refiNode `xml:"Sets>Set"`
	}
	if err := parseXML(data, &book); err != nil {
		return incoming.Set{}, err
	}
	if book.XMLName.Local != "CodeBook" {
		return incoming.Set{}, refuse("it is XML, but no REFI-QDA codebook")
	}
	g := gather()
	g.in.Program = book.Origin
	var walk func(list []refiNode)
	walk = func(list []refiNode) {
		for _, c := range list {
			if _, ok := verdictOf(c.Name); !ok && c.Codable != "false" {
				key := ""
				if book.Origin == refiOrigin {
					key = strings.ToLower(c.GUID)
				}
				g.claim(incoming.Claim{Key: key, Statement: c.Name, Note: strings.TrimSpace(c.Description)})
			}
			walk(c.Codes)
		}
	}
	walk(book.Codes)
	for _, s := range book.Sets {
		g.tell("set of codes left out", s.Name)
	}
	return g.done()
}
