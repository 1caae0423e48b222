package colleagues

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// readInbox makes rows of what asks to be settled, what may be one, what is
// joined, and what came in.
func (p *Page) readInbox() {
	s := p.w.Session()
	p.inbox = nil
	in, k := s.Inbox(), p.known()
	for _, c := range in.Collisions {
		p.inbox = append(p.inbox, p.collisionEntry(c, k))
	}
	for _, c := range in.Removed {
		p.inbox = append(p.inbox, p.contestedEntry(c, k))
	}
	p.inbox = append(p.inbox, p.carryingEntries(k)...)
	p.inbox = append(p.inbox, p.alikeEntries()...)
	p.readJoined()
	p.inbox = append(p.inbox, p.joined...)
	if s.Project() == nil {
		return // a moment is shown
	}
	list, err := s.Project().Receipts()
	p.failed(err)
	for _, r := range slices.Backward(list) {
		p.inbox = append(p.inbox, p.receiptEntry(r))
	}
}

// failed says why something could not be read; what was said before stays where it
// could.
func (p *Page) failed(err error) {
	if err != nil {
		p.w.Say(err)
	}
}

// known names what the project has.
func (p *Page) known() known {
	s := p.w.Session()
	k := known{reviewer: s.ReviewerName, comparing: s.Comparing(), articles: map[annotate.ID]store.ArticleRow{}, claims: map[annotate.ID]string{}}
	for _, a := range s.Articles() {
		k.articles[a.ID] = a
	}
	return k
}

func (p *Page) collisionEntry(c store.Collision, k known) entry {
	e := entry{badge: badge{parts.Count(len(c.Values), "value"), clash}, section: toSettle, of: c.Ref, article: c.Article, register: c.Register}
	e.name, e.detail = k.naming(c.Ref, c.Name, c.Article, c.Register)
	e.values = valuesOf(c, k)
	for i := range e.values {
		change := e.values[i].change
		e.values[i].act = act{"Choose", "This value stands, in every copy that takes that in", func() { p.settle(c, change) }}
		if e.values[i].stands {
			e.values[i].act.words = "Keep"
		}
		if i < mostByKey {
			e.values[i].key = strconv.Itoa(i + 1)
		}
	}
	if _, typed := typedField(c); typed {
		e.acts = []act{{"Another value…", "Type a value that is none of these", func() { p.other(c) }}}
	}
	return e
}

// valuesOf are the values of a collision, each against the one that stands, that
// against the one before it.
func valuesOf(c store.Collision, k known) []value {
	list := make([]value, len(c.Values))
	n := len(c.Values)
	stands := heldWords(c.Values[n-1])
	for i, h := range c.Values {
		v := value{verdict: heldVerdict(h), change: h.Change, stands: h.Stands}
		if i < n-1 {
			_, v.runs = differ(stands, heldWords(h), k.comparing)
		} else if n > 1 {
			_, v.runs = differ(heldWords(c.Values[n-2]), heldWords(h), k.comparing)
		}
		v.more = who(h.By, k) + ", " + style.WorkTime(h.At)
		if h.Receipt != 0 {
			v.more += " · came in " + h.Package
		}
		list[i] = v
	}
	return list
}

func (p *Page) contestedEntry(c store.Contested, k known) entry {
	e := entry{badge: badge{"removed", clash}, section: toSettle, of: c.Ref, article: c.Article}
	e.name, e.detail = k.naming(c.Ref, c.Name, c.Article, "")
	gone := who(c.By, k) + ", " + style.WorkTime(c.At)
	if c.Receipt != 0 {
		gone += " · came in " + c.Package
	}
	e.values = []value{
		{runs: plainly("Worked on"), more: who(c.Worker, k) + ", " + style.WorkTime(c.Worked), stands: true, act: act{"Keep it", "It stays, over the removal", func() { p.keep(c.Ref) }}},
		{runs: plainly("Removed"), more: gone, act: act{"Remove it", "It goes, with what was done to it", func() { p.remove(c.Ref) }}},
	}
	return e
}

func (p *Page) alikeEntries() (list []entry) {
	s := p.w.Session()
	for _, a := range p.offered {
		e := alike(a, s.Comparing())
		e.acts = []act{{"Join", "They count as one; both keep what they have", func() { p.join(a) }}, {"Not the same", "They stay two, and nobody is asked again", func() { p.holdApart(a) }}}
		if a.Kind == annotate.KindArticle {
			for i, id := range []annotate.ID{a.A, a.B} {
				if row, ok := s.ArticleRow(id); ok {
					e.values[i].more = articleWords(row)
				}
			}
		}
		list = append(list, e)
	}
	return list
}

