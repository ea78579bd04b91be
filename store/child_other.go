//go:build !unix && !windows

package store

import "syscall"

func apart() *syscall.SysProcAttr { return nil }
