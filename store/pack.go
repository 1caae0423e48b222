package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/person"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/read"
)

// Packed tells what a package holds.
type Packed struct {
	Path              string
	SHA256            string // of the package file, in hexadecimal
	Articles, Changes int
}

// PackOptions say what to leave out of a package, and what to say of it. What is
// left out is withheld: the rest still proves itself, and it can come in later.
type PackOptions struct {
	WithoutText    bool `json:"without_text"`             // the texts of articles and the words of corrections; quotes and 32 characters on either side stay
	WithoutHistory bool `json:"without_history"`          // the texts of what was replaced or taken back
	WithOriginals  bool `json:"with_originals,omitempty"` // what the texts were read from, pages and documents, goes along, where the texts do
	WithoutNotes   bool `json:"without_notes"`            // the notes of claims, annotations and articles, and the reasons of decisions
	// Only says what is meant: of that each entity is in the package with all its
	// changes, with what it needs: a passage its article and claim, a claim the
	// passages that show it, and who made all of it.
	Only Selection `json:"only,omitzero"`
	For  string    `json:"for,omitempty"` // for whom it is
	// Seal, if not nil, is the key of the person at work, by which the package is
	// sealed.
	Seal *person.Pair `json:"-"`
	// Progress, if not nil, is told how many of the changes were looked at, from the
	// goroutine that packs.
	Progress func(done, all int) `json:"-"`
}

// Pack writes a package for a colleague: a project file that is compact,
// verified and digested. It holds every change, or all of those of what is
// selected: of what is not in the project any more, and of what else is to be left
// out, the texts are withheld. Undo does not reach beyond the packing.
//
// The project can be used meanwhile. The package is written beside out and
// takes its name only when all of it is on the disk and checked; an existing
// package is replaced then, and nothing else ever is. When ctx ends first its
// error is returned. The error wraps [ErrExists] where out is anything but a
// package, [ErrFolder], [ErrMissing] where its folder is missing, [ErrLocked]
// where it is open to be changed, [ErrDiskFull], or [ErrNoEntity] where a claim or
// article is selected that is not in the project, [ErrSeal] where the key to seal
// with is not that of the person at work.
func (p *Project) Pack(ctx context.Context, out string, o PackOptions) (packed Packed, err error) {
	const doing = "pack into"
	if err := p.MayPack(ctx, out); err != nil {
		return Packed{}, err
	}
	p.mu.Lock()
	who := p.person
	p.mu.Unlock()
	if o.Seal != nil && o.Seal.Key().String() != who.Key {
		return Packed{}, file.Cannot(doing, out, fmt.Errorf("%w: the key to seal with is not that of %s", ErrSeal, who.Name), "work as the one whose key it is")
	}
	err = file.Replace(ctx, doing, out, func(temp *file.Temp) error {
		packed, err = p.packInto(ctx, temp, who, o)
		return err
	})
	if err != nil {
		return Packed{}, file.Explain(doing, out, err)
	}
	packed.Path = out
	return packed, nil
}

// MayPack tells why [Project.Pack] would not write there: it replaces nothing but a
// package that nobody works on.
func (p *Project) MayPack(ctx context.Context, out string) error {
	const doing = "pack into"
	if own, err := os.Stat(p.path); err == nil {
		if info, err := os.Stat(out); err == nil && os.SameFile(own, info) {
			return file.Cannot(doing, out, fmt.Errorf("%w (this very project)", ErrExists), "choose another name")
		}
	}
	return file.MayReplace(ctx, doing, out, "not a package", formats, func(c *file.Conn, _ int) (bool, error) {
		schema, err := readSchema(c)
		if err != nil || schema.foreign != "" {
			return false, err
		}
		return c.Has("SELECT 1 FROM package")
	})
}

