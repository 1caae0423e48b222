package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"claimtrace/annotate"
	"claimtrace/store"
)

// hard are texts whose offsets differ by the unit in which they are counted.
var hard = []string{
	"The 👨🏻‍🚒 said “no”.\nThen \u00a0the bridge fell; e\u0301 and é differ.\n\nΚίεβο, Київ, كييف, 北京 <b>&amp;</b> \"q\"\n",
	"مرحبا 🌉 بالعالم, said Mara 🧑‍🌾.\nA tab\there; a line\u2028separator, a BOM \ufeff inside.",
	"plain words only, of one line",
	"😀😀😀\n\n😀",
}

// hardSet is a set of passages at every kind of place in the hard texts, by two
// reviewers, tied to claims and not, with signs in every field that formats escape.
func hardSet(r *rand.Rand) Set { return hardSetOf(r, hard) }

func hardSetOf(r *rand.Rand, hard []string) Set {
	s := Set{Project: "p.claimtrace", Title: "Bridge & <co>", Exported: made, Articles: []Article{}, Claims: []Claim{}, Annotations: []Annotation{}}
	texts := map[annotate.ID]string{}
	id := func(kind byte, i int) annotate.ID {
		return annotate.ID(fmt.Sprintf("%02x000000-0000-4000-8000-%012x", kind, i))
	}
	names := []string{"Mara O’Hara, \"M\"", "Бен"}
	for i, n := range names {
		s.Reviewers = append(s.Reviewers, Reviewer{id(4, i), n, "key"})
	}
	statements := []string{"=1+1; \"the bridge\" <fell>\tat noon", "Міст упав 🌉"}
	for i, st := range statements {
		s.Claims = append(s.Claims, Claim{ID: id(2, i), Statement: st, Verdict: []string{"confirmed", "mixed"}[i]})
	}
	for i, body := range hard {
		sum := sha256.Sum256([]byte(body))
		a := Article{ID: id(1, i), Title: "Title <" + strconv.Itoa(i) + ">", Outlet: "Quay & Post", URL: "https://quay.example/" + strconv.Itoa(i), SHA256: hex.EncodeToString(sum[:])}
		if i == 2 {
			a.URL, a.Outlet = "", "Вісник"
		}
		s.Articles, texts[a.ID] = append(s.Articles, a), body
		runes := []rune(body)
		for j := range 12 {
			start := r.IntN(len(runes))
			end := start + 1 + r.IntN(len(runes)-start)
			if strings.Trim(string(runes[start:end]), "\n") == "" {
				continue // no words
			}
			n := Annotation{
				ID: id(3, i*100+j), Article: a.ID, Start: start, End: end, Quote: string(runes[start:end]), Verdict: annotate.Verdicts[r.IntN(3)],
				ReviewerID: s.Reviewers[j%2].ID, Reviewer: names[j%2], Created: "2026-01-31T09:00:00.000Z", Modified: "2026-01-31T09:00:01.000Z",
			}
			if j%3 > 0 {
				n.Claim = &s.Claims[j%3-1].ID
			}
			if j%4 == 0 {
				n.Note, n.Attribution = "=cmd|' /C calc'!A0\n<two> \"lines\"; a,b", "the \"mayor\" & co"
			}
			s.Annotations = append(s.Annotations, n)
		}
	}
	s.text = func(id annotate.ID) (string, error) { return texts[id], nil }
	return s
}

// found is what a reader that is not ours finds of a passage in a file.
type found struct {
	article string // SHA-256 of the text
	words   string // cut out of the text by the offsets of the file
	verdict string
	claim   string
}

func wanted(s Set) []found {
	articles, statements := s.articles(), s.statements()
	var list []found
	for _, n := range s.Annotations {
		f := found{articles[n.Article].SHA256, n.Quote, string(n.Verdict), ""}
		if n.Claim != nil {
			f.claim = statements[*n.Claim]
		}
		list = append(list, f)
	}
	return list
}

func points(text string, start, end float64) string { return string([]rune(text)[int(start):int(end)]) }

func units(text string, start, end float64) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[int(start):int(end)]))
}

func sum(text string) string {
	s := sha256.Sum256([]byte(text))
	return hex.EncodeToString(s[:])
}

