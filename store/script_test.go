package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/faults"
	"claimtrace/store/file"
)

// script is work on a project that faults are tried on, always the same: in a
// folder that has been prepared, step by step.
type script struct {
	prepare func(t *testing.T, folder string)
	work    func(folder string, did func()) error // did is told of each step that is acknowledged
}

// at is where a script's project lies.
func at(folder string) string { return filepath.Join(folder, "winter.claimtrace") }

// scriptOptions are those of the one who works in a script.
func scriptOptions() Options { return testOptions("Ben") }

var scripts = map[string]script{
	"annotate": {prepareExample, onProject(annotating)},
	"add":      {prepareExample, onProject(adding)},
	"undo":     {prepareExample, onProject(undoing)},
	"rebuild": {prepareExample, onProject(func(p *Project, _ string, did func()) error {
		for range 2 {
			if err := p.Rebuild(); err != nil {
				return err
			}
			did()
		}
		return nil
	})},
	"pack": {prepareExample, onProject(func(p *Project, folder string, did func()) error {
		for i := range 3 {
			if _, err := p.Pack(context.Background(), filepath.Join(folder, "out.claimtrace"), i%2 == 0); err != nil {
				return err
			}
			did()
		}
		return nil
	})},
	"back up": {prepareExample, func(folder string, did func()) error {
		o := scriptOptions()
		o.Data = filepath.Join(folder, "data")
		p, err := Open(at(folder), o)
		if err != nil {
			return err
		}
		for range 3 {
			if _, err := p.Backup(context.Background(), BeforeMerge); err != nil {
				return errors.Join(err, p.Close())
			}
			did()
		}
		return p.Close()
	}},
	"save": {prepareExample, onProject(func(p *Project, folder string, did func()) error {
		for i := range 2 {
			if err := p.SaveAs(context.Background(), filepath.Join(folder, fmt.Sprint("copy", i, ".claimtrace"))); err != nil {
				return err
			}
			did()
		}
		return nil
	})},
	"create": {func(*testing.T, string) {}, func(folder string, did func()) error {
		for i := range 2 {
			p, err := Create(filepath.Join(folder, fmt.Sprint(i, ".claimtrace")), scriptOptions())
			if err != nil {
				return err
			}
			did()
			if err := p.Close(); err != nil {
				return err
			}
		}
		return nil
	}},
	"migrate": {func(t *testing.T, folder string) {
		if err := copyBytes(format1(t, "format1"), at(folder)); err != nil {
			t.Fatal(err)
		}
	}, func(folder string, did func()) error {
		o := scriptOptions()
		o.Data = filepath.Join(folder, "data")
		p, err := Open(at(folder), o)
		if err != nil {
			return err
		}
		if why := p.ReadOnly(); why != "" {
			err = errors.New(why)
		} else {
			did()
		}
		return errors.Join(err, p.Close())
	}},
	"salvage": {func(t *testing.T, folder string) {
		path := saved(t)
		raw(t, path, `UPDATE change SET fields = replace(fields, 'pause', 'peace') WHERE kind = 'claim'`)
		if err := copyBytes(path, filepath.Join(folder, "damaged")); err != nil {
			t.Fatal(err)
		}
	}, func(folder string, did func()) error {
		_, err := Salvage(context.Background(), filepath.Join(folder, "damaged"), filepath.Join(folder, "out.claimtrace"), scriptOptions())
		if err == nil {
			did()
		}
		return err
	}},
}

