package read

import "strings"

// Origin is a file that changes came in.
type Origin struct {
	File string // its name, without folders; "" for the package that this file began as
	Who  string // the name of who packed it, as the package says; "" for a file that is no package, or does not say
	Key  string // of the person whose seal it bore; "" for none
}

// Origins are the files that came with one receipt.
type Origins []Origin

// Line ends and tabs part what is kept of several files.
const (
	originLines = "\n"
	originParts = "\t"
)

var plainOrigin = strings.NewReplacer(originLines, " ", originParts, " ")

// Text is how they are kept with a receipt: a line for each; where somebody
// packed it his name after a tab, where it was sealed the key after another.
func (list Origins) Text() string {
	var lines []string
	for _, o := range list {
		parts := []string{plainOrigin.Replace(o.File), plainOrigin.Replace(o.Who), plainOrigin.Replace(o.Key)}
		lines = append(lines, strings.TrimRight(strings.Join(parts, originParts), originParts))
	}
	return strings.Join(lines, originLines)
}

// ParseOrigins is the counterpart of [Origins.Text].
func ParseOrigins(s string) (list Origins) {
	for _, line := range strings.Split(s, originLines) {
		parts := append(strings.SplitN(line, originParts, 3), "", "")
		list = append(list, Origin{parts[0], parts[1], parts[2]})
	}
	return list
}

// String names the files, and who packed them.
func (list Origins) String() string {
	var words []string
	for _, o := range list {
		s := o.File
		switch {
		case s == "" && o.Who == "":
			s = "the package that this file began as"
		case s == "":
			s = "the package of " + o.Who
		case o.Who != "":
			s += " of " + o.Who
		}
		words = append(words, s)
	}
	return strings.Join(words, ", ")
}
