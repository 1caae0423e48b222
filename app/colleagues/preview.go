package colleagues

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/project"
	"claimtrace/app/style"
	"claimtrace/store"
)

var errNoProject = errors.New("open the project first that they are to be merged into")

// Choose asks for packages and projects of colleagues, and shows what they would
// bring.
func (p *Page) Choose() {
	beside := ""
	if s := p.w.Session(); s != nil {
		beside = filepath.Dir(s.Place())
	}
	p.w.Dialogs().OpenFiles(p.w.Files(preferences.ForPackages, dialog.Files{Title: "Merge packages or projects of colleagues", Confirm: "See what it brings", Folder: beside,
		Endings: []string{project.Ending}, Many: true}), p.Preview)
}

// Preview turns to the page and shows what files would bring; nothing happens until
// a person says so. They are read aside, with progress and a way to stop it. Those
// of another project are asked about first, and what cannot be merged is refused
// with the reason.
func (p *Page) Preview(paths []string) { p.read(paths, false) }

func (p *Page) read(paths []string, another bool) {
	if p.w.Session() == nil {
		p.w.Complain(errNoProject)
		return
	}
	if why := p.w.Refusal(); why != "" {
		p.w.Say(errors.New(why))
		return
	}
	if err := p.w.Do(func() error { return nil }); err != nil { // what is being typed is recorded first
		p.w.Say(err)
		return
	}
	s := p.w.Session()
	k := known{articles: map[annotate.ID]store.ArticleRow{}, claims: map[annotate.ID]string{}, passages: map[annotate.ID][]annotate.Annotation{}, reviewer: s.ReviewerName, comparing: s.Comparing()}
	for _, a := range s.Articles() {
		k.articles[a.ID] = a
	}
	for _, c := range s.Claims() {
		k.claims[c.ID] = c.Statement
		for _, also := range c.Also {
			k.claims[also.ID] = also.Statement
		}
	}
	var b *brought
	p.w.Work("Looking at "+fileWords(bases(paths)), func(ctx context.Context, progress func(int, int)) error {
		m, err := s.Merge(ctx, paths, store.MergeOptions{DryRun: true, Another: another, Progress: progress})
		if err != nil {
			return err
		}
		for _, c := range m.Came {
			if _, read := k.passages[c.Article]; c.Kind != annotate.KindAnnotation || read {
				continue
			}
			if _, here := k.articles[c.Article]; !here {
				continue
			}
			if k.passages[c.Article], err = s.View().Annotations(store.Filter{Article: c.Article}); err != nil {
				return err
			}
		}
		b = bring(paths, m, k)
		return ctx.Err()
	}, func(err error) {
		switch {
		case errors.Is(err, store.ErrStranger) && !another:
			p.askAnother(paths)
			return
		case len(paths) == 1 && project.Distrusts(p.w.Dialogs(), paths[0], err):
			return
		case err != nil:
			p.w.Say(err)
			return
		case p.w.Session() != s:
			return
		}
		if was := p.preview; was != nil && slices.Equal(was.paths, paths) { // it was looked at before: what was chosen is
			b.chosen = was.chosen
		}
		p.preview, p.another, p.chosen, p.stale, p.of = b, another, all, false, s
		p.view.list.Point(-1)
		p.show()
		p.w.Colleagues()
	})
}

// askAnother asks whether another project is meant.
func (p *Page) askAnother(paths []string) {
	said := fmt.Sprintf("%s is of another project than “%s”", fileWords(bases(paths)), p.w.Session().Title())
	if len(paths) > 1 {
		said = fmt.Sprintf("Of the %s not all are of “%s”", fileWords(bases(paths)), p.w.Session().Title())
	}
	p.w.Dialogs().Ask("Another project?", said+".\n\nWhat is merged stays together: from then on this project bears the ids of both.",
		dialog.Answer{Label: "See what it brings", Do: func() { p.read(paths, true) }})
}

