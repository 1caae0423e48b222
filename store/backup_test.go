package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// dated are options whose clock stands still until it is set.
func dated(t *testing.T, reviewer string) (Options, *time.Time) {
	o := testOptions(reviewer)
	now := time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)
	o.Now = func() time.Time { return now }
	o.Data = t.TempDir()
	return o, &now
}

func backupsFor(t *testing.T, o Options, path string) []Backup {
	t.Helper()
	list, err := Backups(o.Data, path)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestBackup(t *testing.T) {
	o, now := dated(t, "Anna")
	path := filepath.Join(t.TempDir(), "winter [a*].claimtrace")
	p, err := Create(path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	example(t, p)
	before := modelOf(t, p)
	b, err := p.Backup(t.Context(), BeforeMerge)
	if err != nil {
		t.Fatal(err)
	}
	_, _, _, changes, err := p.Counts()
	if err != nil || b.Changes != changes || b.Why != BeforeMerge || !b.Made.Equal(*now) || b.Project != file.RealPath(path) || b.Size == 0 {
		t.Errorf("%+v of %d changes, %v", b, changes, err)
	}
	again, err := p.Backup(t.Context(), BeforeMerge) // in the same second
	if err != nil || again.Path == b.Path {
		t.Errorf("%+v, %v", again, err)
	}
	if _, err := p.SetSetting("title", "Thaw"); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(time.Minute)
	if _, err := p.Backup(t.Context(), ByTime); err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{path, ""} {
		list := backupsFor(t, o, of)
		if len(list) != 3 || list[0].Why != ByTime || list[2] != b || list[1] != again {
			t.Errorf("listed: %+v", list)
		}
	}
	if list := backupsFor(t, o, filepath.Join(t.TempDir(), "other.claimtrace")); len(list) != 0 {
		t.Errorf("of another project: %+v", list)
	}
	if list, err := Backups(filepath.Join(o.Data, "none"), ""); err != nil || len(list) != 0 {
		t.Errorf("where there are none: %+v, %v", list, err)
	}
	// A backup is whole, opens for reading only, and stays as it is.
	verified(t, b.Path)
	q := openProject(t, b.Path, o)
	if q.ReadOnly() == "" || fmt.Sprint(modelOf(t, q)) != fmt.Sprint(before) {
		t.Errorf("the backup says %q and holds %+v", q.ReadOnly(), modelOf(t, q))
	}
	if why := q.ReadOnly(); !strings.Contains(why, "it is a backup of 31 January 2026, 09:00 UTC") {
		t.Errorf("the backup says %q", why)
	}
	// It can be saved as a project of its own, which replaces nothing.
	saved := filepath.Join(t.TempDir(), "again.claimtrace")
	if err := q.SaveAs(t.Context(), saved); err != nil {
		t.Fatal(err)
	}
	refused(t, q.SaveAs(t.Context(), path), ErrExists, path)
	q.Close()
	r := openProject(t, saved, o)
	if r.ReadOnly() != "" || fmt.Sprint(modelOf(t, r)) != fmt.Sprint(before) {
		t.Errorf("saved as a project it says %q and holds %+v", r.ReadOnly(), modelOf(t, r))
	}
	r.Close()
	verified(t, b.Path)
	onlyFiles(t, filepath.Dir(b.Path), projectNote, filepath.Base(b.Path), filepath.Base(again.Path), filepath.Base(backupsFor(t, o, path)[0].Path))
	onlyFiles(t, filepath.Dir(path), filepath.Base(path), filepath.Base(path)+"-journal")
}

// A backup by time is made once an hour, if anything was changed.
func TestBackUpIfDue(t *testing.T) {
	o, now := dated(t, "Anna")
	p, err := Create(filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	due := func(want bool, when string) {
		t.Helper()
		b, made, err := p.BackUpIfDue(t.Context())
		if err != nil || made != want || made != (b.Path != "") {
			t.Errorf("%s: %v, %+v, %v", when, made, b, err)
		}
	}
	change := func() {
		t.Helper()
		if _, err := p.SetSetting("title", string(o.NewID())); err != nil {
			t.Fatal(err)
		}
	}
	due(false, "nothing in it")
	change()
	due(true, "something in it")
	change()
	due(false, "the same minute")
	*now = now.Add(59 * time.Minute)
	due(false, "within the hour")
	*now = now.Add(time.Minute)
	due(true, "after an hour")
	*now = now.Add(24 * time.Hour)
	due(false, "nothing changed")
	change()
	due(true, "something changed")
	*now = now.AddDate(-10, 0, 0)
	change()
	due(true, "by a clock ten years behind")

	// Of a backup none is made.
	newest := backupsFor(t, o, p.Path())[0]
	q := openProject(t, newest.Path, o)
	if b, made, err := q.BackUpIfDue(t.Context()); made || err != nil {
		t.Errorf("of a backup: %+v, %v", b, err)
	}
	if b, ok := BackupAt(newest.Path); !ok || b != newest {
		t.Errorf("told is %+v, %v, want %+v", b, ok, newest)
	}
	if b, ok := BackupAt(p.Path()); ok {
		t.Errorf("the project itself is told as %+v", b)
	}

	none := newProject(t)
	example(t, none)
	if b, made, err := none.BackUpIfDue(t.Context()); made || err != nil {
		t.Errorf("without a folder: %+v, %v", b, err)
	}
	_, err = none.Backup(t.Context(), BeforeMerge)
	refused(t, err, ErrNoBackups, none.Path())
}

// What is kept of many backups: those of the last 24 hours, and of each of the last
// days, weeks and months the newest.
func TestKeptBackups(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	now := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	for range 200 {
		var list []Backup
		for range rng.IntN(300) {
			hours := rng.IntN(1 + rng.IntN(20_000))
			list = append(list, Backup{Made: now.Add(-time.Duration(hours) * time.Hour), Changes: len(list)})
		}
		slices.SortFunc(list, func(a, b Backup) int { return b.Made.Compare(a.Made) })
		keep := kept(list, now)
		newestOf := map[string]bool{} // day, week or month
		days, weeks, months, older := 0, 0, 0, 0
		for i, b := range list {
			y, w := b.Made.ISOWeek()
			must := now.Sub(b.Made) < 24*time.Hour
			for _, period := range []struct {
				name string
				n    *int
				most int
			}{{b.Made.Format("d2006-01-02"), &days, 12}, {fmt.Sprint("w", y, w), &weeks, 10}, {b.Made.Format("m2006-01"), &months, 9}} {
				if !newestOf[period.name] {
					newestOf[period.name] = true
					if *period.n++; *period.n <= period.most {
						must = true
					}
				}
			}
			if keep[i] != must {
				t.Fatalf("number %d of %d, of %v: kept %v", i, len(list), b.Made, keep[i])
			}
			if keep[i] && now.Sub(b.Made) >= 24*time.Hour {
				older++
			}
		}
		if older > 12+10+9 {
			t.Fatalf("%d older ones are kept", older)
		}
		// Thinning again takes nothing more.
		var left []Backup
		for i, b := range list {
			if keep[i] {
				left = append(left, b)
			}
		}
		if slices.Contains(kept(left, now), false) {
			t.Fatal("thinned twice, less is kept")
		}
	}
}

// Years of daily backups leave a bounded number of files, of which nothing
// else in the folder is touched.
func TestThinnedFolder(t *testing.T) {
	o, now := dated(t, "Anna")
	p, err := Create(filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	example(t, p)
	folder := backupsOf(o.Data, p.Path())
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for day := range 700 {
		name := fmt.Sprintf("%s-%d-time.claimtrace", now.AddDate(0, 0, -day-1).Format(backupStamp), day)
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o400); err != nil {
			t.Fatal(err)
		}
	}
	left := filepath.Join(folder, ".claimtrace-LEFT.tmp")
	young := filepath.Join(folder, ".claimtrace-YOUNG.tmp")
	for _, name := range []string{left, young, filepath.Join(folder, "20260131-090000-note.txt")} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(left, *now, time.Now().Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Backup(t.Context(), ByTime); err != nil {
		t.Fatal(err)
	}
	if n := len(backupsFor(t, o, p.Path())); n > 12+10+9+1 || n < 12+7+6 {
		t.Errorf("%d backups are left", n)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !backupName.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	if want := []string{".claimtrace-YOUNG.tmp", "20260131-090000-note.txt", projectNote}; !slices.Equal(names, want) {
		t.Errorf("the rest of the folder is %q", names)
	}
}

// A project that is damaged makes no backup: those of before are kept.
func TestBackupOfDamage(t *testing.T) {
	o, _ := dated(t, "Anna")
	p := openProject(t, saved(t), o)
	if _, err := p.Backup(t.Context(), ByTime); err != nil {
		t.Fatal(err)
	}
	if report, err := p.Check(t.Context()); err != nil || !report.OK {
		t.Errorf("%+v, %v", report, err)
	}
	if err := p.conn.Exec("UPDATE change SET verb = 'x' WHERE seq = 2"); err != nil {
		t.Fatal(err)
	}
	_, err := p.Backup(t.Context(), ByTime)
	refused(t, err, ErrDamaged, p.Path(), "was altered or taken out")
	if n := len(backupsFor(t, o, p.Path())); n != 1 {
		t.Errorf("%d backups", n)
	}
	report, err := p.Check(t.Context())
	if err != nil || report.OK || !strings.Contains(report.Problems[0], "was altered or taken out") {
		t.Errorf("%+v, %v", report, err)
	}
	p.Close()
	if _, err := Open(p.Path(), o); !errors.Is(err, ErrDamaged) {
		t.Errorf("opened on the word of a record: %v", err)
	}
	entries, err := os.ReadDir(o.Data)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if file.IsTemp(e.Name()) {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

// While a copy is made the project can be changed, and the copy is whole all
// the same; closing breaks it off.
func TestCopyWhileAtWork(t *testing.T) {
	o, _ := dated(t, "Anna")
	p, err := Create(filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	a, _, _, _ := example(t, p)
	var drafts []Draft
	for i := range 60 {
		drafts = append(drafts, big(i))
	}
	if _, _, err := p.AddArticles(t.Context(), drafts, nil); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), "copy.claimtrace")
	temp, err := file.NewTemp(filepath.Dir(target))
	if err != nil {
		t.Fatal(err)
	}
	turns := 0
	err = p.conn.CopyTo(t.Context(), temp, func(f func() error) error {
		if turns++; turns > 2 { // the copy is under way
			tag(t, p, a, "Officials", annotate.Disputed, fmt.Sprint("Claim ", turns))
		}
		return f()
	})
	if err != nil || turns < 6 {
		t.Fatalf("%v after %d turns", err, turns)
	}
	if err := temp.Place(t.Context(), target, 0); err != nil {
		t.Fatal(err)
	}
	copied := openProject(t, target, Options{ReadOnly: true})
	if got := len(modelOf(t, copied).Annotations); got < 3 {
		t.Errorf("the copy has %d annotations", got)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Backup(ctx, ByTime); !errors.Is(err, context.Canceled) {
		t.Errorf("called off, it gives %v", err)
	}
	if _, err := p.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("called off, it gives %v", err)
	}
	began, closed := make(chan bool), make(chan error)
	go func() {
		ctx, done, err := p.begin(t.Context())
		if err != nil {
			t.Error(err)
		}
		close(began)
		<-ctx.Done()
		if !errors.Is(context.Cause(ctx), errClosed) {
			t.Errorf("broken off by %v", context.Cause(ctx))
		}
		done()
	}()
	<-began
	go func() { closed <- p.Close() }()
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if _, err := p.Backup(t.Context(), ByTime); !errors.Is(err, errClosed) {
		t.Errorf("closed, it gives %v", err)
	}
}
