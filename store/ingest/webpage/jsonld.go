package webpage

import (
	"encoding/json"
	"slices"
	"strings"
)

// thing is one object of JSON-LD.
type thing struct {
	values map[string]any
	all    map[string]map[string]any // every object on the page that has an @id
}

// readThings reads the objects of a script of JSON-LD, those in a graph one by
// one. What is not JSON has none; comments around it and line breaks in texts,
// which pages write, are read over.
func readThings(script string) []thing {
	s := strings.TrimSpace(script)
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->"))
	s = strings.TrimPrefix(strings.TrimSuffix(s, "//]]>"), "//<![CDATA[")
	s = strings.TrimRight(strings.TrimSpace(s), ";")
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		s = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, s)
		if json.Unmarshal([]byte(s), &v) != nil {
			return nil
		}
	}
	ids := map[string]map[string]any{}
	var list []thing
	var take func(v any, depth int)
	take = func(v any, depth int) {
		switch v := v.(type) {
		case []any:
			for _, one := range v {
				take(one, depth)
			}
		case map[string]any:
			if id, ok := v["@id"].(string); ok && len(v) > 1 {
				ids[id] = v
			}
			if depth < 2 {
				if v["@type"] != nil {
					list = append(list, thing{v, ids})
				}
				for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
					if v[key] != nil {
						take(v[key], depth+1)
					}
				}
			}
		}
	}
	take(v, 0)
	return list
}

func (t thing) is(types ...string) bool {
	for _, s := range texts(t.values["@type"]) {
		s = s[strings.LastIndexAny(s, "/:#")+1:]
		if slices.Contains(types, s) {
			return true
		}
	}
	return false
}

// articleOf is the object that stands for the article, an empty one where there
// is none.
func articleOf(things []thing) thing {
	for _, types := range [][]string{
		{"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "TechArticle", "ScholarlyArticle", "Report", "Review", "SocialMediaPosting"},
		{"WebPage", "CreativeWork", "VideoObject"},
	} {
		for _, t := range things {
			if t.is(types...) && (len(t.texts("headline")) > 0 || len(t.texts("datePublished")) > 0) {
				return t
			}
		}
	}
	for _, t := range things {
		if len(t.texts("headline")) > 0 && len(t.texts("datePublished")) > 0 {
			return t
		}
	}
	return thing{}
}

// texts are the texts of a value, which may be one, a list, or an object with a
// name or a value.
func (t thing) texts(key string) []string { return texts(t.values[key]) }

func texts(v any) []string {
	switch v := v.(type) {
	case string:
		if strings.TrimSpace(v) != "" {
			return []string{v}
		}
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, texts(one)...)
		}
		return all
	case map[string]any:
		for _, key := range []string{"@value", "name", "url", "@id"} {
			if s, ok := v[key].(string); ok && s != "" {
				return []string{s}
			}
		}
	}
	return nil
}

// names are those of a value's objects.
func (t thing) names(key string) []string { return t.people(key) }

// people are the names in a value; an object that only points is looked up on
// the page.
func (t thing) people(key string) (names []string) {
	var take func(v any)
	take = func(v any) {
		switch v := v.(type) {
		case string:
			names = append(names, v)
		case []any:
			for _, one := range v {
				take(one)
			}
		case map[string]any:
			if v["name"] == nil {
				if id, ok := v["@id"].(string); ok {
					v = t.all[id]
				}
			}
			names = append(names, texts(v["name"])...)
		}
	}
	take(t.values[key])
	return names
}
