package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/read"
)

// Manifest is what a package says of itself. All of it that can be is held against
// what the package holds before that is used; who packed it, when and for whom is
// only what it says, unless it is sealed.
type Manifest struct {
	Log         string `json:"log"`   // digest of the log
	Texts       string `json:"texts"` // digest of the texts and of what is withheld
	Articles    int    `json:"articles"`
	Claims      int    `json:"claims"`
	Annotations int    `json:"annotations"`
	Changes     int    `json:"changes"`
	PackOptions
	Who    *Packer         `json:"who,omitempty"`
	When   time.Time       `json:"when,omitzero"`
	Held   []PackedArticle `json:"held,omitempty"`   // by SHA-256, then id
	Copies []PackedCopy    `json:"copies,omitempty"` // of the project, by id
	// Seal stands last in what is written: it is over all that stands before it.
	Seal *Seal `json:"seal,omitempty"`
}

// Packer is who packed a package.
type Packer struct {
	Name string `json:"name"`
	Key  string `json:"key"` // the public one
}

// PackedArticle is an article in a package.
type PackedArticle struct {
	ID     annotate.ID `json:"id"`
	SHA256 string      `json:"sha256"`
	Title  string      `json:"title"`
}

// PackedCopy tells what a package holds of a copy of the project.
type PackedCopy struct {
	Copy    annotate.ID `json:"copy"`
	Number  int64       `json:"number"`  // of the last change
	Changes int64       `json:"changes"` // how many of those up to that
}

// Seal shows that a person vouches for a manifest, and so for what the package
// holds.
type Seal struct {
	Key       string `json:"key"` // the public one
	Signature []byte `json:"signature"`
}

// ErrSeal is returned for a package whose seal is wrong: it was tampered with.
var ErrSeal = errors.New("its seal is wrong")

// ErrAltered is returned for a package that is in order as a file, but does not hold
// what it says of itself.
var ErrAltered = errors.New("it does not hold what was packed")

const sealBegins = `,"seal":`

// write writes a manifest, sealed where there is a key to seal with.
func (m Manifest) write(seal *person.Pair) (string, error) {
	m.Seal = nil
	content, err := json.Marshal(m)
	if err != nil || seal == nil {
		return string(content), err
	}
	stamp, err := json.Marshal(Seal{seal.Key().String(), seal.Sign(person.ForSeal, content)})
	return strings.TrimSuffix(string(content), "}") + sealBegins + string(stamp) + "}", err
}

// readManifest reads a manifest, and checks its seal. problem is what is wrong with
// it.
func readManifest(content string) (m Manifest, problem error) {
	if json.Unmarshal([]byte(content), &m) != nil {
		return m, errors.New("package: its manifest is not as manifests are written")
	}
	at := strings.LastIndex(content, sealBegins+"{")
	if m.Seal == nil && at < 0 {
		return m, nil
	}
	wrong := fmt.Errorf("package: %w: it was tampered with", ErrSeal)
	if m.Seal == nil || at < 0 || m.Who == nil || m.Who.Key != m.Seal.Key {
		return m, wrong
	}
	// What is signed are the bytes as they stand: a later version may say more.
	var stands Seal
	if json.Unmarshal([]byte(content[at+len(sealBegins):len(content)-1]), &stands) != nil || !reflect.DeepEqual(stands, *m.Seal) {
		return m, wrong
	}
	key, err := person.ParseKey(stands.Key)
	if err != nil || key.Verify(person.ForSeal, []byte(content[:at]+"}"), stands.Signature) != nil {
		return m, wrong
	}
	return m, nil
}

// manifestOf describes what a file holds; what derived tables tell only by such
// as are in order, in another file perhaps, nil for none.
func manifestOf(ctx context.Context, x surveyed, derived *file.Conn) (m Manifest, err error) {
	m.Log, m.Changes = x.digest, len(x.survey.Keys)
	for _, c := range x.survey.Copies {
		m.Copies = append(m.Copies, PackedCopy{Copy: c.Copy, Number: c.Last, Changes: c.Changes})
	}
	if m.Texts, err = check.TextsDigest(ctx, x.conn, x.survey.Partly); err != nil {
		return m, err
	}
	if derived != nil {
		if err := m.count(derived); err != nil {
			return m, err
		}
	}
	return m, nil
}

