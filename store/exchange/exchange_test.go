package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/facet"
	"claimtrace/store"
)

const (
	articleID    annotate.ID = "11111111-1111-4111-8111-111111111111"
	claimID      annotate.ID = "22222222-2222-4222-8222-222222222222"
	annotationID annotate.ID = "33333333-3333-4333-8333-333333333333"
	reviewerID   annotate.ID = "44444444-4444-4444-8444-444444444444"
)

var (
	made = time.Date(2026, 1, 31, 9, 0, 0, 5e6, time.UTC)
)

const exampleText = "At Café\n“no” was said of the bridge today"

func exampleSet() Set {
	names := map[annotate.ID]string{reviewerID: "Mara"}
	s := Set{
		text:    func(annotate.ID) (string, error) { return exampleText, nil },
		Project: "p.claimtrace", Title: "Bridge", Exported: made,
		Articles: []Article{NewArticle(annotate.Article{
			ID: articleID, Title: "=Bridge, \"closed\"", Outlet: "Quay Post", URL: "https://quay.example/a",
			Published: "2026-01-29T23:00+02:00", Chars: 40, Added: made,
		})},
		Claims: []Claim{NewClaim(store.ClaimRow{
			Claim:    annotate.Claim{ID: claimID, Statement: "-5 degrees", Created: made},
			Standing: annotate.Standing{Mixed: true, Rule: annotate.ByLatest}, Marks: make([]store.Mark, 2),
		}, names)},
		Annotations: []Annotation{
			NewAnnotation(annotate.Annotation{
				ID: annotationID, Article: articleID, Start: 3, End: 9, Quote: "Café\n“no”", Verdict: annotate.Disputed, Claim: claimID,
				Reviewer: reviewerID, Note: "@all: <b>see</b>", Created: made, Modified: made.Add(time.Second),
			}, names),
			NewAnnotation(annotate.Annotation{ID: annotationID, Article: articleID, Reviewer: reviewerID, Created: made, Modified: made}, names),
		},
		Reviewers: []Reviewer{{reviewerID, "Mara", "the key"}},
	}
	s.Annotations[0].Facets = NewFacets(store.Facets{Read: true, Values: []store.Facet{
		{Value: facet.Value{Kind: facet.Source, Value: "Kremlin", Text: "the Kremlin", Start: 3, End: 9, Precision: "exact", Rule: "verb of speech"}},
		{Value: facet.Value{Kind: facet.Amount, Value: ">=5 boats", Rule: facet.ByReviewer}, Corrected: store.Corrected{Correction: claimID, By: annotate.Reviewer{Name: "Mara"}}},
	}})
	return s
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := jsonFormat.Write(context.Background(), &out, exampleSet()); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	article := got["articles"].([]any)[0].(map[string]any)
	claim := got["claims"].([]any)[0].(map[string]any)
	tied, untied := got["annotations"].([]any)[0].(map[string]any), got["annotations"].([]any)[1].(map[string]any)
	for _, tt := range []struct {
		what      string
		got, want any
	}{
		{"format", got["format"], "claimtrace"},
		{"exported", got["exported"], "2026-01-31T09:00:00.005Z"},
		{"as of", got["as_of"], nil},
		{"offsets", got["offsets"], "code points"},
		{"published keeps its offset", article["published"], "2026-01-29T23:00+02:00"},
		{"claim's verdict", claim["verdict"], "mixed"},
		{"claim's since", claim["since"], nil},
		{"mentions", claim["mentions"], 2.0},
		{"annotation's claim", tied["claim"], string(claimID)},
		{"annotation's reviewer", tied["reviewer"], "Mara"},
		{"annotation's end", tied["end"], 9.0},
		{"untied", untied["claim"], nil},
		{"facets", fmt.Sprint(tied["facets"]), fmt.Sprint([]any{
			map[string]any{"kind": "source", "value": "Kremlin", "text": "the Kremlin", "start": 3, "end": 9, "precision": "exact", "rule": "verb of speech"},
			map[string]any{"kind": "amount", "value": ">=5 boats", "text": "", "start": 0, "end": 0, "precision": "", "rule": "reviewer", "by": "Mara", "correction": claimID},
		})},
		{"not read", untied["facets"], nil},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v, want %v", tt.what, tt.got, tt.want)
		}
	}
	if !bytes.Contains(out.Bytes(), []byte("<b>see</b>")) {
		t.Error("signs of HTML are escaped")
	}
}

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	if err := csvFormat.Write(context.Background(), &out, exampleSet()); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(out.String(), "\r\n") || strings.Count(out.String(), "\r\n") != 3 {
		t.Errorf("rows do not end in CRLF: %q", out.String())
	}
	if !strings.Contains(out.String(), "\"Café\n“no”\"") {
		t.Errorf("the line break in the quote did not stay: %q", out.String())
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		csvColumns,
		{"Quay Post", "'=Bridge, \"closed\"", "2026-01-29T23:00+02:00", "https://quay.example/a", "3", "9", "Café\n“no”", "disputed", "'-5 degrees",
			"Mara", "", "'@all: <b>see</b>", "2026-01-31T09:00:00.005Z", "2026-01-31T09:00:01.005Z", string(annotationID), string(articleID), string(claimID), "source: Kremlin; amount: >=5 boats", "", "", ""},
		{"Quay Post", "'=Bridge, \"closed\"", "2026-01-29T23:00+02:00", "https://quay.example/a", "0", "0", "", "", "",
			"Mara", "", "", "2026-01-31T09:00:00.005Z", "2026-01-31T09:00:00.005Z", string(annotationID), string(articleID), "", "not read", "", "", ""},
	}
	for i := range want {
		if !slices.Equal(rows[i], want[i]) {
			t.Errorf("row %d\ngot  %q\nwant %q", i, rows[i], want[i])
		}
	}
}

