// Command interop writes the sample's annotation set, and one of texts that are hard
// for offsets, in every format and has others' code read the files back.
//
//	go run ./tools/interop SHARED FOLDER
//
// SHARED holds the published schemas under interop; FOLDER is made for the files and
// for what npm installs. It prints a line for each check, names those that it had to leave
// out, and ends with 1 where one failed, or, with CI=true, where one was left out.
package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/sample"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: interop SHARED FOLDER")
		os.Exit(2)
	}
	c := checks{tools: filepath.Join("tools", "interop"), shared: filepath.Join(os.Args[1], "interop"), folder: os.Args[2]}
	if err := c.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "interop:", err)
		os.Exit(1)
	}
	fmt.Printf("%d checks, %d failed, %d left out\n", c.made, c.failed, len(c.left))
	for _, why := range c.left {
		fmt.Println("left out:", why)
	}
	if c.failed > 0 || os.Getenv("CI") == "true" && len(c.left) > 0 {
		os.Exit(1)
	}
}

// checks counts what was checked.
type checks struct {
	tools, shared, folder string
	npm                   bool // what npm installs is there
	said                  bytes.Buffer
	made, failed          int
	left                  []string // what was left out, and why
}

// sets are the annotation sets that are checked.
var sets = []struct {
	name string
	make func(ctx context.Context, path string) error
}{{"sample", sample.Create}, {"hard", createHard}}

// run checks the sets at the same time: most of it is waiting for programs to start.
func (c *checks) run(ctx context.Context) error {
	if err := errors.Join(os.RemoveAll(filepath.Join(c.folder, "files")), os.MkdirAll(filepath.Join(c.folder, "files"), 0o777)); err != nil {
		return err
	}
	c.npm = c.install()
	of, failed := make([]checks, len(sets)), make([]error, len(sets))
	var work sync.WaitGroup
	for i, set := range sets {
		of[i] = checks{tools: c.tools, shared: c.shared, folder: c.folder, npm: c.npm}
		work.Go(func() { failed[i] = of[i].set(ctx, set.name, set.make) })
	}
	work.Wait()
	for i := range of {
		os.Stdout.Write(of[i].said.Bytes())
		c.made, c.failed, c.left = c.made+of[i].made, c.failed+of[i].failed, append(c.left, of[i].left...)
	}
	return errors.Join(failed...)
}

// set makes a project, exports it, and checks the files.
func (c *checks) set(ctx context.Context, name string, create func(context.Context, string) error) error {
	folder := filepath.Join(c.folder, "files", name)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	project := filepath.Join(folder, "p.claimtrace")
	if err := create(ctx, project); err != nil {
		return err
	}
	if err := export(ctx, project, folder); err != nil {
		return err
	}
	c.check(name, folder)
	return nil
}

// install has npm fetch the checkers into the folder, beside copies of the scripts that
// use them, and tells whether they are there. What is there of the same lock is kept.
func (c *checks) install() bool {
	const lock, installed = "package-lock.json", "installed.json" // the latter is the lock by which they were installed
	leave := func(err error, more []byte) bool {
		c.left = append(c.left, strings.TrimSpace(fmt.Sprintf("all that npm installs: %v %s", err, bytes.TrimSpace(more))))
		return false
	}
	for _, name := range []string{"package.json", lock, "page.mjs", "apache.mjs", "recogito.mjs", "jsonld.mjs", "schema.mjs"} {
		b, err := os.ReadFile(filepath.Join(c.tools, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(c.folder, name), b, 0o666)
		}
		if err != nil {
			return leave(err, nil)
		}
	}
	want, err := os.ReadFile(filepath.Join(c.folder, lock))
	if err != nil {
		return leave(err, nil)
	}
	if had, err := os.ReadFile(filepath.Join(c.folder, installed)); err == nil && bytes.Equal(had, want) {
		return true
	}
	npm := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
	npm.Dir = c.folder
	if out, err := npm.CombinedOutput(); err != nil {
		return leave(err, out)
	}
	if err := os.WriteFile(filepath.Join(c.folder, installed), want, 0o666); err != nil {
		return leave(err, nil)
	}
	return true
}

