package ingest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"claimtrace/annotate/text"
)

var texts = fstest.MapFS{
	"a.txt": {Data: []byte("First text.")}, "sub/b.txt": {Data: []byte("Second text.")}, "bad.txt": {Data: []byte("\x00\x00\x01\xff")},
	"folder/x": {Data: []byte("x")},
}

func readManifest(content string) (whole, error) {
	in := newIntake(context.Background(), nil)
	fsys := fstest.MapFS{"m.csv": {Data: []byte(content)}}
	for name, f := range texts {
		fsys[name] = f
	}
	err := in.manifest(fsys, "m.csv", "m.csv")
	return read(in.end(err))
}

func TestManifest(t *testing.T) {
	for _, tt := range []struct {
		name, content, want, note string // want: file|title|outlet|byline|published|url|language of each article
	}{
		{"all columns", "file,title,outlet,byline,published,url,language\na.txt,T,O,B,2026-01-29T21:00:00Z,https://o.example/t,en\n",
			"a.txt|T|O|B|2026-01-29T21:00:00Z|https://o.example/t|en", ""},
		{"only a month", "file,published\na.txt,2026-01\n", "a.txt|First text|||2026-01||", ""},
		{"other order and case", "Outlet, FILE ,Published\nO,a.txt,2026-01-29\n", "a.txt|First text|O||2026-01-29||", ""},
		{"file alone", "file\na.txt\nsub/b.txt\n", "a.txt|First text||||| b.txt|Second text|||||", ""},
		{"mark, CRLF, blank rows, no last line end", "\xef\xbb\xbffile,title\r\n\r\na.txt,T\r\n,\r\nsub/b.txt,U", "a.txt|T||||| b.txt|U|||||", ""},
		{"quoted cells", "file,title\na.txt,\"A \"\"quiet\"\" night,\nthey say\"\n", "a.txt|A \"quiet\" night, they say|||||", ""},
		{"composed", "file,outlet\na.txt,Cafe\u0301\n", "a.txt|First text|Café||||", ""},
		{"backslash", "file\nsub\\b.txt\n", "b.txt|Second text|||||", ""},
		{"dot slash", "file\n./sub//b.txt\n", "b.txt|Second text|||||", ""},
		{"unknown column", "file,rating,title\na.txt,5,T\n", "a.txt|T|||||", "rating"},
		{"semicolons", "file;title\na.txt;One, two\n", "a.txt|One, two|||||", ""},
		{"tabs", "file\ttitle\na.txt\tT\n", "a.txt|T|||||", ""},
		{"sep=", "sep=;\r\nfile;title\r\na.txt;T\r\n", "a.txt|T|||||", ""},
		{"sep= of its own kind", "sep=:\nfile:title\na.txt:T\n", "a.txt|T|||||", ""},
		{"empty cells that were dropped", "file,title,outlet\na.txt\nsub/b.txt,U\n", "a.txt|First text||||| b.txt|U|||||", ""},
		{"empty cells too many", "file,title\na.txt,T,,\n", "a.txt|T|||||", ""},
		{"two marks", "\xef\xbb\xbf\xef\xbb\xbffile\na.txt\n", "a.txt|First text|||||", ""},
		{"CR alone", "file,title\ra.txt,T\rsub/b.txt,U", "a.txt|T||||| b.txt|U|||||", ""},
		{"UTF-16", "\xff\xfef\x00i\x00l\x00e\x00\n\x00a\x00.\x00t\x00x\x00t\x00", "a.txt|First text|||||", "read as utf-16le"},
		{"windows-1251", "file,outlet\na.txt,\xc3\xe0\xe7\xe5\xf2\xe0 \xef\xee\xf0\xf2\xe0\n", "a.txt|First text|Газета порта||||", "read as windows-1251"},
		{"a day as Germans write it", "file,published\na.txt,29.01.2026 21:00\n", "a.txt|First text|||2026-01-29T21:00||", ""},
		{"a time without seconds and colon", "file,published\na.txt,2026-01-29T21:00Z\nsub/b.txt,2026-01-29 21:00 +0300\n", "a.txt|First text|||2026-01-29T21:00Z|| b.txt|Second text|||2026-01-29T21:00+03:00||", ""},
		{"a time of a message", "file,published\na.txt,\"Thu, 29 Jan 2026 21:00:00 GMT\"\n", "a.txt|First text|||2026-01-29T21:00:00Z||", ""},
		{"a month", "file,published\na.txt,January 2026\n", "a.txt|First text|||2026-01||", ""},
		{"header in quotation marks", "\"FILE\",\"Title\"\na.txt,T\n", "a.txt|T|||||", ""},
		{"repeated row", "file,title\na.txt,T\na.txt,T\n", "a.txt|T|||||", "line 3 repeats line 2"},
		{"one text at two addresses", "file,title,url\na.txt,T,u:1\na.txt,U,u:2\n", "a.txt|T||||u:1| a.txt|U||||u:2|", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b, err := readManifest(tt.content)
			if err != nil {
				t.Fatal(err)
			}
			if got := summary(b); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if notes := strings.Join(b.Notes, "; "); !strings.Contains(notes, tt.note) || tt.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, tt.note)
			}
		})
	}
}