// packInto fills an empty file from a copy of the project, and checks what came
// of it.
func (p *Project) packInto(ctx context.Context, temp *file.Temp, who Person, o PackOptions) (packed Packed, err error) {
	snapshot, err := file.NewTemp(cmp.Or(p.snapshots(), os.TempDir()))
	if err != nil {
		return packed, err
	}
	defer snapshot.Remove()
	if err := p.copyFile(ctx, snapshot); err != nil {
		return packed, err
	}
	from, err := snapshot.Connect(true)
	if err != nil {
		return packed, err
	}
	defer from.Close()
	x := packing{ctx: ctx, from: from, now: p.now(), who: who, PackOptions: o}
	x.known = o.Only.All() && p.isSound()
	if err := x.writing(temp, makeBareSchema); err != nil {
		return packed, err
	}
	if err := x.run(&packed, snapshot, temp); err != nil {
		return packed, err
	}
	// What counts is what a reader will find in the file.
	c, err := temp.Connect(true)
	if err != nil {
		return packed, err
	}
	hash := begin(func() (sum string, err error) { return temp.Hash(ctx) })
	if x.known {
		err = x.verifyCopied(c)
	} else {
		err = verifyPacked(ctx, c)
	}
	var failed error
	packed.SHA256, failed = hash()
	return packed, cmp.Or(err, c.Close(), failed)
}

// writing has f write to the package by SQLite.
func (x *packing) writing(temp *file.Temp, f func(c *file.Conn) error) error {
	c, err := temp.Connect(false)
	if err != nil {
		return err
	}
	defer c.Within(x.ctx)()
	// Nobody reads it before it is whole, so that nothing need be taken back.
	if err = c.Script("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF"); err == nil {
		err = f(c)
	}
	return cmp.Or(err, c.Close())
}

// begin has f run beside what follows, until its result is asked for.
func begin[T any](f func() (T, error)) (result func() (T, error)) {
	type returned struct {
		v   T
		err error
	}
	done := make(chan returned, 1)
	go func() {
		v, err := f()
		done <- returned{v, err}
	}()
	return func() (T, error) {
		r := <-done
		return r.v, r.err
	}
}

// verifyPacked checks a package as a whole.
func verifyPacked(ctx context.Context, c *file.Conn) error {
	found, err := check.Run(ctx, c, check.Options{Foreign: true})
	if err != nil {
		return err
	}
	problem := found.Err()
	if problem == nil {
		_, problem, err = checkManifest(ctx, surveyed{conn: c}, nil)
	}
	return notRight(problem, err)
}

// verifyCopied checks a package of rows that are known to be in order: that they
// are byte by byte those of the project, but for what is withheld, which was
// checked as it was made. So are its texts, where all are in it, those that the
// copy of the project had, which were checked as it was described.
func (x *packing) verifyCopied(c *file.Conn) error {
	same, err := x.isCopied(c)
	if err == nil && !same {
		return notRight(errors.New("its rows are not those of the project"), nil)
	}
	if err != nil || x.whole {
		return err
	}
	found, err := check.Texts(x.ctx, c)
	return notRight(found.Err(), err)
}

// isCopied tells whether the package has all that it should have from the project as
// it stands there.
func (x *packing) isCopied(c *file.Conn) (same bool, err error) {
	want, err := atRest(x.from)
	if err != nil {
		return false, err
	}
	got, err := atRest(c)
	if err != nil {
		return false, err
	}
	same = true
	for _, name := range append(x.copied(), "word") {
		if same {
			same, err = sameRows(x.ctx, want, got, name, x.lessIn(name))
		}
	}
	return same, err
}

func sameRows(ctx context.Context, want, got *file.Pages, name string, but map[int64]bool) (bool, error) {
	mine, err := want.Table(name, file.LongestRow)
	if err != nil {
		return false, err
	}
	theirs, err := got.Table(name, file.LongestRow)
	if err != nil {
		return false, err
	}
	return mine.Same(ctx, theirs, but)
}

// copied are the tables of which the package has the rows of the project as they
// stand, all but those of [packing.lessIn].
func (x *packing) copied() []string {
	if x.whole {
		return []string{"name", "change", "text"}
	}
	return []string{"name", "change"}
}

// lessIn are the keys of rows of a table that are otherwise in the package.
func (x *packing) lessIn(table string) map[int64]bool {
	if table == "change" {
		return x.less
	}
	return nil
}

// atRest are the pages of a file on which nobody else works.
func atRest(c *file.Conn) (*file.Pages, error) {
	pages, err := c.AtRest()
	if pages == nil && err == nil {
		err = errors.New("its pages cannot be read")
	}
	return pages, err
}

// notRight is the error of a package in which there is a problem.
func notRight(problem, err error) error {
	if problem != nil {
		err = fmt.Errorf("%w: %w", errPacked, problem)
	}
	return err
}

