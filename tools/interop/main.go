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
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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
	made, failed          int
	left                  []string // what was left out, and why
}

func (c *checks) run(ctx context.Context) error {
	if err := errors.Join(os.RemoveAll(filepath.Join(c.folder, "files")), os.MkdirAll(filepath.Join(c.folder, "files"), 0o777)); err != nil {
		return err
	}
	npm := c.install()
	for _, set := range []struct {
		name string
		make func(context.Context, string) error
	}{{"sample", sample.Create}, {"hard", createHard}} {
		folder := filepath.Join(c.folder, "files", set.name)
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return err
		}
		project := filepath.Join(folder, "p.claimtrace")
		if err := set.make(ctx, project); err != nil {
			return err
		}
		if err := export(ctx, project, folder); err != nil {
			return err
		}
		c.check(set.name, folder, npm)
	}
	return nil
}

// install has npm fetch the checkers into the folder, beside copies of the scripts that
// use them, and tells whether they are there.
func (c *checks) install() bool {
	for _, name := range []string{"package.json", "page.mjs", "apache.mjs", "recogito.mjs", "jsonld.mjs", "schema.mjs"} {
		b, err := os.ReadFile(filepath.Join(c.tools, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(c.folder, name), b, 0o666)
		}
		if err != nil {
			c.left = append(c.left, "all that npm installs: "+err.Error())
			return false
		}
	}
	npm := exec.Command("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--silent")
	npm.Dir = c.folder
	if out, err := npm.CombinedOutput(); err != nil {
		c.left = append(c.left, fmt.Sprintf("all that npm installs: %v %s", err, strings.TrimSpace(string(out))))
		return false
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

func (c *checks) check(set, folder string, npm bool) {
	at := func(name string) string { return absolute(filepath.Join(folder, name)) }
	shared := func(name string) string { return absolute(filepath.Join(c.shared, filepath.FromSlash(name))) }
	const expected, articles = "json.json", "articles.json"
	for _, f := range exchange.Formats() {
		switch f.Name {
		case "json", "qdc", "claimreview", "tei", "markdown", "xlsx", "docx": // have no passages with places, or are what the others are held against
		default:
			c.command(set, f.Name, "read back by Python", "", "python3", filepath.Join(c.tools, "readback.py"), f.Name, at(f.Name+f.Extension), at(expected), at(articles))
		}
	}
	if npm {
		c.command(set, "w3c", "anchored by Apache Annotator", c.folder, "node", "apache.mjs", at("w3c.jsonld"), at(articles))
		c.command(set, "w3c-utf16", "anchored by Recogito", c.folder, "node", "recogito.mjs", at("w3c-utf16.jsonld"), at(articles))
		for _, name := range []string{"w3c", "w3c-utf16"} {
			c.command(set, name, "expands without loss (jsonld)", c.folder, "node", "jsonld.mjs", at(name+".jsonld"), shared("w3c-annotation/anno.jsonld"))
		}
		c.command(set, "json", "keeps to its schema (ajv)", c.folder, "node", "schema.mjs", at(expected), absolute(filepath.Join("docs", "claimtrace.schema.json")))
	}
	if unpacked, err := unpack(at("qdpx.qdpx"), filepath.Join(folder, "qdpx")); c.noted(set, "qdpx", "archive", err) {
		c.command(set, "qdpx", "valid (xmllint, published schema)", "", "xmllint", "--noout", "--schema", shared("refi-qda/Project.xsd"), filepath.Join(unpacked, "project.qde"))
	}
	const cells = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,"
	c.office(set, folder, "xlsx", ".xlsx", cells+"1", "xlsx-Passages.csv")
	// a spreadsheet that takes semicolons and tabs for what divides cells, too
	c.office(set, folder, "csv", ".csv", cells+"0", "csv.csv", "--infilter=CSV:44/59/9,34,76,1")
	c.office(set, folder, "docx", ".docx", "txt:Text", "docx.txt")
	c.command(set, "qdc", "valid (xmllint, published schema)", "", "xmllint", "--noout", "--schema", shared("refi-qda/Codebook.xsd"), at("qdc.qdc"))
	c.command(set, "tei", "valid (xmllint, TEI P5)", "", "xmllint", "--noout", "--relaxng", shared("tei/tei_all-4.12.0.rng"), at("tei.xml"))
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
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(absolute(filepath.Join(c.folder, "office-profile")))
	words := append(append([]string{profile, "--headless"}, more...), "--convert-to", as, "--outdir", to, filepath.Join(folder, format+extension))
	if out, err := exec.Command("soffice", words...).CombinedOutput(); err != nil {
		c.noted(set, format, what, fmt.Errorf("%w\n%s", err, bytes.TrimSpace(out)))
		return
	}
	c.command(set, format, what, "", "python3", filepath.Join(c.tools, "readback.py"), format, filepath.Join(to, saved), filepath.Join(folder, "json.json"), filepath.Join(folder, "articles.json"))
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// command runs a checker, and counts a file of the published ones that is not there, or
// a program that is not installed, as left out.
func (c *checks) command(set, format, what, folder, program string, words ...string) {
	if _, err := exec.LookPath(program); err != nil {
		c.left = append(c.left, fmt.Sprintf("%s, %s: %s: %s is not installed", set, format, what, program))
		return
	}
	for _, w := range words {
		if strings.HasPrefix(w, absolute(c.shared)) {
			if _, err := os.Stat(w); errors.Is(err, fs.ErrNotExist) {
				c.left = append(c.left, fmt.Sprintf("%s, %s: %s: %s is not there", set, format, what, filepath.Base(w)))
				return
			}
		}
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
		fmt.Printf("%-7s %-13s FAILED %s: %v\n", set, format, what, err)
		return false
	}
	fmt.Printf("%-7s %-13s ok     %s\n", set, format, what)
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
// marks that combine, scripts from right to left, and spaces that do not break.
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
