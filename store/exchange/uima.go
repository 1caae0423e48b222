package exchange

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"claimtrace/annotate"
)

const uimaLeaves = "outlets, times and addresses of articles, claims without a passage, and what was decided on a claim"

// casJSON is UIMA CAS JSON 0.4, one document an article, in a ZIP, as INCEpTION and
// dkpro-cassis write it. Offsets are UTF-16 code units. The passages are of a type
// that INCEpTION takes for a custom span layer.
var casJSON = Format{
	Name: "cas-json", Title: "UIMA CAS JSON", Extension: ".zip",
	Description: "UIMA CAS JSON in a ZIP, for INCEpTION: one document an article, offsets in UTF-16 code units",
	Leaves:      uimaLeaves, Texts: true, Write: alone(writeCASJSON),
}

// xmiFormat is UIMA CAS XMI 1.0 with its type system, in a ZIP.
var xmiFormat = Format{
	Name: "xmi", Title: "UIMA CAS XMI", Extension: ".zip",
	Description: "UIMA CAS XMI with its type system in a ZIP: one document an article, offsets in UTF-16 code units",
	Leaves:      uimaLeaves, Texts: true, Write: alone(writeXMI),
}

// The types of the CAS, and the features of ours; all are strings.
const (
	casPassage  = "webanno.custom.ClaimPassage"
	casDocument = "uima.tcas.DocumentAnnotation"
	casSpan     = "uima.tcas.Annotation"
	casView     = "_InitialView"
)

type casFeature struct {
	name string
	of   func(n Annotation, statements map[annotate.ID]string) string
}

var casFeatures = []casFeature{
	{"verdict", func(n Annotation, _ map[annotate.ID]string) string { return string(n.Verdict) }},
	{"claim", func(n Annotation, statements map[annotate.ID]string) string {
		if n.Claim == nil {
			return ""
		}
		return statements[*n.Claim]
	}},
	{"claimId", func(n Annotation, _ map[annotate.ID]string) string {
		if n.Claim == nil {
			return ""
		}
		return string(*n.Claim)
	}},
	{"attribution", func(n Annotation, _ map[annotate.ID]string) string { return n.Attribution }},
	{"reviewer", func(n Annotation, _ map[annotate.ID]string) string { return n.Reviewer }},
	{"note", func(n Annotation, _ map[annotate.ID]string) string { return n.Note }},
	{"withheld", func(n Annotation, _ map[annotate.ID]string) string { return strings.Join(n.Withheld, " ") }},
	{"created", func(n Annotation, _ map[annotate.ID]string) string { return n.Created }},
	{"claimtraceId", func(n Annotation, _ map[annotate.ID]string) string { return string(n.ID) }},
}

// casLanguage is what UIMA writes for a language that is not known.
const casLanguage = "x-unspecified"

func writeCASJSON(w io.Writer, s Set) error {
	statements := s.statements()
	typed := map[string]any{"%NAME": casPassage, "%SUPER_TYPE": casSpan}
	for _, f := range casFeatures {
		typed[f.name] = map[string]string{"%NAME": f.name, "%RANGE": "uima.cas.String"}
	}
	var names fileNames
	return writeArchive(w, s.Exported, func(z archive) error {
		return s.eachText(func(a Article, o *offsets, list []Annotation) error {
			// Readers in use want the Sofa first.
			structures := []map[string]any{
				{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": casView, "mimeType": "text/plain", "sofaString": o.Text()},
				{"%ID": 2, "%TYPE": casDocument, "@sofa": 1, "begin": 0, "end": o.UTF16Len(), "language": language(a)},
			}
			members := []int{2}
			for i, n := range list {
				fs := map[string]any{"%ID": i + 3, "%TYPE": casPassage, "@sofa": 1, "begin": o.UTF16(n.Start), "end": o.UTF16(n.End)}
				for _, f := range casFeatures {
					if value := f.of(n, statements); value != "" {
						fs[f.name] = value
					}
				}
				structures, members = append(structures, fs), append(members, i+3)
			}
			return z.put(names.of(a)+".json", func(w io.Writer) error {
				return encode(w, struct {
					Types      map[string]any   `json:"%TYPES"`
					Structures []map[string]any `json:"%FEATURE_STRUCTURES"`
					Views      map[string]any   `json:"%VIEWS"`
				}{map[string]any{casPassage: typed}, structures, map[string]any{casView: map[string]any{"%SOFA": 1, "%MEMBERS": members}}})
			})
		})
	})
}

func language(a Article) string {
	if a.Language == "" {
		return casLanguage
	}
	return a.Language
}

func writeXMI(w io.Writer, s Set) error {
	statements := s.statements()
	var names fileNames
	return writeArchive(w, s.Exported, func(z archive) error {
		if err := z.put("TypeSystem.xml", writeTypeSystem); err != nil {
			return err
		}
		return s.eachText(func(a Article, o *offsets, list []Annotation) error {
			return z.put(names.of(a)+".xmi", func(w io.Writer) error {
				buf := bufio.NewWriter(w)
				buf.WriteString(xml.Header + `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" ` +
					`xmlns:tcas="http:///uima/tcas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">` + "\n  <cas:NULL xmi:id=\"0\"/>\n")
				fmt.Fprintf(buf, "  <tcas:DocumentAnnotation xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"%d\"%s/>\n", o.UTF16Len(), attribute("language", language(a)))
				members := []string{"2"}
				for i, n := range list {
					id := strconv.Itoa(i + 3)
					members = append(members, id)
					fmt.Fprintf(buf, "  <custom:ClaimPassage xmi:id=\"%s\" sofa=\"1\" begin=\"%d\" end=\"%d\"", id, o.UTF16(n.Start), o.UTF16(n.End))
					for _, f := range casFeatures {
						if value := f.of(n, statements); value != "" {
							buf.WriteString(attribute(f.name, value))
						}
					}
					buf.WriteString("/>\n")
				}
				fmt.Fprintf(buf, "  <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"%s\" mimeType=\"text/plain\"%s/>\n", casView, attribute("sofaString", o.Text()))
				fmt.Fprintf(buf, "  <cas:View sofa=\"1\" members=\"%s\"/>\n</xmi:XMI>\n", strings.Join(members, " "))
				return buf.Flush()
			})
		})
	})
}

// attribute writes an attribute of XML, with a space before it. Characters that XML
// has no way to say become U+FFFD, one for one, so that offsets stay.
func attribute(name, value string) string {
	var b strings.Builder
	b.WriteString(" " + name + `="`)
	xml.EscapeText(&b, []byte(value)) // a Builder has no errors
	b.WriteString(`"`)
	return b.String()
}

func writeTypeSystem(w io.Writer) error {
	buf := bufio.NewWriter(w)
	buf.WriteString(xml.Header + "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types>\n    <typeDescription>\n" +
		"      <name>" + casPassage + "</name>\n      <description>A passage that states a claim</description>\n      <supertypeName>" + casSpan + "</supertypeName>\n      <features>\n")
	for _, f := range casFeatures {
		buf.WriteString("        <featureDescription>\n          <name>" + f.name + "</name>\n          <description/>\n          <rangeTypeName>uima.cas.String</rangeTypeName>\n        </featureDescription>\n")
	}
	buf.WriteString("      </features>\n    </typeDescription>\n  </types>\n</typeSystemDescription>\n")
	return buf.Flush()
}

// line writes a value as one line of JSON, as JSON Lines wants it.
func line(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
