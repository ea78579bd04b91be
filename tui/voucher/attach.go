package voucher

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// done is the outcome of something that changes no book.
type done struct {
	text string
	err  error
}

func (s *View) askEvidence() screen.Action {
	return screen.Ask{
		Title: "附件", Lines: []string{"用什么证明这张凭证？"},
		Choices: []string{"添加文件", "填纸质张数", "无需附件", "取消"},
		Then:    func(n int) tea.Msg { return picked{about: "evidence", choice: n} },
	}
}

// askMore asks for what the chosen kind of evidence needs.
func (s *View) askMore(choice int) screen.Action {
	ask := screen.AskText{Title: "附件"}
	about := ""
	switch choice {
	case 0:
		return askFile("", "图片、PDF、OFD、XML 都可以；原文件不动，账本另存一份。")
	case 1:
		about = "papers"
		ask.Lines, ask.Value = []string{"纸质附件共几张？"}, strconv.Itoa(s.doc.evidence.Papers)
		ask.Check = paperProblem
	case 2:
		about = "nopaper"
		ask.Lines, ask.Value = []string{"为什么不需要附件？（留空就是取消这个说明）"}, s.doc.evidence.NoPaper
	default:
		return screen.Stay{}
	}
	ask.Then = func(text string, ok bool) tea.Msg { return reasoned{about, strings.TrimSpace(text), ok} }
	return ask
}

// askFile asks where the file is; a path that failed comes back with what was
// wrong, so that nobody types it twice.
func askFile(typed, note string) screen.Action {
	return screen.AskText{
		Title: "附件", Lines: []string{"文件的位置（可以把文件拖进来）：", ledger.Plain(note)}, Value: typed,
		Then: func(text string, ok bool) tea.Msg { return reasoned{"file", strings.TrimSpace(text), ok} },
	}
}

// evidence books what was given.
func (s *View) evidence(m reasoned) (screen.Action, tea.Cmd) {
	switch m.about {
	case "file":
		if m.text == "" {
			return screen.Stay{}, nil
		}
		return s.attach(m.text), nil
	case "papers":
		n, err := strconv.Atoi(orWord(m.text, "0"))
		if err != nil {
			return screen.Stay{}, nil
		}
		return s.setEvidence("已登记纸质附件。", func(e *ledger.Evidence) error { e.Papers = n; return nil }), nil
	case "nopaper":
		return s.setEvidence("已登记无需附件的原因。", func(e *ledger.Evidence) error { e.NoPaper = m.text; return nil }), nil
	}
	return screen.Stay{}, nil
}

// setEvidence changes the evidence as it is in the book at that moment, so that
// nothing added meanwhile gets lost.
func (s *View) setEvidence(text string, change func(*ledger.Evidence) error) screen.Action {
	s.busy = true
	d, id, by := s.d, s.id, s.d.Stamp()
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	return screen.Commit{Work: func() tea.Msg {
		var e ledger.Evidence
		if err := d.Book.View(func(r ledger.Reader) error { e = r.Evidence(id); return nil }); err != nil {
			return acted{err: err}
		}
		e.Files = append([]ledger.File{}, e.Files...)
		if err := change(&e); err != nil {
			return acted{err: err}
		}
		e.Voucher = id
		_, err := d.Book.Do(ledger.SetEvidence{Evidence: e}, by)
		return acted{text, err}
	}}
}

func (s *View) attach(typed string) screen.Action {
	files := s.d.Book.Files()
	s.typed = typed
	return s.setEvidence("附件已添加。", func(e *ledger.Evidence) error {
		path, err := findFile(typed)
		if err != nil {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return ledger.Errf(ledger.CodeUnknown, "打不开文件“%s”，请检查位置和权限。", ledger.Plain(path))
		}
		defer f.Close()
		file, err := files.Put(filepath.Base(path), f)
		if err != nil {
			return err
		}
		for _, old := range e.Files {
			if old.Hash == file.Hash {
				return ledger.Errf(ledger.CodeExists, "这个文件已经是这张凭证的附件：“%s”。", old.Name)
			}
		}
		e.Files = append(e.Files, file)
		return nil
	})
}

