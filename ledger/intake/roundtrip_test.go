package intake

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

// field is any text a cell may hold; the first letter keeps it from being a
// total, blank, or one of the wrappings that are undone.
func field(t *rapid.T) string {
	return "甲" + rapid.StringN(0, 12, -1).Draw(t, "field")
}

// TestTextComesThrough writes random cells in every way a file may come and
// reads the same cleaned text from each.
func TestTextComesThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := [][]string{{"姓名", "备注", "状态"}}
		var want [][]string
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			row := []string{field(t), field(t), field(t)}
			rows = append(rows, row)
			var clean []string
			for _, c := range row {
				c = strings.ReplaceAll(c, "\x00", "")
				s, _ := ledger.Clean(strings.ReplaceAll(c, "\r\n", "\n"))
				clean = append(clean, s)
			}
			want = append(want, clean)
		}
		for _, comma := range []rune{',', ';', '\t'} {
			var b bytes.Buffer
			w := csv.NewWriter(&b)
			w.Comma = comma
			if err := w.WriteAll(rows); err != nil {
				t.Fatalf("%v", err)
			}
			text := strings.ReplaceAll(b.String(), "\x00", "")
			for _, data := range [][]byte{[]byte(text), []byte("\xEF\xBB\xBF" + text)} {
				tab, err := read("x.csv", data)
				if err != nil {
					t.Fatalf("%q: %v", data, err)
				}
				if got := cells(tab); !reflect.DeepEqual(got, want) {
					t.Fatalf("%q: got %q, want %q", data, got, want)
				}
			}
		}
	})
}

// TestQuotedFormulasComeBack holds the other half of what our CSV exports
// promise: the ' before a cell that a spreadsheet would compute is taken off.
func TestQuotedFormulasComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want, _ := ledger.Clean(rapid.SampledFrom([]string{"=", "+", "-", "@", "＝", "＋", "－", "＠"}).Draw(t, "sign") + field(t))
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll([][]string{{"姓名"}, {"'" + want}}); err != nil {
			t.Fatalf("%v", err)
		}
		tab, err := read("x.csv", b.Bytes())
		if err != nil {
			t.Fatalf("%v", err)
		}
		if got := tab.Rows[0].Cells[0]; got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}
