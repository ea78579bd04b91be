package program

import (
	"huizhang/ledger/audit"
)

// asks says why the operator may not raise a finding, "" when he may.
func (s *session) asks() string {
	s.mu.Lock()
	d, crew := s.d, s.crew
	s.mu.Unlock()
	if d == nil || crew == nil {
		return "还没有打开账本。"
	}
	return d.May(crew, audit.Raise{}.Name())
}
