package rules

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/tui/screen"
)

// askEnable asks for the year, with what enabling means.
func (s *List) askEnable() screen.Action {
	region, on := s.chosen(), !s.anyOn(s.chosen())
	year := strconv.Itoa(s.d.Today().Year())
	if !on {
		return screen.Ask{Title: "停用“" + region + "”的标准", Lines: []string{"停用以后，新办的慰问和活动不再按它检查。", "已经办过的不受影响；随时可以再启用。"},
			Choices: []string{"不停用", "停用"}, Then: func(i int) tea.Msg { return confirmed{region, "", false, i == 1} }}
	}
	rows, _ := ledger.RegionRules(s.all, region, s.d.Today().Year())
	lines := []string{fmt.Sprintf("“%s”今年有效的标准有 %d 条，例如：", region, len(rows))}
	for i, x := range rows {
		if i < 3 {
			lines = append(lines, "  "+x.Says())
		}
	}
	lines = append(lines, "启用后，新办的慰问和活动都按它检查，超过的要写理由，并由另外一人共同负责。")
	if others := s.othersOn(region); len(others) > 0 {
		lines = append(lines, "现在还启用着"+strings.Join(others, "、")+"的标准，两边都会检查；换地区的，请先停用原来的。")
	}
	lines = append(lines, "请先向上级工会核实现行标准。您确认的是哪一年的标准？")
	return screen.AskText{Title: "启用“" + region + "”的标准", Lines: lines, Value: year, Check: func(t string) string {
		if n, err := strconv.Atoi(strings.TrimSpace(ledger.FoldWidth(t))); err != nil || n < 1990 || n > 2199 {
			return "请写四位年份，例如 " + year + "。"
		}
		return ""
	}, Then: func(text string, ok bool) tea.Msg { return confirmed{region, text, true, ok} }}
}

// othersOn are other places whose rules are on: those of the union itself and of
// the whole country go with any.
func (s *List) othersOn(region string) []string {
	places := map[string]bool{}
	for _, x := range ledger.Presets() {
		places[x.Region] = true
	}
	var out []string
	for _, x := range s.all {
		if x.On && places[x.Region] && x.Region != region && x.Region != ledger.Nationwide && region != ledger.Nationwide && !slices.Contains(out, "“"+x.Region+"”") {
			out = append(out, "“"+x.Region+"”")
		}
	}
	return out
}

func (s *List) enable(m confirmed) screen.Action {
	if !m.ok || s.busy {
		return nil
	}
	year, _ := strconv.Atoi(strings.TrimSpace(ledger.FoldWidth(m.year)))
	s.busy = true
	return s.d.Do(ledger.EnableRegion{Region: m.region, Year: year, On: m.on}, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return changed{r.Title, err} })
}

type (
	pathTyped struct {
		path string
		ok   bool
	}
	takeFile struct{ yes bool }
	// loaded is what a file holds.
	loaded struct {
		name     string
		rules    []ledger.Rule
		problems []ledger.Problem
		ignored  []string
		err      error
	}
)

// readLimit is how long reading a file may take.
const readLimit = 20 * time.Second

// readFile reads a rule table, off the Update loop.
func readFile(path string) tea.Msg {
	path = strings.Trim(path, `"' `)
	f, err := os.Open(path)
	if err != nil {
		return loaded{err: ledger.Errf(ledger.CodeUnknown, "打不开“%s”。请看看文件名和文件夹写得对不对。", ledger.Plain(path))}
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil || !st.Mode().IsRegular() {
		return loaded{err: ledger.Errf(ledger.CodeUnknown, "“%s”不是文件。", ledger.Plain(path))}
	}
	ctx, cancel := context.WithTimeout(context.Background(), readLimit)
	defer cancel()
	t, err := intake.Read(ctx, path, f, st.Size(), intake.Usual())
	if err != nil {
		return loaded{err: err}
	}
	rows, problems, ignored := intake.Rules(t)
	out := loaded{name: t.File, problems: problems, ignored: ignored}
	for _, x := range rows {
		out.rules = append(out.rules, x.Rule)
	}
	return out
}

// ask shows what the file would do.
func (s *List) ask(m loaded) screen.Action {
	if m.err != nil {
		return screen.Notice{Text: m.err.Error(), Bad: true}
	}
	fresh := ledger.ChangedRules(bookRows(s.all), m.rules)
	lines := []string{fmt.Sprintf("%s：%d 条可用，其中 %d 条是新的或有变化。", m.name, len(m.rules), len(fresh))}
	if len(m.ignored) > 0 {
		lines = append(lines, "没有用到的列："+strings.Join(m.ignored, "、")+"。")
	}
	for i, p := range m.problems {
		if i == 3 {
			lines = append(lines, fmt.Sprintf("…… 共 %d 处不能用。", len(m.problems)))
			break
		}
		lines = append(lines, p.Subject+"："+p.Text)
	}
	for i, w := range ledger.RuleWarnings(bookRows(s.all), fresh) {
		if i < 2 {
			lines = append(lines, w)
		}
	}
	if len(m.problems) > 0 || len(fresh) == 0 {
		lines = append(lines, "没有导入，账本未改动。")
		return screen.Ask{Title: "导入标准表", Lines: lines, Choices: []string{"知道了"}, Then: func(int) tea.Msg { return takeFile{} }}
	}
	m.rules = fresh
	s.file = &m
	return screen.Ask{Title: "导入标准表", Lines: lines, Choices: []string{"不导入", "导入"}, Then: func(i int) tea.Msg { return takeFile{i == 1} }}
}

// bookRows leaves the presets out that are not in the book.
func bookRows(table []ledger.Rule) []ledger.Rule {
	var out []ledger.Rule
	for _, x := range table {
		if x.Row != 0 {
			out = append(out, x)
		}
	}
	return out
}

func (s *List) take(yes bool) screen.Action {
	if !yes || s.file == nil || s.busy {
		return nil
	}
	s.busy = true
	return s.d.Do(ledger.ImportRules{Rules: s.file.rules, From: s.file.name}, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return changed{r.Title, err} })
}