// articleWords tells two articles apart that look alike.
func articleWords(a store.ArticleRow) string {
	said := style.ShortTime(a.Published)
	for _, s := range []string{a.Outlet, a.URL, a.File} {
		if s != "" {
			said += " · " + s
		}
	}
	return said
}

// readJoined makes rows of what is joined.
func (p *Page) readJoined() {
	s := p.w.Session()
	p.joined = nil
	part := func(kind annotate.Kind, ids []annotate.ID, name func(annotate.ID) value) {
		e := entry{badge: isOne, section: joinedOnes, name: "One " + string(kind), of: store.Ref{Kind: kind, ID: ids[0]}}
		for i, id := range ids {
			v := name(id)
			from := ids[0]
			if i == 0 {
				from = ids[1]
			}
			if len(ids) > 2 || i > 0 {
				v.act = act{"Part", "It is by itself again", func() { p.part(store.Ref{Kind: kind, ID: id}, store.Ref{Kind: kind, ID: from}) }}
			}
			e.values = append(e.values, v)
		}
		p.joined = append(p.joined, e)
	}
	for _, c := range s.Claims() {
		if len(c.Also) > 0 {
			said := map[annotate.ID]string{c.ID: c.Statement}
			ids := []annotate.ID{c.ID}
			for _, v := range c.Also {
				said[v.ID] = v.Statement
				ids = append(ids, v.ID)
			}
			part(annotate.KindClaim, ids, func(id annotate.ID) value {
				_, runs := differ(c.Statement, said[id], collate.Options{})
				return value{runs: runs}
			})
		}
	}
	groups, err := s.View().Groups(annotate.KindArticle)
	p.failed(err)
	of := map[annotate.ID][]annotate.ID{}
	for _, a := range s.Articles() { // in the order of the list
		if first, in := groups[a.ID]; in {
			of[first] = append(of[first], a.ID)
		}
	}
	for _, a := range s.Articles() {
		if ids := of[a.ID]; len(ids) > 1 {
			part(annotate.KindArticle, ids, func(id annotate.ID) value {
				row, _ := s.ArticleRow(id)
				return value{runs: plainly(row.Name()), more: articleWords(row)}
			})
		}
	}
}

// littleText is how much text, in code points, is looked through unasked: while
// that goes on nothing else can be read.
const littleText = 1 << 20

// isLittle tells whether the project has no more than that.
func (p *Page) isLittle() bool {
	n := 0
	for _, a := range p.w.Session().Articles() {
		n += a.Chars
	}
	return n <= littleText
}

// findAlike looks for what may be one, where that takes but a moment.
func (p *Page) findAlike() {
	s := p.w.Session()
	if s.Project() == nil || !p.isLittle() {
		return
	}
	p.finding.Drop() // it looked through what was
	var list []store.Alike
	var err error
	p.finding = p.run.Go(func(ctx context.Context) { list, err = s.Project().Alike(ctx) }, func() {
		p.failed(err)
		p.foundAlike(s, list, err)
	})
}

// seekAlike looks for it where that takes longer, once somebody asks for it: with
// progress and a way to stop it.
func (p *Page) seekAlike() {
	s := p.w.Session()
	if p.chosen != mayBeOne || p.sought || p.preview != nil || s.Project() == nil || p.isLittle() {
		return
	}
	p.sought = true // also where it is stopped
	var list []store.Alike
	p.w.Work("Looking for what may be one", func(ctx context.Context, _ func(int, int)) (err error) {
		list, err = s.Project().Alike(ctx)
		return err
	}, func(err error) {
		p.failed(err)
		p.foundAlike(s, list, err)
	})
}

func (p *Page) foundAlike(s *session.Session, list []store.Alike, err error) {
	if err != nil || p.w.Session() != s {
		return
	}
	p.offered, p.sought = list, true
	p.readInbox()
	if p.preview == nil {
		p.show()
	}
}

// errNotYours says what is left to do about another’s passage.
var errNotYours = errors.New("this passage is another’s, who alone chooses what stands of it: set your own verdict beside it")

// did does something that settles, and says why it could not be done, or what was
// done.
func (p *Page) did(do func() error, said string) {
	err := p.w.Do(do)
	if errors.Is(err, store.ErrNotYours) {
		err = errNotYours
	}
	p.w.Say(err)
	if err == nil {
		p.w.Tell(said + " (" + p.w.KeyOf("undo") + " takes it back)")
	}
}

func (p *Page) settle(c store.Collision, as annotate.ID) {
	p.did(func() error { return p.w.Session().Settle(c.Ref, c.Register, as) }, "Settled")
}

