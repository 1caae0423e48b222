package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/incoming"
	"claimtrace/annotate/text"
)

// canonicalHard are the hard texts as articles have them.
func canonicalHard(t testing.TB) (list []string) {
	for _, body := range append(slices.Clone(hard), "q\u0323\u0307 stays two marks\nlong 😀 "+strings.Repeat("слово ", 80)) {
		s, err := text.Canonical([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// back is a passage as it should come back from a file.
type back struct {
	id, sha256                                                       string
	start, end                                                       int
	quote, prefix, suffix                                            string
	verdict, claim, reviewer, reviewerID, attribution, note, created string
	modified                                                         string
}

// cannotHold takes from a passage what a format has no place for.
var cannotHold = map[string]func(b *back){
	"json": func(b *back) {}, "csv": func(b *back) { b.reviewerID = "" }, "xlsx": func(b *back) { b.reviewerID = "" }, "w3c": func(b *back) {}, "w3c-utf16": func(b *back) {},
	"hypothesis":   func(b *back) { b.reviewerID = "" }, // an account of that name
	"qdpx":         func(b *back) { b.prefix, b.suffix = "", "" },
	"cas-json":     func(b *back) { b.prefix, b.suffix, b.reviewerID, b.modified = "", "", "", "" },
	"doccano":      func(b *back) { b.prefix, b.suffix, b.reviewerID, b.created, b.modified = "", "", "", "", "" },
	"label-studio": func(b *back) { b.prefix, b.suffix, b.reviewerID = "", "", "" },
	"brat": func(b *back) {
		b.prefix, b.suffix, b.reviewerID, b.created, b.modified = "", "", "", "", ""
		b.note, b.claim = oneLine(b.note), oneLine(b.claim)
		whole := b.quote
		b.quote = strings.Trim(whole, "\n")
		b.start += len([]rune(whole)) - len([]rune(strings.TrimLeft(whole, "\n")))
		b.end = b.start + len([]rune(b.quote))
	},
}

// TestRoundTrips writes sets in each format that comes in, and reads them: what the format
// can hold is the same, to the code point.
func TestRoundTrips(t *testing.T) {
	bodies := canonicalHard(t)
	r := rand.New(rand.NewPCG(14, 6))
	for range 20 {
		s := hardSetOf(r, bodies)
		for i := range s.Annotations {
			n := &s.Annotations[i]
			sel := anchor.Select(text.NewOffsets(bodies[indexOf(s, n.Article)]), annotate.Span{Start: n.Start, End: n.End})
			n.Prefix, n.Suffix = sel.Prefix, sel.Suffix
		}
		texts := map[string]*text.Offsets{}
		for _, body := range bodies {
			texts[sum(body)] = text.NewOffsets(body)
		}
		articles, statements := s.articles(), s.statements()
		for _, f := range Formats() {
			if f.Read == nil || f.Name == "qdc" {
				continue
			}
			var out bytes.Buffer
			if err := f.Write(t.Context(), &out, s); err != nil {
				t.Fatal(f.Name, err)
			}
			if found, err := Detect("set"+f.Extension, out.Bytes()); err != nil || found.Name != f.Name {
				t.Fatalf("%s is taken for %q, error %v", f.Name, found.Name, err)
			}
			in, err := f.Read("set"+f.Extension, out.Bytes(), nil)
			if err != nil {
				t.Fatal(f.Name, err)
			}
			if len(in.Told) > 0 {
				t.Errorf("%s: told of a file of our own: %q", f.Name, in.Told)
			}
			var got, want []back
			for _, n := range s.Annotations {
				b := back{
					id: string(n.ID), sha256: articles[n.Article].SHA256, start: n.Start, end: n.End, quote: n.Quote, prefix: n.Prefix, suffix: n.Suffix,
					verdict: string(n.Verdict), reviewer: n.Reviewer, reviewerID: string(n.ReviewerID), attribution: n.Attribution, note: n.Note, created: n.Created, modified: n.Modified,
				}
				if n.Claim != nil {
					b.claim = statements[*n.Claim]
				}
				cannotHold[f.Name](&b)
				want = append(want, b)
			}
			hashes, claims := map[string]string{}, map[string]string{}
			for _, a := range in.Articles {
				hashes[a.Key] = a.SHA256
				if a.Text != "" && sum(a.Text) != a.SHA256 {
					t.Errorf("%s: the text of %s is not that of its hash", f.Name, a.Key)
				}
			}
			for _, c := range in.Claims {
				claims[c.Key] = c.Statement
			}
			for _, p := range in.Passages {
				if !p.Placed {
					if err := p.Place(texts[hashes[p.Article]]); err != nil {
						t.Errorf("%s: %v", f.Name, err)
					}
				}
				b := back{
					id: p.ID, sha256: hashes[p.Article], start: p.Start, end: p.End, quote: p.Quote, prefix: p.Prefix, suffix: p.Suffix, verdict: string(p.Verdict), claim: claims[p.Claim],
					reviewer: p.Reviewer, reviewerID: p.ReviewerID, attribution: p.Attribution, note: p.Note, created: Stamp(p.Created), modified: Stamp(p.Modified),
				}
				if f.Name == "hypothesis" {
					b.reviewerID = ""
				}
				got = append(got, b)
			}
			order := func(a, b back) int { return strings.Compare(a.id, b.id) }
			slices.SortFunc(got, order)
			slices.SortFunc(want, order)
			if len(got) != len(want) {
				t.Errorf("%s: %d passages, want %d", f.Name, len(got), len(want))
				continue
			}
			for i := range got {
				if got[i] != want[i] {
					t.Fatalf("%s:\ngot  %+v\nwant %+v", f.Name, got[i], want[i])
				}
			}
			if len(in.Articles) != len(s.Articles) {
				t.Errorf("%s: %d articles, want %d", f.Name, len(in.Articles), len(s.Articles))
			}
			for _, a := range in.Articles {
				i := slices.IndexFunc(s.Articles, func(b Article) bool { return b.SHA256 == a.SHA256 })
				if i < 0 {
					t.Errorf("%s: an article of the hash %q", f.Name, a.SHA256)
					continue
				}
				if f.Name == "brat" || f.Name == "cas-json" {
					continue // they hold no facts of articles
				}
				if b := s.Articles[i]; a.ID != b.ID || a.URL != b.URL && a.URL != "" || a.Title != b.Title || f.Name != "hypothesis" && (a.Outlet != b.Outlet || a.URL != b.URL) {
					t.Errorf("%s: the article is %+v, want %+v", f.Name, a, b)
				}
			}
		}
	}
}

func indexOf(s Set, article annotate.ID) int {
	return slices.IndexFunc(s.Articles, func(a Article) bool { return a.ID == article })
}

// TestClaimsComeBack reads what stands of claims apart from passages.
func TestClaimsComeBack(t *testing.T) {
	s := exampleSet()
	s.Claims[0].Resolved, s.Claims[0].Reason, s.Claims[0].Note = annotate.Disputed, "two say so", "ask again"
	s.Claims[0].Evidence = []annotate.ID{annotationID}
	for name, want := range map[string]incoming.Claim{
		"json": {Key: string(claimID), ID: claimID, Statement: "-5 degrees", Resolved: annotate.Disputed, Reason: "two say so", Evidence: []string{string(annotationID)}, Note: "ask again", Created: made},
		"xlsx": {Key: string(claimID), ID: claimID, Statement: "-5 degrees", Resolved: annotate.Disputed, Reason: "two say so", Note: "ask again"},
		"qdc":  {Key: string(claimID), ID: claimID, Statement: "-5 degrees", Note: "ask again"},
		"qdpx": {Key: string(claimID), ID: claimID, Statement: "-5 degrees", Note: "two say so\n\nask again"},
		"csv":  {Key: string(claimID), ID: claimID, Statement: "-5 degrees"},
		"w3c":  {Key: string(claimID), ID: claimID, Statement: "-5 degrees"},
	} {
		f, err := Lookup(Formats(), name)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := f.Write(t.Context(), &out, s); err != nil {
			t.Fatal(err)
		}
		in, err := f.Read("set", out.Bytes(), nil)
		if err != nil {
			t.Fatal(name, err)
		}
		if len(in.Claims) != 1 || fmt.Sprintf("%+v", in.Claims[0]) != fmt.Sprintf("%+v", want) {
			t.Errorf("%s: the claims are %+v, want %+v", name, in.Claims, want)
		}
	}
}

func TestVerdictOf(t *testing.T) {
	for label, want := range map[string]annotate.Verdict{
		"confirmed": "confirmed", " Disputed ": "disputed", "UNCONFIRMED": "unconfirmed", "verdict:confirmed": "confirmed", "Verdict: Disputed": "disputed",
		"Verdicts::unconfirmed": "unconfirmed", "Verdict\\confirmed": "confirmed", "verdict_disputed": "disputed", "#confirmed": "confirmed",
		"": "", "verdict": "", "verdict:": "", "confirmed on Friday": "", "ORG": "", "not confirmed": "", "claim:confirmed": "",
	} {
		if got, ok := verdictOf(label); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v; want %q", label, got, ok, want)
		}
	}
}

func TestPlace(t *testing.T) {
	o := text.NewOffsets("The 😀 bridge fell. The\n  bridge fell again, he said; he  said no. The bridge fell.")
	at := func(words string, from int) int {
		i := strings.Index(o.Text()[from:], words)
		p, err := o.FromByte(from + i)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, tt := range []struct {
		name  string
		p     incoming.Passage
		start int
		quote string
		err   error
	}{
		{"it stands there", incoming.Passage{Start: 6, End: 12, Quote: "bridge"}, 6, "bridge", nil},
		{"UTF-16", incoming.Passage{Start: 7, End: 13, Unit: incoming.UTF16Units, Quote: "bridge"}, 6, "bridge", nil},
		{"no words, UTF-16", incoming.Passage{Start: 7, End: 13, Unit: incoming.UTF16Units}, 6, "bridge", nil},
		{"inside of a pair of surrogates", incoming.Passage{Start: 5, End: 13, Unit: incoming.UTF16Units}, 0, "", anchor.ErrMissing},
		{"stale offsets", incoming.Passage{Start: 1, End: 6, Quote: "again"}, at("again", 0), "again", nil},
		{"a wrong end", incoming.Passage{Start: 6, End: 13, Quote: "bridge"}, 6, "bridge", nil},
		{"white space as it may be", incoming.Passage{Start: 0, End: 5, Quote: "The bridge fell again"}, at("The\n", 0), "The\n  bridge fell again", nil},
		{"by what stands before", incoming.Passage{Start: 0, End: 1, Quote: "bridge fell", Prefix: "no. The "}, at("bridge fell.", 30), "bridge fell", nil},
		{"by what stands after", incoming.Passage{Start: -1, End: -1, Quote: "bridge fell", Suffix: " again"}, at("bridge fell again", 0), "bridge fell", nil},
		{"the nearest by far", incoming.Passage{Start: 5, End: 11, Quote: "bridge"}, 6, "bridge", nil},
		{"a copy with other white space is nearer", incoming.Passage{Start: at("he  said", 0) - 1, End: -1, Quote: "he said"}, at("he  said", 0), "he  said", nil},
		{"more than one place", incoming.Passage{Start: 20, End: 21, Quote: "bridge"}, 0, "", anchor.ErrAmbiguous},
		{"nowhere", incoming.Passage{Start: 6, End: 12, Quote: "tunnel"}, 0, "", anchor.ErrMissing},
		{"outside", incoming.Passage{Start: 6, End: 1000}, 0, "", anchor.ErrMissing},
		{"nothing", incoming.Passage{Start: 6, End: 6}, 0, "", anchor.ErrMissing},
	} {
		p := tt.p
		if err := p.Place(o); !errors.Is(err, tt.err) {
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.err)
			continue
		}
		if tt.err != nil {
			if p != tt.p {
				t.Errorf("%s: it was moved to %+v", tt.name, p)
			}
			continue
		}
		if p.Start != tt.start || p.Quote != tt.quote || o.Slice(p.Start, p.End) != tt.quote || p.Unit != incoming.CodePoints {
			t.Errorf("%s: %d–%d %q, want %d %q", tt.name, p.Start, p.End, p.Quote, tt.start, tt.quote)
		}
	}
}

// TestLongQuotes places passages of which a file has the two ends alone, as the log keeps
// them of those that are long.
func TestLongQuotes(t *testing.T) {
	body := "😀 "
	for i := range 100 {
		body += fmt.Sprintf("word %d, ", i)
	}
	o := text.NewOffsets(body)
	whole := o.Slice(2, 702)
	if short := annotate.ShortQuote(whole); len(short) != annotate.MaxQuote {
		t.Fatal(short)
	}
	for name, p := range map[string]incoming.Passage{
		"in its place": {Start: 2, End: 702, Quote: annotate.ShortQuote(whole)},
		"stale":        {Start: 7, End: 707, Quote: annotate.ShortQuote(whole)},
		"UTF-16":       {Start: 8, End: 708, Unit: incoming.UTF16Units, Quote: annotate.ShortQuote(whole)},
		"whole":        {Start: 9, End: 709, Quote: whole},
	} {
		if err := p.Place(o); err != nil || p.Start != 2 || p.Quote != whole {
			t.Errorf("%s: %d–%d, error %v", name, p.Start, p.End, err)
		}
	}
	if p := (incoming.Passage{Start: 7, End: 706, Quote: annotate.ShortQuote(whole)}); !errors.Is(p.Place(o), anchor.ErrMissing) {
		t.Errorf("one of another length is placed at %d", p.Start)
	}
}

// TestCanonicalPlaces reads texts that are kept otherwise than the file has them: places
// in them go along.
func TestCanonicalPlaces(t *testing.T) {
	for _, tt := range []struct {
		body       string
		start, end int
		unit       incoming.Unit
		want       string
	}{
		{"Cafe\u0301 at\r\nnoon 😀 fell", 6, 8, incoming.CodePoints, "at"},
		{"Cafe\u0301 at\r\nnoon", 10, 14, incoming.CodePoints, "noon"},
		{"Cafe\u0301 at\r\nnoon", 0, 5, incoming.CodePoints, "Café"},
		{"Cafe\u0301 at\r\nnoon", 0, 4, incoming.CodePoints, "Café"}, // it cuts through
		{"Cafe\u0301 at\r\nnoon", 4, 8, incoming.CodePoints, "é at"}, // so does this
		{"Cafe\u0301 at\r\nnoon", 6, 9, incoming.CodePoints, "at\n"}, // and this, through a line end
		{"😀 e\u0301 😀 e\u0301x", 11, 12, incoming.UTF16Units, "x"},
		{"\ufeff\ufeffone two", 6, 9, incoming.CodePoints, "two"},
		{"one\rtwo", 4, 7, incoming.CodePoints, "two"},
	} {
		g := gather()
		key := g.article(incoming.Article{Key: "a"}, tt.body)
		g.passage(incoming.Passage{Article: key, Start: tt.start, End: tt.end, Unit: tt.unit}, "disputed")
		if len(g.in.Passages) != 1 || g.in.Passages[0].Quote != tt.want || !g.in.Passages[0].Placed {
			t.Errorf("%q from %d to %d is %+v, want %q", tt.body, tt.start, tt.end, g.in.Passages, tt.want)
		}
	}
}

// TestLabels reads what other programs say of a passage: verdicts, whatever else, and nothing.
func TestLabels(t *testing.T) {
	for _, tt := range []struct {
		labels []string
		want   []string // verdict: claim
		told   int
	}{
		{[]string{"Disputed"}, []string{"disputed: "}, 0},
		{[]string{"ORG"}, []string{"unconfirmed: ORG"}, 1},
		{[]string{"The bridge fell", "verdict:confirmed"}, []string{"confirmed: The bridge fell"}, 1},
		{[]string{"confirmed", "disputed"}, []string{"confirmed: ", "disputed: "}, 0},
		{[]string{"A", "B", "A"}, []string{"unconfirmed: A", "unconfirmed: B"}, 1},
		{nil, []string{"unconfirmed: "}, 1},
		{[]string{" "}, []string{"unconfirmed: "}, 1},
	} {
		g := gather()
		key := g.article(incoming.Article{Key: "a"}, "some words")
		g.passage(incoming.Passage{ID: "x", Article: key, Start: 0, End: 4}, tt.labels...)
		in, _ := g.done()
		statements := map[string]string{}
		for _, c := range in.Claims {
			statements[c.Key] = c.Statement
		}
		var got []string
		ids := map[string]bool{}
		for _, p := range in.Passages {
			got = append(got, string(p.Verdict)+": "+statements[p.Claim])
			ids[p.ID] = true
		}
		if !slices.Equal(got, tt.want) || len(in.Told) != tt.told || len(ids) != len(got) {
			t.Errorf("%q: %q, told %q, ids %v; want %q and %d lines", tt.labels, got, in.Told, ids, tt.want, tt.told)
		}
	}
}

// TestTables reads tables as newsrooms have them.
func TestTables(t *testing.T) {
	want := "Quay Post|The bridge|2026-01-29|it fell; at noon|disputed|The bridge fell|Mara"
	for name, table := range map[string]string{
		"commas":     "Outlet,Title,Date,Quote,Verdict,Claim,Reviewer\r\nQuay Post,The bridge,2026-01-29,it fell; at noon,Disputed,The bridge fell,Mara\r\n",
		"semicolons": "outlet;title;published;quote;verdict;claim;reviewer\nQuay Post;The bridge;2026-01-29;\"it fell; at noon\";disputed;The bridge fell;Mara\n",
		"tabs":       "quote\tverdict\tclaim\toutlet\ttitle\tpublished\tannotator\tcolour\nit fell; at noon\tdisputed\tThe bridge fell\tQuay Post\tThe bridge\t2026-01-29\tMara\tred",
		"mark":       "\ufeffOUTLET,HEADLINE,PUBLISHED,QUOTE,VERDICT,CLAIM,REVIEWER\nQuay Post,The bridge,2026-01-29,it fell; at noon,verdict:disputed,The bridge fell,Mara\n,,,,,,\n",
		"Excel":      "sep=;\r\noutlet;title;published;quote;verdict;claim;reviewer\r\nQuay Post;The bridge;2026-01-29;\"it fell; at noon\";disputed;The bridge fell;Mara\r\n",
	} {
		utf16le := []byte{0xff, 0xfe}
		for _, r := range table {
			utf16le = append(utf16le, byte(r), byte(r>>8))
		}
		if strings.HasPrefix(table, "\ufeff") {
			utf16le = utf16le[2:]
		}
		for _, data := range [][]byte{[]byte(table), utf16le} {
			if f, err := Detect("table.csv", data); err != nil || f.Name != "csv" {
				t.Errorf("%s: taken for %q, error %v", name, f.Name, err)
			}
			in, err := readCSV("table.csv", data, nil)
			if err != nil || len(in.Passages) != 1 || len(in.Articles) != 1 || len(in.Claims) != 1 {
				t.Errorf("%s: %+v, error %v", name, in, err)
				continue
			}
			a, p := in.Articles[0], in.Passages[0]
			if got := strings.Join([]string{a.Outlet, a.Title, string(a.Published), p.Quote, string(p.Verdict), in.Claims[0].Statement, p.Reviewer}, "|"); got != want {
				t.Errorf("%s: %s", name, got)
			}
		}
	}
	for _, table := range []string{"", "a,b\n1,2\n", "quote", "\"quote\n", "text,label\nAAA,Positive\n"} {
		if in, err := readCSV("t.csv", []byte(table), nil); len(in.Passages) > 0 || err != nil && !errors.Is(err, ErrIncoming) {
			t.Errorf("%q: %+v, error %v", table, in, err)
		}
	}
}

// TestWorkbooks reads a workbook that is not ours: with another sheet first, a line above
// the head, days as numbers, and cells that look like formulas.
func TestWorkbooks(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	if _, err := book.NewSheet("Checked"); err != nil {
		t.Fatal(err)
	}
	for at, v := range map[string]any{
		"A1": "What we checked in January", "A3": "Publisher", "B3": "Date", "C3": "Passage", "D3": "Status", "E3": "Statement", "F3": "Start", "G3": "End",
		"A4": "Quay Post", "B4": 46051, "C4": "=it fell", "D4": "Disputed", "E4": "The bridge fell", "F4": 7, "G4": 15,
		"A5": "Quay Post", "B5": "2026-01", "C5": "it stood", "D5": "misleading", "E6": "Nobody said this",
	} {
		if err := book.SetCellValue("Checked", at, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellValue("Sheet1", "A1", "quotes are on the other sheet"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	in, err := readXLSX("checked.xlsx", out.Bytes(), nil)
	if err != nil || len(in.Passages) != 2 || len(in.Claims) != 3 || len(in.Articles) != 2 {
		t.Fatalf("%+v, error %v", in, err)
	}
	first, second := in.Passages[0], in.Passages[1]
	if in.Articles[0].Published != "2026-01-29" || first.Quote != "=it fell" || first.Verdict != annotate.Disputed || first.Start != 7 || first.End != 15 || first.Claim != "statement:The bridge fell" {
		t.Errorf("%+v in %+v", first, in.Articles[0])
	}
	if second.Verdict != annotate.Unconfirmed || second.Claim != "statement:misleading" || second.Start != -1 {
		t.Errorf("%+v", second)
	}
	if len(in.Told) != 2 || in.Told[0] != (incoming.Told{What: `"misleading"`, Why: toldLabel}) || in.Told[1].What != `"Sheet1"` {
		t.Errorf("told %q", in.Told)
	}
}

func zipOf(t testing.TB, files ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Deflate})
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBounds reads files that are made to do harm. Each must be refused by a line that
// says what is wrong with it.
func TestBounds(t *testing.T) {
	many := make([]string, 0, 2*(mostEntries+1))
	for i := range mostEntries + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	huge := zipOf(t, "a.ann", "T1\tClaim 0 4\tsome\n")
	i := bytes.Index(huge, []byte("PK\x01\x02"))
	copy(huge[i+24:], []byte{0xff, 0xff, 0xff, 0x7f}) // says that it unpacks to 2 GiB
	for _, tt := range []struct {
		name string
		read reader
		data []byte
		says string
	}{
		{"outside", readBrat, zipOf(t, "../a.ann", ""), "leads outside"},
		{"from the root", readBrat, zipOf(t, "/a.ann", ""), "leads outside"},
		{"backwards", readBrat, zipOf(t, `..\a.ann`, ""), "leads outside"},
		{"drive", readBrat, zipOf(t, "c:a.ann", ""), "leads outside"},
		{"device", readBrat, zipOf(t, "texts/Con.ann", ""), "device"},
		{"twice", readBrat, zipOf(t, "a.ann", "", "A.ann", ""), "two files"},
		{"many", readBrat, zipOf(t, many...), "more than 20000 files"},
		{"bomb", readCASJSON, zipOf(t, "a.json", strings.Repeat(" ", 5<<20)), "times its size"},
		{"lies of its size", readBrat, huge, "unpacked it has more than"},
		{"half", readBrat, zipOf(t, "a.ann", "T1")[:30], "damaged"},
		{"workbook outside", readXLSX, zipOf(t, "../xl/workbook.xml", ""), "leads outside"},
		{"entities", readRefiCodebook, []byte(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>`), "document type"},
		{"external entity", readRefiProject, []byte(`<!DOCTYPE x SYSTEM "http://localhost/x"><Project/>`), "document type"},
		{"unknown entity", readRefiCodebook, []byte(`<CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>`), "XML"},
		{"deep XML", readRefiCodebook, []byte("<CodeBook>" + strings.Repeat("<Codes>", deepestXML) + strings.Repeat("</Codes>", deepestXML) + "</CodeBook>"), "deep"},
		{"deep JSON", readDoccano, []byte(strings.Repeat("[", deepestJSON+1)), "deep"},
		{"deep JSON in a string is none", readDoccano, []byte(`{"text":"` + strings.Repeat("[", 2*deepestJSON) + `\"[`), "breaks off"},
		{"not UTF-8", readDoccano, []byte("{\"text\":\"\xff\"}"), "UTF-8"},
		{"odd UTF-16", readCSV, []byte("\xff\xfea"), "UTF-16"},
	} {
		in, err := tt.read("file", tt.data, nil)
		if !errors.Is(err, ErrIncoming) || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want a line with %q", tt.name, err, tt.says)
		}
		if len(in.Passages)+len(in.Claims)+len(in.Articles) > 0 {
			t.Errorf("%s: something came of it: %+v", tt.name, in)
		}
	}
}

// TestSearchingIsBounded reads a file whose every passage has words that stand nowhere in a
// long text: after a while they are no longer looked for, which is told as any other.
func TestSearchingIsBounded(t *testing.T) {
	g := gather()
	key := g.article(incoming.Article{Key: "a"}, strings.Repeat("x", 1000))
	g.searched = mostSearched - 1500
	for range 3 {
		g.passage(incoming.Passage{Article: key, Start: 0, End: 3, Quote: "yes"}, "disputed")
	}
	in, _ := g.done()
	if len(in.Passages) != 3 || g.searched != mostSearched+1500 || len(in.Told) != 1 || in.Told[0].Why != incoming.NotThere {
		t.Errorf("%+v after %d bytes", in, g.searched)
	}
}

// TestRefiCounting finds out how a program counted: by its name, unless the text says
// otherwise.
func TestRefiCounting(t *testing.T) {
	for _, tt := range []struct {
		origin, body string
		start, end   int
		name, want   string
	}{
		{"Some QDA 1", "😀 😀 one two", 4, 7, "", "one"},
		{"Some QDA 1", "😀 😀 one two", 6, 9, "", "one"},
		{"Some QDA 1", "a\r\nb\r\nword here", 4, 8, "word", "word"},
		{"NVivo 12", "😀 😀 one two, three", 4, 7, "one", "one"},
		{"NVivo 12", "𝒜北京北京", 2, 4, "", "北京"}, // the text says nothing
		{"Some QDA 1", "𝒜北京北京", 2, 4, "", "京北"},
		{"ATLAS.ti 26", "a\r\n北京北京", 3, 5, "", "京北"},
		{"QualCoder-3.8", "a\r\n北京北京京", 4, 6, "", "京北"},
	} {
		var b strings.Builder
		b.WriteString(`<Project origin="` + tt.origin + `"><Sources><TextSource guid="a" plainTextPath="internal://a.txt"><PlainTextSelection guid="s" name="` + tt.name + `"`)
		fmt.Fprintf(&b, ` startPosition="%d" endPosition="%d"/></TextSource></Sources></Project>`, tt.start, tt.end)
		in, err := readRefiProject("p.qdpx", zipOf(t, "Project of mine.qde", b.String(), "Sources/a.txt", tt.body), nil)
		if err != nil || len(in.Passages) != 1 || in.Passages[0].Quote != tt.want {
			t.Errorf("%s, %q from %d to %d: %+v, error %v; want %q", tt.origin, tt.body, tt.start, tt.end, in.Passages, err, tt.want)
		}
	}
}

// TestWebFaults reads annotations that break the model in one way each.
func TestWebFaults(t *testing.T) {
	const good = `"body":"http://a.example/b","target":{"source":"http://a.example/","selector":{"type":"TextQuoteSelector","exact":"words"}}`
	for fields, says := range map[string]string{
		good:                              "",
		`"id":"a b",` + good:              "id",
		`"id":["a","b"],` + good:          "id",
		`"body":"http://a.example/b"`:     "no target",
		`"target":9`:                      "target",
		`"target":[]`:                     "no target",
		`"bodyValue":3,` + good:           "body",
		`"bodyValue":"x",` + good:         "both body and bodyValue",
		`"created":"an hour ago",` + good: "created",
		`"modified":["2026-01-01","2026-01-02"],` + good:                                                         "modified",
		`"generator":42,` + good:                                                                                 "generator",
		`"creator":"my name",` + good:                                                                            "creator",
		`"via":"not a uri",` + good:                                                                              "via",
		`"motivation":["tagging",3],` + good:                                                                     "motivation",
		`"body":{"type":"TextualBody"},"target":"http://a.example/"`:                                             "no value",
		`"body":{"items":["http://a.example/"]},"target":"http://a.example/"`:                                    "items",
		`"body":{"id":"no uri at all"},"target":"http://a.example/"`:                                             "body",
		`"body":{"id":"http://a.example/","language":3},"target":"http://a.example/"`:                            "language",
		`"body":{"id":"http://a.example/","processingLanguage":["en","de"]},"target":"http://a.example/"`:        "processingLanguage",
		`"target":{"type":"SpecificResource"}`:                                                                   "no source",
		`"target":{"source":"http://a.example/","selector":{"type":"FragmentSelector","value":["x","y"]}}`:       "FragmentSelector",
		`"target":{"source":"http://a.example/","selector":{"type":"TextPositionSelector","start":"4","end":9}}`: "TextPositionSelector",
		`"target":{"source":"http://a.example/","selector":{"type":"TextPositionSelector","start":9,"end":4}}`:   "TextPositionSelector",
		`"target":{"source":"http://a.example/","selector":{"type":"TextQuoteSelector","exact":["a"]}}`:          "TextQuoteSelector",
	} {
		one := `{"@context":"` + webContext + `","type":"Annotation",` + fields + `}`
		in, err := readWebAnnotations("a.jsonld", []byte(one), incoming.CodePoints)
		if says == "" {
			if err != nil || len(in.Passages) != 1 {
				t.Errorf("%s: %v", one, err)
			}
			continue
		}
		if !errors.Is(err, ErrIncoming) || !strings.Contains(err.Error(), says) || len(in.Passages) > 0 {
			t.Errorf("%s: %v, want a word of %q", one, err, says)
		}
		// Among others it is left out, and the others stay.
		in, err = readWebAnnotations("a.jsonld", []byte(`[`+one+`,{"type":"Annotation",`+good+`}]`), incoming.CodePoints)
		if err != nil || len(in.Passages) != 1 || !slices.ContainsFunc(in.Told, func(l incoming.Told) bool { return strings.Contains(l.Why, says) }) {
			t.Errorf("%s among others: %+v, error %v", one, in, err)
		}
	}
}

// TestDoccanoTies reads our file as doccano saves it anew: without what it does not know,
// but with its relations.
func TestDoccanoTies(t *testing.T) {
	s := hardSet(rand.New(rand.NewPCG(14, 8)))
	var out bytes.Buffer
	if err := doccano.Write(t.Context(), &out, s); err != nil {
		t.Fatal(err)
	}
	saved := regexp.MustCompile(`,"(claim|reviewer|attribution|note|claimtrace_id)":"(\\.|[^"\\])*"`).ReplaceAllString(out.String(), "")
	if strings.Contains(saved, s.Claims[1].Statement) {
		t.Fatal("the file still says its claims")
	}
	in, err := readDoccano("set.jsonl", []byte(saved), nil)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{} // passages of a claim in an article
	for _, n := range s.Annotations {
		if n.Claim != nil {
			count[string(n.Article)+string(*n.Claim)]++
		}
	}
	want := 0
	for _, n := range count {
		if n > 1 {
			want += n
		}
	}
	got := 0
	for _, p := range in.Passages {
		if p.Claim != "" {
			got++
		}
	}
	if got != want || want == 0 || !slices.ContainsFunc(in.Told, func(l incoming.Told) bool { return strings.Contains(l.Why, "named by its first words") }) {
		t.Errorf("%d passages are tied, want %d; told %q", got, want, in.Told)
	}
}

// What macOS puts beside the files of a ZIP, and what is hidden, is none of them.
func TestNamesOfAZIP(t *testing.T) {
	z, err := unpack(zipOf(t, "__MACOSX/._a.json", "x", ".DS_Store", "x", "folder/._a.json", "x", "folder/a.json", "{}"))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"folder/a.json"}; !slices.Equal(z.names, want) {
		t.Errorf("the names are %q", z.names)
	}
}