var errPacked = errors.New("the package did not turn out right, and was thrown away")

// snapshots is the folder for copies that are made to work on.
func (p *Project) snapshots() string {
	if p.data == "" || os.MkdirAll(p.data, 0o700) != nil {
		return ""
	}
	return p.data
}

// packedIn is the receipt with which all of a package came to whoever opens it.
const packedIn = 1

// packing is the making of a package from a copy of a project.
type packing struct {
	ctx      context.Context
	from, to *file.Conn
	now      time.Time
	who      Person
	known    bool           // all of the project is meant, and it was checked
	whole    bool           // all texts are in the project, and no text or original is left out
	less     map[int64]bool // keys of the changes of which texts are withheld
	PackOptions
}

// other is the name of the copy of the project while the package is filled.
const other = file.Other

func (x *packing) run(packed *Packed, snapshot, temp *file.Temp) error {
	source := log.Of(x.from)
	var names *log.Names
	has := func(Ref) bool { return true }
	var err error
	var early func() (surveyed, error) // nil where something may well be left out
	if !x.Only.All() || x.WithoutText || x.WithoutNotes || x.WithoutHistory {
		if names, err = source.ReadNames(); err != nil {
			return err
		}
	} else {
		// It is most likely wanted, and by a connection of its own hinders nobody.
		c, err := snapshot.Connect(true)
		if err != nil {
			return err
		}
		defer c.Close()
		early = sync.OnceValues(begin(func() (surveyed, error) { return survey(c) }))
		defer early()
	}
	if !x.Only.All() {
		if has, err = x.selected(source, names); err != nil {
			return err
		}
	}
	list, err := x.withheld(source, names, has)
	if err != nil {
		return err
	}
	if x.whole, err = x.allTexts(); err != nil {
		return err
	}
	described, wait, err := x.describe(early, len(list))
	if err != nil {
		return err
	}
	defer wait()
	sound := sync.OnceValues(begin(func() (problem error, err error) {
		if !x.known || !x.whole {
			return nil, nil
		}
		c, err := snapshot.Connect(true)
		if err != nil {
			return nil, err
		}
		found, err := check.Texts(x.ctx, c)
		return found.Err(), cmp.Or(err, c.Close())
	}))
	defer sound() // before the copy is removed
	if x.Only.All() {
		if err := x.copyLog(temp, source, list); err != nil {
			return err
		}
	}
	return x.writing(temp, func(c *file.Conn) error {
		x.to = c
		if err := c.Attached(x.from, func() error {
			return c.Transaction(func() error {
				fill := x.addWithheld
				if !x.Only.All() {
					fill = func(list []*change.Change) error { return x.copySome(source, names, has, list) }
				}
				if err := fill(list); err != nil || x.whole {
					return err
				}
				return x.copyTexts(has)
			})
		}); err != nil {
			return err
		}
		if err := c.Transaction(func() error {
			if err := c.Exec("INSERT INTO receipt (id, at, origin, aside) VALUES (?, ?, '', 0)", packedIn, x.now.UnixMilli()); err != nil {
				return err
			}
			return x.keepContext(log.Of(c), has)
		}); err != nil {
			return err
		}
		m, err := described()
		if err != nil {
			return err
		}
		packed.Articles, packed.Changes = m.Articles, m.Changes
		if err := notRight(sound()); err != nil {
			return err
		}
		return x.putManifest(m)
	})
}

// putManifest puts into the package what it says of itself.
func (x *packing) putManifest(m Manifest) error {
	m.PackOptions, m.When = x.PackOptions, x.now.UTC().Truncate(time.Second)
	if x.who.Key != "" { // else it is nobody who could be known by it
		m.Who = &Packer{x.who.Name, x.who.Key}
	}
	content, err := m.write(x.Seal)
	if err != nil {
		return err
	}
	return x.to.Exec("INSERT INTO package (id, manifest) VALUES (1, ?)", content)
}

