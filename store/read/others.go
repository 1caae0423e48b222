package read

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
	"claimtrace/store/file"
)

// Reviewers returns all persons of the project, by name, then id.
func (s *Source) Reviewers() ([]annotate.Reviewer, error) {
	return file.All(s.Tables, func(r file.Row) (v annotate.Reviewer, err error) {
		err = r.Scan((*blobID)(&v.ID), &v.Name, &v.Key)
		return v, err
	}, "SELECT n.id, r.name, r.public FROM reviewer r JOIN name n ON n.key = r.key ORDER BY r.name, n.id")
}

// Setting returns the value of the project's setting of that name, "" if it is
// not set.
func (s *Source) Setting(name string) (string, error) {
	list, err := file.All(s.Tables, file.Scalar[string], "SELECT value FROM setting WHERE key = "+keyOf, arg(annotate.SettingID(name)))
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}

// The words and phrases that a project holds equal when wordings are compared
// are settings, one for each pair: two people who make the same pair make one
// setting, and undo and merging are those of all settings.
const samePrefix = "same: "

// Pair is two words or phrases that the project holds equal.
type Pair struct{ A, B string }

// PairSetting is the name and the value of the setting that holds a pair equal.
// ok is false where there is nothing to hold equal: one of them has no word,
// number or sign, has a line end, or they are equal already.
func PairSetting(a, b string) (name, value string, ok bool) {
	name = reading.PairName(a, b)
	if name == "" || strings.ContainsAny(a+b, "\n") {
		return "", "", false
	}
	return samePrefix + name, a + "\n" + b, true
}

// Pairs lists the pairs that the project holds equal, by name.
func (s *Source) Pairs() (pairs []Pair, err error) {
	values, err := file.All(s.Tables, file.Scalar[string],
		"SELECT value FROM setting WHERE substr(name, 1, ?) = ? AND value <> '' ORDER BY name", len(samePrefix), samePrefix)
	for _, v := range values {
		if a, b, ok := strings.Cut(v, "\n"); ok {
			pairs = append(pairs, Pair{a, b})
		}
	}
	return pairs, err
}

// What looks alike and is not one is a setting too, named by the join that it
// would be.
const apartPrefix = "apart: "

// ApartSetting is the name of the setting that says so.
func ApartSetting(join change.ID) string { return apartPrefix + string(join) }

// Apart lists the joins of which somebody said that they are none.
func (s *Source) Apart() (map[change.ID]bool, error) {
	apart := map[change.ID]bool{}
	err := s.Tables.Each(func(r file.Row) error {
		var name string
		err := r.Scan(&name)
		apart[change.ID(strings.TrimPrefix(name, apartPrefix))] = true
		return err
	}, "SELECT name FROM setting WHERE substr(name, 1, ?) = ? AND value <> ''", len(apartPrefix), apartPrefix)
	return apart, err
}

// Comparing returns the options with which this project's wordings are
// compared.
func (s *Source) Comparing() (collate.Options, error) {
	pairs, err := s.Pairs()
	if err != nil || len(pairs) == 0 {
		return collate.Options{}, err
	}
	var groups [][]string
	for _, pair := range pairs {
		groups = append(groups, []string{pair.A, pair.B})
	}
	return collate.Options{Variants: reading.NewVariants(groups)}, nil
}

// Counts returns how many articles, claims and annotations the project has.
func (s *Source) Counts() (articles, claims, annotations int, err error) {
	err = s.Tables.Each(func(r file.Row) error { return r.Scan(&articles, &claims, &annotations) },
		"SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM claim), (SELECT count(*) FROM annotation n JOIN article a ON a.key = n.article)")
	return articles, claims, annotations, err
}

// joins lists the joins of the project that have a part in it.
func (s *Source) joins(ref change.Ref) ([]join, error) {
	return file.All(s.Tables, scanJoin, `SELECT j.kind, a.id, b.id FROM "join" j JOIN name a ON a.key = j.a JOIN name b ON b.key = j.b
		WHERE j.kind = ?1 AND ?2 IN (a.id, b.id) ORDER BY a.id, b.id`, string(ref.Kind), arg(ref.ID))
}

