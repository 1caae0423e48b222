package compare

import (
	"context"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// comparison is what is asked for, and the scene that is made of it: at once
// where that takes no time, else off the window's goroutine.
type comparison struct {
	asked
	// Earlier tells whether another article here is a later version of one. It may be nil.
	Earlier func(annotate.ID) bool
	// Reviewer names a reviewer, "" for an unknown one. It may be nil.
	Reviewer func(annotate.ID) string
	// Facets reads what each of some passages says, in their order; off the
	// window's goroutine, once for each call of Compare, where the layout shows it.
	// It may be nil: nothing is read then.
	Facets func(context.Context, []store.Witness) ([]store.Facets, error)

	said    []store.Facets // what the witnesses say, once that was read
	scene   *scene         // what is shown; nil while a claim is compared for the first time
	run     *async.Runner
	making  *async.Task // of the scene that was asked for last
	waiting []waiting   // for the end of that
}

// waiting is what is done once a claim, or two articles, are compared.
type waiting struct {
	of   asked
	then func()
}

// job is what the scene is to be made of.
func (c *comparison) job() job {
	return job{asked: c.asked, facets: c.Facets, said: c.said, old: c.scene}
}

// patience is how long the window waits for what is mostly there in a moment.
const patience = 60 * time.Millisecond

// compare has the scene made that is asked for, and shown. It tells whether that is
// under way and something else is to be shown until then.
func (c *comparison) compare(show func(*scene)) (meanwhile bool) {
	c.making.Drop()
	j := c.job()
	if j.size() <= atOnce && !j.reads() {
		show(j.do(context.Background()))
		return false
	}
	var made *scene
	do, then := func(ctx context.Context) { made = j.do(ctx) }, func() { show(made) }
	if j.reads() {
		var was bool
		if c.making, was = c.run.Soon(patience, do, then); was {
			return false
		}
	}
	if c.scene != nil && !c.scene.job.same(&j.asked) {
		c.scene = nil
	}
	if !j.reads() {
		c.making = c.run.Go(do, then)
	}
	// What is read anew stays as it is until then.
	return c.making.Running() && !(j.reads() && c.scene != nil && c.scene.job.layout == j.layout)
}

// take takes a scene that was made.
func (c *comparison) take(s *scene) {
	c.scene = s
	if s.said != nil {
		c.said = s.said
	}
}

// Ready calls then once what is to be shown is compared, which may be at once;
// never where something else is to be shown by then.
func (c *comparison) Ready(then func()) {
	if !c.making.Running() {
		then()
		return
	}
	c.waiting = append(c.waiting, waiting{c.asked, then})
}

// ready calls who waits for the scene.
func (c *comparison) ready() {
	all := c.waiting
	c.waiting = nil
	for _, w := range all {
		if w.of.same(&c.scene.job.asked) {
			w.then()
		}
	}
}

// finished returns the scene that is asked for, made now where it is still
// under way.
func (c *comparison) finished() *scene {
	if c.scene != nil && !c.making.Running() {
		return c.scene
	}
	j := c.job()
	j.old = nil
	return j.do(context.Background())
}

// Telling tells whether facts are shown.
func (c *comparison) Telling() bool { return c.scene != nil && c.scene.facts != nil }

// passage is that of a witness, "" where it is none of the claim any more: rows show
// what was compared last, while the next comparison is under way.
func (c *comparison) passage(i int) annotate.ID {
	if c.pair != nil || c.scene == nil || c.scene.job.pair != nil || i < 0 || i >= len(c.scene.job.witnesses) {
		return ""
	}
	id := c.scene.job.witnesses[i].ID
	if c.find(id) < 0 {
		return ""
	}
	return id
}

// articles is the comparison of the two articles that are compared now, nil while
// it is under way.
func (c *comparison) articles() *trace.Articles {
	if c.pair == nil || c.scene == nil || c.scene.job.pair != c.pair {
		return nil
	}
	return c.scene.articles
}

// tagger names who tagged a passage, where another reviewer tagged one of the same
// article; else "".
func (c *comparison) tagger(i int) string {
	of := c.witnesses[i]
	if c.Reviewer == nil {
		return ""
	}
	for _, w := range c.witnesses {
		if w.Article == of.Article && w.Reviewer != of.Reviewer {
			if name := trace.OneLine(c.Reviewer(of.Reviewer)); name != "" {
				return name
			}
			return "an unknown reviewer"
		}
	}
	return ""
}
