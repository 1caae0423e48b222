package store

import (
	"errors"
	"strings"
	"testing"

	"claimtrace/annotate"
)

// What exactly is told and done about each loss.
func TestSalvageReport(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql   []string
		told  []string
		check func(t *testing.T, p *Project, holds model)
	}{
		"log lost, tables whole": {
			[]string{"DELETE FROM change WHERE seq > 5 AND seq < 80"},
			[]string{"each of the changes 6 to 79 of the log cannot be read", "1 change follows upon lost ones", "changes of it are lost; it is saved as it stood last"},
			func(t *testing.T, p *Project, holds model) {
				if lost := missed(modelOf(t, p), holds); len(lost) > 0 {
					t.Errorf("lost: %q", lost)
				}
			},
		},
		"change altered": {
			[]string{`UPDATE change SET fields = replace(fields, 'Claim 4', 'Claim X')`},
			[]string{"of the log was altered", `claim "Claim 4": changes of it are lost; it is saved as it stood last`},
			func(t *testing.T, p *Project, holds model) {
				if lost := missed(modelOf(t, p), holds); len(lost) > 0 {
					t.Errorf("lost: %q", lost)
				}
			},
		},
		"text altered": {
			[]string{"UPDATE text SET text = replace(text, 'Paper 4', 'Paper X')"},
			[]string{`article "About Paper4": its text is lost; its passages are saved`},
			func(t *testing.T, p *Project, holds model) {
				if lost := missed(modelOf(t, p), holds); len(lost) > 0 {
					t.Errorf("lost: %q", lost)
				}
			},
		},
		"source altered": {
			[]string{"UPDATE text SET source = x'00' WHERE source IS NOT NULL"},
			[]string{"what it came from was altered"}, nil,
		},
		"claim lost": {
			[]string{"DELETE FROM change WHERE kind = 'claim'", "DELETE FROM claim"},
			[]string{"its statement is lost"},
			func(t *testing.T, p *Project, holds model) {
				for id, n := range modelOf(t, p).Annotations {
					if n.Claim != holds.Annotations[id].Claim {
						t.Errorf("%+v was tied to %s", n, holds.Annotations[id].Claim)
					}
				}
			},
		},
		"reviewer lost": {
			[]string{"DELETE FROM change WHERE kind = 'reviewer'", "DELETE FROM reviewer"},
			[]string{"the name is lost"}, nil,
		},
		"articles lost": {
			[]string{"DELETE FROM change WHERE kind = 'article'", "DELETE FROM article"},
			[]string{"its article is lost (disputed", "is called \"Text without its article"},
			func(t *testing.T, p *Project, holds model) {
				got := modelOf(t, p)
				for id, n := range got.Annotations { // the one without address and outlet has its passages
					if n != holds.Annotations[id] {
						t.Errorf("%+v is not %+v", n, holds.Annotations[id])
					}
				}
				if len(got.Articles) < 11 || len(got.Annotations) == 0 {
					t.Errorf("%d articles and %d annotations are saved", len(got.Articles), len(got.Annotations))
				}
			},
		},
		"passages lost in part": {
			[]string{"DELETE FROM change WHERE kind = 'annotation' AND fields LIKE '%quote%'", "DELETE FROM annotation"},
			[]string{"its article is lost"}, nil,
		},
		"hostile schema": {
			[]string{"CREATE TRIGGER spy AFTER INSERT ON change BEGIN DELETE FROM text; END", "CREATE VIEW spying AS SELECT 1"},
			nil,
			func(t *testing.T, p *Project, holds model) {
				if lost := missed(modelOf(t, p), holds); len(lost) > 0 {
					t.Errorf("lost: %q", lost)
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, holds := storied(t)
			raw(t, path, append(c.sql, "VACUUM")...)
			if _, err := Open(path, Options{}); !errors.Is(err, ErrDamaged) {
				t.Fatalf("it opens: %v", err)
			}
			p, done := salvaged(t, path)
			told := strings.Join(done.Lost, "\n")
			for _, words := range c.told {
				if !strings.Contains(told, words) {
					t.Errorf("%q is not told: %.1000s", words, told)
				}
			}
			if len(c.told) == 0 && told != "" {
				t.Errorf("told: %.1000s", told)
			}
			if c.check != nil {
				c.check(t, p, holds)
			}
		})
	}
}

// A reviewer that a salvage named for want of the right name gets it back from
// a copy of the log.
func TestSalvagedNamesGiveWay(t *testing.T) {
	path, _ := storied(t)
	raw(t, path, "DELETE FROM change WHERE kind = 'claim'", "DELETE FROM claim", "VACUUM")
	p, _ := salvaged(t, path)
	rows, err := p.Claims()
	if err != nil || len(rows) == 0 || !strings.HasPrefix(rows[0].Statement, "Lost claim ") {
		t.Fatalf("%+v, %v", rows, err)
	}
	history, err := p.History(rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	s := annotate.Fold(append(history, annotate.Change{ID: nobody, Clock: 2, Fields: annotate.Fields{"statement": "Claim 4"}}))
	if got := s.Claim(rows[0].ID).Statement; got != "Claim 4" {
		t.Errorf("merged with the log, it is called %q", got)
	}
}
