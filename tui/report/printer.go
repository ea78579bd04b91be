package report

import (
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// Printer writes documents into files for a screen: it asks for the format and
// the place, keeps personal data off public papers, names what cannot be
// printed, and works with progress. A screen gives it its messages first.
type Printer struct {
	d      *desk.Desk
	doc    *report.Document
	format render.Format
	path   string // "": the usual place
}

// NewPrinter makes a printer.
func NewPrinter(d *desk.Desk) *Printer { return &Printer{d: d} }

type (
	formatChosen  struct{ n int }
	pathTyped     struct{ path string }
	gapsAnswered  struct{ anyway bool }
	writeFinished struct {
		path     string
		gaps     []render.Gap
		problems []ledger.Problem
		err      error
	}
	openAnswered struct{ path string }
	shownFile    struct{ err error }
)

// offered are the formats in the order a person wants them: paper first.
func offered() []render.Format {
	return []render.Format{render.PDF, render.XLSX, render.CSV, render.HTML, render.Text, render.JSON}
}

// Ask offers the ways to write a document out.
func (p *Printer) Ask(doc *report.Document) screen.Action {
	p.doc, p.path = doc, ""
	var choices []string
	for _, f := range offered() {
		choices = append(choices, f.Chinese())
	}
	choices = append(choices, "换个位置或名字")
	return screen.Ask{
		Title: "打印或导出",
		Lines: []string{
			"“" + doc.Title + "”存到：" + p.d.Folder,
			"文件名：" + FileName(doc) + "（已有同名文件时加 -2，不会覆盖）",
		},
		Choices: choices,
		Then: func(n int) tea.Msg {
			if n < 0 {
				return nil
			}
			return formatChosen{n}
		},
	}
}

// Update takes the printer's own messages and reports whether it was one.
func (p *Printer) Update(msg tea.Msg) (screen.Action, tea.Cmd, bool) {
	switch msg := msg.(type) {
	case formatChosen:
		if msg.n >= len(offered()) {
			return p.askPath(), nil, true
		}
		p.format = offered()[msg.n]
		return p.run(false), nil, true
	case pathTyped:
		p.path, p.format = msg.path, formatOf(msg.path)
		return p.run(false), nil, true
	case gapsAnswered:
		if !msg.anyway {
			return screen.Notice{Text: "没有打印。"}, nil, true
		}
		return p.run(true), nil, true
	case writeFinished:
		return p.finished(msg), nil, true
	case openAnswered:
		return screen.Stay{}, func() tea.Msg { return shownFile{p.d.Show(msg.path)} }, true
	case shownFile:
		if msg.err != nil {
			return screen.Notice{Text: "没能打开文件：" + desk.FirstLine(msg.err.Error()) + " 文件已经存好，可以自己去打开。", Bad: true}, nil, true
		}
		return screen.Stay{}, nil, true
	}
	return nil, nil, false
}

func (p *Printer) askPath() screen.Action {
	return screen.AskText{
		Title: "存到哪里",
		Lines: []string{"请写完整的文件名。格式看结尾：.pdf .xlsx .csv .html .txt .json"},
		Value: filepath.Join(p.d.Folder, FileName(p.doc)+render.PDF.Extension()),
		Check: func(s string) string {
			if formatOf(s) == "" {
				return "请以 .pdf .xlsx .csv .html .txt 或 .json 结尾。"
			}
			return ""
		},
		Then: func(s string, ok bool) tea.Msg {
			if !ok {
				return nil
			}
			return pathTyped{strings.TrimSpace(s)}
		},
	}
}

func formatOf(path string) render.Format {
	ext := strings.ToLower(filepath.Ext(strings.TrimSpace(path)))
	for _, f := range offered() {
		if f.Extension() == ext {
			return f
		}
	}
	return ""
}

// run is the action that writes; anyway prints although characters are missing.
func (p *Printer) run(anyway bool) screen.Action {
	doc, format := p.doc, p.format
	path := p.path
	if path == "" {
		path = filepath.Join(p.d.Folder, FileName(doc)+format.Extension())
	}
	return screen.Run{Title: "导出" + doc.Title, Work: func(tell screen.Progress) tea.Msg {
		if doc.Public {
			if ps := p.scan(doc); len(ps) > 0 {
				return writeFinished{problems: ps}
			}
		}
		if format == render.PDF && !anyway {
			gaps, err := render.Missing(doc)
			if err != nil || len(gaps) > 0 {
				return writeFinished{gaps: gaps, err: err}
			}
		}
		out, err := writeFile(path, format, doc, func(done, total int) bool {
			tell.Step(done, total, filepath.Base(path))
			return !tell.Cancelled()
		})
		return writeFinished{path: out, err: err}
	}}
}

// scan looks for personal data on a paper for the notice board.
func (p *Printer) scan(doc *report.Document) []ledger.Problem {
	var ps []ledger.Problem
	err := p.d.Book.View(func(r ledger.Reader) error {
		ps = report.Scan(doc, report.MemberNames(r))
		return nil
	})
	if err != nil {
		return []ledger.Problem{{Text: err.Error()}}
	}
	return ps
}

func (p *Printer) finished(w writeFinished) screen.Action {
	switch {
	case len(w.problems) > 0:
		lines := []string{"这张表要张贴公示，下面的内容不能公开，没有导出："}
		for _, pr := range w.problems {
			lines = append(lines, strings.TrimPrefix(pr.Subject+"：", "：")+pr.Text)
		}
		return screen.Ask{Title: "有不能公开的内容", Lines: lines, Choices: []string{"知道了"}, Then: func(int) tea.Msg { return nil }}
	case len(w.gaps) > 0:
		lines := []string{"打印用的字库里没有下面的字，纸上会印成“〓”，要手写补上："}
		for _, g := range w.gaps {
			lines = append(lines, gapText(g))
		}
		return screen.Ask{Title: "有的字印不出来", Lines: lines, Choices: []string{"不打印", "照样打印"},
			Then: func(n int) tea.Msg { return gapsAnswered{n == 1} }}
	case w.err != nil:
		return screen.Notice{Text: w.err.Error(), Bad: true}
	case p.d.Show == nil:
		return screen.Notice{Text: "已存好：" + w.path}
	}
	return screen.Ask{Title: "已存好", Lines: []string{w.path}, Choices: []string{"打开来看或打印", "知道了"},
		Then: func(n int) tea.Msg {
			if n != 0 {
				return nil
			}
			return openAnswered{w.path}
		}}
}

func gapText(g render.Gap) string {
	var runes []string
	for _, r := range g.Runes {
		runes = append(runes, fmt.Sprintf("“%c”（U+%04X）", r, r))
	}
	return "“" + g.Text + "”里的 " + strings.Join(runes, "、")
}
