// Package json writes a report in the shape that programs outside rely on: see
// the command line's page. Amounts are strings with two decimals, in yuan;
// absent cells are null.
package json

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"

	"huizhang/ledger"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

type document struct {
	Name         string   `json:"name"`
	Title        string   `json:"title"`
	Unit         string   `json:"unit"`
	Organization string   `json:"organization"`
	Period       string   `json:"period"`
	PeriodText   string   `json:"period_text,omitempty"`
	Form         string   `json:"form,omitempty"`
	Generated    string   `json:"generated"`
	Head         string   `json:"head"`
	Public       bool     `json:"public,omitempty"`
	Tables       []table  `json:"tables"`
	Notes        []string `json:"notes"`
	Signatures   []string `json:"signatures"`
	Code         string   `json:"code,omitempty"`
	QR           string   `json:"qr,omitempty"`
	Signed       []string `json:"signed,omitempty"`
}

type table struct {
	Title   string   `json:"title"`
	Columns []column `json:"columns"`
	Rows    []row    `json:"rows"`
}

type column struct {
	Name string      `json:"name"`
	Kind report.Kind `json:"kind"`
}

type row struct {
	Kind   report.RowKind `json:"kind"`
	Key    string         `json:"key"`
	Cells  []*string      `json:"cells"`
	Trace  *trace         `json:"trace,omitempty"`
	Traces []*trace       `json:"traces,omitempty"`
}

type trace struct {
	Accounts   []ledger.Code `json:"accounts"`
	Minus      []ledger.Code `json:"minus,omitempty"`
	Side       report.Side   `json:"side"`
	Period     string        `json:"period"`
	Balance    bool          `json:"balance,omitempty"`
	Closing    bool          `json:"closing,omitempty"`
	Restricted *bool         `json:"restricted,omitempty"`
	Lines      []pick        `json:"lines,omitempty"`
	Lists      *lists        `json:"lists,omitempty"`
	Also       []*trace      `json:"also,omitempty"`
}

// pick is a line of a voucher that counts by itself; lists are sign-for sheets
// whose lines count, and those whose lines are taken off.
type pick struct {
	Voucher ledger.VoucherID `json:"voucher"` // inner number
	Line    int              `json:"line"`    // from 1
}

type lists struct {
	Sheets []ledger.SheetID  `json:"sheets"`
	Back   []ledger.SheetID  `json:"back,omitempty"`
	By     report.Narrow     `json:"by,omitempty"`
	Group  string            `json:"group,omitempty"`
	State  report.State      `json:"state,omitempty"`
	Member []ledger.MemberID `json:"member,omitempty"`
	Count  report.Counted    `json:"count,omitempty"`
}

// Write writes the document as one JSON object, a line for each row so that a
// difference between two versions can be read. progress may be nil; when it
// answers false, Write stops with [context.Canceled].
func Write(w io.Writer, doc *report.Document, progress func(done, total int) bool) error {
	out := &writer{w: bufio.NewWriterSize(w, 64<<10), progress: progress}
	for i := range doc.Tables {
		out.total += len(doc.Tables[i].Rows)
	}
	if err := out.document(doc); err != nil {
		return err
	}
	if err := out.w.Flush(); err != nil {
		return fmt.Errorf("json: %w", err)
	}
	return nil
}

type writer struct {
	w           *bufio.Writer
	progress    func(done, total int) bool
	done, total int
}

// document writes the outer object with its tables spliced in row by row: the
// whole of a long journal as one value would take several times its memory.
func (o *writer) document(doc *report.Document) error {
	seal := doc.Seal
	if seal == nil {
		seal = &report.Seal{}
	}
	frame, err := encode(document{
		Name: doc.Name, Title: doc.Title, Unit: doc.Unit, Organization: doc.Organization,
		Period: doc.Period.String(), PeriodText: doc.PeriodText, Form: doc.Form,
		Generated: doc.Generated, Head: doc.Head, Public: doc.Public,
		Tables: []table{}, Notes: list(doc.Notes), Signatures: list(doc.Signatures),
		Code: seal.Code, QR: seal.QR, Signed: seal.Signed,
	})
	if err != nil {
		return err
	}
	const gap = `"tables":[`
	cut := bytes.LastIndex(frame, []byte(gap+"]")) + len(gap)
	o.w.Write(frame[:cut])
	for i := range doc.Tables {
		o.comma(i)
		if err := o.table(&doc.Tables[i]); err != nil {
			return err
		}
	}
	o.w.Write(frame[cut:])
	return o.w.WriteByte('\n')
}