// unzip reads an archive into its files, and refuses one that a careful reader would.
func unzip(t *testing.T, data []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		if _, twice := files[f.Name]; twice || path.Clean(f.Name) != f.Name || strings.HasPrefix(f.Name, "..") || path.IsAbs(f.Name) {
			t.Fatalf("the archive holds %q", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(b)
	}
	return files
}

type object = map[string]any

func parse(t *testing.T, data string) (v any) {
	if err := json.Unmarshal([]byte(data), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func list(v any) (all []object) {
	for _, e := range v.([]any) {
		all = append(all, e.(object))
	}
	return all
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

// readers read the passages of each format's files, by what its documents say and
// without a line of the writers.
var readers = map[string]func(t *testing.T, data []byte, texts map[string]string) []found{
	"csv": func(t *testing.T, data []byte, texts map[string]string) (all []found) {
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		bare := func(s string) string {
			if rest := strings.TrimLeft(s, "'"); rest != "" && strings.ContainsAny(rest[:1], "=+-@\t\n") {
				return s[1:]
			}
			return s
		}
		at := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
		for _, row := range rows[1:] {
			start, _ := strconv.ParseFloat(at(row, "start"), 64)
			end, _ := strconv.ParseFloat(at(row, "end"), 64)
			if words := points(texts[at(row, "sha256")], start, end); words != bare(at(row, "quote")) {
				t.Errorf("the row says %q of %q", at(row, "quote"), words)
			}
			all = append(all, found{at(row, "sha256"), bare(at(row, "quote")), at(row, "verdict"), bare(at(row, "claim"))})
		}
		return all
	},
	"w3c": func(t *testing.T, data []byte, texts map[string]string) []found {
		return readWeb(t, data, texts, points)
	},
	"w3c-utf16": func(t *testing.T, data []byte, texts map[string]string) []found {
		return readWeb(t, data, texts, units)
	},
	"hypothesis": func(t *testing.T, data []byte, texts map[string]string) (all []found) {
		for _, a := range list(parse(t, string(data)).(object)["annotations"]) {
			var f found
			for _, tag := range a["tags"].([]any) {
				if v, ok := strings.CutPrefix(tag.(string), "verdict:"); ok {
					f.verdict = v
				}
				if v, ok := strings.CutPrefix(tag.(string), "claim:"); ok {
					f.claim = v
				}
			}
			selector := list(list(a["target"])[0]["selector"])
			f.article = str(a["claimtrace"].(object)["sha256"])
			f.words = units(texts[f.article], selector[1]["start"].(float64), selector[1]["end"].(float64))
			if exact := str(selector[0]["exact"]); exact != f.words {
				t.Errorf("the quote is %q, the place %q", exact, f.words)
			}
			all = append(all, f)
		}
		return all
	},
	"brat": func(t *testing.T, data []byte, _ map[string]string) (all []found) {
		files := unzip(t, data)
		for name, body := range files {
			stem, ok := strings.CutSuffix(name, ".txt")
			if !ok {
				continue
			}
			of := map[string]*found{}
			var order []string
			for _, line := range strings.Split(strings.TrimSuffix(files[stem+".ann"], "\n"), "\n") {
				cells := strings.Split(line, "\t")
				words := strings.Fields(cells[1])
				switch line[0] {
				case 'T':
					var cut, exact []string
					for _, span := range strings.Split(strings.TrimPrefix(cells[1], "Claim "), ";") {
						var start, end float64
						if _, err := fmt.Sscan(span, &start, &end); err != nil {
							t.Fatal(line, err)
						}
						cut = append(cut, points(body, start, end))
						exact = append(exact, points(body, start, end))
					}
					if tail := strings.SplitN(line, "\t", 3)[2]; strings.Join(cut, " ") != tail || strings.Contains(tail, "\n") {
						t.Errorf("brat would refuse %q for %q", tail, strings.Join(cut, " "))
					}
					of[cells[0]] = &found{article: sum(body), words: strings.Join(exact, "\n")}
					order = append(order, cells[0])
				case 'A':
					if words[0] == "Verdict" {
						of[words[1]].verdict = words[2]
					}
				case 'N':
					of[words[1]].claim = cells[2]
				}
			}
			for _, id := range order {
				all = append(all, *of[id])
			}
		}
		return all
	},
	"cas-json": func(t *testing.T, data []byte, _ map[string]string) (all []found) {
		for _, file := range unzip(t, data) {
			cas := parse(t, file).(object)
			structures := list(cas["%FEATURE_STRUCTURES"])
			body := structures[0]["sofaString"].(string)
			members := cas["%VIEWS"].(object)["_InitialView"].(object)["%MEMBERS"].([]any)
			if len(members) != len(structures)-1 {
				t.Errorf("%d members of %d structures", len(members), len(structures))
			}
			for _, fs := range structures[2:] {
				if _, declared := cas["%TYPES"].(object)[fs["%TYPE"].(string)]; !declared {
					t.Errorf("the type %s is not declared", fs["%TYPE"])
				}
				all = append(all, found{sum(body), units(body, fs["begin"].(float64), fs["end"].(float64)), str(fs["verdict"]), str(fs["claim"])})
			}
		}
		return all
	},
	"xmi": func(t *testing.T, data []byte, _ map[string]string) (all []found) {
		for name, file := range unzip(t, data) {
			if !strings.HasSuffix(name, ".xmi") {
				continue
			}
			var x struct {
				Passages []struct {
					Begin   float64 `xml:"begin,attr"`
					End     float64 `xml:"end,attr"`
					Verdict string  `xml:"verdict,attr"`
					Claim   string  `xml:"claim,attr"`
				} `xml:"ClaimPassage"`
				Sofa struct {
					Text string `xml:"sofaString,attr"`
				} `xml:"Sofa"`
			}
			if err := xml.Unmarshal([]byte(file), &x); err != nil {
				t.Fatal(err)
			}
			for _, p := range x.Passages {
				all = append(all, found{sum(x.Sofa.Text), units(x.Sofa.Text, p.Begin, p.End), p.Verdict, p.Claim})
			}
		}
		return all
	},
	"qdpx": func(t *testing.T, data []byte, _ map[string]string) (all []found) {
		files := unzip(t, data)
		var p struct {
			Codes []struct {
				GUID string `xml:"guid,attr"`
				Name string `xml:"name,attr"`
			} `xml:"CodeBook>Codes>Code"`
			Cases []struct {
				Name       string `xml:"name,attr"`
				Selections []struct {
					Target string `xml:"targetGUID,attr"`
				} `xml:"SelectionRef"`
			} `xml:"Cases>Case"`
			Sources []struct {
				Path       string `xml:"plainTextPath,attr"`
				Selections []struct {
					GUID  string  `xml:"guid,attr"`
					Start float64 `xml:"startPosition,attr"`
					End   float64 `xml:"endPosition,attr"`
					Code  struct {
						Target string `xml:"targetGUID,attr"`
					} `xml:"Coding>CodeRef"`
				} `xml:"PlainTextSelection"`
			} `xml:"Sources>TextSource"`
		}
		if err := xml.Unmarshal([]byte(files["project.qde"]), &p); err != nil {
			t.Fatal(err)
		}
		codes, claims := map[string]string{}, map[string]string{}
		for _, c := range p.Codes {
			codes[c.GUID] = c.Name
		}
		for _, c := range p.Cases {
			for _, sel := range c.Selections {
				claims[sel.Target] = c.Name
			}
		}
		for _, source := range p.Sources {
			body, ok := files["sources/"+strings.TrimPrefix(source.Path, "internal://")]
			if !ok {
				t.Errorf("%s is not in the archive", source.Path)
			}
			for _, sel := range source.Selections {
				all = append(all, found{sum(body), points(body, sel.Start, sel.End), codes[sel.Code.Target], claims[sel.GUID]})
			}
		}
		return all
	},
	"xlsx": func(t *testing.T, data []byte, texts map[string]string) (all []found) {
		files := unzip(t, data)
		type row struct {
			Cells []struct {
				At      string  `xml:"r,attr"`
				Type    string  `xml:"t,attr"`
				Formula *string `xml:"f"`
				Value   string  `xml:"v"`
				Inline  string  `xml:"is>t"`
			} `xml:"c"`
		}
		var shared struct {
			Items []struct {
				Text string `xml:"t"`
			} `xml:"si"`
		}
		if s, ok := files["xl/sharedStrings.xml"]; ok {
			if err := xml.Unmarshal([]byte(s), &shared); err != nil {
				t.Fatal(err)
			}
		}
		var sheet struct {
			Rows []row `xml:"sheetData>row"`
		}
		for name, file := range files { // the sheet of passages is the widest
			if strings.HasPrefix(name, "xl/worksheets/") {
				s := sheet
				s.Rows = nil
				if err := xml.Unmarshal([]byte(file), &s); err != nil {
					t.Fatal(err)
				}
				if len(s.Rows) > 0 && (len(sheet.Rows) == 0 || len(s.Rows[0].Cells) > len(sheet.Rows[0].Cells)) {
					sheet = s
				}
			}
		}
		var rows [][]string
		for _, r := range sheet.Rows {
			var cells []string
			for _, c := range r.Cells {
				if c.Formula != nil {
					t.Errorf("%s is a formula: %q", c.At, *c.Formula)
				}
				column := 0
				for _, l := range strings.TrimRight(c.At, "0123456789") {
					column = column*26 + int(l-'A') + 1
				}
				for len(cells) < column-1 {
					cells = append(cells, "")
				}
				switch c.Type {
				case "s":
					i, _ := strconv.Atoi(c.Value)
					cells = append(cells, shared.Items[i].Text)
				case "inlineStr":
					cells = append(cells, c.Inline)
				default:
					cells = append(cells, c.Value)
				}
			}
			rows = append(rows, cells)
		}
		at := func(row []string, name string) string {
			if i := slices.Index(rows[0], name); i < len(row) {
				return row[i]
			}
			return ""
		}
		for _, row := range rows[1:] {
			start, _ := strconv.ParseFloat(at(row, "start"), 64)
			end, _ := strconv.ParseFloat(at(row, "end"), 64)
			words := points(texts[at(row, "sha256")], start, end)
			if words != at(row, "quote") {
				t.Errorf("the row says %q of %q", at(row, "quote"), words)
			}
			all = append(all, found{at(row, "sha256"), words, at(row, "verdict"), at(row, "claim")})
		}
		return all
	},
	"doccano": func(t *testing.T, data []byte, _ map[string]string) (all []found) {
		for _, l := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			doc := parse(t, l).(object)
			body := doc["text"].(string)
			for _, e := range list(doc["entities"]) {
				all = append(all, found{sum(body), points(body, e["start_offset"].(float64), e["end_offset"].(float64)), str(e["label"]), str(e["claim"])})
			}
		}
		return all
	},
	"label-studio": func(t *testing.T, data []byte, _ map[string]string) (all []found) {
		for _, task := range list(parse(t, unzip(t, data)["tasks.json"])) {
			body := task["data"].(object)["text"].(string)
			for _, by := range list(task["annotations"]) {
				of := map[string]*found{}
				var order []string
				for _, r := range list(by["result"]) {
					id, v := r["id"].(string), r["value"].(object)
					if of[id] == nil {
						of[id] = &found{article: sum(body), words: units(body, v["start"].(float64), v["end"].(float64))}
						order = append(order, id)
					}
					switch r["from_name"] {
					case "verdict":
						of[id].verdict = v["labels"].([]any)[0].(string)
					case "claim":
						of[id].claim = v["text"].([]any)[0].(string)
					}
				}
				for _, id := range order {
					all = append(all, *of[id])
				}
			}
		}
		return all
	},
}

func readWeb(t *testing.T, data []byte, texts map[string]string, cut func(string, float64, float64) string) (all []found) {
	for _, a := range list(parse(t, string(data)).(object)["first"].(object)["items"]) {
		target := a["target"].(object)
		var f found
		for _, id := range target["source"].(object)["dcterms:identifier"].([]any) {
			if v, ok := strings.CutPrefix(id.(string), "urn:sha256:"); ok {
				f.article = v
			}
		}
		for _, b := range list(a["body"]) {
			switch b["purpose"] {
			case "classifying":
				f.verdict = str(b["value"])
			case "linking":
				f.claim = str(b["source"].(object)["value"])
			}
		}
		selector := list(target["selector"])
		f.words = cut(texts[f.article], selector[1]["start"].(float64), selector[1]["end"].(float64))
		if exact := str(selector[0]["exact"]); exact != f.words {
			t.Errorf("the quote is %q, the place %q", exact, f.words)
		}
		all = append(all, f)
	}
	return all
}

// TestReadBack reads every passage back from the files of each format by readers that
// share nothing with the writers: the words at the place, in the format's unit, and
// the verdict and claim.
func TestReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 1))
	for range 20 {
		s := hardSet(r)
		texts := map[string]string{}
		for _, body := range hard {
			texts[sum(body)] = body
		}
		for name, read := range readers {
			f, err := Lookup(Formats(), name)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := f.Write(context.Background(), &out, s); err != nil {
				t.Fatal(name, err)
			}
			got, want := read(t, out.Bytes(), texts), wanted(s)
			if name == "brat" { // no line ends in a record; those at the ends of a passage and double ones are cut off
				for i := range want {
					want[i].words = strings.Trim(want[i].words, "\n")
					for strings.Contains(want[i].words, "\n\n") {
						want[i].words = strings.ReplaceAll(want[i].words, "\n\n", "\n")
					}
					want[i].claim = strings.Join(strings.Fields(want[i].claim), " ")
				}
			}
			order := func(a, b found) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }
			slices.SortFunc(got, order)
			slices.SortFunc(want, order)
			if !slices.Equal(got, want) {
				t.Errorf("%s:\ngot  %q\nwant %q", name, got, want)
			}
		}
	}
}

