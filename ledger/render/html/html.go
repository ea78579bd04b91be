// Package html writes a report as one self-contained page that a browser shows
// and prints on A4: no script, nothing fetched, every text escaped.
package html

import (
	"bufio"
	"context"
	"fmt"
	"html"
	"io"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/render/qr"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

const style = `
@page { size: A4 %s; margin: 15mm 12mm 15mm 20mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.45 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","SimSun",sans-serif; color: #000; background: #fff; margin: 0 auto; padding: 8mm; max-width: %s; }
h1 { font-size: 16pt; text-align: center; margin: 0 0 2mm; }
h2 { font-size: 11pt; margin: 6mm 0 1mm; }
.form { text-align: right; font-size: 9pt; }
.head { display: flex; justify-content: space-between; gap: 4mm; margin-bottom: 1mm; }
.head span { flex: 1; } .head span:nth-child(2) { text-align: center; } .head span:nth-child(3) { text-align: right; }
table { border-collapse: collapse; width: 100%%; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #000; padding: 0.8mm 1.2mm; overflow-wrap: anywhere; }
th { background: #eee; font-weight: bold; }
.money, .count { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.day { text-align: center; white-space: nowrap; }
.sign { min-width: 25mm; }
.total td, .subtotal td, tr.head td { font-weight: bold; }
.sub .in { padding-left: 6mm; }
.spare td { height: 8mm; }
.keep { break-after: avoid; }
.notes { font-size: 9pt; margin: 2mm 0; padding: 0; list-style: none; }
.seal { display: flex; gap: 4mm; align-items: center; font-size: 9pt; margin-top: 3mm; break-inside: avoid; }
.seal svg { width: 28mm; height: 28mm; flex: none; }
.seal ul { margin: 0; padding: 0; list-style: none; }
.signs { display: flex; justify-content: space-between; gap: 4mm; margin-top: 8mm; }
.signs span { flex: 1; }
.made { font-size: 7.5pt; color: #555; margin-top: 4mm; overflow-wrap: anywhere; }
@media print { body { padding: 0; max-width: none; } }
`

// Write writes the page. links and progress may be nil; when progress answers
// false, Write stops with [context.Canceled].
func Write(w io.Writer, doc *report.Document, links *Links, progress func(done, total int) bool) error {
	if links == nil {
		links = &Links{}
	}
	p := &page{w: bufio.NewWriterSize(w, 64<<10), links: links, progress: progress}
	for i := range doc.Tables {
		p.total += len(doc.Tables[i].Rows)
	}
	p.top(doc)
	for i := range doc.Tables {
		if err := p.table(&doc.Tables[i]); err != nil {
			return err
		}
	}
	p.bottom(doc)
	if err := p.w.Flush(); err != nil {
		return fmt.Errorf("html: %w", err)
	}
	return nil
}

// page writes through a bufio.Writer, which keeps the first error until Flush.
type page struct {
	w           *bufio.Writer
	links       *Links
	progress    func(done, total int) bool
	done, total int
}

func (p *page) f(format string, args ...any) { fmt.Fprintf(p.w, format, args...) }

// s writes texts as they are. Rows go this way: a page may have a million cells.
func (p *page) s(parts ...string) {
	for _, s := range parts {
		p.w.WriteString(s)
	}
}

func (p *page) top(doc *report.Document) {
	side, width := "portrait", "200mm"
	if doc.Landscape {
		side, width = "landscape", "285mm"
	}
	title := esc(doc.Title)
	p.f("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.f("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
	p.f("<title>%s</title>\n<style>", title)
	p.f(style, side, width)
	p.s("</style>\n")
	if len(p.links.Nav) > 0 {
		p.s(linkStyle)
	}
	p.s("</head>\n<body>\n")
	p.nav()
	if doc.Form != "" {
		p.f("<div class=\"form\">%s</div>\n", esc(doc.Form))
	}
	p.f("<h1>%s</h1>\n", title)
	who, when, unit := show.Heading(doc)
	p.f("<div class=\"head\"><span>%s</span><span>%s</span><span>%s</span></div>\n",
		html.EscapeString(who), html.EscapeString(when), html.EscapeString(unit))
}

func (p *page) table(t *report.Table) error {
	id := p.links.id(t)
	if t.Title != "" {
		p.s("<h2", id, ">", esc(t.Title), "</h2>\n")
		id = ""
	}
	p.s("<table", id, ">\n<thead><tr>")
	classes := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		classes[i] = class(string(c.Kind))
		p.s("<th class=\"", classes[i], "\"", width(c), ">", esc(c.Name), "</th>")
	}
	p.s("</tr></thead>\n<tbody>\n")
	if in := show.IndentColumn(t); in >= 0 {
		classes[in] += " in"
	}
	for i := range t.Rows {
		p.row(t, &t.Rows[i], classes)
		if p.done++; p.progress != nil && p.done%500 == 0 && !p.progress(p.done, p.total) {
			return context.Canceled
		}
	}
	p.s("</tbody>\n</table>\n")
	p.below(t)
	return nil
}

// width is the column's minimum on paper. A table cell's width is a minimum for
// browsers as long as there is room.
func width(c report.Column) string {
	mm := c.Millimetres
	if c.Kind == report.KindSign {
		mm = max(mm, 25)
	}
	if mm == 0 {
		return ""
	}
	return fmt.Sprintf(" style=\"width:%dmm\"", mm)
}

func (p *page) row(t *report.Table, r *report.Row, classes []string) {
	p.s("<tr class=\"", class(string(r.Kind)))
	if r.Keep {
		p.s(" keep")
	}
	p.s("\"")
	if t.RowHeight > 0 {
		p.f(" style=\"height:%dmm\"", t.RowHeight)
	}
	p.s(">")
	span := show.Span(t, *r)
	for i, c := range t.Columns {
		if i > 0 && i < span {
			continue
		}
		cell := show.At(*r, i)
		cls := classes[i]
		if !show.IsValue(c.Kind, cell) && c.Kind != report.KindSign {
			_, in := strings.CutSuffix(cls, " in")
			if cls = "text"; in {
				cls = "text in"
			}
		}
		p.s("<td class=\"", cls, "\"")
		if i == 0 && span > 1 {
			p.f(" colspan=\"%d\"", span)
		}
		text := html.EscapeString(show.Cell(c.Kind, cell))
		if href := p.links.cell(t, r, i); href != "" && text != "" {
			p.s("><a href=\"", href, "\">", text, "</a></td>")
		} else {
			p.s(">", text, "</td>")
		}
	}
	p.s("</tr>\n")
}

func (p *page) bottom(doc *report.Document) {
	if len(doc.Notes) > 0 {
		p.f("<ul class=\"notes\">\n")
		for _, n := range doc.Notes {
			p.f("<li>%s</li>\n", esc(n))
		}
		p.f("</ul>\n")
	}
	p.seal(doc)
	if len(doc.Signatures) > 0 {
		p.f("<div class=\"signs\">")
		for _, s := range show.Signatures(doc) {
			p.f("<span>%s</span>", html.EscapeString(s))
		}
		p.f("</div>\n")
	}
	if s := show.Made(doc); s != "" {
		p.f("<div class=\"made\">%s</div>\n", html.EscapeString(s))
	}
	p.f("</body>\n</html>\n")
}

// seal draws the QR code beside what the paper says about itself.
func (p *page) seal(doc *report.Document) {
	if doc.Seal == nil {
		return
	}
	p.f("<div class=\"seal\">")
	size, dark, err := qr.Runs(doc.Seal.QR)
	drawn := err == nil && doc.Seal.QR != ""
	if drawn {
		p.f("<svg viewBox=\"%d %d %d %d\" role=\"img\" aria-label=\"核对二维码\"><path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"", -qr.Quiet, -qr.Quiet, size+2*qr.Quiet, size+2*qr.Quiet)
		for _, r := range dark {
			p.f("M%d %dh%dv1h-%dz", r.X, r.Y, r.N, r.N)
		}
		p.f("\"/></svg>")
	}
	p.f("<ul>\n")
	for _, s := range show.Seal(doc, drawn) {
		p.f("<li>%s</li>\n", esc(s))
	}
	p.f("</ul></div>\n")
}

func esc(s string) string { return html.EscapeString(ledger.Plain(s)) }

// class keeps anything but letters out of an attribute: kinds are ours, but a
// writer should not have to trust that.
func class(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, s)
}
