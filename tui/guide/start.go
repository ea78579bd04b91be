package guide

import (
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
	"huizhang/tui/settings/typed"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// entry is a line of the first page.
type entry struct{ label, about, do string }

func (s *Screen) entries() []entry {
	var out []entry
	if s.kept != nil {
		out = append(out, entry{"接着填上次没建完的账本", s.kept.Title, "resume"})
	}
	out = append(out, entry{"建新账本", "单位、人员、期初余额、会员，五步建好；中途可以离开，下次接着填。", "new"})
	if s.e.Demo != nil {
		out = append(out, entry{"打开练习账本", "一所虚构学校的账，姓名和金额都是编的，可以随便试。", "demo"})
	}
	return append(out, entry{"打开已有的账本", "账本文件已经在这台电脑或 U 盘上。", "open"},
		entry{"从备份恢复", "先核对备份，再恢复成一个新文件，不会覆盖任何账本。", "restore"})
}

func (s *Screen) startKey(key string) (screen.Action, tea.Cmd) {
	if key == "esc" {
		return screen.Back{}, nil
	}
	all := s.entries()
	at, taken := widget.Walk(key, s.at, len(all))
	if s.at = at; taken {
		return s.choose(all[at].do), nil
	}
	return screen.Stay{}, nil
}

// choose does an entry.
func (s *Screen) choose(do string) screen.Action {
	switch do {
	case "resume":
		s.resume()
	case "new":
		if s.kept != nil {
			return ask("上次有没建完的账本", []string{s.kept.Title, "从头开始会丢掉上次填的内容。"}, "fresh", "接着填上次的", "从头开始")
		}
		s.page = pageUnit
		s.last = s.values()
	case "demo":
		return askText("练习账本放在哪里", []string{"会新建一个文件，不会动任何已有的账本。"}, filepath.Join(filepath.Dir(s.e.DefaultPath), "练习账本.book"), "demo")
	case "open":
		return askText("账本在哪里", []string{"请写账本文件的完整路径，也可以把文件拖进窗口。"}, "", "open")
	case "restore":
		return askText("备份在哪里", []string{"请写备份文件的完整路径，也可以把文件拖进窗口。"}, "", "backup")
	}
	return screen.Stay{}
}

// answer is what a person said to a question: the choice, or a text.
type answer struct {
	about  string
	choice int
	text   string
}

func ask(title string, lines []string, about string, choices ...string) screen.Action {
	return screen.Ask{Title: title, Lines: lines, Choices: choices, Then: func(i int) tea.Msg { return answer{about: about, choice: i} }}
}

func askText(title string, lines []string, value, about string) screen.Action {
	return screen.AskText{Title: title, Lines: lines, Value: value, Check: notEmpty, Then: func(text string, ok bool) tea.Msg {
		if !ok {
			return nil
		}
		return answer{about: about, text: text}
	}}
}

func notEmpty(text string) string {
	if strings.TrimSpace(text) == "" {
		return "请写文件路径；不想继续请按 Esc。"
	}
	return ""
}

func (s *Screen) answered(a answer) (screen.Action, tea.Cmd) {
	path := typed.Path(a.text)
	switch a.about {
	case "fresh":
		switch a.choice {
		case 0:
			s.resume()
		case 1:
			s.kept = nil
			s.page = pageUnit
			s.last = s.values()
		}
	case "demo":
		return s.makeDemo(path), nil
	case "open":
		return s.open(path, false)
	case "read-only":
		if a.choice == 1 {
			return s.open(s.goal, true)
		}
	case "backup":
		s.goal = path
		return askText("恢复成哪个文件", []string{"会新建一个文件。已有的账本不会被覆盖。"}, s.e.DefaultPath, "restore"), nil
	case "restore":
		return s.restore(s.goal, path), nil
	case "difference":
		if a.choice == 1 {
			s.later, s.page = true, pageMembers
		}
	case "sheet":
		return screen.Stay{}, readSheet(path)
	case "go":
		return s.leave(s.after)
	}
	if a.about == "who" {
		return s.chosen(a.choice)
	}
	return screen.Stay{}, nil
}

// startTop is the first line of the entries.
const startTop = 3

func (s *Screen) startView() []string {
	t := s.e.Theme
	out := []string{"", t.Head().Render(widget.Cut("  工会记账，从这里开始", s.w)), ""}
	for i, e := range s.entries() {
		mark := "  "
		if i == s.at {
			mark = theme.Marker + " "
		}
		line := widget.Pad("  "+mark+string(rune('1'+i))+" "+e.label, s.w)
		if i == s.at {
			line = t.Selected().Render(line)
		}
		out = append(out, line, t.Muted().Render(widget.Cut("      "+e.about, s.w)), "")
	}
	return out
}

func (s *Screen) click(m tea.MouseClickMsg) (screen.Action, tea.Cmd) {
	all := s.entries()
	i := (m.Y - startTop) / 3
	if m.Y < startTop || i >= len(all) {
		return screen.Stay{}, nil
	}
	s.at = i
	return s.choose(all[i].do), nil
}
