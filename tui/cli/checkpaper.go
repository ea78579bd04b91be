package cli

import (
	"bytes"
	"context"
	"io"
	"slices"
	"unicode/utf8"

	"huizhang/ledger"
	"huizhang/ledger/audit/paper"
	"huizhang/ledger/intake"
)

// papering is what check --paper was told beside the file.
type papering struct {
	file    string
	wan     bool
	perHead string
	asJSON  bool
}

// paperJSON is the shape of check --paper --json.
type paperJSON struct {
	File      string         `json:"file"`
	Checked   int            `json:"checked"` // figures computed again
	Findings  []paperFinding `json:"findings"`
	Unchecked []paperNote    `json:"unchecked"`
}

type paperFinding struct {
	Row    int    `json:"row"` // line of the file, from 1
	Column int    `json:"column"`
	Kind   string `json:"kind"`
	Says   string `json:"says"`
	Should string `json:"should"`
	Ask    bool   `json:"ask"` // a question rather than an error
	Text   string `json:"text"`
}

type paperNote struct {
	Row    int    `json:"row"`
	Column int    `json:"column"`
	Text   string `json:"text"`
}

// checkPaper does the sums of a statement again; no book is needed.
func (s *session) checkPaper(o papering) error {
	opt := paper.Options{Wan: o.wan}
	if o.perHead != "" {
		m, err := ledger.ParseMoney(o.perHead)
		if err != nil || m <= 0 {
			return wrong("--per-head 要写一个金额，例如 100.00，现在是“%s”。", o.perHead)
		}
		opt.PerHead = m
	}
	name, rows, err := s.paperRows(o.file)
	if err != nil {
		return err
	}
	if len(rows) < 2 {
		return ledger.Errf(intake.CodeUnread, "“%s”里没有表格：至少要有一行表头和一行数。", name)
	}
	rep := paper.Check(rows, opt)
	out := paperJSON{File: name, Checked: rep.Checked, Findings: []paperFinding{}, Unchecked: []paperNote{}}
	for _, f := range rep.Findings {
		out.Findings = append(out.Findings, paperFinding{f.Row, f.Col, string(f.Kind), ledger.Plain(f.Says), ledger.Plain(f.Should), f.Ask, ledger.Plain(f.Text)})
	}
	for _, n := range rep.Unchecked {
		out.Unchecked = append(out.Unchecked, paperNote{n.Row, n.Col, ledger.Plain(n.Text)})
	}
	s.tellPaper(out, o.asJSON)
	if len(out.Findings) > 0 {
		return ended(exitFinding)
	}
	return nil
}

func (s *session) tellPaper(out paperJSON, asJSON bool) {
	if asJSON {
		s.json(out)
		return
	}
	for _, f := range out.Findings {
		s.out("%s 第 %d 行第 %d 栏：%s", map[bool]string{true: "疑问", false: "错误"}[f.Ask], f.Row, f.Column, f.Text)
	}
	for _, n := range out.Unchecked {
		if n.Row == 0 {
			s.say("没有核对：%s", n.Text)
			continue
		}
		s.say("没有核对 第 %d 行第 %d 栏：%s", n.Row, n.Column, n.Text)
	}
	s.out("重新计算了 %d 个数，发现 %d 处；另有 %d 处没有核对。", out.Checked, len(out.Findings), len(out.Unchecked))
}

// paperRows reads a table; row 5 of it is line 5 of the file.
func (s *session) paperRows(path string) (name string, rows [][]string, err error) {
	name, in, size, done, err := s.input(path)
	if err != nil {
		return "", nil, err
	}
	defer done()
	name = ledger.Plain(name)
	rows, err = printed(name, in, size)
	return name, rows, err
}

// printed reads a table from a file's content. A text may be pasted as it
// comes; a workbook, or a text in another encoding, is read as for an import.
func printed(name string, in io.ReaderAt, size int64) ([][]string, error) {
	head := make([]byte, 4)
	n, _ := in.ReadAt(head, 0)
	if lim := intake.Usual(); !bytes.Equal(head[:n], []byte("PK\x03\x04")) && size <= lim.Text {
		all, err := io.ReadAll(io.NewSectionReader(in, 0, size))
		if err != nil {
			return nil, cannotRead(name, err)
		}
		if utf8.Valid(all) && !bytes.ContainsRune(all, 0) {
			return paper.Read(string(all)), nil
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), readLimit)
	defer cancel()
	t, err := intake.Read(ctx, name, in, size, intake.Usual())
	if err != nil {
		return nil, err
	}
	var rows [][]string
	var lines []int
	for _, r := range slices.Concat(t.Above, t.Rows) {
		rows, lines = append(rows, r.Cells), append(lines, r.Line)
	}
	return placed(rows, lines), nil
}

// placed puts empty rows where the file has empty lines, so that the places that
// are named are those a person sees.
func placed(rows [][]string, lines []int) [][]string {
	var out [][]string
	for i, r := range rows {
		for len(out) < lines[i]-1 {
			out = append(out, nil)
		}
		out = append(out, r)
	}
	return out
}
