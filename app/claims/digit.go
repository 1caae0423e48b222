package claims

import (
	"claimtrace/annotate"
)

// digit is a verdict's key that was typed into the empty field for a passage that
// has just been tagged. It is meant for the verdict if a claim is chosen next; if
// anything else follows, it was the beginning of a text.
type digit struct {
	expected bool // the next character may be one
	typed    string
	back     func() // takes the verdict back
}

// ExpectDigit says that the passage for which a claim is being picked has just
// been tagged, so that a digit changes its verdict.
func (c *Claims) ExpectDigit() { c.digit.expected = c.Picking() }

// ExpectsDigit tells whether a digit changes the verdict.
func (c *Claims) ExpectsDigit() bool { return c.digit.expected && c.Field.Text == "" }

// rune is typed in the field.
func (c *Claims) rune(r rune) bool {
	i, expects := int(r-'1'), c.ExpectsDigit()
	before := c.digit.typed
	if before != "" {
		if i < 0 || i >= len(annotate.Verdicts) {
			c.asText()
			return false
		}
		c.digit.back() // one has thought again
		expects = true
	}
	c.digit.expected = false
	if !expects || i < 0 || i >= len(annotate.Verdicts) || c.OnVerdict == nil {
		return false
	}
	back := c.OnVerdict(annotate.Verdicts[i])
	if back == nil {
		return false
	}
	c.digit = digit{typed: before + string(r), back: back}
	return true
}

// asText makes a digit that was taken for a verdict a text.
func (c *Claims) asText() {
	d := c.digit
	if d.typed == "" {
		return
	}
	c.digit = digit{}
	d.back()
	c.Field.SetText(d.typed)
	c.Field.CursorColumn = len(d.typed)
	c.Field.Refresh()
}
