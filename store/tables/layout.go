package tables

import (
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// Layout lists the columns of the table of a kind in the order in which a file
// holds them, for who reads past SQLite; nil for a kind that has no table.
func Layout(kind change.Kind) []string {
	t := tableOf(kind)
	if t == nil {
		return nil
	}
	list := slices.Clone(t.columns)
	switch kind {
	case annotate.KindArticle:
		list = append(list, strings.Split(countColumns, ", ")...)
	case annotate.KindClaim:
		list = append(list, marksColumn)
	}
	for i := range list {
		list[i] = strings.Trim(list[i], `"`)
	}
	return list
}
