package exchange

import (
	"bufio"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
)

// teiFormat is TEI P5 with parallel segmentation: for each claim the alignment of the
// passages that state it, in order of publication, every passage a witness.
var teiFormat = Format{
	Name: "tei", Title: "TEI collation", Extension: ".xml",
	Description: "TEI P5: each claim's collation by parallel segmentation, the passages as witnesses",
	Leaves:      "places in the articles, passages that state no claim, notes, and times of tagging",
	Write:       writeTEI,
}

func writeTEI(ctx context.Context, w io.Writer, s Set) error {
	options, err := s.comparing()
	if err != nil {
		return err
	}
	articles := s.articles()
	order := map[string]int{} // of articles, by publication
	for i, a := range s.Articles {
		order[string(a.ID)] = i
	}
	buf := bufio.NewWriter(w)
	escaped := func(v string) string {
		var b strings.Builder
		xml.EscapeText(&b, []byte(v)) // a Builder has no errors
		return b.String()
	}
	fmt.Fprintf(buf, `%s<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>%s</title></titleStmt>
      <publicationStmt><p>Exported from Claimtrace, %s</p></publicationStmt>
      <sourceDesc>
`, xml.Header, escaped(s.name()), day(s))
	claims := map[string][]Annotation{}
	for _, n := range s.Annotations {
		if n.Claim != nil {
			claims[string(*n.Claim)] = append(claims[string(*n.Claim)], n)
		}
	}
	witness := func(n Annotation) string { return "w" + string(n.ID) }
	witnesses := 0
	for _, c := range s.Claims {
		list := claims[string(c.ID)]
		slices.SortStableFunc(list, func(x, y Annotation) int {
			return cmp.Or(cmp.Compare(order[string(x.Article)], order[string(y.Article)]), cmp.Compare(x.Start, y.Start), cmp.Compare(x.ID, y.ID))
		})
		if len(list) == 0 {
			continue
		}
		if witnesses == 0 {
			buf.WriteString("        <listWit>\n")
		}
		for _, n := range list {
			a := articles[n.Article]
			published := ""
			if a.Published != nil {
				published = *a.Published
			}
			fmt.Fprintf(buf, "          <witness xml:id=\"%s\">%s (%s)</witness>\n", witness(n),
				escaped(strings.Join(nonEmpty(a.Outlet, a.Title, published, a.URL), ", ")), escaped(string(n.Verdict)))
			witnesses++
		}
	}
	if witnesses > 0 {
		buf.WriteString("        </listWit>\n")
	} else {
		buf.WriteString("        <p>No passage states a claim.</p>\n")
	}
	buf.WriteString(`      </sourceDesc>
    </fileDesc>
    <encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
  </teiHeader>
  <text>
    <body>
`)
	empty := true
	for _, c := range s.Claims {
		list := claims[string(c.ID)]
		if len(list) == 0 {
			continue
		}
		empty = false
		if err := context.Cause(ctx); err != nil {
			return err
		}
		quotes, ids := make([]string, len(list)), make([]string, len(list))
		places := make([]reading.Place, len(list))
		for i, n := range list {
			quotes[i], ids[i], places[i] = n.Quote, "#"+witness(n), s.witness(n).Place()
		}
		fmt.Fprintf(buf, "      <div xml:id=\"c%s\">\n        <head>%s</head>\n        <p>", c.ID, escaped(c.Statement))
		for i, col := range options.At(places...).Collate(quotes).Columns {
			if i > 0 {
				buf.WriteByte(' ')
			}
			writeApp(buf, col, ids, escaped)
		}
		buf.WriteString("</p>\n      </div>\n")
	}
	if empty {
		buf.WriteString("      <p/>\n")
	}
	buf.WriteString("    </body>\n  </text>\n</TEI>\n")
	return buf.Flush()
}

// writeApp writes one place of the alignment: plain words where all have the same, else
// each wording with the witnesses that have it, in the order in which it comes up first.
func writeApp(w *bufio.Writer, col collate.Column, ids []string, escaped func(string) string) {
	wordings, of := []string{}, map[string][]string{}
	for i, cell := range col.Cells {
		words := ""
		if cell != nil {
			words = cell.Text
		}
		if of[words] == nil {
			wordings = append(wordings, words)
		}
		of[words] = append(of[words], ids[i])
	}
	if len(wordings) == 1 {
		w.WriteString(escaped(wordings[0]))
		return
	}
	w.WriteString("<app")
	if col.Kind != "" {
		w.WriteString(attribute("type", string(col.Kind)))
	}
	w.WriteByte('>')
	for _, words := range wordings {
		fmt.Fprintf(w, "<rdg wit=\"%s\">%s</rdg>", strings.Join(of[words], " "), escaped(words))
	}
	w.WriteString("</app>")
}
