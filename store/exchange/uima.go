package exchange

import (
	"bufio"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
)

const uimaLeaves = "outlets, times and addresses of articles, claims without a passage, and what was decided on a claim"

// casJSON is UIMA CAS JSON 0.4, one document an article, in a ZIP, as INCEpTION and
// dkpro-cassis write it. Offsets are UTF-16 code units. The passages are of a type
// that INCEpTION takes for a custom span layer.
var casJSON = Format{
	Name: "cas-json", Title: "UIMA CAS JSON", Extension: ".zip",
	Description: "UIMA CAS JSON in a ZIP, for INCEpTION: one document an article, offsets in UTF-16 code units",
	Leaves:      uimaLeaves, Texts: true, Write: alone(writeCASJSON), Read: readCASJSON,
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

// readCASJSON reads one CAS, or a ZIP of them. Feature structures may be a list or an
// object, in any order, with their types or without.
func readCASJSON(name string, data []byte, _ fs.FS) (incoming.Set, error) {
	g := gather()
	if !isZIP(data) {
		if err := g.cas(strings.TrimSuffix(name, path.Ext(name)), data); err != nil {
			return incoming.Set{}, err
		}
		return g.done()
	}
	z, err := unpack(data)
	if err != nil {
		return incoming.Set{}, err
	}
	if err := z.each(".json", func(stem string, raw []byte) error {
		if err := g.cas(stem, raw); err != nil {
			return fmt.Errorf("%s: %w", annotate.Quoted(stem+".json"), err)
		}
		return nil
	}); err != nil {
		return incoming.Set{}, err
	}
	return g.done()
}

// casOfText are packages of types that say how a text is built and not what is said in it.
var casOfText = []string{
	"de.tudarmstadt.ukp.dkpro.core.api.segmentation.", "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.", "de.tudarmstadt.ukp.dkpro.core.api.syntax.",
	"de.tudarmstadt.ukp.dkpro.core.api.structure.", "de.tudarmstadt.ukp.dkpro.core.api.transform.",
}

func (g *gathering) cas(stem string, data []byte) error {
	s, err := jsonText(data)
	if err != nil {
		return err
	}
	var cas map[string]json.RawMessage
	if err := parseJSON(s, &cas); err != nil {
		return err
	}
	raw, ok := cas["%FEATURE_STRUCTURES"]
	if _, empty := cas["%VIEWS"]; !ok && !empty {
		return refuse("it has no %%FEATURE_STRUCTURES, so it is no UIMA CAS JSON")
	}
	type structure struct {
		id     string
		fields map[string]any
	}
	var all []structure
	switch v := valueOf(raw).(type) {
	case []any:
		for _, e := range v {
			all = append(all, structure{textOf(membersOf(e)["%ID"]), membersOf(e)})
		}
	case map[string]any:
		for id, e := range v {
			all = append(all, structure{id, membersOf(e)})
		}
		slices.SortFunc(all, func(a, b structure) int { // as numbers, where they are
			return cmp.Or(cmp.Compare(len(a.id), len(b.id)), strings.Compare(a.id, b.id))
		})
	}
	articles := map[string]string{} // key of the article, by the id of its Sofa
	for _, e := range all {
		if textOf(e.fields["%TYPE"]) != "uima.cas.Sofa" {
			continue
		}
		key := stem
		if view := textOf(e.fields["sofaID"]); view != casView && view != "" {
			key += "#" + view
		}
		body, _ := e.fields["sofaString"].(string)
		articles[e.id] = g.article(incoming.Article{Key: key, File: path.Base(stem)}, body)
	}
	for _, e := range all {
		kind := textOf(e.fields["%TYPE"])
		place := func(name string) (any, bool) {
			v, ok := e.fields[name]
			if !ok {
				v, ok = e.fields["^"+name]
			}
			return v, ok
		}
		begin, has := place("begin")
		end, both := place("end")
		key, ofText := articles[textOf(e.fields["@sofa"])]
		switch {
		case kind == "uima.cas.Sofa":
			continue
		case strings.HasSuffix(kind, ".DocumentAnnotation") || strings.HasSuffix(kind, ".DocumentMetaData"):
			if i, ok := g.articles[key]; ok {
				if l := textOf(e.fields["language"]); l != casLanguage {
					g.in.Articles[i].Language = l
				}
				g.in.Articles[i].Title = cmp.Or(g.in.Articles[i].Title, lineOf(textOf(e.fields["documentTitle"])))
			}
			continue
		case slices.ContainsFunc(casOfText, func(p string) bool { return strings.HasPrefix(kind, p) }):
			g.tell("left out, as it tells how the text is built", kind)
			continue
		case !has || !both || !ofText:
			g.tell("left out, as it is not of a passage", cmp.Or(kind, e.id))
			continue
		case offsetOf(begin) >= 0 && offsetOf(begin) == offsetOf(end):
			g.tell("left out, as it holds no text", stem+"#"+e.id)
			continue
		}
		value := func(name string) string { v, _ := e.fields[name].(string); return v }
		p := incoming.Passage{
			ID: cmp.Or(value("claimtraceId"), stem+"#"+e.id), Article: key, Start: offsetOf(begin), End: offsetOf(end), Unit: incoming.UTF16Units,
			Attribution: value("attribution"), Reviewer: value("reviewer"), Note: cmp.Or(value("note"), value("comment")), Created: moment(value("created")),
		}
		if statement := value("claim"); statement != "" {
			p.Claim = g.claim(incoming.Claim{Key: value("claimId"), Statement: statement})
		}
		if v := value("verdict"); v != "" || p.Claim != "" || kind == casPassage {
			g.passage(p, v)
			continue
		}
		label := ""
		for _, name := range []string{"value", "label", "category", "tag", "identifier"} {
			label = cmp.Or(label, value(name))
		}
		if label == "" && kind != casSpan {
			label = kind[strings.LastIndex(kind, ".")+1:]
		}
		g.passage(p, label)
	}
	return nil
}
