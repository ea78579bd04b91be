package audit

import (
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// NewRoles shows the one table of who may do what, which the door enforces.
func NewRoles(d *desk.Desk, _ screen.Roles) screen.Screen {
	p := &page.Page{D: d, Name: "职责", Rights: []string{"finding.raise"}, Keys: func(*page.Page) []page.Key {
		return []page.Key{{Keys: []string{"f6", "ctrl+p"}, Label: "打印", Help: "职责分工表，打印或存成文件", Do: page.Go(screen.ReportView{Name: "permissions"})}}
	}}
	p.Read = func(r ledger.Reader) page.Content {
		c := page.Content{Title: "谁可以做什么", Cols: []page.Col{{Title: "做什么", Width: 20, Grow: 1}}}
		for _, role := range ledger.Roles() {
			c.Cols = append(c.Cols, page.Col{Title: string(role), Width: 4})
		}
		c.Cols = append(c.Cols, page.Col{Title: "您", Width: 4})
		c.Lines = people(d, r)
		single := r.Unit().Single
		for i, row := range ledger.Permissions() {
			cells := []page.Cell{page.Text(row.Work)}
			for _, role := range ledger.Roles() {
				cells = append(cells, mark(slices.Contains(row.Roles, role), single && !row.Audit && role != ledger.Auditor))
			}
			cells = append(cells, mark(len(row.Acts) > 0 && d.May(r, row.Acts[0]) == "", false).As(widget.Strong))
			c.Rows = append(c.Rows, page.Row{Key: string(rune('a' + i)), Cells: cells})
		}
		return c
	}
	return p.Make()
}

// mark says whether a role may: by its office, or because one person keeps the
// book alone.
func mark(may, alone bool) page.Cell {
	switch {
	case may:
		return page.Text("可").As(widget.Good)
	case alone:
		return page.Text("兼").As(widget.Warning)
	}
	return page.Text("-").As(widget.Muted)
}

// people are who holds which office, and the standing finding about one person
// holding several.
func people(d *desk.Desk, r ledger.Pages) []page.Line {
	out := []page.Line{{Text: "这张表由程序执行：不是自己职责的事，无论从哪里都写不进账本。", Look: widget.Muted}}
	var who []string
	for _, p := range r.People() {
		if p.Gone {
			continue
		}
		roles := make([]string, len(p.Roles))
		for i, x := range p.Roles {
			roles[i] = string(x)
		}
		name := p.Name
		if name == d.Operator {
			name += "（您）"
		}
		who = append(who, name+" "+strings.Join(roles, "、"))
	}
	out = append(out, page.Line{Text: "在任：" + strings.Join(who, "；")})
	if r.Unit().Single {
		out = append(out, page.Line{Text: "! " + ledger.SingleNote + "标“兼”的由一人兼任，经审检查时一直作为长期问题提示；经审的部分不能兼。", Look: widget.Warning})
	}
	return out
}
