package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/change"
	from "claimtrace/annotate/incoming"
	"claimtrace/annotate/text"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// ImportOptions say how a set is taken in.
type ImportOptions struct {
	// DryRun tells what would come, and changes nothing.
	DryRun bool
	// Progress, if not nil, is told how many of the passages were looked at. It must not
	// use the project, which is busy.
	Progress func(done, all int)
}

// ImportCount is how many came in, and of how many that were here something did.
type ImportCount struct{ Added, Updated int }

// Imported tells what came of a set.
type Imported struct {
	Articles []ImportedArticle // in the order of the set
	People   []ImportedPerson  // whose passages came, or were here; in the order of the set
	Claims   ImportCount
	Passages ImportCount
	Waiting  int         // passages without a sure place that are held, and were not before: see [Carrying]
	Told     []from.Told // what was left out or taken otherwise, and why; never nil
}

// Found is what became of an article of a set.
type Found string

// What becomes of an article of a set.
const (
	FoundHere Found = "here"
	Made      Found = "made"    // from the text in the set
	Waits     Found = "waits"   // it is held without a text, until that is added
	NotHere   Found = "missing" // its passages are left out
)

// ImportedArticle is an article of a set.
type ImportedArticle struct {
	ID       annotate.ID // "" where it is not here
	Name     string
	How      Found
	Passages int // of the set, those that are in the project now
}

// ImportedPerson is somebody who annotated elsewhere.
type ImportedPerson struct {
	ID       annotate.ID
	Name     string
	Passages int
}

// errTried takes back what was done to see what it does.
var errTried = errors.New("it was only tried")

// Import takes in an annotation set of another program, or of this one, as one action of
// the person at work. What it makes has ids that follow from where it comes from: the
// same set makes the same entities, here and in other copies, and a second time nothing.
// Its annotators become persons of the project who have no key, and its passages are
// theirs. What stands in a register by the hand of somebody here stays; all that is left
// out or taken otherwise is told. The error is that of the context where that ends first;
// then nothing has changed.
func (p *Project) Import(ctx context.Context, set from.Set, o ImportOptions) (done Imported, a Action, err error) {
	a, err = p.act("import", func(rec *recording) error {
		im := importing{
			recording: rec, ctx: ctx, set: set, options: o, articles: map[string]target{}, claims: map[string]annotate.ID{},
			persons: map[annotate.ID]int{}, passages: map[string]annotate.ID{}, seen: map[Ref]bool{}, counted: map[string]bool{},
		}
		if err := im.run(); err != nil {
			return err
		}
		done = im.done
		// Of passages without a sure place it is told here, with where they may be.
		told := slices.DeleteFunc(slices.Clone(set.Told), func(t from.Told) bool { return t.Why == from.NotThere || t.Why == from.Several })
		done.Told = append(told, im.telling.Lines()...)
		if o.DryRun {
			return errTried
		}
		return ctx.Err()
	})
	if errors.Is(err, errTried) {
		return done, Action{}, nil
	}
	if err != nil {
		return Imported{}, Action{}, err
	}
	return done, a, nil
}

// importing is the taking in of one set.
type importing struct {
	*recording
	ctx      context.Context
	set      from.Set
	options  ImportOptions
	done     Imported
	telling  from.Telling
	articles map[string]target      // by their keys in the set
	claims   map[string]annotate.ID // the same
	persons  map[annotate.ID]int    // places in done.People
	passages map[string]annotate.ID // by their ids in the file
	seen     map[Ref]bool           // what was taken, or made, of this set
	counted  map[string]bool        // keys of claims that are among those that came, or were brought up to date
	around   []around               // of passages of which the text is not here
	holding  []holding              // what has no sure place
	searched int64                  // bytes of texts in which words were looked for

	adder *log.Adder // nil where there is little
	rows  *tables.Filling
}

// around is what stands around a passage.
type around struct {
	passage        annotate.ID
	prefix, suffix string
}

// holding is a passage that is to be held until it has a place.
type holding struct {
	Ref
	fields           annotate.Fields
	by               maker
	source, id, name string
}

// target is the article here that one of the set is.
type target struct {
	annotate.Article
	source string // in which ids of its passages are good that are so only in it
	sum    string // of the text in the set, "" where it does not say
}

func (im *importing) run() error {
	if err := im.findArticles(); err != nil {
		return err
	}
	if err := im.takeClaims(); err != nil {
		return err
	}
	if err := im.takePassages(); err != nil {
		return err
	}
	return im.takeDecisions()
}

