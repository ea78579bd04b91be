package intake

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huizhang/ledger"
)

// readText reads a CSV file of any of the usual encodings and delimiters.
func readText(t *Table, r io.Reader, b *budget) error {
	data, err := io.ReadAll(b.reader(r, b.lim.File))
	if err != nil {
		return err
	}
	text, err := decode(data)
	if err != nil {
		return err
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return ledger.Errf(CodeUnread, "这不是表格文件（第 %d 行有二进制内容）。请选择 .xlsx 或 CSV 文件。账本未改动。", lineAt(text, i))
	}
	if !strings.Contains(text, "\n") { // the line ends of old Macs, which Excel still offers
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	g := &gather{b: b}
	cr := csvReader(text+"\n"+endMark, delimiter(text))
	for {
		rec, err := cr.Read()
		if err != nil {
			return unread("不是有效的 CSV")
		}
		if len(rec) == 1 && rec[0] == endMark {
			break
		}
		line, _ := cr.FieldPos(0)
		if unclosed(rec, text, cr.Comma) {
			return ledger.Errf(CodeUnread, "第 %d 行有一个引号没有成对，后面的行分不开。请补上或去掉这个引号后再试。账本未改动。", line)
		}
		if err := g.add(line, rec); err != nil {
			return err
		}
	}
	g.finish(t)
	return nil
}

// endMark is a last line of its own that no file holds: where it turns up
// inside a cell, a quote ran to the end of the file.
const endMark = "\x00"

func csvReader(text string, comma rune) *csv.Reader {
	cr := csv.NewReader(strings.NewReader(text))
	cr.Comma, cr.LazyQuotes, cr.FieldsPerRecord, cr.ReuseRecord = comma, true, -1, true
	return cr
}

// unclosed finds a quote that was never closed and swallowed what follows: a
// cell that runs over many lines or to the end of the file, or beyond a quote
// in a later line, unless every quote of the file is in its place.
func unclosed(rec []string, text string, comma rune) bool {
	for _, c := range rec {
		if strings.HasSuffix(c, endMark) || strings.Count(c, "\n") > 10 {
			return true
		}
		if _, later, two := strings.Cut(c, "\n"); two && strings.Contains(later, `"`) && !wellFormed(text, comma) {
			return true
		}
	}
	return false
}

// wellFormed reports whether every quote of a file is in its place.
func wellFormed(text string, comma rune) bool {
	cr := csvReader(text, comma)
	cr.LazyQuotes = false
	for {
		_, err := cr.Read()
		if err != nil {
			return err == io.EOF
		}
	}
}

// decode finds the encoding: byte order mark, else UTF-8 if valid, else GB18030.
func decode(data []byte) (string, error) {
	if rest, ok := bytes.CutPrefix(data, []byte("\xEF\xBB\xBF")); ok {
		if i := firstBroken(rest); i >= 0 {
			return "", badEncoding(lineAt(string(rest), i))
		}
		return string(rest), nil
	}
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) && len(data)%2 == 0 {
		return fromUTF16(data[2:], binary.LittleEndian), nil
	}
	if bytes.HasPrefix(data, []byte("\xFE\xFF")) && len(data)%2 == 0 {
		return fromUTF16(data[2:], binary.BigEndian), nil
	}
	i := firstBroken(data)
	if i < 0 {
		return string(data), nil
	}
	if mostlyUTF8(data) {
		return "", badEncoding(lineAt(string(data), i))
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return "", badEncoding(1)
	}
	if i := bytes.IndexRune(out, utf8.RuneError); i >= 0 {
		return "", badEncoding(lineAt(string(out), i))
	}
	return string(out), nil
}

func fromUTF16(data []byte, order binary.ByteOrder) string {
	u := make([]uint16, len(data)/2)
	for i := range u {
		u[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(u))
}

func badEncoding(line int) error {
	return ledger.Errf(CodeEncoding, "文件不是 UTF-8，也不像 GB18030：第 %d 行。请在表格软件里另存为 CSV UTF-8 后再试。未导入。", line)
}

func firstBroken(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// mostlyUTF8 tells a damaged UTF-8 file from a Chinese one in GB18030, whose
// bytes seldom form three-byte characters by accident. Reading the first as the
// second would turn every name into another.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n >= 3:
			good++
		}
		i += n
	}
	return good > 5*bad
}

func lineAt(s string, i int) int { return strings.Count(s[:i], "\n") + 1 }

// delimiter picks the one that shows most header words in a row, then the one
// that gives this row most columns. Other rows have no say: their texts may
// hold any of the three.
func delimiter(text string) rune {
	best, words, width := ',', -1, -1
	for _, d := range []rune{',', '\t', ';'} {
		cr := csvReader(text[:min(len(text), 64<<10)], d)
		w, c := -1, 0
		for range headerRows {
			rec, err := cr.Read()
			if err != nil {
				break
			}
			if n := knownWords(rec); n > w {
				w, c = n, len(rec)
			}
		}
		if w > words || w == words && c > width {
			best, words, width = d, w, c
		}
	}
	return best
}
