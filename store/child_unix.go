//go:build unix

package store

import "syscall"

// apart puts the child into a group of its own: a Ctrl-C is for the program,
// which then stops the child; a child that died of it would look like one that
// died of the book.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