// All that is wrong with a manifest is told at once, with line and column, and
// nothing is read.
func TestManifestFaultsAreAllTold(t *testing.T) {
	b, err := readManifest("file,title,outlet,published\n" +
		"a.txt,T,O,soon\n" +
		"nowhere.txt,T,O,2026\n" +
		"a.txt,\"T,O,2026-01-29\n" + // never closed: the rows after it are read all the same
		"sub/b.txt,U,P,01/02/2026\n" +
		",V,,\n" +
		"sub/b.txt,U,P,2026,x\n")
	var faults *Faults
	if !errors.As(err, &faults) || len(b.Drafts) > 0 && err == nil {
		t.Fatalf("%d articles, %v", len(b.Drafts), err)
	}
	checkLine(t, err, "6 faults")
	var got []string
	for _, f := range faults.Failures() {
		got = append(got, f.Error())
	}
	want := []string{
		`m.csv: line 2: column published: unusable row: "soon" is not a time`,
		`m.csv: line 3: column file: nowhere.txt: file does not exist`,
		`m.csv: line 4: column title: unusable row: a quotation mark opens here and is never closed`,
		`m.csv: line 5: column published: unusable row: "01/02/2026" can be 2026-02-01 or 2026-01-02: write the one that is meant`,
		`m.csv: line 6: column file: unusable row: the file is not named`,
		`m.csv: line 7: unusable row: it has 5 cells and the first line 4`,
	}
	if len(got) != len(want) {
		t.Fatalf("%d faults:\n%s", len(got), strings.Join(got, "\n"))
	}
	for i, w := range want {
		if !strings.HasPrefix(got[i], w) {
			t.Errorf("fault %d is\n%s\nnot\n%s", i+1, got[i], w)
		}
	}
}

// A quotation mark that takes in the rows up to the next one is found where it
// opened, however the next one closes it.
func TestSwallowedRows(t *testing.T) {
	rows := func(last string) string {
		var all strings.Builder
		all.WriteString("file,title,outlet\na.txt,\"T,O\n")
		for range 16 {
			all.WriteString("sub/b.txt,U,P\n")
		}
		return all.String() + last
	}
	for _, tt := range []struct{ name, content, says string }{
		{"closes at the end of a cell", rows("sub/b.txt,V\",Q\n"), "line 2: column title: unusable row: a quotation mark opens here that closes in line 19: it takes in 17 rows"},
		{"closes at the end of a row", rows("sub/b.txt,V,Q\"\n"), "line 2: column title"},
		{"closes before a cell", rows("sub/b.txt,\"V\",Q\n"), "line 2: column title"},
		{"two columns", "file,title\na.txt,\"T\nsub/b.txt,U\"\n", "line 2: column title"},
		{"one column", "file\n\"a.txt\nsub/b.txt\"\n", "line 2"},
		{"many lines", "file,title\na.txt,\"1\n2\n3\n4\n5\n6\"\n", "line 2: column title"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readManifest(tt.content)
			if err == nil {
				t.Fatal("it was read")
			}
			checkLine(t, err, tt.says)
		})
	}
}

func summary(b whole) string {
	var all []string
	for _, d := range b.Drafts {
		all = append(all, strings.Join([]string{d.File, d.Title, d.Outlet, d.Byline, string(d.Published), d.URL, d.Language}, "|"))
	}
	return strings.Join(all, " ")
}

