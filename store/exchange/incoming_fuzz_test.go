package exchange

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
	"claimtrace/annotate/text"
)

// fuzz feeds a reader with what it was not made for. Whatever a file holds, the answer is
// a refusal in one line, or a set that is in itself right.
func fuzz(f *testing.F, format Format, name string, seeds ...string) {
	r := rand.New(rand.NewPCG(14, 7))
	for _, s := range []Set{exampleSet(), hardSetOf(r, canonicalHard(f)[2:4])} {
		var out bytes.Buffer
		if err := format.Write(context.Background(), &out, s); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	beside := fstest.MapFS{"set.txt": {Data: []byte("Some 😀 words\r\nof cafe\u0301.")}}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		if found, err := Detect(name, data); err != nil && !errors.Is(err, ErrIncoming) || err == nil && found.Read == nil {
			t.Errorf("taken for %q, error %v", found.Name, err)
		}
		checkRead(t, format.Read, name, data, beside)
	})
}

func checkRead(t *testing.T, read reader, name string, data []byte, beside fs.FS) {
	in, err := read(name, data, beside)
	if err != nil {
		if !errors.Is(err, ErrIncoming) || strings.ContainsAny(err.Error(), "\n\r\x00") {
			t.Errorf("refused by %q", err)
		}
		return
	}
	texts, claims := map[string]*text.Offsets{}, map[string]bool{"": true}
	for _, a := range in.Articles {
		if _, twice := texts[a.Key]; twice || a.Key == "" {
			t.Errorf("two articles, or none, of the key %q", a.Key)
		}
		if texts[a.Key] = nil; a.Text != "" {
			canonical, err := text.Canonical([]byte(a.Text))
			if err != nil || canonical != a.Text || sum(a.Text) != a.SHA256 {
				t.Errorf("the text %q of hash %s, error %v", a.Text, a.SHA256, err)
			}
			texts[a.Key] = text.NewOffsets(a.Text)
		}
	}
	for _, c := range in.Claims {
		if claims[c.Key] || strings.ContainsAny(c.Statement, "\n\r") {
			t.Errorf("the claim %+v", c)
		}
		claims[c.Key] = true
	}
	for _, p := range in.Passages {
		o, known := texts[p.Article]
		if _, err := annotate.ParseVerdict(string(p.Verdict)); err != nil || !known || !claims[p.Claim] {
			t.Errorf("the passage %+v", p)
		}
		if p.Placed && (o == nil || p.Unit != incoming.CodePoints || p.Start < 0 || p.End <= p.Start || p.End > o.Len() || o.Slice(p.Start, p.End) != p.Quote) {
			t.Errorf("placed at %d–%d: %+v", p.Start, p.End, p)
		}
		if p.Quote == "" && p.End <= p.Start {
			t.Errorf("neither words nor a place: %+v", p)
		}
	}
	for _, told := range in.Told {
		line := told.String()
		if strings.ContainsAny(line, "\n\r\x00") || !utf8.ValidString(line) {
			t.Errorf("told %q", line)
		}
	}
}

func FuzzReadJSON(f *testing.F) { fuzz(f, jsonFormat, "set.json", `{"format":"claimtrace"}`) }

func FuzzReadCSV(f *testing.F) {
	fuzz(f, csvFormat, "set.csv", "quote;verdict\n\"a\nb\";x\n", "sep=\t\nstart\tend\tverdict\n1\t2\tdisputed", "\xff\xfeq\x00u\x00o\x00t\x00e\x00\n\x00a\x00")
}

func FuzzReadXLSX(f *testing.F) { fuzz(f, xlsxFormat, "set.xlsx") }

func FuzzReadWebAnnotations(f *testing.F) {
	fuzz(f, webAnnotationUTF16, "set.jsonld", `[{"type":"Annotation","id":"a","body":[{"type":"TextualBody","value":"x","purpose":"tagging"}],"target":{"selector":[{"type":"TextPositionSelector","start":1,"end":2}]}}]`,
		`[{"bodies":[],"target":{"selector":[{"quote":"x","start":1,"end":2}]}}]`, `{"@context":"`+webContext+`","type":"AnnotationCollection","first":{"items":[],"next":{"items":[{}]}}}`)
}

func FuzzReadHypothesis(f *testing.F) {
	fuzz(f, hypothesis, "set.json", `{"total":1,"rows":[{"id":"a","target":[{"selector":[{"type":"TextQuoteSelector","exact":"x"}]}],"tags":["x","claim:y","verdict:disputed"]}]}`)
}

func FuzzReadRefiProject(f *testing.F) {
	fuzz(f, refiProject, "set.qde", `<Project origin="NVivo"><CodeBook><Codes><Code guid="c" name="x"/></Codes></CodeBook><Sources><TextSource guid="a"><PlainTextContent>some words
here</PlainTextContent><PlainTextSelection guid="s" name="some" startPosition="0" endPosition="4"><Coding><CodeRef targetGUID="c"/></Coding></PlainTextSelection></TextSource></Sources></Project>`)
}

func FuzzReadRefiCodebook(f *testing.F) {
	fuzz(f, refiCodebook, "set.qdc", `<CodeBook><Codes><Code name="x"><Code name="y" isCodable="false"/></Code></Codes></CodeBook>`)
}

func FuzzReadBrat(f *testing.F) {
	fuzz(f, bratFormat, "set.ann", "T1\tX 0 4;7 8\tSome r\nA1\tVerdict T1 disputed\nN1\tReference T1 claimtrace:x\tit fell\n#1\tAnnotatorNotes T1\tno", "T1\tX 20 22\tof\nE1\tX:T1\nA1\tY E1\n")
}

func FuzzReadCASJSON(f *testing.F) {
	fuzz(f, casJSON, "set.json", `{"%FEATURE_STRUCTURES":{"2":{"%TYPE":"x.Y","@sofa":1,"begin":0,"end":2},"1":{"%TYPE":"uima.cas.Sofa","sofaString":"😀 e"}},"%VIEWS":{}}`)
}

func FuzzReadDoccano(f *testing.F) {
	fuzz(f, doccano, "set.jsonl", `{"text":"cafe\u0301 x","label":[[0,5,"X"],[3,5,"disputed"]]}{"text":"y","annotations":[{"label":1,"start_offset":0,"end_offset":1}]}`)
}

func FuzzReadLabelStudio(f *testing.F) {
	fuzz(f, labelStudio, "tasks.json", `[{"data":{"text":"some words"},"completions":[{"result":[{"id":"a","type":"labels","value":{"start":0,"end":4,"text":"some","labels":["X"]}}]}]}]`)
}
