package store

import "syscall"

// apart puts the child into a group of its own, see the other systems.
func apart() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}