func TestManifestRefused(t *testing.T) {
	for _, tt := range []struct {
		name, content string
		want          error
		says          string
	}{
		{"empty", "", ErrColumn, "first line"},
		{"no file column", "title,outlet\nT,O\n", ErrColumn, `"file"`},
		{"column twice", "file,title,Title\na.txt,T,U\n", ErrColumn, "twice"},
		{"header only", "file,title\n", ErrNoArticle, "row"},
		{"no file in a row", "file,title\na.txt,T\n,U\n", ErrRow, "line 3"},
		{"comma without quotes", "file,title\na.txt,One, two\n", ErrRow, "line 2"},
		{"stray quotation mark", "file,title\na.txt,T\na.txt,a \"quiet\" night\n", ErrRow, "line 3"},
		{"open quotation mark", "file,title\na.txt,\"T\n", ErrRow, "quotation mark"},
		{"unknown file", "file\na.txt\nmissing.txt\n", fs.ErrNotExist, "line 3: column file: missing.txt"},
		{"folder", "file\nfolder\n", ErrForeign, "line 2"},
		{"bad time", "file,published\na.txt,last Friday\n", ErrRow, "last Friday"},
		{"same file twice", "file,title\na.txt,T\na.txt,U\n", ErrRow, "line 2"},
		{"bad text", "file\nbad.txt\n", ErrForeign, "line 2: column file: bad.txt"},
		{"up and out", "file\n../a.txt\n", ErrOutside, "line 2"},
		{"up to itself", "file\nsub/..\n", ErrRow, "line 2"},
		{"up with backslashes", "file\nsub\\..\\..\\a.txt\n", ErrOutside, "line 2"},
		{"absolute", "file\n/a.txt\n", ErrOutside, "line 2"},
		{"absolute on a drive", "file\nC:\\a.txt\n", ErrOutside, "line 2"},
		{"the folder itself", "file\n.\n", ErrRow, "line 2"},
		{"endless title", "file,title\na.txt," + strings.Repeat("a", MaxCell+1) + "\n", ErrTooLarge, "line 2"},
		{"NUL", "file\na.txt\x00\n", ErrForeign, "UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readManifest(tt.content)
			if !errors.Is(err, tt.want) {
				t.Fatalf("err = %v, want %v", err, tt.want)
			}
			checkLine(t, err, "m.csv", tt.says)
		})
	}
	_, err := Read(context.Background(), Sources{Manifest: filepath.Join(t.TempDir(), "missing.csv")})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no manifest: %v", err)
	}
}

// Paths in a manifest on disk may be whole, and may go up, as long as they
// stay in its folder.
func TestManifestPaths(t *testing.T) {
	dir := write(t, map[string]string{"in/a.txt": "inside", "in/sub/b.txt": "deeper", "in2/a.txt": "beside", "a.txt": "outside"})
	for link, to := range map[string]string{"link": "in", "in/out.txt": "a.txt"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ name, table, path, want string }{
		{"whole", "in", filepath.Join(dir, "in", "sub", "b.txt"), "deeper"},
		{"whole, not clean", "in", dir + "/in2/../in//a.txt", "inside"},
		{"whole, by a link", "in", filepath.Join(dir, "link", "a.txt"), "inside"},
		{"whole, of a link", "link", filepath.Join(dir, "in", "a.txt"), "inside"},
		{"whole, of and by a link", "link", filepath.Join(dir, "link", "a.txt"), "inside"},
		{"up and in", "in", "sub/../a.txt", "inside"},
		{"out and in", "in", "../in/sub/b.txt", "deeper"},
		{"out", "in", "../a.txt", ""},
		{"out to a name that begins alike", "in", "../in2/a.txt", ""},
		{"whole, out", "in", filepath.Join(dir, "a.txt"), ""},
		{"a whole path that is not there", "in", filepath.Join(dir, "missing", "a.txt"), ""},
		{"drive", "in", `C:\in\a.txt`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, table := range []struct{ name, content string }{
				{"list.csv", "file\n" + tt.path + "\n"}, {"list.jsonl", fmt.Sprintf("{\"file\":%q}\n", tt.path)},
			} {
				name := filepath.Join(dir, tt.table, table.name)
				if err := os.WriteFile(name, []byte(table.content), 0o666); err != nil {
					t.Fatal(err)
				}
				s := Sources{Manifest: name}
				if table.name == "list.jsonl" {
					s = Sources{Lines: name}
				}
				b, err := read(Read(context.Background(), s))
				switch {
				case tt.want == "" && !errors.Is(err, ErrOutside):
					t.Errorf("%s: %+v, %v", table.name, b.Drafts, err)
				case tt.want != "" && (err != nil || b.Drafts[0].Text != tt.want || !strings.Contains(b.Places[0], "line ")):
					t.Errorf("%s: %+v, %v", table.name, b, err)
				}
			}
		})
	}
	// A link inside that leads out is refused when it is opened.
	name := filepath.Join(dir, "in", "list.csv")
	if err := os.WriteFile(name, []byte("file\nout.txt\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if b, err := read(Read(context.Background(), Sources{Manifest: name})); !errors.Is(err, ErrOutside) || !strings.Contains(err.Error(), "put the file itself") {
		t.Errorf("a link that leads out: %+v, %v", b.Drafts, err)
	}
}

