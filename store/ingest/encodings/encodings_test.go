package encodings

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// One sentence of a language is enough to tell its character set.
func TestGuessed(t *testing.T) {
	for _, tt := range []struct{ text, names string }{
		{"Die Brücke über den Fluß bleibt „für längere Zeit“ geschlossen, heißt es.", "windows-1252 macintosh"},
		{"Le pont a été fermé dès vendredi ; la raison n'a pas été donnée.", "windows-1252 macintosh"},
		{"Мост закрыли в пятницу, сообщил представитель порта. Причину он не назвал.", "windows-1251 koi8-r ibm866 iso-8859-5 x-mac-cyrillic"},
		{"Міст зачинили в п'ятницю; причини її речник не назвав, є лише припущення.", "windows-1251 koi8-u"},
		{"Most zamknięto w piątek; przyczyny jeszcze nie podano, mówi rzecznik żeglugi.", "windows-1250 iso-8859-2"},
		{"Köprü cuma günü kapatıldı; şirket sözcüsü nedenini açıklamadı, ığdır yolu açık.", "windows-1254"},
		{"Η γέφυρα έκλεισε την Παρασκευή· ο λόγος δεν ανακοινώθηκε ακόμη.", "windows-1253 iso-8859-7"},
		{"הגשר נסגר ביום שישי, אמר דובר הנמל; הסיבה לא נמסרה.", "windows-1255 iso-8859-8"},
		{"أغلق الجسر يوم الجمعة، وقال متحدث باسم الميناء إن السبب لم يعرف بعد.", "windows-1256 iso-8859-6"},
		{"橋は金曜日に閉鎖された。理由はまだ明らかにされていないという。", "shift_jis euc-jp iso-2022-jp"},
		{"다리는 금요일에 폐쇄되었다. 이유는 아직 밝혀지지 않았다.", "euc-kr"},
		{"大桥周五关闭，港口发言人说，原因尚未公布，车辆需要绕行。", "gb18030"},
		{"大橋週五關閉，港口發言人說，原因尚未公布，車輛需要繞行。", "big5"},
		{"The bridge is shut,\nit was said on Friday.\n", "utf-16le utf-16be"},
		{"Мост закрыли,\nсказали в пятницу.\n", "utf-16le utf-16be"},
	} {
		for _, name := range strings.Fields(tt.names) {
			source, err := named(name).NewEncoder().Bytes([]byte(tt.text))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if d := Text(source); d.Text != tt.text || d.How != Guessed && d.How != Declared {
				t.Errorf("%s: read as %s: %s", name, d.Name, d.Text)
			}
		}
	}
}

func TestMarksAndWhatIsSaid(t *testing.T) {
	for _, tt := range []struct{ source, contentType, text, name string }{
		{"\xef\xbb\xbfa", "", "a", "utf-8"}, {"\xff\xfea\x00", "", "a", "utf-16le"}, {"\xfe\xff\x00a", "", "a", "utf-16be"},
		{"\xff\xfe\x00\x00a\x00\x00\x00", "", "a", "utf-32le"},
		{"\xe4", "text/html; charset=windows-1251", "д", "windows-1251"},
		{"<meta charset='koi8-r'>\xe4", "", "<meta charset='koi8-r'>Д", "koi8-r"},
		{"<meta charset=koi8-r>\xe4", `text/html; charset="windows-1252"`, "<meta charset=koi8-r>ä", "windows-1252"},
		{"<!-- <meta charset=koi8-r> -->\xe4 ist ein \xdc, \xfcbel", "", "<!-- <meta charset=koi8-r> -->ä ist ein Ü, übel", "windows-1252"},
		{"<meta charset=utf-8>" + strings.Repeat("plain words ", 2000) + "f\xfcr", "", "<meta charset=utf-8>" + strings.Repeat("plain words ", 2000) + "für", "windows-1252"},
		{"<meta charset=utf-8>für über \xe4", "", "<meta charset=utf-8>für über \ufffd", "utf-8"},
		{"<meta charset=utf-16>é", "", "<meta charset=utf-16>é", "utf-8"},
		{"<?xml version='1.0' encoding='iso-8859-1'?>\xe4", "", "<?xml version='1.0' encoding='iso-8859-1'?>ä", "windows-1252"},
		{"<meta charset=iso-8859-1>Qur’an", "", "<meta charset=iso-8859-1>Qur’an", "utf-8"},
		{strings.Repeat(" ", 2000) + "<meta charset=koi8-r>\xe4", "", strings.Repeat(" ", 2000) + "<meta charset=koi8-r>Д", "koi8-r"},
	} {
		if d := Page([]byte(tt.source), tt.contentType); d.Text != tt.text || d.Name != tt.name {
			t.Errorf("%q, %q: read as %s: %q", tt.source, tt.contentType, d.Name, d.Text)
		}
	}
	if d := Text([]byte("plain")); d.How != Valid || d.Lost != 0 {
		t.Errorf("%+v", d)
	}
	if d, ok := As([]byte("\xcf\xf0\xe8"), "windows-1251"); !ok || d.Text != "При" {
		t.Errorf("%+v, %v", d, ok)
	}
	if _, ok := As(nil, "klingon"); ok {
		t.Error("a name that is none")
	}
	for _, name := range Names() {
		if _, ok := As([]byte("a"), name); !ok {
			t.Errorf("%s is not known", name)
		}
	}
}