// named is an id of a source, as an origin holds it.
func named(source, id string) (string, string) {
	short := func(s string) string {
		if utf8.RuneCountInString(s) > annotate.MaxOrigin || strings.ContainsAny(s, "\x00\n\r\u2028\u2029") {
			return string(change.NamedID("long", s))
		}
		return s
	}
	return short(annotate.Typed(source)), short(annotate.Typed(id))
}

// known returns the source of an id that is good everywhere, "" for any other.
func known(id string) string {
	if len(id) >= 36 {
		if _, err := annotate.ParseID(id[:36]); err == nil && (len(id) == 36 || id[36] == '#') {
			return "uuid"
		}
	}
	if strings.Contains(id, "://") || strings.HasPrefix(id, "acct:") || strings.HasPrefix(id, "mailto:") || strings.Contains(id, "@") && !strings.ContainsAny(id, " /\t") {
		return "address"
	}
	return ""
}

// maker is somebody of the set.
type maker struct {
	annotate.Imported
	name string
}

func (im *importing) maker(name, id string, at time.Time) maker {
	var i annotate.Imported
	switch {
	case known(id) == "uuid":
		i.Source, i.ID = named("uuid", strings.ToLower(id))
	case known(id) != "":
		i.Source, i.ID = named(known(id), id)
	default:
		i.Source, i.ID = named(im.set.Format, cmp.Or(strings.TrimSpace(id+" "+name), "-"))
	}
	if !at.IsZero() {
		i.At = change.ClockOf(at)
	}
	if i.ID == "-" {
		name = cmp.Or(im.set.Program, im.set.Format)
	}
	return maker{i, cmp.Or(name, i.ID)}
}

// counts one more passage of somebody.
func (im *importing) counts(m maker) {
	id := m.By()
	at, there := im.persons[id]
	if !there {
		at = len(im.done.People)
		im.persons[id] = at
		im.done.People = append(im.done.People, ImportedPerson{ID: id, Name: m.name})
	}
	im.done.People[at].Passages++
}

// person brings somebody of the set into the project.
func (im *importing) person(m maker) error {
	ref := Ref{Kind: annotate.KindReviewer, ID: m.By()}
	if im.seen[ref] {
		return nil
	}
	im.seen[ref] = true
	m.At = 0
	name := cmp.Or(strings.TrimSpace(im.clip(annotate.KindReviewer, "name", m.name)), im.set.Format)
	_, err := im.take(ref, annotate.Fields{"name": name}, m, m.Source, m.ID, name)
	return err
}

// clip shortens a text to what its field holds, and tells it.
func (im *importing) clip(kind annotate.Kind, field, s string) string {
	s = annotate.Typed(strings.ReplaceAll(s, "\x00", ""))
	_, spec := annotate.Spec(kind).Register(field)
	if spec.Type == annotate.Line {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n\r\u2028\u2029", r) }), " ")
	}
	if spec.Max > 0 && utf8.RuneCountInString(s) > spec.Max {
		o := text.NewOffsets(s)
		end := spec.Max
		if !o.IsBoundary(end) {
			end, _ = o.Grapheme(end)
		}
		im.telling.Tell(fmt.Sprintf("shortened: the %s of %s has at most %d characters", field, annotate.WithArticle(kind), spec.Max), s)
		s = o.Slice(0, end)
	}
	return s
}

// mostSearched is in how many bytes of texts words of one set are looked for: a small file
// could ask for days of it.
var mostSearched int64 = 8 << 30

// What becomes of an entity of a set.
type taken int

const (
	asItWas taken = iota
	cameIn
	broughtUp
	stays // gone, by the hand of somebody here
)

// Reasons why what is in a set does not come in.
const (
	toldChanged  = "it was changed here, and that stays"
	toldRemoved  = "it was removed here, and stays so: bring it back with Edit, Removed"
	toldTwice    = "it is in the file twice: the first is taken"
	toldMissing  = "its article is not here and the file does not carry its text: add the article and import again"
	toldSearched = "its words were not looked for, as too many of the file do not stand where it says: split it"
	toldSpaces   = "its place holds no words"
	toldUnits    = "the text of its article is not here, and without that its place cannot be told: it waits for the text"
)

// toldAddress names the address by which an article is looked for, which may be here without it.
func toldAddress(url string) string {
	return "no article here has the address " + annotate.Quoted(url) + " and the file does not carry its text: add that page, or put that address into the details of the article, and import again"
}

