package notary

import (
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"huizhang/ledger"
	"huizhang/store/sign"
)

// paperLimit is more than any signed statement has.
const paperLimit = 256 << 10

// ReadPaper takes a code, the text of a QR code or the path of a file with one
// of them or with a signed statement, or of another copy of the book.
func (n *Notary) ReadPaper(typed string) (ledger.PaperMark, error) { return ReadPaper(typed) }

// ReadPaper does the same without a notary.
func ReadPaper(typed string) (ledger.PaperMark, error) {
	typed = strings.TrimSpace(typed)
	if info, err := os.Stat(typed); typed != "" && err == nil {
		if isBook(typed) {
			return ledger.PaperMark{Book: typed}, nil
		}
		b, err := readSmall(typed, paperLimit)
		if err != nil || !utf8.Valid(b) {
			why := "太大，不是文字，或被另存成了别的编码（用记事本另存时请选 UTF-8）"
			if info.IsDir() {
				why = "是一个文件夹"
			}
			return ledger.PaperMark{}, typedFault("“%s”%s，不像签字文件、核对码或二维码内容。请选“存到U盘”时得到的那个文件。", typed, why)
		}
		typed = restored(string(b))
	} else if looksLikePath(typed) {
		return ledger.PaperMark{}, typedFault("没有找到文件“%s”。请检查文件名和所在文件夹；要输入核对码，就直接输入 25 位数字。", typed)
	}
	m := ledger.PaperMark{Text: typed}
	_, err := readMark(m)
	return m, err
}

// isBook tells a book or an audit pack by its first bytes.
func isBook(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [20]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return false
	}
	return string(head[:4]) == "PK\x03\x04" || binary.LittleEndian.Uint32(head[16:]) == bookMagic
}

// bookMagic is what bbolt writes into the first page of its files.
const bookMagic = 0xED0CDAED

// restored takes back what an editor does to a signed file when it is opened and
// saved: a mark before it, other ends of lines, more or fewer of them at the end.
// The signature is checked on what is left.
func restored(s string) string {
	s = strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n")
	return strings.TrimRight(s, " \t\r\n") + "\n"
}

func looksLikePath(s string) bool {
	return strings.ContainsAny(s, `/\.`) && !strings.HasPrefix(strings.ToUpper(s), "HZ1")
}

func typedFault(format string, args ...any) *sign.Fault {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = ledger.Plain(s)
		}
	}
	return &sign.Fault{Code: "S04", Exit: 2, Text: fmt.Sprintf(format, args...)}
}

// readMark tells the kinds of paper apart.
func readMark(p ledger.PaperMark) (paperKind, error) {
	text := strings.TrimSpace(p.Text)
	switch {
	case text == "":
		return noPaper, nil
	case strings.Contains(text, "\n\n"+noteDash), strings.HasPrefix(text, "huizhang/"):
		if _, err := sign.Verify([]byte(p.Text)); sign.FaultCode(err) != "S02" {
			return noPaper, err
		}
		return notePaper, nil
	case strings.HasPrefix(strings.ToUpper(ledger.FoldWidth(text)), "HZ"):
		_, err := sign.ParsePayload(text)
		return qrPaper, err
	}
	if _, ok := longHead(text); ok {
		return headPaper, nil
	}
	_, err := sign.ParseCode(text)
	return codePaper, err
}

// longHead reads the head as the foot of every printed report carries it:
// 1234:ab12….
func longHead(text string) (sign.Head, bool) {
	h, ok := parseHead(strings.ToLower(strings.Join(strings.Fields(ledger.FoldWidth(text)), "")))
	if !ok {
		return sign.Head{}, false
	}
	head, err := sign.HeadOf(h)
	return head, err == nil
}

// noteDash begins a signature line of a note.
const noteDash = "\u2014 "

type paperKind int

const (
	noPaper paperKind = iota
	codePaper
	qrPaper
	notePaper
	headPaper
)

// markOf is the mark of a paper and what else has to be said about it. Keys are
// those of the book.
func markOf(p ledger.PaperMark, keys []ledger.Key) (m sign.Mark, remarks []string, err error) {
	kind, err := readMark(p)
	if err != nil {
		return m, nil, err
	}
	switch kind {
	case codePaper:
		c, err := sign.ParseCode(strings.TrimSpace(p.Text))
		return sign.MarkOfCode("核对码 "+c.String(), c), nil, err
	case qrPaper:
		q, err := sign.ParsePayload(p.Text)
		if err != nil {
			return m, nil, err
		}
		whole, err := q.Whole()
		if err == nil && !whole {
			remarks = append(remarks, "注意：二维码里的核对码与二维码本身对不上，这张二维码印错了，或是拼凑的。下面按二维码里的完整校验值对照。")
		}
		return sign.MarkOf(q.Period.Chinese()+"公示上的二维码", q.Book, q.Head()), remarks, err
	case headPaper:
		h, _ := longHead(strings.TrimSpace(p.Text))
		return sign.MarkOf(fmt.Sprintf("报表下面印的核对码（第 %d 条）", h.Size), "", h), nil, nil
	case notePaper:
		return noteMark(p, keys)
	}
	return m, nil, nil
}

// noteMark is that of a signed statement from outside. One by keys that the book
// does not know is held against the book all the same: the person trusts the
// stick it comes from, and a book that was redone may have lost the key.
func noteMark(p ledger.PaperMark, keys []ledger.Key) (sign.Mark, []string, error) {
	s, err := sign.Verify([]byte(p.Text), publics(keys)...)
	code := sign.FaultCode(err)
	if err != nil && code != "S02" {
		return sign.Mark{}, nil, err
	}
	st := s.Statement
	label := st.Period.Chinese() + st.Kind.Chinese() + "的签字文件"
	var remarks []string
	for _, by := range s.By {
		remarks = append(remarks, fmt.Sprintf("签字文件上“%s”的签字有效，密钥指纹 %s。", ledger.Plain(by.Person()), by.Fingerprint()))
	}
	for _, u := range s.Unknown {
		remarks = append(remarks, fmt.Sprintf("签字文件上有一个签字%s，不能证明是谁签的。请向签字人核对密钥指纹。", u.Chinese()))
	}
	return sign.MarkOf(label, st.Book, st.Head), remarks, nil
}
