package salvage

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/change"
	"claimtrace/annotate/text"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// Codes of the changes that stand in for lost ones, and of the one that brings
// who saves into the log.
const (
	codeMend = "salvage.mend"
	codeJoin = "reviewer.join"
)

// mender makes changes in a copy of its own, which ends with the salvage.
type mender struct {
	desk   desk
	copy   change.ID
	number int64 // of the last one
	first  int64 // of the action
	last   struct {
		sha256  string
		offsets *text.Offsets // nil where the text is not here
	}
}

// desk is the log with what is here of the copies, which mending does not
// change.
type desk struct {
	*log.Log
	had []change.SawCopy
}

// Had is that of [change.Desk].
func (d desk) Had() ([]change.SawCopy, error) { return slices.Clone(d.had), nil }

// begin brings the person who saves into the log, where that is not done yet.
func (s *salvage) begin() error {
	m := &s.mender
	if m.copy != "" {
		return nil
	}
	had, err := s.log.Had()
	if err != nil {
		return err
	}
	*m = mender{desk: desk{s.log, had}, copy: change.NewID(), first: 1}
	who := annotate.Ref{Kind: annotate.KindReviewer, ID: s.Person}
	st, err := s.tables.State(who)
	if err != nil || st.Live {
		return err
	}
	sets := annotate.Spec(who.Kind).RegisterValues(annotate.Fields{"name": s.Name, "key": s.Key}, []string{"name", "key"})
	if _, err := s.write(change.Draft{Ref: who, Did: change.Did{Code: codeJoin}, Sets: append(sets, life())}); err != nil {
		return err
	}
	m.first = m.number + 1
	return nil
}

func life() change.Field { return change.Field{Name: change.Life, Value: change.OfBool(true)} }

// write makes a change and appends it to the new log.
func (s *salvage) write(d change.Draft) (*change.Change, error) {
	var seed [16]byte
	if _, err := rand.Read(seed[:]); err != nil {
		return nil, err
	}
	m := &s.mender
	at := change.Stamp{Person: s.Person, Copy: m.copy, Number: m.number + 1, First: m.first, Clock: change.ClockOf(s.Now())}
	c, err := change.Compose(m.desk, at, d, seed)
	if errors.Is(err, change.ErrTooMany) && d.Decides {
		d.Decides = false // it does not say what had been seen, so that all that says otherwise is shown as such
		c, err = change.Compose(m.desk, at, d, seed)
	}
	if err != nil {
		return nil, err
	}
	m.number++
	s.count++
	check.AddID(s.sum, c.ID)
	return c, s.log.Append(c, receipt)
}

// mend makes a change that stands in for lost ones. ok is false where it cannot
// be one that other copies take in.
func (s *salvage) mend(ref annotate.Ref, sets []change.Field) (ok bool, err error) {
	if err := s.begin(); err != nil {
		return false, err
	}
	decides := slices.ContainsFunc(sets, func(f change.Field) bool {
		r := annotate.Spec(ref.Kind).RegisterNamed(f.Name)
		return r != nil && r.Decides
	})
	_, err = s.write(change.Draft{Ref: ref, Did: change.Did{Code: codeMend}, Sets: sets, Decides: decides})
	if errors.Is(err, change.ErrForm) || errors.Is(err, change.ErrTooMany) {
		return false, nil
	}
	return err == nil, err
}

// maxRows bounds how many rows are read that show one entity: a sound file has
// one, a damaged one may have others where its list of free pages is lost.
const maxRows = 8

// mendAll takes from the derived tables what the log has lost.
func (s *salvage) mendAll() error {
	if !s.gaps {
		return nil
	}
	if s.foreign {
		s.tell("the tables that show how things stood are those of another version, and are not read")
		return nil
	}
	found := map[annotate.Ref][]shown{}
	agrees := map[annotate.Ref]bool{}
	read := map[int64]int{} // how many rows were read for a key
	if err := s.each(func(r row) error {
		if s.affected != nil && !s.affected[r.key] || read[r.key] == maxRows {
			return nil
		}
		x, ok := s.readShown(r)
		if !ok {
			return nil
		}
		read[r.key]++
		st, err := s.tables.State(x.Ref)
		if err != nil {
			return err
		}
		if sets := x.differing(st); len(sets) == 0 && st.Live {
			agrees[x.Ref] = true
		} else if !slices.ContainsFunc(found[x.Ref], func(y shown) bool { return reflect.DeepEqual(x, y) }) {
			found[x.Ref] = append(found[x.Ref], x)
		}
		return nil
	}); err != nil {
		return err
	}
	var list []shown
	for ref, rows := range found {
		switch {
		case agrees[ref]:
		case len(rows) > 1:
			if err := s.tellOf(ref, rows[0], "changes of it are lost, and what is left to show how it stood does not agree: it is saved as far as the log goes"); err != nil {
				return err
			}
		default:
			list = append(list, rows[0])
		}
	}
	slices.SortFunc(list, func(a, b shown) int { // passages of one article after each other, and after it
		return cmp.Or(cmp.Compare(place(a.Kind), place(b.Kind)), cmp.Compare(a.text("article"), b.text("article")), cmp.Compare(a.ID, b.ID))
	})
	for _, x := range list {
		if err := cmp.Or(s.ctx.Err(), s.restore(x)); err != nil {
			return err
		}
	}
	if s.affected == nil {
		return s.tellUnshown(agrees)
	}
	return s.tellAffected(agrees)
}

