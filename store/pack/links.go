package pack

import (
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
)

// From the first page to a month, from a month to a voucher, from a voucher to
// what was scanned: pages are joined by relative addresses, so that they work
// from any folder, from a stick, and without a network.

// address is a path of the pack as an address.
func address(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// up leads from a file of the pack to its root.
func up(from string) string { return strings.Repeat("../", strings.Count(from, "/")) }

// slipPage is where the vouchers of a month are, without its ending.
func slipPage(m ledger.Month) string {
	return fmt.Sprintf("报表/%d年/记账凭证/记账凭证-%s", m.Year(), m)
}

// slipAddress is that page from the root, "" when nothing was posted.
func (x *contents) slipAddress(m ledger.Month) string {
	a, known := x.slipped[m]
	if !known {
		for range x.r.Posted(ledger.MonthPeriod(m)) {
			a = address(slipPage(m) + ".html")
			break
		}
		x.slipped[m] = a
	}
	return a
}

// linksOf joins the page of that name with others; more stands behind the way back.
func (x *contents) linksOf(name string, more ...render.Link) *render.Links {
	root := up(name)
	return &render.Links{
		Nav:  append([]render.Link{{Text: "← 回到首页", Href: root + address(namePage)}}, more...),
		Cell: func(t *report.Table, r *report.Row, col int) string { return x.cell(root, t, r, col) },
	}
}

// cell leads from the number of a voucher to its page, from the digest of a file
// or its place in the pack to the file.
func (x *contents) cell(root string, t *report.Table, r *report.Row, col int) string {
	if t.Columns[col].Kind != report.KindIdentity || col >= len(r.Cells) {
		return ""
	}
	text := r.Cells[col].Text
	if place, ok := x.places[text]; ok {
		return root + address(place)
	}
	if strings.Contains(text, "/") && x.w.used[folded(text)] {
		return root + address(text)
	}
	m, id, ok := x.named(text, r.Voucher)
	if !ok {
		return ""
	}
	if a := x.slipAddress(m); a != "" {
		return root + a + "#" + anchor(id)
	}
	return ""
}

// named finds the posted voucher that a text like 2026-01-记-0001 names; of the
// voucher that the row is about only the month is asked.
func (x *contents) named(text string, known ledger.VoucherID) (m ledger.Month, id ledger.VoucherID, ok bool) {
	part := strings.Split(text, "-")
	if len(part) != 4 || len(part[0]) != 4 || len(part[1]) != 2 {
		return 0, 0, false
	}
	year, err := strconv.Atoi(part[0])
	month, err2 := strconv.Atoi(part[1])
	n, err3 := strconv.Atoi(part[3])
	if m = ledger.MonthOf(year, month); err != nil || err2 != nil || err3 != nil || !m.Valid() {
		return 0, 0, false
	}
	if known != 0 {
		return m, known, true
	}
	id, ok = x.r.VoucherByNumber(m, ledger.Word(part[2]), n)
	return m, id, ok
}

func anchor(id ledger.VoucherID) string { return fmt.Sprintf("v%d", id) }

// slipLinks join the page of a month's vouchers: each voucher has a name to be
// led to, and its attachments below it.
func (x *contents) slipLinks(name string, more ...render.Link) *render.Links {
	l, root := x.linksOf(name, more...), up(name)
	voucher := func(t *report.Table) ledger.VoucherID {
		if len(t.Rows) == 0 {
			return 0
		}
		return t.Rows[0].Voucher
	}
	l.ID = func(t *report.Table) string { return anchor(voucher(t)) }
	l.Below = func(t *report.Table) []render.Link {
		if len(x.places) == 0 {
			return nil
		}
		var out []render.Link
		for _, f := range x.r.Evidence(voucher(t)).Files {
			if place, ok := x.places[f.Hash]; ok {
				out = append(out, render.Link{Text: "打开原件：" + f.Name, Href: root + address(place)})
			} else {
				out = append(out, render.Link{Text: "原件缺：" + f.Name + "　"})
			}
		}
		return out
	}
	return l
}

// beside leads from the page of a month to those of the months before and after.
func (x *contents) beside(from string, m ledger.Month, page func(ledger.Month) string) (out []render.Link) {
	for _, n := range []struct {
		m    ledger.Month
		word string
	}{{m.Add(-1), "← "}, {m.Add(1), ""}} {
		if x.slipAddress(n.m) == "" {
			continue
		}
		text := n.word + n.m.Chinese()
		if n.word == "" {
			text += " →"
		}
		out = append(out, render.Link{Text: text, Href: up(from) + address(page(n.m)+".html")})
	}
	return out
}

// inert gives a name on which a double click runs nothing: what is a program, a
// link or a page with a script keeps its bytes and gets another ending.
func inert(place string) string {
	switch strings.ToLower(strings.TrimPrefix(path.Ext(place), ".")) {
	case "exe", "com", "scr", "pif", "bat", "cmd", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta", "msi", "msp", "msc", "ps1", "psm1",
		"lnk", "url", "reg", "jar", "chm", "cpl", "dll", "scf", "inf", "app", "command", "sh", "desktop", "webloc", "appref-ms", "application",
		"htm", "html", "xhtml", "xht", "shtml", "mht", "mhtml", "svg", "svgz", "iso", "img", "vhd", "vhdx":
		return place + ".原件"
	}
	return place
}
