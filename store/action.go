package store

import (
	"fmt"
	"io"
	"math/big"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/read"
	"claimtrace/store/tables"
)

// Action is what one call recorded. The zero Action is that of a call that
// found nothing to change.
type Action struct {
	ID       annotate.ID
	Did      string // code of what was done: the words are made where it is shown
	Changes  int    // how many changes it added to the log
	Entities []Ref  // what it changed, in order, for views to refresh
	// Articles and Claims name the rows of the lists of articles and claims
	// that are not as they were, each once: what was changed or removed, and
	// the articles and claims of passages that were.
	Articles, Claims []annotate.ID
	// Left is what undo and redo left as it is.
	Left []Left
}

// Left is what a taking back left as it is, and why.
type Left struct {
	change.Left
	Name string // of the entity
	Who  string // whose work it is, where the reason is of others
}

// Codes of what is done. Those of undo and redo have that of the action after
// them.
const (
	codeProject = "project.make"
	codeJoin    = "reviewer.join"
	codeRename  = "reviewer.rename"
	codeUndo    = "undo."
	codeRedo    = "redo."
)

// recording is an action while it is recorded.
type recording struct {
	Action
	p        *Project
	src      *read.Source
	tables   *tables.Tables
	first    int64 // number of the first change of the action; 0 before it
	ready    bool  // the person at work is in the log
	unpacked bool  // a text was kept, so that a package is none any more
	isStep   bool  // it is undo or redo itself
	override bool  // another's annotation may be changed
	touched  map[Ref]bool
	passages *tables.Passages
	made     []*change.Change // of the action itself
}

