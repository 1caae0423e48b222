package project

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// setEndings are those of files that hold annotation sets, and nothing else that is
// taken in.
var setEndings = []string{".json", ".jsonld", ".qdpx", ".qdc", ".qde", ".ann", ".zip"}

// IsSet tells whether a file holds an annotation set: by its name, and of a table or lines of
// JSON, which may as well be articles, by how it begins.
func IsSet(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	if slices.Contains(setEndings, ending) {
		return true
	}
	if ending != ".csv" && ending != ".tsv" && ending != ".jsonl" {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false // whoever adds it says why
	}
	defer f.Close()
	const most = 1 << 20 // bytes of a first line that is looked at
	data, _ := io.ReadAll(io.LimitReader(f, most))
	lines := strings.SplitN(strings.TrimPrefix(string(data), "\ufeff"), "\n", 3)
	if ending == ".jsonl" {
		return isMarked([]byte(lines[0]))
	}
	if strings.HasPrefix(lines[0], "sep=") && len(lines) > 1 {
		lines = lines[1:]
	}
	names := strings.FieldsFunc(strings.ToLower(lines[0]), func(r rune) bool { return strings.ContainsRune(",;\t\"\r", r) })
	return slices.Contains(names, "quote") && slices.Contains(names, "verdict") && !slices.Contains(names, "text")
}

// isMarked tells whether a line of JSON is a text with places that are marked in it.
func isMarked(line []byte) bool {
	var first map[string]json.RawMessage
	if json.Unmarshal(line, &first) != nil || first["text"] == nil {
		return false
	}
	for _, name := range []string{"label", "labels", "entities"} {
		var places []json.RawMessage
		if json.Unmarshal(first[name], &places) == nil && len(places) > 0 && (places[0][0] == '[' || places[0][0] == '{') {
			return true
		}
	}
	return false
}

var errNoProject = errors.New("open the project first that it is to be imported into")

// Import asks for an annotation set of another program, and shows what it would bring.
func (x *Projects) Import() {
	x.w.Dialogs().OpenFiles(x.w.Files(preferences.ForImports, dialog.Files{Title: "Import annotations of another program", Confirm: "See what it brings", Folder: x.beside(),
		Endings: append(slices.Clone(setEndings), ".csv", ".tsv", ".xlsx", ".jsonl")}), func(paths []string) { x.ImportFile(paths[0]) })
}

// coming is a set that somebody wants to take in.
type coming struct {
	path string
	set  incoming.Set
	store.Imported
}

// ImportFile shows what an annotation set would bring; nothing happens until a person
// says so. It is read aside, with progress and a way to stop it.
func (x *Projects) ImportFile(path string) {
	s := x.w.Session()
	if s == nil {
		x.w.Complain(errNoProject)
		return
	}
	if why := x.w.Refusal(); why != "" {
		x.w.Complain(errors.New(why))
		return
	}
	if err := x.w.Do(func() error { return nil }); err != nil { // what is being typed is recorded first
		x.w.Complain(err)
		return
	}
	c := coming{path: path}
	x.w.Work("Reading "+filepath.Base(path), func(ctx context.Context, progress func(int, int)) (err error) {
		if c.set, err = exchange.ReadFile(ctx, path, ""); err == nil {
			c.Imported, _, err = s.Import(ctx, c.set, store.ImportOptions{DryRun: true, Progress: progress})
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			x.w.Complain(fmt.Errorf("nothing was imported: %w", err))
		case x.w.Session() == s:
			x.showSet(c)
		}
	})
}

// showSet shows what a set is, and what of it would come in.
func (x *Projects) showSet(c coming) {
	f := newFacts()
	f.add("From", fact{words: c.from()})
	f.add("In it", fact{words: c.holds(), bold: true})
	f.add("Whose", c.whose()...)
	f.add("Articles", c.texts()...)
	f.add("New here", c.isNew()...)
	f.add("Otherwise", c.otherwise()...)
	s := x.w.Dialogs().Sheet("Import "+filepath.Base(c.path), packageWide, f.object(nil))
	f.on(s)
	if c.nothing() {
		s.Strong("Close", s.Close)
	} else {
		s.Button("Cancel", s.Close)
		s.Strong("Import", func() {
			s.Close()
			x.importSet(c)
		})
	}
	s.Show(nil)
}

// importSet takes a set in: all of it or nothing.
func (x *Projects) importSet(c coming) {
	s := x.w.Session()
	var done store.Imported
	var a store.Action
	x.w.Work("Importing "+filepath.Base(c.path), func(ctx context.Context, progress func(int, int)) (err error) {
		done, a, err = s.Import(ctx, c.set, store.ImportOptions{Progress: progress})
		return err
	}, func(err error) {
		if err == nil && x.w.Session() == s {
			err = s.Taken(a)
		}
		if err != nil {
			x.w.Complain(fmt.Errorf("nothing was imported: %w", err))
			return
		}
		x.w.Complain(nil)
		c.Imported = done
		x.w.Tell("Imported " + c.came() + ": Undo takes it back")
	})
}

