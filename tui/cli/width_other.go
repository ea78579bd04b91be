//go:build !unix && !windows

package cli

import "os"

// width is unknown here.
func width(*os.File) int { return 0 }
