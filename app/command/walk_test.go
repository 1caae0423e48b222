package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// desk is a person who works by the command line, with preferences and a project
// of their own.
type desk struct {
	t    *testing.T
	name string
	home string
}

func (d *desk) project() string { return filepath.Join(d.home, "p.claimtrace") }

// run runs a command as the person, and returns its status and what it printed.
func (d *desk) run(words ...string) (status int, out, said string) {
	d.t.Helper()
	for name, value := range map[string]string{"CLAIMTRACE_REVIEWER": d.name, "HOME": d.home, "XDG_CONFIG_HOME": d.home, "AppData": d.home} {
		d.t.Setenv(name, value)
	}
	var stdout, stderr bytes.Buffer
	status = Run(d.t.Context(), words, IO{In: strings.NewReader(""), Out: &stdout, Err: &stderr})
	return status, stdout.String(), stderr.String()
}

// does is run of what must succeed.
func (d *desk) does(words ...string) string {
	d.t.Helper()
	status, out, said := d.run(words...)
	if status != exitDone {
		d.t.Fatalf("%s: claimtrace %q: status %d, %s", d.name, words, status, said)
	}
	return out
}

// tries is run of what may be refused, in one line, but is never used wrongly; it
// returns what was printed, "" where it was refused.
func (d *desk) tries(words ...string) string {
	d.t.Helper()
	status, out, said := d.run(words...)
	if status != exitDone && (status != exitFailed || !strings.HasPrefix(said, "claimtrace: ")) {
		d.t.Fatalf("%s: claimtrace %q: status %d, %s", d.name, words, status, said)
	}
	return out
}

// ids lists what is in the project, by id.
func (d *desk) ids(kind string) (list []string) {
	d.t.Helper()
	var found []struct{ ID string }
	if err := json.Unmarshal([]byte(d.does("list", d.project(), kind, "--json")), &found); err != nil {
		d.t.Fatal(err)
	}
	for _, x := range found {
		list = append(list, x.ID)
	}
	return list
}