func prepareExample(t *testing.T, folder string) {
	t.Helper()
	b, err := savedExample()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at(folder), b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func onProject(work func(p *Project, folder string, did func()) error) func(string, func()) error {
	return func(folder string, did func()) error {
		p, err := Open(at(folder), scriptOptions())
		if err != nil {
			return err
		}
		return errors.Join(work(p, folder, did), p.Close())
	}
}

func annotating(p *Project, _ string, did func()) error {
	rows, err := p.Articles()
	if err != nil {
		return err
	}
	article := rows[0].ID
	n, _, err := p.Annotate(NewAnnotation{Article: article, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed, Statement: "Officials spoke"})
	if err != nil {
		return err
	}
	did()
	passage, claim := Ref{annotate.KindAnnotation, n.ID}, Ref{annotate.KindClaim, n.Claim}
	history, err := p.History(n.ID)
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error {
			return second(p.Set(passage, annotate.Fields{"note": strings.Repeat("a long note ", 900)}))
		},
		func() error { return second(p.Set(passage, annotate.Fields{"start": 10, "end": 15})) },
		func() error { _, _, err := p.Tie(n.ID, "Another claim"); return err },
		func() error { return second(p.Restore(passage, history[0].ID)) },
		func() error { return second(p.Decide(n.Claim, annotate.Confirmed, "seen", n.ID)) },
		func() error { return second(p.SetSetting("title", "Thaw")) },
		func() error { return second(p.Remove(claim)) },
		func() error { return second(p.Remove(Ref{annotate.KindArticle, article})) },
	} {
		if err := step(); err != nil {
			return err
		}
		did()
	}
	return nil
}

func adding(p *Project, _ string, did func()) error {
	// Few pages are kept in memory, so that more is written before the end.
	if err := p.conn.Script("PRAGMA cache_size = 8"); err != nil {
		return err
	}
	for i := range 3 {
		var drafts []Draft
		for j := range 12 {
			d := big(i*12 + j)
			d.Text = d.Text[:j*900+20]
			d.Source = []byte(d.Text)
			drafts = append(drafts, d)
		}
		if _, _, err := p.AddArticles(context.Background(), drafts, nil); err != nil {
			return err
		}
		did()
	}
	return nil
}

func undoing(p *Project, folder string, did func()) error {
	if err := adding(p, folder, did); err != nil {
		return err
	}
	for _, step := range []func() (Action, error){p.Undo, p.Undo, p.Redo, p.Undo, p.Undo, p.Redo, p.Redo, p.Redo} {
		if _, err := step(); err != nil {
			return err
		}
		did()
	}
	return nil
}

// newScript prepares a folder for a script.
func newScript(t *testing.T, s script) (folder string) {
	t.Helper()
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s.prepare(t, folder)
	return folder
}

// contents are the digests of the projects in a folder by their paths in it.
type contents map[string]string

// contentsOf reads them. None of them is open.
func contentsOf(folder string) (contents, error) {
	found := contents{}
	return found, filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ending {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if strings.HasPrefix(name, "data") { // the folder of backups has its name from the place of the project
			name = filepath.Join("data", filepath.Base(name))
		}
		if err == nil {
			found[name], err = digestIn(path)
		}
		return err
	})
}

// digestIn is the digest of what a closed file holds, of whatever format.
func digestIn(path string) (string, error) {
	f, err := file.Open(context.Background(), "test", path, file.Options{Formats: formats})
	if err != nil {
		return "", err
	}
	sum, err := digest(f.Conn, f.Format)
	return sum, errors.Join(err, f.Close())
}

// hookFiles lets the disk see what is done to files without SQLite.
func hookFiles() {
	rename, link, sync := file.RenameFile, file.LinkFile, file.Flush
	see := func(e faults.Event, do func() error) error {
		if err := faults.Here().Note(e); err != nil {
			if errors.Is(err, faults.ErrFull) {
				err = fs.ErrPermission // what matters is that it did not happen
			}
			return &fs.PathError{Op: string(e.Kind), Path: e.File, Err: err}
		}
		return do()
	}
	file.RenameFile = func(from, to string) error {
		return see(faults.Event{Kind: faults.Rename, File: from, Target: to}, func() error { return rename(from, to) })
	}
	file.LinkFile = func(from, to string) error {
		return see(faults.Event{Kind: faults.Link, File: from, Target: to}, func() error { return link(from, to) })
	}
	file.Flush = func(f *os.File) error {
		e := faults.Event{Kind: faults.Sync, File: f.Name()}
		if info, err := f.Stat(); err == nil && info.IsDir() {
			e = faults.Event{Kind: faults.Names, File: filepath.Join(f.Name(), "any")}
		}
		return see(e, func() error { return sync(f) })
	}
}
