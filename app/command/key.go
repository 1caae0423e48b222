package command

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"claimtrace/app/preferences"
)

const keyHelp = `Your key is what makes you the same person in every project and on every machine. Export
writes yours into a file, encrypted with a passphrase; import takes such a file in on another
machine, where you then work as that person. Nothing is replaced by either. Whoever has the
file and the passphrase can work and seal as you. Without words your persons are listed.`

type personRecord struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

type ownRecord struct {
	personRecord
	Me bool `json:"me"` // at work, where nobody says otherwise
}

func key(c *call) func([]string) error {
	from := c.flags.String("passphrase-file", "", "`file` with the passphrase in its first line; - reads it from standard input")
	name := c.flags.String("name", "", "import: the `name` to have here, if not that in the file")
	return func(words []string) error {
		switch {
		case len(words) == 0 && *from+*name == "":
			return c.listPersons()
		case len(words) != 2 || words[0] != "export" && words[0] != "import":
			return c.usagef("say export or import, and which file")
		case *from == "":
			return c.usagef("--passphrase-file is missing: a key goes nowhere without a passphrase")
		case words[0] == "export" && *name != "":
			return c.usagef("--name is for import")
		}
		passphrase, err := c.passphrase(*from)
		if err != nil {
			return err
		}
		if words[0] == "export" {
			return c.exportKey(words[1], passphrase)
		}
		return c.importKey(words[1], passphrase, *name)
	}
}

// passphrase reads the first line of a file.
func (c *call) passphrase(path string) (string, error) {
	in := c.In
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func (c *call) exportKey(path, passphrase string) error {
	who, _, err := c.who()
	if err != nil {
		return err
	}
	err = preferences.SaveKey(path, who, passphrase)
	if errors.Is(err, fs.ErrExist) {
		err = errors.New(path + " is there already: choose another name")
	}
	if err != nil {
		return err
	}
	c.did("wrote the key of %s", who.Name)
	return c.tellPerson("wrote the key of %s\nkey %s\n", who)
}

func (c *call) importKey(path, passphrase, name string) error {
	file, err := preferences.OpenKey(path)
	if err != nil {
		return err
	}
	who, err := file.Open(passphrase)
	if err != nil {
		return err
	}
	if name == "" {
		name = who.Name
	}
	var refused error
	again := false
	_, err = preferences.Update(func(p *preferences.Preferences) { who, again, refused = p.TakeIn(who, name) })
	if preferences.KeptAside(err) {
		c.say("%v", err)
		err = nil
	}
	if err := errors.Join(refused, err); err != nil {
		return err
	}
	c.did("you work as %s here", who.Name)
	if again {
		return c.tellPerson("the key of %s was here already; you work as that person\nkey %s\n", who)
	}
	return c.tellPerson("took in the key of %s; you work as that person here\nkey %s\n", who)
}

func (c *call) tellPerson(says string, who preferences.Person) error {
	if c.json {
		return c.printJSON(personRecord{who.Name, who.Key().String()})
	}
	c.printf(says, who.Name, who.Key().String())
	return nil
}

func (c *call) listPersons() error {
	p, err := preferences.Load()
	if err != nil {
		return err
	}
	records := []any{}
	rows := [][]string{{"NAME", "KEY", ""}}
	for _, w := range p.Persons {
		me, is := p.Person()
		is = is && me == w
		records = append(records, ownRecord{personRecord{w.Name, w.Key().String()}, is})
		works := ""
		if is {
			works = "at work"
		}
		rows = append(rows, []string{w.Name, w.Key().String(), works})
	}
	return c.printList(records, rows, "person")
}
