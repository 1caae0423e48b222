package annotate

import "testing"

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"":                     `""`,
		"two  spaces\nline\t":  `"two  spaces\nline\t"`,
		"no\u00a0break":        `"no\u00a0break"`,
		"می\u200cخواهم Київ":   "\"می\u200cخواهم Київ\"",
		"👩🏽\u200d🚒":            "\"👩🏽\u200d🚒\"",
		`literally \u200d "x"`: `"literally \\u200d \"x\""`,
		"\x1b[31m\u202e\xff":   `"\x1b[31m\u202e\xff"`,
	} {
		if got := Quoted(in); got != want {
			t.Errorf("Quoted(%+q) = %s, want %s", in, got, want)
		}
	}
}
