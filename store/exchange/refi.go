package exchange

import (
	"cmp"
	"encoding/xml"
	"io"
	"strings"

	"github.com/google/uuid"

	"claimtrace/annotate"
)

// refiProject is a REFI-QDA 1.5 project: the texts, a case for each claim with the
// passages that state it, a code for each verdict. Positions count code points, the
// end exclusive, as programs write it.
var refiProject = Format{
	Name: "qdpx", Title: "REFI-QDA project", Extension: ".qdpx",
	Description: "REFI-QDA project for QualCoder, NVivo, ATLAS.ti and MAXQDA: claims as cases, verdicts as codes, offsets in code points",
	Leaves:      "how and by whom a claim was decided, beyond the verdict and the reason",
	Texts:       true, Write: alone(writeRefiProject),
}

// refiCodebook is a REFI-QDA codebook: the verdicts, and the claims.
var refiCodebook = Format{
	Name: "qdc", Title: "REFI-QDA codebook", Extension: ".qdc",
	Description: "REFI-QDA codebook: verdicts and claims as codes, without passages",
	Leaves:      "articles, passages, reviewers and decisions",
	Write:       alone(writeRefiCodebook),
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
		Name: cmp.Or(s.Title, strings.TrimSuffix(s.Project, projectExtension)), Origin: refiOrigin, Created: Stamp(s.Exported), CodeBook: refiCodeBook{verdictCodes()},
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
