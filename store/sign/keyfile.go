package sign

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// SaveKey writes the bytes of [Wrap] as a new file of mode 0600, whole or not at
// all. The error is X01 when the name is taken, K02 when
// the disk cannot keep others from reading it, W08 otherwise.
func SaveKey(path string, wrapped []byte) error {
	if _, err := os.Lstat(path); err == nil {
		return faultExists(path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return faultWrite(path, err)
	}
	// CreateTemp gives 0600 whatever the umask is.
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*")
	if err != nil {
		return faultWrite(path, err)
	}
	tmp := f.Name()
	// A disk without modes, as exFAT, is no place for a key: [LoadKey] would
	// refuse it there.
	if info, err := f.Stat(); err == nil && wide(info) {
		f.Close()
		os.Remove(tmp)
		return FaultKeyMode(path)
	}
	_, err = f.Write(wrapped)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = placeNew(tmp, path)
	}
	if err != nil {
		os.Remove(tmp)
		if errors.Is(err, fs.ErrExist) {
			return faultExists(path)
		}
		return faultWrite(path, err)
	}
	return nil
}

// LoadKey reads a key file for [Unwrap]. The error is K02 when others may read
// it, K03 when it is missing, K04 when it is no key file.
func LoadKey(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, FaultKeyMissing(path)
	}
	if err != nil {
		return nil, FaultKeyFile(err)
	}
	if !info.Mode().IsRegular() || info.Size() > KeyFileLimit {
		return nil, FaultKeyFile(errors.New("not a small file"))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, FaultKeyFile(err)
	}
	defer f.Close()
	// What is open now counts, not what lay there a moment before.
	if info, err = f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, FaultKeyFile(err)
	}
	if wide(info) {
		return nil, FaultKeyMode(path)
	}
	b, err := io.ReadAll(io.LimitReader(f, KeyFileLimit+1))
	if err != nil || len(b) > KeyFileLimit {
		return nil, FaultKeyFile(err)
	}
	return b, nil
}
