package reading

import (
	"strings"
	"sync"

	"claimtrace/annotate/language/en"
)

// variantOf leads from a spelling to the one that stands for its group.
var variantOf = sync.OnceValue(readVariants)

func readVariants() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(en.VariantGroups) {
		group := strings.Fields(line)
		for i := 1; i < len(group); i++ {
			m[group[i]] = american(group[0])
		}
	}
	return m
}

// longestEnding is how many bytes before the end of a word an s is looked for that may be a z.
const longestEnding = 7

// mayBeBritish reports an s behind an i or y.
func mayBeBritish(tail string) bool {
	for i := 1; i < len(tail); i++ {
		if tail[i] == 's' && (tail[i-1] == 'i' || tail[i-1] == 'y') {
			return true
		}
	}
	return false
}

// american folds the regular differences of British spelling: -our, -ise, -yse.
// The rule for -ise also meets words such as "advise", which have no other
// spelling, and so does no harm.
func american(word string) string {
	if len(word) < 5 {
		return word
	}
	if i := strings.Index(word, "our"); i > 1 {
		for _, stem := range ourWords {
			if j := strings.Index(word, stem); j >= 0 {
				at := j + len(stem) - len("our")
				word = word[:at] + "or" + word[at+len("our"):]
				break
			}
		}
	}
	if len(word) < 7 {
		return word
	}
	if !mayBeBritish(word[len(word)-longestEnding:]) {
		return word
	}
	for _, ending := range en.BritishEndings {
		if strings.HasSuffix(word, ending) {
			at := len(word) - len(ending) + 1 // the s
			return word[:at] + "z" + word[at+1:]
		}
	}
	return word
}

// plainName folds the endings of names: Valeriy, Valerii, Valery; Sergei, Sergey.
func plainName(name string) string {
	if len(name) < 5 {
		return name
	}
	name = withX(name)
	for _, ending := range en.NameEndings {
		if strings.HasSuffix(name, ending) {
			return name[:len(name)-2] + "y"
		}
	}
	if strings.HasSuffix(name, "ei") {
		return name[:len(name)-1] + "y"
	}
	return name
}

// capsOnly are short forms whose key stays in capitals.
var capsOnly = Words(en.CapitalsOnly)

var ourWords = strings.Fields(en.OurStems)

// withX writes "ks" between vowels as x: Aleksei, Alexei; Maksim, Maxim. "Marks" is not Marx.
func withX(name string) string {
	const vowels = "aeiouy"
	for i := 1; i+2 < len(name); i++ {
		if name[i] == 'k' && name[i+1] == 's' && strings.IndexByte(vowels, name[i-1]) >= 0 && strings.IndexByte(vowels, name[i+2]) >= 0 {
			return name[:i] + "x" + name[i+2:]
		}
	}
	return name
}
