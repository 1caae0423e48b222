package command

import (
	"cmp"
	"runtime"
	"runtime/debug"

	sqlite3 "modernc.org/sqlite/lib"
)

// Version is the program's version, the same as in FyneApp.toml.
const Version = "0.1.0"

// Parts are the versions of the program and of what it is built with.
type Parts struct {
	Version string `json:"version"`
	Go      string `json:"go"`
	SQLite  string `json:"sqlite"`
	Fyne    string `json:"fyne"` // "" in a program that is built without it
}

// Versions returns those of this program.
func Versions() Parts {
	return Parts{Version, runtime.Version(), sqlite3.SQLITE_VERSION, fyneVersion()}
}

func version(c *call) func([]string) error {
	return func([]string) error {
		v := Versions()
		if c.json {
			return c.printJSON(v)
		}
		c.printf("Claimtrace %s\nGo %s\nSQLite %s\nFyne %s\n", v.Version, v.Go, v.SQLite, cmp.Or(v.Fyne, "not built in"))
		return nil
	}
}

func fyneVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == "fyne.io/fyne/v2" {
			return m.Version
		}
	}
	return ""
}