// withheld lists the changes of which any text is to be left out, without it.
func (x *packing) withheld(source *log.Log, names *log.Names, has func(Ref) bool) (list []*change.Change, err error) {
	look := func(r Ref, f *change.Folded, changes []*change.Change) error {
		if !has(r) {
			return nil
		}
		live, err := isShown(source, f)
		if err != nil {
			return err
		}
		live = live || annotate.StateOf(f, false).Waits() // it is worked on, as what is shown
		for _, c := range changes {
			less := c.Withhold(x.hides(f, c, live))
			if less == c {
				continue
			}
			if err := less.Check(); err != nil {
				return err
			}
			list = append(list, less)
		}
		return nil
	}
	looked := map[Ref]bool{}
	gone := []Ref{} // articles and passages, with which what points at them is hidden
	lookAll := func(r Ref) error {
		if looked[r] {
			return nil
		}
		looked[r] = true
		f, err := source.Fold(r)
		if err != nil {
			return err
		}
		all, err := source.AllOf(r)
		if err != nil {
			return err
		}
		if r.Kind == annotate.KindArticle || r.Kind == annotate.KindAnnotation {
			live, err := isShown(source, f)
			if err != nil {
				return err
			}
			if !live {
				gone = append(gone, r)
			}
		}
		return look(r, f, all)
	}
	doubtful, err := source.Doubtful()
	if err != nil {
		return nil, err
	}
	for _, r := range doubtful {
		if err := lookAll(r); err != nil {
			return nil, err
		}
	}
	for i := 0; i < len(gone); i++ {
		hidden, err := source.Pointing(gone[i])
		if err != nil {
			return nil, err
		}
		for _, r := range hidden {
			if err := lookAll(r); err != nil {
				return nil, err
			}
		}
	}
	every := x.WithoutNotes || x.WithoutHistory
	if !every && !x.WithoutText {
		return list, nil
	}
	done, all := 0, 0
	if x.Progress != nil {
		if all, err = file.One(x.from, file.Scalar[int], "SELECT count(*) FROM change"); err != nil {
			return nil, err
		}
	}
	return list, source.Entities(x.ctx, names, func(e log.Entity) error {
		if done += len(e.Changes); x.Progress != nil {
			x.Progress(done, all)
		}
		if looked[e.Ref] || !every && e.Ref.Kind != annotate.KindCorrection { // whose words are of a text
			return nil
		}
		return look(e.Ref, change.Fold(e.Ref, e.Changes), e.Changes)
	})
}

// copyLog copies the log into a package in which nothing is, but for the changes of
// which anything is withheld, and the texts, where all are to be in it.
func (x *packing) copyLog(temp *file.Temp, source *log.Log, withheld []*change.Change) error {
	x.less = make(map[int64]bool, len(withheld))
	for _, c := range withheld {
		key, err := source.Key(c.ID)
		if err != nil {
			return err
		}
		x.less[key] = true
	}
	from, err := atRest(x.from)
	if err != nil {
		return err
	}
	return temp.Fill(x.ctx, func(f *file.Filling) error {
		for _, name := range x.copied() {
			table, err := from.Table(name, file.LongestRow)
			if err != nil {
				return err
			}
			if err := f.Copy(table, x.lessIn(name), map[string]int{"name": 1, "text": 0, "change": -1}[name]); err != nil {
				return err
			}
		}
		return nil
	})
}

// addWithheld completes a copied log by the changes of which anything is withheld.
func (x *packing) addWithheld(withheld []*change.Change) error {
	if err := x.to.Exec("INSERT INTO word SELECT * FROM " + other + ".word"); err != nil {
		return err
	}
	if len(withheld) > 0 {
		adder, err := log.Of(x.to).NewAdder()
		if err != nil {
			return err
		}
		adder.Bare()
		for _, c := range withheld {
			if err := adder.Add(c, packedIn); err != nil {
				return err
			}
		}
		if err := adder.Flush(); err != nil {
			return err
		}
	}
	return x.to.Exec("INSERT INTO here (id, copy, number, changes, sum) SELECT 1, 0, 0, changes, sum FROM " + other + ".here WHERE id = 1")
}

