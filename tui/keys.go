package tui

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// General are the keys that work everywhere.
func General() []screen.Binding {
	return []screen.Binding{
		{Keys: []string{"f1", "?"}, Label: "帮助", Help: "这个画面的说明和按键"},
		{Keys: []string{"esc"}, Label: "返回", Help: "返回上一个画面，或取消"},
		{Keys: []string{"ctrl+q", "ctrl+c"}, Label: "退出", Help: "退出程序；正在保存的会先保存完", Hidden: true},
	}
}

// key takes a key press.
func (a *App) key(k tea.KeyPressMsg) tea.Cmd {
	a.notice = nil
	name := k.String()
	if d := a.dialog(); d != nil {
		if name == "ctrl+c" || name == "ctrl+q" {
			return a.quitKey()
		}
		return a.tellDialog(d, k)
	}
	switch {
	case name == "ctrl+c" || name == "ctrl+q":
		return a.quitKey()
	case a.job != nil:
		if name == "esc" {
			a.job.progress.cancel()
		}
		return nil
	}
	p := a.typing()
	if p == nil {
		return nil
	}
	if !capturing(p.s) {
		k = plainKey(k)
		name = k.String()
	}
	return a.screenKey(p, k, name)
}

// screenKey takes the keys that the App has for every screen and gives the rest
// to the screen.
func (a *App) screenKey(p *page, k tea.KeyPressMsg, name string) tea.Cmd {
	typed := capturing(p.s) && widget.Typed(k) != ""
	known := false
	for _, b := range p.s.Bindings() {
		if !b.Has(name) {
			continue
		}
		if b.Disabled != "" && !typed {
			a.notice = &screen.Notice{Text: b.Disabled, Bad: true}
			return nil
		}
		known = true
	}
	if !known && !typed && (name == "f1" || name == "?") {
		return a.open(screen.Help{About: p.s.Title()}, nil)
	}
	if !known && a.lists(p.s) && listKey().Has(name) {
		return a.export(p)
	}
	if !known && a.askKey().Has(name) {
		if route, ok := a.points(p.s); ok {
			return a.ask(route)
		}
	}
	return a.deliver(p, k)
}

func capturing(s screen.Screen) bool {
	c, ok := s.(screen.Capturing)
	return ok && c.Capturing()
}

// plainKey makes the full-width sign of an input method that is on the plain key
// that was meant: ？ → ?, ／ and 、 → /, ＝ → =, the wide space → space.
func plainKey(k tea.KeyPressMsg) tea.KeyPressMsg {
	if k.Text == "" {
		return k
	}
	plain, ok := screen.KeyPress(widget.Fold(k.Text))
	if k.Text == "　" {
		plain, ok = screen.KeyPress("space")
	}
	if !ok || plain.Text == k.Text {
		return k
	}
	return plain
}

// mouse gives the mouse to what lies under it, in that one's own cells.
func (a *App) mouse(msg tea.Msg) tea.Cmd {
	if d := a.dialog(); d != nil {
		if click, ok := msg.(tea.MouseClickMsg); ok {
			b := d.draw(a.opts.Theme, a.w, a.h)
			at := a.boxAt(b)
			d.spots = b.spots
			click.X, click.Y = click.X-at.X, click.Y-at.Y
			return a.tellDialog(d, click)
		}
		return nil
	}
	p := a.typing()
	if p == nil {
		return nil
	}
	areas := Layout(a.w, a.h)
	switch m := msg.(type) {
	case tea.MouseClickMsg:
		a.notice = nil
		if m.Y == areas.Keys.Y {
			return a.clickKey(m.X)
		}
		if !within(areas.Body, m.X, m.Y) {
			return nil
		}
		m.Y -= areas.Body.Y
		return a.deliver(p, m)
	case tea.MouseWheelMsg:
		if !within(areas.Body, m.X, m.Y) {
			return nil
		}
		m.Y -= areas.Body.Y
		return a.deliver(p, m)
	}
	return nil
}

func within(r Rect, x, y int) bool { return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H }

// clickKey presses the key whose words at the foot were clicked.
func (a *App) clickKey(x int) tea.Cmd {
	for _, f := range a.footKeys() {
		if x >= f.x && x < f.x+f.w {
			if k, ok := screen.KeyPress(f.key); ok {
				return a.key(k)
			}
		}
	}
	return nil
}
