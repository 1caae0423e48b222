package colleagues

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/annotate/carry"
	"claimtrace/annotate/text"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// carrying is a passage that waits to be carried over to a later version, and the words
// at its candidates.
type carrying struct {
	store.Carrying
	words []string
}

// stateBadge tells how sure the place of a passage is, in the words of what comes in.
func stateBadge(s carry.State) badge {
	words := string(s)
	switch s {
	case carry.Fuzzy:
		words = "changed"
	case carry.Ambiguous:
		words = "several"
	}
	return badge{words, map[carry.State]tone{carry.Exact: sure, carry.Moved: sure, carry.Fuzzy: changed, carry.Ambiguous: other, carry.Lost: clash}[s]}
}

// findCarrying looks for the passages of earlier versions in the later ones.
func (p *Page) findCarrying() {
	s := p.w.Session()
	p.looking.Drop() // it looked through what was
	if s.Project() == nil || !s.HasVersions() && s.Uncarried() == 0 {
		p.carrying = nil
		return
	}
	var list []carrying
	var err error
	p.looking = p.run.Go(func(ctx context.Context) { list, err = readCarrying(ctx, s.View()) }, func() {
		p.failed(err)
		if err != nil || p.w.Session() != s {
			return
		}
		p.carrying = list
		p.readInbox()
		if p.preview == nil {
			p.show()
		}
		if to := p.toRows && p.w.Canvas().Focused() == fyne.Focusable(p.view.sections); to && len(p.rows) > 0 {
			p.toRows = false
			p.Focus()
		}
	})
}

func readCarrying(ctx context.Context, v *store.View) (list []carrying, err error) {
	found, err := v.Carrying(ctx, "")
	if err != nil {
		return nil, err
	}
	var in annotate.ID
	var o *text.Offsets // of that
	for _, c := range found {
		if c.To != in {
			s, err := v.Text(c.To)
			if err != nil {
				return nil, err
			}
			in, o = c.To, text.NewOffsets(s)
		}
		x := carrying{Carrying: c}
		for _, k := range c.Candidates {
			x.words = append(x.words, o.Slice(k.Start, k.End))
		}
		list = append(list, x)
	}
	return list, nil
}

// toPlace is what the passages without a sure place are called.
func (p *Page) toPlace() string {
	if p.w.Session().HasVersions() {
		return "Newer versions"
	}
	return "Places to confirm"
}

// mayPlace tells whether the person at work says where a passage stands: it is their own, or it
// came in from elsewhere without a sure place.
func (p *Page) mayPlace(c carrying) bool { return c.Waits || p.w.Session().Mine(c.Annotation) }

// carryingEntries makes rows of what waits to be carried over: one's own first.
func (p *Page) carryingEntries(k known) (list []entry) {
	for _, own := range []bool{true, false} {
		for _, c := range p.carrying {
			if p.mayPlace(c) == own {
				list = append(list, p.carryingEntry(c, own, k))
			}
		}
	}
	return list
}

func (p *Page) carryingEntry(c carrying, own bool, k known) entry {
	to, from := k.articles[c.To], k.articles[c.Article]
	e := entry{badge: stateBadge(c.State), section: newVersions, name: to.Outlet, of: store.Ref{Kind: annotate.KindAnnotation, ID: c.ID}, article: c.Article, carried: c.Carried}
	if e.name == "" {
		e.name = to.Name()
	}
	if row, ok := p.w.Session().ClaimRow(c.Claim); ok {
		e.detail = row.Statement
	}
	was := value{verdict: c.Verdict, more: "the earlier version, " + style.ShortTime(from.Published)}
	if c.Waits {
		was.more = "imported, by " + p.w.Session().ReviewerName(c.Reviewer) + " · its place is not confirmed"
	}
	if !own {
		was.more += " · waits for " + p.w.Session().ReviewerName(c.Reviewer)
	}
	if len(c.Candidates) == 0 {
		was.runs = plainly(cut(c.Quote))
	}
	for i, words := range c.words {
		left, right := differ(c.Quote, words, k.comparing)
		if i == 0 {
			was.runs = left
		}
		v := value{runs: right, more: p.placeSays(c, i)}
		if own {
			v.act = act{"Confirm", "It is carried over to this place", func() { p.carryTo(c, i) }}
			if c.Waits {
				v.act.hint = "It stands at this place"
			}
			if i < mostByKey {
				v.key = strconv.Itoa(i + 1)
			}
		}
		e.values = append(e.values, v)
	}
	if c.State.Sure() { // nothing differs
		v := &e.values[0]
		v.verdict, v.more = was.verdict, v.more+" · "+was.more
	} else {
		e.values = append([]value{was}, e.values...)
	}
	if own {
		e.acts = []act{
			{"Mend…", "Select in the later version where it stands", func() { p.mend(c) }},
			{"Leave it", "It stays in the earlier version alone, and is not offered again", func() { p.dropCarried(c) }},
		}
	}
	if c.Waits {
		e.acts[0].hint, e.acts[1].hint = "Select in the article where it stands", "It is left out, and is not offered again"
		return e
	}
	e.acts = append(e.acts, act{"Compare both", "The two versions, as wholes", func() { p.w.CompareTwo(c.Article, c.To) }})
	return e
}

