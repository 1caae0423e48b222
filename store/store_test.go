package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
)

// testOptions make ids and times that are the same in every run. The clock
// moves on a second with every look at it.
func testOptions(reviewer string) Options {
	var ids, seconds uint64
	return Options{
		Reviewer: reviewer,
		Now: func() time.Time {
			seconds++
			return time.Unix(1_770_000_000+int64(seconds), 0)
		},
		NewID: func() annotate.ID {
			ids++
			return numberedID(reviewer, ids)
		},
	}
}

// numberedID differs from others of the maker in its first eight digits.
func numberedID(maker string, n uint64) annotate.ID {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], n*0x9E3779B97F4A7C15)
	tail := hash([]byte(maker))[:12]
	return annotate.ID(fmt.Sprintf("%x-%x-%x-8000-%s", b[:4], b[4:6], b[6:], tail))
}

func newProject(t *testing.T) *Project {
	t.Helper()
	return newProjectAt(t, filepath.Join(t.TempDir(), "winter.claimtrace"))
}

func newProjectAt(t *testing.T, path string) *Project {
	t.Helper()
	p, err := Create(path, testOptions("Anna"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func openProject(t *testing.T, path string, o Options) *Project {
	t.Helper()
	p, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func draft(text, outlet string, published string) Draft {
	return Draft{
		Source: []byte(text), Text: text,
		Article: annotate.Article{Title: "About " + outlet, Outlet: outlet, Published: annotate.Publication(published), URL: "https://" + outlet + ".example/1"},
	}
}

const (
	thursday = "Officials spoke of a pause on Thursday. The ministry has not confirmed it."
	friday   = "The ministry confirmed the pause on Friday. It is to last one week."
)

// add puts one article into the project.
func add(t *testing.T, p *Project, d Draft) annotate.Article {
	t.Helper()
	added, _, err := p.AddArticles(context.Background(), []Draft{d}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return added[0].Article
}

// tag annotates the first place of a quote.
func tag(t *testing.T, p *Project, a annotate.Article, quote string, v annotate.Verdict, statement string) annotate.Annotation {
	t.Helper()
	s, err := p.Text(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	span, err := anchor.Find(text.NewOffsets(s), quote, -1)
	if err != nil {
		t.Fatal(err)
	}
	n, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: span, Verdict: v, Statement: statement})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// example fills a project with two articles, a claim and two passages.
func example(t *testing.T, p *Project) (a, b annotate.Article, m, n annotate.Annotation) {
	t.Helper()
	a = add(t, p, draft(thursday, "Courier", "2026-01-29T21:00:00Z"))
	b = add(t, p, draft(friday, "Herald", "2026-01-30T09:00:00+02:00"))
	m = tag(t, p, a, "The ministry has not confirmed it.", annotate.Unconfirmed, "There is a pause")
	n = tag(t, p, b, "The ministry confirmed the pause", annotate.Confirmed, "There is a pause")
	return a, b, m, n
}

// verified fails the test unless a closed project is in order.
func verified(t *testing.T, path string) {
	t.Helper()
	report, err := Verify(path)
	if err != nil || !report.OK {
		t.Fatalf("verify: %v, %q", err, report.Problems)
	}
}

func digestOf(t *testing.T, p *Project) string {
	t.Helper()
	sum, err := digest(p.conn, latest)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
