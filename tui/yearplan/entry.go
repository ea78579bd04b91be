package yearplan

import (
	"fmt"
	"maps"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptKind marks the rows of this package among what outlives a crash.
const keptKind = "year-plan"

// entry is the strip below the table in which rows are typed, one after another.
type entry struct {
	d     *desk.Desk
	year  int
	no    int // 0: a new row
	form  *widget.Form
	stamp ledger.Stamp
	busy  bool
	month *widget.Input
	name  *widget.Input
	kind  *widget.Pick
	money *widget.Amount
	who   *widget.Input
	came  *widget.Input
	clean map[string]string
	kept  map[string]string
}

func newEntry(d *desk.Desk, x ledger.PlanItem, narrow bool) *entry {
	e := &entry{d: d, year: x.Year, no: x.No, stamp: d.Stamp(), month: &widget.Input{Limit: 3, Fold: true, Fresh: true}, name: &widget.Input{Limit: 60}, money: widget.NewAmount(),
		who: &widget.Input{Limit: 40}, came: &widget.Input{Limit: 200}}
	e.kind = widget.NewPick("种类", kinds)
	e.kind.Free = true
	if x.Month > 0 {
		e.month.SetText(strconv.Itoa(x.Month))
	}
	e.name.SetText(x.Name)
	if x.Kind != "" {
		e.kind.Set(widget.Option{Key: x.Kind, Text: x.Kind})
	}
	if x.Amount != 0 {
		e.money.SetMoney(x.Amount)
	}
	e.who.SetText(x.Who)
	e.came.SetText(x.Came)
	wide := 30
	if narrow {
		wide = 20
	}
	e.form = widget.NewForm(d.Theme,
		widget.Item{Name: "month", Label: "月份", Width: 3, Field: e.month, Help: "1 到 12；还没有定的空着"},
		widget.Item{Name: "name", Label: "内容", Width: wide, Field: e.name, Same: true, Help: "例如：教职工趣味运动会、端午慰问"},
		widget.Item{Name: "kind", Label: "种类", Width: 8, Field: e.kind, Same: true, Help: "活动、慰问可以直接开办；空着按内容判断"},
		widget.Item{Name: "amount", Label: "预算", Width: 12, Field: e.money, Help: "没有预算就空着"},
		widget.Item{Name: "who", Label: "负责", Width: 12, Field: e.who, Same: true, Help: "在最后一格按回车：保存，接着填下一项"},
		widget.Item{Name: "came", Label: "结果", Width: wide + 20, Field: e.came, Hide: func() bool { return e.no == 0 }, Help: "不是活动、慰问的，在这里写做了什么；写了就算完成"})
	e.clean = e.form.Values()
	return e
}

func kinds(q string) (out []widget.Option) {
	for _, k := range ledger.PlanKinds() {
		if q == "" || matches(k, q) {
			out = append(out, widget.Option{Key: k, Text: k})
		}
	}
	return out
}

func (e *entry) touched() bool { return !maps.Equal(e.form.Values(), e.clean) }

func (e *entry) height() int {
	if e.no != 0 {
		return 5
	}
	return 4
}

// item is the row as typed.
func (e *entry) item(ps *ledger.Problems) ledger.PlanItem {
	x := ledger.PlanItem{Year: e.year, No: e.no, Name: e.name.Text(), Kind: strings.TrimSpace(e.kind.Key()), Who: e.who.Text(), Came: e.came.Text()}
	x.Amount, _ = e.money.Money()
	if t := strings.TrimSuffix(strings.TrimSpace(e.month.Text()), "月"); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 1 || n > 12 {
			ps.Add("month", "", ledger.CodeBadDay, "月份应是 1 到 12；还没有定的空着。")
		}
		x.Month = n
	}
	return x
}

func (e *entry) save() screen.Action {
	if e.busy {
		return nil
	}
	ps := ledger.Problems(e.form.Settle())
	var x ledger.PlanItem
	if len(ps) == 0 {
		x = e.item(&ps)
	}
	if len(ps) > 0 {
		e.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	e.busy = true
	return e.d.Do(ledger.SavePlanItem{Item: x}, e.stamp, func(r ledger.Receipt, err error) tea.Msg { return rowSaved{x, r, err} })
}

// keep hands the row in hand to Kept.
func (e *entry) keep() tea.Cmd {
	v := e.form.Values()
	if maps.Equal(v, e.kept) {
		return nil
	}
	if maps.Equal(v, e.clean) {
		return e.drop()
	}
	e.kept = v
	return e.d.Kept.Keep(desk.Form{Kind: keptKind, Title: fmt.Sprintf("%d年计划 %s", e.year, e.name.Text()), Values: v,
		Route: map[string]string{"year": strconv.Itoa(e.year), "no": strconv.Itoa(e.no), "stamp": e.stamp.ID}})
}

func (e *entry) drop() tea.Cmd {
	if e.kept == nil {
		return nil
	}
	e.kept = nil
	return e.d.Kept.Drop(keptKind)
}
