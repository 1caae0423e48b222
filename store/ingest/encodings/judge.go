package encodings

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
)

// judge names the character set of a text that says none and is not UTF-8. What
// is written with two bytes a letter is chardet's to tell; of sets with one byte
// a letter it is the one in which the text looks most like a language: its
// letters are those of one, small ones follow capitals, signs are rare.
func judge(source []byte) string {
	if bytes.Contains(source, []byte("\x1b$")) && bytes.Contains(source, []byte("\x1b(")) {
		return "iso-2022-jp"
	}
	if name := wide(source); name != "" {
		return name
	}
	for _, name := range []string{eastern[strings.ToLower(chardet.Detect(source).Encoding)], "shift_jis"} {
		if name == "" {
			continue
		}
		d := with(named(name), whole(source, name), name, Guessed)
		if d.Lost == 0 && isEastern(d.Text, name == "shift_jis") {
			return name
		}
	}
	best, most := "windows-1252", 0.0
	for i, name := range single {
		if score := likeness(with(named(name), source, name, Guessed).Text); i == 0 || score > most {
			best, most = name, score
		}
	}
	return best
}

// eastern leads from what chardet says to the widest set of that kind.
var eastern = map[string]string{
	"gb2312": "gb18030", "gb18030": "gb18030", "gbk": "gb18030", "hz-gb-2312": "hz-gb-2312", "big5": "big5", "euc-tw": "big5",
	"euc-kr": "euc-kr", "cp949": "euc-kr", "johab": "", "euc-jp": "euc-jp", "shift_jis": "shift_jis", "cp932": "shift_jis",
}

// single are the sets with one byte a letter; of two that read a text equally
// well the first is taken.
var single = []string{
	"windows-1252", "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-874",
	"koi8-r", "koi8-u", "ibm866", "x-mac-cyrillic", "macintosh", "iso-8859-5", "iso-8859-2", "iso-8859-6", "iso-8859-7", "iso-8859-8",
}

// whole leaves out the beginning of a letter that the end of a sample cuts off.
func whole(source []byte, name string) []byte {
	for cut := 0; cut < 4 && cut < len(source); cut++ {
		if with(named(name), source[:len(source)-cut], name, Guessed).Lost == 0 {
			return source[:len(source)-cut]
		}
	}
	return source
}

// wide tells of UTF-16 without a mark: of two bytes one is nearly always the
// same, or the whole is text only so.
func wide(source []byte) string {
	if len(source) < 4 {
		return ""
	}
	source = source[:len(source)&^1]
	best, most := "", 0.6
	for _, name := range []string{"utf-16le", "utf-16be"} {
		text := with(named(name), source, name, Guessed).Text
		usual, all := 0, 0
		blocks := map[rune]int{}
		for _, r := range text {
			all++
			switch {
			case r == '\n' || r == '\r' || r == ' ' || r == '\t':
				usual += 2
			case r < ' ' || r == utf8.RuneError || unicode.In(r, unicode.Co) || !unicode.IsGraphic(r):
				usual -= 3
			default:
				blocks[r>>7]++
			}
		}
		for block, n := range blocks {
			if n*8 > all || block >= 0x4e00>>7 && block < 0xa000>>7 && n > 1 || block == '\u3000'>>7 {
				usual += n
			}
		}
		if score := float64(usual) / float64(max(1, all)); score > most {
			best, most = name, score
		}
	}
	var zeros [2]int
	for i, b := range source {
		if b == 0 {
			zeros[i&1]++
		}
	}
	// Without a zero byte it has no Latin letter, no space and no line end. In a few
	// bytes zeros in both places are no text's; in more, Chinese letters have them.
	const few = 64
	if zeros[0]+zeros[1] == 0 || len(source) < few && min(zeros[0], zeros[1]) > 0 {
		return ""
	}
	return best
}

// isEastern tells whether a text is Chinese, Japanese or Korean beside ASCII.
func isEastern(text string, kana bool) bool {
	letters, east, syllables := 0, 0, 0
	for _, r := range text {
		if r < utf8.RuneSelf || !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case r >= 0xff61 && r <= 0xff9f: // narrow kana, which all bytes above 160 are
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			syllables++
			east++
		case unicode.In(r, unicode.Han, unicode.Hangul):
			east++
		}
	}
	return east*10 > letters*9 && (!kana || syllables*5 > east)
}

