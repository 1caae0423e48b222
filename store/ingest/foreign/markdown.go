package foreign

import (
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"claimtrace/annotate"
	"claimtrace/store/ingest/dates"
	"claimtrace/store/ingest/encodings"
)

// MarkdownKind is what a text in Markdown is called.
const MarkdownKind = "Markdown"

// readMarkdown reads a text in Markdown, as GitHub writes it, without its marks; what
// stands before it between lines of hyphens says what the article is.
func readMarkdown(a About, source []byte) ([]Article, error) {
	d := encodings.Text(source)
	if a.Encoding != "" {
		var ok bool
		if d, ok = encodings.As(source, a.Encoding); !ok {
			return nil, fmt.Errorf("there is no character set %q: one of %v", a.Encoding, encodings.Names())
		}
	}
	if strange(d.Text) || strings.ContainsRune(d.Text, 0) {
		return nil, fmt.Errorf("it is not a text: its bytes make none in any character set")
	}
	content := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimLeft(d.Text, "\ufeff"))
	found := Article{From: map[string]string{}, Kind: MarkdownKind, Charset: d.Name, Guessed: d.How == encodings.Guessed}
	if note := told(d); note != "" && (a.Encoding == "" || d.Lost > 0) {
		found.Notes = append(found.Notes, note)
	}
	content = found.frontMatter(content)
	w := markdown{source: []byte(content)}
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser()
	w.blocks(parser.Parse(text.NewReader(w.source)), "")
	found.text = strings.TrimSpace(strings.Join(w.done, "\n\n"))
	if found.text == "" {
		return nil, errNone
	}
	if found.Title == "" && w.title != "" {
		found.Title, found.From["title"] = w.title, "headline"
	}
	for _, lost := range []struct {
		n              int
		one, many, end string
	}{
		{w.links, "the address of 1 link", "the addresses of %d links", "only the words are in the text"},
		{w.pictures, "1 picture", "%d pictures", "only the words that stand for it are in the text"},
		{w.html, "1 piece of HTML", "%d pieces of HTML", "it is not in the text"},
	} {
		switch what := lost.one; {
		case lost.n > 1:
			what = fmt.Sprintf(lost.many, lost.n)
			fallthrough
		case lost.n > 0:
			found.Notes = append(found.Notes, what+" left aside: "+lost.end)
		}
	}
	return []Article{found}, nil
}

// markdown gathers the text of a document.
type markdown struct {
	source                []byte
	done                  []string // blocks
	title                 string   // the first heading of the first level
	links, pictures, html int      // that were left aside
}

// blocks gathers what is in a block, each line after what stands before it.
func (m *markdown) blocks(in ast.Node, before string) {
	for n := in.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.List:
			m.list(n)
		case *east.Table:
			var rows []string
			for row := n.FirstChild(); row != nil; row = row.NextSibling() {
				var cells []string
				for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
					cells = append(cells, m.words(cell))
				}
				rows = append(rows, strings.Join(cells, "\t"))
			}
			m.add(strings.Join(rows, "\n"))
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			m.add(strings.Trim(string(n.Lines().Value(m.source)), "\n"))
		case *ast.HTMLBlock:
			m.html++
		case *ast.Heading:
			words := m.words(n)
			if m.title == "" && n.Level == 1 {
				m.title = words
			}
			m.add(words)
		case *ast.Paragraph, *ast.TextBlock:
			m.add(before + m.words(n))
		default:
			m.blocks(n, before)
		}
	}
}

func (m *markdown) add(block string) {
	if strings.TrimSpace(block) != "" {
		m.done = append(m.done, block)
	}
}

// list gathers the items of a list: those of one line stand one under the other.
func (m *markdown) list(l *ast.List) {
	at, number := len(m.done), l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "• "
		if l.IsOrdered() {
			mark = fmt.Sprintf("%d. ", number)
			number++
		}
		inner := markdown{source: m.source}
		inner.blocks(item, "")
		m.links, m.pictures, m.html = m.links+inner.links, m.pictures+inner.pictures, m.html+inner.html
		if len(inner.done) > 0 {
			m.done = append(m.done, mark+strings.Join(inner.done, "\n"))
		}
	}
	if items := m.done[at:]; len(items) > 0 {
		m.done = append(m.done[:at:at], strings.Join(items, "\n"))
	}
}

// words are those of what stands in a line.
func (m *markdown) words(in ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(in, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			s := string(n.Value(m.source))
			if _, code := n.Parent().(*ast.CodeSpan); !code {
				s = html.UnescapeString(unescaped(s))
			}
			b.WriteString(s)
			switch {
			case n.HardLineBreak():
				b.WriteByte('\n')
			case n.SoftLineBreak():
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(m.source))
		case *ast.Link:
			m.links++
		case *ast.Image:
			m.pictures++
		case *ast.RawHTML:
			m.html++
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// unescaped is a text without the backslashes before marks.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// frontMatter is where that was found which stands before a text.
const frontMatter = "front matter"

// frontMatter reads what stands before a text, in lines of a name and a value, and
// returns the text.
func (a *Article) frontMatter(content string) string {
	rest, ok := strings.CutPrefix(content, "---\n")
	if !ok {
		return content
	}
	var lines []string
	for closed := false; !closed; {
		var line string
		if line, rest, ok = strings.Cut(rest, "\n"); !ok && rest == "" && line != "---" && line != "..." {
			return content // a rule and not the beginning of one
		}
		if line = strings.TrimRight(line, " \t"); line == "---" || line == "..." {
			closed = true
			continue
		}
		lines = append(lines, line)
	}
	values := map[string][]string{}
	var names []string
	name := ""
	for _, line := range lines {
		if item, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok && name != "" {
			values[name] = append(values[name], scalar(item))
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(line) == "" || line[0] == ' ' || line[0] == '#' {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(key))
		names = append(names, name)
		value = strings.TrimSpace(value)
		if inner, ok := strings.CutPrefix(value, "["); ok && strings.HasSuffix(inner, "]") {
			for _, one := range strings.Split(strings.TrimSuffix(inner, "]"), ",") {
				values[name] = append(values[name], scalar(one))
			}
		} else if value != "" {
			values[name] = append(values[name], scalar(value))
		}
	}
	var unknown []string
	for _, name := range names {
		value := strings.Join(values[name], ", ")
		says := func(column string, field *string) {
			if value != "" {
				*field, a.From[column] = value, frontMatter
			}
		}
		switch name {
		case "title", "headline":
			says("title", &a.Title)
		case "author", "authors", "byline":
			says("byline", &a.Byline)
		case "outlet", "publisher", "publication", "source":
			says("outlet", &a.Outlet)
		case "url", "link", "canonical", "canonical_url":
			says("url", &a.URL)
		case "lang", "language":
			says("language", &a.Language)
		case "date", "published", "published_at":
			a.dated(value)
		default:
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		a.Notes = append(a.Notes, "left aside of what stands before the text: "+strings.Join(unknown, ", "))
	}
	return rest
}

// dated takes a time of publication, if it can be read in one way.
func (a *Article) dated(value string) {
	if p, err := annotate.ParsePublication(value); err == nil && p != "" {
		a.Published, a.From["published"] = p, frontMatter
	} else if readings := dates.Readings(value); len(readings) == 1 {
		a.Published, a.From["published"] = readings[0], frontMatter
	} else if value != "" {
		a.Notes = append(a.Notes, fmt.Sprintf("the time of publication %q cannot be read for certain: give it", value))
	}
}

// scalar is a value without its quotation marks.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}