// Whatever two to five people do by the command line, each at a desk of their own, and
// in whatever order packages go between them, new ones and such as were left lying,
// with texts and without, of everything and of parts: in the end all have the same
// digests and the same inbox, every file is in order, and what was acknowledged is
// there.
func TestDesks(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 12))
			var desks []*desk
			for _, name := range []string{"Anna", "Ben", "Cleo", "Dan", "Eve"}[:2+seed%4] {
				desks = append(desks, &desk{t, name, t.TempDir()})
			}
			first := desks[0]
			texts := filepath.Join(t.TempDir(), "texts")
			if err := os.Mkdir(texts, 0o777); err != nil {
				t.Fatal(err)
			}
			for i, s := range []string{"The bridge closes on Friday.", "The bridge does not close.", "Nobody knows whether the bridge closes."} {
				if err := os.WriteFile(filepath.Join(texts, fmt.Sprint(i, ".txt")), []byte(s), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			first.does("new", first.project())
			first.does("add", first.project(), filepath.Join(texts, "0.txt"), filepath.Join(texts, "1.txt"), "--outlet", "Quay")
			first.does("annotate", first.project(), "--article", first.ids("articles")[0], "--quote", "bridge", "--verdict", "disputed", "--claim", "It closes")
			for _, d := range desks[1:] {
				first.does("pack", first.project(), d.project(), "--for", d.name)
			}
			var packages []string // that were made at any time
			var made []string     // what was acknowledged to be made: annotations
			for i := range 44 {
				d := desks[rng.IntN(len(desks))]
				p, word := d.project(), fmt.Sprint(d.name, " ", i)
				articles, claims, passages := d.ids("articles"), d.ids("claims"), d.ids("annotations")
				pick := func(list []string) string {
					if len(list) == 0 {
						return "00000000-0000-8000-8000-000000000000"
					}
					return list[rng.IntN(len(list))]
				}
				verdict := []string{"confirmed", "disputed", "unconfirmed"}[rng.IntN(3)]
				switch rng.IntN(19) {
				case 0, 1:
					out := d.tries("annotate", p, "--article", pick(articles), "--quote", "bridge", "--verdict", verdict, "--note", word,
						"--claim", []string{"It closes", "It is open"}[rng.IntN(2)], "--json")
					if out != "" {
						var n struct{ ID string }
						if err := json.Unmarshal([]byte(out), &n); err != nil {
							t.Fatal(err)
						}
						made = append(made, n.ID)
					}
				case 2:
					d.tries("set", p, pick(claims), "note="+word)
				case 3:
					d.tries("set", p, pick(passages), "verdict="+verdict, "note="+word, "--override")
				case 4:
					d.tries("decide", p, pick(claims), "--verdict", verdict, "--reason", word)
				case 5:
					d.tries("remove", p, pick(passages), "--override")
				case 6:
					d.tries("remove", p, pick(claims))
				case 7:
					d.tries("undo", p)
				case 8:
					d.tries("redo", p)
				case 9:
					d.tries("join", p, pick(claims), pick(claims))
				case 10:
					d.tries("add", p, filepath.Join(texts, "2.txt"), "--outlet", "Quay")
				case 11:
					d.settles(rng)
				case 12:
					d.tries("take-back", p, fmt.Sprint(1+rng.IntN(3)))
				case 13:
					d.tries("correct", p, pick(passages), []string{"polarity", "source"}[rng.IntN(2)], []string{"--dismiss", "no"}[rng.IntN(2)])
				case 14:
					d.tries("set", p, pick(d.ids("corrections")), "value=-", "--override")
				case 15:
					if len(packages) > 0 {
						d.does("merge", p, packages[rng.IntN(len(packages))])
					}
				default:
					from := desks[rng.IntN(len(desks))]
					packed := filepath.Join(t.TempDir(), "packed.claimtrace")
					packages = append(packages, packed)
					words := []string{"pack", from.project(), packed}
					for _, flag := range []string{"--without-text", "--without-history", "--without-notes", "--seal"} {
						if rng.IntN(4) == 0 {
							words = append(words, flag)
						}
					}
					if list := from.ids("claims"); len(list) > 0 && rng.IntN(4) == 0 {
						words = append(words, "--claim", pick(list))
					} else if list := from.ids("articles"); len(list) > 0 && rng.IntN(4) == 0 {
						words = append(words, "--article", pick(list))
					}
					from.does(words...)
					d.does("merge", p, packed, "--dry-run")
					d.does("merge", p, packed)
				}
			}
			for _, d := range desks { // what is set aside is each one's own
				for n := range 50 {
					d.run("take-back", d.project(), fmt.Sprint(n+1), "--not")
				}
			}
			for _, d := range desks[1:] { // the first has all then, and gives it
				first.does("merge", first.project(), d.project())
			}
			for _, d := range desks[1:] {
				d.does("merge", d.project(), first.project())
			}
			for _, words := range []string{"digest P --json", "collisions P --json", "list P claims --json", "list P annotations --json", "list P corrections --json"} {
				var want string
				for i, d := range desks {
					got := strings.Join(withoutCame(d.does(strings.Fields(strings.Replace(words, "P", d.project(), 1))...)), "\n")
					if i == 0 {
						want = got
					}
					if got != want {
						t.Fatalf("%s: at %s it is\n%s\nat %s\n%s", words, d.name, got, first.name, want)
					}
				}
			}
			for _, d := range desks {
				d.does("verify", d.project())
				log := d.does("log", d.project())
				for _, id := range made {
					if !strings.Contains(log, id) {
						t.Errorf("at %s the annotation %s is lost", d.name, id)
					}
				}
			}
			if len(made) == 0 || len(packages) == 0 {
				t.Error("nothing was annotated, or packed")
			}
		})
	}
}

// settles settles the first thing that asks for it.
func (d *desk) settles(rng *rand.Rand) {
	d.t.Helper()
	var in inboxRecord
	if err := json.Unmarshal([]byte(d.does("collisions", d.project(), "--json")), &in); err != nil {
		d.t.Fatal(err)
	}
	if len(in.Collisions) > 0 {
		c := in.Collisions[0]
		d.does("settle", d.project(), string(c.Entity), c.Register, "--change", string(c.Values[rng.IntN(len(c.Values))].Change), "--override")
	} else if len(in.Removed) > 0 {
		d.tries("settle", d.project(), string(in.Removed[0].Entity), []string{"--keep", "--remove"}[rng.IntN(2)], "--override")
	}
}

// withoutCame leaves out of what was printed how it came here, which is each
// copy's own.
func withoutCame(printed string) (lines []string) {
	within := false
	for _, line := range strings.Split(printed, "\n") {
		begins := strings.Contains(line, `"came":`)
		if within = within || begins; !within {
			lines = append(lines, line)
		}
		if strings.Contains(line, "}") || begins && strings.Contains(line, "null") {
			within = false
		}
	}
	return lines
}