// tested are the formats with tests of their own below and beside.
var tested = []string{"json", "qdc", "claimreview", "tei", "markdown", "docx"}

// TestEveryFormatIsRead sees that no format is left out of what reads back.
func TestEveryFormatIsRead(t *testing.T) {
	for _, f := range Formats() {
		if readers[f.Name] == nil && !slices.Contains(tested, f.Name) {
			t.Errorf("nothing reads %s back", f.Name)
		}
		if f.Title == "" || f.Description == "" || !strings.HasPrefix(f.Extension, ".") {
			t.Errorf("%s says too little of itself: %+v", f.Name, f)
		}
	}
}

// TestWithheldNotes sees that every format that has a place for a note or a reason
// which is withheld says so there, and that of the others it is said what they leave.
func TestWithheldNotes(t *testing.T) {
	s := exampleSet()
	s.Claims[0].Statement, s.Claims[0].Withheld = "", []string{"reason", "note"}
	s.Annotations[0].Note, s.Annotations[0].Withheld = "", []string{"note"}
	for name, want := range map[string]map[string]int{
		"json":     {`"withheld": [`: 2},
		"csv":      {`,"note"` + "\r\n": 1, `,""` + "\r\n": 1},
		"markdown": {withheldNote: 2, withheldReason: 1, "(statement withheld)": 1},
		"docx":     {withheldNote: 2, withheldReason: 1, "(statement withheld)": 1},
		"xlsx":     {">reason note<": 1, ">note<": 3}, // two of them name columns
	} {
		f, _ := Lookup(Formats(), name)
		var out bytes.Buffer
		if err := f.Write(context.Background(), &out, s); err != nil {
			t.Fatal(name, err)
		}
		said := out.String()
		if name == "docx" || name == "xlsx" {
			said = ""
			z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range z.File {
				r, err := file.Open()
				if err != nil {
					t.Fatal(err)
				}
				part, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				said += string(part)
			}
		}
		for words, n := range want {
			if got := strings.Count(said, words); got != n {
				t.Errorf("%s says %q %d times, not %d:\n%s", name, words, got, n, said)
			}
		}
	}
	for _, f := range Formats() {
		if left := f.Left(s); !strings.Contains(left, "3 notes and reasons are not in it, as they are withheld here") {
			t.Errorf("%s says that it leaves %q", f.Name, left)
		}
	}
	if left := jsonFormat.Left(exampleSet()); left != "" {
		t.Errorf("of what is whole %q is left", left)
	}
}

