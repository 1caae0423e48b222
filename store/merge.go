package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/read"
)

// MergeOptions say how to merge.
type MergeOptions struct {
	// DryRun tells what the merge would bring, and leaves everything as it is.
	DryRun bool
	// Another allows for a file of a project that shares no id with this one.
	Another bool
	// Progress, if not nil, is told how much of all is done, from the goroutine
	// that merges.
	Progress func(done, all int)
}

// Merged tells what a merge brought, or what it would bring.
type Merged struct {
	Receipt   int64 // by which it is taken back; 0 where no change was new
	Changes   int   // that were new
	Texts     int   // of articles, that were not here before
	Originals int   // that had been left out, of texts that were here
	Whole     int   // changes of which words are here now that had been withheld
	From      []From
	// Came lists what is shown otherwise than before, what is new first, each as
	// it came.
	Came []Came
	// Inbox has what asks to be settled and did not before.
	Inbox
	Hidden  []Hidden // what came and is kept, though it cannot be shown
	Alike   []Alike  // what came and may be one with something else
	Forks   int      // copies of the project of which it turned out that two files bear their name
	Backup  Backup   // that was made before, zero where there was no need of one
	Changed []Ref    // whose rows may be other than they were, for views
}

// From is a file that was merged.
type From struct {
	Path     string
	Manifest *Manifest // of a package; its seal, if it has one, is right. nil for a project
}

// How tells in which way something came.
type How string

// The ways in which something comes.
const (
	CameNew    How = "new"     // nothing was known of it
	CameEdited How = "edited"  // it was there, and is otherwise now
	CameBack   How = "back"    // it is in the project again
	CameGone   How = "removed" // it is not in the project any more
)

// Came is an entity that is shown otherwise than before a merge.
type Came struct {
	Ref
	How            How
	Name           string              // as it is now
	Article, Claim annotate.ID         // of an annotation, or that which a correction is about
	Span           annotate.Span       // the same
	Verdict        annotate.Verdict    // the same
	A, B           Ref                 // of a join: what is one
	Maker          annotate.Reviewer   // who made it first
	By             []annotate.Reviewer // who made what came of it, each once
	Edits          []Edit              // how it differs from before; none of what is new
	Overrides      bool                // by another than the one whose it is
}

// Hidden is what is kept but cannot be shown.
type Hidden struct {
	Ref
	Name string
	Why  WhyHidden
}

// WhyHidden tells why something that came cannot be shown.
type WhyHidden string

// The reasons for which something is hidden.
const (
	UnknownKind WhyHidden = "unknown" // this version does not know the kind
	Unreadable  WhyHidden = "strange" // this version cannot read all of it
	Unmade      WhyHidden = "unmade"  // its making has not come
	NoArticle   WhyHidden = "article" // a passage of an article that is not in the project
	NoPassage   WhyHidden = "passage" // a correction of a passage that is not shown
)

// String says it for a person.
func (w WhyHidden) String() string {
	switch w {
	case UnknownKind:
		return "this version does not know things of that kind"
	case Unreadable:
		return "this version cannot read all of it"
	case Unmade:
		return "what made it has not come yet"
	case NoArticle:
		return "its article is not in the project"
	case NoPassage:
		return "its passage is not in the project"
	}
	return string(w)
}

// Merge takes in colleagues' projects and packages: all of them in one
// transaction, as one receipt, or nothing at all. Where anything new is in them a
// backup is made before, if there is a folder for backups. The project cannot be
// used meanwhile. When ctx ends first nothing has changed and its error is
// returned. The error wraps [ErrStranger] for a file of another project, unless
// Another is set, or is one of those of [Open] for a file that cannot be taken in,
// of which it names the path.
func (p *Project) Merge(ctx context.Context, paths []string, o MergeOptions) (m Merged, err error) {
	if why := p.ReadOnly(); why != "" {
		return m, p.change(func() error { return nil })
	}
	var files []*incoming
	defer func() {
		for _, f := range files {
			f.Close()
		}
	}()
	w := &merge{p: p, ctx: ctx, o: o}
	needed, stop := context.WithCancel(ctx)
	defer stop()
	var saved *saving
	defer func() {
		if saved == nil || err == nil {
			return
		}
		stop()
		if b, failed := saved.finished(); failed == nil { // of what was not done, and there may be no room
			os.Remove(b.Path)
		}
	}()
	sound := p.isSound()
	save := func() *saving {
		if saved == nil && !o.DryRun && p.data != "" {
			saved = p.beginBackup(needed, BeforeMerge, sound, p.copyStill)
		}
		return saved
	}
	known := map[string]bool{}
	for _, path := range paths {
		if real := file.RealPath(path); known[real] {
			continue
		} else {
			known[real] = true
		}
		f, err := openIncoming(ctx, path)
		if err != nil {
			return m, err
		}
		files = append(files, f)
		if err := p.compare(ctx, f, save); err != nil {
			return m, ofTheirs(err)
		}
		w.all += 2 * len(f.compared.Theirs.Keys) // each is read, and then what it is of is looked at
	}
	w.backedUp = func() (Backup, error) { return Backup{}, nil }
	if saved != nil {
		if failed := saved.copied(); failed != nil {
			return m, p.explain("back up", failed)
		}
		w.backedUp = saved.finished
	}
	begun := *w
	w.light = o.DryRun && len(files) == 1
	err = p.change(func() error { return w.run(files) })
	if w.light && errors.Is(err, log.ErrTrial) {
		*w = begun
		err = p.change(func() error { return w.run(files) })
	}
	if o.DryRun && errors.Is(err, errDryRun) {
		err = nil
	}
	if err != nil {
		return Merged{}, ofTheirs(err)
	}
	return w.Merged, nil
}

