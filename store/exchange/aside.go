package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"claimtrace/annotate/incoming"
	"claimtrace/store/ingest/worker"
)

// Reader is the name of the reader of annotation sets that children have: what is in a
// file of anyone's making is looked at in a process of its own.
const Reader = "annotation set"

// readLimits bound the reading of one set: it may be as long as many articles are.
var readLimits = worker.Limits{Time: 3 * time.Minute, Memory: 2 << 30}

// asked is what a child is told of a file. The body holds its bytes, then those of the
// files beside it.
type asked struct {
	Name   string   `json:"name"`
	Format string   `json:"format"` // "" where that is to be found out
	Length int      `json:"length"`
	Beside []length `json:"beside"`
}

type length struct {
	Name   string `json:"name"`
	Length int    `json:"length"`
}

// answered is what it answers. The body holds the set as JSON, then the texts of its
// articles.
type answered struct {
	Length int   `json:"length"`
	Texts  []int `json:"texts"`
}

// Readers are those of a child.
func Readers() map[string]worker.Reader {
	return map[string]worker.Reader{Reader: func(about json.RawMessage, source []byte) (any, []byte, error) {
		var a asked
		if err := json.Unmarshal(about, &a); err != nil {
			return nil, nil, err
		}
		data, rest, ok := cut(source, a.Length)
		beside := files{}
		for _, x := range a.Beside {
			if ok {
				beside[x.Name], rest, ok = cut(rest, x.Length)
			}
		}
		if !ok {
			return nil, nil, errors.New("a question that does not fit its body")
		}
		set, err := read(a.Name, a.Format, data, beside)
		if err != nil {
			return nil, nil, err
		}
		return answer(set)
	}}
}

func cut(b []byte, n int) (head, rest []byte, ok bool) {
	if n < 0 || n > len(b) {
		return nil, nil, false
	}
	return b[:n], b[n:], true
}

// read reads a file here, in the process that asks.
func read(name, format string, data []byte, beside fs.FS) (incoming.Set, error) {
	f, err := Detect(name, data)
	if format != "" {
		f, err = Lookup(Incoming(), format)
	}
	if err != nil {
		return incoming.Set{}, err
	}
	set, err := f.Read(name, data, beside)
	set.Format = f.Name
	return set, err
}

// answer makes an answer of a set.
func answer(set incoming.Set) (any, []byte, error) {
	var a answered
	bare := set
	bare.Articles = slices.Clone(set.Articles)
	for i := range bare.Articles {
		a.Texts = append(a.Texts, len(bare.Articles[i].Text))
		bare.Articles[i].Text = ""
	}
	body, err := json.Marshal(bare)
	if err != nil {
		return nil, nil, err
	}
	a.Length = len(body)
	for _, x := range set.Articles {
		body = append(body, x.Text...)
	}
	return a, body, nil
}

// errAnswer is returned of an answer that no reader of ours gives.
var errAnswer = errors.New("an answer that does not fit its body")

// setOf is the set of an answer. Of its lists no more is taken than a set may hold: three
// bytes of an answer would be hundreds in memory.
func setOf(a answered, body []byte) (set incoming.Set, err error) {
	doc, rest, ok := cut(body, a.Length)
	var in struct {
		Format, Program                  string
		Articles, Claims, Passages, Told json.RawMessage
	}
	if !ok || json.Unmarshal(doc, &in) != nil {
		return incoming.Set{}, errAnswer
	}
	set.Format, set.Program = in.Format, in.Program
	if _, err := Lookup(Incoming(), set.Format); err != nil {
		return incoming.Set{}, errAnswer
	}
	if !listed(in.Articles, &set.Articles) || !listed(in.Claims, &set.Claims) || !listed(in.Passages, &set.Passages) || !listed(in.Told, &set.Told) || len(a.Texts) != len(set.Articles) {
		return incoming.Set{}, errAnswer
	}
	for i, n := range a.Texts {
		var s []byte
		if s, rest, ok = cut(rest, n); !ok {
			return incoming.Set{}, errAnswer
		}
		set.Articles[i].Text = string(s)
	}
	return set, nil
}