// A set of the past says which moment it is of, and what stands in one of the
// present stands where it did.
func TestPastSet(t *testing.T) {
	s := exampleSet()
	var now, then bytes.Buffer
	if err := csvFormat.Write(context.Background(), &now, s); err != nil {
		t.Fatal(err)
	}
	s.AsOf = made.Add(-time.Hour)
	if err := csvFormat.Write(context.Background(), &then, s); err != nil {
		t.Fatal(err)
	}
	const stamp = "2026-01-31T08:00:00.005Z"
	present, err := csv.NewReader(&now).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&then).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		last := "as_of"
		if i > 0 {
			last = stamp
		}
		if !slices.Equal(row, append(slices.Clone(present[i]), last)) {
			t.Errorf("row %d is %q, in the present %q", i, row, present[i])
		}
	}
	then.Reset()
	if err := jsonFormat.Write(context.Background(), &then, s); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(then.Bytes(), &got); err != nil || got["as_of"] != stamp || got["exported"] != "2026-01-31T09:00:00.005Z" {
		t.Errorf("JSON says as of %v, exported %v, %v", got["as_of"], got["exported"], err)
	}
}

// A claim's record tells who decided it, when and why, and what later passages
// hold against that.
func TestDecision(t *testing.T) {
	decided := store.ClaimRow{
		Claim: annotate.Claim{ID: claimID, Resolved: annotate.Confirmed, Reason: "It was announced.", Evidence: annotate.JoinIDs(annotationID),
			Decided: change.ClockOf(made), DecidedBy: reviewerID},
		Standing: annotate.Standing{Verdict: annotate.Confirmed, Rule: annotate.ByReviewer, Against: annotate.Tally{Disputed: 1}},
	}
	for _, tt := range []struct {
		claim store.ClaimRow
		want  string
	}{
		{decided, `{"resolved":"confirmed","reason":"It was announced.","evidence":["` + string(annotationID) + `"],"decided":"2026-01-31T09:00:00.005Z",` +
			`"decided_by":"Mara","decided_by_id":"` + string(reviewerID) + `","contradiction":"one later passage disputes it"}`},
		{store.ClaimRow{}, `{"resolved":"","reason":"","evidence":[],"decided":null,"decided_by":"","decided_by_id":null,"contradiction":""}`},
	} {
		got, err := json.Marshal(NewDecision(tt.claim, map[annotate.ID]string{reviewerID: "Mara"}))
		if err != nil || string(got) != tt.want {
			t.Errorf("got  %s, %v\nwant %s", got, err, tt.want)
		}
	}
}

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "plain": "plain", "a=b": "a=b", "’s": "’s", "'quoted'": "'quoted'",
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\n=x": "'\n=x", "＝1": "'＝1",
		"'=1": "''=1", "''=1": "'''=1",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("harmless(%q) = %q, want %q", cell, got, want)
		}
	}
}

// What the comment on the format says of taking the apostrophe off again.
func FuzzHarmless(f *testing.F) {
	for _, seed := range []string{"", "=", "'=", "''-x", "'", "＋", "a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		got := harmless(cell)
		if strings.HasPrefix(got, "=") || strings.HasPrefix(got, "@") {
			t.Errorf("%q runs", got)
		}
		bare := strings.TrimLeft(got, "'")
		if bare != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(bare)[0]) {
			got = got[1:]
		}
		if got != cell {
			t.Errorf("%q does not come back from %q", cell, harmless(cell))
		}
	})
}

func TestLookup(t *testing.T) {
	for _, f := range Formats() {
		if got, err := Lookup(Formats(), strings.ToUpper(f.Name)); err != nil || got.Name != f.Name || f.Description == "" {
			t.Errorf("%s: %v, %v", f.Name, got.Name, err)
		}
	}
	if _, err := Lookup(Formats(), "xml"); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), "json, csv") {
		t.Errorf("err = %v", err)
	}
}

