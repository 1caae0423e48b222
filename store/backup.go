package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"claimtrace/store/check"
	"claimtrace/store/file"
)

// Backups lie in the user's own folder, Options.Data, not beside the project:
// a folder that is synchronised or shared does not fill with them, and what
// befalls the project's disk need not befall them. Each is a whole copy but for the
// originals of texts, unless Options.Originals has them stay; it is made while the
// project is in use, and checked as Verify checks
// before it counts; before a merge, for which one waits, the rows of the log and
// what is derived are left to its opening, where the project's own were checked.

// Why tells for what a backup was made.
type Why string

// What backups are made for.
const (
	BeforeMerge Why = "merge" // of a colleague's work
	ByTime      Why = "time"  // see Project.BackUpIfDue
)

// Backup is one backup of a project. It is opened by [Open], for reading only.
type Backup struct {
	Path    string
	Project string    // the path of the project that it was made of
	Made    time.Time // to the second, in UTC
	Changes int       // in its log
	Log     string    // which these are, in brief: eight hexadecimal digits
	Why     Why
	Size    int64 // in bytes
}

const (
	backupFolder = "backups"
	projectNote  = "project.txt" // the project's path, in the folder of its backups
	backupStamp  = "20060102-150405"
	ending       = ".claimtrace"
)