func readLines(content string) (whole, error) {
	in := newIntake(context.Background(), nil)
	err := in.lines(strings.NewReader(content), texts, "l.jsonl")
	return read(in.end(err))
}

func TestLines(t *testing.T) {
	b, err := readLines("\ufeff" + `{"id":"x1","title":"T","outlet":"O","byline":"B","published":"2026-01-29","url":"u:1","language":"en","text":"Caf\u0065\u0301\r\nline"}` + "\r\n\n" +
		`{"id":12,"file":"sub/b.txt","score":{"a":[1]},"title":null}` + "\n" + `{"text":"Own text.","file":"C:\\texts\\own.txt"}`)
	if err != nil {
		t.Fatal(err)
	}
	want := "|T|O|B|2026-01-29|u:1|en b.txt|Second text||||| own.txt|Own text|||||"
	if got := summary(b); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if a, c := b.Drafts[0], b.Drafts[1]; a.Text != "Café\nline" || a.ExternalID != "x1" || c.ExternalID != "12" {
		t.Errorf("text %q, ids %q and %q", a.Text, a.ExternalID, c.ExternalID)
	}
	if len(b.Notes) != 1 || !strings.Contains(b.Notes[0], "score") {
		t.Errorf("notes %q", b.Notes)
	}
	in := newIntake(context.Background(), nil)
	if err := in.linesFile("-", strings.NewReader(`{"text":"Piped."}`)); err != nil || len(in.batch.order) != 1 {
		t.Errorf("standard input: %v", err)
	}
}

func TestLinesRefused(t *testing.T) {
	const good = `{"text":"Good."}` + "\n"
	for _, tt := range []struct {
		name, content string
		want          error
		says          string
	}{
		{"empty", "\n \n", ErrNoArticle, ""},
		{"not JSON", good + "text\n", ErrRow, "line 2: unusable row: it is not one JSON object (it breaks off at byte 2)"},
		{"cut off", good + `{"text":"x`, ErrRow, "line 2"},
		{"an array", good + `["text"]`, ErrRow, "line 2"},
		{"null", good + `null`, ErrRow, "line 2"},
		{"two objects", good + `{"text":"a"}{"text":"b"}`, ErrRow, "line 2"},
		{"no text", good + `{"title":"T"}`, ErrRow, `"text"`},
		{"text is a number", good + `{"text":5}`, ErrRow, `"text"`},
		{"title is a list", good + `{"text":"a","title":["T"]}`, ErrRow, `"title"`},
		{"empty text", good + `{"text":" "}`, text.ErrEmpty, "line 2"},
		{"NUL in text", good + `{"text":"a\u0000b"}`, text.ErrNUL, "line 2"},
		{"bad time", good + `{"text":"a","published":"noon"}`, ErrRow, "noon"},
		{"not UTF-8", good + "{\"text\":\"\xff\"}", ErrRow, "UTF-8"},
		{"unknown file", good + `{"file":"missing.txt"}`, fs.ErrNotExist, "line 2: column file: missing.txt"},
		{"outside", good + `{"file":"../a.txt"}`, ErrOutside, "line 2"},
		{"half of a letter", good + `{"text":"a\ud800b"}`, ErrRow, "half of a letter"},
		{"the same id twice", `{"id":"x","text":"a"}` + "\n" + `{"id":"x","text":"b"}`, ErrRow, "line 2: column id: unusable row: line 1 has the id"},
		{"two faults", `{"text":5}` + "\r" + `{"text":"a","published":"noon"}`, ErrRow, "2 faults: line 1: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readLines(tt.content)
			if !errors.Is(err, tt.want) {
				t.Fatalf("err = %v, want %v", err, tt.want)
			}
			checkLine(t, err, "l.jsonl", tt.says)
		})
	}
	in := newIntake(context.Background(), nil)
	if err := in.lines(strings.NewReader(`{"file":"a.txt"}`), nil, "standard input"); !errors.Is(err, ErrRow) {
		t.Errorf("a file named on standard input: %v", err)
	}
}

