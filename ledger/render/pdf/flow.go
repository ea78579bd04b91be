package pdf

import (
	"context"

	"huizhang/ledger/report"
)

// tableFlow sets one table into the flow, page after page.
type tableFlow struct {
	*flow
	set     *setter
	table   *report.Table
	head    line
	reserve float64      // kept free for 本页小计
	items   []report.Row // item rows since the last 本页小计
	last    int          // index behind the last row before the foot: totals, spare lines, capitals
}

// put sets the whole table.
func (f *flow) put(t *report.Table, cols columns) error {
	set := newSetter(f.ink, t, cols, f.air)
	tf := &tableFlow{flow: f, set: set, table: t, head: set.head()}
	if t.PageSubtotal {
		tf.reserve = set.least
	}
	set.tallest = f.paper.body() - tf.head.height - titleHeight - tf.reserve
	for tf.last = len(t.Rows); tf.last > 0; tf.last-- {
		// A heading with nothing below it belongs to the foot: the total in capitals.
		if k := t.Rows[tf.last-1].Kind; k != report.RowTotal && k != report.RowSpare && k != report.RowHead {
			break
		}
	}
	return tf.rows()
}

func (tf *tableFlow) rows() error {
	started := false
	for i := 0; i < len(tf.table.Rows); {
		n := tf.together(i)
		group := make([]line, 0, n)
		high := 0.0
		for _, r := range tf.table.Rows[i : i+n] {
			l := tf.set.row(r)
			group = append(group, l)
			high += l.height
			if tf.tick != nil && !tf.tick() {
				return context.Canceled
			}
		}
		if !started {
			tf.start(high)
			started = true
		}
		for k, l := range group {
			want := l.height
			if k == 0 && high <= tf.set.tallest {
				want = high
			}
			if err := tf.place(i+k, l, want); err != nil {
				return err
			}
		}
		i += n
	}
	if !started {
		tf.start(0)
	}
	return tf.close()
}

// together counts the rows from i on that must stand on one page: headings and
// rows marked Keep with what follows, the last item with the totals.
func (tf *tableFlow) together(i int) int {
	n := 1
	for i+n < len(tf.table.Rows) && n < 12 {
		r := tf.table.Rows[i+n-1]
		next := tf.table.Rows[i+n].Kind
		if !r.Keep && r.Kind != report.RowHead && (next != report.RowTotal || i+n < tf.last) {
			break
		}
		n++
	}
	return n
}

// start begins the table, on a new page when its first rows do not fit or when
// a short table would be torn.
func (tf *tableFlow) start(first float64) {
	title := tf.ink.clean(tf.table.Title)
	gap := 0.0
	if !tf.fresh() {
		gap = 10
	}
	high := gap + tf.head.height + first + tf.reserve
	if title != "" {
		high += titleHeight
	}
	whole := high + float64(len(tf.table.Rows))*tf.set.least
	if tf.fresh() {
		gap = 0
	} else if left := tf.paper.bottom - tf.y; high > left || whole > left && whole < tf.paper.body()/2 {
		tf.newPage()
		gap = 0
	}
	tf.y += gap
	tf.open(block{title: title, cols: tf.set.cols})
	tf.add(tf.head)
}

// place puts a line on the page, or on the next when want points are not free.
func (tf *tableFlow) place(i int, l line, want float64) error {
	r := tf.table.Rows[i]
	if r.Kind == report.RowTotal && i >= tf.last {
		if err := tf.close(); err != nil {
			return err
		}
	}
	reserve := 0.0
	if len(tf.items) > 0 || r.Kind == report.RowItem {
		reserve = tf.reserve
	}
	if tf.y+want+reserve > tf.paper.bottom {
		if err := tf.close(); err != nil {
			return err
		}
		tf.newPage()
		tf.open(block{cols: tf.set.cols})
		tf.add(tf.head)
	}
	tf.add(l)
	if tf.table.PageSubtotal && r.Kind == report.RowItem {
		tf.items = append(tf.items, r)
	}
	return nil
}

// close writes 本页小计 when items stand on the page without one.
func (tf *tableFlow) close() error {
	if len(tf.items) == 0 {
		return nil
	}
	l, err := tf.set.subtotal(tf.items)
	if err != nil {
		return err
	}
	tf.add(l)
	tf.items = tf.items[:0]
	return nil
}