// copySome copies of the log what is selected.
func (x *packing) copySome(source *log.Log, names *log.Names, has func(Ref) bool, withheld []*change.Change) error {
	less := make(map[annotate.ID]*change.Change, len(withheld))
	for _, c := range withheld {
		less[c.ID] = c
	}
	adder, err := log.Of(x.to).NewAdder()
	if err != nil {
		return err
	}
	adder.Bare()
	all := desk{sum: check.Zero()}
	if err := source.Each(x.ctx, names, func(row log.Row, err error) error {
		c := row.Change
		if err != nil || !has(c.Entity) {
			return err
		}
		all.count(c)
		return adder.Add(cmp.Or(less[c.ID], c), packedIn)
	}); err != nil {
		return err
	}
	if err := adder.Flush(); err != nil {
		return err
	}
	sum := check.SumBytes(all.sum)
	return x.to.Exec("INSERT INTO here (id, copy, number, changes, sum) VALUES (1, 0, 0, ?, ?)", all.changes, sum[:])
}

// describe begins to describe what is packed, by what was surveyed of the copy of the
// project where nothing of this is left out. The result is asked for when all is in
// the package, but for its manifest; wait is called in any case.
func (x *packing) describe(early func() (surveyed, error), withheld int) (result func() (Manifest, error), wait func(), err error) {
	apart, err := x.from.Has("SELECT 1 FROM aside")
	if err != nil {
		return nil, nil, err
	}
	if early == nil || apart || withheld > 0 || !x.whole {
		return x.manifest, func() {}, nil
	}
	result = sync.OnceValues(begin(func() (Manifest, error) {
		s, err := early()
		if err != nil {
			return Manifest{}, err
		}
		return manifestOf(x.ctx, s, s.conn)
	}))
	return result, func() { _, _ = result() }, nil
}

// allTexts tells whether all that there is of texts is to be in the package.
func (x *packing) allTexts() (bool, error) {
	if x.WithoutText || !x.Only.All() {
		return false, nil
	}
	less := "SELECT 1 FROM context"
	if !x.WithOriginals {
		less += " UNION ALL SELECT 1 FROM text WHERE typeof(source) <> 'null'" // that is told by the beginning of a row
	}
	if apart, err := x.from.Has(less); err != nil || apart {
		return false, err
	}
	texts, err := check.TextNames(x.ctx, x.from)
	if err != nil {
		return false, err
	}
	names, err := file.All(x.from, file.Scalar[string], "SELECT DISTINCT sha256 FROM article ORDER BY sha256")
	if err != nil {
		return false, err
	}
	return slices.EqualFunc(texts, names, func(t check.TextName, name string) bool { return t.Here && t.Name == name }), nil
}

// manifest describes what is in the package. Where it shows the same as the
// project its tables tell of it, else what the package gives to whoever opens it.
func (x *packing) manifest() (m Manifest, err error) {
	apart, err := x.from.Has("SELECT 1 FROM aside")
	if err != nil {
		return m, err
	}
	if x.Only.All() && !apart {
		return describe(x.ctx, x.to, x.from)
	}
	derived, err := derivedApart(x.ctx, x.to)
	if err != nil {
		return m, err
	}
	defer derived.Close()
	return describe(x.ctx, x.to, derived)
}

func describe(ctx context.Context, c, derived *file.Conn) (m Manifest, err error) {
	x, err := survey(c)
	if err != nil {
		return m, err
	}
	return manifestOf(ctx, x, derived)
}

// isShown tells whether an entity is in the project, and what it is hidden with:
// with its article a passage, with its passage a correction.
func isShown(l *log.Log, f *change.Folded) (bool, error) {
	s, err := change.LifeOf(l, f)
	if err != nil || !s.Live {
		return false, err
	}
	switch f.Kind {
	case annotate.KindAnnotation:
		return l.Live(change.Ref{Kind: annotate.KindArticle, ID: annotate.StateOf(f, true).Annotation().Article})
	case annotate.KindCorrection:
		passage, err := l.Fold(Ref{Kind: annotate.KindAnnotation, ID: annotate.StateOf(f, true).Correction().Annotation})
		if err != nil {
			return false, err
		}
		return isShown(l, passage)
	}
	return true, nil
}

