package folder

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// SizeWord is a size in bytes as a person reads it, in powers of a thousand.
func SizeWord(n int64) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	v, units := float64(n)/1000, []string{"kB", "MB", "GB", "TB", "PB", "EB"}
	for v >= 999.5 && len(units) > 1 {
		v, units = v/1000, units[1:]
	}
	if v < 9.95 {
		return fmt.Sprintf("%.1f %s", v, units[0])
	}
	return fmt.Sprintf("%.0f %s", v, units[0])
}

// DateWord is a time as near as it is of use: the hour of today, the day of
// this year, else the date.
func DateWord(t, now time.Time) string {
	t = t.In(now.Location())
	switch {
	case t.IsZero():
		return ""
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan 15:04")
	}
	return t.Format("2 Jan 2006")
}

func Counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " " + one + "s"
}

// ChosenWord is what is chosen: "3 files and 1 folder".
func ChosenWord(files, folders int) string {
	switch {
	case folders == 0:
		return Counted(files, "file")
	case files == 0:
		return Counted(folders, "folder")
	}
	return Counted(files, "file") + " and " + Counted(folders, "folder")
}

// EmptyWord is said in the place of a list that is empty.
func EmptyWord(endings []string) string {
	switch n := len(endings); {
	case n == 0:
		return "This folder is empty."
	case n == 1:
		return "No file here ends in " + endings[0] + "."
	default:
		return "No file here ends in " + strings.Join(endings[:n-1], ", ") + " or " + endings[n-1] + "."
	}
}

// What the sheet says where something cannot be done: what, why, what to do.
// The names are paths.

func UnreadableWord(name string, err error) string {
	return "“" + Plain(name) + "” cannot be read: " + why(err) + ". Choose another."
}

func MissingWord(name string) string {
	return "“" + Plain(name) + "” does not exist. Check the spelling, or choose from the list."
}

func NoFolderWord(name string) string {
	return "The folder “" + Plain(name) + "” does not exist. Choose one that does."
}

func NotFolderWord(name string) string {
	return "“" + Plain(name) + "” is a file, not a folder. Leave out what follows its name."
}

// TakenWord says that there is a file already where a new one is to be.
func TakenWord(path string) string {
	_, name := Split(path)
	return "“" + Plain(name) + "” is there already. Choose another name."
}

func IsFolderWord(name string) string {
	return "“" + Plain(name) + "” is a folder. Choose another name."
}

const NamelessWord = "The file has no name yet. Type one after the folder’s."

func ReplaceWord(name string) string {
	return "“" + Plain(name) + "” is there already. Replace it?"
}