// Whatever a table holds, what is taken from it is clean, and what is refused
// is refused in one line.
func checkRead(t *testing.T, b whole, err error) {
	if err != nil {
		if strings.ContainsAny(err.Error(), "\n\r") {
			t.Errorf("%q is more than one line", err)
		}
		return
	}
	if len(b.Drafts) == 0 {
		t.Error("no articles and no error")
	}
	for _, d := range b.Drafts {
		for _, s := range []string{d.Title, d.Outlet, d.Byline, d.URL, d.Language, d.ExternalID, d.File} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r\x00\u2028\u2029") {
				t.Errorf("%q is not a clean line", s)
			}
		}
		if canonical, err := text.Canonical([]byte(d.Text)); err != nil || canonical != d.Text {
			t.Errorf("text %q is not canonical: %v", d.Text, err)
		}
	}
}

func FuzzManifest(f *testing.F) {
	for _, seed := range []string{
		"file,title,outlet,byline,published,url,language\na.txt,T,O,B,2026-01-29T21:00:00Z,u:1,en\n", "file\r\n\"sub/b.txt\"\r\n",
		"file\n../a.txt\n", "\xef\xbb\xbffile,x\na.txt,\"\n", "file\n" + strings.Repeat("a.txt\n", 50), "file,published\na.txt,9999-99-99\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		b, err := readManifest(content)
		checkRead(t, b, err)
	})
}

func FuzzLines(f *testing.F) {
	for _, seed := range []string{
		`{"id":1,"text":"a","title":"T"}`, "{\"text\":\"\\ud800\"}\n{}", `{"file":"a.txt","published":"2026-01-29"}`, `{"file":"a.txt/"}`,
		"[]", "null", `{"text":"\u2028","url":"\u0000"}`, strings.Repeat(`{"a":`, 50),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		b, err := readLines(content)
		checkRead(t, b, err)
	})
}