// tellUnshown tells of what the log brings into the project though no row shows
// it, where it is not known of what changes are lost.
func (s *salvage) tellUnshown(agrees map[annotate.Ref]bool) error {
	return s.eachEntity(func(st annotate.State) error {
		if spec := annotate.Spec(st.Kind); !st.Shown() || spec.Stays || agrees[st.Ref] || s.toldOf[st.ID] {
			return nil
		}
		return s.tellOf(st.Ref, shown{}, "it is not among what stood last, so that it may have been removed; it is saved as far as the log goes")
	})
}

// eachEntity calls f with what the log says of every entity.
func (s *salvage) eachEntity(f func(annotate.State) error) error {
	names, err := s.log.ReadNames()
	if err != nil {
		return err
	}
	return s.log.Entities(s.ctx, names, func(e log.Entity) error {
		folded := change.Fold(e.Ref, e.Changes)
		life, err := change.LifeOf(s.log, folded)
		if err != nil {
			return err
		}
		return f(annotate.StateOf(folded, life.Live))
	})
}

// place is where a kind comes in mending: people first, whose names what follows
// tells.
func place(kind change.Kind) int {
	if kind == annotate.KindReviewer {
		return -1
	}
	return slices.IndexFunc(annotate.Kinds, func(k annotate.KindSpec) bool { return k.Kind == kind })
}

func (x *shown) text(name string) string {
	v, _ := x.fields[name].(string)
	return v
}

// differing returns the registers that stand otherwise in a row than by the
// log, as the row shows them.
func (x *shown) differing(st annotate.State) (sets []change.Field) {
	spec := annotate.Spec(x.Kind)
	for i := range spec.Registers {
		r := &spec.Registers[i]
		if r.Who == annotate.Nobody && st.Read(r.Name) != nil {
			continue
		}
		differs, whole := false, true
		for _, field := range r.Fields {
			differs = differs || x.fields[field.Name] != st.Value(field.Name)
			whole = whole && !x.hidden[field.Name]
		}
		if !differs || !whole {
			continue
		}
		if x.pair != nil {
			sets = append(sets, change.Field{Name: r.Name, Value: *x.pair})
			continue
		}
		sets = append(sets, spec.RegisterValues(x.fields, []string{r.Fields[0].Name})...)
	}
	return sets
}

// restore brings an entity to what a row shows of it.
func (s *salvage) restore(x shown) error {
	if x.Kind == annotate.KindArticle {
		chars, err := s.chars(x.text("sha256"))
		if err != nil {
			return err
		}
		if chars >= 0 {
			x.fields["chars"] = chars
		}
	}
	st, err := s.tables.State(x.Ref)
	if err != nil {
		return err
	}
	keyless := x.Kind == annotate.KindArticle && st.Read("key") == nil && !x.keyed()
	sets := x.differing(st)
	if i := slices.IndexFunc(sets, func(f change.Field) bool { return f.Name == "place" }); i >= 0 {
		ok, err := s.quotes(x)
		if err != nil {
			return err
		}
		if !ok {
			sets = slices.Delete(sets, i, i+1)
		}
	}
	made := slices.ContainsFunc(st.Changes(), (*change.Change).IsMaking)
	if !st.Live {
		sets = append(sets, life())
		if keyless || !complete(st, sets) {
			return s.tellOf(x.Ref, x, "it is lost, and too little of it is left to make it anew"+s.was(x))
		}
	}
	if len(sets) == 0 {
		return nil
	}
	ok, err := s.mend(x.Ref, sets)
	switch {
	case err != nil:
		return err
	case !ok:
		return s.tellOf(x.Ref, x, "changes of it are lost, and cannot be made anew")
	case !made:
		return s.tellOf(x.Ref, x, "its making is lost; it is made anew as it stood last"+s.was(x)+s.decided(x, sets))
	}
	return s.tellOf(x.Ref, x, "changes of it are lost; it is saved as it stood last"+s.decided(x, sets))
}

