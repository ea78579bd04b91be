package intake

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"path"
	"strconv"
	"strings"

	"huizhang/ledger"
)

// The workbook reader is our own: it streams with every limit counted as it
// reads, writes no temporary files, and sees each cell's style, which tells a
// date from a number (DECISIONS.md of this folder).

// maxSheetRow is the last row a workbook can have.
const maxSheetRow = 1 << 20

// book is an opened workbook.
type book struct {
	b       *budget
	files   map[string]*zip.File
	strings []string
	dates   []bool // by cell style
	y1904   bool
}

// sheet is a worksheet's name and where it lies.
type sheet struct{ name, path string }

// readBook takes the first worksheet whose header shows two words we know, else
// the one that shows most, else the first that holds anything.
func readBook(t *Table, r io.ReaderAt, size int64, b *budget) error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return unread("文件不完整或已损坏")
	}
	w := &book{b: b, files: map[string]*zip.File{}}
	if err := w.index(z); err != nil {
		return err
	}
	sheets, err := w.sheets()
	if err != nil {
		return err
	}
	if err := w.readStrings(); err != nil {
		return err
	}
	if err := w.readStyles(); err != nil {
		return err
	}
	var best *Table
	words := -1
	for _, s := range sheets {
		g := &gather{b: b}
		if err := w.readSheet(s, g); err != nil {
			return err
		}
		one := &Table{File: t.File, Sheet: s.name}
		if n := g.finish(one); n > words && (n > 0 || len(one.Rows) > 0) {
			best, words = one, n
		}
		if words > 1 {
			break
		}
	}
	if best == nil {
		return ledger.Errf(CodeUnread, "文件里没有内容。请检查后再试。账本未改动。")
	}
	*t = *best
	t.otherSheets(sheets)
	return nil
}

// otherSheets tells that a workbook holds more than what was taken.
func (t *Table) otherSheets(sheets []sheet) {
	var left []string
	for _, s := range sheets {
		if s.name != t.Sheet {
			left = append(left, s.name)
		}
	}
	if len(left) > 0 {
		t.Notes = append(t.Notes, ledger.Problem{Subject: t.File, Text: "只用了工作表“" + t.Sheet + "”；没有用：" + short(strings.Join(left, "、")) + "。"})
	}
}

// index lists the parts and refuses a package that says itself that it is too
// large; what it keeps silent about is counted while reading.
func (w *book) index(z *zip.Reader) error {
	if len(z.File) > w.b.lim.Entries {
		return tooBig("文件里的部件超过 %d 个", w.b.lim.Entries)
	}
	total := uint64(0)
	for _, f := range z.File {
		total += min(f.UncompressedSize64, 1<<40)
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if w.files[name] != nil {
			return unread("文件里有重名的部件")
		}
		w.files[name] = f
	}
	if total > uint64(w.b.lim.Unpacked) {
		return tooBig("文件展开后超过 %d MB", w.b.lim.Unpacked>>20)
	}
	return nil
}

