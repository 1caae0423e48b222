// Package particulars is what is known of an article beside its text, as a person
// sees and types it: the same fields where it comes in and where it is in the
// project. It knows no Fyne.
package particulars

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store/ingest/dates"
)

// Field is one of them.
type Field struct {
	Register string // of an article, also the name of a manifest's column
	Label    string
	Hint     string // stands in it while it is empty
}

// Fields are all that can be corrected, in their order.
var Fields = []Field{
	{"title", "Headline", "what it is called"},
	{"outlet", "Outlet", "who published it"},
	{"byline", "Byline", "who wrote it"},
	{"published", "Published", "29 January 2026, 21:00 UTC"},
	{"url", "Address", "https://…"},
	{"language", "Language", "English, or en"},
}

// Of is what an article has in a field, as it is kept.
func Of(a annotate.Article, register string) string {
	return *field(&a, register)
}

func field(a *annotate.Article, register string) *string {
	switch register {
	case "title":
		return &a.Title
	case "outlet":
		return &a.Outlet
	case "byline":
		return &a.Byline
	case "published":
		return (*string)(&a.Published)
	case "url":
		return &a.URL
	}
	return &a.Language
}

// Shown is a value as a person sees it.
func Shown(register, value string) string {
	switch register {
	case "published":
		return Time(annotate.Publication(value))
	case "language":
		return LanguageName(value)
	}
	return value
}

// Time writes a time of publication: "Thu 29 Jan 2026, 21:00 UTC", as much as is
// known; what [Typed] reads again.
func Time(p annotate.Publication) string {
	if !p.Known() {
		return string(p)
	}
	clock := "Mon 2 Jan 2006, 15:04"
	if p.Precision() == annotate.ToSecond {
		clock += ":05"
	}
	s := p.Format(annotate.Layouts{Year: "2006", Month: "January 2006", Day: "Mon 2 Jan 2006", Time: clock})
	if !p.Zoned() {
		return s
	}
	if at := p.Written(); at.Format("-0700") != "+0000" {
		return s + at.Format(" -07:00")
	}
	return s + " UTC"
}

// Typed reads what a person typed in a field, as it is kept.
func Typed(register, typed string) (string, error) {
	typed = strings.Join(strings.Fields(typed), " ")
	switch {
	case typed == "":
		return "", nil
	case register == "published":
		return typedTime(typed)
	case register == "language":
		return typedLanguage(typed)
	case register == "url" && !strings.Contains(typed, "://") && strings.Contains(typed, ".") && !strings.Contains(typed, " "):
		typed = "https://" + typed
	}
	v, err := annotate.ParseField(annotate.KindArticle, register, typed)
	if err != nil {
		return "", err
	}
	s, _ := v.(string)
	return s, nil
}

func typedTime(typed string) (string, error) {
	p, err := annotate.ParsePublication(typed)
	if err == nil {
		return string(p), nil
	}
	switch r := dates.Readings(typed); len(r) {
	case 0:
		return "", err
	case 1:
		return string(r[0]), nil
	default:
		return "", fmt.Errorf("“%s” can be %s or %s: write the month as a word", typed, Time(r[0]), Time(r[1]))
	}
}

// ErrLanguage is returned of a language that is none.
var ErrLanguage = errors.New("no language that is known by name: write its code, like en or pt-BR")

// LanguageName is what a language is called in English: "English", "Portuguese
// (BR)"; a code of which no name is known stays as it is.
func LanguageName(code string) string {
	base, rest, more := strings.Cut(code, "-")
	name := languageNames[strings.ToLower(base)]
	switch {
	case name == "":
		return code
	case more:
		return name + " (" + rest + ")"
	}
	return name
}

func typedLanguage(typed string) (string, error) {
	name, rest, more := strings.Cut(strings.TrimSuffix(typed, ")"), " (")
	for code, is := range languageNames {
		if strings.EqualFold(is, strings.TrimSpace(name)) {
			if more {
				code += "-" + strings.TrimSpace(rest)
			}
			return code, nil
		}
	}
	base, _, _ := strings.Cut(typed, "-")
	if n := len(base); n < 2 || n > 3 || strings.ContainsFunc(typed, func(r rune) bool {
		return r != '-' && !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
	}) {
		return "", fmt.Errorf("“%s” is %w", typed, ErrLanguage)
	}
	return typed, nil
}

// languageNames leads from codes to names, each of which is there once.
var languageNames = func() map[string]string {
	names := map[string]string{}
	for pair := range strings.SplitSeq(`af Afrikaans,sq Albanian,am Amharic,ar Arabic,hy Armenian,az Azerbaijani,eu Basque,be Belarusian,bn Bengali,bs Bosnian,bg Bulgarian,
my Burmese,ca Catalan,ckb Central Kurdish,zh Chinese,hr Croatian,cs Czech,da Danish,nl Dutch,en English,eo Esperanto,et Estonian,fil Filipino,fi Finnish,fr French,gl Galician,
ka Georgian,de German,el Greek,gu Gujarati,ht Haitian Creole,ha Hausa,he Hebrew,hi Hindi,hu Hungarian,is Icelandic,ig Igbo,id Indonesian,ga Irish,it Italian,ja Japanese,kn Kannada,
kk Kazakh,km Khmer,ko Korean,ku Kurdish,ky Kyrgyz,lo Lao,la Latin,lv Latvian,lt Lithuanian,lb Luxembourgish,mk Macedonian,ms Malay,ml Malayalam,mt Maltese,mr Marathi,mn Mongolian,
ne Nepali,no Norwegian,nb Norwegian Bokmål,nn Norwegian Nynorsk,or Odia,ps Pashto,fa Persian,pl Polish,pt Portuguese,pa Punjabi,ro Romanian,ru Russian,sr Serbian,sd Sindhi,
si Sinhala,sk Slovak,sl Slovenian,so Somali,es Spanish,sw Swahili,sv Swedish,tg Tajik,ta Tamil,tt Tatar,te Telugu,th Thai,bo Tibetan,ti Tigrinya,tr Turkish,tk Turkmen,uk Ukrainian,
ur Urdu,ug Uyghur,uz Uzbek,vi Vietnamese,cy Welsh,xh Xhosa,yi Yiddish,yo Yoruba,zu Zulu`, ",") {
		code, name, _ := strings.Cut(strings.TrimSpace(pair), " ")
		names[code] = name
	}
	return names
}()

// Set puts a value into a field of an article.
func Set(a *annotate.Article, register, value string) { *field(a, register) = value }

// From is where a field was found, in words: with what matters of a time.
func From(register, value string, from map[string]string) string {
	words := from[register]
	if p := annotate.Publication(value); register == "published" && words != "" && p.Precision() >= annotate.ToMinute {
		return words + ", " + cmp.Or(map[bool]string{true: "with zone"}[p.Zoned()], "without zone")
	}
	return words
}