// alphabets holds for each language the letters beyond ASCII that it has, the
// frequent ones of those with another script first.
var alphabets = []string{
	"äöüßÄÖÜ", "éèêëàâçîïôùûüÿœæÉÈÊÀÂÇÎÔÙŒ", "áéíóúñüÁÉÍÓÚÑ¿¡", "ãõáéíóúâêôàçÃÕÁÉÍÓÚÂÊÔÀÇ", "àèéìòùÀÈÉÌÒÙ", "åäöæøéÅÄÖÆØ", "áéíóúýþðæöÁÉÍÓÚÝÞÐÆÖ",
	"ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ", "áäčďéíľĺňóôŕšťúýžÁČĎÉÍĽŇÓÔŠŤÚÝŽ", "áéíóöőúüűÁÉÍÓÖŐÚÜŰ", "ăâîşţșțĂÂÎŞŢ", "čćđšžČĆĐŠŽ",
	"çğıöşüâîÇĞİÖŞÜ", "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ", "ąčęėįšųūžĄČĘĖĮŠŲŪŽ", "äöõüšžÄÖÕÜŠŽ",
	"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёОЕАИНТСРВЛКМДПУЯЫЬГЗБЧЙХЖШЮЦЩЭФЪЁ", "оаніиетврслкудмпзябгьчйхцжшіюїєщфґОАНІИЕТВРСЛКУДМПЗЯБГЬЧЙХЦЖШЮЇЄЩФҐ",
	"аиоетнрвслкдпмзгуъчцбжйщхяюшфьАИОЕТНРВСЛКДПМЗГУЪЧЦБЖЙЩХЯЮШФЬ", "аеијонсртдкувлпмзгбчшћцжхљњђфџАЕИЈОНСРТДКУВЛПМЗГБЧШЋЦЖХЉЊЂФЏ",
	"αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώϊϋΐΰΑΟΙΕΤΣΝΗΥΡΠΚΜΛΩΔΓΧΘΦΒΞΖΨΆΈΉΊΌΎΏ", "יוהלאתבמשרנקדחםעפצכגטזסןךץףװױײ",
	"اليمونتربةعدسفهكقأحجشطصخإذىئءضغظآؤثپچژگ", "นารอกเงมยลวดทสตะปบคหแขจใชไพผธโซถฟศณญภษฐฏฑฒฆฌฎฝฮฤฦฺุู่้๊๋็์ิีึืำัๆฯ",
}

const greek = 21 // the place of Greek among them

// rank holds for each alphabet how much a letter of it counts.
var rank = func() []map[rune]float64 {
	all := make([]map[rune]float64, len(alphabets))
	for i, a := range alphabets {
		all[i] = map[rune]float64{}
		letters := []rune(a)
		for k, r := range letters {
			weight := 1.0
			if len(letters) > 40 || !unicode.In(r, unicode.Latin) { // in another script every letter counts
				weight = 1 - 0.6*float64(k%(max(1, len(letters)/2)))/float64(max(1, len(letters)/2))
			}
			if unicode.IsUpper(r) {
				weight *= 0.8
			}
			if _, ok := all[i][r]; !ok {
				all[i][r] = weight
			}
		}
	}
	return all
}()

// likeness tells how much a text looks like one of a language, per letter or
// sign beyond ASCII: 1 at most.
func likeness(text string) float64 {
	fits := make([]float64, len(alphabets))
	rest, n := 0.0, 0.0
	var before rune
	for _, r := range text {
		if r >= utf8.RuneSelf {
			n++
			switch {
			case r == utf8.RuneError:
				rest -= 3
			case unicode.IsControl(r) || unicode.In(r, unicode.Co):
				rest -= 3
			case unicode.IsLetter(r):
				for i, known := range rank {
					if weight, ok := known[r]; ok {
						fits[i] += weight
					} else {
						fits[i]--
					}
				}
				if unicode.IsLower(before) && unicode.IsUpper(r) {
					rest -= 1.5
				}
			case unicode.Is(unicode.Mn, r):
				rest += 0.3
			case strings.ContainsRune("“”„‘’‚–—…«»€№·،؛؟\u00a0", r):
				rest += 0.6
			case strings.ContainsRune("°§•©®™£½²³", r):
				rest += 0.2
			default:
				rest--
			}
		} else if unicode.IsUpper(r) && unicode.IsLower(before) && before >= utf8.RuneSelf {
			rest--
		}
		before = r
	}
	if n == 0 {
		return 1
	}
	best := fits[0]
	for i, f := range fits {
		if i == greek && !strings.ContainsAny(text, "άέήίόύώΆΈΉΊΌΎΏ") {
			f -= n / 2 // which no sentence in Greek goes without
		}
		best = max(best, f)
	}
	return (best + rest) / n
}
