package assets

import (
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

type sampleAnnotation struct {
	File        string `json:"file"`
	Quote       string `json:"quote"`
	Verdict     string `json:"verdict"`
	Attribution string `json:"attribution"`
	Note        string `json:"note"`
}

type sampleSet struct {
	Reviewer string `json:"reviewer"`
	Claims   []struct {
		Statement   string             `json:"statement"`
		Note        string             `json:"note"`
		Annotations []sampleAnnotation `json:"annotations"`
	} `json:"claims"`
}

func readSample(t *testing.T, name string) string {
	t.Helper()
	content, err := fs.ReadFile(Sample(), name)
	if err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	return string(content)
}

// readManifest returns the manifest's rows without its header.
func readManifest(t *testing.T) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(readSample(t, "manifest.csv"))).ReadAll()
	if err != nil {
		t.Fatalf("manifest.csv: %v", err)
	}
	if got, want := strings.Join(rows[0], ","), "file,title,outlet,byline,published,url,language"; got != want {
		t.Fatalf("manifest header is %q, want %q", got, want)
	}
	return rows[1:]
}

// readTexts returns the text of every article in the manifest by file name.
func readTexts(t *testing.T) map[string]string {
	t.Helper()
	texts := make(map[string]string)
	for _, row := range readManifest(t) {
		texts[row[0]] = readSample(t, row[0])
	}
	return texts
}

func readAnnotations(t *testing.T) sampleSet {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(readSample(t, "annotations.json")))
	decoder.DisallowUnknownFields()
	var set sampleSet
	if err := decoder.Decode(&set); err != nil {
		t.Fatalf("annotations.json: %v", err)
	}
	return set
}

func TestSampleManifest(t *testing.T) {
	rows := readManifest(t)
	if len(rows) != 5 {
		t.Fatalf("manifest names %d articles, want 5", len(rows))
	}
	var listed []string
	var before time.Time
	for _, row := range rows {
		for column, value := range row {
			if strings.TrimSpace(value) == "" {
				t.Errorf("%s: column %d of the manifest is empty", row[0], column+1)
			}
		}
		published, err := time.Parse(time.RFC3339, row[4])
		if err != nil {
			t.Errorf("%s: published: %v", row[0], err)
		}
		if !published.After(before) {
			t.Errorf("%s: published %s, not after the row above", row[0], row[4])
		}
		before = published
		address, err := url.Parse(row[5])
		if err != nil || !strings.HasSuffix(address.Hostname(), ".example") {
			t.Errorf("%s: address %q is not under .example", row[0], row[5])
		}
		listed = append(listed, row[0])
	}
	present, err := fs.Glob(Sample(), "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(listed)
	if !slices.Equal(listed, present) {
		t.Errorf("manifest lists %v, folder holds %v", listed, present)
	}
}

func TestSampleTexts(t *testing.T) {
	for name, text := range readTexts(t) {
		if !utf8.ValidString(text) {
			t.Errorf("%s is not valid UTF-8", name)
		}
		if strings.ContainsAny(text, "\r\t\x00\ufeff") {
			t.Errorf("%s holds a CR, tab, NUL or byte order mark", name)
		}
		if words := len(strings.Fields(text)); words < 220 || words > 380 {
			t.Errorf("%s has %d words, want 220 to 380", name, words)
		}
		if !strings.HasSuffix(text, "\n") {
			t.Errorf("%s does not end in a line feed", name)
		}
		for i, paragraph := range strings.Split(strings.TrimSuffix(text, "\n"), "\n\n") {
			if paragraph == "" || paragraph != strings.TrimSpace(paragraph) || strings.Contains(paragraph, "\n") {
				t.Errorf("%s: paragraph %d is not one line between single blank lines", name, i+1)
			}
		}
	}
}

func TestSampleClaims(t *testing.T) {
	set := readAnnotations(t)
	if set.Reviewer == "" {
		t.Error("no reviewer")
	}
	if len(set.Claims) < 7 {
		t.Errorf("%d claims, want at least 7", len(set.Claims))
	}
	statements := make(map[string]bool)
	for _, claim := range set.Claims {
		key := strings.ToLower(strings.TrimSpace(claim.Statement))
		if key == "" || statements[key] {
			t.Errorf("claim %q is empty or stands twice", claim.Statement)
		}
		statements[key] = true
		files := make(map[string]bool)
		for _, annotation := range claim.Annotations {
			files[annotation.File] = true
		}
		if len(files) < 3 {
			t.Errorf("claim %q has passages in %d articles, want at least 3", claim.Statement, len(files))
		}
	}
}

func TestSampleAnnotations(t *testing.T) {
	texts := readTexts(t)
	used := make(map[string]bool)
	for _, claim := range readAnnotations(t).Claims {
		for _, annotation := range claim.Annotations {
			text, known := texts[annotation.File]
			if !known {
				t.Errorf("%q: the manifest knows no %s", annotation.Quote, annotation.File)
				continue
			}
			used[annotation.File] = true
			if annotation.Quote == "" {
				t.Errorf("%q: an annotation without a quote", claim.Statement)
				continue
			}
			if n := strings.Count(text, annotation.Quote); n != 1 {
				t.Errorf("%s: %q occurs %d times, want once", annotation.File, annotation.Quote, n)
				continue
			}
			if !onWordBorders(text, annotation.Quote) {
				t.Errorf("%s: %q does not start and end at word borders", annotation.File, annotation.Quote)
			}
			if n := len(strings.Fields(annotation.Quote)); n > 45 {
				t.Errorf("%s: %q has %d words, want at most 45", annotation.File, annotation.Quote, n)
			}
			if !slices.Contains([]string{"confirmed", "disputed", "unconfirmed"}, annotation.Verdict) {
				t.Errorf("%q: unknown verdict %q", annotation.Quote, annotation.Verdict)
			}
		}
	}
	for name := range texts {
		if !used[name] {
			t.Errorf("%s has no annotation", name)
		}
	}
}

// onWordBorders tells whether the quote, which text holds once, begins and
// ends with a letter or digit and no word runs on past it.
func onWordBorders(text, quote string) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	start := strings.Index(text, quote)
	end := start + len(quote)
	first, _ := utf8.DecodeRuneInString(quote)
	last, _ := utf8.DecodeLastRuneInString(quote)
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return inWord(first) && inWord(last) && !inWord(before) && !inWord(after)
}