// findFile reads a path as terminals write one that was dropped on them: in
// quotes, with backslashes before spaces, or as a file address.
func findFile(typed string) (string, error) {
	tries := []string{typed}
	bare := strings.TrimSpace(typed)
	for _, q := range []string{`"`, `'`, "“”", "‘’"} {
		open, end := q, q
		if rs := []rune(q); len(rs) == 2 {
			open, end = string(rs[0]), string(rs[1])
		}
		if len(bare) > len(open)+len(end) && strings.HasPrefix(bare, open) && strings.HasSuffix(bare, end) {
			bare = bare[len(open) : len(bare)-len(end)]
		}
	}
	tries = append(tries, bare)
	if u, err := url.Parse(bare); err == nil && u.Scheme == "file" {
		tries = append(tries, filepath.FromSlash(u.Path), strings.TrimPrefix(filepath.FromSlash(u.Path), string(filepath.Separator)))
	}
	tries = append(tries, unescape(bare))
	if rest, ok := strings.CutPrefix(bare, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			tries = append(tries, filepath.Join(home, rest))
		}
	}
	folder := false
	for _, path := range tries {
		info, err := os.Stat(path)
		switch {
		case err != nil:
		case info.Mode().IsRegular():
			return path, nil
		default:
			folder = true
		}
	}
	if folder {
		return "", ledger.Errf(ledger.CodeBadValue, "“%s”是文件夹，不是文件。请给出一个文件。", ledger.Plain(bare))
	}
	return "", ledger.Errf(ledger.CodeUnknown, "没有找到文件“%s”。可以把文件从文件夹拖进窗口。", ledger.Plain(bare))
}

// unescape takes away the backslashes of a shell.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// follow opens the link in hand.
func (s *View) follow() (screen.Action, tea.Cmd) {
	if s.at >= len(s.links) {
		return screen.Stay{}, nil
	}
	l := s.links[s.at]
	if l.route != nil {
		return screen.Open{Route: l.route}, nil
	}
	return screen.Ask{
		Title: "打开附件", Lines: []string{fmt.Sprintf("用系统的查看程序打开“%s”？", l.file.Name), "只打开自己放进来的、认得的文件。打开的是临时文件夹里的一份副本。"},
		Choices: []string{"打开", "取消"}, Safe: 1,
		Then: func(n int) tea.Msg { return picked{about: "open", choice: n} },
	}, nil
}

// show puts a copy into a folder of its own and opens it there.
func (s *View) show() tea.Cmd {
	d, file := s.d, s.links[s.at].file
	return func() tea.Msg {
		if d.Show == nil {
			return done{err: ledger.Errf(ledger.CodeUnknown, "这里没有可以打开文件的程序。")}
		}
		if err := d.Book.Files().Check(file); err != nil {
			return done{err: err}
		}
		dir, err := os.MkdirTemp("", "huizhang-")
		if err != nil {
			return done{err: ledger.Errf(ledger.CodeUnknown, "临时文件夹建不了，附件没有打开。")}
		}
		path := filepath.Join(dir, plainName(file.Name))
		if err := d.Book.Files().Export(file, path); err != nil {
			return done{err: err}
		}
		if err := d.Show(path); err != nil {
			return done{err: ledger.Errf(ledger.CodeUnknown, "附件打不开，副本在 %s。", ledger.Plain(path))}
		}
		return done{text: "已打开附件“" + ledger.Plain(file.Name) + "”。"}
	}
}

// plainName is a file name that leads nowhere else.
func plainName(name string) string {
	name, _ = ledger.Clean(name)
	name = filepath.Base(strings.NewReplacer("/", "_", `\`, "_", ":", "_").Replace(name))
	if name == "." || name == ".." || name == "" || name == string(filepath.Separator) {
		return "附件"
	}
	return name
}
