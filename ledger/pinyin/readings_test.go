package pinyin

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	gopinyin "github.com/mozillazg/go-pinyin"
)

var rewrite = flag.Bool("rewrite-readings", false, "write readings.txt anew from the library")

// fromLibrary writes the library's dictionary in the form of readings.txt.
func fromLibrary() string {
	plain := strings.NewReplacer("ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e",
		"ī", "i", "í", "i", "ǐ", "i", "ì", "i", "ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u",
		"ü", "v", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v", "ń", "n", "ň", "n", "ǹ", "n", "ḿ", "m", "ê", "e", "ế", "e", "ề", "e")
	characters := map[string][]rune{}
	for code, all := range gopinyin.PinyinDict {
		var rs []string
		for r := range strings.SplitSeq(all, ",") {
			if r = plain.Replace(r); r != "" && !has(rs, r) {
				rs = append(rs, r)
			}
		}
		if len(rs) > 0 {
			key := strings.Join(rs, ",")
			characters[key] = append(characters[key], rune(code))
		}
	}
	var lines []string
	for key, cs := range characters {
		slices.Sort(cs)
		lines = append(lines, key+" "+string(cs)+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// TestReadingsAreTheLibrarys: the file says what the library says.
func TestReadingsAreTheLibrarys(t *testing.T) {
	want := fromLibrary()
	if *rewrite {
		if err := os.WriteFile("readings.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if readings != want {
		t.Error("readings.txt differs from the library, see -rewrite-readings")
	}
	if n := len(table()); n < 40_000 {
		t.Errorf("only %d characters", n)
	}
}

// BenchmarkTable builds what the first search or the first voucher waits for.
func BenchmarkTable(b *testing.B) {
	for b.Loop() {
		build()
	}
}
