package settings

import (
	"cmp"
	"fmt"
	"huizhang/tui/settings/typed"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Backups lists the backups of the open book, makes new ones and restores one
// to a new file.
type Backups struct {
	d      *desk.Desk
	table  *widget.Table
	copies []ledger.Copy
	proven int64 // when the newest proven one was made
	read   bool
	last   string // folder of the last backup made here
	w, h   int
}

// NewBackups makes the list.
func NewBackups(d *desk.Desk, _ screen.Backups) screen.Screen {
	s := &Backups{d: d, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "时间", Width: 17}, widget.Column{Title: "核对", Width: 8},
		widget.Column{Title: "记录数", Width: 8, Right: true}, widget.Column{Title: "文件", Width: 20, Grow: 1})
	s.table.Y, s.table.Empty = 3, "正在读取，请稍候。"
	return s
}

type backupsRead struct {
	copies []ledger.Copy
	proven int64
	err    error
}

// Init reads the list.
func (s *Backups) Init() tea.Cmd { return s.load() }

func (s *Backups) load() tea.Cmd {
	shelf, book := s.d.Shelf, s.d.Book
	return func() tea.Msg {
		copies, err := shelf.Backups(book.Path())
		return backupsRead{copies, book.LastBackup(), err}
	}
}

// Title is 备份与恢复.
func (s *Backups) Title() string { return "备份与恢复" }

// Resize gives the room.
func (s *Backups) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(4, h-3-len(s.notes())-1))
}

// clock writes a time, or a dash for none.
func clock(at int64) string { return cmp.Or(ledger.Clock(at), "-") }

func (s *Backups) fill() {
	cs := s.copies
	s.table.SetRows(widget.List{N: len(cs), ID: func(i int) string { return cs[i].Path }, Cells: func(i int) []widget.Cell {
		proven := widget.Cell{Text: "已核对", Look: widget.Good}
		if !cs[i].Proven {
			proven = widget.Cell{Text: "! 未核对", Look: widget.Warning}
		}
		return []widget.Cell{{Text: clock(cs[i].Time)}, proven, {Text: fmt.Sprint(cs[i].Head.Size)}, {Text: filepath.Base(cs[i].Path) + "  在 " + filepath.Dir(cs[i].Path)}}
	}})
}

type (
	backupTo struct {
		dir string
		ok  bool
	}
	backupDone struct {
		copy ledger.Copy
		err  error
	}
	restoreTo struct {
		backup, path string
		ok           bool
	}
	restoreDone struct {
		path string
		err  error
	}
)

// Update takes a message.
func (s *Backups) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return screen.Stay{}, s.load()
	case backupsRead:
		s.copies, s.proven, s.read = m.copies, m.proven, true
		s.table.Empty = "还没有备份。按 F5 做一份，最好放到 U 盘上。"
		s.fill()
		if m.err != nil {
			return desk.Bad(m.err), nil
		}
		return screen.Stay{}, nil
	case backupTo:
		if !m.ok {
			return screen.Stay{}, nil
		}
		return s.backup(typed.Path(m.dir)), nil
	case backupDone:
		if m.err != nil {
			return long("备份没有完成", m.err.Error()), nil
		}
		return screen.Notice{Text: "备份已完成，并已打开核对过：" + m.copy.Path}, s.load()
	case restoreFrom:
		return s.askTarget(string(m)), nil
	case restoreTo:
		if !m.ok {
			return screen.Stay{}, nil
		}
		return s.restore(m.backup, typed.Path(m.path)), nil
	case restoreDone:
		if m.err != nil {
			return long("恢复没有完成", m.err.Error()), nil
		}
		return long("已恢复成新文件", m.path+"\n现在打开的账本没有变。要用恢复出来的账，请回首页按 0 换一本账，选“打开已有的账本”。"), nil
	case tea.KeyPressMsg:
		return s.key(m), nil
	}
	s.table.Update(msg)
	return screen.Stay{}, nil
}

// long shows a text of several lines until it is put away.
func long(title, text string) screen.Action {
	var lines []string
	for l := range strings.SplitSeq(ledger.PlainLines(text), "\n") {
		lines = append(lines, widget.Wrap(l, 54)...)
	}
	return screen.Ask{Title: title, Lines: lines, Choices: []string{"知道了"}, Then: func(int) tea.Msg { return nil }}
}

func (s *Backups) key(k tea.KeyPressMsg) screen.Action {
	if s.table.Update(k) {
		return screen.Stay{}
	}
	i := s.table.Index()
	switch key := k.String(); {
	case key == "esc":
		return screen.Back{}
	case key == "f5" || key == "ctrl+b":
		return s.askBackup()
	case key == "f9" || key == "ctrl+r":
		from := ""
		if i >= 0 && i < len(s.copies) {
			from = s.copies[i].Path
		}
		return s.askSource(from)
	case key == "enter" && i >= 0 && i < len(s.copies):
		c := s.copies[i]
		state := "已打开核对过，可以用来恢复。"
		if !c.Proven {
			state = "没有核对过，不算备份。"
		}
		return long("这份备份", c.Path+"\n"+clock(c.Time)+"，"+fmt.Sprintf("共 %d 条记录。", c.Head.Size)+state+" 核对码 "+c.Head.String())
	}
	return screen.Stay{}
}

func (s *Backups) askBackup() screen.Action {
	dir := s.last
	if dir == "" {
		dir = s.d.Folder
	}
	return screen.AskText{Title: "备份到哪个文件夹", Lines: []string{"最好是 U 盘或另一块硬盘。写完会打开核对，核对过才算备份。"}, Value: dir, Check: folder,
		Then: func(text string, ok bool) tea.Msg { return backupTo{text, ok} }}
}