// listed reads a list of at most as many as there may be passages.
func listed[T any](raw json.RawMessage, to *[]T) bool {
	d := json.NewDecoder(bytes.NewReader(raw))
	if first, err := d.Token(); err != nil || first != json.Delim('[') {
		return err == nil && first == nil // null
	}
	for *to = []T{}; d.More(); {
		var one T
		if len(*to) == mostPassages || d.Decode(&one) != nil {
			return false
		}
		*to = append(*to, one)
	}
	return true
}

// Incoming lists the formats that come in.
func Incoming() []Format {
	var list []Format
	for _, f := range Formats() {
		if f.Read != nil {
			list = append(list, f)
		}
	}
	return list
}

// ReadFile reads the annotation set in a file, in a process of its own; format is the
// name of one of [Incoming], "" where that is to be found out. The error says in one line
// why it cannot be read, or is that of the context.
func ReadFile(ctx context.Context, name, format string) (incoming.Set, error) {
	set, err := readAside(ctx, name, format)
	if err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return set, err
}

func readAside(ctx context.Context, name, format string) (incoming.Set, error) {
	data, err := bytesOf(name, worker.MaxBody)
	if err != nil {
		return incoming.Set{}, err
	}
	a := asked{Name: filepath.Base(name), Format: format, Length: len(data)}
	for _, x := range besides(name) {
		content, err := bytesOf(filepath.Join(filepath.Dir(name), filepath.FromSlash(x)), worker.MaxBody-int64(len(data)))
		if err != nil {
			continue // what it is needed for is told by who misses it
		}
		a.Beside = append(a.Beside, length{x, len(content)})
		data = append(data, content...)
	}
	pool := worker.NewPool(1, readLimits)
	defer pool.Close()
	var found answered
	body, err := pool.Read(ctx, Reader, a, data, &found)
	if err != nil {
		return incoming.Set{}, err
	}
	return setOf(found, body)
}

// bytesOf reads a plain file of at most so many bytes.
func bytesOf(name string, most int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		return nil, fmt.Errorf("it cannot be read: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no plain file")
	case info.Size() > most:
		return nil, fmt.Errorf("it has more than %d MiB", most>>20)
	}
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := b.ReadFrom(io.LimitReader(f, most+1)); err != nil {
		return nil, err
	}
	if int64(b.Len()) > most {
		return nil, fmt.Errorf("it has more than %d MiB", most>>20)
	}
	return b.Bytes(), nil
}

// besides lists the files that belong to one, from its folder: the text of an .ann of
// brat, the sources of an unpacked REFI-QDA project.
func besides(name string) (list []string) {
	base := filepath.Base(name)
	switch ext := path.Ext(base); strings.ToLower(ext) {
	case ".ann":
		return []string{strings.TrimSuffix(base, ext) + ".txt"}
	case ".qde":
		for _, folder := range []string{"sources", "Sources"} {
			entries, err := os.ReadDir(filepath.Join(filepath.Dir(name), folder))
			if err != nil {
				continue
			}
			for _, e := range entries {
				if e.Type().IsRegular() && strings.EqualFold(path.Ext(e.Name()), ".txt") && len(list) < maxBeside {
					list = append(list, folder+"/"+e.Name())
				}
			}
		}
	}
	return list
}

// maxBeside is how many files may lie beside one: their names stand in the head of a frame.
const maxBeside = 2000

// files are files in memory.
type files map[string][]byte

// Open is that of [fs.FS].
func (f files) Open(name string) (fs.File, error) {
	content, ok := f[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &inMemory{bytes.NewReader(content), name, int64(len(content))}, nil
}

// inMemory is one of them, and what is known of it.
type inMemory struct {
	*bytes.Reader
	name string
	size int64
}

// These are those of [fs.File] and [fs.FileInfo].
func (f *inMemory) Stat() (fs.FileInfo, error) { return info{f}, nil }
func (f *inMemory) Close() error               { return nil }

type info struct{ *inMemory }

func (i info) Name() string       { return path.Base(i.name) }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
