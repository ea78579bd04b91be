package screen

import tea "charm.land/bubbletea/v2"

// Commit does work that writes to the book. The App counts it from the moment
// the action is taken: the program does not leave before it has ended. What it
// returns comes back to the screen as a message; a screen that has left by then
// gets nothing, so it stays until it knows how the write ended.
type Commit struct{ Work func() tea.Msg }

func (Commit) action() {}
