package command

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"claimtrace/store"
	"claimtrace/store/ingest/worker"
)

func TestMain(m *testing.M) {
	if worker.Asked() { // by a command that has a file read
		os.Exit(Main(nil, IO{os.Stdin, os.Stdout, os.Stderr}))
	}
	testscript.Main(m, map[string]func(){
		"claimtrace": func() {
			patience = 0 // what a script holds, it holds to its end
			os.Exit(Main(os.Args[1:], IO{os.Stdin, os.Stdout, os.Stderr}))
		},
	})
}

// TestScripts runs the whole command line, one script per theme. Besides the
// usual words of such scripts there are those of scriptWords.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("CLAIMTRACE_REVIEWER", "Ann")
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("SEEDS", seeds())
			// Under the race detector each process would wait a second at its end.
			env.Setenv("GORACE", "atexit_sleep_ms=0")
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "seeds" { // the real articles that lie beside the project
				return seeds() != "", nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fails": fails, "get": get, "is": is, "hold": hold, "foreign": foreignFile, "stale": stale, "spoil": spoil, "bytes": writeBytes,
			"alter": alter, "heals": heals, "refused": refused, "serve": serve,
		},
	})
}

func seeds() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		found := filepath.Join(dir, "shared", "seeds")
		if _, err := os.Stat(found); err == nil {
			return found
		}
	}
	return ""
}

// fails STATUS WORD... runs claimtrace, which must end with the status, print
// nothing, and say why in one line.
func fails(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: fails STATUS WORD...")
	}
	err := ts.Exec("claimtrace", args[1:]...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || strconv.Itoa(exit.ExitCode()) != args[0] {
		ts.Fatalf("%v, want exit status %s", err, args[0])
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("printed %q", out)
	}
	said := ts.ReadFile("stderr")
	if !strings.HasPrefix(said, "claimtrace: ") || strings.Count(said, "\n") != 1 || !strings.HasSuffix(said, "\n") {
		ts.Fatalf("said %q, want one line", said)
	}
}

// value finds what stands at a path such as 0.edits.2.op in the JSON printed
// last; len at its end is the length of a list.
func value(ts *testscript.TestScript, path string) string {
	var v any
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	dec.UseNumber()
	ts.Check(dec.Decode(&v))
	for _, step := range strings.Split(path, ".") {
		switch at := v.(type) {
		case []any:
			if step == "len" {
				return strconv.Itoa(len(at))
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(at) {
				ts.Fatalf("%s: no %s in a list of %d", path, step, len(at))
			}
			v = at[i]
		case map[string]any:
			found, ok := at[step]
			if !ok {
				ts.Fatalf("%s: no %s", path, step)
			}
			v = found
		default:
			ts.Fatalf("%s: nothing is inside %v", path, v)
		}
	}
	if s, ok := v.(string); ok {
		return s
	}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	ts.Check(enc.Encode(v))
	return strings.TrimSpace(text.String())
}

// get NAME PATH keeps a value of the JSON printed last as $NAME.
func get(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: get NAME PATH")
	}
	ts.Setenv(args[0], value(ts, args[1]))
}

// is PATH VALUE compares a value of the JSON printed last; \n in it is a line
// end.
func is(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: is PATH VALUE")
	}
	if got := value(ts, args[0]); (got == strings.ReplaceAll(args[1], `\n`, "\n")) == neg {
		ts.Fatalf("%s is %s", args[0], got)
	}
}

// hold PROJECT keeps a project open to the end of the script.
func hold(ts *testscript.TestScript, neg bool, args []string) {
	p, err := store.Open(ts.MkAbs(args[0]), store.Options{})
	ts.Check(err)
	ts.Defer(func() { p.Close() })
}

// foreignFile FILE makes a database of another program.
func foreignFile(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec("CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')")
	ts.Check(errors.Join(err, db.Close()))
}

// stale PROJECT alters a table that is made from the log.
func stale(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec("UPDATE claim SET note = 'altered'; DROP INDEX claim_statement")
	ts.Check(errors.Join(err, db.Close()))
}