func folder(text string) string {
	if typed.Path(text) == "" {
		return "请写一个文件夹；不备份了请按 Esc。"
	}
	return ""
}

func (s *Backups) backup(dir string) screen.Action {
	shelf, path := s.d.Shelf, s.d.Book.Path()
	s.last = dir
	return screen.Run{Title: "正在备份", Work: func(p screen.Progress) tea.Msg {
		if st, err := os.Stat(dir); err != nil || !st.IsDir() {
			return backupDone{err: ledger.Errf(ledger.CodeUnknown, "没有文件夹“%s”。没有做备份。U 盘请先插好；文件夹请先建好。", ledger.Plain(dir))}
		}
		p.Step(0, 0, filepath.Base(path))
		c, err := backupWith(shelf, path, dir, p)
		if err == nil && !c.Proven {
			err = ledger.Errf(ledger.CodeUnknown, "备份已写出但没有通过核对，不算备份。请换一个盘再做。")
		}
		return backupDone{c, err}
	}}
}

// askSource asks for the backup; the one in hand is proposed.
func (s *Backups) askSource(from string) screen.Action {
	return screen.AskText{Title: "用哪份备份恢复", Lines: []string{"备份文件的完整路径。恢复前会先核对它。"}, Value: from, Check: folder,
		Then: func(text string, ok bool) tea.Msg {
			if !ok {
				return nil
			}
			return restoreFrom(typed.Path(text))
		}}
}

// restoreFrom is the backup that was chosen; where it goes is asked next.
type restoreFrom string

func (s *Backups) askTarget(backup string) screen.Action {
	book := s.d.Book.Path()
	ext := filepath.Ext(book)
	free := book[:len(book)-len(ext)] + "-恢复" + ext
	return screen.AskText{Title: "恢复成哪个新文件", Lines: []string{"会新建一个文件。现在打开的账本和已有的文件都不会被覆盖。"}, Value: free, Check: func(text string) string {
		if same(typed.Path(text), book) {
			return "这是现在打开的账本，不能覆盖。请换一个文件名。"
		}
		return folder(text)
	}, Then: func(text string, ok bool) tea.Msg { return restoreTo{backup, text, ok} }}
}

// same reports whether two paths look like one file.
func same(a, b string) bool {
	if abs, err := filepath.Abs(b); err == nil {
		b = abs
	}
	return filepath.Clean(a) == filepath.Clean(b)
}

func (s *Backups) restore(backup, path string) screen.Action {
	shelf := s.d.Shelf
	return screen.Run{Title: "正在核对并恢复备份", Work: func(p screen.Progress) tea.Msg {
		if _, err := os.Lstat(path); err == nil {
			return restoreDone{path, ledger.Errf(ledger.CodeExists, "“%s”已经存在，没有覆盖，也没有恢复。请换一个文件名。", ledger.Plain(path))}
		}
		p.Step(0, 0, filepath.Base(backup))
		return restoreDone{path, restoreWith(shelf, backup, path, p)}
	}}
}

// telling is a shelf that says how far its copies are and can be called off.
type telling interface {
	BackupWith(path, dir string, tell func(done, total int, what string) bool) (ledger.Copy, error)
	RestoreWith(backup, path string, tell func(done, total int, what string) bool) error
}

func backupWith(s ledger.Shelf, path, dir string, p screen.Progress) (ledger.Copy, error) {
	if t, ok := s.(telling); ok {
		return t.BackupWith(path, dir, teller(p))
	}
	return s.Backup(path, dir)
}

func restoreWith(s ledger.Shelf, backup, path string, p screen.Progress) error {
	if t, ok := s.(telling); ok {
		return t.RestoreWith(backup, path, teller(p))
	}
	return s.Restore(backup, path)
}

// teller passes on how far the work is, and whether to go on.
func teller(p screen.Progress) func(done, total int, what string) bool {
	return func(done, total int, what string) bool {
		p.Step(done, total, what)
		return !p.Cancelled()
	}
}

func (s *Backups) notes() []string {
	text := "退出程序时，改动过的账本会自动备份一份并核对。一份放在同一块盘上不够：至少每月用 F5 备份到 U 盘，另外保管。"
	var out []string
	for _, l := range widget.Wrap(text, min(s.w, 96)-4) {
		out = append(out, "  "+l)
	}
	return out
}

// View draws the list.
func (s *Backups) View() screen.Frame {
	t := s.d.Theme
	head := t.Good().Render(widget.Cut("  最近一次通过核对的备份："+clock(s.proven), s.w))
	if s.read && s.proven == 0 {
		head = t.Warning().Render(widget.Cut("  ! 还没有通过核对的备份", s.w))
	}
	out := append([]string{"", head, ""}, s.table.View()...)
	out = append(out, "")
	for _, l := range s.notes() {
		out = append(out, t.Muted().Render(l))
	}
	return screen.Frame{Lines: out[:min(len(out), s.h)]}
}

// Bindings are the keys. Looking and copying harm nothing, so everybody may.
func (s *Backups) Bindings() []screen.Binding {
	none := ""
	if len(s.copies) == 0 {
		none = "这里还没有备份。"
	}
	return append([]screen.Binding{{Keys: []string{"f5", "ctrl+b"}, Label: "备份到文件夹", Help: "备份到一个文件夹，例如 U 盘；写完会打开核对"},
		{Keys: []string{"f9", "ctrl+r"}, Label: "恢复", Help: "把一份备份恢复成新文件，不覆盖任何账本"}, {Keys: []string{"enter"}, Label: "详细", Disabled: none},
		{Keys: []string{"esc"}, Label: "返回"}}, s.table.Bindings()...)
}