// surveyed is a file of which is known what its log holds.
type surveyed struct {
	conn   *file.Conn
	survey *log.Survey
	names  *log.Names
	digest string
}

// survey finds out what the log of a file holds.
func survey(c *file.Conn) (x surveyed, err error) {
	l := log.Of(c)
	x.conn = c
	if x.names, err = l.ReadNames(); err != nil {
		return x, err
	}
	if x.survey, err = l.Survey(x.names); err != nil {
		return x, err
	}
	x.digest, err = x.survey.Digest(x.names)
	return x, err
}

// count describes what is shown, by derived tables.
func (m *Manifest) count(derived *file.Conn) (err error) {
	src := &read.Source{Tables: derived}
	if m.Articles, m.Claims, m.Annotations, err = src.Counts(); err != nil {
		return err
	}
	m.Held, err = file.All(derived, func(r file.Row) (a PackedArticle, err error) {
		err = r.Scan(&a.SHA256, &a.Title, &a.ID)
		a.ID = dashed(a.ID)
		return a, err
	}, "SELECT a.sha256, a.title, lower(hex(n.id)) FROM article a JOIN name n ON n.key = a.key ORDER BY a.sha256, n.id")
	return err
}

// dashed writes an id of 32 digits as ids are written.
func dashed(hex annotate.ID) annotate.ID {
	if len(hex) != 32 {
		return hex
	}
	return hex[:8] + "-" + hex[8:12] + "-" + hex[12:16] + "-" + hex[16:20] + "-" + hex[20:]
}

// manifest reads the manifest of a file, nil where it is no package, or one in
// which something was done since.
func manifest(c *file.Conn) (m *Manifest, problem, err error) {
	content, err := file.All(c, file.Scalar[string], "SELECT manifest FROM package")
	switch {
	case err != nil || len(content) == 0:
		return nil, nil, err
	case len(content) > 1:
		return nil, errors.New("package: it has several manifests"), nil
	}
	read, problem := readManifest(content[0])
	return &read, problem, nil
}

// checkManifest holds a package, in which nothing was done since, against what
// it says of itself: what its derived tables tell only where these are in order.
// problem is what is wrong.
func checkManifest(ctx context.Context, x surveyed, derived *file.Conn) (m *Manifest, problem, err error) {
	m, problem, err = manifest(x.conn)
	if m == nil || problem != nil || err != nil {
		return m, problem, err
	}
	if x.survey == nil {
		if x, err = survey(x.conn); err != nil {
			return m, nil, err
		}
	}
	got, err := manifestOf(ctx, x, derived)
	if err != nil {
		return m, nil, err
	}
	want := *m
	if got.PackOptions, got.Who, got.When, got.Seal = want.PackOptions, want.Who, want.When, want.Seal; derived == nil {
		got.Articles, got.Claims, got.Annotations, got.Held = want.Articles, want.Claims, want.Annotations, want.Held
	}
	if want.Copies == nil { // as none was written before there were seals
		got.Copies, got.Held = nil, want.Held
	}
	if !reflect.DeepEqual(got, want) {
		return m, errNotPacked, nil
	}
	return m, nil, nil
}

var errNotPacked = fmt.Errorf("package: %w", ErrAltered)

// checkShown holds a manifest against derived tables alone.
func (m *Manifest) checkShown(derived *file.Conn) (problem, err error) {
	got := *m
	if err := got.count(derived); err != nil {
		return nil, err
	}
	if m.Copies == nil { // as in checkManifest
		got.Held = m.Held
	}
	if !reflect.DeepEqual(got, *m) {
		return errNotPacked, nil
	}
	return nil, nil
}

// Manifest is what the project says of itself where it is a package in which
// nothing was done since; nil where it is none.
func (p *Project) Manifest() (m *Manifest, err error) {
	err = p.view(func() (err error) {
		m, _, err = manifest(p.conn)
		return err
	})
	return m, err
}