func bases(paths []string) []string {
	list := make([]string, len(paths))
	for i, path := range paths {
		list[i] = filepath.Base(path)
	}
	return list
}

// Previewing tells whether it is shown what a merge would bring.
func (p *Page) Previewing() bool { return p.preview != nil }

// leave goes back to what asks to be settled.
func (p *Page) leave() {
	p.preview, p.chosen = nil, toSettle
	p.view.list.Point(-1)
	p.stale = true
	p.look()
	p.Focus()
}

// isEmpty tells whether files bring nothing.
func (b *brought) isEmpty() bool {
	return b.Changes == 0 && b.Whole == 0 && b.Texts == 0 && b.Originals == 0
}

// merge merges what is looked at: whole or not at all.
func (p *Page) merge() {
	s, of := p.w.Session(), p.preview
	var m store.Merged
	p.w.Work("Merging "+fileWords(bases(of.paths)), func(ctx context.Context, progress func(int, int)) (err error) {
		m, err = s.Merge(ctx, of.paths, store.MergeOptions{Another: p.another, Progress: progress})
		return err
	}, func(err error) {
		if err == nil && p.w.Session() == s {
			p.preview, p.chosen, p.offered = nil, toSettle, m.Alike
			err = s.Refold()
		}
		if err != nil {
			p.w.Say(err)
			return
		}
		said, failed := p.doChosen(of)
		if s.Inbox().Empty() {
			p.chosen = receipts
		}
		p.view.list.Point(-1)
		p.stale = true
		p.look()
		p.w.Colleagues()
		p.tellMerged(m, said)
		p.failed(failed)
	})
}

// tellMerged says what was merged, and what else was done then, with a way to take it
// back.
func (p *Page) tellMerged(m store.Merged, done string) {
	said := "Merged " + parts.Count(m.Changes, "change")
	if m.Changes == 0 {
		said = "Words that had been withheld are here now"
	}
	if from := whose(m.From); from != "" {
		said += " from " + from
	}
	in := p.w.Session().Inbox()
	switch n := len(in.Collisions) + len(in.Removed); n {
	case 0:
	case 1:
		said += "; one thing asks to be settled"
	default:
		said += fmt.Sprintf("; %d things ask to be settled", n)
	}
	said += done
	if m.Receipt == 0 {
		p.w.Tell(said)
		return
	}
	p.w.Offer(said+".", "Take the merge back", func() { p.takeBack(m.Receipt, 0, false) })
}

// whose is who packed what was merged, as far as it is told.
func whose(from []store.From) string {
	said := map[string]bool{}
	var list []string
	for _, f := range from {
		name := filepath.Base(f.Path)
		if f.Manifest != nil && f.Manifest.Who != nil {
			name = f.Manifest.Who.Name
		}
		if !said[name] {
			said[name] = true
			list = append(list, name)
		}
	}
	return strings.Join(list, ", ")
}

// takeBack takes a merge back, or puts it in again; kept is how many of its changes
// had stayed in.
func (p *Page) takeBack(receipt int64, kept int, again bool) {
	s := p.w.Session()
	if s == nil {
		return
	}
	if err := p.w.Do(func() error { return nil }); err != nil {
		p.w.Say(err)
		return
	}
	title := "Taking the merge back"
	if again {
		title = "Putting it in again"
	}
	var t store.TakenBack
	p.w.Work(title, func(ctx context.Context, _ func(int, int)) (err error) {
		t, err = s.TakeBack(ctx, receipt, again)
		return err
	}, func(err error) {
		if err == nil && p.w.Session() == s {
			err = s.Refold()
		}
		p.w.Say(err)
		if err != nil {
			return
		}
		p.stale = true
		p.look()
		switch {
		case again:
			p.w.Tell("Put in again: " + parts.Count(t.Receipt.Changes-kept, "change"))
		case t.Kept == 0:
			p.w.Tell("Taken back: " + parts.Count(t.Receipt.Changes, "change") + ". What came stays in the file, and can be put in again")
		default:
			p.tellKept(t)
		}
	})
}

