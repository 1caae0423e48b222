package choose

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// sizeWord is a size in bytes as a person reads it, in powers of a thousand.
func sizeWord(n int64) string {
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

// dateWord is a time as near as it is of use: the hour of today, the day of
// this year, else the date.
func dateWord(t, now time.Time) string {
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

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits + " " + one + "s"
}

// chosenWord is what is chosen: "3 files and 1 folder".
func chosenWord(files, folders int) string {
	switch {
	case folders == 0:
		return counted(files, "file")
	case files == 0:
		return counted(folders, "folder")
	}
	return counted(files, "file") + " and " + counted(folders, "folder")
}

// emptyWord is said in the place of a list that is empty.
func emptyWord(endings []string) string {
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

func unreadableWord(name string, err error) string {
	return "“" + plain(name) + "” cannot be read: " + why(err) + ". Choose another."
}

func missingWord(name string) string {
	return "“" + plain(name) + "” does not exist. Check the spelling, or choose from the list."
}

func noFolderWord(name string) string {
	return "The folder “" + plain(name) + "” does not exist. Choose one that does."
}

func notFolderWord(name string) string {
	return "“" + plain(name) + "” is a file, not a folder. Leave out what follows its name."
}

func isFolderWord(name string) string {
	return "“" + plain(name) + "” is a folder. Choose another name."
}

const namelessWord = "The file has no name yet. Type one after the folder’s."

func replaceWord(name string) string {
	return "“" + plain(name) + "” is there already. Replace it?"
}