// TestJoinedChapters sees that reports tell of claims that are joined as of one.
func TestJoinedChapters(t *testing.T) {
	s := exampleSet()
	one := s.Claims[0]
	one.Reason, one.Joined = "seen", []annotate.ID{articleID}
	other := one
	other.ID, other.Statement, other.Note, other.Joined = articleID, "It is cold", "of the other", []annotate.ID{claimID}
	s.Claims = []Claim{one, other}
	s.Annotations[1].Claim = &other.ID
	all := s.chapters()
	if len(all) != 1 || len(all[0].passages) != 2 || len(all[0].also) != 1 {
		t.Fatalf("%+v", all)
	}
	if said := all[0].said(); !slices.Equal(said, []string{"seen", "Also said: It is cold", "of the other"}) {
		t.Errorf("it says %q", said)
	}
}

// TestWithheldText sees that a text that is not here leaves its passages out of the
// formats that carry texts, and of no other.
func TestWithheldText(t *testing.T) {
	s := hardSet(rand.New(rand.NewPCG(14, 2)))
	whole := s.text
	gone := s.Articles[0]
	s.Articles[0].Withheld = []string{"text"}
	s.text = func(id annotate.ID) (string, error) {
		if id == gone.ID {
			return "", fmt.Errorf("article %s: %w", id, store.ErrTextWithheld)
		}
		return whole(id)
	}
	if left := bratFormat.Left(s); !strings.Contains(left, "1 article is left out, as its text is withheld here") {
		t.Errorf("left out is %q", left)
	}
	for name, read := range readers {
		f, _ := Lookup(Formats(), name)
		var out bytes.Buffer
		if err := f.Write(context.Background(), &out, s); err != nil {
			t.Fatal(name, err)
		}
		texts := map[string]string{}
		for _, body := range hard {
			texts[sum(body)] = body
		}
		here := slices.ContainsFunc(read(t, out.Bytes(), texts), func(f found) bool { return f.article == gone.SHA256 })
		if here == f.Texts {
			t.Errorf("%s has passages of the withheld article: %v", name, here)
		}
	}
}

