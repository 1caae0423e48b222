package store

import (
	"fmt"
	"strings"

	"claimtrace/annotate/collate"
	"claimtrace/store/file"
)

// The words and phrases that a project holds equal when wordings are compared
// are settings, one for each pair: two people who make the same pair make one
// setting, and undo and merging are those of all settings.
const samePrefix = "same: "

// Pair is two words or phrases that the project holds equal.
type Pair struct{ A, B string }

// Same holds two words or phrases equal, as one action. It returns an error
// that wraps [ErrInvalid] where there is nothing to hold equal: one of them has
// no word, number or sign, has a line end, or they are equal already.
func (p *Project) Same(a, b string) (Action, error) {
	name, err := pairName(a, b)
	if err != nil {
		return Action{}, err
	}
	return p.setSetting("hold two wordings equal", name, a+"\n"+b)
}

// NotSame takes a pair back, as one action.
func (p *Project) NotSame(a, b string) (Action, error) {
	name, err := pairName(a, b)
	if err != nil {
		return Action{}, err
	}
	return p.setSetting("tell two wordings apart", name, "")
}

func pairName(a, b string) (string, error) {
	name := collate.PairName(a, b)
	if name == "" || strings.ContainsAny(a+b, "\n") {
		return "", fmt.Errorf("%w pair: “%s” and “%s” cannot be held equal: each needs a word, a number or a sign, and they must differ", ErrInvalid, a, b)
	}
	return samePrefix + name, nil
}

// Pairs lists the pairs that the project holds equal, by name.
func (p *Project) Pairs() (pairs []Pair, err error) {
	err = p.view(func(c *file.Conn) error {
		values, err := file.All(c, file.Scalar[string], "SELECT value FROM setting WHERE substr(name, 1, ?) = ? AND value <> '' ORDER BY name", len(samePrefix), samePrefix)
		for _, v := range values {
			if a, b, ok := strings.Cut(v, "\n"); ok {
				pairs = append(pairs, Pair{a, b})
			}
		}
		return err
	})
	return pairs, err
}

// Comparing returns the options with which this project's wordings are
// compared.
func (p *Project) Comparing() (collate.Options, error) {
	pairs, err := p.Pairs()
	if err != nil || len(pairs) == 0 {
		return collate.Options{}, err
	}
	var groups [][]string
	for _, pair := range pairs {
		groups = append(groups, []string{pair.A, pair.B})
	}
	return collate.Options{Variants: collate.NewVariants(groups)}, nil
}