func (p *Page) keep(r store.Ref) {
	p.did(func() error { return p.w.Session().Keep(r) }, "Kept")
}

func (p *Page) remove(r store.Ref) {
	p.did(func() error { return p.w.Session().Remove(r) }, "Removed")
}

func (p *Page) join(a store.Alike) {
	p.settled(a)
	p.did(func() error {
		return p.w.Session().JoinTwo(store.Ref{Kind: a.Kind, ID: a.A}, store.Ref{Kind: a.Kind, ID: a.B})
	}, "They are one from now on")
}

// settled takes a pair from what is offered.
func (p *Page) settled(a store.Alike) {
	p.offered = slices.DeleteFunc(slices.Clone(p.offered), func(b store.Alike) bool {
		return annotate.JoinID(a.Kind, a.A, a.B) == annotate.JoinID(b.Kind, b.A, b.B)
	})
}

func (p *Page) holdApart(a store.Alike) {
	p.settled(a)
	p.did(func() error {
		return p.w.Session().HoldApart(store.Ref{Kind: a.Kind, ID: a.A}, store.Ref{Kind: a.Kind, ID: a.B})
	}, "They stay two, and are not offered again")
}

func (p *Page) part(a, b store.Ref) {
	p.did(func() error { return p.w.Session().PartTwo(a, b) }, "Parted")
}

// typedField is the field of a collision that a person can type.
func typedField(c store.Collision) (field annotate.FieldSpec, ok bool) {
	spec := annotate.Spec(c.Kind)
	if spec == nil {
		return field, false
	}
	r := spec.RegisterNamed(c.Register)
	if r == nil || len(r.Fields) != 1 {
		return field, false
	}
	f := r.Fields[0]
	return f, f.Typed && (f.Type == annotate.Text || f.Type == annotate.Line || f.Type == annotate.PublicationT)
}

// other asks for another value than any that is there.
func (p *Page) other(c store.Collision) {
	f, ok := typedField(c)
	if !ok {
		return
	}
	k := p.known()
	name, _ := k.naming(c.Ref, c.Name, c.Article, c.Register)
	p.w.Dialogs().Form("Another value for “"+cut(name)+"”", "Record", []dialog.Field{{Label: parts.Capital(wordOf(f.Name)), Value: heldWords(c.Values[len(c.Values)-1])}}, func(values []string) error {
		return p.w.Do(func() error { return p.w.Session().SetField(c.Ref, f.Name, annotate.Typed(values[0])) })
	})
}

// Settle asks which of the values of a register is to stand, where people who did
// not know of each other set it differently. Of "" it asks of the one register
// that there is, else it leads to all that asks to be settled of the entity.
func (p *Page) Settle(r store.Ref, register string) {
	k := p.known()
	if row, ok := p.w.Session().ClaimRow(r.ID); ok { // of joined ones the first that asks
		for _, v := range append([]annotate.Claim{row.Claim}, row.Also...) {
			if in := (store.Ref{Kind: annotate.KindClaim, ID: v.ID}); register == "" && p.w.Session().Asks(r).Empty() {
				r = in
			}
		}
	}
	if in := p.w.Session().Asks(r); register == "" && len(in.Collisions) == 1 && len(in.Removed) == 0 {
		register = in.Collisions[0].Register
	} else if register == "" {
		p.find(r)
		return
	}
	c, ok := p.w.Session().CollisionIn(r, register)
	if !ok {
		return
	}
	var list []dialog.Choice
	for _, v := range valuesOf(c, k) {
		said := cmp.Or(words(v.runs), "nothing")
		if v.verdict != "" {
			said = strings.TrimSuffix(string(v.verdict)+": "+words(v.runs), ": ")
		}
		more := v.more
		if v.stands {
			more += " · stands now"
		}
		list = append(list, dialog.Choice{Name: said, More: more})
	}
	_, typed := typedField(c)
	if typed {
		list = append(list, dialog.Choice{Name: "Another value…", More: "type one"})
	}
	p.w.Dialogs().Choose("Which "+wordOf(register)+" stands?", "Choose", list, func(i int) {
		if i == len(c.Values) {
			p.other(c)
			return
		}
		p.settle(c, c.Values[i].Change)
	})
}

// find turns to what asks to be settled of an entity.
func (p *Page) find(r store.Ref) {
	p.preview, p.chosen, p.stale = nil, toSettle, true
	p.w.Colleagues()
	for i := range p.rows {
		if p.row(i).of == r {
			p.view.list.Point(i)
			p.w.Hints()
			return
		}
	}
}