func TestCollect(t *testing.T) {
	p, err := store.Create(filepath.Join(t.TempDir(), "p.claimtrace"), store.Options{Person: store.Person{Name: "Mara"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	s, err := Collect(p.View, made)
	if err != nil || s.Articles == nil || s.Claims == nil || s.Annotations == nil || s.Reviewers == nil {
		t.Fatalf("an empty project: %+v, %v", s, err)
	}
	added, _, err := p.AddArticles(t.Context(), store.Drafts([]store.Draft{{Text: "The bridge is closed.", Article: annotate.Article{Outlet: "Quay Post"}}}...), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.Annotate(store.NewAnnotation{
		Article: added[0].ID, Span: annotate.Span{Start: 4, End: 10}, Verdict: annotate.Confirmed, Statement: "It is closed",
	}); err != nil {
		t.Fatal(err)
	}
	s, err = Collect(p.View, made)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Articles) != 1 || len(s.Claims) != 1 || len(s.Annotations) != 1 || len(s.Reviewers) != 1 {
		t.Fatalf("%+v", s)
	}
	if err := s.ReadFacets(t.Context()); err != nil {
		t.Fatal(err)
	}
	n := s.Annotations[0]
	if !s.AsOf.IsZero() {
		t.Errorf("the set of the present is one as of %v", s.AsOf)
	}
	early := time.Unix(1e9, 0)
	then, err := p.AsOf(t.Context(), early, false)
	if err != nil {
		t.Fatal(err)
	}
	defer then.Close()
	if past, err := Collect(then.View, made.Add(time.Hour)); err != nil || !past.AsOf.Equal(early) || len(past.Annotations) > 0 {
		t.Errorf("the set of the past is one as of %v, %v", past.AsOf, err)
	}
	if n.Facets == nil {
		t.Error("what is read is said not to be")
	}
	if n.Quote != "bridge" || *n.Claim != s.Claims[0].ID || n.Reviewer != "Mara" || s.Claims[0].Verdict != "confirmed" || s.Project != "p.claimtrace" {
		t.Errorf("%+v", s)
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.json")
	say := func(s string) func(io.Writer) error {
		return func(w io.Writer) error {
			_, err := io.WriteString(w, s)
			return err
		}
	}
	for _, content := range []string{"first", "second, longer", "third"} {
		if err := WriteFile(path, say(content)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != content {
			t.Errorf("file holds %q, want %q", got, content)
		}
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken off")
	if err := WriteFile(path, func(w io.Writer) error {
		unfinished, _ := filepath.Glob(filepath.Join(dir, ".claimtrace-*"))
		if len(unfinished) != 1 {
			t.Fatalf("unfinished are %q", unfinished)
		}
		if info, err := os.Stat(unfinished[0]); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("others may read what is unfinished: %v, %v", info.Mode(), err)
		}
		return errors.Join(say(strings.Repeat("x", 1<<20))(w), broken)
	}); !errors.Is(err, broken) {
		t.Errorf("err = %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "third" {
		t.Error("a write that broke off changed the file")
	}
	if err := WriteFile(path, say("fourth")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("%d files are left, want 1: %v", len(entries), entries)
	}
}

func TestWriteFileRefused(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{dir, filepath.Join(dir, "p.claimtrace"), filepath.Join(dir, "P.Claimtrace"), filepath.Join(dir, "no", "out.json")} {
		err := WriteFile(path, func(io.Writer) error { return nil })
		if !errors.Is(err, ErrTarget) || !strings.HasPrefix(err.Error(), path) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := WriteFile(os.DevNull, func(w io.Writer) error { return nil }); err != nil {
		t.Errorf("device: %v", err)
	}
	link := filepath.Join(dir, "link.json")
	target := filepath.Join(dir, "target.json")
	if err := os.WriteFile(target, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(link, func(w io.Writer) error { _, err := w.Write([]byte("x")); return err }); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(target); string(got) != "x" {
		t.Errorf("the file behind the link holds %q", got)
	}
	gone := filepath.Join(dir, "gone.json")
	lost, project := filepath.Join(dir, "lost.json"), filepath.Join(dir, "page.json")
	if err := errors.Join(os.Symlink("gone.json", lost), os.Symlink("none.claimtrace", project)); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(lost, func(w io.Writer) error { _, err := w.Write([]byte("y")); return err }); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(gone); string(got) != "y" {
		t.Errorf("where a link led to nothing there is %q", got)
	}
	if err := WriteFile(project, func(io.Writer) error { return nil }); !errors.Is(err, ErrTarget) {
		t.Errorf("a link to a project's name: %v", err)
	}
	for _, f := range Formats() {
		if err := f.Write(context.Background(), failing{}, exampleSet()); !errors.Is(err, iotest.ErrTimeout) {
			t.Errorf("%s: a writer's error came back as %v", f.Name, err)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, iotest.ErrTimeout }
