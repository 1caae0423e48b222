package log_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/person"
	"claimtrace/store"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// counting gives 16 bytes 01, 16 bytes 02 and so on in the place of chance.
type counting struct {
	next byte
	left int
}

func (c *counting) Read(b []byte) (int, error) {
	for i := range b {
		if c.left == 0 {
			c.next, c.left = c.next+1, 16
		}
		b[i], c.left = c.next, c.left-1
	}
	return len(b), nil
}

// exampleOptions are those of a person whose private key is one byte repeated,
// and whose clock moves on a second with every look at it.
func exampleOptions(t *testing.T, name string, key, random byte, at time.Time) store.Options {
	t.Helper()
	pair, err := person.FromSeed([]byte(strings.Repeat(string(rune(key)), person.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	return store.Options{
		Person: store.Person{ID: pair.Key().ID(), Name: name, Key: pair.Key().String()}, Random: &counting{next: random},
		Now: func() time.Time {
			at = at.Add(time.Second)
			return at
		},
	}
}

const exampleText = "Officials spoke of a pause. There was no immediate confirmation from the Kremlin."

// exampleFiles makes the files of the page: Anna's, the package without notes
// that she made of it, and what became of the package when Ben worked on it.
func exampleFiles(t *testing.T) (anna, packed, ben string) {
	t.Helper()
	dir := t.TempDir()
	anna, packed, ben = filepath.Join(dir, "anna.claimtrace"), filepath.Join(dir, "packed.claimtrace"), filepath.Join(dir, "ben.claimtrace")
	fail := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	p, err := store.Create(anna, exampleOptions(t, "Anna", 'a', 0, time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)))
	fail(err)
	defer p.Close()
	added, _, err := p.AddArticles(t.Context(), store.Drafts([]store.Draft{{Source: []byte(exampleText), Text: exampleText, Article: annotate.Article{
		Title: "Pause agreed", Outlet: "Courier", Published: "2026-01-29", URL: "https://courier.example/1",
	}}}...), nil)
	fail(err)
	passage, _, err := p.Annotate(store.NewAnnotation{
		Article: added[0].ID, Span: annotate.Span{Start: 38, End: 80}, Verdict: annotate.Unconfirmed, Statement: "Putin agreed to a pause", Note: "ask Ben",
	})
	fail(err)
	_, err = p.Set(annotate.Ref{Kind: annotate.KindAnnotation, ID: passage.ID}, annotate.Fields{"verdict": "disputed"})
	fail(err)
	_, err = p.Undo()
	fail(err)
	for _, out := range []string{packed, ben} {
		_, err = p.Pack(t.Context(), out, store.PackOptions{WithoutNotes: true})
		fail(err)
	}
	q, err := store.Open(ben, exampleOptions(t, "Ben", 'b', 0x80, time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)))
	fail(err)
	_, err = q.Remove(annotate.Ref{Kind: annotate.KindClaim, ID: passage.Claim})
	fail(err)
	fail(q.Close())
	return anna, packed, ben
}

// reading runs f on a file of the example.
func reading(t *testing.T, path string, f func(*file.Conn)) {
	t.Helper()
	opened, err := file.Open(t.Context(), "read", path, file.Options{Formats: file.Formats{Oldest: store.Format, Latest: store.Format}, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	f(opened.Conn)
}

// rows writes what a query gives as the page has it: a line for each row, two
// spaces between columns.
func rows(t *testing.T, path, query string, width int) string {
	t.Helper()
	var b strings.Builder
	reading(t, path, func(c *file.Conn) {
		scan := file.RowOf(width)
		if err := c.Each(func(r file.Row) error {
			list, err := scan(r)
			var words []string
			for _, v := range list {
				switch v := v.(type) {
				case []byte:
					words = append(words, hex.EncodeToString(v))
				case nil:
					words = append(words, "NULL")
				case string:
					if v == "" {
						v = "''"
					}
					words = append(words, v)
				default:
					words = append(words, fmt.Sprint(v))
				}
			}
			b.WriteString(strings.Join(words, "  ") + "\n")
			return err
		}, query); err != nil {
			t.Fatal(err)
		}
	})
	return b.String()
}

// kinds gives the rows of the page's table of kinds.
func kinds() string {
	types := map[annotate.Type]string{
		annotate.Text: "text", annotate.Line: "line", annotate.Natural: "integer from 0", annotate.VerdictType: "verdict",
		annotate.Reference: "reference", annotate.References: "list", annotate.PublicationT: "publication", annotate.Hash: "hash",
	}
	who := map[annotate.Who]string{annotate.Anyone: "anyone", annotate.Maker: "maker", annotate.Nobody: "stays"}
	code := func(s string) string {
		if s == "" {
			return ""
		}
		return "`" + s + "`"
	}
	var b strings.Builder
	row := func(cells ...string) {
		for _, s := range cells {
			b.WriteString("| ")
			if s != "" {
				b.WriteString(s + " ")
			}
		}
		b.WriteString("|\n")
	}
	for _, k := range annotate.Kinds {
		kind := code(string(k.Kind))
		for _, r := range k.Registers {
			register, may := code(r.Name), who[r.Who]
			for _, f := range r.Fields {
				is, bound := types[f.Type], ""
				if f.Kind != "" {
					is += " of " + code(string(f.Kind))
				}
				if f.Required {
					is += ", required"
				}
				if f.Max > 0 {
					bound = fmt.Sprint(f.Max)
				}
				row(kind, register, code(f.Key), is, bound, may)
				kind, register, may = "", "", ""
			}
		}
		if len(k.Registers) == 0 {
			row(kind, "", "", "", "", "")
		}
	}
	return b.String()
}

// page is docs/format.md.
func page(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// What the page shows of its example is what the program writes.
func TestFormatExample(t *testing.T) {
	anna, packed, ben := exampleFiles(t)
	text := page(t)
	query := func(path, query string, width int) func() string {
		return func() string { return rows(t, path, query, width) }
	}
	digest := func(path string, state bool) func() string {
		return func() (s string) {
			reading(t, path, func(c *file.Conn) {
				l, st, err := log.Of(c).Digests(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if s = l; state {
					s = st
				}
			})
			return s
		}
	}
	article := annotate.ArticleID(fmt.Sprintf("%x", sha256.Sum256([]byte(exampleText))), "https://courier.example/1", "Courier")
	for _, x := range []struct {
		name string
		want func() string
	}{
		{"the names", query(ben, "SELECT key, id FROM name ORDER BY key", 2)},
		{"the words", query(ben, "SELECT key, word FROM word ORDER BY key", 2)},
		{"the changes", query(ben, "SELECT key, version, person, copy, number, clock, first, code, args, kind, entity, shape, over, saw, takes, more, receipt FROM change ORDER BY key", 17)},
		{"what they set", query(ben, "SELECT key, sets FROM change ORDER BY key", 2)},
		{"the row before texts were withheld", query(anna, "SELECT c.sets, c.seed FROM change c WHERE seed = x'06060606060606060606060606060606'", 2)},
		{"the desk", query(ben, "SELECT copy, number, changes, sum FROM here", 4)},
		{"the receipts", query(ben, "SELECT id, at, origin, aside FROM receipt", 4)},
		{"the manifest", query(packed, "SELECT manifest FROM package", 1)},
		{"what is derived for the log", query(ben, "SELECT target, entity FROM reference ORDER BY target, entity", 2)},
		{"the digest of the log", digest(ben, false)},
		{"the digest of the state", digest(ben, true)},
		{"an article's id", func() string { return string(article) }},
		{"a setting's id", func() string { return string(annotate.SettingID("title")) }},
		{"a join's id", func() string {
			return string(annotate.JoinID(annotate.KindClaim, "c6d26224-febf-8a55-9897-896d0cf365de", "630390fd-0f69-8ffd-adec-ba49e4f4c914"))
		}},
		{"an action's id", func() string { return string(change.ActionID("01010101-0101-4101-8101-010101010101", 4)) }},
		{"the kinds", kinds},
		{"the size of a change", func() string { return fmt.Sprintf(" | %d |\n", change.MaxSize) }},
		{"the number of ids", func() string { return fmt.Sprintf("changes in `takes` | %d each |\n", change.MaxIDs) }},
		{"the last clock", func() string { return fmt.Sprintf("0 to %d |\n", change.LastClock) }},
		{"the format", func() string { return fmt.Sprintf("| format | `user_version` | %d |", store.Format) }},
		{"the rules", func() string {
			return fmt.Sprintf("| rules of a change | `change.version`, under the hash | %d |", change.Version)
		}},
		{"the version of the tables", func() string { return fmt.Sprintf("| derived tables | `derived.version` | %d |", tables.Version) }},
	} {
		if want := x.want(); want == "" || !strings.Contains(text, want) {
			t.Errorf("%s: the page does not show\n%s", x.name, want)
		}
	}
}

// The page tells of all tables, and of all their columns in their order.
func TestFormatColumns(t *testing.T) {
	c, err := file.Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Script(log.Schema + tables.Schema); err != nil {
		t.Fatal(err)
	}
	want, err := file.All(c, func(r file.Row) (s string, err error) {
		var table, column, kind string
		err = r.Scan(&table, &column, &kind)
		return table + " " + column + " " + kind, err
	}, `SELECT s.name, c.name, c.type FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type = 'table' ORDER BY s.rowid, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	table := ""
	for _, row := range columnRow.FindAllStringSubmatch(page(t), -1) {
		if row[1] != "" {
			table = row[1]
		}
		got = append(got, table+" "+row[2]+" "+row[3])
	}
	if !slices.Equal(got, want) {
		t.Errorf("the page tells of\n%q\nthere are\n%q", got, want)
	}
}

var columnRow = regexp.MustCompile("(?m)^\\| (?:`(\\w+)` )?\\| `(\\w+)` \\| (TEXT|INTEGER|BLOB) \\|")

// The bytes that the page shows are those that are hashed: no others have their
// hash.
func TestFormatBytes(t *testing.T) {
	_, _, ben := exampleFiles(t)
	shown := bytesShown.FindAllStringSubmatch(page(t), -1)
	if len(shown) == 0 {
		t.Fatal("the page shows no bytes")
	}
	for _, x := range shown {
		var b []byte
		for line := range strings.Lines(x[1]) {
			digits, _, _ := strings.Cut(line, "  ")
			some, err := hex.DecodeString(strings.ReplaceAll(digits, " ", ""))
			if err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			b = append(b, some...)
		}
		sum := sha256.Sum256(b)
		if got := hex.EncodeToString(sum[:]); got != x[2] {
			t.Errorf("the hash is %s, not %s", got, x[2])
		}
		id := slices.Clone(sum[:16])
		id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
		if got := string(change.IDOf([16]byte(id))); got != x[3] {
			t.Errorf("the id is %s, not %s", got, x[3])
		}
		reading(t, ben, func(c *file.Conn) {
			if found, err := log.Of(c).Change(change.ID(x[3])); err != nil || found == nil || found.Check() != nil {
				t.Errorf("%s is no change of the file (%v)", x[3], err)
			}
		})
		if !strings.Contains(page(t), fmt.Sprintf("%d bytes", len(b))) {
			t.Errorf("it has %d bytes", len(b))
		}
	}
}

var bytesShown = regexp.MustCompile("(?s)```hex\n(.*?)```.*?```\n([0-9a-f]{64})\n([0-9a-f-]{36})\n```")