type join struct {
	kind change.Kind
	a, b change.ID
}

func scanJoin(r file.Row) (j join, err error) {
	err = r.Scan(&j.kind, (*blobID)(&j.a), (*blobID)(&j.b))
	return j, err
}

// Joined lists all that an entity is joined with, directly or through others,
// itself among them, in order.
func (s *Source) Joined(ref change.Ref) ([]change.ID, error) {
	all := []change.ID{ref.ID}
	direct, err := s.joins(ref)
	if err != nil || len(direct) == 0 {
		return all, err
	}
	with, err := s.joinsOf(ref.Kind)
	if err != nil {
		return nil, err
	}
	return connected(ref.ID, with), nil
}

// joinsOf lists what each entity of a kind is joined with directly. They are read
// at once: a hostile log can join very many.
func (s *Source) joinsOf(kind change.Kind) (map[change.ID][]change.ID, error) {
	with := map[change.ID][]change.ID{}
	err := s.Tables.Each(func(r file.Row) error {
		j, err := scanJoin(r)
		with[j.a], with[j.b] = append(with[j.a], j.b), append(with[j.b], j.a)
		return err
	}, `SELECT j.kind, a.id, b.id FROM "join" j JOIN name a ON a.key = j.a JOIN name b ON b.key = j.b WHERE j.kind = ?`, string(kind))
	return with, err
}

// Groups tells of each entity of a kind that is joined with others the first of
// these, so that those are one of which it is the same.
func (s *Source) Groups(kind change.Kind) (map[change.ID]change.ID, error) {
	with, err := s.joinsOf(kind)
	if err != nil {
		return nil, err
	}
	groups := map[change.ID]change.ID{}
	for id := range with {
		if groups[id] == "" {
			all := connected(id, with)
			for _, other := range all {
				groups[other] = all[0]
			}
		}
	}
	return groups, nil
}

// connected lists what joins lead to from an entity, itself among it, in order.
func connected(from change.ID, with map[change.ID][]change.ID) []change.ID {
	all := []change.ID{from}
	known := map[change.ID]bool{from: true}
	for i := 0; i < len(all); i++ {
		for _, id := range with[all[i]] {
			if !known[id] {
				known[id] = true
				all = append(all, id)
			}
		}
	}
	slices.Sort(all)
	return all
}

// With lists those that an entity is joined with directly.
func (s *Source) With(ref change.Ref) (list []change.ID, err error) {
	joins, err := s.joins(ref)
	for _, j := range joins {
		if j.a == ref.ID {
			list = append(list, j.b)
		} else {
			list = append(list, j.a)
		}
	}
	return list, err
}

// Errors of names that mean nothing or too much.
var (
	ErrAmbiguous = errors.New("it means more than one thing")
	ErrShortID   = errors.New("it is too short for an id")
)

// Ambiguous says that a name means two things.
func Ambiguous(name string, one, other change.Ref) error {
	advice := "give more of the id"
	if !annotate.IsPrefix(name) {
		advice = "give the id of the one you mean"
	}
	return fmt.Errorf("%s: %w (%s %s and %s %s): %s", annotate.Quoted(name), ErrAmbiguous, one.Kind, one.ID, other.Kind, other.ID, advice)
}

// kinds are those that a name may mean, in the order in which they are tried.
var kinds = []change.Kind{annotate.KindArticle, annotate.KindClaim, annotate.KindAnnotation, annotate.KindReviewer, annotate.KindSetting, annotate.KindJoin}