// The passages must show a reader both ways in which highlights can meet.
func TestSampleOverlaps(t *testing.T) {
	texts := readTexts(t)
	type span struct {
		file       string
		start, end int
	}
	var spans []span
	for _, claim := range readAnnotations(t).Claims {
		for _, annotation := range claim.Annotations {
			start := strings.Index(texts[annotation.File], annotation.Quote)
			spans = append(spans, span{annotation.File, start, start + len(annotation.Quote)})
		}
	}
	nested, crossing := 0, 0
	for _, a := range spans {
		for _, b := range spans {
			if a.file != b.file || a.start > b.start || b.start >= a.end {
				continue
			}
			switch {
			case b.end <= a.end && b.end-b.start < a.end-a.start:
				nested++
			case a.start < b.start && a.end < b.end:
				crossing++
			}
		}
	}
	if nested == 0 || crossing == 0 {
		t.Errorf("%d nested and %d crossing pairs of passages, want some of each", nested, crossing)
	}
}

func TestSampleKremlinPassage(t *testing.T) {
	const passage = "There was no immediate confirmation from the Kremlin"
	for _, claim := range readAnnotations(t).Claims {
		confirmedLater := false
		for _, annotation := range claim.Annotations {
			confirmedLater = confirmedLater || annotation.Verdict == "confirmed"
		}
		for _, annotation := range claim.Annotations {
			if annotation.Quote != passage {
				continue
			}
			if annotation.Verdict != "unconfirmed" {
				t.Errorf("the Kremlin passage is %s, want unconfirmed", annotation.Verdict)
			}
			if !confirmedLater {
				t.Errorf("no passage confirms %q", claim.Statement)
			}
			return
		}
	}
	t.Errorf("no annotation quotes %q", passage)
}
