package report

import tea "charm.land/bubbletea/v2"

// Update takes a message and reports whether it was for the sheet.
func (s *Sheet) Update(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.key(msg.String())
	case tea.MouseWheelMsg:
		step := map[tea.MouseButton]int{tea.MouseWheelUp: -3, tea.MouseWheelDown: 3}[msg.Button]
		s.move(step)
		return step != 0
	}
	return false
}

func (s *Sheet) key(key string) bool {
	if s.at < 0 {
		return false
	}
	switch key {
	case "up":
		s.move(-1)
	case "down":
		s.move(1)
	case "pgup":
		s.move(-s.body())
	case "pgdown":
		s.move(s.body())
	case "home":
		s.land(0, 1)
	case "end":
		s.land(len(s.lines)-1, -1)
	case "tab", "shift+right":
		s.col++
	case "shift+tab", "shift+left":
		s.col--
	case "ctrl+home", "shift+home":
		s.col = 0
	case "ctrl+end", "shift+end":
		s.col = len(s.tabs[s.lines[s.at].tab].cols) - 1
	default:
		return false
	}
	s.fit()
	return true
}

func (s *Sheet) move(step int) {
	if s.at < 0 || step == 0 {
		return
	}
	dir := 1
	if step < 0 {
		dir = -1
	}
	s.land(s.at+step, dir)
	s.fit()
}

// Click puts the cursor on the cell under the mouse and reports whether there
// is one, and whether it was there already: then the click means Enter.
func (s *Sheet) Click(msg tea.MouseClickMsg) (hit, again bool) {
	i := s.top + msg.Y - s.Y - 1
	if msg.Button != tea.MouseLeft || msg.Y <= s.Y || msg.Y-s.Y > s.body() || i >= len(s.lines) || s.lines[i].kind != lineRow {
		return false, false
	}
	x, col := markWide, s.col
	for _, ln := range s.lanes(&s.tabs[s.lines[i].tab]) {
		if msg.X >= x-1 && msg.X < x+ln.w {
			col = ln.k
		}
		x += ln.w + 1
	}
	again = s.at == i && s.col == col
	s.at, s.col = i, col
	s.fit()
	return true, again
}
