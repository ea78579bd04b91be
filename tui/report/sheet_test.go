package report_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	catalogue "huizhang/ledger/report"
	"huizhang/tui/report"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

func drawDocument(t *rapid.T) *catalogue.Document {
	doc := &catalogue.Document{Title: "试", Notes: rapid.SliceOfN(rapid.StringMatching(`[一-龥a-z ]{0,60}`), 0, 2).Draw(t, "notes")}
	for k := range rapid.IntRange(0, 3).Draw(t, "tables") {
		tab := catalogue.Table{Title: rapid.SampledFrom([]string{"", "甲表"}).Draw(t, "title")}
		kinds := rapid.SliceOfN(rapid.SampledFrom([]catalogue.Kind{catalogue.KindText, catalogue.KindMoney, catalogue.KindCount, catalogue.KindDay, catalogue.KindIdentity, catalogue.KindSign}), 1, 16).Draw(t, "kinds")
		for i, kind := range kinds {
			tab.Columns = append(tab.Columns, catalogue.Column{Name: fmt.Sprintf("列%d", i), Kind: kind, Width: rapid.IntRange(0, 50).Draw(t, "wish")})
		}
		for r := range rapid.IntRange(0, 30).Draw(t, "rows") {
			row := catalogue.Row{Key: fmt.Sprintf("%d-%d", k, r/2), Kind: rapid.SampledFrom([]catalogue.RowKind{catalogue.RowItem, catalogue.RowSub, catalogue.RowHead, catalogue.RowTotal, catalogue.RowSpare}).Draw(t, "kind")}
			for range rapid.IntRange(0, len(kinds)).Draw(t, "cells") {
				row.Cells = append(row.Cells, catalogue.Cell{
					Text: rapid.SampledFrom([]string{"", "合计", "会员活动支出很长很长的名字很长很长的名字", "a\x1b[31m\u202e"}).Draw(t, "text"),
					Null: rapid.Bool().Draw(t, "null"), Money: ledger.Money(rapid.Int64Range(-1e12, 1e12).Draw(t, "money")), Day: 20260105,
				})
			}
			tab.Rows = append(tab.Rows, row)
		}
		doc.Tables = append(doc.Tables, tab)
	}
	return doc
}

// TestSheetStaysInItsRoom: whatever the document and the keys, no line is wider
// than the window, and the cell of the cursor shows.
func TestSheetStaysInItsRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := report.NewSheet(theme.Theme{})
		s.Set(drawDocument(t))
		w, h := 80, 20
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				w, h = rapid.IntRange(56, 130).Draw(t, "w"), rapid.IntRange(3, 40).Draw(t, "h")
				s.Resize(w, h)
			case 1:
				s.Set(drawDocument(t))
			default:
				k, _ := screen.KeyPress(rapid.SampledFrom([]string{"up", "down", "tab", "shift+tab", "pgup", "pgdown", "home", "end", "ctrl+end", "ctrl+home"}).Draw(t, "key"))
				s.Update(k)
			}
			s.Resize(w, h)
			lines := s.View()
			if len(lines) > h {
				t.Fatalf("%d lines in a room of %d", len(lines), h)
			}
			cursor := 0
			for _, l := range lines {
				if widget.Width(l) > w {
					t.Fatalf("%d cells in a room of %d: %q", widget.Width(l), w, l)
				}
				if strings.ContainsAny(l, "\x1b\u202e") {
					t.Fatalf("something steers the terminal: %q", l)
				}
				if strings.HasPrefix(l, ">") {
					cursor++
				}
			}
			if _, ok := s.Spot(); ok != (s.Len() > 0) || ok != (cursor == 1) {
				t.Fatalf("%d rows, %d cursors:\n%s", s.Len(), cursor, strings.Join(lines, "\n"))
			}
		}
	})
}

// TestTraceSurvivesTheRoute: a figure's trace goes through the route unchanged.
func TestTraceSurvivesTheRoute(t *testing.T) {
	code := rapid.Custom(func(t *rapid.T) ledger.Code {
		return ledger.Code(rapid.StringMatching(`[1-5][0-9]{2}`).Draw(t, "code"))
	})
	var trace func(t *rapid.T, deep int) catalogue.Trace
	trace = func(t *rapid.T, deep int) catalogue.Trace {
		out := catalogue.Trace{
			Accounts: rapid.SliceOfN(code, 1, 3).Draw(t, "accounts"), Minus: rapid.SliceOfN(code, 1, 2).Draw(t, "minus"),
			Side:   rapid.SampledFrom([]catalogue.Side{catalogue.Debit, catalogue.Credit, catalogue.DebitNet, catalogue.CreditNet}).Draw(t, "side"),
			Period: ledger.MonthPeriod(202601), Balance: rapid.Bool().Draw(t, "balance"), Closing: rapid.Bool().Draw(t, "closing"),
			Restricted: rapid.SampledFrom([]catalogue.Tri{catalogue.Any, catalogue.Yes, catalogue.No}).Draw(t, "restricted"),
		}
		if rapid.Bool().Draw(t, "picked") {
			out.Picked = []catalogue.Pick{{Voucher: ledger.VoucherID(rapid.Uint64().Draw(t, "voucher")), Line: rapid.IntRange(0, 9).Draw(t, "line")}}
		}
		if rapid.Bool().Draw(t, "lists") {
			out.Lists = &catalogue.Lists{Sheets: []ledger.SheetID{ledger.SheetID(rapid.Uint64().Draw(t, "sheet"))}, Back: []ledger.SheetID{3},
				By:    rapid.SampledFrom([]catalogue.Narrow{catalogue.AllLines, catalogue.ByGroup, catalogue.ByState, catalogue.ByMember}).Draw(t, "by"),
				Group: "语文组", State: catalogue.TakenBack, Member: []ledger.MemberID{1, 2}, Count: catalogue.Persons}
		}
		if deep > 0 {
			for range rapid.IntRange(0, 2).Draw(t, "also") {
				out.Also = append(out.Also, trace(t, deep-1))
			}
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		want := trace(t, 2)
		got := report.TraceOf(report.RegisterOf("数", &want, 1))
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v became %+v", want, got)
		}
	})
}