// A spreadsheet is a manifest like a table of CSV, whatever the order of day and month
// in its cells, and all its faults are listed with their rows.
func TestSpreadsheetManifest(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "First text.", "b.txt": "Second text."})
	list := filepath.Join(dir, "list.xlsx")
	save := func(rows ...[]any) {
		t.Helper()
		b := excelize.NewFile()
		defer b.Close()
		for i, row := range rows {
			if err := b.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		style, err := b.NewStyle(&excelize.Style{NumFmt: 14})
		if err == nil {
			err = b.SetCellStyle("Sheet1", "B2", "B9", style)
		}
		if err == nil {
			err = b.SaveAs(list)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	save([]any{"File", "Published", "Outlet"}, []any{"a.txt", 46051, "Quay Post"}, nil, []any{"b.txt", "29.01.2026 21:00"})
	b, err := read(Read(t.Context(), Sources{Manifest: list}))
	if err != nil || summary(b) != "a.txt|First text|Quay Post||2026-01-29|| b.txt|Second text|||2026-01-29T21:00||" {
		t.Errorf("%s, %v", summary(b), err)
	}
	save([]any{"File", "Published"}, []any{"a.txt", "01/02/2026"}, []any{"c.txt", 46051})
	var faults *Faults
	if _, err := Read(t.Context(), Sources{Manifest: list}); !errors.As(err, &faults) || len(faults.All) != 2 || faults.All[0].Line != 2 || faults.All[1].Line != 3 {
		t.Errorf("with faults %v", err)
	}
}

// Columns that are not known are told, and kept as a note of the article where that
// is wanted.
func TestUnknownColumns(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "First text.", "b.txt": "Second text.",
		"list.csv": "file,Section,outlet,Desk\na.txt,Sport,Quay Post,\nb.txt,,,\"Ada,\u0020\nBen\"\n",
		"l.jsonl":  `{"text":"Third text.","score":{"a":[1]},"Desk":"Cafe\u0301","lang":null}`})
	for _, tt := range []struct {
		s    Sources
		want string // notes
		told string
	}{
		{Sources{Manifest: "list.csv"}, `["" ""]`, "columns left aside, as an article has no such particulars: Section, Desk"},
		{Sources{Manifest: "list.csv", KeepColumns: true}, `["Section: Sport" "Desk: Ada, Ben"]`, "columns kept as a note of the article: Section, Desk"},
		{Sources{Lines: "l.jsonl"}, `[""]`, "names left aside, as an article has no such particulars: Desk, score"},
		{Sources{Lines: "l.jsonl", KeepColumns: true}, `["Desk: Café\nscore: {\"a\":[1]}"]`, "names kept as a note of the article: Desk, score"},
	} {
		if tt.s.Manifest != "" {
			tt.s.Manifest = filepath.Join(dir, tt.s.Manifest)
		} else {
			tt.s.Lines = filepath.Join(dir, tt.s.Lines)
		}
		b, err := read(Read(t.Context(), tt.s))
		if err != nil {
			t.Errorf("%+v: %v", tt.s, err)
			continue
		}
		var notes []string
		for _, d := range b.Drafts {
			notes = append(notes, d.Note)
		}
		if got := fmt.Sprintf("%q", notes); got != tt.want || len(b.Notes) != 1 || !strings.HasSuffix(b.Notes[0], tt.told) {
			t.Errorf("notes %s, told %q", got, b.Notes)
		}
	}
	long := filepath.Join(dir, "long.jsonl")
	if err := os.WriteFile(long, []byte(`{"text":"Third text.","x":"`+strings.Repeat("x", 20_000)+`"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(t.Context(), Sources{Lines: long, KeepColumns: true}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a long note: %v", err)
	}
}

// A table with more names than any list of articles has is refused before memory goes
// into each of them, and of those that are told only the first are named.
func TestVeryManyNames(t *testing.T) {
	names := func(n int, one string) string {
		var all strings.Builder
		for i := range n {
			fmt.Fprintf(&all, one, i)
		}
		return all.String()
	}
	dir := write(t, map[string]string{
		"a.txt": "The bridge is shut.", "some.csv": "file" + names(mostNames-1, ",c%d") + "\na.txt\n", "many.csv": "file" + names(mostNames, ",c%d") + "\na.txt\n",
		"some.jsonl": `{"text":"The bridge, \"shut\"","x":[1,2,{"y":3,"z":4}]` + names(mostNames-2, `,"c%d":1`) + "}\n", "many.jsonl": `{"text":"The bridge"` + names(mostNames, `,"c%d":1`) + "}\n",
	})
	for name, want := range map[string]error{"some": nil, "many": ErrColumn} {
		b, err := Read(t.Context(), Sources{Manifest: filepath.Join(dir, name+".csv")})
		if !errors.Is(err, want) {
			t.Errorf("%s.csv: %v", name, err)
		}
		if err == nil && (b.Len() != 1 || len(b.Notes) != 1 || !strings.HasSuffix(b.Notes[0], fmt.Sprintf("c19 and %d more", mostNames-21))) {
			t.Errorf("%s.csv: %d articles, %q", name, b.Len(), b.Notes)
		}
	}
	for name, want := range map[string]error{"some": nil, "many": ErrRow} {
		b, err := Read(t.Context(), Sources{Lines: filepath.Join(dir, name+".jsonl")})
		if !errors.Is(err, want) || err == nil && b.Len() != 1 {
			t.Errorf("%s.jsonl: %v", name, err)
		}
	}
}

// Lines end in any way, and what came of a line before its end is looked at once: else a
// long one, which comes in very many pieces, takes time by the square of its length.
func TestAnyLine(t *testing.T) {
	for _, atOnce := range []int{1, 2, 3, 100} {
		scan := bufio.NewScanner(iotest.OneByteReader(strings.NewReader("a\nbc\r\n\r\rd\n\ne")))
		scan.Buffer(make([]byte, 0, atOnce), 100)
		scan.Split(anyLine())
		var lines []string
		for scan.Scan() {
			lines = append(lines, scan.Text())
		}
		if want := []string{"a", "bc", "", "", "d", "", "e"}; scan.Err() != nil || !slices.Equal(lines, want) {
			t.Errorf("%q, %v", lines, scan.Err())
		}
	}
	split := anyLine()
	for _, data := range []string{"begin", "\n\n\n\n\n and"} { // as if its beginning had changed
		if n, line, err := split([]byte(data), false); n != 0 || line != nil || err != nil {
			t.Errorf("%q was looked at again: %d, %q, %v", data, n, line, err)
		}
	}
}
