package json

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

// The shape as an outside program would declare it.
type outside struct {
	Name, Title, Unit, Organization, Period, Generated, Head string
	Tables                                                   []struct {
		Title   string
		Columns []struct{ Name, Kind string }
		Rows    []struct {
			Kind, Key string
			Cells     []*string
			Trace     *struct {
				Accounts, Minus     []string
				Side, Period        string
				Balance, Restricted bool
			}
		}
	}
	Notes, Signatures []string
}

func TestContract(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, rendertest.Income(), nil); err != nil {
		t.Fatal(err)
	}
	var got outside
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Name != "income" || got.Period != "2026-05" || got.Head != "9f86d081884c7d65" || got.Unit != "元" || len(got.Signatures) != 4 {
		t.Errorf("%+v", got)
	}
	tab := got.Tables[0]
	if tab.Columns[1].Kind != "money" || tab.Columns[0].Kind != "text" {
		t.Error(tab.Columns)
	}
	fee := tab.Rows[1]
	if fee.Kind != "item" || fee.Key != "401" || *fee.Cells[1] != "1569.00" || fee.Trace.Side != "credit" || fee.Trace.Period != "2026-05" || !reflect.DeepEqual(fee.Trace.Accounts, []string{"401"}) {
		t.Errorf("%+v", fee)
	}
	sub := tab.Rows[3]
	if sub.Cells[1] != nil || *sub.Cells[2] != "-50.00" || !sub.Trace.Balance || !sub.Trace.Restricted || len(sub.Trace.Minus) != 1 {
		t.Errorf("%+v", sub)
	}
	if head := tab.Rows[0]; len(head.Cells) != 3 || head.Cells[2] != nil {
		t.Errorf("%+v", head)
	}
}

// JSON gives the texts of the book unchanged, however hostile.
func TestTextsAreExact(t *testing.T) {
	doc := rendertest.Members()
	doc.Title = `"tables":[]` + "\u202E\U000E0001\x7f"
	doc.Notes = []string{`"tables":[]`, `"rows":[]}`}
	var b bytes.Buffer
	if err := Write(&b, doc, nil); err != nil {
		t.Fatal(err)
	}
	var got outside
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Title != doc.Title || !reflect.DeepEqual(got.Notes, doc.Notes) {
		t.Errorf("%q %q", got.Title, got.Notes)
	}
	for i, want := range rendertest.Hostile() {
		if s := got.Tables[0].Rows[i+2].Cells[4]; s == nil || *s != want {
			t.Errorf("%q came back as %v", want, s)
		}
	}
	if got.Tables[0].Rows[0].Cells[6] != nil || *got.Tables[0].Rows[0].Cells[0] != "1" || *got.Tables[0].Rows[0].Cells[3] != "2020-01-03" {
		t.Errorf("%+v", got.Tables[0].Rows[0])
	}
}

func TestEmptyListsAreLists(t *testing.T) {
	doc := rendertest.Income()
	doc.Tables, doc.Notes, doc.Signatures = nil, nil, nil
	var b bytes.Buffer
	if err := Write(&b, doc, nil); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	for _, k := range []string{"tables", "notes", "signatures"} {
		if l, ok := got[k].([]any); !ok || len(l) != 0 {
			t.Errorf("%s is %v", k, got[k])
		}
	}
}

// Figures of lists and of single lines say where they come from.
func TestListTraces(t *testing.T) {
	lists := report.Trace{Side: report.DebitNet, Period: ledger.YearPeriod(2026), Lists: &report.Lists{Sheets: []ledger.SheetID{12}, Back: []ledger.SheetID{3}, By: report.ByGroup, Group: "语文组"}}
	doc := &report.Document{Name: "welfare", Tables: []report.Table{{Columns: []report.Column{{Name: "金额", Kind: report.KindMoney}}, Rows: []report.Row{
		{Kind: report.RowItem, Key: "a", Cells: []report.Cell{report.Amount(1, &lists)}},
		{Kind: report.RowItem, Key: "b", Cells: []report.Cell{report.Amount(2, &report.Trace{Side: report.DebitNet, Picked: []report.Pick{{Voucher: 7, Line: 0}}, Also: []report.Trace{lists}})}},
	}}}}
	var b bytes.Buffer
	if err := Write(&b, doc, nil); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"lists":{"sheets":[12],"back":[3],"by":"group","group":"语文组"}`, `"lines":[{"voucher":7,"line":1}]`, `"also":[{"accounts":[]`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in %s", want, b.String())
		}
	}
}
