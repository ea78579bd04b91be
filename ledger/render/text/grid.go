package text

import (
	"github.com/charmbracelet/x/ansi"

	"huizhang/ledger"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// The widths, in cells, that texts are wrapped to: widest is what a text
// column takes of its own will, narrowest what squeezing leaves it.
const (
	widest    = 40
	narrowest = 8
	signature = 12
)

// grid is the widths of a table's columns.
type grid struct{ cols []int }

func (g grid) width() int {
	n := 0
	for i, c := range g.cols {
		if i > 0 {
			n += len(gap)
		}
		n += c
	}
	return n
}

// measure gives each column what its longest value needs, long texts at most
// widest (or what the column wishes), then squeezes texts and signature boxes
// until the table fits into limit.
func measure(t *report.Table, limit int) grid {
	g := grid{cols: make([]int, len(t.Columns))}
	soft := make([]bool, len(t.Columns))
	in := show.IndentColumn(t)
	for i, c := range t.Columns {
		longest := 0
		for _, r := range t.Rows {
			if i == 0 && show.Span(t, r) > 1 {
				continue
			}
			n := ansi.StringWidth(show.Cell(c.Kind, show.At(r, i)))
			if i == in && r.Kind == report.RowSub {
				n += len(gap)
			}
			longest = max(longest, n)
		}
		g.cols[i] = max(longest, 2)
		if soft[i] = c.Kind == report.KindText || c.Kind == report.KindIdentity; soft[i] {
			g.cols[i] = min(max(longest, 2), max(widest, c.Width))
		}
		if c.Kind == report.KindSign {
			g.cols[i], soft[i] = max(signature, c.Width, longest), true
		}
		g.cols[i] = max(g.cols[i], min(ansi.StringWidth(ledger.Plain(c.Name)), widest))
	}
	squeeze(&g, soft, limit)
	return g
}

// squeeze takes cells from the widest text or signature column until the table
// fits or none of them can give any more.
func squeeze(g *grid, soft []bool, limit int) {
	if limit <= 0 {
		return
	}
	for over := g.width() - limit; over > 0; over-- {
		at := -1
		for i, s := range soft {
			if s && g.cols[i] > narrowest && (at < 0 || g.cols[i] > g.cols[at]) {
				at = i
			}
		}
		if at < 0 {
			return
		}
		g.cols[at]--
	}
}