// export writes the set of a project in every format, and its articles with their texts.
func export(ctx context.Context, project, folder string) error {
	p, err := store.Open(project, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer p.Close()
	set, err := exchange.Collect(p.View, time.Now())
	if err != nil {
		return err
	}
	if err := set.ReadFacets(ctx); err != nil {
		return err
	}
	for _, f := range exchange.Formats() {
		if err := exchange.WriteFile(filepath.Join(folder, f.Name+f.Extension), func(w io.Writer) error { return f.Write(ctx, w, set) }); err != nil {
			return err
		}
	}
	table, err := exchange.Lookup(exchange.Formats(), "csv")
	if err != nil {
		return err
	}
	excel, _ := exchange.ForExcel(table, ';')
	if err := exchange.WriteFile(filepath.Join(folder, "csv-excel.csv"), func(w io.Writer) error { return excel.Write(ctx, w, set) }); err != nil {
		return err
	}
	articles, err := p.Articles()
	if err != nil {
		return err
	}
	type article struct {
		ID     annotate.ID `json:"id"`
		SHA256 string      `json:"sha256"`
		Text   string      `json:"text"`
	}
	list := []article{}
	for _, a := range articles {
		body, err := p.Text(a.ID)
		if err != nil {
			return err
		}
		list = append(list, article{a.ID, a.SHA256, body})
	}
	b, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "articles.json"), b, 0o666)
}

func (c *checks) check(set, folder string) {
	at := func(name string) string { return absolute(filepath.Join(folder, name)) }
	const expected, articles = "json.json", "articles.json"
	for _, f := range exchange.Formats() {
		switch f.Name {
		case "json", "markdown", "xlsx", "docx": // what the others are held against, a report, and what LibreOffice opens
		default:
			c.command(set, f.Name, "read back by Python", "", "python3", filepath.Join(c.tools, "readback.py"), f.Name, at(f.Name+f.Extension), at(expected), at(articles))
		}
	}
	c.command(set, "csv", "for Excel, read back by Python", "", "python3", filepath.Join(c.tools, "readback.py"), "csv-excel", at("csv-excel.csv"), at(expected), at(articles))
	if c.npm {
		c.command(set, "w3c", "anchored by Apache Annotator", c.folder, "node", "apache.mjs", at("w3c.jsonld"), at(articles))
		c.command(set, "w3c-utf16", "anchored by Recogito", c.folder, "node", "recogito.mjs", at("w3c-utf16.jsonld"), at(articles))
		for _, name := range []string{"w3c", "w3c-utf16"} {
			c.command(set, name, "expands without loss (jsonld)", c.folder, "node", "jsonld.mjs", at(name+".jsonld"), schema("w3c-annotation/anno.jsonld"))
		}
		c.command(set, "json", "keeps to its schema (ajv)", c.folder, "node", "schema.mjs", at(expected), absolute(filepath.Join("docs", "claimtrace.schema.json")))
	}
	if unpacked, err := unpack(at("qdpx.qdpx"), filepath.Join(folder, "qdpx")); c.noted(set, "qdpx", "archive", err) {
		c.command(set, "qdpx", "valid (xmllint, published schema)", "", "xmllint", "--noout", "--schema", schema("refi-qda/Project.xsd"), filepath.Join(unpacked, "project.qde"))
	}
	const cells = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,"
	c.office(set, folder, "xlsx", ".xlsx", cells+"1", "xlsx-Passages.csv")
	// a spreadsheet that takes semicolons and tabs for what divides cells, too
	c.office(set, folder, "csv", ".csv", cells+"0", "csv.csv", "--infilter=CSV:44/59/9,34,76,1")
	c.office(set, folder, "csv-excel", ".csv", cells+"0", "csv-excel.csv", "--infilter=CSV:59,34,76,1") // as Excel would
	c.office(set, folder, "docx", ".docx", "txt:Text", "docx.txt")
	c.command(set, "qdc", "valid (xmllint, published schema)", "", "xmllint", "--noout", "--schema", schema("refi-qda/Codebook.xsd"), at("qdc.qdc"))
	c.command(set, "tei", "valid (xmllint, TEI P5)", "", "xmllint", "--noout", "--relaxng", schema("tei/tei_all-4.12.0.rng"), at("tei.xml"))
	if unpacked, err := unpack(at("xmi.zip"), filepath.Join(folder, "xmi")); c.noted(set, "xmi", "archive", err) {
		names, _ := filepath.Glob(filepath.Join(unpacked, "*.x*"))
		c.command(set, "xmi", "well-formed (xmllint)", "", "xmllint", append([]string{"--noout"}, names...)...)
	}
}

