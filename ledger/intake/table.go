package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"huizhang/ledger"
)

// Read reads a workbook or a CSV file, told apart by content. The context
// cancels it or ends it at a deadline. The error is a *ledger.Error in plain
// words; nothing is returned of a file that breaks a limit.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64, lim Limits) (*Table, error) {
	b := &budget{ctx: ctx, lim: lim}
	t := &Table{File: baseName(name)}
	head := make([]byte, 512)
	n, err := r.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, unread("文件打不开或已被移走")
	}
	if err := foreign(head[:n]); err != nil {
		return nil, err
	}
	packed := bytes.HasPrefix(head[:n], []byte("PK\x03\x04"))
	if most := max(lim.File, lim.Text); packed && size > lim.File || size > most {
		return nil, tooBig("文件超过 %d MB", map[bool]int64{true: lim.File, false: most}[packed]>>20)
	}
	if packed {
		err = readBook(t, r, size, b)
	} else {
		err = readText(t, io.NewSectionReader(r, 0, size), b)
	}
	if b.err != nil {
		return nil, b.err
	}
	var told *ledger.Error
	if err != nil && !errors.As(err, &told) {
		err = unread("文件不完整或格式不对")
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

// foreign recognises files that people take for tables.
func foreign(head []byte) error {
	text := strings.ToLower(strings.TrimSpace(string(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")))))
	switch {
	case len(head) == 0:
		return ledger.Errf(CodeUnread, "文件是空的。请重新导出后再试。账本未改动。")
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return ledger.Errf(CodeUnread, "这是旧版 .xls 或加了密码的文件，读不了。请在表格软件里另存为 .xlsx（不设密码）或 CSV 后再试。账本未改动。")
	case strings.HasPrefix(text, "%pdf"), strings.HasPrefix(text, "{\\rtf"), bytes.HasPrefix(head, []byte("Rar!")), bytes.HasPrefix(head, []byte("7z\xBC\xAF")):
		return ledger.Errf(CodeUnread, "这不是表格文件。请选择 .xlsx 或 CSV 文件。账本未改动。")
	case strings.HasPrefix(text, "<"):
		return ledger.Errf(CodeUnread, "这是网页或 XML 格式的文件，不是表格。请在表格软件里打开，另存为 .xlsx 或 CSV 后再试。账本未改动。")
	}
	return nil
}

// baseName keeps the last part of a path of any system, fit to be shown.
func baseName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	s, _ := ledger.Clean(name)
	if rs := []rune(s); len(rs) > 60 {
		s = string(rs[:60]) + "…"
	}
	if s == "" {
		return "文件"
	}
	return s
}

// budget counts what reading costs. Its error, once set, stays: decoders above
// it may wrap or lose what a reader returns.
type budget struct {
	ctx   context.Context
	lim   Limits
	out   int64 // bytes unpacked
	rows  int
	cells int
	text  int64 // bytes kept: one shared string may stand in a million cells
	err   error
}

func (b *budget) fail(err error) error {
	if b.err == nil {
		b.err = err
	}
	return b.err
}

func (b *budget) cancelled() error {
	switch {
	case b.ctx.Err() == nil:
		return nil
	case errors.Is(b.ctx.Err(), context.DeadlineExceeded):
		return b.fail(ledger.Errf(CodeUnread, "读取用时太长，已中止。可另存为 CSV 后再试。账本未改动。"))
	}
	return b.fail(ledger.Errf(CodeUnread, "已取消读取。账本未改动。"))
}

// row counts one row that is cells wide.
func (b *budget) row(cells int) error {
	b.rows++
	b.cells += cells
	switch {
	case b.rows > b.lim.Rows:
		return b.fail(tooBig("行数超过 %d", b.lim.Rows))
	case cells > b.lim.Columns:
		return b.fail(tooBig("列数超过 %d", b.lim.Columns))
	case b.cells > b.lim.Cells:
		return b.fail(tooBig("单元格超过 %d 个", b.lim.Cells))
	case b.rows%1000 == 0:
		return b.cancelled()
	}
	return nil
}

func (b *budget) cell(line int, s string) error {
	if len(s) > b.lim.Cell {
		return b.fail(tooBig("第 %d 行有一格超过 %d 字节", line, b.lim.Cell))
	}
	if b.text += int64(len(s)); b.text > b.lim.Unpacked {
		return b.fail(tooBig("文件展开后超过 %d MB", b.lim.Unpacked>>20))
	}
	return nil
}

// reader counts the bytes of one part whose packed size is known.
func (b *budget) reader(r io.Reader, packed int64) io.Reader {
	return &countReader{b: b, r: r, packed: max(packed, 1)}
}

// smallPart is the size below which the ratio does not matter: an honest sheet
// of few, equal rows packs a thousand to one.
const smallPart = 8 << 20

type countReader struct {
	b         *budget
	r         io.Reader
	packed, n int64
}

func (c *countReader) Read(p []byte) (int, error) {
	if err := c.b.cancelled(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.b.out += int64(n)
	if c.b.out > c.b.lim.Unpacked || c.n > smallPart && c.n/c.packed > c.b.lim.Ratio {
		return 0, c.b.fail(tooBig("文件展开后超过 %d MB，或压缩得反常", c.b.lim.Unpacked>>20))
	}
	return n, err
}

// hiddenCell remembers where something hidden was taken out.
type hiddenCell struct {
	line, col int
	shown     string
}

// gather takes raw rows in, cleans them and finds the header.
type gather struct {
	b      *budget
	rows   []Row
	hidden []hiddenCell
}

// maxNotes bounds a list that is for reading.
const maxNotes = 100

func (g *gather) add(line int, raw []string) error {
	for len(raw) > 0 && strings.TrimSpace(raw[len(raw)-1]) == "" {
		raw = raw[:len(raw)-1]
	}
	if len(raw) == 0 {
		return g.b.row(0)
	}
	if err := g.b.row(len(raw)); err != nil {
		return err
	}
	cells := make([]string, len(raw))
	blank := true
	for i, s := range raw {
		if err := g.b.cell(line, s); err != nil {
			return err
		}
		c, hidden := ledger.Clean(unwrap(s))
		if hidden && len(g.hidden) < maxNotes {
			g.hidden = append(g.hidden, hiddenCell{line, i, short(ledger.Plain(s))})
		}
		cells[i] = c
		blank = blank && c == ""
	}
	if !blank {
		g.rows = append(g.rows, Row{line, cells})
	}
	return nil
}

// unwrap undoes what programs write around a text to keep a spreadsheet from
// changing it: ="6217…", and the ' that our own exports put before = + - @.
func unwrap(s string) string {
	t := strings.TrimSpace(s)
	if strings.HasPrefix(t, `="`) && strings.HasSuffix(t, `"`) && len(t) >= 3 {
		return strings.ReplaceAll(t[2:len(t)-1], `""`, `"`)
	}
	if rest, ok := strings.CutPrefix(s, "'"); ok && strings.IndexAny(rest, "=+-@\t\r\n＝＋－＠") == 0 {
		return rest
	}
	return s
}

// headerRows is how far down a header is looked for: banks and schools put
// titles above it.
const headerRows = 10

// finish moves the rows into the table; the header is the row with most known
// words, of which it returns the number.
func (g *gather) finish(t *Table) int {
	best, at := 0, -1
	for i, r := range g.rows {
		if i >= headerRows {
			break
		}
		if n := knownWords(r.Cells); n > best {
			best, at = n, i
		}
	}
	t.Rows = g.rows
	if at >= 0 {
		t.Header, t.Above, t.Rows = g.rows[at].Cells, g.rows[:at+1], g.rows[at+1:]
	}
	for _, h := range g.hidden {
		column := ""
		if h.col < len(t.Header) {
			column = t.Header[h.col]
		}
		t.Notes = append(t.Notes, ledger.Problem{
			Field: column, Subject: t.Subject(h.line, column), Code: CodeHidden,
			Text: "含有不可见或损坏的字符，已去掉；原文显示为“" + h.shown + "”，请核对后再导入。",
		})
	}
	return best
}

func short(s string) string {
	if rs := []rune(s); len(rs) > 30 {
		return string(rs[:30]) + "…"
	}
	return s
}
