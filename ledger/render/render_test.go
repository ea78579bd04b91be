package render

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

var update = rendertest.Update()

func documents() []*report.Document {
	return []*report.Document{rendertest.Income(), rendertest.Members(), rendertest.Several()}
}

func TestGolden(t *testing.T) {
	for _, doc := range documents() {
		for _, f := range []Format{Text, CSV, JSON, HTML} {
			var b bytes.Buffer
			if err := Write(&b, f, doc, Options{}); err != nil {
				t.Fatal(err)
			}
			rendertest.Golden(t, doc.Name+f.Extension(), b.Bytes(), *update)
		}
	}
	var b bytes.Buffer
	if err := Write(&b, Text, rendertest.Members(), Options{Width: 60}); err != nil {
		t.Fatal(err)
	}
	rendertest.Golden(t, "members-60.txt", b.Bytes(), *update)
}

// Whatever the book holds, none of the formats that can be shown in a terminal
// sends it a command.
func TestNoControlCharacterComesOut(t *testing.T) {
	for _, f := range []Format{Text, CSV, JSON, HTML} {
		for _, doc := range documents() {
			poison(doc)
			var b bytes.Buffer
			if err := Write(&b, f, doc, Options{}); err != nil {
				t.Fatal(err)
			}
			for _, r := range strings.TrimPrefix(b.String(), "\uFEFF") {
				if r < 0x20 && r != '\n' || r >= 0x7F && r < 0xA0 || r == 0x202E || r == 0x200B || r == 0xFEFF || r == 0x2028 {
					t.Fatalf("%s of %s holds %U", f, doc.Name, r)
				}
			}
		}
	}
}

// poison puts hostile characters into every text a document has.
func poison(d *report.Document) {
	const bad = "\x1b[2J\x9b1m\u202E\u200B\u2028\r\n\t\x00\x7f\xff"
	for _, s := range []*string{&d.Title, &d.Form, &d.Organization, &d.PeriodText, &d.Unit, &d.Generated, &d.Head, &d.Name} {
		*s += bad
	}
	for i := range d.Notes {
		d.Notes[i] += bad
	}
	for i := range d.Signatures {
		d.Signatures[i] += bad
	}
	for i := range d.Tables {
		t := &d.Tables[i]
		t.Title += bad
		for c := range t.Columns {
			t.Columns[c].Name += bad
		}
		for r := range t.Rows {
			t.Rows[r].Key += bad
			for c := range t.Rows[r].Cells {
				if !t.Rows[r].Cells[c].Null {
					t.Rows[r].Cells[c].Text += bad
				}
			}
		}
	}
}

func TestEveryFormatWritesEmptyAndOddDocuments(t *testing.T) {
	odd := &report.Document{Title: "无", Tables: []report.Table{
		{}, {Rows: []report.Row{{Cells: []report.Cell{report.Text("没有表头")}}}},
		{Columns: []report.Column{{Name: "空", Kind: report.KindMoney}}, PageSubtotal: true},
		{Columns: []report.Column{{Name: "甲"}, {Name: "乙", Kind: report.KindDay}}, Rows: []report.Row{{}, {Kind: report.RowTotal}, {Cells: make([]report.Cell, 9)}}},
	}}
	for _, doc := range []*report.Document{{}, odd} {
		for _, f := range Formats() {
			var b bytes.Buffer
			if err := Write(&b, f, doc, Options{Width: 20}); err != nil || b.Len() == 0 {
				t.Errorf("%s: %v, %d bytes", f, err, b.Len())
			}
		}
	}
}

func TestCancelStopsEveryFormat(t *testing.T) {
	for _, f := range Formats() {
		var b bytes.Buffer
		err := Write(&b, f, rendertest.Roll(2000), Options{Progress: func(done, total int) bool { return false }})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", f, err)
		}
		if f.Binary() && b.Len() > 0 {
			t.Errorf("%s: half a file came out", f)
		}
	}
}

func TestParse(t *testing.T) {
	for _, f := range Formats() {
		if g, err := Parse(string(f)); err != nil || g != f || f.Chinese() == string(f) {
			t.Errorf("%s: %v %v", f, g, err)
		}
	}
	if _, err := Parse("docx"); err == nil || !strings.Contains(err.Error(), "docx") {
		t.Error(err)
	}
	if err := Write(&bytes.Buffer{}, "docx", rendertest.Income(), Options{}); err == nil {
		t.Error("an unknown format was written")
	}
}

func TestMissing(t *testing.T) {
	doc := rendertest.Members()
	doc.Tables[0].Rows[0].Cells[2] = report.Text("李𡩋")
	gaps, err := Missing(doc)
	if err != nil || len(gaps) != 1 || gaps[0].Text != "李𡩋" {
		t.Error(gaps, err)
	}
}
