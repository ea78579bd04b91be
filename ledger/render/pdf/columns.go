package pdf

import (
	"fmt"

	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// Sizes on paper. A signature needs 25 mm to be legible, and 8 mm of height.
const (
	mm         = 72 / 25.4
	padding    = 2.5 // points left and right of a cell's text
	signWidth  = 25 * mm
	signHeight = 8 * mm
	leading    = 1.25
)

// columns is how a table stands on the paper.
type columns struct {
	size   float64 // of the letters
	widths []float64
}

// need is what a column wants, in em of the letters; hard is a floor in points
// that no squeezing touches.
type need struct {
	least, natural, hard float64
	stretch              bool
}

// layColumns divides room among the columns: the largest letters with which
// everything has its least width, then what is left in proportion.
func layColumns(k ink, t *report.Table, room float64) columns {
	needs := make([]need, len(t.Columns))
	for i := range t.Columns {
		needs[i] = columnNeed(k, t, i)
	}
	sizes := []float64{9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6}
	for _, size := range sizes {
		least, natural := totals(needs, size)
		if least <= room {
			return columns{size, share(needs, size, least, natural, room)}
		}
	}
	return columns{6, squeeze(needs, 6, room)}
}

// layAll lays the columns of every table. Tables with the same columns stand
// alike, as the vouchers of a month do, so that the eye finds the same column in
// the same place.
func layAll(k ink, tables []report.Table, room float64) []columns {
	merged := map[string]*report.Table{}
	keys := make([]string, len(tables))
	for i := range tables {
		keys[i] = fmt.Sprint(tables[i].Columns)
		m, ok := merged[keys[i]]
		if !ok {
			m = &report.Table{Columns: tables[i].Columns}
			merged[keys[i]] = m
		}
		m.Rows = append(m.Rows, tables[i].Rows...)
		m.PageSubtotal = m.PageSubtotal || tables[i].PageSubtotal
	}
	laid := map[string]columns{}
	for key, t := range merged {
		laid[key] = layColumns(k, t, room)
	}
	out := make([]columns, len(tables))
	for i, key := range keys {
		out[i] = laid[key]
	}
	return out
}

func (n need) leastAt(size float64) float64   { return max(n.least*size+2*padding, n.hard) }
func (n need) naturalAt(size float64) float64 { return max(n.natural*size+2*padding, n.hard) }

func totals(needs []need, size float64) (least, natural float64) {
	for _, n := range needs {
		least += n.leastAt(size)
		natural += n.naturalAt(size)
	}
	return least, natural
}

func columnNeed(k ink, t *report.Table, i int) need {
	c := t.Columns[i]
	var longest float64
	for _, r := range t.Rows {
		if i == 0 && show.Span(t, r) > 1 {
			continue
		}
		longest = max(longest, k.em(k.clean(show.Cell(c.Kind, show.At(r, i)))))
	}
	if c.Kind == report.KindMoney && t.PageSubtotal {
		if sum, err := itemSum(t.Rows, i); err == nil {
			longest = max(longest, k.em(sum.Grouped()))
		}
	}
	head := k.em(k.clean(c.Name))
	leastHead := head
	if head > 3 {
		leastHead = max(3, head/2+0.5)
	}
	n := need{natural: max(longest, head), stretch: c.Kind != report.KindCount, hard: float64(c.Millimetres) * mm}
	switch c.Kind {
	case report.KindText:
		n.least = max(min(longest, 5), leastHead)
	case report.KindIdentity:
		n.least = max(min(longest, 11), leastHead)
	default:
		n.least = max(longest, leastHead)
	}
	if c.Kind == report.KindSign {
		n.hard = max(n.hard, signWidth)
	}
	return n
}

// share gives out room that suffices for all least widths.
func share(needs []need, size, least, natural, room float64) []float64 {
	out := make([]float64, len(needs))
	if natural > room {
		for i, n := range needs {
			out[i] = n.leastAt(size)
			if natural > least {
				out[i] += (room - least) * (n.naturalAt(size) - n.leastAt(size)) / (natural - least)
			}
		}
		return out
	}
	var elastic float64
	for _, n := range needs {
		if n.stretch {
			elastic += n.naturalAt(size)
		}
	}
	for i, n := range needs {
		out[i] = n.naturalAt(size)
		if n.stretch {
			out[i] += (room - natural) * n.naturalAt(size) / elastic
		} else if elastic == 0 {
			out[i] += (room - natural) / float64(len(needs))
		}
	}
	return out
}

// squeeze cuts below the least widths: texts wrap more often and amounts are
// set smaller, but a signature box keeps its width as long as there is any room.
func squeeze(needs []need, size, room float64) []float64 {
	out := make([]float64, len(needs))
	const frame = 2 * padding
	var hard, soft float64 // soft: letters only, the padding always stays
	left := room
	for i, n := range needs {
		out[i] = n.leastAt(size)
		if n.hard > 0 {
			hard += out[i]
			left -= out[i]
		} else {
			soft += out[i] - frame
			left -= frame
		}
	}
	if left < room*0.1 || soft == 0 {
		scale := room / (hard + soft + frame*float64(len(needs)))
		for i := range out {
			out[i] *= scale
		}
		return out
	}
	for i, n := range needs {
		if n.hard == 0 {
			out[i] = frame + (out[i]-frame)*left/soft
		}
	}
	return out
}