// Addresses are named of the first few articles only, and none that nobody would read.
const (
	mostAddresses = 4
	mostOfAddress = 300 // bytes
)

// take makes an entity, or brings it up to date: registers in which all stands by an
// import. Values that the set does not have are not taken away, since its format may
// not hold them.
func (im *importing) take(ref Ref, fields annotate.Fields, by maker, source, id, name string) (taken, error) {
	for field, value := range fields {
		if value == nil || value == "" {
			delete(fields, field)
		}
	}
	key, err := im.p.log.Key(ref.ID)
	if err != nil {
		return asItWas, err
	}
	var s annotate.State
	if key != 0 {
		if s, err = im.tables.State(ref); err != nil {
			return asItWas, err
		}
	}
	if key == 0 || !s.Known() {
		if err := im.bring(ref, by, fields); err != nil {
			return asItWas, err
		}
		fields["origin_source"], fields["origin_id"] = source, id
		return cameIn, im.make(ref, fields, by)
	}
	if !s.Live && slices.ContainsFunc(s.Heads(change.Life), (*change.Change).IsRemoval) {
		im.telling.Tell(toldRemoved, name)
		return stays, nil
	}
	sets, left := im.settable(s, fields)
	if left {
		im.telling.Tell(toldChanged, name)
	}
	became := broughtUp
	switch {
	case s.Waits(): // it has a place now
		placing, _ := s.Placing()
		sets, became = append(sets, placing...), cameIn
	case !s.Live: // its making was taken back
		sets, became = append(sets, life(true)), cameIn
	}
	if len(sets) == 0 {
		return asItWas, nil
	}
	if err := cmp.Or(im.bring(ref, by, fields), im.flush()); err != nil {
		return asItWas, err
	}
	d := change.Draft{Ref: ref, Sets: sets, More: []change.Field{by.Attribute()}}
	for _, x := range sets {
		if r := annotate.Spec(ref.Kind).RegisterNamed(x.Name); r != nil && r.Decides {
			d.Decides = true
		}
	}
	_, err = im.put(d)
	return became, err
}

// bring brings in who said what comes of an entity; who stated a claim is not known.
func (im *importing) bring(ref Ref, by maker, fields annotate.Fields) error {
	if ref.Kind == annotate.KindReviewer || ref.Kind == annotate.KindClaim && fields["resolved"] == nil {
		return nil
	}
	return im.person(by)
}

// settable returns the registers that are to be set so that the fields stand; left tells
// whether any is left as it is, since somebody here set it.
func (im *importing) settable(s annotate.State, fields annotate.Fields) (sets []change.Field, left bool) {
	spec := annotate.Spec(s.Kind)
	for name, value := range fields {
		if value == s.Value(name) { // also where a quote is in no normal form, as it is cut
			delete(fields, name)
		}
	}
	diff := differing(s, fields)
	all := s.Fields()
	var names []string
	for _, name := range namesOf(diff) {
		r, _ := spec.Register(name)
		ours := slices.ContainsFunc(s.Heads(r.Name), func(c *change.Change) bool { _, ok := annotate.ImportedBy(c); return !ok })
		if ours || s.Read("origin") == nil && !s.Waits() {
			left = true
			continue
		}
		names, all[name] = append(names, name), diff[name]
	}
	if len(names) > 0 {
		sets = spec.RegisterValues(all, names)
	}
	return sets, left
}

// make makes an entity that the log does not know.
func (im *importing) make(ref Ref, fields annotate.Fields, by maker) error {
	if err := fields.Check(ref.Kind); err != nil {
		return err
	}
	d := change.Draft{
		Ref: ref, Did: change.Did{Code: im.Did}, More: []change.Field{by.Attribute()},
		Sets: append(annotate.Spec(ref.Kind).RegisterValues(fields, namesOf(fields)), life(true)),
	}
	if im.adder == nil {
		_, err := im.put(d)
		return err
	}
	p := im.p
	var seed [16]byte
	if _, err := io.ReadFull(p.random, seed[:]); err != nil {
		return err
	}
	if im.first == 0 {
		im.first = p.desk.number + 1
	}
	c, err := change.Compose(p.log, change.Stamp{
		Person: p.person.ID, Copy: p.desk.copy, Number: p.desk.number + 1, First: im.first, Clock: change.ClockOf(p.now()),
	}, d, seed)
	if err != nil {
		return fmt.Errorf("%w change: %w", ErrInvalid, err)
	}
	if err := im.adder.Add(c, 0); err != nil {
		return err
	}
	p.desk.number = c.Number
	p.desk.count(c)
	im.Changes++
	im.Entities = append(im.Entities, ref)
	s := annotate.StateOf(change.Fold(ref, []*change.Change{c}), true)
	if ref.Kind == annotate.KindAnnotation {
		n := s.Annotation()
		claim := int64(0)
		if n.Claim != "" {
			claim = im.adder.Key(n.Claim)
			im.touch(Ref{Kind: annotate.KindClaim, ID: n.Claim})
		}
		im.touch(Ref{Kind: annotate.KindArticle, ID: n.Article})
		im.recording.passages.Passage(im.adder.Key(n.Article), claim, n.Verdict, 1)
	} else if ref.Kind == annotate.KindClaim {
		im.touch(ref)
	}
	return im.rows.Put(im.adder.Key(ref.ID), s)
}

