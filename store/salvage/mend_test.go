package salvage_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store"
)

// What exactly is told and done about each loss.
func TestSalvageReport(t *testing.T) {
	t.Parallel()
	nothingMissed := func(t *testing.T, p *store.Project, holds model) {
		t.Helper()
		if lost := missed(modelOf(t, p).timeless(), holds.timeless()); len(lost) > 0 {
			t.Errorf("lost: %.2000q", lost)
		}
	}
	_, _, log := storied(t)
	// where lists the changes that which names, as SQL has it; a change with
	// another clock does not prove itself any more.
	where := func(which func(c *change.Change) bool) string {
		var numbers []string
		for _, c := range log {
			if which(c) {
				numbers = append(numbers, fmt.Sprint(c.Number))
			}
		}
		if len(numbers) == 0 {
			t.Fatal("the story has no such change")
		}
		slices.Sort(numbers)
		return " WHERE number IN (" + strings.Join(numbers, ", ") + ")"
	}
	code := func(code string) string {
		return where(func(c *change.Change) bool { return strings.HasPrefix(c.Did.Code, code) })
	}
	kind := func(kind annotate.Kind) string {
		return where(func(c *change.Change) bool { return c.Entity.Kind == kind })
	}
	alter := func(where string) string { return "UPDATE change SET clock = clock + 1" + where }
	remove := func(where string) string { return "DELETE FROM change" + where }
	making := where(func(c *change.Change) bool { return c.Entity.Kind == annotate.KindAnnotation && c.IsMaking() })
	claim4 := where(func(c *change.Change) bool { v, _ := c.Set("statement"); return v.Text == "Claim 4" })
	edit := where(func(c *change.Change) bool { return c.Did.Code == "annotation.edit" && c.Entity.ID == firstEdited(log) })
	for name, c := range map[string]struct {
		sql    []string
		told   []string // parts of what is told
		untold []string
		check  func(t *testing.T, p *store.Project, holds model)
	}{
		"log lost, tables whole": {
			[]string{"DELETE FROM change WHERE number > 20 AND number < 70"},
			[]string{"49 of 100 changes cannot be read", "the changes 21 to 69 are missing", "its making is lost; it is made anew as it stood last", `; it was "Anna"'s, and is "Saver"'s now`},
			nil, nothingMissed,
		},
		"all of the log lost": {
			[]string{"DELETE FROM change"},
			[]string{"100 of 100 changes cannot be read", `claim "Claim 4": its making is lost`, `its decision was "Ben"'s, and is "Saver"'s now`, "reviewer \"Anna\": its making is lost"},
			[]string{"the id of the project"}, nothingMissed,
		},
		"one change altered": {
			[]string{alter(claim4)},
			[]string{"1 of 100 changes cannot be read", "1 change that can be read does not prove itself", `claim "Claim 4": its making is lost; it is made anew as it stood last`, "is missing"},
			[]string{"annotation", "article"}, nothingMissed,
		},
		"an edit altered": {
			[]string{alter(edit)},
			[]string{"1 of 100 changes cannot be read", "changes of it are lost; it is saved as it stood last"},
			[]string{"its making", "claim", "article"}, nothingMissed,
		},
		"a decision altered": {
			[]string{alter(code("claim.decide"))},
			[]string{`claim "Claim 4": changes of it are lost; it is saved as it stood last; its decision was "Ben"'s, and is "Saver"'s now`},
			[]string{"annotation"}, nothingMissed,
		},
		"a removal altered": {
			[]string{alter(code("article.remove"))},
			[]string{`article "About Paper11": changes of it are lost, perhaps its removal; it is saved as far as the log goes`},
			[]string{"annotation", "claim"},
			func(t *testing.T, p *store.Project, holds model) {
				if got := modelOf(t, p); len(got.Articles) != len(holds.Articles)+1 {
					t.Errorf("there are %d articles", len(got.Articles))
				}
			},
		},
		"a join altered": {
			[]string{alter(kind(annotate.KindJoin))},
			[]string{"join ", "its making is lost; it is made anew"}, nil, nothingMissed,
		},
		"an undo altered": {
			[]string{alter(code("undo"))},
			[]string{`setting "title": changes of it are lost; it is saved as it stood last`}, nil, nothingMissed,
		},
		"a change and the derived row": {
			[]string{alter(code("claim.decide")), "DELETE FROM claim WHERE statement = 'Claim 4'"},
			[]string{`claim "Claim 4": changes of it are lost, perhaps its removal; it is saved as far as the log goes`},
			[]string{"annotation"},
			func(t *testing.T, p *store.Project, holds model) {
				for id, c := range modelOf(t, p).Claims {
					if want := holds.Claims[id]; c.Statement != want.Statement || c.Resolved != "" {
						t.Errorf("%+v is not %+v", c, want)
					}
				}
			},
		},
		"a row altered of which nothing is lost": {
			[]string{alter(edit), "UPDATE annotation SET note = 'changed by nobody' WHERE note = 'note '"},
			nil, []string{"changed by nobody"},
			func(t *testing.T, p *store.Project, holds model) {
				for _, n := range modelOf(t, p).Annotations {
					if n.Note == "changed by nobody" {
						t.Error("a row of which nothing is lost stands in for the log")
					}
				}
			},
		},
		"text altered": {
			[]string{"UPDATE text SET text = replace(text, 'Paper 4', 'Paper X')"},
			[]string{`article "About Paper4": its text is lost; its passages are saved`},
			[]string{"change"}, nothingMissed,
		},
		"text of a removed article lost": {
			[]string{"UPDATE text SET text = replace(text, 'Paper 11', 'Paper X')"},
			[]string{"is lost, whose article is not in the project"},
			[]string{"change"}, nothingMissed,
		},
		"source altered": {
			[]string{"UPDATE text SET source = x'00' WHERE source IS NOT NULL"},
			[]string{"what it came from was altered"}, []string{"change"}, nothingMissed,
		},
		"names altered": {
			[]string{"UPDATE name SET id = randomblob(16) WHERE key IN (SELECT key FROM change" + code("claim.decide") + ")"},
			[]string{"1 of 100 changes cannot be read", "it was altered, or ids that it names are lost"},
			nil, nothingMissed,
		},
		"claims lost": {
			[]string{remove(kind(annotate.KindClaim)), "DELETE FROM claim"},
			[]string{"its statement is lost; of the passages tied to it"},
			[]string{"annotation"},
			func(t *testing.T, p *store.Project, holds model) {
				for id, n := range modelOf(t, p).Annotations {
					if want := holds.Annotations[id]; n.Quote != want.Quote || n.Verdict != want.Verdict || n.Claim != "" {
						t.Errorf("%+v is not %+v", n, want)
					}
				}
			},
		},
		"reviewers lost": {
			[]string{remove(kind(annotate.KindReviewer)), "DELETE FROM reviewer"},
			[]string{"the name is lost"}, []string{"annotation"}, nil,
		},
		"articles lost": {
			[]string{remove(kind(annotate.KindArticle)), "DELETE FROM article"},
			[]string{"its article is lost (disputed", `is called "Text without its article`},
			nil,
			func(t *testing.T, p *store.Project, holds model) {
				got := modelOf(t, p)
				for id, n := range got.Annotations { // the one with neither address nor outlet has its passages
					if n != holds.Annotations[id] {
						t.Errorf("%+v is not %+v", n, holds.Annotations[id])
					}
				}
				if len(got.Articles) != 12 || len(got.Annotations) != 4 {
					t.Errorf("%d articles and %d annotations are saved", len(got.Articles), len(got.Annotations))
				}
			},
		},
		"makings of annotations lost": {
			[]string{remove(making), "DELETE FROM annotation"},
			[]string{"its making is lost, so that it is not shown; 1 change of it is saved"}, nil,
			func(t *testing.T, p *store.Project, _ model) {
				if got := modelOf(t, p); len(got.Annotations) != 0 || len(got.Articles) != 11 {
					t.Errorf("%d annotations are made up", len(got.Annotations))
				}
			},
		},
		"the row of an annotation altered": {
			[]string{remove(kind(annotate.KindAnnotation)), `UPDATE annotation SET "end" = 100000 WHERE verdict = 1`},
			[]string{"it is lost, and too little of it is left to make it anew", "its making is lost; it is made anew"}, nil,
			func(t *testing.T, p *store.Project, holds model) {
				for id, n := range modelOf(t, p).Annotations {
					if want := holds.Annotations[id]; n.Quote != want.Quote || n.Start != want.Start || n.Verdict != want.Verdict {
						t.Errorf("%+v is not %+v", n, want)
					}
				}
			},
		},
		"what tells of the log lost": {
			[]string{"DELETE FROM here"},
			[]string{"what tells how many changes there were is lost"}, []string{"missing", "claim"}, nothingMissed,
		},
		"what tells of the log altered": {
			[]string{"UPDATE here SET sum = zeroblob(16)"},
			[]string{"what tells how many changes there were does not fit"}, []string{"missing", "claim"}, nothingMissed,
		},
		"the project itself lost": {
			[]string{remove(kind(annotate.KindProject)), "DELETE FROM project"},
			[]string{"the id of the project is lost: it has a new one"}, nil, nothingMissed,
		},
		"derived by another version": {
			[]string{"UPDATE derived SET version = 99", remove(kind(annotate.KindSetting))},
			[]string{"those of another version, and are not read"}, nil, nil,
		},
		"something being typed": {
			[]string{"DELETE FROM here", "INSERT INTO draft VALUES ('note', 'It was not so', 1)"},
			[]string{`what was being typed is not saved: "It was not so", in the field "note"`}, nil, nothingMissed,
		},
		"hostile schema": {
			[]string{"CREATE TRIGGER spy AFTER INSERT ON change BEGIN DELETE FROM text; END", "CREATE VIEW spying AS SELECT 1"},
			nil, []string{""}, nothingMissed,
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, holds, log := storied(t)
			raw(t, path, append(c.sql, "VACUUM")...)
			if _, err := store.Open(path, store.Options{ReadOnly: true}); !errors.Is(err, store.ErrDamaged) {
				t.Fatalf("it opens: %v", err)
			}
			p, done := salvaged(t, path)
			sound(t, p, log)
			told := strings.Join(done.Lost, "\n")
			for _, words := range c.told {
				if !strings.Contains(told, words) {
					t.Errorf("%q is not told: %.2000s", words, told)
				}
			}
			for _, words := range c.untold {
				if told != "" && strings.Contains(told, words) {
					t.Errorf("%q is told: %.2000s", words, told)
				}
			}
			if c.check != nil {
				c.check(t, p, holds)
			}
		})
	}
}

