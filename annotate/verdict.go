package annotate

import (
	"fmt"
	"strings"
)

// Verdict tells how a passage leaves its claim.
type Verdict string

// The three verdicts. The zero Verdict is none of them: a claim that no one
// has decided, a passage that has not been judged.
const (
	Confirmed   Verdict = "confirmed"
	Disputed    Verdict = "disputed"
	Unconfirmed Verdict = "unconfirmed"
)

// Verdicts lists the verdicts in the order of their keys 1, 2 and 3.
var Verdicts = [...]Verdict{Confirmed, Disputed, Unconfirmed}

// VerdictError says that a word is not a verdict.
type VerdictError struct{ Word string }

func (e *VerdictError) Error() string {
	return fmt.Sprintf("%q is not a verdict: use confirmed, disputed or unconfirmed", e.Word)
}

// ParseVerdict reads a verdict, whatever its case. It returns a
// [*VerdictError] for any other word.
func ParseVerdict(s string) (Verdict, error) {
	for _, v := range Verdicts {
		if strings.EqualFold(strings.TrimSpace(s), string(v)) {
			return v, nil
		}
	}
	return "", &VerdictError{Word: s}
}

// Sign is the mark that stands for the verdict wherever its colour does, so
// that colour never speaks alone.
func (v Verdict) Sign() string {
	switch v {
	case Confirmed:
		return "✓"
	case Disputed:
		return "✗"
	case Unconfirmed:
		return "?"
	}
	return "·"
}
