package folder

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Home is the person's own folder.
func Home() string {
	if h, err := os.UserHomeDir(); err == nil && filepath.IsAbs(h) {
		return h
	}
	h, err := filepath.Abs(string(filepath.Separator))
	if err != nil {
		return string(filepath.Separator)
	}
	return h
}

// Resolve makes an absolute path of what was typed: "~" is the home folder,
// and what is relative begins at the place. isFolder tells that it can only
// be a folder's, as it ends in a separator or in dots.
func Resolve(typed, place string) (path string, isFolder bool) {
	t := again(strings.TrimSpace(typed))
	if n := len(t); n >= 2 && (t[0] == '"' || t[0] == '\'') && t[n-1] == t[0] {
		t = t[1 : n-1] // as copied from a shell or from Explorer
	}
	if t == "" {
		return place, true
	}
	_, tail := Split(t)
	isFolder = tail == "" || tail == "." || tail == ".." || t == "~"
	if place == Computer {
		place = Home()
	}
	volume := filepath.VolumeName(t)
	switch {
	case t == "~" || t[0] == '~' && os.IsPathSeparator(t[1]):
		t = filepath.Join(Home(), t[1:])
	case volume != "" && len(volume) == len(t):
		t, isFolder = t+string(filepath.Separator), true
	case filepath.IsAbs(t):
	case volume != "": // Windows: "C:name" begins at the root here
		t = volume + string(filepath.Separator) + t[len(volume):]
	case os.IsPathSeparator(t[0]):
		t = filepath.VolumeName(place) + t
	default:
		t = filepath.Join(place, t)
	}
	return filepath.Clean(t), isFolder
}

// again is what was typed from the last drive on, on systems that have drives:
// there "C:\Users\D:\cases" can only mean that a new path was begun.
func again(typed string) string {
	if filepath.Separator == '\\' {
		return fromDrive(typed)
	}
	return typed
}

var lastDrive = regexp.MustCompile(`(?s)^.*[\\/]([A-Za-z]:[\\/].*)$`)

func fromDrive(typed string) string { return lastDrive.ReplaceAllString(typed, "$1") }

// StartsPath tells whether a rune begins a path that stands for itself.
func StartsPath(r rune) bool {
	return r == '~' || r < utf8.RuneSelf && os.IsPathSeparator(uint8(r))
}

// Split cuts a path after its last separator.
func Split(path string) (head, tail string) {
	i := len(path)
	for i > 0 && !os.IsPathSeparator(path[i-1]) {
		i--
	}
	return path[:i], path[i:]
}

// Within is the text of a place with a separator at its end, to type on.
func Within(place string) string {
	if place == Computer || os.IsPathSeparator(place[len(place)-1]) {
		return place
	}
	return place + string(filepath.Separator)
}

// Begins tells whether a name begins with what was typed, whatever the case.
func Begins(name, typed string) bool {
	n, t := []rune(name), []rune(typed)
	return len(n) >= len(t) && strings.EqualFold(string(n[:len(t)]), typed)
}

// Complete continues what was typed as far as the entries of its folder leave
// no doubt; a folder that is the only one is completed with its separator.
func Complete(typed string, entries []Entry) string {
	head, tail := Split(typed)
	var common []rune
	count, ends := 0, ""
	for _, e := range entries {
		if e.Kind == Parent || !Begins(e.Name, tail) {
			continue
		}
		name := []rune(e.Name)
		if count++; count == 1 {
			common = name
			if e.Kind == Folder {
				ends = string(filepath.Separator)
			}
			continue
		}
		n := 0
		for n < min(len(common), len(name)) && strings.EqualFold(string(common[n]), string(name[n])) {
			n++
		}
		common = common[:n]
	}
	switch {
	case count == 0 || count > 1 && len(common) <= utf8.RuneCountInString(tail):
		return typed
	case count > 1:
		ends = ""
	}
	return head + string(common) + ends
}

// Tidy makes a name of a suggestion: without the characters that some file
// system keeps to itself.
func Tidy(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, name)
	return strings.TrimSpace(name)
}

// ending finds the ending of a name: a dot, a letter, and more letters and
// digits up to twelve in all. "v1.2" and "Dr. No" have none.
var ending = regexp.MustCompile(`\.[A-Za-z][A-Za-z0-9]{0,10}$`)

// WithEnding adds the first of the endings to a path that has none. The name
// of a file is never an ending alone: ok is false if it is, or if it is empty.
func WithEnding(path string, endings []string) (full string, ok bool) {
	_, name := Split(path)
	name = strings.TrimRight(name, ". ")
	if name == "" {
		return path, false
	}
	for _, e := range endings {
		if strings.EqualFold(name, e) {
			return path, false
		}
	}
	path = strings.TrimRight(path, ". ")
	if len(endings) == 0 || fits(name, endings) || ending.MatchString(name) {
		return path, true
	}
	return path + endings[0], true
}

// Plain makes a name safe to show: without line breaks, without marks that
// turn the direction of text, which could hide its ending, and in valid UTF-8.
func Plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(name, "\ufffd"))
}
