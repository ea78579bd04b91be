package tui

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
)

// Exporter writes the list of a screen out. The App gives it the answers to its
// questions and the end of its work.
type Exporter interface {
	Export(screen.Listing) screen.Action
	Update(tea.Msg) (screen.Action, tea.Cmd, bool)
}

// exporting is an exporter as a page of its own that never shows: questions and
// work of its find the way back to it, not to the screen whose list it is.
type exporting struct{ Exporter }

func (e exporting) Init() tea.Cmd              { return nil }
func (e exporting) View() screen.Frame         { return screen.Frame{} }
func (e exporting) Resize(int, int)            {}
func (e exporting) Bindings() []screen.Binding { return nil }
func (e exporting) Title() string              { return "导出" }

func (e exporting) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	action, cmd, _ := e.Exporter.Update(msg)
	return action, cmd
}

// listKey is the key that writes the list of a screen out.
func listKey() screen.Binding {
	return screen.Binding{Keys: []string{"ctrl+e", "shift+f6"}, Label: "导出这张表", Hidden: true,
		Help: "把画面上的清单整张打印或存成文件（PDF、XLSX、CSV、HTML、文本、JSON）"}
}

// lists reports whether the screen has a list that can be written out here.
func (a *App) lists(s screen.Screen) bool {
	_, ok := s.(screen.Lister)
	return ok && a.opts.Exporter != nil
}

// export asks how the list of the screen is to be written out.
func (a *App) export(p *page) tea.Cmd {
	l, ok := p.s.(screen.Lister)
	if !ok {
		return nil
	}
	list, e := l.List(), a.opts.Exporter()
	if list == nil || e == nil {
		a.notice = &screen.Notice{Text: "这里现在没有可以导出的清单。", Bad: true}
		return nil
	}
	a.ids++
	a.exporting = &page{a.ids, exporting{e}}
	return a.act(a.exporting, e.Export(list))
}
