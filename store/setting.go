package store

import (
	"database/sql"
	"errors"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

const settingColumns = "id, name, value"

func settingValues(id annotate.ID, s annotate.State) []any {
	name, value := s.Setting()
	return []any{string(id), name, value}
}

// SetSetting gives the project's setting of that name a value; "" unsets it.
// It returns an error that wraps [ErrInvalid] for an empty name.
func (p *Project) SetSetting(name, value string) (Action, error) {
	return p.setSetting("edit setting", name, value)
}

func (p *Project) setSetting(verb, name, value string) (Action, error) {
	return p.act(verb, func(rec *recording) error {
		if name == "" {
			return fmt.Errorf("%w setting: it needs a name", ErrInvalid)
		}
		ref := Ref{annotate.KindSetting, annotate.SettingID(name)}
		if err := live(rec.c, ref); value == "" && errors.Is(err, ErrNoEntity) {
			return nil
		}
		return rec.set(ref, annotate.Fields{"name": name, "value": value})
	})
}

// Setting returns the value of the project's setting of that name, "" if it is
// not set.
func (p *Project) Setting(name string) (text string, err error) {
	err = p.view(func(c *file.Conn) (err error) {
		text, err = file.One(c, file.Scalar[string], "SELECT value FROM setting WHERE id = ?", annotate.SettingID(name))
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
		return err
	})
	return text, err
}
