package text

import (
	"strings"
	"testing"
)

// long makes a text of a script, of about that many bytes, in which what
// follows each paragraph is after.
func long(script string, size int, after string) string {
	if script == "english" {
		return strings.Repeat(news(100_000, after), size/100_000)
	}
	paragraph := map[string]string{
		"ascii":    "The minister told reporters that nobody had seen the letter before Friday. \"We asked twice,\" she said. Officials in the port did not reply to questions.",
		"cyrillic": "Міністр сказала журналістам, що ніхто не бачив листа до п’ятниці. «Ми просили двічі», — додала вона. Посадовці порту не відповіли на запитання.",
		"chinese":  "部长告诉记者，周五之前没有人见过这封信。“我们问了两次，”她说。港口官员没有回答周一早上发出的问题。",
		"emoji":    "The crowd cheered 👩🏽‍🚒 and waved 🇺🇦 flags until the rain 🌧 came down on Saturday night.",
		"marks":    "\u0301",
	}[script] + after
	return strings.Repeat(paragraph, size/len(paragraph))
}

func BenchmarkNewOffsets(b *testing.B) {
	for _, script := range []string{"english", "ascii", "cyrillic", "chinese", "emoji"} {
		for name, size := range map[string]int{"6MB": 6_000_000, "50MB": 50_000_000} {
			s := long(script, size, "\n")
			b.Run(script+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				b.ReportAllocs()
				for b.Loop() {
					NewOffsets(s)
				}
			})
		}
	}
}

// Each question is the first one in its part of the text.
func BenchmarkFirstGrapheme(b *testing.B) {
	for _, script := range []string{"english", "cyrillic", "chinese", "emoji", "marks"} {
		o := NewOffsets(long(script, 6_000_000, ""))
		b.Run(script, func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				k := n % (o.Len() / chunk)
				o.graphemes[k].Store(nil)
				o.IsBoundary(k*chunk + chunk/2)
			}
		})
	}
}

func BenchmarkNextGrapheme(b *testing.B) {
	o := NewOffsets(news(6_000_000, "\n"))
	for point := 0; b.Loop(); {
		if point = o.NextGrapheme(point); point == o.Len() {
			point = 0
		}
	}
}

// One paragraph is the whole text of 6 MB.
func BenchmarkGiantParagraph(b *testing.B) {
	for _, script := range []string{"english", "cyrillic", "chinese", "marks"} {
		o := NewOffsets(long(script, 6_000_000, ""))
		for name, ask := range map[string]func(point int){
			"Paragraph": func(p int) { o.Paragraph(p) },
			"Word":      func(p int) { o.Word(p) },
			"NextWord":  func(p int) { o.NextWord(p) },
			"PrevWord":  func(p int) { o.PrevWord(p) },
			"Sentence":  func(p int) { o.Sentence(p) },
			"Trim":      func(p int) { o.Trim(p/2, p) },
		} {
			b.Run(script+"/"+name, func(b *testing.B) {
				for p := 0; b.Loop(); p = (p + 999_983) % o.Len() {
					ask(p)
				}
			})
		}
	}
}

func BenchmarkConversions(b *testing.B) {
	for _, script := range []string{"english", "chinese", "emoji"} {
		o := NewOffsets(long(script, 6_000_000, "\n"))
		for name, ask := range map[string]func(point int){
			"Byte":      func(p int) { o.Byte(p) },
			"UTF16":     func(p int) { o.UTF16(p) },
			"FromByte":  func(p int) { _, _ = o.FromByte(o.Byte(p)) },
			"FromUTF16": func(p int) { _, _ = o.FromUTF16(p) },
			"Slice":     func(p int) { o.Slice(p, p+100) },
		} {
			b.Run(script+"/"+name, func(b *testing.B) {
				for p := 0; b.Loop(); p = (p + 999_983) % o.Len() {
					ask(p)
				}
			})
		}
	}
}