// change runs f in one transaction, if the project can be changed.
func (p *Project) change(f func() error) error {
	if p.readOnly != "" {
		return file.Cannot("change", p.path, fmt.Errorf("%w (%s)", ErrReadOnly, p.readOnly), p.whatThen())
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	before := p.desk
	if before.sum != nil {
		before.sum = new(big.Int).Set(before.sum)
	}
	err := p.conn.Transaction(f)
	if err != nil { // what was noted of ids and numbers was taken back with it
		p.log.Forget()
		if p.desk = before; !before.settled {
			p.releaseDesk()
		}
	}
	return p.explain("change", err)
}

// releaseDesk takes back what was noted of a name outside the file by a
// transaction that failed.
func (p *Project) releaseDesk() {
	var d desk
	if err := p.conn.Each(func(r file.Row) error { return r.Scan(&d.key, &d.number) }, "SELECT copy, number FROM here WHERE id = 1"); err != nil || d.key == 0 {
		return
	}
	var err error
	if d.copy, err = p.log.ID(d.key); err != nil {
		return
	}
	kept, ok := file.Recall(p.data, string(d.copy))
	if ok && kept.Open && kept.Number == d.number {
		kept.Open = false
		_ = file.Remember(p.data, kept)
	}
}

// act records what f does as one action. f may name the code itself.
func (p *Project) act(code string, f func(*recording) error) (Action, error) {
	rec := &recording{Action: Action{Did: code}, p: p, passages: tables.NewPassages(), touched: map[Ref]bool{}}
	err := p.change(func() error {
		rec.src, rec.tables = p.source, tables.Of(p.conn, p.log)
		if err := f(rec); err != nil || rec.Changes == 0 {
			return err
		}
		if err := rec.tables.Bring(rec.passages); err != nil {
			return err
		}
		if err := p.keepDesk(); err != nil {
			return err
		}
		if !rec.isStep && code != codeProject {
			if err := rec.pushStep(); err != nil {
				return err
			}
		}
		rec.ID = change.ActionID(p.desk.copy, rec.first)
		return p.unpack()
	})
	switch {
	case err != nil:
		return Action{Left: rec.Left}, err
	case rec.Changes == 0: // texts may have come all the same
		return Action{Left: rec.Left, Articles: rec.Articles}, nil
	}
	return rec.Action, nil
}

// unpack makes a package an ordinary project again, since its manifest no longer
// holds once it is worked on. Who packed it is kept with the receipt of what it began
// with.
func (p *Project) unpack() error {
	// With no condition SQLite would empty the table whole, and so write its page,
	// even where it is empty.
	m, _, err := manifest(p.conn)
	if err != nil {
		return err
	}
	if m != nil && m.Who != nil {
		o := Origin{Who: m.Who.Name}
		if m.Seal != nil {
			o.Key = m.Seal.Key
		}
		if err := p.conn.Exec("UPDATE receipt SET origin = ? WHERE id = ? AND origin = ''", read.Origins{o}.Text(), packedIn); err != nil {
			return err
		}
	}
	return p.conn.Exec("DELETE FROM package WHERE true")
}

// put records a change of the action.
func (rec *recording) put(d change.Draft) (*change.Change, error) {
	if err := rec.begin(); err != nil {
		return nil, err
	}
	if d.Did.Code == "" {
		d.Did.Code = rec.Did
	}
	if rec.override {
		d.More = append(d.More, change.Field{Name: read.Overrides, Value: change.OfBool(true)})
	}
	if rec.first == 0 {
		rec.first = rec.p.desk.number + 1
	}
	c, err := rec.write(d, rec.first)
	if err != nil {
		return nil, err
	}
	rec.made = append(rec.made, c)
	rec.Changes++
	rec.Entities = append(rec.Entities, c.Entity)
	return c, nil
}

// begin brings the person at work into the log, in an action of their own that
// undo leaves, unless that was done before.
func (rec *recording) begin() error {
	if rec.ready {
		return nil
	}
	rec.ready = true
	p := rec.p
	if err := p.settle(); err != nil {
		return err
	}
	who := Ref{Kind: annotate.KindReviewer, ID: p.person.ID}
	s, err := rec.tables.State(who)
	if err != nil {
		return err
	}
	fields := annotate.Fields{"name": p.person.Name, "key": p.person.Key}
	d := change.Draft{Ref: who, Did: change.Did{Code: codeJoin}}
	switch spec := annotate.Spec(who.Kind); {
	case !s.Live || p.person.Key != "" && s.Value("key") == nil: // or who made this person here had another key
		d.Sets = append(spec.RegisterValues(fields, []string{"name", "key"}), life(true))
	case s.Value("name") != p.person.Name:
		d.Did.Code, d.Sets = codeRename, spec.RegisterValues(fields, []string{"name"})
		rec.Entities = append(rec.Entities, who)
	default:
		return nil
	}
	_, err = rec.write(d, p.desk.number+1)
	return err
}

func life(alive bool) change.Field {
	return change.Field{Name: change.Life, Value: change.OfBool(alive)}
}

// makeProject begins the log with the project's id.
func (rec *recording) makeProject() error {
	rec.ready = true // who makes a project joins it with the first thing done in it
	if err := rec.p.settle(); err != nil {
		return err
	}
	_, err := rec.put(change.Draft{Ref: Ref{Kind: annotate.KindProject}, Sets: []change.Field{life(true)}})
	return err
}

// write composes a change, appends it to the log and brings the derived tables
// in line.
func (rec *recording) write(d change.Draft, first int64) (*change.Change, error) {
	p := rec.p
	var seed [16]byte
	if _, err := io.ReadFull(p.random, seed[:]); err != nil {
		return nil, err
	}
	c, err := change.Compose(p.log, change.Stamp{
		Person: p.person.ID, Copy: p.desk.copy, Number: p.desk.number + 1, First: first, Clock: change.ClockOf(p.now()),
	}, d, seed)
	if err != nil {
		return nil, fmt.Errorf("%w change: %w", ErrInvalid, err)
	}
	around, err := rec.bearsOn(c.Entity)
	if err != nil {
		return nil, err
	}
	if err := p.log.Append(c, 0); err != nil {
		return nil, err
	}
	p.desk.number = c.Number
	p.desk.count(c)
	if err := rec.derive(c.Entity, c); err != nil {
		return nil, err
	}
	// What it hangs on, or hung on, may have been kept alive by it or be so now.
	after, err := rec.bearsOn(c.Entity)
	if err != nil {
		return nil, err
	}
	return c, rec.deriveEnded(append(around, after...))
}

// bearsOn lists the entities on whose life an entity may bear: those that it
// hangs on, those that any of its changes cites, and what these hang on.
func (rec *recording) bearsOn(ref Ref) ([]Ref, error) {
	var list []Ref
	todo := []Ref{ref}
	seen := map[Ref]bool{ref: true}
	add := func(r Ref) {
		if !seen[r] {
			seen[r] = true
			list = append(list, r)
			todo = append(todo, r)
		}
	}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		f, err := rec.p.log.Fold(at)
		if err != nil {
			return nil, err
		}
		for _, r := range f.HangsOn() {
			add(r)
		}
		if at == ref {
			for _, c := range f.Changes() {
				change.EachReference(c, add)
			}
		}
	}
	return list, nil
}