// The texts of others, where they are at hand: each is what it is said to be.
func TestTextsOfOthers(t *testing.T) {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "shared", "interop", "text-encodings")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Skip("../shared is not here")
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "shared", "interop", "text-encodings", "made", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	for _, f := range files {
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		language, _, _ := strings.Cut(filepath.Base(f), ".")
		want, err := os.ReadFile(filepath.Join(filepath.Dir(f), language+".utf-8.txt"))
		if err != nil {
			t.Fatal(err)
		}
		if d := Text(source); d.Text != string(want) {
			t.Errorf("%s: read as %s: %s", filepath.Base(f), d.Name, d.Text)
		}
	}
	for _, tt := range []struct{ file, names, holds string }{
		{"chromium/Big5_with_no_encoding_specified.html", "big5", "抽查結果未發現違規物品"},
		{"chromium/ISO-8859-7_with_no_encoding_specified.html", "windows-1253", "η γενική γραμματέας του ΚΚΕ"},
		{"chromium/KOI8-R_with_no_encoding_specified.html", "koi8-r", "о согласии украинской стороны"},
		{"chromium/Shift-JIS_with_no_encoding_specified.html", "shift_jis", "衆院予算委員会は理事会で"},
		{"chromium/gb18030_with_no_encoding_specified.html.xml", "gb18030", "中国航天科技集团公司总经理"},
		{"chromium/windows-1251_with_no_encoding_specified.html", "windows-1251", "о согласии украинской стороны"},
		{"chromium/windows-1254_with_no_encoding_specified.html", "windows-1254", "karşısında yer alan ve Atatürk"},
		{"chromium/windows-1255_with_no_encoding_specified.html", "windows-1255", "אולמרט הוסיף ואמר"},
		{"chromium/windows-1256_with_no_encoding_specified.html", "windows-1256", "وقالت الكتائب في بيان"},
		{"chromium/windows-949_with_no_encoding_specified.html", "euc-kr", "임채진 검찰총장은"},
		{"saintfish/8859_1_da.html", "windows-1252", "på"},
		{"saintfish/8859_1_de.html", "windows-1252", "für"},
		{"saintfish/gb18030.html", "gb18030 gbk", "百度"},
		{"saintfish/shift_jis.html", "shift_jis", "安心性、スピード、確実性、柔軟性"},
		{"tika-russian.cp866.txt", "ibm866", "Гляжу, поднимается медленно в гору"},
		{"tika-testTXT_win-1252.txt", "windows-1252", "a “windows” encoding"},
		{"utf16-32/bom-utf-8.srt", "utf-8", "this monetary system"},
		{"utf16-32/bom-utf-16-be.srt", "utf-16be", "this monetary system"},
		{"utf16-32/bom-utf-16-le.srt", "utf-16le", "this monetary system"},
		{"utf16-32/bom-utf-32-le.srt", "utf-32le", "this monetary system"},
		{"utf16-32/nobom-utf16be.txt", "utf-16be", "07/19/2015 21:00:17.476,1.08316"},
		{"utf16-32/nobom-utf16le.txt", "utf-16le", "07/19/2015 21:00:17.476,1.08316"},
	} {
		source, err := os.ReadFile(filepath.Join(dir, "shared", "interop", "text-encodings", tt.file))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range []Decoded{Text(source), Page(source, "")} {
			if !slices.Contains(strings.Fields(tt.names), d.Name) || !strings.Contains(d.Text, tt.holds) || d.Lost != 0 {
				t.Errorf("%s: read as %s with %d lost: %.200q", tt.file, d.Name, d.Lost, d.Text)
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "\xff\xfe", "\xe4\xf6\xfc", "\x1b$B\x1b(B", "a\x00b\x00", "\x81\x60", "<meta charset=utf-7>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		for _, d := range []Decoded{Text(source), Page(source, "")} {
			if !utf8.ValidString(d.Text) || d.Name == "" {
				t.Errorf("%q is read as %+v", source, d)
			}
		}
	})
}
