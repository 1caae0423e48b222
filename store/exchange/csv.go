package exchange

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
)

// csvFormat is a table for spreadsheets, one row an annotation.
//
// It follows RFC 4180: UTF-8 without a byte order mark, but [ForExcel]; CRLF between rows. Every
// cell stands in quotation marks: a program that takes semicolons or tabs for
// what divides cells would find them, and formulas, inside the others.
// Line breaks inside a quote stay the LF that they are in the text. A cell
// that begins with one of = + - @, a tab or a line break would run as a
// formula in a spreadsheet: it gets an apostrophe before it. To take that off
// again, drop one apostrophe where only apostrophes stand before one of those
// signs.
//
// The column withheld names the columns of a row that are empty because what they
// would hold was left out of the package in which the passage came.
//
// The set of a moment that is past has one more column, the last, with that
// moment in each row: RFC 4180 knows no remarks, and a reader of the others
// finds them where they always are.
var csvFormat = Format{
	Name: "csv", Title: "CSV table", Extension: ".csv", Facets: true, Read: readCSV, Write: alone(writeCSV),
	Leaves:      "the texts, claims without a passage, and what was decided on a claim",
	Description: "CSV table for spreadsheets: one row an annotation, with its article, claim and reviewer",
}

// ForExcel is the CSV table as Excel takes it from a double click: with a byte order
// mark, without which it reads UTF-8 as something else, and the sign that Excel expects
// between cells where it stands. It is false for another format.
func ForExcel(f Format, divider byte) (Format, bool) {
	if f.Name != csvFormat.Name {
		return f, false
	}
	f.Write = alone(func(w io.Writer, s Set) error {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
		return writeTable(w, s, divider)
	})
	return f, true
}

var csvColumns = []string{
	"outlet", "title", "published", "url", "start", "end", "quote", "verdict", "claim", "reviewer", "attribution", "note",
	"created", "modified", "annotation_id", "article_id", "claim_id", "facets", "prefix", "suffix", "sha256", "withheld",
}

func writeCSV(w io.Writer, s Set) error { return writeTable(w, s, ',') }

func writeTable(w io.Writer, s Set, divider byte) error {
	buf := bufio.NewWriter(w)
	csvRows(s, func(cells []string) { writeRow(buf, divider, cells) })
	return buf.Flush()
}

// columnsOf names the columns; the set of a moment has one more.
func columnsOf(s Set) []string {
	if s.AsOf.IsZero() {
		return csvColumns
	}
	return slices.Concat(csvColumns, []string{"as_of"})
}

// csvRows gives the rows of the table, the names of the columns first. A row is good until
// the next.
func csvRows(s Set, row func(cells []string)) {
	articles, statements := s.articles(), s.statements()
	row(columnsOf(s))
	var asOf []string // the cell that all rows end with; none in the present
	if !s.AsOf.IsZero() {
		asOf = []string{Stamp(s.AsOf)}
	}
	cells := make([]string, 0, len(csvColumns)+1)
	for _, n := range s.Annotations {
		a := articles[n.Article]
		published, claim := "", annotate.ID("")
		if a.Published != nil {
			published = *a.Published
		}
		if n.Claim != nil {
			claim = *n.Claim
		}
		cells = append(cells[:0],
			a.Outlet, a.Title, published, a.URL, strconv.Itoa(n.Start), strconv.Itoa(n.End), n.Quote, string(n.Verdict),
			statements[claim], n.Reviewer, n.Attribution, n.Note, n.Created, n.Modified, string(n.ID), string(n.Article), string(claim),
			FacetWords(n.Facets), n.Prefix, n.Suffix, a.SHA256, strings.Join(n.Withheld, " "))
		row(append(cells, asOf...))
	}
}

// writeRow is here because encoding/csv turns the line breaks inside a cell
// into CRLF together with those between rows. Errors stay with the writer.
func writeRow(w *bufio.Writer, divider byte, cells []string) {
	for i, cell := range cells {
		if i > 0 {
			w.WriteByte(divider)
		}
		w.WriteByte('"')
		cell = harmless(cell)
		for {
			quote := strings.IndexByte(cell, '"')
			if quote < 0 {
				break
			}
			w.WriteString(cell[:quote+1])
			w.WriteByte('"')
			cell = cell[quote+1:]
		}
		w.WriteString(cell)
		w.WriteByte('"')
	}
	w.WriteString("\r\n")
}

// harmless keeps a cell from running as a formula. The full-width forms of
// the four signs count too where a spreadsheet is set to Japanese.
func harmless(cell string) string {
	for _, r := range cell {
		switch r {
		case '\'':
		case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
			return "'" + cell
		default:
			return cell
		}
	}
	return cell
}

// tableNames are what other tables call the columns, beside [csvColumns].
var tableNames = map[string][]string{
	"outlet":    {"publisher", "publication", "newspaper", "medium", "source"},
	"title":     {"headline", "article", "document", "document_name", "file"},
	"published": {"date", "publication_date", "published_at", "date_published"},
	"url":       {"link", "address", "uri", "web_address"},
	"quote":     {"passage", "quotation", "exact", "excerpt", "quoted_text", "coded_text", "segment", "highlight", "content"},
	"verdict":   {"label", "code", "tag", "status", "assessment"},
	"claim":     {"statement", "claim_statement", "claim_text"},
	"start":     {"start_offset", "begin", "start_position", "startposition"},
	"end":       {"end_offset", "end_position", "endposition"},
	"reviewer":  {"annotator", "coder", "user", "created_by", "checked_by"},
	"note":      {"comment", "memo", "notes", "comments"},
	"created":   {"created_at", "creation_date"}, "modified": {"modified_at", "updated", "updated_at"},
	"attribution": {"cited", "speaker", "said_by"}, "annotation_id": {"id", "passage_id"}, "article_id": {"document_id", "doc_id"},
	"byline": {"author", "authors"}, "language": {"lang"}, "sha256": {"sha_256", "hash"}, "external_id": {},
	"prefix": {"before", "context_before"}, "suffix": {"after", "context_after"}, "claim_id": {}, "resolved": {}, "reason": {},
}

