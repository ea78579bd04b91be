// Package render writes a report in any of the formats a person can ask for.
// Each writer lives in a package of its own below; no other part of the program
// imports the libraries and the font they need.
package render

import (
	"fmt"
	"io"

	"huizhang/ledger"
	"huizhang/ledger/render/csv"
	"huizhang/ledger/render/html"
	"huizhang/ledger/render/json"
	"huizhang/ledger/render/pdf"
	"huizhang/ledger/render/text"
	"huizhang/ledger/render/xlsx"
	"huizhang/ledger/report"
)

// Format names a way of writing, as the command line spells it. It is also the
// usual ending of the file's name, but for text.
type Format string

// The formats.
const (
	Text Format = "text"
	CSV  Format = "csv"
	JSON Format = "json"
	HTML Format = "html"
	XLSX Format = "xlsx"
	PDF  Format = "pdf"
)

// Formats lists the formats in the order a person is offered them.
func Formats() []Format { return []Format{Text, CSV, JSON, HTML, XLSX, PDF} }

// Parse finds a format by its name.
func Parse(s string) (Format, error) {
	for _, f := range Formats() {
		if string(f) == s {
			return f, nil
		}
	}
	return "", ledger.Errf(ledger.CodeUnknown, "没有“%s”这种格式。可用的格式：text csv json html xlsx pdf。", ledger.Plain(s))
}

// Extension is the ending of a file in the format, with its dot.
func (f Format) Extension() string {
	if f == Text {
		return ".txt"
	}
	return "." + string(f)
}

// Chinese names the format for a list to choose from.
func (f Format) Chinese() string {
	switch f {
	case Text:
		return "纯文本"
	case CSV:
		return "CSV 表格"
	case JSON:
		return "JSON 数据"
	case HTML:
		return "网页"
	case XLSX:
		return "Excel 工作簿"
	case PDF:
		return "PDF（打印）"
	}
	return string(f)
}

// Binary reports whether the output must not be shown in a terminal.
func (f Format) Binary() bool { return f == XLSX || f == PDF }

// Options are what a caller may want to say beside the document. The zero
// value is right for a file.
type Options struct {
	// Width is the terminal's width in cells, for text; 0 sets no limit.
	Width int
	// Progress is told from time to time how much is done; when it answers
	// false the writing stops with [context.Canceled].
	Progress func(done, total int) bool
	// Links join a web page with others; the other formats have none.
	Links *Links
}

// Write writes the document to w. XLSX and PDF reach w only when they are
// complete; the other formats may leave a part behind when they fail, so write
// a file beside its place and rename it.
func Write(w io.Writer, f Format, doc *report.Document, opt Options) error {
	if f != CSV && f != JSON { // programs read tables one below the other, people side by side
		doc = report.SideBySide(doc)
	}
	switch f {
	case Text:
		return text.Write(w, doc, opt.Width, opt.Progress)
	case CSV:
		return csv.Write(w, doc, opt.Progress)
	case JSON:
		return json.Write(w, doc, opt.Progress)
	case HTML:
		return html.Write(w, doc, opt.Links, opt.Progress)
	case XLSX:
		return xlsx.Write(w, doc, opt.Progress)
	case PDF:
		return pdf.Write(w, doc, opt.Progress)
	}
	return fmt.Errorf("render: unknown format %q", f)
}

// Links join a web page with the files beside it.
type Links = html.Links

// Link is one of them.
type Link = html.Link

// Gap is a text with the characters in it that cannot be printed.
type Gap = pdf.Gap

// Missing names the texts whose characters the paper font lacks. They print as
// 〓; say so before printing, so that a person can write them in by hand.
func Missing(doc *report.Document) ([]Gap, error) { return pdf.Missing(doc) }