// from says what program it is of, and in which file.
func (c coming) from() string {
	f, err := exchange.Lookup(exchange.Incoming(), c.set.Format)
	if err != nil { // it was read by one
		return filepath.Base(c.path)
	}
	said := f.Title
	if program := c.set.Program; program != "" && !strings.EqualFold(program, said) {
		said += ", by " + parts.OneLine(program)
	}
	return said + " · " + filepath.Base(c.path)
}

func (c coming) holds() string {
	return fmt.Sprintf("%s, %s, %s", parts.Count(len(c.set.Passages), "passage"), parts.Count(len(c.set.Claims), "claim"), parts.Count(len(c.set.Articles), "article"))
}

// whose names those whose passages come.
func (c coming) whose() []fact {
	const most = 4
	people := slices.Clone(c.People)
	slices.SortStableFunc(people, func(a, b store.ImportedPerson) int { return cmp.Compare(b.Passages, a.Passages) })
	var list []string
	for _, p := range people[:min(len(people), most)] {
		list = append(list, fmt.Sprintf("%s (%s)", parts.OneLine(p.Name), parts.Count(p.Passages, "passage")))
	}
	if len(list) == 0 {
		return []fact{{words: "nobody’s"}}
	}
	said := strings.Join(list, ", ")
	if n := len(people) - most; n > 0 {
		said += fmt.Sprintf(" and %d more", n)
	}
	return []fact{{words: said}, {words: "They stay theirs: you can override them, or tag beside them.", quiet: true}}
}

// texts says what becomes of the articles.
func (c coming) texts() (list []fact) {
	names := map[store.Found][]string{}
	for _, a := range c.Articles {
		names[a.How] = append(names[a.How], "“"+parts.OneLine(a.Name)+"”")
	}
	for _, x := range []struct {
		how     store.Found
		one     string
		many    string
		verdict annotate.Verdict
	}{
		{store.FoundHere, "is here", "are here", ""}, {store.Made, "is made from its text", "are made from their texts", ""},
		{store.Waits, "waits for its text: attach it", "wait for their texts: attach them", ""},
		{store.NotHere, "is not here: its passages are left out", "are not here: their passages are left out", annotate.Unconfirmed},
	} {
		switch n := names[x.how]; {
		case len(n) == 1:
			list = append(list, fact{words: n[0] + " " + x.one, verdict: x.verdict})
		case len(n) > 1:
			list = append(list, fact{words: fmt.Sprintf("%d %s", len(n), x.many), verdict: x.verdict})
		}
	}
	if len(list) == 0 {
		list = []fact{{words: "none"}}
	}
	return list
}

// nothing tells whether all of it is here already, or none can come.
func (c coming) nothing() bool {
	return c.Passages == (store.ImportCount{}) && c.Waiting == 0 && c.Claims == (store.ImportCount{}) && !slices.ContainsFunc(c.Articles, func(a store.ImportedArticle) bool { return a.How == store.Made || a.How == store.Waits })
}

func (c coming) isNew() []fact {
	if c.nothing() {
		said := "Nothing: all of it is here already."
		if slices.ContainsFunc(c.Articles, func(a store.ImportedArticle) bool { return a.How == store.NotHere }) {
			said = "Nothing."
		}
		return []fact{{words: said}}
	}
	return []fact{{words: c.came(), bold: true}}
}

// came counts what comes in.
func (c coming) came() string {
	var list []string
	add := func(n int, words string) {
		if n > 0 {
			list = append(list, parts.Count(n, words))
		}
	}
	add(c.Passages.Added, "passage")
	if c.Waiting > 0 {
		list = append(list, parts.Count(c.Waiting, "passage")+" to place")
	}
	add(c.Claims.Added, "claim")
	made := 0
	for _, a := range c.Articles {
		if a.How == store.Made || a.How == store.Waits {
			made++
		}
	}
	add(made, "article")
	if n := c.Passages.Updated + c.Claims.Updated; n > 0 {
		list = append(list, fmt.Sprintf("%d brought up to date", n))
	}
	return strings.Join(list, ", ")
}

// otherwise says what is left out or taken otherwise than it stands.
func (c coming) otherwise() (list []fact) {
	const most = 8
	for _, t := range c.Told[:min(len(c.Told), most)] {
		list = append(list, fact{words: parts.OneLine(t.String()), verdict: annotate.Unconfirmed})
	}
	if n := len(c.Told) - most; n > 0 {
		list = append(list, fact{words: fmt.Sprintf("and %d more", n), quiet: true})
	}
	if len(list) == 0 {
		list = []fact{{words: "nothing"}}
	}
	return list
}