// errDryRun has what a dry run did rolled back.
var errDryRun = errors.New("it was only to be tried")

// compare checks a file, and finds out meanwhile what of it is not here. As soon as
// it is known that anything is not, the project, which nobody changes meanwhile, is
// saved, unless there is no need of it: then save returns nil.
func (p *Project) compare(ctx context.Context, f *incoming, save func() *saving) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	checked := make(chan error, 1)
	check := func() {
		err := f.check(ctx)
		if err != nil {
			stop() // of what is not in order nothing need be known
		}
		checked <- err
	}
	if pages, err := f.Conn.AtRest(); pages != nil && err == nil {
		go check()
	} else if check(); ctx.Err() != nil { // for both there is one connection
		return cmp.Or(<-checked, context.Cause(ctx))
	}
	err := p.view(func() (err error) {
		var saved *saving
		f.compared, err = p.log.Compare(ctx, log.Of(f.Conn), func(new int) {
			if new > 0 {
				saved = save()
			}
		})
		if saved != nil {
			_ = saved.copied() // who merges is told
		}
		if errors.As(err, new(log.FromError)) {
			err = f.theirs(ofTheirs(err))
		}
		return err
	})
	return cmp.Or(<-checked, err)
}

// merge is a merge while it goes on.
type merge struct {
	Merged
	p         *Project
	ctx       context.Context
	o         MergeOptions
	done, all int
	light     bool                 // it is tried without writing down new passages
	new       map[annotate.ID]bool // changes
	names     read.Naming
	held      map[annotate.ID][]annotate.Annotation // new passages that are not written down, by their claims
	backedUp  func() (Backup, error)                // waits until the copy is checked and has its name
}

// run merges, in a transaction.
func (w *merge) run(files []*incoming) error {
	before, err := w.p.source.Inbox()
	if err != nil {
		return err
	}
	if w.light {
		// Of what is set aside all changes are read that name it.
		if aside, err := w.p.conn.Has("SELECT 1 FROM receipt WHERE aside = 1"); err != nil || aside {
			return cmp.Or(err, log.ErrTrial)
		}
		defer w.p.log.Release()
	}
	u, err := w.p.unite(w.ctx, files, uniting{another: w.o.Another, dry: w.o.DryRun, light: w.light, read: w.step, told: w.told})
	if err != nil {
		return err
	}
	for _, f := range files {
		w.From = append(w.From, From{f.Path, f.manifest})
	}
	w.Changes, w.Texts, w.Originals, w.Whole, w.Forks, w.Changed = u.New, u.Texts, u.Originals, u.Whole, len(u.Forks), u.Changed
	if u.New > 0 {
		w.Receipt = u.Receipt
	}
	if u.New > 0 || u.Whole > 0 {
		defer w.p.conn.Within(w.ctx)()
		if err := w.tell(before); err != nil {
			return err
		}
	}
	switch {
	case w.o.DryRun:
		return errDryRun
	case u.New > 0:
		if err := w.p.pushMerge(u.Receipt); err != nil {
			return err
		}
	}
	// Before it is done the backup stands.
	if w.Backup, err = w.backedUp(); err != nil {
		return w.p.explain("back up", err)
	}
	return nil
}

func (w *merge) step() {
	if w.done++; w.o.Progress != nil && w.done%256 == 0 {
		w.o.Progress(min(w.done, w.all), w.all)
	}
}