// TestWithheldInFormats sees that each format of other programs says in a place of its own of
// a note or reason that it was left out of a package, and that none holds its words.
func TestWithheldInFormats(t *testing.T) {
	folder := t.TempDir()
	p, err := store.Create(filepath.Join(folder, "p.claimtrace"), store.Options{Person: store.Person{Name: "Mara"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	added, _, err := p.AddArticles(t.Context(), store.Drafts(store.Draft{Text: "The bridge is closed.", Article: annotate.Article{Outlet: "Quay Post"}}), nil)
	if err != nil {
		t.Fatal(err)
	}
	const secret = "the mayor’s own words"
	n, _, err := p.Annotate(store.NewAnnotation{Article: added[0].ID, Span: annotate.Span{Start: 4, End: 10}, Verdict: annotate.Confirmed, Statement: "It is closed", Note: secret})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Decide(n.Claim, annotate.Confirmed, secret); err != nil {
		t.Fatal(err)
	}
	packed := filepath.Join(folder, "q.claimtrace")
	if _, err := p.Pack(t.Context(), packed, store.PackOptions{WithoutNotes: true}); err != nil {
		t.Fatal(err)
	}
	q, err := store.Open(packed, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	set, err := Collect(q.View, made)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats() {
		var out bytes.Buffer
		if err := f.Write(t.Context(), &out, set); err != nil {
			t.Fatal(f.Name, err)
		}
		written := out.String()
		if strings.HasPrefix(written, "PK") {
			written = ""
			for name, file := range unzip(t, out.Bytes()) {
				if !slices.Contains([]string{"annotation.conf", "TypeSystem.xml", "config.xml"}, name) {
					written += file
				}
			}
		}
		if strings.Contains(written, secret) {
			t.Errorf("%s tells what was left out", f.Name)
		}
		said := strings.Contains(written, "ithheld") || strings.Contains(written, "left out of the package")
		switch f.Name {
		case "csv": // the name of the column says nothing
			said = strings.HasSuffix(written, `"note"`+"\r\n")
		case "qdc", "tei", "xlsx", "markdown", "docx": // without notes, or seen elsewhere
			continue
		}
		if !said {
			t.Errorf("%s does not say that a note is withheld\n%s", f.Name, written)
		}
		if left := f.Left(set); !strings.Contains(left, "2 notes and reasons are not in it") {
			t.Errorf("%s tells %q at export", f.Name, left)
		}
	}
}

// TestEncodeInto sees that values written one after the other stand as if all were written
// at once.
func TestEncodeInto(t *testing.T) {
	type document struct {
		Before []string `json:"before"`
		Page   struct {
			Items []any `json:"items"`
		} `json:"page"`
		After string `json:"after"`
	}
	for _, list := range [][]any{{}, {1}, {"<b>\n", map[string]any{"a": []int{1, 2}, "b": []int{}}, nil}} {
		d := document{Before: []string{"x"}, After: "y"}
		d.Page.Items = list
		var want, got bytes.Buffer
		if err := encode(&want, d); err != nil {
			t.Fatal(err)
		}
		d.Page.Items = []any{}
		if err := encodeInto(&got, d, list); err != nil || got.String() != want.String() {
			t.Errorf("%v: got\n%s, %v, want\n%s", list, got.String(), err, want.String())
		}
	}
}

// TestClaimReview checks what a search engine asks of a ClaimReview.
func TestClaimReview(t *testing.T) {
	s := hardSet(rand.New(rand.NewPCG(14, 3)))
	by, when := s.Reviewers[0].ID, "2026-02-01T10:00:00.000Z"
	s.Claims[0].Decision = Decision{Resolved: annotate.Confirmed, Reason: "Two sources", Decided: &when, DecidedBy: s.Reviewers[0].Name, DecidedByID: &by}
	s.Claims = append(s.Claims, Claim{ID: claimID, Statement: "nothing speaks of it"})
	var out bytes.Buffer
	if err := claimReview.Write(context.Background(), &out, s); err != nil {
		t.Fatal(err)
	}
	reviews := list(parse(t, out.String()))
	if len(reviews) != 2 {
		t.Fatalf("%d reviews", len(reviews))
	}
	first, rating := reviews[0], reviews[0]["reviewRating"].(object)
	appearances := list(first["itemReviewed"].(object)["appearance"])
	for _, tt := range []struct{ what, got, want string }{
		{"context", str(first["@context"]), "https://schema.org"},
		{"claim", str(first["claimReviewed"]), s.Claims[0].Statement},
		{"date", str(first["datePublished"]), "2026-02-01"},
		{"author", str(first["author"].(object)["name"]), s.Reviewers[0].Name},
		{"rating", fmt.Sprint(rating["ratingValue"], rating["bestRating"], rating["worstRating"], rating["alternateName"]), "5 5 1confirmed"},
		{"reason", str(rating["ratingExplanation"]), "Two sources"},
		{"first appearance", str(first["itemReviewed"].(object)["firstAppearance"].(object)["url"]), str(appearances[0]["url"])},
		{"undecided: the project speaks", str(reviews[1]["author"].(object)["name"]), s.Title},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.what, tt.got, tt.want)
		}
	}
}

// TestTEI puts each witness together again from the alignment: its words, in order.
func TestTEI(t *testing.T) {
	s := hardSet(rand.New(rand.NewPCG(14, 4)))
	var out bytes.Buffer
	if err := teiFormat.Write(context.Background(), &out, s); err != nil {
		t.Fatal(err)
	}
	said := map[string][]string{} // the words of a witness
	dec := xml.NewDecoder(&out)
	var all, open []string // the witnesses of the claim, and those of the reading
	inParagraph, inReading := false, false
	claims := 0
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "div":
				claims++
				all = nil
				id := annotate.ID(strings.TrimPrefix(e.Attr[0].Value, "c"))
				for _, n := range s.Annotations {
					if n.Claim != nil && *n.Claim == id {
						all = append(all, "#w"+string(n.ID))
					}
				}
			case "p":
				inParagraph = claims > 0
			case "rdg":
				inReading, open = true, strings.Fields(e.Attr[0].Value)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "p":
				inParagraph = false
			case "rdg":
				inReading = false
			}
		case xml.CharData:
			if !inParagraph {
				continue
			}
			of := all
			if inReading {
				of = open
			}
			for _, w := range of {
				said[w] = append(said[w], strings.Fields(string(e))...)
			}
		}
	}
	bare := func(words string) string { // white space and what is not seen stand between tokens
		return strings.ReplaceAll(strings.Join(strings.Fields(words), ""), "\ufeff", "")
	}
	for _, n := range s.Annotations {
		if got := strings.Join(said["#w"+string(n.ID)], ""); n.Claim != nil && got != bare(n.Quote) {
			t.Errorf("witness %s: %q, want %q", n.ID, got, bare(n.Quote))
		}
	}
	if claims != len(s.Claims) {
		t.Errorf("%d claims, want %d", claims, len(s.Claims))
	}
}