// complete tells whether an entity has what it cannot be without once some
// registers of it are set.
func complete(st annotate.State, sets []change.Field) bool {
	spec := annotate.Spec(st.Kind)
	fields, withheld := st.Fields(), strings.Fields(st.Withheld())
	for i := range spec.Registers {
		r := &spec.Registers[i]
		if j := slices.IndexFunc(sets, func(f change.Field) bool { return f.Name == r.Name }); j >= 0 {
			r.ReadRegister(sets[j].Value, fields)
		}
		for _, field := range r.Fields {
			if field.Required && fields[field.Name] == nil && !slices.Contains(withheld, field.Name) {
				return false
			}
		}
	}
	return true
}

// was tells whose an annotation or correction was, of which who made it cannot be kept.
func (s *salvage) was(x shown) string {
	if x.Kind != annotate.KindAnnotation && x.Kind != annotate.KindCorrection || x.reviewer == s.Person {
		return ""
	}
	return fmt.Sprintf("; it was %s's, and is %s's now", s.personName(x.reviewer), annotate.Quoted(s.Name))
}

// decided tells whose a decision was.
func (s *salvage) decided(x shown, sets []change.Field) string {
	if x.text("resolved") == "" || x.maker == s.Person || !slices.ContainsFunc(sets, func(f change.Field) bool { return f.Name == "decision" }) {
		return ""
	}
	return fmt.Sprintf("; its decision was %s's, and is %s's now", s.personName(x.maker), annotate.Quoted(s.Name))
}

func (s *salvage) personName(id change.ID) string {
	st, err := s.tables.State(annotate.Ref{Kind: annotate.KindReviewer, ID: id})
	if err != nil || st.Name() == "" {
		return "another"
	}
	return annotate.Quoted(st.Name())
}

// chars is the length of a text in code points, -1 where it is not here.
func (s *salvage) chars(sha256 string) (int, error) {
	list, err := file.All(s.c, file.Scalar[string], "SELECT text FROM text WHERE sha256 = ? AND text IS NOT NULL", sha256)
	if err != nil || len(list) == 0 {
		return -1, err
	}
	return utf8.RuneCountInString(list[0]), nil
}

// quotes tells whether an annotation quotes what its article says, as far as the
// text is here.
func (s *salvage) quotes(x shown) (bool, error) {
	article, err := s.log.Fold(annotate.Ref{Kind: annotate.KindArticle, ID: change.ID(x.text("article"))})
	if err != nil {
		return false, err
	}
	start, _ := x.fields["start"].(int)
	end, _ := x.fields["end"].(int)
	sum := annotate.StateOf(article, true).Article().SHA256
	last := &s.mender.last
	if last.sha256 != sum || sum == "" {
		list, err := file.All(s.c, file.Scalar[string], "SELECT text FROM text WHERE sha256 = ? AND text IS NOT NULL", sum)
		if err != nil {
			return false, err
		}
		last.sha256, last.offsets = sum, nil
		if len(list) > 0 {
			last.offsets = text.NewOffsets(list[0])
		}
	}
	if last.offsets == nil {
		return x.text("quote") != "" || x.hidden["quote"], nil
	}
	if x.text("quote") == "" && start < end && end <= last.offsets.Len() { // the change that had it is lost
		x.fields["quote"] = annotate.ShortQuote(last.offsets.Slice(start, end))
	}
	return end <= last.offsets.Len() &&
		annotate.ShortQuote(anchor.Select(last.offsets, annotate.Span{Start: start, End: end}).Exact) == x.text("quote"), nil
}

// tellOf tells what became of an entity, once.
func (s *salvage) tellOf(ref annotate.Ref, x shown, what string) error {
	st, err := s.tables.State(ref)
	if err != nil {
		return err
	}
	name := st.Name()
	if spec := annotate.Spec(ref.Kind); name == "" && spec != nil && x.fields != nil {
		name = spec.Name(x.fields)
	}
	if name == "" {
		name = string(ref.ID)
	} else {
		name = annotate.Quoted(name)
	}
	s.toldOf[ref.ID] = true
	s.tell("%s %s: %s", ref.Kind, name, what)
	return nil
}

// tellAffected tells of the entities that are known to have lost changes, and
// were not mended.
func (s *salvage) tellAffected(agrees map[annotate.Ref]bool) error {
	var ids []change.ID
	for key := range s.affected {
		if id := s.id(key); id != "" && !s.toldOf[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		kind, err := s.log.Kind(id)
		if err != nil {
			return err
		}
		ref := annotate.Ref{Kind: kind, ID: id}
		switch {
		case kind == "":
			s.tell("%s: all that was recorded of it is lost", id)
		case agrees[ref]:
			err = s.tellOf(ref, shown{}, "changes of it are lost; it stands as it stood")
		default:
			err = s.tellOf(ref, shown{}, "changes of it are lost, perhaps its removal; it is saved as far as the log goes")
		}
		if err != nil {
			return err
		}
	}
	return nil
}