// told takes up what the log says of an entity that the merge touched, while its
// row is still as it was before.
func (w *merge) told(u united, s annotate.State) error {
	w.step()
	if w.new == nil {
		w.new = make(map[annotate.ID]bool, len(u.IDs))
		for _, id := range u.IDs {
			w.new[id] = true
		}
		w.names, w.held = w.p.source.Names(), map[annotate.ID][]annotate.Annotation{}
	}
	if s.Kind == annotate.KindAnnotation && s.Live && w.p.log.Holds(s.Ref) {
		if n := s.Annotation(); n.Claim != "" {
			w.held[n.Claim] = append(w.held[n.Claim], annotate.Annotation{Article: n.Article, Start: n.Start, End: n.End, Reviewer: n.Reviewer})
		}
	}
	var was []*change.Change
	c := Came{Ref: s.Ref, Name: s.Name(), How: CameEdited}
	by := map[annotate.ID]bool{}
	for _, x := range s.Changes() {
		if !w.new[x.ID] {
			was = append(was, x)
			continue
		}
		if !by[x.Person] {
			by[x.Person] = true
			who, err := w.names.Person(x.Person)
			if err != nil {
				return err
			}
			c.By = append(c.By, who)
		}
		c.Overrides = c.Overrides || slices.ContainsFunc(x.More, func(f change.Field) bool { return f.Name == read.Overrides })
	}
	shown, err := w.hide(s, len(was) < len(s.Changes()))
	if err != nil || !slices.Contains(toldKinds, s.Kind) {
		return err
	}
	before := false
	if len(was) > 0 {
		if before, err = w.p.source.HasRow(s.Ref); err != nil {
			return err
		}
	}
	switch {
	case shown && len(was) == 0:
		c.How = CameNew
	case shown && !before:
		c.How = CameBack
	case before && !s.Shown():
		c.How = CameGone
	}
	if c.How == CameEdited {
		if !shown || len(c.By) == 0 {
			return nil
		}
		then := annotate.StateOf(change.Fold(s.Ref, was), true)
		if c.Edits, err = w.names.Edits(s.Kind, then.Fields(), s.Fields()); err != nil {
			return err
		}
		if len(c.Edits) == 0 {
			return nil
		}
	}
	passage := s
	if s.Kind == annotate.KindCorrection {
		if passage, err = w.p.passageOf(s); err != nil {
			return err
		}
	}
	if passage.Kind == annotate.KindAnnotation {
		n := passage.Annotation()
		c.Article, c.Claim = n.Article, n.Claim
		c.Span, c.Verdict = n.Span(), n.Verdict
	}
	if s.Kind == annotate.KindJoin {
		c.A, c.B = s.Join()
	}
	if c.Maker, err = w.names.Person(s.Maker()); err != nil {
		return err
	}
	w.Came = append(w.Came, c)
	return nil
}

// toldKinds are those of which it is told what became of them.
var toldKinds = []annotate.Kind{annotate.KindArticle, annotate.KindClaim, annotate.KindAnnotation, annotate.KindCorrection, annotate.KindSetting, annotate.KindJoin, annotate.KindReviewer}

// hide tells whether an entity will be shown, and takes up why not where that is
// not because it was removed.
func (w *merge) hide(s annotate.State, isNew bool) (shown bool, err error) {
	h := Hidden{Ref: s.Ref, Name: s.Name()}
	made := slices.ContainsFunc(s.Changes(), (*change.Change).IsMaking)
	shown = s.Shown()
	switch {
	case annotate.Spec(s.Kind) == nil:
		h.Why = UnknownKind
	case !made:
		h.Why = Unmade
	case !s.Live:
		return false, nil
	case s.Strange():
		h.Why = Unreadable
	case s.Kind == annotate.KindAnnotation:
		in, err := w.p.log.Live(Ref{Kind: annotate.KindArticle, ID: s.Annotation().Article})
		if err != nil || in {
			return shown, err
		}
		h.Why, shown = NoArticle, false
	case s.Kind == annotate.KindCorrection:
		in, err := isShown(w.p.log, s.Folded)
		if err != nil || in {
			return shown, err
		}
		h.Why, shown = NoPassage, false
	default:
		return shown, nil
	}
	if isNew {
		w.Hidden = append(w.Hidden, h)
	}
	return shown, nil
}

// tell takes up what is to be told once all came.
func (w *merge) tell(before Inbox) error {
	slices.SortStableFunc(w.Came, func(a, b Came) int { return rank(a.How) - rank(b.How) })
	inbox, err := w.p.source.Inbox()
	if err != nil {
		return err
	}
	had := map[string]bool{}
	for _, c := range before.Collisions {
		had[collisionKey(c)] = true
	}
	for _, c := range inbox.Collisions {
		if !had[collisionKey(c)] {
			w.Collisions = append(w.Collisions, c)
		}
	}
	for _, c := range before.Removed {
		had[fmt.Sprint(c.Ref, c.Change)] = true
	}
	for _, c := range inbox.Removed {
		if !had[fmt.Sprint(c.Ref, c.Change)] {
			w.Removed = append(w.Removed, c)
		}
	}
	came := map[Ref]bool{}
	for _, c := range w.Came {
		if c.How == CameNew || c.How == CameBack {
			came[c.Ref] = true
		}
	}
	w.Alike, err = w.p.alike(w.ctx, came, w.held)
	return err
}

// collisionKey names a collision by the changes that it is of.
func collisionKey(c Collision) string {
	var b strings.Builder
	fmt.Fprint(&b, c.Ref, " ", c.Register)
	for _, v := range c.Values {
		b.WriteString(" " + string(v.Change))
	}
	return b.String()
}

func rank(h How) int { return slices.Index([]How{CameNew, CameEdited, CameBack, CameGone}, h) }

// Count tells how many of a kind came in some way.
func (m Merged) Count(kind annotate.Kind, how How) (n int) {
	for _, c := range m.Came {
		if c.Kind == kind && c.How == how {
			n++
		}
	}
	return n
}
