package record

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/particulars"
	"claimtrace/app/parts"
)

// Details corrects what is known of the article in hand.
func (x *Sheets) Details() {
	a, ok := x.w.Article()
	if !ok {
		return
	}
	var was []dialog.Field
	for _, f := range particulars.Fields {
		was = append(was, dialog.Field{Label: f.Label, Hint: f.Hint, Value: particulars.Shown(f.Register, particulars.Of(a, f.Register))})
	}
	x.w.Dialogs().Form("Article details", "Save", was, func(now []string) error {
		fields := annotate.Fields{}
		for i, f := range particulars.Fields {
			if now[i] == was[i].Value {
				continue
			}
			v, err := particulars.Typed(f.Register, now[i])
			if err != nil {
				return err
			}
			fields[f.Register] = v
		}
		return x.w.Do(func() error { return x.w.Session().SetArticle(a.ID, fields) })
	})
}

// Reword changes the statement of the claim in hand.
func (x *Sheets) Reword() {
	if x.w.Session() == nil {
		return
	}
	c, ok := x.w.Session().Claim()
	if !ok {
		return
	}
	x.w.Dialogs().Form("Reword the claim", "Save", []dialog.Field{{Label: "Statement", Value: c.Statement}}, func(now []string) error {
		if now[0] == "" {
			return errors.New("a claim needs a statement: write one, or remove the claim")
		}
		for _, other := range x.w.Session().Claims() {
			if other.ID != c.ID && other.Statement == annotate.Typed(strings.TrimSpace(now[0])) {
				return errors.New("another claim says this in the same words: join the two, or word this one otherwise")
			}
		}
		return x.w.Do(func() error {
			return x.w.Session().SetClaim(c.ID, annotate.Fields{"statement": annotate.Typed(now[0])})
		})
	})
}

// RemoveArticle removes the article that commands are about.
func (x *Sheets) RemoveArticle() {
	a, ok := x.w.Article()
	if !ok {
		return
	}
	row, _ := x.w.Session().ArticleRow(a.ID)
	n := row.Counts.Confirmed + row.Counts.Disputed + row.Counts.Unconfirmed
	err := x.w.Do(func() error { return x.w.Session().RemoveArticle(a.ID) })
	x.w.SayOfArticles(err)
	if err == nil {
		x.w.Tell(fmt.Sprintf("Removed “%s” and its %s: %s brings them back", a.Name(), parts.Count(n, "highlight"), x.w.KeyOf("undo")))
	}
}

// RemoveClaim removes the claim in hand.
func (x *Sheets) RemoveClaim() {
	c, ok := x.w.Session().Claim()
	if !ok {
		return
	}
	err := x.w.Do(func() error { return x.w.Session().RemoveClaim() })
	x.w.Say(err)
	if err == nil {
		x.w.Tell(fmt.Sprintf("Removed the claim “%s”; its passages stay: %s brings it back", c.Statement, x.w.KeyOf("undo")))
	}
}