func TestCodebook(t *testing.T) {
	var out bytes.Buffer
	if err := refiCodebook.Write(context.Background(), &out, exampleSet()); err != nil {
		t.Fatal(err)
	}
	var book struct {
		Codes []struct {
			Name  string `xml:"name,attr"`
			Codes []struct {
				GUID string `xml:"guid,attr"`
				Name string `xml:"name,attr"`
			} `xml:"Code"`
		} `xml:"Codes>Code"`
	}
	if err := xml.Unmarshal(out.Bytes(), &book); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, above := range book.Codes {
		for _, c := range above.Codes {
			got = append(got, above.Name+": "+c.Name)
		}
	}
	want := []string{"Verdicts: confirmed", "Verdicts: disputed", "Verdicts: unconfirmed", "Claims: -5 degrees"}
	if !slices.Equal(got, want) || book.Codes[1].Codes[0].GUID != string(claimID) {
		t.Errorf("the codes are %q, want %q", got, want)
	}
}

func TestMarkdown(t *testing.T) {
	s := exampleSet()
	s.Claims[0].Reason = "1. See *there*"
	var out bytes.Buffer
	if err := markdown.Write(context.Background(), &out, s); err != nil {
		t.Fatal(err)
	}
	want := `# Bridge

1 claim in 2 passages of 1 article, 2026-01-31

## \-5 degrees

**mixed, by the latest passages**

1\. See \*there\*

- **disputed** · [Quay Post, =Bridge, "closed", 2026-01-29T23:00+02:00](<https://quay.example/a>)
  > Café
  > “no”

  @all: \<b\>see\</b\>

  Tagged by Mara

## Passages that state no claim yet

- **** · [Quay Post, =Bridge, "closed", 2026-01-29T23:00+02:00](<https://quay.example/a>)
  > 

  Tagged by Mara
`
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
}