// firstEdited is the annotation that was edited first.
func firstEdited(log map[annotate.ID]*change.Change) (id annotate.ID) {
	first := int64(0)
	for _, c := range log {
		if c.Did.Code == "annotation.edit" && (first == 0 || c.Number < first) {
			first, id = c.Number, c.Entity.ID
		}
	}
	return id
}

// What stands in for lost changes gives way to them, where a copy of the project
// brings them in again: nothing of the two is lost.
func TestMendedIsOverWhatIsHere(t *testing.T) {
	path, holds, log := storied(t)
	raw(t, path, "DELETE FROM change WHERE number > 20 AND number < 70", "VACUUM")
	p, _ := salvaged(t, path)
	all := change.NewMemory()
	for _, c := range logOf(t, p) {
		all.Add(c)
	}
	for _, c := range log {
		all.Add(c)
	}
	for id, want := range holds.Claims {
		f, err := all.Fold(annotate.Ref{Kind: annotate.KindClaim, ID: id})
		fatal(t, err)
		if got := annotate.StateOf(f, true).Claim(); got.Statement != want.Statement || got.Resolved != want.Resolved {
			t.Errorf("together the logs give %+v, not %+v", got, want)
		}
		if list := f.Collisions(); len(list) > 0 {
			t.Errorf("%s: %q collide", want.Statement, list)
		}
	}
	for id, want := range holds.Annotations {
		f, err := all.Fold(annotate.Ref{Kind: annotate.KindAnnotation, ID: id})
		fatal(t, err)
		if got := annotate.StateOf(f, true).Annotation(); got.Reviewer != want.Reviewer || got.Verdict != want.Verdict {
			t.Errorf("together the logs give %+v, not %+v", got, want)
		}
	}
}

