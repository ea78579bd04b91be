package intake

import (
	"encoding/xml"
	"io"
	"strings"

	"huizhang/ledger"
)

// decoder reads XML without a tree and without recursion, so that nesting
// costs nothing; it refuses what no honest part holds.
type decoder struct {
	b     *budget
	x     *xml.Decoder
	depth int
}

func newDecoder(b *budget, r io.Reader) *decoder {
	return &decoder{b: b, x: xml.NewDecoder(r)}
}

// next gives the next start (e) or end (its name); both are empty for text.
// The end of a part inside an element is an error.
func (d *decoder) next() (e *xml.StartElement, end string, err error) {
	e, end, _, err = d.token()
	return e, end, err
}

func (d *decoder) token() (e *xml.StartElement, end string, text []byte, err error) {
	t, err := d.x.RawToken()
	switch {
	case d.b.err != nil:
		return nil, "", nil, d.b.err
	case err == io.EOF && d.depth == 0:
		return nil, "", nil, io.EOF
	case err != nil:
		return nil, "", nil, unread("文件不完整或已损坏")
	}
	switch t := t.(type) {
	case xml.StartElement:
		if d.depth++; d.depth > d.b.lim.Depth {
			return nil, "", nil, d.b.fail(ledger.Errf(CodeUnread, "文件内部嵌套超过 %d 层，已停止读取。账本未改动。", d.b.lim.Depth))
		}
		return &t, "", nil, nil
	case xml.EndElement:
		if d.depth--; d.depth < 0 {
			return nil, "", nil, unread("文件已损坏")
		}
		return nil, t.Name.Local, nil, nil
	case xml.CharData:
		return nil, "", t, nil
	case xml.Directive:
		return nil, "", nil, d.b.fail(unread("文件内部有不该有的声明"))
	}
	return nil, "", nil, nil
}

// text gathers the characters up to the end of the element that was just
// begun; inside a string item only those of <t>, and not the phonetic ones.
func (d *decoder) text(until string) (string, error) {
	var b strings.Builder
	at, take, spoken := d.depth-1, until == "v", false
	for {
		e, end, chars, err := d.token()
		if err != nil {
			return "", err
		}
		switch {
		case e != nil:
			spoken = spoken || e.Name.Local == "rPh"
			take = take || e.Name.Local == "t" && !spoken
		case end != "":
			if d.depth <= at {
				return b.String(), nil
			}
			spoken = spoken && end != "rPh"
			take = take && end != "t"
		case take:
			b.Write(chars)
			if b.Len() > 4*d.b.lim.Cell {
				return "", d.b.fail(tooBig("有一格超过 %d 字节", d.b.lim.Cell))
			}
		}
	}
}
