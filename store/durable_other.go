//go:build !linux && !darwin && !windows

package store

import "errors"

// renameNew is not to be had here; a hard link does the same.
func renameNew(string, string) error { return errors.ErrUnsupported }