// sheets finds the visible worksheets through the workbook's relations.
func (w *book) sheets() ([]sheet, error) {
	target := map[string]string{}
	err := w.walk("xl/_rels/workbook.xml.rels", func(d *decoder, e xml.StartElement) error {
		if e.Name.Local == "Relationship" {
			p := attr(e, "Target")
			if !strings.HasPrefix(p, "/") {
				p = "xl/" + p
			}
			target[attr(e, "Id")] = strings.ToLower(strings.TrimPrefix(path.Clean(p), "/"))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []sheet
	err = w.walk("xl/workbook.xml", func(d *decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			w.y1904 = truth(attr(e, "date1904"))
		case "sheet":
			p := target[attr(e, "id")]
			name, _ := ledger.Clean(attr(e, "name"))
			if state := attr(e, "state"); w.files[p] != nil && (state == "" || state == "visible") {
				out = append(out, sheet{short(name), p})
			}
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = unread("文件里没有工作表")
	}
	return out, err
}

// readStrings loads the shared strings. Phonetic runs are not text.
func (w *book) readStrings() error {
	if w.files["xl/sharedstrings.xml"] == nil {
		return nil
	}
	return w.walk("xl/sharedstrings.xml", func(d *decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		s, err := d.text("si")
		if len(w.strings) >= w.b.lim.Cells {
			return w.b.fail(tooBig("单元格超过 %d 个", w.b.lim.Cells))
		}
		w.strings = append(w.strings, s)
		return err
	})
}

func (w *book) readSheet(s sheet, g *gather) error {
	line := 0
	return w.walk(s.path, func(d *decoder, e xml.StartElement) error {
		if e.Name.Local != "row" {
			return nil
		}
		line++
		if r := attr(e, "r"); r != "" {
			n, err := strconv.Atoi(r)
			if err != nil || n < 1 || n > maxSheetRow {
				return w.b.fail(unread("行号“" + short(ledger.Plain(r)) + "”不对"))
			}
			line = n
		}
		cells, err := w.readRow(d, line)
		if err != nil {
			return err
		}
		return g.add(line, cells)
	})
}

// readRow reads the cells up to the end of the row.
func (w *book) readRow(d *decoder, line int) ([]string, error) {
	var cells []string
	col := -1
	for {
		e, end, err := d.next()
		if err != nil {
			return nil, err
		}
		if end == "row" {
			return cells, nil
		}
		if e == nil || e.Name.Local != "c" {
			continue
		}
		col++
		if n, ok := columnOf(attr(*e, "r")); ok {
			col = n
		}
		v, err := w.readCell(d, *e)
		if err != nil {
			return nil, err
		}
		if v == "" {
			continue
		}
		if col >= w.b.lim.Columns {
			return nil, w.b.fail(tooBig("第 %d 行的列数超过 %d", line, w.b.lim.Columns))
		}
		for len(cells) <= col {
			cells = append(cells, "")
		}
		cells[col] = v
	}
}

// readCell gives a cell's text. Of a formula the stored result is taken; the
// formula itself is never looked at.
func (w *book) readCell(d *decoder, c xml.StartElement) (string, error) {
	v := ""
	for {
		e, end, err := d.next()
		if err != nil {
			return "", err
		}
		if end == "c" {
			break
		}
		if e == nil {
			continue
		}
		switch e.Name.Local {
		case "v", "is":
			if v, err = d.text(e.Name.Local); err != nil {
				return "", err
			}
		}
	}
	switch attr(c, "t") {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil || i < 0 || i >= len(w.strings) {
			return "", unread("单元格“" + short(ledger.Plain(attr(c, "r"))) + "”的文字找不到")
		}
		return w.strings[i], nil
	case "b":
		if v == "1" {
			return "是", nil
		}
		return "否", nil
	case "", "n":
		style, _ := strconv.Atoi(attr(c, "s"))
		if style >= 0 && style < len(w.dates) && w.dates[style] {
			return serialDay(v, w.y1904), nil
		}
		return tidyNumber(v), nil
	}
	return v, nil
}

// columnOf reads the letters of B5, from 0.
func columnOf(ref string) (int, bool) {
	n := 0
	for i := range len(ref) {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' || n > 1<<20 {
			break
		}
		n = n*26 + int(c-'a') + 1
	}
	return n - 1, n > 0
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func truth(s string) bool { return s == "1" || s == "true" }

// walk runs through one part and calls see for each element.
func (w *book) walk(name string, see func(*decoder, xml.StartElement) error) error {
	f := w.files[name]
	if f == nil {
		return unread("文件里缺少部件，可能不是表格")
	}
	r, err := f.Open()
	if err != nil {
		return unread("文件不完整或已损坏")
	}
	defer func() { _ = r.Close() }()
	d := newDecoder(w.b, w.b.reader(r, int64(min(f.CompressedSize64, 1<<40))))
	for {
		e, _, err := d.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e != nil {
			if err := see(d, *e); err != nil {
				return err
			}
		}
	}
}