// alter PROJECT COPY SQL makes a copy of a project in which statements were run.
func alter(ts *testscript.TestScript, neg bool, args []string) {
	copied := ts.MkAbs(args[1])
	content, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(copied, content, 0o666))
	db, err := sql.Open("sqlite", "file:"+copied)
	ts.Check(err)
	_, err = db.Exec(args[2])
	ts.Check(errors.Join(err, db.Close()))
}

// heals PROJECT tries that list reads a project whose derived tables are not as
// they should be, and leaves it so; that verify tells of them; and that verify
// --rebuild, or else a command that writes, sets them right.
func heals(ts *testscript.TestScript, neg bool, args []string) {
	name := args[0]
	content := ts.ReadFile(name)
	for _, words := range [][]string{{"verify", name, "--rebuild"}, {"add", name, "-"}} {
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(content), 0o666))
		ts.Check(ts.Exec("claimtrace", "list", name, "claims", "--json"))
		if ts.ReadFile("stdout") != ts.ReadFile("claims.json") {
			ts.Fatalf("%s: list reads it otherwise", name)
		}
		if ts.ReadFile(name) != content {
			ts.Fatalf("%s: list changed it", name)
		}
		if ts.Exec("claimtrace", "verify", name) == nil || !strings.Contains(ts.ReadFile("stderr"), "verify PROJECT --rebuild") {
			ts.Fatalf("%s: verify says %q", name, ts.ReadFile("stderr"))
		}
		if words[0] == "add" {
			ts.Check(os.WriteFile(ts.MkAbs("heals.txt"), []byte("A new text."), 0o666))
			words[2] = "heals.txt"
		}
		ts.Check(ts.Exec("claimtrace", words...))
		ts.Check(ts.Exec("claimtrace", "verify", name))
	}
}

// refused PROJECT tries that list, verify and a command that writes refuse a
// project, each in one line, and leave it as it is.
func refused(ts *testscript.TestScript, neg bool, args []string) {
	name := args[0]
	content := ts.ReadFile(name)
	for _, words := range [][]string{{"list", name, "claims"}, {"verify", name}, {"verify", name, "--rebuild"}, {"undo", name}} {
		if ts.Exec("claimtrace", words...) == nil {
			ts.Fatalf("%v: it is not refused", words)
		}
		if said := ts.ReadFile("stderr"); strings.Count(said, "\n") != 1 {
			ts.Fatalf("%v: said %q", words, said)
		}
		if ts.ReadFile(name) != content {
			ts.Fatalf("%v: it was changed", words)
		}
	}
}

// serve FOLDER serves the files in a folder on this machine, to the end of the
// script, at the address that it keeps as $SITE. What begins with 403 is refused.
func serve(ts *testscript.TestScript, neg bool, args []string) {
	files := http.FileServer(http.Dir(ts.MkAbs(args[0])))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/403") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		files.ServeHTTP(w, r)
	}))
	ts.Defer(s.Close)
	ts.Setenv("SITE", s.URL)
}

// spoil FILE OFFSET HEX overwrites bytes; spoil FILE OLD NEW replaces a
// text by another of the same length wherever it stands.
func spoil(ts *testscript.TestScript, neg bool, args []string) {
	path := ts.MkAbs(args[0])
	content, err := os.ReadFile(path)
	ts.Check(err)
	if at, err := strconv.Atoi(args[1]); err == nil {
		patch := unhex(ts, args[2])
		copy(content[at:], patch)
	} else {
		if len(args[1]) != len(args[2]) || !bytes.Contains(content, []byte(args[1])) {
			ts.Fatalf("%s does not hold %q", args[0], args[1])
		}
		content = bytes.ReplaceAll(content, []byte(args[1]), []byte(args[2]))
	}
	ts.Check(os.WriteFile(path, content, 0o666))
}

// bytes FILE HEX writes a file that a script cannot hold.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), unhex(ts, strings.Join(args[1:], "")), 0o666))
}

func unhex(ts *testscript.TestScript, s string) []byte {
	var b []byte
	for i := 0; i+1 < len(s); i += 2 {
		n, err := strconv.ParseUint(s[i:i+2], 16, 8)
		ts.Check(err)
		b = append(b, byte(n))
	}
	return b
}
