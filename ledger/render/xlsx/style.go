package xlsx

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"
	"github.com/xuri/excelize/v2"

	"huizhang/ledger"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// styles are the numbers of the workbook's cell styles.
type styles struct {
	title, plain, middle, right, strong, head, note int
	cell                                            map[look]int
}

// look is what a table cell's style depends on.
type look struct {
	format string // text, money, count, day
	strong bool
	indent bool
}

func makeStyles(f *excelize.File) (styles, error) {
	s := styles{cell: map[look]int{}}
	var err error
	add := func(st *excelize.Style) int {
		if err != nil {
			return 0
		}
		var id int
		id, err = f.NewStyle(st)
		return id
	}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	s.title = add(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 16, Family: "宋体"}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})
	s.plain = add(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "center"}})
	s.middle = add(&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})
	s.right = add(&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}})
	s.note = add(&excelize.Style{Font: &excelize.Font{Size: 9}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	s.strong = add(&excelize.Style{Font: &excelize.Font{Bold: true}})
	s.head = add(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: middle, Border: box(), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EEEEEE"}}})
	for _, format := range []string{"text", "money", "count", "day"} {
		for _, strong := range []bool{false, true} {
			for _, indent := range []bool{false, true} {
				l := look{format, strong, indent}
				s.cell[l] = add(l.style())
			}
		}
	}
	return s, err
}

func (l look) style() *excelize.Style {
	st := &excelize.Style{Border: box(), Alignment: &excelize.Alignment{Vertical: "center"}}
	switch l.format {
	case "money":
		st.NumFmt = 4 // #,##0.00
	case "count":
		st.NumFmt = 1 // 0
	case "day":
		format := "yyyy-mm-dd"
		st.CustomNumFmt = &format
		st.Alignment.Horizontal = "center"
	default:
		st.NumFmt = 49 // @: typing into the cell later keeps it text
		st.Alignment.WrapText = true
		if l.indent {
			st.Alignment.Horizontal, st.Alignment.Indent = "left", 1
		}
	}
	if l.strong {
		st.Font = &excelize.Font{Bold: true}
	}
	return st
}

func (s styles) of(kind report.Kind, value, strong, indent bool) int {
	l := look{format: "text", strong: strong, indent: indent}
	if value {
		l.format, l.indent = string(kind), false
	}
	return s.cell[l]
}

func box() []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	return out
}

// dress sets paper and properties; it must come before the rows are streamed.
func (b *book) dress() error {
	if err := b.f.SetDocProps(&excelize.DocProperties{Creator: "会账", LastModifiedBy: "会账", Title: ledger.Plain(b.doc.Title), Language: "zh-CN"}); err != nil {
		return err
	}
	if err := b.f.SetAppProps(&excelize.AppProperties{Application: "会账", Company: ledger.Plain(b.doc.Organization)}); err != nil {
		return err
	}
	a4, side, wide, high, fit := 9, "portrait", 1, 0, true
	if b.doc.Landscape {
		side = "landscape"
	}
	if err := b.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := b.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &side, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	left, other, foot, yes := 0.79, 0.59, 0.3, true
	if err := b.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &left, Right: &other, Top: &other, Bottom: &other, Footer: &foot, Horizontally: &yes}); err != nil {
		return err
	}
	return b.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页 共 &N 页"})
}

// finish names the rows that are printed at the head of each page.
func (b *book) finish() error {
	err := b.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", sheet, b.repeat), Scope: sheet,
	})
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// widths are the columns' widths in characters, of all tables together.
func widths(doc *report.Document, cols int) []float64 {
	out := make([]float64, cols)
	for i := range doc.Tables {
		t := &doc.Tables[i]
		for c, col := range t.Columns {
			n := max(ansi.StringWidth(ledger.Plain(col.Name)), col.Width, 6)
			if col.Kind == report.KindSign {
				n = max(n, 14)
			}
			for _, r := range t.Rows {
				if c == 0 && show.Span(t, r) > 1 {
					continue
				}
				n = max(n, ansi.StringWidth(show.Cell(col.Kind, show.At(r, c))))
			}
			out[c] = max(out[c], float64(min(n, 44))+2)
		}
	}
	return out
}