// tellKept tells what of a merge stays in, though it was taken back.
func (p *Page) tellKept(t store.TakenBack) {
	const most = 12
	said := fmt.Sprintf("%s taken back; %s in, since other work needs it:\n", parts.Capital(parts.Count(t.Receipt.Changes-t.Kept, "change")+" of it "+isAre(t.Receipt.Changes-t.Kept)), stays(t.Kept))
	for i, k := range t.Stays {
		if i == most {
			said += fmt.Sprintf("\nand %d more", len(t.Stays)-most)
			break
		}
		said += "\n" + parts.Capital(kindWord(k.Kind)) + " " + inMarks(cut(cmp.Or(k.Name, string(k.ID))))
	}
	p.w.Dialogs().Tell("Taken back", said)
}

func isAre(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func stays(n int) string {
	if n == 1 {
		return "1 stays"
	}
	return fmt.Sprintf("%d stay", n)
}

// AskUndo asks, where a merge is the last thing that was done, whether it is meant
// by undo, or what one did oneself before it.
func (p *Page) AskUndo(receipt int64, own func()) {
	from := "the last merge"
	if list, err := p.w.Session().Project().Receipts(); err == nil {
		for _, r := range list {
			if r.ID == receipt {
				from = "the merge of " + r.From.String()
			}
		}
	}
	p.w.Dialogs().Ask("Undo the merge?", "The last thing that was done here was "+from+". It can be taken back as a whole, in this copy only: what came stays in the file and can be put in again. Or what you did yourself before it is undone, and the merge stays.",
		dialog.Answer{Label: "Undo my own last step", Do: own}, dialog.Answer{Label: "Take the merge back", Do: func() { p.takeBack(receipt, 0, false) }})
}

// cardOf tells of the files whose content is looked at.
func (p *Page) cardOf() *cardSays {
	b := p.preview
	c := &cardSays{title: fileWords(bases(b.paths))}
	add := func(words string) { c.lines = append(c.lines, cardLine{words: words}) }
	for _, f := range b.From {
		if len(b.From) > 1 {
			c.lines = append(c.lines, cardLine{words: filepath.Base(f.Path)})
		}
		m := f.Manifest
		if m == nil {
			add("a project, not a package: it does not say whose it is")
			c.lines = append(c.lines, cardLine{words: "whole: all of it was checked", sure: true})
			continue
		}
		if m.Who != nil {
			add("from " + m.Who.Name)
		}
		if m.For != "" {
			add("for " + m.For)
		}
		if !m.When.IsZero() {
			add("packed " + m.When.Local().Format("Mon 2 Jan 2006, 15:04"))
		}
		if len(b.From) == 1 {
			add(parts.Count(m.Articles, "article") + ofThem(b.Count(annotate.KindArticle, store.CameNew)))
			add(parts.Count(m.Claims, "claim") + ofThem(b.Count(annotate.KindClaim, store.CameNew)))
			add(parts.Count(m.Annotations, "passage") + ofThem(b.Count(annotate.KindAnnotation, store.CameNew)))
			add(parts.Count(m.Changes, "change") + ofThem(b.Changes))
		} else {
			add(fmt.Sprintf("%s, %s, %s, %s", parts.Count(m.Articles, "article"), parts.Count(m.Claims, "claim"), parts.Count(m.Annotations, "passage"), parts.Count(m.Changes, "change")))
		}
		switch {
		case m.Seal == nil:
			add("not sealed: who packed it is only what it says")
		case p.trusted(m.Seal.Key) != "":
			c.lines = append(c.lines, cardLine{words: "sealed by " + p.trusted(m.Seal.Key), sure: true})
		default:
			add("sealed with a key that you have not said you trust")
		}
		c.lines = append(c.lines, cardLine{words: "whole: every hash fits", sure: true})
	}
	if len(b.From) > 1 || b.From[0].Manifest == nil {
		add(parts.Count(b.Changes, "change") + " new here")
	}
	return c
}

// ofThem says how many of what a package holds are new.
func ofThem(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of them new here", n)
}

// says is what stands around the rows.
func (p *Page) says() says {
	if b := p.preview; b != nil {
		s := says{title: "What this package brings", card: p.cardOf(), beside: true, merge: "Merge " + parts.Count(b.Changes, "change"),
			sub: "Nothing has happened yet. A backup is made first, and the merge can be taken back."}
		if len(b.paths) > 1 {
			s.title = "What these files bring"
		}
		switch {
		case b.isEmpty():
			s.sub, s.merge = "", ""
			s.empty = "Nothing new: all that it holds is here already."
		case b.Changes == 0:
			s.merge, s.sub = "Merge", "Nothing has happened yet."
			s.empty = "Words that had been withheld come with it; nothing else is new."
		default:
			s.empty = "Nothing of what comes is shown otherwise than before."
			if n := counted(b.entries); n[sameOnes]+n[collisions] > 0 {
				s.sub += " What you choose here is done once it is merged."
			}
		}
		return s
	}
	if len(p.inbox) == 0 {
		return says{title: "Nothing from colleagues yet", begin: true,
			empty: "Share… makes a package for a colleague. Drop one that comes back here, or choose it, to see what it brings before anything happens."}
	}
	switch p.chosen {
	case newVersions:
		s := says{title: p.toPlace(), sub: "Highlights of an earlier version of an article, and where their words stand in the later one. Nothing is carried over unless its reviewer confirms it; what is carried over is a highlight of its own.",
			empty: "Nothing waits to be carried over."}
		if !p.w.Session().HasVersions() {
			s.sub = "Passages that came in with a set, and whose words do not stand where they should, or stand in several places. They are in no article until you confirm a place."
		}
		return s
	case mayBeOne:
		return says{title: "The same?", sub: "Two that look alike. Nothing is joined by itself; joined they count as one, both keep what they have, and they can be parted again.",
			empty: "No two articles or claims look alike."}
	case joinedOnes:
		return says{title: "One", sub: "What is joined counts as one. Parting gives each its own again.", empty: "Nothing is joined."}
	case receipts:
		return says{title: "What came in", sub: "What is taken back stays in this file and is passed on, but is not shown; it can be put in again.",
			empty: "Nothing has come in yet.", begin: true}
	}
	return says{title: "To settle", sub: "Set differently by two who did not know of each other: one value stands until somebody chooses. To choose is an ordinary edit, and settles it for everybody.",
		empty: "Nothing asks to be settled.", begin: true}
}

// receiptEntry is a row of what came in.
func (p *Page) receiptEntry(r store.Receipt) entry {
	e := entry{badge: isIn, section: receipts, name: r.From.String(), detail: style.WorkTime(r.At)}
	said := []string{}
	sealed := map[string]bool{}
	for _, o := range r.From {
		if o.Key != "" {
			sealed[cmp.Or(p.trusted(o.Key), "a key that you have not said you trust")] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sealed)) {
		said = append(said, "sealed by "+name)
	}
	v := value{runs: plainly(parts.Count(r.Changes, "change")), act: act{"Take back", "In this copy only: what came stays in the file", func() { p.takeBack(r.ID, 0, false) }}}
	if len(said) == 0 {
		said = append(said, "not sealed")
	}
	if r.Aside {
		e.badge = isAside
		v.act = act{"Put in again", "Show it as if it had never been taken back", func() { p.takeBack(r.ID, r.Kept, true) }}
		if r.Kept > 0 {
			said = append(said, stays(r.Kept)+" in, since other work needs it")
		}
	}
	v.more = strings.Join(said, " · ")
	e.values = []value{v}
	return e
}
