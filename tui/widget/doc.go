// Package widget holds the pieces that screens are made of: fields, forms,
// tables, grids. They know no book: what they offer or check comes in as
// functions and values. They do no I/O, and drawing changes nothing.
//
// Fields ([Input], [Area], [Amount], [Day], [Pick], [Choice], [Check], [Fixed]) go into
// a [Form], which moves the focus, shows problems under their fields, scrolls,
// and knows where the real cursor is. A screen with a form and a table:
//
//	type Screen struct {
//		form  *widget.Form
//		amount *widget.Amount
//	}
//
//	func New(t theme.Theme, today ledger.Day, find func(string) []widget.Option) *Screen {
//		s := &Screen{amount: widget.NewAmount()}
//		s.form = widget.NewForm(t,
//			widget.Item{Name: "date", Label: "日期", Width: 12, Field: widget.NewDay(func(v string) (ledger.Day, error) {
//				return ledger.TypeDay(v, today)
//			})},
//			widget.Item{Name: "summary", Label: "摘要", Field: &widget.Input{Limit: 60}},
//			widget.Item{Name: "account", Label: "科目", Width: 30, Field: widget.NewPick("科目", find)},
//			widget.Item{Name: "amount", Label: "金额", Width: 16, Same: true, Field: s.amount},
//		)
//		return s
//	}
//
//	func (s *Screen) Resize(w, h int)  { s.form.Resize(w, h) }
//	func (s *Screen) Capturing() bool  { return s.form.Capturing() }
//	func (s *Screen) View() screen.Frame {
//		return screen.Frame{Lines: s.form.View(), Cursor: s.form.Cursor(), Status: s.form.Help()}
//	}
//
//	func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
//		if s.form.Update(msg) == widget.Submit {
//			return s.save()
//		}
//		…
//	}
//
//	func (s *Screen) save() (screen.Action, tea.Cmd) {
//		if len(s.form.Settle()) > 0 { // settles what is being typed; shows what is wrong
//			return screen.Notice{Text: "有的项目填得不对。", Bad: true}, nil
//		}
//		m, _ := s.amount.Money()
//		return screen.Commit{Work: func() tea.Msg { return saved{s.book.Save(m)} }}, nil
//	}
//	// and when the answer is an error with problems: s.form.SetProblems(err.Problems)
//
// A form that does not begin at the screen's upper left corner is told where by
// its X and Y, a table likewise, so that cursor and mouse agree.
//
// Update reports what was not for the widget, so a screen asks the widget first
// and takes the rest as its own keys (Esc, F8 …).
//
// A [Table] takes [Rows], asked only for what shows:
//
//	s.table = widget.NewTable(t, widget.Column{Title: "日期", Width: 10}, widget.Column{Title: "摘要", Width: 10, Grow: 1},
//		widget.Column{Title: "金额", Width: 14, Money: true})
//	s.table.SetRows(widget.List{N: len(vs), ID: func(i int) string { return vs[i].ID },
//		Cells: func(i int) []widget.Cell { return widget.Cells(vs[i].Day.String(), vs[i].Summary, vs[i].Sum.Grouped()) }})
//
// Text given to widgets is plain and need not be clean: what steers a terminal
// is made visible on the way out. Widths are cells everywhere ([Width], [Pad],
// [PadLeft], [Figure], [Cut], [Wrap]).
package widget