// Resolve finds what a person means by a name: an id or the beginning of one,
// of at least annotate.MinPrefix characters; for claims also the exact
// statement (of several the first made), for articles the id they had where
// they came from. Only entities of the given kinds are meant, or of any where
// none is given. The error wraps [ErrNoEntity], [ErrShortID] or [ErrAmbiguous].
func (s *Source) Resolve(name string, among ...change.Kind) (change.Ref, error) {
	if len(among) == 0 {
		among = kinds
	}
	var found []change.Ref
	for _, look := range []func(change.Kind, string) ([]change.ID, error){s.byID, s.byOwnName} {
		for _, kind := range among {
			ids, err := look(kind, name)
			if err != nil {
				return change.Ref{}, err
			}
			for _, id := range ids {
				err := s.Live(change.Ref{Kind: kind, ID: id})
				if err == nil {
					found = append(found, change.Ref{Kind: kind, ID: id})
				} else if !errors.Is(err, ErrNoEntity) {
					return change.Ref{}, err
				}
			}
		}
		if len(found) > 0 {
			break
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return change.Ref{}, Ambiguous(name, found[0], found[1])
	}
	for _, kind := range among {
		if short, err := s.beginsID(kind, name); err != nil {
			return change.Ref{}, err
		} else if short {
			return change.Ref{}, fmt.Errorf("%s: %w: give at least %d characters of the id", annotate.Quoted(name), ErrShortID, annotate.MinPrefix)
		}
	}
	return change.Ref{}, fmt.Errorf("%s: %w: give an id as it is listed, at least %d characters of it, or a claim's exact statement",
		annotate.Quoted(name), ErrNoEntity, annotate.MinPrefix)
}

// tableOf is the table of a kind, "" where names never mean one.
func tableOf(kind change.Kind) string {
	if !slices.Contains(kinds, kind) {
		return ""
	}
	return `"` + string(kind) + `"`
}

// between gives the first and last of the ids that begin with a prefix.
func between(prefix string) (from, to [16]byte) {
	digits := strings.ReplaceAll(strings.ToLower(prefix), "-", "")
	id := func(fill string) change.ID {
		d := (digits + strings.Repeat(fill, 32))[:32]
		return change.ID(d[:8] + "-" + d[8:12] + "-" + d[12:16] + "-" + d[16:20] + "-" + d[20:])
	}
	return id("0").Bytes(), id("f").Bytes()
}

// beginsID tells whether an entity's id begins with a name that is too short
// to mean it.
func (s *Source) beginsID(kind change.Kind, name string) (bool, error) {
	if n := len(name); tableOf(kind) == "" || n < fewestTold || n >= annotate.MinPrefix || strings.Trim(strings.ToLower(name), "0123456789abcdef") != "" {
		return false, nil
	}
	from, to := between(name)
	return s.Tables.Has("SELECT 1 FROM name n JOIN "+tableOf(kind)+" e ON e.key = n.key WHERE n.id BETWEEN ? AND ? LIMIT 1", from[:], to[:])
}

// fewestTold is the length from which a name of hexadecimal digits can hardly
// be the beginning of an id by chance, in characters.
const fewestTold = 4

func (s *Source) byID(kind change.Kind, name string) ([]change.ID, error) {
	if !annotate.IsPrefix(name) || tableOf(kind) == "" {
		return nil, nil
	}
	from, to := between(name)
	ids, err := file.All(s.Tables, scanID, "SELECT n.id FROM name n JOIN "+tableOf(kind)+" e ON e.key = n.key WHERE n.id BETWEEN ? AND ? ORDER BY n.id LIMIT 3", from[:], to[:])
	return slices.DeleteFunc(ids, func(id change.ID) bool { return !strings.HasPrefix(string(id), strings.ToLower(name)) }), err
}

func (s *Source) byOwnName(kind change.Kind, name string) ([]change.ID, error) {
	switch {
	case kind == annotate.KindClaim:
		return file.All(s.Tables, scanID, "SELECT cn.id "+claimFrom+" WHERE c.statement = ? ORDER BY c.created, cn.id LIMIT 1", strings.TrimSpace(name))
	case kind == annotate.KindArticle && name != "":
		return file.All(s.Tables, scanID, "SELECT an.id "+articleFrom+" WHERE a.external_id = ? AND a.external_id <> '' ORDER BY an.id LIMIT 3", name)
	}
	return nil, nil
}
