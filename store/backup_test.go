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
	"claimtrace/store/check"
	"claimtrace/store/file"
)

// dated are options whose clock stands still until it is set.
func dated(t *testing.T, name string) (Options, *time.Time) {
	now := time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC)
	return Options{Person: someone(name), Now: func() time.Time { return now }, Data: t.TempDir()}, &now
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
	t.Parallel()
	o, now := dated(t, "Anna")
	path := filepath.Join(t.TempDir(), "winter [a*].claimtrace")
	p := emptyProjectAt(t, path, o)
	example(t, p)
	before := shownBy(t, p.View)
	b, err := p.Backup(t.Context(), BeforeMerge)
	if err != nil {
		t.Fatal(err)
	}
	_, _, _, changes, err := p.Counts()
	if err != nil || b.Changes != changes || b.Why != BeforeMerge || !b.Made.Equal(*now) || b.Project != file.RealPath(path) || b.Size == 0 || len(b.Log) != 8 {
		t.Errorf("%+v of %d changes, %v", b, changes, err)
	}
	again, err := p.Backup(t.Context(), BeforeMerge) // in the same second
	if err != nil || again.Path == b.Path {
		t.Errorf("%+v, %v", again, err)
	}
	act, err := p.SetSetting("title", "Thaw")
	did(t, act, err)
	*now = now.Add(time.Minute)
	if _, err := p.Backup(t.Context(), ByTime); err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{path, ""} {
		list := backupsFor(t, o, of)
		if len(list) != 3 || list[0].Why != ByTime || list[2] != b || list[1] != again || list[0].Log == b.Log || again.Log != b.Log {
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
	if d := differences(shownBy(t, q.View), before); q.ReadOnly() == "" || d != "" {
		t.Errorf("the backup says %q and holds otherwise: %s", q.ReadOnly(), d)
	}
	if why := q.ReadOnly(); !strings.Contains(why, "it is a backup of 31 January 2026, 09:00 UTC") || !strings.Contains(why, "save it as a new project") {
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
	if d := differences(shownBy(t, r.View), before); r.ReadOnly() != "" || d != "" {
		t.Errorf("saved as a project it says %q and holds otherwise: %s", r.ReadOnly(), d)
	}
	r.Close()
	verified(t, b.Path)
	onlyFiles(t, filepath.Dir(b.Path), projectNote, filepath.Base(b.Path), filepath.Base(again.Path), filepath.Base(backupsFor(t, o, path)[0].Path))
	onlyFiles(t, filepath.Dir(path), filepath.Base(path), filepath.Base(path)+"-journal")
}

// A backup by time is made once an hour, if anything was changed.
func TestBackUpIfDue(t *testing.T) {
	t.Parallel()
	o, now := dated(t, "Anna")
	p := emptyProjectAt(t, filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	due := func(want bool, when string) {
		t.Helper()
		b, made, err := p.BackUpIfDue(t.Context())
		if err != nil || made != want || made != (b.Path != "") {
			t.Errorf("%s: %v, %+v, %v", when, made, b, err)
		}
	}
	turn := 0
	change := func() {
		t.Helper()
		turn++
		act, err := p.SetSetting("title", fmt.Sprint("Title ", turn))
		did(t, act, err)
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

	// A clock that was three days ahead, and is right again.
	*now = now.AddDate(0, 0, 3)
	change()
	due(true, "three days ahead")
	*now = now.AddDate(0, 0, -3)
	due(false, "right again, nothing changed")
	*now = now.Add(2 * time.Hour)
	change()
	due(true, "right again, something changed")
	for range 3 {
		change()
		due(false, "right again, in the same hour")
		*now = now.Add(10 * time.Minute)
	}
	*now = now.Add(time.Hour)
	due(true, "right again, an hour later")
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

	none := emptyProject(t)
	example(t, none)
	if b, made, err := none.BackUpIfDue(t.Context()); made || err != nil {
		t.Errorf("without a folder: %+v, %v", b, err)
	}
	_, err := none.Backup(t.Context(), BeforeMerge)
	refused(t, err, ErrNoBackups, none.Path())
}

// Another project that lies where one with as many changes lay gets a backup of
// its own.
func TestBackUpOfAnotherInItsPlace(t *testing.T) {
	t.Parallel()
	o, now := dated(t, "Anna")
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	for i := range 2 {
		p, err := Create(path, o)
		if err != nil {
			t.Fatal(err)
		}
		example(t, p)
		b, made, err := p.BackUpIfDue(t.Context())
		if err != nil || !made {
			t.Errorf("project %d: %+v, %v", i, b, err)
		}
		if b, made, err := p.BackUpIfDue(t.Context()); err != nil || made {
			t.Errorf("project %d again: %+v, %v", i, b, err)
		}
		p.Close()
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		*now = now.Add(61 * time.Minute)
	}
	list := backupsFor(t, o, path)
	if len(list) != 2 || list[0].Changes != list[1].Changes || list[0].Log == list[1].Log {
		t.Errorf("%+v", list)
	}
}

// What is kept of many backups: those of the last 24 hours, and of each of the last
// days, weeks and months the newest.
func TestKeptBackups(t *testing.T) {
	t.Parallel()
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

// olderBackups puts empty files with the names of backups of many days before.
func olderBackups(t *testing.T, o Options, p *Project, now time.Time, days int) (folder string) {
	t.Helper()
	folder = backupsOf(o.Data, p.Path())
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for day := range days {
		name := fmt.Sprintf("%s-%d-0123abcd-time.claimtrace", now.AddDate(0, 0, -day-1).Format(backupStamp), day)
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o400); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// Years of daily backups leave a bounded number of files, of which nothing
// else in the folder is touched.
func TestThinnedFolder(t *testing.T) {
	t.Parallel()
	o, now := dated(t, "Anna")
	p := emptyProjectAt(t, filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	example(t, p)
	folder := olderBackups(t, o, p, *now, 700)
	writeFile(t, filepath.Join(folder, "20260131-090000-note.txt"), nil)
	if _, err := p.Backup(t.Context(), ByTime); err != nil {
		t.Fatal(err)
	}
	if n := len(backupsFor(t, o, p.Path())); n > 12+10+9+1 || n < 12+7+6 {
		t.Errorf("%d backups are left", n)
	}
	var names []string
	for _, e := range must(os.ReadDir(folder)) {
		if !backupName.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	if want := []string{"20260131-090000-note.txt", projectNote}; !slices.Equal(names, want) {
		t.Errorf("the rest of the folder is %q", names)
	}
}

// A backup is made all the same where older ones cannot be removed.
func TestBackupWithoutThinning(t *testing.T) {
	t.Parallel()
	o, now := dated(t, "Anna")
	p := emptyProjectAt(t, filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	example(t, p)
	folder := olderBackups(t, o, p, *now, 40)
	// One that is due to go turns into a folder with something in it after it
	// was listed, as far as the file system is concerned.
	stuck := filepath.Join(folder, fmt.Sprintf("%s-%d-0123abcd-time.claimtrace", now.AddDate(0, 0, -31).Format(backupStamp), 30))
	if err := os.Remove(stuck); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(stuck, 0o700); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(stuck, "in it"), nil)
	b, err := p.Backup(t.Context(), ByTime)
	if err != nil {
		t.Fatal(err)
	}
	verified(t, b.Path)
	// Nor where the folder of backups cannot be listed.
	thin(filepath.Join(stuck, "in it"), p.Path(), *now)
	if list := backupsFor(t, o, p.Path()); !slices.Contains(list, b) || len(list) > 32 {
		t.Errorf("%d backups are left", len(list))
	}
}

// A project that is damaged makes no backup: those of before are kept.
func TestBackupOfDamage(t *testing.T) {
	t.Parallel()
	o, _ := dated(t, "Anna")
	p := openProject(t, exampleAt(t), o)
	if _, err := p.Backup(t.Context(), ByTime); err != nil {
		t.Fatal(err)
	}
	if report, err := p.Check(t.Context()); err != nil || !report.OK {
		t.Errorf("%+v, %v", report, err)
	}
	if err := p.conn.Exec("UPDATE change SET code = kind WHERE number = 2"); err != nil {
		t.Fatal(err)
	}
	_, err := p.Backup(t.Context(), ByTime)
	refused(t, err, ErrDamaged, p.Path(), "it is not what was recorded under its id")
	if n := len(backupsFor(t, o, p.Path())); n != 1 {
		t.Errorf("%d backups", n)
	}
	report, err := p.Check(t.Context())
	if err != nil || report.OK || !strings.Contains(report.Problems[0], "it is not what was recorded under its id") {
		t.Errorf("%+v, %v", report, err)
	}
	p.Close()
	if _, err := Open(p.Path(), o); !errors.Is(err, ErrDamaged) {
		t.Errorf("opened on the word of a record: %v", err)
	}
	for _, e := range must(os.ReadDir(o.Data)) {
		if strings.HasSuffix(e.Name(), ".tmp") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

// While a copy is made the project can be changed; closing breaks it off.
func TestCopyWhileAtWork(t *testing.T) {
	t.Parallel()
	o, _ := dated(t, "Anna")
	p := emptyProjectAt(t, filepath.Join(t.TempDir(), "winter.claimtrace"), o)
	a, _, _, _ := example(t, p)
	var drafts []Draft
	for i := range 60 {
		drafts = append(drafts, draft(fmt.Sprint("Number ", i, ". ")+strings.Repeat("Many words, and again many. ", 2500), fmt.Sprint("Paper", i), ""))
	}
	if _, _, err := p.AddArticles(t.Context(), Drafts(drafts...), nil); err != nil {
		t.Fatal(err)
	}
	temp, err := file.NewTemp(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer temp.Remove()
	turns := 0
	err = p.conn.CopyTo(t.Context(), temp, func(f func() error) error {
		if turns++; turns > 2 { // the copy is under way
			tag(t, p, a, "Officials", annotate.Disputed, fmt.Sprint("Claim ", turns))
		}
		return f()
	})
	if err != nil || turns < 4 {
		t.Fatalf("%v after %d turns", err, turns)
	}
	found, err := checkCopy(t.Context(), temp, check.Options{}, &Backup{})
	if err != nil || len(found.Problems()) > 0 {
		t.Errorf("the copy has %q, %v", found.Problems(), err)
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
		ctx, done, err := p.begin(context.Background())
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