// gather has what follows be written together, where it is much.
func (im *importing) gather(n int) (err error) {
	if n <= fewAdded || im.adder != nil {
		return nil
	}
	if err := im.begin(); err != nil {
		return err
	}
	im.rows = im.tables.Gather()
	im.adder, err = im.p.log.NewAdder()
	return err
}

// flush writes what was gathered; what follows is written by itself until [importing.gather].
func (im *importing) flush() error {
	if im.adder == nil {
		return nil
	}
	if err := cmp.Or(im.adder.Flush(), im.rows.Flush()); err != nil {
		return err
	}
	im.adder, im.rows = nil, nil
	return nil
}

// findArticles finds the articles of the set, or makes them.
func (im *importing) findArticles() error {
	at, err := im.addresses()
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, n := range im.set.Passages {
		wanted[n.Article] = true
	}
	var making []Draft
	var makes []int // places of these in the set
	for i, a := range im.set.Articles {
		as := ImportedArticle{Name: cmp.Or(a.Title, a.Outlet, a.File, a.URL, a.Key), How: NotHere}
		im.done.Articles = append(im.done.Articles, as)
		im.articles[a.Key] = target{sum: a.SHA256, source: im.set.Format + ":" + cmp.Or(a.SHA256, a.URL, a.Key)}
		found, err := im.findArticle(a, at)
		switch {
		case err != nil:
			return err
		case found.ID != "":
			im.is(i, found, FoundHere)
		case a.Text != "":
			making, makes = append(making, im.draft(a)), append(makes, i)
		}
	}
	if err := im.addArticles(making, makes); err != nil {
		return err
	}
	for i, a := range im.set.Articles {
		if im.articles[a.Key].ID == "" && a.Text == "" && wanted[a.Key] {
			if err := im.await(i, a); err != nil {
				return err
			}
		}
	}
	// Of what has no text some may be what was made just now.
	if at, err = im.addresses(); err != nil {
		return err
	}
	for i, a := range im.set.Articles {
		if im.articles[a.Key].ID != "" {
			continue
		}
		found, err := im.findArticle(a, at)
		if err != nil {
			return err
		}
		if found.ID != "" {
			im.is(i, found, FoundHere)
		}
	}
	return nil
}

// is notes which article here one of the set is.
func (im *importing) is(i int, a annotate.Article, how Found) {
	key := im.set.Articles[i].Key
	t := im.articles[key]
	t.Article = a
	im.articles[key] = t
	x := &im.done.Articles[i]
	if x.ID, x.How = a.ID, how; how == FoundHere {
		x.Name = a.Name()
	}
}

// addresses are the articles here by their addresses.
func (im *importing) addresses() (map[string][]annotate.Article, error) {
	here, err := im.src.Articles()
	at := map[string][]annotate.Article{}
	for _, a := range here {
		if a.URL != "" {
			key := annotate.AddressKey(a.URL)
			at[key] = append(at[key], a.Article)
		}
	}
	return at, err
}

// findArticle finds an article of the set that is here: by its id, its address, or its
// text. None has the ID "".
func (im *importing) findArticle(a from.Article, byAddress map[string][]annotate.Article) (annotate.Article, error) {
	if a.ID != "" {
		if found, err := im.src.Article(a.ID); !errors.Is(err, ErrNoEntity) {
			return found, err
		}
	}
	if a.URL != "" {
		same := byAddress[annotate.AddressKey(a.URL)]
		for _, b := range same {
			if b.SHA256 == a.SHA256 {
				return b, nil
			}
		}
		if len(same) == 1 || len(same) > 0 && a.SHA256 == "" && a.Text == "" {
			return same[len(same)-1], nil
		}
	}
	if a.SHA256 != "" {
		same, err := im.src.Known(a.SHA256)
		if err != nil || len(same) > 0 {
			return same[0], err
		}
	}
	return annotate.Article{}, nil
}