// office has LibreOffice open what a format gives and save it otherwise, and holds that
// against the set.
func (c *checks) office(set, folder, format, extension, as, saved string, more ...string) {
	what := "opened by LibreOffice and read back"
	if _, err := exec.LookPath("soffice"); err != nil {
		c.left = append(c.left, fmt.Sprintf("%s, %s: %s: soffice is not installed", set, format, what))
		return
	}
	to := filepath.Join(folder, "office")
	// a profile of its own, as a window of the user may be open
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(absolute(filepath.Join(c.folder, "office-"+set)))
	words := append(append([]string{profile, "--headless"}, more...), "--convert-to", as, "--outdir", to, filepath.Join(folder, format+extension))
	if out, err := exec.Command("soffice", words...).CombinedOutput(); err != nil {
		c.noted(set, format, what, fmt.Errorf("%w\n%s", err, bytes.TrimSpace(out)))
		return
	}
	reader, _, _ := strings.Cut(format, "-") // what it saves is plain CSV
	c.command(set, format, what, "", "python3", filepath.Join(c.tools, "readback.py"), reader, filepath.Join(to, saved), filepath.Join(folder, "json.json"), filepath.Join(folder, "articles.json"))
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// schema marks a word of a command as the name of one of the published files.
func schema(name string) string { return schemaMark + name }

const schemaMark = "published:"

// command runs a checker, and counts a published file that cannot be had, or a program
// that is not installed, as left out.
func (c *checks) command(set, format, what, folder, program string, words ...string) {
	if _, err := exec.LookPath(program); err != nil {
		c.left = append(c.left, fmt.Sprintf("%s, %s: %s: %s is not installed", set, format, what, program))
		return
	}
	for i, w := range words {
		name, ok := strings.CutPrefix(w, schemaMark)
		if !ok {
			continue
		}
		path, err := fetch(name, c.shared, filepath.Join(c.folder, "published"))
		if err != nil {
			c.left = append(c.left, fmt.Sprintf("%s, %s: %s: %s cannot be had: %v", set, format, what, name, err))
			return
		}
		words[i] = absolute(path)
	}
	cmd := exec.Command(program, words...)
	cmd.Dir = folder
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, bytes.TrimSpace(out))
	}
	c.noted(set, format, what, err)
}

// noted prints how a check went.
func (c *checks) noted(set, format, what string, err error) bool {
	c.made++
	if err != nil {
		c.failed++
		fmt.Fprintf(&c.said, "%-7s %-13s FAILED %s: %v\n", set, format, what, err)
		return false
	}
	fmt.Fprintf(&c.said, "%-7s %-13s ok     %s\n", set, format, what)
	return true
}

// unpack puts the files of one of our own archives into a folder.
func unpack(path, folder string) (string, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return "", err
	}
	defer z.Close()
	return folder, os.CopyFS(folder, z)
}

// createHard makes a project whose texts have signs outside the first plane of Unicode,
// marks that combine, scripts from right to left, spaces that do not break, and formulas.
func createHard(ctx context.Context, path string) error {
	p, err := store.Create(path, store.Options{Person: store.Person{Name: "Mara O’Hara"}})
	if err != nil {
		return err
	}
	defer p.Close()
	bodies := []string{
		"The 👨🏻‍🚒 said “no”.\nThen \u00a0the bridge fell, in Київ and in Ἀθῆναι.\n\nА в Києві <b>&amp;</b> \"так\"\u0301.",
		"مرحبا 🌉 بالعالم, said Mara 🧑‍🌾.\nA tab\there; שלום, a line; 北京 🀄 and a lone \u0301 mark.",
		"😀😀😀\n\n😀 and nothing more of it, but for ﬁve words.",
		"=5+5;=4+4\n+3\n-2\n@SUM(1;1)\n\t=6+6,=7+7", // which a spreadsheet could reckon
	}
	var drafts []store.Draft
	for i, body := range bodies {
		canonical, err := text.Canonical([]byte(body))
		if err != nil {
			return err
		}
		drafts = append(drafts, store.Draft{Text: canonical, Article: annotate.Article{
			Title: fmt.Sprintf("Bridge & <%d>", i), Outlet: "Quay \"Post\"", URL: fmt.Sprintf("https://quay.example/%d?a=1&b=2", i), Published: "2026-01-29T21:00+02:00", Language: "uk",
		}})
	}
	added, _, err := p.AddArticles(ctx, store.Drafts(drafts...), nil)
	if err != nil {
		return err
	}
	for _, a := range added {
		body, err := p.Text(a.ID)
		if err != nil {
			return err
		}
		o := text.NewOffsets(body)
		for start, step := 0, 0; start < o.Len(); start, step = start+3, step+1 {
			end := min(o.Len(), start+1+step%9)
			if strings.TrimSpace(o.Slice(start, end)) == "" {
				continue
			}
			n := store.NewAnnotation{Article: a.ID, Span: annotate.Span{Start: start, End: end}, Verdict: annotate.Verdicts[step%3]}
			if step%4 > 0 {
				n.Statement = []string{"=1+1; the \"bridge\" <fell>", "Міст упав 🌉", "-5 °C, or so"}[step%4-1]
				n.Note, n.Attribution = "@note: a,b;c", "the mayor & co"
			}
			if _, _, err := p.Annotate(n); err != nil {
				continue // a place inside a character is refused
			}
		}
	}
	return nil
}
