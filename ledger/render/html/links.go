package html

import (
	"html"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// Links join a page with the other files of a folder, where the pages lie side
// by side without a program: in an audit pack. The zero value has none. An
// address that would lead out of the folder by a scheme or a root is left out.
type Links struct {
	// Nav stands above the page, and not on paper.
	Nav []Link
	// Cell gives the address behind a cell, "" for none.
	Cell func(t *report.Table, r *report.Row, col int) string
	// ID names a table, so that others can lead to it; "" for none.
	ID func(t *report.Table) string
	// Below stands under a table.
	Below func(t *report.Table) []Link
}

// Link is an address, escaped as addresses are, and what a person reads. One
// without an address is text.
type Link struct{ Text, Href string }

const linkStyle = `<style>
.nav { font-size: 9pt; margin-bottom: 3mm; } .nav a, .below a { margin-right: 4mm; }
.below { font-size: 9pt; margin: 1mm 0; } :target { background: #ff9; }
@media print { .nav { display: none; } a { color: inherit; text-decoration: none; } }
</style>
`

func (l *Links) id(t *report.Table) string {
	if l.ID == nil {
		return ""
	}
	if s := l.ID(t); s != "" {
		return " id=\"" + esc(s) + "\""
	}
	return ""
}

func (l *Links) cell(t *report.Table, r *report.Row, col int) string {
	if l.Cell == nil {
		return ""
	}
	return local(l.Cell(t, r, col))
}

// local takes addresses inside the folder only, and makes them fit for an attribute.
func local(href string) string {
	if strings.ContainsAny(href, ":\\") || strings.HasPrefix(href, "/") || ledger.Plain(href) != href {
		return ""
	}
	return html.EscapeString(href)
}

func (p *page) nav() {
	if len(p.links.Nav) == 0 {
		return
	}
	p.s("<div class=\"nav\">")
	p.line(p.links.Nav)
	p.s("</div>\n")
}

func (p *page) below(t *report.Table) {
	if p.links.Below == nil {
		return
	}
	if all := p.links.Below(t); len(all) > 0 {
		p.s("<div class=\"below\">")
		p.line(all)
		p.s("</div>\n")
	}
}

func (p *page) line(all []Link) {
	for _, l := range all {
		if href := local(l.Href); href != "" {
			p.s("<a href=\"", href, "\">", esc(l.Text), "</a>")
		} else {
			p.s(esc(l.Text))
		}
	}
}