// deriveEnded derives those of some entities anew of which anything was removed
// or taken back.
func (rec *recording) deriveEnded(refs []Ref) error {
	done := map[Ref]bool{}
	for _, r := range refs {
		if done[r] {
			continue
		}
		done[r] = true
		f, err := rec.p.log.Fold(r)
		if err != nil {
			return err
		}
		if f.HasEnding() {
			if err := rec.derive(r, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// derive brings the row of an entity in line with the log, and notes whose rows
// in the lists are not as they were. c is the change that was made of it, if
// any.
func (rec *recording) derive(ref Ref, c *change.Change) error {
	l := rec.p.log
	key, err := l.Key(ref.ID)
	if err != nil {
		return err
	}
	var was, is passage
	if ref.Kind == annotate.KindAnnotation && (c == nil || !c.Own) {
		if was, err = rec.passage(key); err != nil {
			return err
		}
	}
	if _, err := rec.tables.Derive(ref); err != nil {
		return err
	}
	switch ref.Kind {
	case annotate.KindAnnotation:
		if is, err = rec.passage(key); err != nil {
			return err
		}
		for _, x := range []struct {
			p passage
			n int
		}{{was, -1}, {is, 1}} {
			if x.p.article == 0 {
				continue
			}
			rec.passages.Passage(x.p.article, x.p.claim, tables.Verdict(x.p.verdict), x.n)
			if err := rec.touchKeys(x.p); err != nil {
				return err
			}
		}
	case annotate.KindClaim:
		rec.passages.Claim(key)
		rec.touch(ref)
	case annotate.KindArticle:
		rec.passages.Article(key)
		rec.touch(ref)
		if c == nil || !c.IsMaking() || len(c.Over) > 0 {
			return rec.touchClaimsIn(key)
		}
	}
	return nil
}

// passage is what a row of the table of annotations tells of lists.
type passage struct{ article, claim, verdict int64 }

func (rec *recording) passage(key int64) (x passage, err error) {
	err = rec.p.conn.Each(func(r file.Row) error { return r.Scan(&x.article, &x.claim, &x.verdict) },
		"SELECT article, claim, verdict FROM annotation WHERE key = ?", key)
	return x, err
}

func (rec *recording) touchKeys(x passage) error {
	id, err := rec.p.log.ID(x.article)
	if err != nil {
		return err
	}
	rec.touch(Ref{Kind: annotate.KindArticle, ID: id})
	if x.claim == 0 {
		return nil
	}
	if id, err = rec.p.log.ID(x.claim); err == nil {
		rec.touch(Ref{Kind: annotate.KindClaim, ID: id})
	}
	return err
}

// touch notes that the row of an article or claim is changed.
func (rec *recording) touch(ref Ref) {
	if rec.touched[ref] {
		return
	}
	rec.touched[ref] = true
	if ref.Kind == annotate.KindArticle {
		rec.Articles = append(rec.Articles, ref.ID)
	} else {
		rec.Claims = append(rec.Claims, ref.ID)
	}
}

// touchClaimsIn notes the claims that an article has passages of.
func (rec *recording) touchClaimsIn(article int64) error {
	keys, err := file.All(rec.p.conn, file.Scalar[int64], "SELECT DISTINCT claim FROM annotation WHERE article = ? AND claim <> 0 ORDER BY claim", article)
	if err != nil {
		return err
	}
	for _, key := range keys {
		id, err := rec.p.log.ID(key)
		if err != nil {
			return err
		}
		rec.touch(Ref{Kind: annotate.KindClaim, ID: id})
	}
	return nil
}