// Whichever one change is lost, it is named, what stood is saved as it stood,
// and every other change is as it was.
func TestSalvageWithoutOneChange(t *testing.T) {
	t.Parallel()
	_, holds, log := storied(t)
	numbers := make([]int64, 0, len(log))
	for _, c := range log {
		numbers = append(numbers, c.Number)
	}
	slices.Sort(numbers)
	step := 19
	if long {
		step = 1
	}
	for i := 0; i < len(numbers); i += step {
		n := numbers[i]
		path, _, _ := storied(t)
		raw(t, path, fmt.Sprintf("UPDATE change SET clock = clock + 1 WHERE number = %d", n))
		p, done := salvaged(t, path)
		if proven, _ := sound(t, p, log); proven != len(log)-1 {
			t.Errorf("without change %d there are %d of %d", n, proven, len(log))
		}
		told := strings.Join(done.Lost, "\n")
		if !strings.Contains(told, fmt.Sprintf("change %d is missing", n)) || strings.Count(told, "changes of it are lost")+strings.Count(told, "its making is lost")+strings.Count(told, "all that was recorded of it is lost") != 1 {
			t.Errorf("without change %d it is told: %.1000s", n, told)
		}
		if lost := missed(modelOf(t, p).timeless(), holds.timeless()); len(lost) > 0 {
			t.Errorf("without change %d it is lost: %.500q", n, lost)
		}
		fatal(t, p.Close())
	}
}
