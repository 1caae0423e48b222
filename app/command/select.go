package command

import (
	"claimtrace/annotate"
	"claimtrace/store"
)

// selecting gives a command the flags --claim and --article, each of which may be
// given several times. What it returns finds what they mean.
func (c *call) selecting() func(*store.View) (store.Selection, error) {
	var claims, articles names
	c.flags.Var(&claims, "claim", "only what is tied to this `claim`, by its id or exact statement; several times for several")
	c.flags.Var(&articles, "article", "only what stands in this `article`, by its id; several times for several")
	return func(p *store.View) (x store.Selection, err error) {
		for _, s := range []struct {
			names names
			kind  annotate.Kind
			to    *[]annotate.ID
		}{{claims, annotate.KindClaim, &x.Claims}, {articles, annotate.KindArticle, &x.Articles}} {
			for _, name := range s.names {
				if name == "" {
					continue
				}
				ref, err := resolve(p, name, s.kind)
				if err != nil {
					return x, err
				}
				*s.to = append(*s.to, ref.ID)
			}
		}
		return p.Widen(x)
	}
}
