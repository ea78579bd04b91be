package store

import (
	"os"
	"path/filepath"
)

// SpaceFloor is the free space below which nothing is begun: bbolt grows a book
// in large steps and a disk that fills up in the middle costs more than a
// refusal.
const SpaceFloor = 16 << 20

// EnoughSpace is nil while the disk of path has [SpaceFloor] bytes left, and
// [FaultDiskFull] otherwise. A system that cannot say counts as enough.
func EnoughSpace(path string) error { return EnoughSpaceFor(path, 0) }

// EnoughSpaceFor asks for need bytes beyond the floor.
func EnoughSpaceFor(path string, need int64) error {
	free, ok := freeBytes(existingFolder(path))
	if !ok || free >= SpaceFloor+uint64(max(need, 0)) {
		return nil
	}
	return FaultDiskFull(int64(free >> 20))
}

// freeMB is for a message; 0 when the system cannot say.
func freeMB(dir string) int64 {
	free, _ := freeBytes(existingFolder(dir))
	return int64(free >> 20)
}

// existingFolder walks up to the first folder that is there.
func existingFolder(path string) string {
	path = filepath.Clean(path)
	for {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path
		}
		up := filepath.Dir(path)
		if up == path {
			return path
		}
		path = up
	}
}