// placeSays tells of a candidate why it is not sure, and how far it is like what stood before.
func (p *Page) placeSays(c carrying, i int) string {
	at := fmt.Sprintf("%.2f", c.Candidates[i].Score)
	switch {
	case c.State == carry.Exact:
		return "word for word, in its place"
	case c.State == carry.Moved:
		return "word for word, elsewhere in the text"
	case len(c.words) > i && strings.Join(strings.Fields(c.words[i]), " ") == strings.Join(strings.Fields(c.Quote), " "):
		return "the same words among others · score " + at
	}
	return "score " + at
}

// sureOnes are one's own passages whose places are sure.
func (p *Page) sureOnes() (list []store.Placed) {
	for _, c := range p.carrying {
		if c.State.Sure() && !c.Waits && p.w.Session().Mine(c.Annotation) {
			list = append(list, store.Placed{Annotation: c.ID, Article: c.To, Span: c.Candidates[0].Span})
		}
	}
	return list
}

func (p *Page) carryTo(c carrying, candidate int) {
	said := "Carried over"
	if c.Waits {
		said = "It stands there now"
	}
	p.did(func() error {
		return p.w.Session().Carry(store.Placed{Annotation: c.ID, Article: c.To, Span: c.Candidates[candidate].Span})
	}, said)
}

func (p *Page) carrySure() {
	list := p.sureOnes()
	p.did(func() error { return p.w.Session().Carry(list...) }, parts.Count(len(list), "highlight")+" carried over")
}

func (p *Page) dropCarried(c carrying) {
	said := "It stays with the earlier version"
	if c.Waits {
		said = "It is left out"
	}
	p.did(func() error { return p.w.Session().DropCarried(c.ID, c.To) }, said)
}

// rowCarrying is what the row in hand waits for; false where it is about something else.
func (p *Page) rowCarrying(e entry) (carrying, bool) {
	for _, c := range p.carrying {
		if e.section == newVersions && e.carried == c.Carried {
			return c, true
		}
	}
	return carrying{}, false
}

// mend turns to the later version, in which one selects where the passage stands.
func (p *Page) mend(c carrying) {
	p.mending = &c.Carrying
	p.w.Visit(func() error { return p.w.Session().PickArticle(c.To) })
	if len(c.Candidates) > 0 {
		p.w.SelectWords(c.Candidates[0].Span)
	}
	p.w.Offer("Select where this stands now, then "+p.w.KeyOf("carry.here")+": “"+shortly(c.Quote)+"”", "Carry it over", func() { p.w.Run("carry.here") })
}

// Mending is what is being mended in an article; false where nothing is.
func (p *Page) Mending() (store.Carrying, bool) {
	if p.mending == nil || p.of != p.w.Session() {
		return store.Carrying{}, false
	}
	return *p.mending, true
}

// CarryHere carries what is being mended over to a place, and comes back to the page.
func (p *Page) CarryHere(span annotate.Span) {
	c := p.mending
	err := p.w.Do(func() error {
		return p.w.Session().Carry(store.Placed{Annotation: c.ID, Article: c.To, Span: span})
	})
	if err != nil {
		p.w.Say(err)
		return
	}
	p.mending = nil
	p.w.Colleagues()
	p.w.Tell("Carried over (" + p.w.KeyOf("undo") + " takes it back)")
}

// shortly is the beginning of some words, for a line above the page.
func shortly(s string) string {
	const most = 70 // code points
	if r := []rune(cut(s)); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return cut(s)
}

// ToVersions turns to what waits to be carried over.
func (p *Page) ToVersions() {
	p.preview, p.chosen, p.stale = nil, newVersions, true
	p.w.Colleagues()
}