func (o *writer) comma(i int) {
	if i > 0 {
		o.w.WriteByte(',')
	}
	o.w.WriteByte('\n')
}

func (o *writer) table(t *report.Table) error {
	cols := make([]column, len(t.Columns))
	for i, c := range t.Columns {
		cols[i] = column{c.Name, c.Kind}
	}
	frame, err := encode(table{Title: t.Title, Columns: cols, Rows: []row{}})
	if err != nil {
		return err
	}
	cut := len(frame) - len("]}")
	o.w.Write(frame[:cut])
	for i, r := range t.Rows {
		line, err := encode(rowOf(t, r))
		if err != nil {
			return err
		}
		o.comma(i)
		if _, err := o.w.Write(line); err != nil {
			return fmt.Errorf("json: %w", err)
		}
		if o.done++; o.progress != nil && o.done%500 == 0 && !o.progress(o.done, o.total) {
			return context.Canceled
		}
	}
	_, err = o.w.Write(frame[cut:])
	return err
}

func rowOf(t *report.Table, r report.Row) row {
	out := row{Kind: r.Kind, Key: r.Key, Cells: make([]*string, len(t.Columns)), Trace: traceOf(r.Trace)}
	traces := make([]*trace, len(t.Columns))
	traced := false
	for i, c := range t.Columns {
		cell := show.At(r, i)
		if cell.Trace != nil {
			traces[i], traced = traceOf(cell.Trace), true
			if out.Trace == nil {
				out.Trace = traces[i]
			}
		}
		if s, ok := value(c.Kind, cell); ok {
			out.Cells[i] = &s
		}
	}
	if traced {
		out.Traces = traces
	}
	return out
}

// value keeps texts as they are in the book: JSON escapes what a terminal
// must not see, so nothing needs to be lost.
func value(kind report.Kind, c report.Cell) (string, bool) {
	switch {
	case c.Null, kind == report.KindSign && c.Text == "":
		return "", false
	case show.IsValue(kind, c):
		return show.Bare(kind, c), true
	}
	return c.Text, true
}

func traceOf(t *report.Trace) *trace {
	if t == nil {
		return nil
	}
	out := &trace{Accounts: t.Accounts, Minus: t.Minus, Side: t.Side, Period: t.Period.String(), Balance: t.Balance, Closing: t.Closing}
	if out.Accounts == nil {
		out.Accounts = []ledger.Code{}
	}
	if t.Restricted != report.Any {
		yes := t.Restricted == report.Yes
		out.Restricted = &yes
	}
	for _, p := range t.Picked {
		out.Lines = append(out.Lines, pick{p.Voucher, p.Line + 1})
	}
	if l := t.Lists; l != nil {
		out.Lists = &lists{l.Sheets, l.Back, l.By, l.Group, l.State, l.Member, l.Count}
		if l.Sheets == nil {
			out.Lists.Sheets = []ledger.SheetID{}
		}
	}
	for i := range t.Also {
		out.Also = append(out.Also, traceOf(&t.Also[i]))
	}
	return out
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// encode marshals without the HTML escapes and with all invisible characters
// escaped, so that the output is harmless in a terminal and still exact.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("json: %w", err)
	}
	return escape(bytes.TrimRight(b.Bytes(), "\n")), nil
}

func escape(b []byte) []byte {
	if bytes.IndexFunc(b, hidden) < 0 {
		return b
	}
	var out bytes.Buffer
	for _, r := range string(b) {
		if !hidden(r) {
			out.WriteRune(r)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&out, `\u%04x`, u)
		}
	}
	return out.Bytes()
}

func hidden(r rune) bool {
	return r == 0x7F || r >= 0x80 && r < 0xA0 || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Cf, r)
}
