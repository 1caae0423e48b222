package annotate

import (
	"strings"
	"testing"
)

func TestArticleIDs(t *testing.T) {
	a, b := strings.Repeat("a", 64), strings.Repeat("b", 64)
	want := ArticleID(a, "https://o.example/1", "O")
	if parsed, err := ParseID(string(want)); err != nil || parsed != want || want[14] != '8' || !strings.ContainsRune("89ab", rune(want[19])) {
		t.Errorf("%s is no UUID of version 8", want)
	}
	if want != "e5eb08bd-eded-8aec-8663-881b04e1676f" {
		t.Errorf("the id of an article has become %s: files hold the one that it had", want)
	}
	if ArticleID(a, "https://o.example/1", "Another") != want {
		t.Error("with an address the outlet counts")
	}
	seen := map[ID]string{want: "all"}
	for name, id := range map[string]ID{
		"another text": ArticleID(b, "https://o.example/1", "O"), "another address": ArticleID(a, "https://o.example/1?utm_source=x", "O"),
		"an outlet": ArticleID(a, "", "O"), "another outlet": ArticleID(a, "", "P"), "neither": ArticleID(a, "", ""),
		"an outlet like an address": ArticleID(a, "", "https://o.example/1"), "a part moved": ArticleID(a+"h", "ttps://o.example/1", ""),
	} {
		if other := seen[id]; other != "" {
			t.Errorf("%s has the id of %s", name, other)
		}
		seen[id] = name
	}
}

func TestAddressKey(t *testing.T) {
	const want = "outlet.example/a/Story?id=7"
	for _, s := range []string{
		"https://outlet.example/a/Story?id=7", "http://www.Outlet.example/a/Story/?id=7", "outlet.example/a/Story?id=7", "//outlet.example/a/Story?id=7",
		"https://outlet.example:443/a/Story?id=7#comments", " https://outlet.example/a/Story?utm_source=feed&id=7&UTM_Medium=x&fbclid=Ab ",
		"HTTPS://OUTLET.EXAMPLE./a/Story?gclid=1&id=7&",
	} {
		if got := AddressKey(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
	for _, s := range []string{
		"https://outlet.example/a/story?id=7", "https://outlet.example/a/Story?id=8", "https://outlet.example/a/Story", "https://m.outlet.example/a/Story?id=7",
		"https://outlet.example:8080/a/Story?id=7", "ftp://outlet.example/a/Story?id=7", "https://outlet.example/a/Story?id=7#!/2", "https://other.example/a/Story?id=7",
	} {
		if SameAddress(s, "https://outlet.example/a/Story?id=7") {
			t.Errorf("%q is taken for another page", s)
		}
	}
	for s, want := range map[string]string{
		"": "", "urn:isbn:1 2": "urn:isbn:1 2", "https://outlet.example": "outlet.example", "https://outlet.example/?utm_source=x": "outlet.example",
		"https://outlet.example/?b=2&a=1": "outlet.example?a=1&b=2", "https://outlet.example/a%2Fb/": "outlet.example/a%2Fb", "http://[": "http://[",
	} {
		if got := AddressKey(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestIsThere(t *testing.T) {
	article := func(text, url, outlet string) Article { return Article{SHA256: text, URL: url, Outlet: outlet} }
	for name, x := range map[string]struct {
		added, there Article
		want         bool
	}{
		"the same":                   {article("t", "https://o.example/1", "O"), article("t", "https://o.example/1", "O"), true},
		"with tracking":              {article("t", "https://o.example/1", "O"), article("t", "http://www.o.example/1/?utm_source=x", "P"), true},
		"a reprint":                  {article("t", "https://o.example/1", "O"), article("t", "https://p.example/9", "P"), false},
		"a second page of one":       {article("t", "https://o.example/1", "O"), article("t", "https://o.example/2", "O"), false},
		"a reprint without address":  {article("t", "", "O"), article("t", "", "P"), false},
		"outlets that look the same": {article("t", "", "Le  Soir\u0065\u0301"), article("t", "", " LE SOIR\u00e9"), true},
		"added without address":      {article("t", "", "o"), article("t", "https://o.example/1", "O"), true},
		"there without address":      {article("t", "https://o.example/1", "O"), article("t", "", "O"), false},
		"added without anything":     {article("t", "", ""), article("t", "https://o.example/1", "O"), false},
		"nothing but the text":       {article("t", "", ""), article("t", "", ""), true},
		"another text":               {article("t", "https://o.example/1", "O"), article("s", "https://o.example/1", "O"), false},
	} {
		if IsThere(x.added, x.there) != x.want {
			t.Errorf("%s: %v", name, !x.want)
		}
	}
}

func TestTyped(t *testing.T) {
	if got := Typed("Soire\u0301e\n"); got != "Soir\u00e9e\n" {
		t.Errorf("%q", got)
	}
	if v, err := ParseField(KindArticle, "outlet", "Soire\u0301e"); v != "Soir\u00e9e" || err != nil {
		t.Errorf("%q, %v", v, err)
	}
}
