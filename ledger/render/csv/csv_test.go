package csv

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

func parse(t interface{ Fatal(...any) }, b []byte) [][]string {
	body, ok := bytes.CutPrefix(b, []byte(Mark))
	if !ok {
		t.Fatal("no byte order mark")
	}
	r := csv.NewReader(bytes.NewReader(body))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// What a spreadsheet reads is the book's text again, the apostrophe removed,
// and no text cell begins like a formula.
func TestTextsComeBackAndCannotExecute(t *testing.T) {
	hostile := rapid.OneOf(rapid.SampledFrom(rendertest.Hostile()), rapid.String(),
		rapid.StringMatching(`['" ]{0,3}[=+@＝＋－＠\t-][0-9A-Za-z(){}|!,"]{0,9}`), rapid.SampledFrom(rendertest.RareNames()))
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(hostile, 1, 12).Draw(t, "texts")
		doc := &report.Document{Tables: []report.Table{{Columns: []report.Column{{Name: "文", Kind: report.KindText}, {Name: "号", Kind: report.KindIdentity}, {Name: "额", Kind: report.KindMoney}}}}}
		var sum ledger.Money
		for i, s := range texts {
			m := ledger.Money(rapid.Int64Range(-int64(ledger.MaxMoney), int64(ledger.MaxMoney)).Draw(t, "m"))
			sum += m
			doc.Tables[0].Rows = append(doc.Tables[0].Rows, report.Row{Kind: report.RowItem, Cells: []report.Cell{report.Text(s), report.Text(texts[len(texts)-1-i]), report.Amount(m, nil)}})
		}
		var b bytes.Buffer
		if err := Write(&b, doc, nil); err != nil {
			t.Fatal(err)
		}
		rows := parse(t, b.Bytes())[1:]
		if len(rows) != len(texts) {
			t.Fatalf("%d rows of %d", len(rows), len(texts))
		}
		for i, row := range rows {
			for c, want := range []string{texts[i], texts[len(texts)-1-i]} {
				if strings.HasPrefix(strings.TrimLeft(row[c], " "), "=") || row[c] != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(row[c])[0]) {
					t.Fatalf("%q would run", row[c])
				}
				if got := Unguard(row[c]); got != ledger.Plain(want) {
					t.Fatalf("%q came back as %q", want, got)
				}
			}
			m, err := ledger.ParseMoney(row[2])
			if err != nil {
				t.Fatal(row[2], err)
			}
			sum -= m
		}
		if sum != 0 {
			t.Fatalf("amounts are off by %s", sum)
		}
	})
}

func TestShape(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, rendertest.Several(), nil); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n\n"); n != 2 {
		t.Errorf("%d empty lines between three tables", n)
	}
	rows := parse(t, b.Bytes())
	if len(rows) != 15 || !strings.HasPrefix(rows[0][0], "记字第 1 号") || rows[1][0] != "摘要" || rows[2][3] != "1569.00" || rows[2][4] != "" {
		t.Error(rows)
	}
	b.Reset()
	if err := Write(&b, rendertest.Income(), nil); err != nil {
		t.Fatal(err)
	}
	rows = parse(t, b.Bytes())
	if strings.Join(rows[0], "|") != "项目|本月数|本年累计数" || rows[4][2] != "-50.00" {
		t.Error(rows)
	}
}
