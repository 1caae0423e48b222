package annotate

import (
	"crypto/sha256"
	"encoding/binary"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"
)

// Typed is what a person typed, or a file says of an article, in the form in
// which it is kept: NFC. It stands at the border; nothing inside makes NFC.
func Typed(s string) string { return norm.NFC.String(s) }

// ArticleKey is what makes an article that article and no other: a text, and
// where it stood. It is kept when the article is made and stays, whatever is
// corrected in it.
type ArticleKey struct {
	SHA256  string // of the canonical text, in hexadecimal
	Address string // as given; "" if there is none
	Outlet  string // "" where there is an address, which tells more
}

// NewArticleKey makes the key of a text with an address, or without one with
// an outlet.
func NewArticleKey(sha256, url, outlet string) ArticleKey {
	if url != "" {
		outlet = ""
	}
	return ArticleKey{sha256, url, outlet}
}

// ID is the id of the article with that key, whoever adds it: a UUID of
// version 8 from the SHA-256 of its parts, each with its length before it.
func (k ArticleKey) ID() ID {
	where, what := "outlet", k.Outlet
	if k.Address != "" {
		where, what = "address", k.Address
	}
	h := sha256.New()
	for _, part := range []string{"article", k.SHA256, where, what} {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		h.Write([]byte(part))
	}
	var u uuid.UUID
	copy(u[:], h.Sum(nil))
	u[6] = u[6]&0x0f | 0x80 // version 8
	u[8] = u[8]&0x3f | 0x80 // the variant of RFC 9562
	return ID(u.String())
}

// ArticleID is the id of the article with that text (its SHA-256 in
// hexadecimal) and address, or without address with that outlet: whoever adds
// it, it is the same article.
func ArticleID(sha256, url, outlet string) ID { return NewArticleKey(sha256, url, outlet).ID() }

// IsThere asks more widely than ids do whether an article that is to be added
// is one that is there already: the same text at the same address by
// [SameAddress], or if it comes without address, from the same outlet, whatever
// its case and spaces.
func IsThere(added, there Article) bool {
	switch {
	case added.SHA256 != there.SHA256:
		return false
	case added.URL != "":
		return SameAddress(added.URL, there.URL)
	}
	return outletKey(added.Outlet) == outletKey(there.Outlet)
}

func outletKey(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// SameAddress tells whether two addresses lead to the same page: see
// [AddressKey].
func SameAddress(a, b string) bool { return AddressKey(a) == AddressKey(b) }

// AddressKey is an address without what does not tell pages apart: the scheme
// of the web and its ports, www., the case of the host, the slash at the end,
// the place in the page, the order of parameters, and those parameters that
// only tell who sent a reader. What is no address is its own key.
func AddressKey(address string) string {
	address = strings.TrimSpace(norm.NFC.String(address))
	full := address
	if !strings.Contains(address, "://") {
		full = "http://" + strings.TrimPrefix(address, "//")
	}
	u, err := url.Parse(full)
	if err != nil || u.Host == "" {
		return address
	}
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if scheme == "http" || scheme == "https" {
		scheme = ""
		host = strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
	}
	key := strings.TrimPrefix(strings.TrimSuffix(host, "."), "www.") + strings.TrimRight(u.EscapedPath(), "/")
	if scheme != "" {
		key = scheme + "://" + key
	}
	parameters := slices.DeleteFunc(strings.Split(u.RawQuery, "&"), tracks)
	if slices.Sort(parameters); len(parameters) > 0 {
		key += "?" + strings.Join(parameters, "&")
	}
	if strings.HasPrefix(u.Fragment, "!") { // it names a page of its own
		key += "#" + u.EscapedFragment()
	}
	return key
}

// tracking are parameters that only tell who sent a reader.
var tracking = []string{
	"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id", "igshid", "igsh",
	"mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "_hsenc", "_hsmi", "oly_anon_id", "oly_enc_id", "vero_id", "s_cid", "cmpid", "ocid",
	"at_medium", "at_campaign", "smid", "srnd", "wt.mc_id", "ftag", "guccounter", "guce_referrer", "guce_referrer_sig",
}

// tracks tells whether a parameter is one of those, or is empty.
func tracks(parameter string) bool {
	name, _, _ := strings.Cut(strings.ToLower(parameter), "=")
	return parameter == "" || strings.HasPrefix(name, "utm_") || slices.Contains(tracking, name)
}
