//go:build bench

package store_test

import (
	"runtime"
	"testing"

	"claimtrace/store"
	"claimtrace/store/file"
)

func TestDevSQL(t *testing.T) {
	f := must[*file.File](t)(file.Open(t.Context(), "check", copyOf(t, "/tmp/p7/large.claimtrace"), file.Options{Formats: file.Formats{Oldest: store.Format, Latest: store.Format}, ReadOnly: true}))
	defer f.Close()
	runtime.LockOSThread()
	for _, q := range []string{
		"SELECT count(*) FROM article",
		"SELECT max(a.title) FROM article a",
		"SELECT max(a.title) FROM article a JOIN name an ON an.key = a.key",
		"SELECT max(an.id) FROM article a JOIN name an ON an.key = a.key",
		"SELECT count(*) FROM (SELECT a.title, an.id FROM article a JOIN name an ON an.key = a.key ORDER BY a.sort IS NULL, a.sort, a.outlet, a.title, an.id)",
		"SELECT length(group_concat(concat_ws(char(10), a.sha256, a.chars, a.title, a.outlet, a.byline, a.published, a.url, a.language, a.external_id, a.file, a.added, a.withheld, a.sort, confirmed, disputed, unconfirmed), char(10))) FROM article a",
		"SELECT length(group_concat(concat_ws(char(10), an.id, a.sha256, a.chars, a.title, a.outlet, a.byline, a.published, a.url, a.language, a.external_id, a.file, a.added, a.withheld, a.sort, confirmed, disputed, unconfirmed), char(10))) FROM article a JOIN name an ON an.key = a.key",
		"SELECT sum(length(marks)) FROM claim",
		"SELECT group_concat(marks, char(10)) FROM claim",
		"SELECT group_concat(concat_ws(char(10), statement, resolved, evidence, decided, decided_by, decision, created, withheld, marks), char(10)) FROM claim",
		"SELECT an.id, a.sha256, a.chars, a.title, a.outlet, a.byline, a.published, a.url, a.language, a.external_id, a.file, a.added, a.withheld, a.sort, confirmed, disputed, unconfirmed FROM article a JOIN name an ON an.key = a.key",
		"SELECT key, statement, marks FROM claim",
	} {
		best := 1e9
		for range 3 {
			from := threadMS()
			for range 20 {
				n := 0
				ok(t, f.Conn.Each(func(r file.Row) error { n++; return nil }, q))
			}
			best = min(best, (threadMS()-from)/20)
		}
		t.Logf("%6.2f %s", best, q)
	}
}