// draft is an article of the set that is to be made.
func (im *importing) draft(a from.Article) Draft {
	clip := func(field, s string) string { return im.clip(annotate.KindArticle, field, s) }
	if _, err := annotate.ParsePublication(string(a.Published)); err != nil {
		a.Published = ""
	}
	return Draft{Text: a.Text, Article: annotate.Article{
		Title: clip("title", a.Title), Outlet: clip("outlet", a.Outlet), Byline: clip("byline", a.Byline), Published: a.Published, URL: clip("url", a.URL),
		Language: clip("language", a.Language), ExternalID: clip("external_id", a.ExternalID), File: clip("file", a.File),
	}}
}

// addArticles makes articles. One that was removed here stays so.
func (im *importing) addArticles(making []Draft, makes []int) error {
	var drafts []Draft
	var at []int
	for i, d := range making {
		gone, err := im.isRemoved(checkDraft(d).ref)
		if err != nil {
			return err
		}
		if gone {
			im.telling.Tell(toldRemoved, d.Name())
			continue
		}
		drafts, at = append(drafts, d), append(at, makes[i])
	}
	if len(drafts) == 0 {
		return nil
	}
	adding := newAddition(im.recording)
	taken := map[int]Added{} // by their places in the set
	for i, d := range drafts {
		if err := im.ctx.Err(); err != nil {
			return err
		}
		name := im.done.Articles[at[i]].Name
		checked := checkDraft(d)
		if errors.Is(checked.err, ErrInvalid) || errors.Is(checked.err, annotate.ErrField) {
			im.telling.Tell("it cannot be added: "+checked.err.Error(), name)
			continue
		}
		one, err := adding.article(checked)
		if err != nil {
			return fmt.Errorf("article %s: %w", annotate.Quoted(name), err)
		}
		taken[at[i]] = one
	}
	if err := adding.flush(); err != nil {
		return err
	}
	for i, one := range taken {
		a, err := im.src.Article(one.ID)
		if err != nil {
			return err
		}
		how := Made
		if !one.New {
			how = FoundHere
		}
		im.is(i, a, how)
	}
	return nil
}

func (im *importing) isRemoved(ref Ref) (bool, error) {
	s, err := im.tables.State(ref)
	return s.Known() && !s.Live && slices.ContainsFunc(s.Heads(change.Life), (*change.Change).IsRemoval), err
}

// await holds an article without its text, as a package without texts does, where the set
// says all of which its id follows. The text finds it by its hash.
func (im *importing) await(i int, a from.Article) error {
	if len(a.SHA256) != 64 || a.Chars < 1 {
		return nil
	}
	d := im.draft(a)
	key := annotate.NewArticleKey(a.SHA256, d.URL, d.Outlet)
	ref := Ref{Kind: annotate.KindArticle, ID: key.ID()}
	fields := annotate.Fields{
		"sha256": key.SHA256, "chars": a.Chars, "key_address": key.Address, "key_outlet": key.Outlet, "title": d.Title, "outlet": d.Outlet, "byline": d.Byline,
		"published": string(d.Published), "url": d.URL, "language": d.Language, "external_id": d.ExternalID, "file": d.File,
	}
	for name, value := range fields {
		if value == "" {
			delete(fields, name)
		}
	}
	if fields.Check(ref.Kind) != nil {
		return nil
	}
	if gone, err := im.isRemoved(ref); gone || err != nil {
		return err
	}
	if _, err := im.put(change.Draft{Ref: ref, Sets: append(annotate.Spec(ref.Kind).RegisterValues(fields, namesOf(fields)), life(true))}); err != nil {
		return err
	}
	if err := im.p.conn.Exec("INSERT OR IGNORE INTO text (sha256) VALUES (?)", key.SHA256); err != nil {
		return err
	}
	made, err := im.src.Article(ref.ID)
	if err == nil {
		im.is(i, made, Waits)
	}
	return err
}