// hides tells which texts of a change to withhold: of what is not in the project
// any more all, but for what ids follow from.
func (x *packing) hides(f *change.Folded, c *change.Change, live bool) func(path string) bool {
	isHead := func(register string) bool {
		return slices.ContainsFunc(f.Heads(register), func(head *change.Change) bool { return head.ID == c.ID })
	}
	return func(path string) bool {
		name, ok := strings.CutPrefix(path, "sets/")
		if !ok { // an attribute, which of a later version may be a note
			return path != "more/"+asIn && !strings.HasPrefix(path, "more/"+annotate.ImportedAttribute+"/") && (!live || x.WithoutNotes ||
				x.WithoutHistory && !slices.ContainsFunc(c.Sets, func(s change.Field) bool { return isHead(s.Name) }))
		}
		register, _, _ := strings.Cut(name, "/")
		if register == "key" || register == "origin" || register == "name" && (f.Kind == annotate.KindReviewer || f.Kind == annotate.KindSetting) {
			return false
		}
		spec := annotate.Spec(f.Kind).RegisterNamed(register)
		if spec != nil && slices.ContainsFunc(spec.Fields, func(field annotate.FieldSpec) bool {
			return field.Type == annotate.VerdictType && strings.HasSuffix(path, cmp.Or(field.Key, register))
		}) {
			return false // verdicts are never withheld
		}
		if !live {
			return true
		}
		// The words of a correction may lie outside of its passage, and the quotes of passages
		// are all that a package without texts has of them. Its value is what its
		// reviewer holds, as a verdict is, and no note.
		if x.WithoutText && f.Kind == annotate.KindCorrection && name == "about/words" {
			return true
		}
		if x.WithoutNotes && (register == "note" || name == "decision/reason") {
			return true
		}
		return x.WithoutHistory && !isHead(register)
	}
}

// copyTexts copies the texts of the articles that are in the project, and in the
// package.
func (x *packing) copyTexts(has func(Ref) bool) error {
	packed := map[string]bool{}
	if err := x.eachArticle(has, func(_ annotate.ID, sha256 string) error {
		packed[sha256] = true
		return nil
	}, ""); err != nil {
		return err
	}
	columns := "text, source, source_sha256"
	if x.WithoutText {
		columns = "NULL, NULL, NULL"
	} else if !x.WithOriginals {
		columns = "text, NULL, source_sha256"
	}
	list, err := json.Marshal(slices.Sorted(maps.Keys(packed)))
	if err != nil {
		return err
	}
	return x.to.Exec("INSERT INTO text (sha256, text, source, source_sha256) SELECT sha256, "+columns+" FROM "+other+
		".text WHERE sha256 IN (SELECT value FROM json_each(?)) ORDER BY sha256", string(list))
}

// eachArticle calls f with the articles of the project that are in the package.
func (x *packing) eachArticle(has func(Ref) bool, f func(id annotate.ID, sha256 string) error, where string, args ...any) error {
	return x.from.Each(func(r file.Row) error {
		var id annotate.ID
		var sha256 string
		err := r.Scan(&id, &sha256)
		if id = dashed(id); err != nil || !has(Ref{Kind: annotate.KindArticle, ID: id}) {
			return err
		}
		return f(id, sha256)
	}, "SELECT lower(hex(n.id)), a.sha256 FROM article a JOIN name n ON n.key = a.key "+where, args...)
}

// keepContext keeps the words around the passages of texts that are left out, or
// were before.
func (x *packing) keepContext(target *log.Log, has func(Ref) bool) error {
	if x.whole {
		return nil
	}
	without := map[annotate.ID]bool{} // articles
	if err := x.eachArticle(has, func(id annotate.ID, _ string) error {
		without[id] = true
		return nil
	}, "LEFT JOIN text t ON t.sha256 = a.sha256 WHERE ? OR t.text IS NULL", x.WithoutText); err != nil || len(without) == 0 {
		return err
	}
	src := &read.Source{Tables: x.from, Log: log.Of(x.from), Texts: read.TextsOf(x.from)}
	list, err := src.Annotations(read.Filter{})
	if err != nil {
		return err
	}
	for _, n := range list {
		if !without[n.Article] || !has(Ref{Kind: annotate.KindAnnotation, ID: n.ID}) {
			continue
		}
		prefix, suffix, err := src.Context(n)
		if err != nil {
			return err
		}
		key, err := target.Key(n.ID)
		if err != nil {
			return err
		}
		if err := x.to.Exec("INSERT INTO context (annotation, prefix, suffix) VALUES (?, ?, ?)", key, prefix, suffix); err != nil {
			return err
		}
	}
	return nil
}