// TestDOCX reads the report's paragraphs back, and sees that what it points at is there.
func TestDOCX(t *testing.T) {
	s := hardSet(rand.New(rand.NewPCG(14, 5)))
	var out bytes.Buffer
	if err := docxFormat.Write(context.Background(), &out, s); err != nil {
		t.Fatal(err)
	}
	files := unzip(t, out.Bytes())
	var links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal([]byte(files["word/_rels/document.xml.rels"]), &links); err != nil {
		t.Fatal(err)
	}
	targets := map[string]string{}
	for _, l := range links.All {
		targets[l.ID] = l.Target
	}
	var paragraphs []string
	used := map[string]bool{}
	dec := xml.NewDecoder(strings.NewReader(files["word/document.xml"]))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "p":
				paragraphs = append(paragraphs, "")
			case "br":
				paragraphs[len(paragraphs)-1] += "\n"
			case "hyperlink":
				used[targets[e.Attr[0].Value]] = true
			}
		case xml.CharData:
			if len(paragraphs) > 0 {
				paragraphs[len(paragraphs)-1] += string(e)
			}
		}
	}
	for _, n := range s.Annotations {
		if !slices.Contains(paragraphs, n.Quote) {
			t.Errorf("%q is not in the document", n.Quote)
		}
	}
	for _, c := range s.Claims {
		if !slices.Contains(paragraphs, c.Statement) {
			t.Errorf("%q is not in the document", c.Statement)
		}
	}
	if used[""] || !used["https://quay.example/0"] {
		t.Errorf("the links are %v", used)
	}
}

func TestWebAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://quay.example/a": "https://quay.example/a", "http://quay.example": "http://quay.example",
		"javascript:alert(1)": "", "file:///etc/passwd": "", "quay.example": "", "ftp://quay.example/a": "", "": "", "https:///a": "", "%zz": "",
	} {
		if got := WebAddress(address); got != want {
			t.Errorf("WebAddress(%q) = %q", address, got)
		}
	}
}

// TestLinks sees that what is no page of the web becomes no link.
func TestLinks(t *testing.T) {
	s := hardSet(rand.New(rand.NewPCG(14, 6)))
	s.Articles[0].URL, s.Articles[1].URL = "javascript:alert(1)", "https://exa mple/[x"
	for _, f := range []Format{docxFormat, markdown} {
		var out bytes.Buffer
		if err := f.Write(t.Context(), &out, s); err != nil {
			t.Fatal(err)
		}
		written := out.String()
		if f.Name == "docx" {
			written = unzip(t, out.Bytes())["word/_rels/document.xml.rels"]
		}
		if strings.Contains(written, "javascript:") || strings.Contains(written, "exa mple") {
			t.Errorf("%s links to what is no page", f.Name)
		}
	}
}

// TestAccounts sees that no two reviewers are one user of Hypothesis.
func TestAccounts(t *testing.T) {
	s := Set{Reviewers: []Reviewer{{ID: annotationID, Name: "Anna Lind"}, {ID: claimID, Name: "Anna-Lind"}, {ID: reviewerID, Name: "Бен"}, {ID: articleID, Name: "Mara"}}}
	of := s.accounts()
	want := map[annotate.ID]string{annotationID: "anna_lind_33333333", claimID: "anna_lind_22222222", reviewerID: "reviewer_44444444", articleID: "mara"}
	if !maps.Equal(of, want) {
		t.Errorf("%v", of)
	}
}