// takeClaims takes in the claims, but not what was decided on them, since that names
// passages.
func (im *importing) takeClaims() error {
	if err := im.gather(len(im.set.Claims)); err != nil {
		return err
	}
	for _, c := range im.set.Claims {
		if err := im.ctx.Err(); err != nil {
			return err
		}
		statement := strings.TrimSpace(im.clip(annotate.KindClaim, "statement", c.Statement))
		if statement == "" {
			im.telling.Tell("a claim without words is left out, its passages are tied to none", c.Key)
			continue
		}
		source, id := "statement", statement
		if s := known(c.Key); s != "" {
			source, id = s, c.Key
		}
		id = lowered(source, id)
		source, id = named(source, id)
		ref, err := im.entity(annotate.KindClaim, source, id)
		if err != nil {
			return err
		}
		if im.seen[ref] {
			im.claims[c.Key] = ref.ID
			continue
		}
		if key, err := im.p.log.Key(ref.ID); err != nil {
			return err
		} else if key == 0 && source == "statement" {
			stated, err := im.src.Stating(statement)
			if err == nil {
				im.claims[c.Key] = stated.ID
				continue
			}
			if !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
		by := im.maker("", "", c.Created)
		became, err := im.take(ref, annotate.Fields{"statement": statement, "note": im.clip(annotate.KindClaim, "note", c.Note)}, by, source, id, statement)
		if err != nil {
			return err
		}
		im.seen[ref] = true
		if became != stays {
			im.claims[c.Key] = ref.ID
		}
		im.counted[c.Key] = became == cameIn || became == broughtUp
		im.done.Claims.count(became)
	}
	return im.flush()
}

func (n *ImportCount) count(t taken) {
	switch t {
	case cameIn:
		n.Added++
	case broughtUp:
		n.Updated++
	}
}

func lowered(source, id string) string {
	if source == "uuid" {
		return strings.ToLower(id)
	}
	return id
}

// entity is what something of a set is here: an entity of this project that went out, or
// the one that its origin names.
func (im *importing) entity(kind annotate.Kind, source, id string) (Ref, error) {
	if source == "uuid" && len(id) == 36 {
		own := Ref{Kind: kind, ID: annotate.ID(id)}
		key, err := im.p.log.Key(own.ID)
		if err != nil {
			return own, err
		}
		if key != 0 {
			f, err := im.p.log.Fold(own)
			if err != nil || f.Known() {
				return own, err
			}
		}
	}
	return Ref{Kind: kind, ID: annotate.ImportedID(kind, source, id)}, nil
}

// takePassages takes in the passages, those of an article together.
func (im *importing) takePassages() error {
	of := map[string][]int{}
	for i, n := range im.set.Passages {
		of[n.Article] = append(of[n.Article], i)
	}
	if err := im.gather(len(im.set.Passages)); err != nil {
		return err
	}
	done, addresses := 0, 0
	for i, a := range im.set.Articles {
		t := im.articles[a.Key]
		list := of[a.Key]
		if len(list) == 0 {
			continue
		}
		if t.ID == "" {
			why := toldMissing
			if a.URL != "" && len(a.URL) <= mostOfAddress && addresses < mostAddresses {
				why, addresses = toldAddress(a.URL), addresses+1
			}
			for _, j := range list {
				im.telling.Tell(why, cmp.Or(im.set.Passages[j].Quote, a.Title, a.Key))
			}
			done += len(list)
			continue
		}
		o, err := im.src.Offsets(t.ID)
		if err != nil && !errors.Is(err, ErrTextWithheld) {
			return err
		}
		if errors.Is(err, ErrTextWithheld) {
			o = nil
		}
		for _, j := range list {
			if err := im.ctx.Err(); err != nil {
				return err
			}
			came, err := im.passage(t, o, &im.set.Passages[j])
			if err != nil {
				return err
			}
			if came {
				im.done.Articles[i].Passages++
			}
			if done++; im.options.Progress != nil && (done%256 == 0 || done == len(im.set.Passages)) {
				im.options.Progress(done, len(im.set.Passages))
			}
		}
	}
	if err := cmp.Or(im.flush(), im.keepAround()); err != nil {
		return err
	}
	for _, h := range im.holding {
		if err := cmp.Or(im.ctx.Err(), im.hold(h)); err != nil {
			return err
		}
	}
	return nil
}

// hold holds a passage until a person gives it a place, or brings up to date what is held; where it
// has a place by now that stays.
func (im *importing) hold(h holding) error {
	s, err := im.tables.State(h.Ref)
	if err != nil {
		return err
	}
	if s.Live || s.Waits() && s.Value("article") != h.fields["article"] {
		for _, field := range []string{"article", "start", "end", "quote"} {
			delete(h.fields, field)
		}
	}
	switch {
	case s.Live:
		became, err := im.take(h.Ref, h.fields, h.by, h.source, h.id, h.name)
		im.done.Passages.count(became)
		return err
	case s.Known() && !s.Waits() && slices.ContainsFunc(s.Heads(change.Life), (*change.Change).IsRemoval):
		im.telling.Tell(toldRemoved, h.name)
		return nil
	}
	for field, value := range h.fields {
		if value == "" || s.Waits() && value == s.Value(field) {
			delete(h.fields, field)
		}
	}
	if s.Waits() {
		if len(h.fields) == 0 {
			return nil
		}
	} else {
		h.fields["origin_source"], h.fields["origin_id"] = h.source, h.id
		im.done.Waiting++
	}
	all := s.Fields()
	maps.Copy(all, h.fields)
	if err := cmp.Or(h.fields.Check(h.Kind), im.person(h.by)); err != nil {
		return err
	}
	_, err = im.put(change.Draft{
		Ref: h.Ref, Did: change.Did{Code: annotate.CodeWait}, Sets: annotate.Spec(h.Kind).RegisterValues(all, namesOf(h.fields)), More: []change.Field{h.by.Attribute()},
	})
	return err
}

// passage takes in one passage of an article, whose text is o, nil where it is not here.
// It tells whether the passage is in the project now.
func (im *importing) passage(t target, o *text.Offsets, n *from.Passage) (bool, error) {
	place, sure := im.place(t, o, *n)
	if place == nil {
		return false, nil
	}
	source, id := t.source, n.ID
	switch s := known(n.ID); {
	case s != "":
		source, id = s, lowered(s, n.ID)
	case n.ID == "":
		what := []string{"passage", fmt.Sprint(place["start"], "-", place["end"]), string(n.Verdict), n.Claim, n.ReviewerID, n.Reviewer}
		if !sure {
			what = append(what, n.Quote)
		}
		id = string(change.NamedID(what...))
	}
	source, id = named(source, id)
	ref, err := im.entity(annotate.KindAnnotation, source, id)
	if err != nil {
		return false, err
	}
	if im.seen[ref] {
		im.telling.Tell(toldTwice, cmp.Or(n.Quote, n.ID))
		return false, nil
	}
	im.seen[ref] = true
	fields := place
	fields["verdict"], fields["claim"] = string(n.Verdict), string(im.claims[n.Claim])
	fields["attribution"], fields["note"] = im.clip(annotate.KindAnnotation, "attribution", n.Attribution), im.clip(annotate.KindAnnotation, "note", n.Note)
	by := im.maker(n.Reviewer, n.ReviewerID, n.Created)
	if !sure {
		im.holding = append(im.holding, holding{ref, fields, by, source, id, cmp.Or(n.Quote, n.ID)})
		return false, nil
	}
	became, err := im.take(ref, fields, by, source, id, cmp.Or(n.Quote, n.ID))
	if err != nil || became == stays {
		return false, err
	}
	im.passages[n.ID] = ref.ID
	im.done.Passages.count(became)
	im.counts(by)
	if o == nil && became == cameIn && n.Prefix+n.Suffix != "" {
		im.around = append(im.around, around{ref.ID, n.Prefix, n.Suffix})
	}
	return true, nil
}

// keepAround keeps what stands around passages of texts that are not here.
func (im *importing) keepAround() error {
	for _, x := range im.around {
		key, err := im.p.log.Key(x.passage)
		if err != nil {
			return err
		}
		before, after := []rune(x.prefix), []rune(x.suffix)
		if err := im.p.conn.Exec("INSERT OR REPLACE INTO context (annotation, prefix, suffix) VALUES (?, ?, ?)", key,
			string(before[max(len(before)-anchor.Context, 0):]), string(after[:min(len(after), anchor.Context)])); err != nil {
			return err
		}
	}
	return nil
}

// place finds where a passage stands in an article here. Where that is not sure it is told, and
// the fields say what the set does; they are nil where there is nothing to look for it by.
func (im *importing) place(t target, o *text.Offsets, n from.Passage) (fields annotate.Fields, sure bool) {
	if o == nil {
		long := utf8.RuneCountInString(n.Quote)
		if n.Unit == from.UTF16Units || n.Start < 0 || n.End > t.Chars || t.sum != "" && t.sum != t.SHA256 ||
			n.End-n.Start != long && (long != annotate.MaxQuote || n.End-n.Start < long) || strings.TrimSpace(n.Quote) == "" || strings.ContainsRune(n.Quote, 0) || annotate.Typed(n.Quote) != n.Quote {
			im.telling.Tell(toldUnits, cmp.Or(n.Quote, n.ID))
			return said(t, o, n), false
		}
		return annotate.Fields{"article": string(t.ID), "start": n.Start, "end": n.End, "quote": annotate.ShortQuote(n.Quote)}, true
	}
	if !n.Stands(o) {
		if im.searched += int64(len(o.Text())); im.searched > mostSearched {
			im.telling.Tell(toldSearched, cmp.Or(n.Quote, n.ID))
			return nil, false
		}
	}
	was := n
	if err := n.Place(o); err != nil {
		im.telling.Tell(unplaced(o, n.Quote, err), cmp.Or(n.Quote, n.ID))
		return said(t, o, n), false
	}
	if was.Placed && (n.Start != was.Start || n.End != was.End) {
		im.telling.Tell("found by its words, as the text here is not quite that of the file", n.Quote)
	}
	start, end := o.Snap(n.Start, n.End)
	if start != n.Start || end != n.End {
		im.telling.Tell("its ends were moved out to whole characters", n.Quote)
	}
	if anchor.Check(o, annotate.Span{Start: start, End: end}) != nil {
		im.telling.Tell(toldSpaces, cmp.Or(n.ID, n.Quote))
		return nil, false
	}
	return annotate.Fields{"article": string(t.ID), "start": start, "end": end, "quote": annotate.ShortQuote(o.Slice(start, end))}, true
}

// said is what a set says of the place of a passage, in code points as far as these are known; nil where it
// says no words.
func said(t target, o *text.Offsets, n from.Passage) annotate.Fields {
	quote := annotate.Typed(strings.ReplaceAll(n.Quote, "\x00", ""))
	if strings.TrimSpace(quote) == "" {
		return nil
	}
	start := min(max(n.Start, 0), max(t.Chars-1, 0))
	if o != nil && n.Unit == from.UTF16Units {
		if at, err := o.FromUTF16(n.Start); err == nil {
			start = at
		}
	}
	return annotate.Fields{"article": string(t.ID), "start": start, "end": start + utf8.RuneCountInString(quote), "quote": annotate.ShortQuote(quote)}
}

// unplaced says why a passage has no sure place, and which it might be.
func unplaced(o *text.Offsets, quote string, err error) string {
	if !errors.Is(err, anchor.ErrAmbiguous) {
		return from.NotThere
	}
	const named = 5
	var at []string
	for i, s := range anchor.All(o, quote) {
		if i == named {
			at = append(at, "…")
			break
		}
		at = append(at, fmt.Sprint(s.Start))
	}
	why := from.Several
	if len(at) > 0 {
		why += " (at " + strings.Join(at, ", ") + ")"
	}
	return why
}

// takeDecisions takes in what was decided on claims.
func (im *importing) takeDecisions() error {
	decided := map[annotate.ID]bool{}
	for _, c := range im.set.Claims {
		id := im.claims[c.Key]
		if c.Resolved == "" || id == "" {
			continue
		}
		if decided[id] {
			im.telling.Tell(toldTwice, c.Statement)
			continue
		}
		decided[id] = true
		var evidence []annotate.ID
		for _, e := range c.Evidence {
			if n := im.passages[e]; n != "" {
				evidence = append(evidence, n)
			}
		}
		if len(evidence) < len(c.Evidence) {
			im.telling.Tell("passages that were to show what was decided did not come in", c.Statement)
		}
		if len(evidence) > change.MaxIDs {
			im.telling.Tell(fmt.Sprintf("shortened: at most %d passages show a decision", change.MaxIDs), c.Statement)
			evidence = evidence[:change.MaxIDs]
		}
		by := im.maker(c.Decider, c.DeciderID, c.Decided)
		became, err := im.take(Ref{Kind: annotate.KindClaim, ID: id}, annotate.Fields{
			"resolved": string(c.Resolved), "reason": im.clip(annotate.KindClaim, "reason", c.Reason), "evidence": string(annotate.JoinIDs(evidence...).Sorted()),
		}, by, "", "", c.Statement)
		if err != nil {
			return err
		}
		if became == broughtUp && !im.counted[c.Key] {
			im.done.Claims.Updated++
		}
	}
	return nil
}