var backupName = regexp.MustCompile(`^(\d{8}-\d{6})(?:\.\d+)?-(\d{1,18})-([0-9a-f]{8})-(merge|time)\` + ending + `$`)

// ErrNoBackups is returned by [Project.Backup] where Options.Data is empty.
var ErrNoBackups = errors.New("there is no folder for backups")

// Backups lists the backups that were made of a project, the newest first; of
// every project where path is empty. data is Options.Data. There are none
// where it holds none.
func Backups(data, path string) ([]Backup, error) {
	folders := []string{backupsOf(data, path)}
	if path == "" {
		var err error
		if folders, err = filepath.Glob(filepath.Join(file.EscapeGlob(data), backupFolder, "*")); err != nil {
			return nil, err
		}
	}
	var list []Backup
	for _, folder := range folders {
		some, err := backupsIn(folder)
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	slices.SortFunc(list, func(a, b Backup) int { return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.Path, a.Path)) })
	return list, nil
}

// backupsOf is the folder for the backups of a project: its name for people,
// and its place in brief.
func backupsOf(data, path string) string {
	real := file.RealPath(path)
	name := strings.TrimSuffix(filepath.Base(real), filepath.Ext(real))
	return filepath.Join(data, backupFolder, strings.ToValidUTF8(name, "")+"-"+file.KeyOf(path)[:8])
}

func backupsIn(folder string) ([]Backup, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, file.Explain("list", folder, err)
	}
	note, _ := os.ReadFile(filepath.Join(folder, projectNote))
	var list []Backup
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if b, ok := backupNamed(e.Name()); ok {
			b.Path, b.Project, b.Size = filepath.Join(folder, e.Name()), strings.TrimSpace(string(note)), info.Size()
			list = append(list, b)
		}
	}
	return list, nil
}

// backupNamed reads what the name of a backup's file tells.
func backupNamed(name string) (b Backup, ok bool) {
	parts := backupName.FindStringSubmatch(name)
	if parts == nil {
		return b, false
	}
	b.Made, _ = time.Parse(backupStamp, parts[1])
	b.Changes, _ = strconv.Atoi(parts[2])
	b.Log, b.Why = parts[3], Why(parts[4])
	return b, !b.Made.IsZero()
}

// BackupAt tells whether a file is a backup, and of what, by its name and the
// note in its folder; one that was copied elsewhere is none.
func BackupAt(path string) (b Backup, ok bool) {
	if b, ok = backupNamed(filepath.Base(path)); !ok {
		return b, false
	}
	note, err := os.ReadFile(filepath.Join(filepath.Dir(path), projectNote))
	info, err2 := os.Stat(path)
	if err != nil || err2 != nil {
		return Backup{}, false
	}
	b.Path, b.Project, b.Size = path, strings.TrimSpace(string(note)), info.Size()
	return b, true
}

// Backup makes a backup now, while the project may be used, and thins out the
// older ones. The error wraps [ErrNoBackups], [ErrDiskFull], or [ErrDamaged]
// where the copy shows that the project is: then it is not kept. When ctx ends
// first its error is returned.
func (p *Project) Backup(ctx context.Context, why Why) (Backup, error) {
	b, err := p.beginBackup(ctx, why, p.isSound(), p.copyFile).finished()
	if err != nil {
		return Backup{}, p.explain("back up", err)
	}
	return b, nil
}

// BackUpIfDue makes a backup by time: one an hour, if anything was changed
// since the last. made is false where none is due, where Options.Data is empty,
// and of a backup. It is meant to be called after opening and every few
// minutes. The errors are those of [Project.Backup].
func (p *Project) BackUpIfDue(ctx context.Context) (b Backup, made bool, err error) {
	if _, is := BackupAt(p.path); is || p.data == "" {
		return b, false, nil
	}
	list, err := Backups(p.data, p.path)
	if err != nil {
		return b, false, err
	}
	changes, log, err := p.logInBrief()
	if err != nil {
		return b, false, err
	}
	if changes <= 1 {
		return b, false, nil // but for its own id nothing is in it yet
	}
	// One that a clock which has been put back since has dated ahead of now tells
	// what was saved, but not when.
	now := p.now()
	if len(list) > 0 && list[0].Log == log {
		return b, false, nil
	}
	for _, made := range list {
		if made.Made.After(now) {
			if made.Log == log {
				return b, false, nil
			}
			continue
		}
		if made.Log == log || now.Sub(made.Made) < backupEvery {
			return b, false, nil
		}
		break
	}
	b, err = p.Backup(ctx, ByTime)
	return b, err == nil, err
}

// logInBrief tells how many changes the log has, and which these are.
func (p *Project) logInBrief() (changes int, log string, err error) {
	err = p.view(func() error {
		changes, log, err = logInBrief(p.conn)
		return err
	})
	return changes, log, err
}

func logInBrief(c *file.Conn) (changes int, log string, err error) {
	var sum []byte
	err = c.Each(func(r file.Row) error { return r.Scan(&changes, &sum) }, "SELECT changes, sum FROM here WHERE id = 1")
	if len(sum) > 4 {
		sum = sum[:4]
	}
	return changes, fmt.Sprintf("%08x", sum), err
}

// saving is a backup that is being made.
type saving struct {
	copied   func() error           // waits until the project is copied, as it stands then
	finished func() (Backup, error) // waits until the copy is checked and has its name: there is no backup before
}

// beginBackup begins to make a backup, by a way of copying. sound tells whether the
// rows of the log and what is derived are known to be in order before a merge.
func (p *Project) beginBackup(ctx context.Context, why Why, sound bool, copyTo func(context.Context, *file.Temp) error) *saving {
	copied := make(chan error, 1)
	return &saving{
		copied: sync.OnceValue(func() error { return <-copied }),
		finished: sync.OnceValues(begin(func() (Backup, error) {
			temp, b, err := p.copyForBackup(ctx, why, copyTo)
			if copied <- err; err != nil {
				return Backup{}, err
			}
			defer temp.Remove()
			var o check.Options
			if why == BeforeMerge && sound {
				o = check.Options{Foreign: true, Unread: true}
			}
			if b, err = p.finishBackup(ctx, filepath.Dir(temp.Path), temp, o, b); err != nil {
				return Backup{}, err
			}
			return b, nil
		})),
	}
}

// copyForBackup copies the project as it stands.
func (p *Project) copyForBackup(ctx context.Context, why Why, copyTo func(context.Context, *file.Temp) error) (*file.Temp, Backup, error) {
	b := Backup{Project: file.RealPath(p.path), Made: p.now().UTC().Truncate(time.Second), Why: why}
	if p.data == "" {
		return nil, b, file.Cannot("back up", p.path, ErrNoBackups, "choose one")
	}
	folder := backupsOf(p.data, p.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, b, err
	}
	temp, err := file.NewTemp(folder)
	if err != nil {
		return nil, b, err
	}
	if err := copyTo(ctx, temp); err != nil {
		temp.Remove()
		return nil, b, err
	}
	return temp, b, nil
}

func (p *Project) finishBackup(ctx context.Context, folder string, temp *file.Temp, o check.Options, b Backup) (Backup, error) {
	if !p.originals.Load() {
		if err := leaveOriginals(ctx, temp); err != nil {
			return b, err
		}
	}
	found, err := checkCopy(ctx, temp, o, &b)
	if err != nil {
		return b, err
	}
	if err := found.Err(); err != nil {
		return b, file.Damaged("back up", p.path, err)
	}
	if err := os.WriteFile(filepath.Join(folder, projectNote), []byte(b.Project+"\n"), 0o600); err != nil {
		return b, err
	}
	if b.Path, err = freeName(folder, b); err != nil {
		return b, err
	}
	if err := temp.PutAt(ctx, b.Path, 0o400); err != nil {
		return b, err
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	thin(p.data, p.path, b.Made)
	return b, nil
}

// isSound tells whether all of the file was checked, and no damage was met since.
func (p *Project) isSound() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sound && !p.checked.IsZero()
}

// freeName is a name for a backup that no other has.
func freeName(folder string, b Backup) (string, error) {
	for n := 0; ; n++ {
		turn := ""
		if n > 0 {
			turn = fmt.Sprint(".", n)
		}
		name := filepath.Join(folder, fmt.Sprintf("%s%s-%d-%s-%s%s", b.Made.Format(backupStamp), turn, b.Changes, b.Log, b.Why, ending))
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
}

// checkCopy checks a copy of a project, and notes what is in its log.
func checkCopy(ctx context.Context, temp *file.Temp, o check.Options, b *Backup) (found check.Findings, err error) {
	c, err := temp.Connect(true)
	if err != nil {
		return found, err
	}
	defer c.Close()
	if found, err = check.Run(ctx, c, o); err != nil || len(found.Problems()) > 0 {
		return found, err
	}
	b.Changes, b.Log, err = logInBrief(c)
	return found, err
}

// backupEvery is the least time between two backups by time.
const backupEvery = time.Hour

// Of the backups that are kept: all of the last 24 hours, and the last one of
// each of so many days, weeks and months, as Anki keeps them.
const (
	keptWhole  = 24 * time.Hour
	keptDays   = 12
	keptWeeks  = 10
	keptMonths = 9
)

// thin removes the backups that are not kept. One that cannot be removed stays:
// the new one is made all the same.
func thin(data, path string, now time.Time) {
	list, err := Backups(data, path)
	if err != nil {
		return
	}
	keep := kept(list, now)
	for i, b := range list {
		if !keep[i] {
			os.Remove(b.Path)
		}
	}
}

// kept tells of each backup, the newest first, whether it is kept.
func kept(list []Backup, now time.Time) []bool {
	keep := make([]bool, len(list))
	for _, period := range []struct {
		most int
		of   func(time.Time) string
	}{
		{keptDays, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{keptWeeks, func(t time.Time) string { year, week := t.ISOWeek(); return fmt.Sprint(year, "-", week) }},
		{keptMonths, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		last, n := "", 0
		for i, b := range list {
			if of := period.of(b.Made); of != last && n < period.most {
				last, n, keep[i] = of, n+1, true
			}
		}
	}
	for i, b := range list {
		keep[i] = keep[i] || now.Sub(b.Made) < keptWhole
	}
	return keep
}