// tableColumns finds the columns that are known by the cells of a head: of the first name
// that is there, whatever case and spaces.
func tableColumns(head []string) map[string]int {
	at := map[string]int{}
	for i, cell := range head {
		name := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(cell)))
		if _, ok := at[name]; !ok {
			at[name] = i
		}
	}
	found := map[string]int{}
	for name, others := range tableNames {
		for _, n := range append([]string{name}, others...) {
			if i, ok := at[n]; ok {
				found[name] = i
				break
			}
		}
	}
	return found
}

// known tells whether the columns are those of passages or claims.
func knownColumns(columns map[string]int) bool {
	_, quote := columns["quote"]
	_, start := columns["start"]
	_, end := columns["end"]
	_, verdict := columns["verdict"]
	_, claim := columns["claim"]
	return quote || start && end && (verdict || claim) || claim
}

func readCSV(name string, data []byte, _ fs.FS) (incoming.Set, error) {
	s, err := characters(data)
	if err != nil {
		return incoming.Set{}, err
	}
	if strings.ContainsRune(s, 0) {
		return incoming.Set{}, refuse("it is no text: save the table as CSV, UTF-8")
	}
	var said rune // by Excel's line before the head
	if first, rest, ok := strings.Cut(s, "\n"); ok {
		if sign, ok := strings.CutPrefix(strings.TrimRight(first, "\r"), "sep="); ok && len([]rune(sign)) == 1 {
			said, s = []rune(sign)[0], rest
		}
	}
	var best *csv.Reader
	var columns map[string]int
	for _, between := range []rune{',', ';', '\t'} {
		if said != 0 && between != said {
			continue
		}
		r := csv.NewReader(strings.NewReader(s))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = between, -1, true
		head, err := r.Read()
		if err != nil {
			continue
		}
		if found := tableColumns(head); best == nil || len(found) > len(columns) {
			best, columns = r, found
		}
	}
	if best == nil || !knownColumns(columns) {
		return incoming.Set{}, refuse("its first row names no column \"quote\", \"claim\", or \"start\", \"end\" and \"verdict\"")
	}
	g := gather()
	for {
		cells, err := best.Read()
		if err == io.EOF {
			return g.done()
		}
		if err != nil {
			return incoming.Set{}, refuse("%v", err)
		}
		g.row(name, func(column string) string { return unharmed(cellOf(cells, columns, column)) })
	}
}

// unharmed takes the apostrophe off again that [harmless] put on.
func unharmed(cell string) string {
	if bare := strings.TrimLeft(cell, "'"); bare != cell && harmless(bare) != bare {
		return cell[1:]
	}
	return cell
}

// cellOf is the cell of a column, "" where there is none.
func cellOf(cells []string, columns map[string]int, column string) string {
	if i, ok := columns[column]; ok && i < len(cells) {
		return cells[i]
	}
	return ""
}

// row reads one row of a table of passages; file is the name of the table, for one that
// names no article.
func (g *gathering) row(file string, at func(column string) string) {
	offset := func(name string) int {
		n, err := strconv.Atoi(strings.TrimSpace(at(name)))
		if err != nil || n < 0 {
			return -1
		}
		return n
	}
	statement, quote := at("claim"), at("quote")
	p := incoming.Passage{
		ID: at("annotation_id"), Start: offset("start"), End: offset("end"), Quote: quote, Prefix: at("prefix"), Suffix: at("suffix"),
		Reviewer: at("reviewer"), Attribution: at("attribution"), Note: at("note"), Created: moment(at("created")), Modified: moment(at("modified")),
	}
	if strings.TrimSpace(statement) != "" {
		p.Claim = g.claim(incoming.Claim{Key: at("claim_id"), Statement: statement})
	}
	if strings.TrimSpace(quote) == "" && (p.Start < 0 || p.End <= p.Start) {
		if p.Claim == "" && strings.TrimSpace(at("verdict")) != "" {
			g.tell("row left out, as it has no quote and no claim", at("verdict"))
		}
		return
	}
	a := incoming.Article{
		ID: uuidOf(at("article_id")), SHA256: at("sha256"), URL: at("url"), ExternalID: at("external_id"), Title: at("title"), Outlet: at("outlet"),
		Byline: at("byline"), Language: at("language"),
	}
	for _, key := range []string{at("article_id"), a.URL, a.SHA256, strings.Join(nonEmpty(a.Outlet, cmp.Or(a.Title, at("published"))), ", "), file} {
		if a.Key = strings.TrimSpace(key); a.Key != "" {
			break
		}
	}
	if a.ID == "" && a.ExternalID == "" {
		a.ExternalID = at("article_id")
	}
	a.Published = g.published(at("published"))
	p.Article = g.article(a, "")
	g.passage(p, at("verdict"))
}
