package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/person"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/read"
	"claimtrace/store/tables"
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
	WithoutText    bool `json:"without_text"`    // the texts of articles; quotes and 32 characters on either side stay
	WithoutHistory bool `json:"without_history"` // the texts of what was replaced or taken back
	WithoutNotes   bool `json:"without_notes"`   // the notes of claims and annotations, and the reasons of decisions
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
	c, err := temp.Connect(false)
	if err != nil {
		return packed, err
	}
	err = makeSchema(c)
	if err == nil {
		restore := c.Within(ctx)
		err = c.Transaction(func() error {
			return packing{ctx: ctx, from: from, to: c, now: p.now(), who: who, PackOptions: o}.run(&packed)
		})
		restore()
	}
	if err = cmp.Or(err, c.Close()); err != nil {
		return packed, err
	}
	// What counts is what a reader will find in the file.
	if c, err = temp.Connect(true); err != nil {
		return packed, err
	}
	found, err := check.Run(ctx, c, check.Options{})
	if err == nil {
		if problem := found.Err(); problem != nil {
			err = fmt.Errorf("%w: %w", errPacked, problem)
		}
	}
	if err = cmp.Or(err, c.Close()); err != nil {
		return packed, err
	}
	packed.SHA256, err = temp.Hash(ctx)
	return packed, err
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
	PackOptions
}

func (x packing) run(packed *Packed) error {
	source := log.Of(x.from)
	names, err := source.ReadNames()
	if err != nil {
		return err
	}
	has := func(Ref) bool { return true }
	if !x.Only.All() {
		if has, err = x.selected(source, names); err != nil {
			return err
		}
	}
	target := log.Of(x.to)
	adder, err := target.NewAdder()
	if err != nil {
		return err
	}
	var all desk
	all.sum = check.Zero()
	live := map[Ref]bool{}
	done, every := 0, 0
	if x.Progress != nil {
		if every, err = file.One(x.from, file.Scalar[int], "SELECT count(*) FROM change"); err != nil {
			return err
		}
	}
	if err := source.Each(x.ctx, names, func(row log.Row, err error) error {
		if err != nil {
			return err
		}
		if done++; x.Progress != nil && (done%256 == 0 || done == every) {
			x.Progress(done, every)
		}
		c := row.Change
		if !has(c.Entity) {
			return nil
		}
		f, err := source.Fold(c.Entity)
		if err != nil {
			return err
		}
		if _, known := live[c.Entity]; !known {
			if live[c.Entity], err = isShown(source, f); err != nil {
				return err
			}
		}
		all.count(c)
		return adder.Add(c.Withhold(x.hides(f, c, live[c.Entity])), packedIn)
	}); err != nil {
		return err
	}
	if err := adder.Flush(); err != nil {
		return err
	}
	sum := check.SumBytes(all.sum)
	if err := x.to.Exec("UPDATE here SET copy = 0, number = 0, changes = ?, sum = ? WHERE id = 1", all.changes, sum[:]); err != nil {
		return err
	}
	if err := x.to.Exec("INSERT INTO receipt (id, at, origin, aside) VALUES (?, ?, '', 0)", packedIn, x.now.UnixMilli()); err != nil {
		return err
	}
	if err := target.RebuildIndexes(x.ctx); err != nil {
		return err
	}
	if err := tables.Of(x.to, target).Rebuild(x.ctx); err != nil {
		return err
	}
	if err := x.copyTexts(); err != nil {
		return err
	}
	if err := x.keepContext(target, has); err != nil {
		return err
	}
	m, err := manifestOf(x.ctx, x.to, true)
	if err != nil {
		return err
	}
	m.PackOptions, m.When = x.PackOptions, x.now.UTC().Truncate(time.Second)
	if x.who.Key != "" { // else it is nobody who could be known by it
		m.Who = &Packer{x.who.Name, x.who.Key}
	}
	packed.Articles, packed.Changes = m.Articles, m.Changes
	content, err := m.write(x.Seal)
	if err != nil {
		return err
	}
	return x.to.Exec("INSERT INTO package (id, manifest) VALUES (1, ?)", content)
}

// isShown tells whether an entity is in the project, and of a passage whether
// its article is, without which it is hidden.
func isShown(l *log.Log, f *change.Folded) (bool, error) {
	s, err := change.LifeOf(l, f)
	if err != nil || !s.Live || f.Kind != annotate.KindAnnotation {
		return s.Live, err
	}
	return l.Live(change.Ref{Kind: annotate.KindArticle, ID: annotate.StateOf(f, true).Annotation().Article})
}

// hides tells which texts of a change to withhold: of what is not in the project
// any more all, but for what ids follow from.
func (x packing) hides(f *change.Folded, c *change.Change, live bool) func(path string) bool {
	isHead := func(register string) bool {
		return slices.ContainsFunc(f.Heads(register), func(head *change.Change) bool { return head.ID == c.ID })
	}
	return func(path string) bool {
		name, ok := strings.CutPrefix(path, "sets/")
		if !ok { // an attribute, which of a later version may be a note
			return path != "more/"+asIn && (!live || x.WithoutNotes ||
				x.WithoutHistory && !slices.ContainsFunc(c.Sets, func(s change.Field) bool { return isHead(s.Name) }))
		}
		register, _, _ := strings.Cut(name, "/")
		if register == "key" || register == "name" && (f.Kind == annotate.KindReviewer || f.Kind == annotate.KindSetting) {
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
		if x.WithoutNotes && (register == "note" || name == "decision/reason") {
			return true
		}
		return x.WithoutHistory && !isHead(register)
	}
}

// copyTexts copies the texts of the articles that are in the project, and in the
// package.
func (x packing) copyTexts() error {
	packed := map[string]bool{}
	if err := x.to.Each(func(r file.Row) error {
		sha256, err := file.Scalar[string](r)
		packed[sha256] = true
		return err
	}, "SELECT sha256 FROM article"); err != nil {
		return err
	}
	return x.from.Each(func(r file.Row) error {
		list, err := file.RowOf(4)(r)
		if err != nil {
			return err
		}
		if sha256, _ := list[0].(string); !packed[sha256] {
			return nil
		}
		if x.WithoutText {
			list[1], list[2], list[3] = nil, nil, nil
		}
		return x.to.Exec("INSERT INTO text (sha256, text, source, source_sha256) VALUES (?, ?, ?, ?)", list...)
	}, "SELECT sha256, text, source, source_sha256 FROM text WHERE sha256 IN (SELECT sha256 FROM article) ORDER BY sha256")
}

// keepContext keeps the words around the passages of texts that are left out, or
// were before.
func (x packing) keepContext(target *log.Log, has func(Ref) bool) error {
	without := map[annotate.ID]bool{} // articles
	if err := x.to.Each(func(r file.Row) error {
		id, err := log.ScanID(r)
		without[id] = true
		return err
	}, "SELECT n.id FROM article a JOIN name n ON n.key = a.key LEFT JOIN text t ON t.sha256 = a.sha256 WHERE t.text IS NULL"); err != nil || len(without) == 0 {
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
