package preferences

// Current is the preferences in a program that runs. One is shared by all who
// ask for them.
type Current struct{ Preferences }

// Change changes them and saves them, as [Update] does; its error is returned.
func (c *Current) Change(change func(*Preferences)) (err error) {
	c.Preferences, err = Update(change)
	return err
}
