package folder

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func setHome(t *testing.T, dir string) {
	t.Setenv("HOME", dir)
	t.Setenv("USERPROFILE", dir)
}

func TestResolve(t *testing.T) {
	dir := t.TempDir()
	setHome(t, filepath.Join(dir, "home"))
	here := filepath.Join(dir, "here")
	abs := filepath.Join(dir, "a", "b.txt")
	for _, c := range []struct {
		typed, want string
		isFolder    bool
	}{
		{"", here, true},
		{"  ", here, true},
		{abs, abs, false},
		{" " + abs + "\n", abs, false},
		{`"` + abs + `"`, abs, false},
		{"'" + abs + "'", abs, false},
		{filepath.Join(dir, "a") + "/", filepath.Join(dir, "a"), true},
		{"~", filepath.Join(dir, "home"), true},
		{"~/", filepath.Join(dir, "home"), true},
		{"~/x.txt", filepath.Join(dir, "home", "x.txt"), false},
		{"~x", filepath.Join(here, "~x"), false},
		{"x", filepath.Join(here, "x"), false},
		{"./x/../y/", filepath.Join(here, "y"), true},
		{"..", dir, true},
		{"../z.txt", filepath.Join(dir, "z.txt"), false},
		{"'", filepath.Join(here, "'"), false},
	} {
		got, isFolder := Resolve(filepath.FromSlash(c.typed), here)
		if got != c.want || isFolder != c.isFolder {
			t.Errorf("resolve(%q) = %q, %v; want %q, %v", c.typed, got, isFolder, c.want, c.isFolder)
		}
	}
	if got, _ := Resolve("x", Computer); got != filepath.Join(dir, "home", "x") {
		t.Errorf("on the computer x is %q", got)
	}
	if got, _ := Resolve("", Computer); got != Computer {
		t.Errorf("on the computer nothing is %q", got)
	}
}

func FuzzResolveIsAbsolute(f *testing.F) {
	for _, s := range []string{"", "~", "~/..", "\"\"", "''", "//", "C:", `\\`, "a\x00"} {
		f.Add(s)
	}
	here := filepath.Join(f.TempDir(), "here")
	f.Fuzz(func(t *testing.T, typed string) {
		if got, _ := Resolve(typed, here); !filepath.IsAbs(got) || got != filepath.Clean(got) {
			t.Errorf("resolve(%q) = %q", typed, got)
		}
	})
}

func TestFromDrive(t *testing.T) {
	for typed, want := range map[string]string{
		`C:\Users\mara\D:\cases\x`: `D:\cases\x`,
		`C:\Users\mara`:            `C:\Users\mara`,
		`D:/a`:                     `D:/a`,
		`C:\a\D:`:                  `C:\a\D:`,
	} {
		if got := fromDrive(typed); got != want {
			t.Errorf("fromDrive(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestComplete(t *testing.T) {
	sep := string(filepath.Separator)
	in := []Entry{{Kind: Parent, Name: "art"}, {Kind: Folder, Name: "Articles"}, {Kind: Folder, Name: "arts"},
		{Kind: Folder, Name: "Cases"}, {Kind: File, Name: "Élan 1.txt"}, {Kind: File, Name: "Élan 12.txt"}}
	for typed, want := range map[string]string{
		"~" + sep + "c":     "~" + sep + "Cases" + sep,
		"a":                 "Art",
		"ART":               "ART",
		"arti":              "Articles" + sep,
		"/x/é":              "/x/Élan 1",
		"Élan 12":           "Élan 12.txt",
		"x":                 "x",
		"" + sep + "casesX": sep + "casesX",
	} {
		if got := Complete(typed, in); got != want {
			t.Errorf("complete(%q) = %q, want %q", typed, got, want)
		}
	}
	if got := Complete("/x/", in[3:4]); got != "/x/Cases"+sep {
		t.Errorf("the only entry is not completed: %q", got)
	}
}

func FuzzCompleteOnlyAdds(f *testing.F) {
	f.Add("a", "abc", "abd")
	f.Add("/x/É", "éa", "Éb")
	f.Add("k", "\u212a", "K1") // the sign for kelvin folds to k
	f.Add("", "\xff", "\xfe")
	f.Fuzz(func(t *testing.T, typed, a, b string) {
		got := Complete(typed, []Entry{{Kind: File, Name: a}, {Kind: Folder, Name: b}})
		head, tail := Split(typed)
		if rest, ok := strings.CutPrefix(got, head); !ok || !Begins(rest, tail) {
			t.Errorf("complete(%q) of %q and %q = %q", typed, a, b, got)
		}
	})
}

func TestWithEnding(t *testing.T) {
	for _, c := range []struct {
		path, want string
		ok         bool
	}{
		{"/a/winter", "/a/winter.claimtrace", true},
		{"/a/winter.claimtrace", "/a/winter.claimtrace", true},
		{"/a/winter.ClaimTrace", "/a/winter.ClaimTrace", true},
		{"/a/winter.json", "/a/winter.json", true},
		{"/a.b/winter", "/a.b/winter.claimtrace", true},
		{"/a/winter v1.2", "/a/winter v1.2.claimtrace", true},
		{"/a/Dr. No", "/a/Dr. No.claimtrace", true},
		{"/a/winter. ", "/a/winter.claimtrace", true},
		{"/a/.claimtrace", "/a/.claimtrace", false},
		{"/a/...", "/a/...", false},
		{"/a/", "/a/", false},
	} {
		got, ok := WithEnding(c.path, []string{".claimtrace", ".claims"})
		if got != c.want || ok != c.ok {
			t.Errorf("withEnding(%q) = %q, %v; want %q, %v", c.path, got, ok, c.want, c.ok)
		}
	}
	if got, ok := WithEnding("/a/winter", nil); got != "/a/winter" || !ok {
		t.Errorf("without endings: %q, %v", got, ok)
	}
}

func TestTidy(t *testing.T) {
	for name, want := range map[string]string{
		"Winter pause 29/1: who?": "Winter pause 29-1- who-",
		" a\nb ":                  "a-b",
		"Élysée.claimtrace":       "Élysée.claimtrace",
	} {
		if got := Tidy(name); got != want {
			t.Errorf("tidy(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzPlainShowsNoTricks(f *testing.F) {
	f.Add("a\u202etxt.exe")
	f.Add("line\nbreak\x00")
	f.Add("\xff\u2028")
	f.Fuzz(func(t *testing.T, name string) {
		got := Plain(name)
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\n\r\t\x00\x7f\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200f") {
			t.Errorf("plain(%q) = %q", name, got)
		}
	})
}
