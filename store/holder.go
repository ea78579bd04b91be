package store

import (
	"encoding/json"
	"io"
	"os"
	"time"
)

// Holder says who has a book open. It only informs: the lock of the kernel
// decides, and it goes with the process, however that ends.
type Holder struct {
	Host  string    `json:"host"`
	User  string    `json:"user"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// holderLimit is far above any true note; a larger file is not one.
const holderLimit = 4096

func holderPath(book string) string { return book + ".holder" }

// WriteHolder notes the holder beside the book. The lock must be held.
func WriteHolder(book string, h Holder) error {
	h.Since = h.Since.Truncate(time.Second)
	b, err := json.Marshal(h)
	if err != nil {
		return FaultWrite(holderPath(book), err)
	}
	// Not durable on purpose: after a power cut nobody holds the book.
	f, err := CreateBeside(holderPath(book), 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = renameOver(f.Name(), holderPath(book))
	}
	if err != nil {
		os.Remove(f.Name())
		return writeFault(holderPath(book), err)
	}
	return nil
}

// ReadHolder reads the note. It is false without a note that can be read. Who
// finds one right after taking the lock knows that the last session did not
// end cleanly (L02).
func ReadHolder(book string) (Holder, bool) {
	b, ok := readSmall(holderPath(book), holderLimit)
	if !ok {
		return Holder{}, false
	}
	var h Holder
	if json.Unmarshal(b, &h) != nil {
		return Holder{}, false
	}
	return h, true
}

// ClearHolder removes the note if it is still this holder's.
func ClearHolder(book string, h Holder) error {
	now, ok := ReadHolder(book)
	if !ok || now.PID != h.PID || now.Host != h.Host || !now.Since.Equal(h.Since.Truncate(time.Second)) {
		return nil
	}
	if err := os.Remove(holderPath(book)); err != nil && !os.IsNotExist(err) {
		return writeFault(holderPath(book), err)
	}
	return nil
}

// Chinese is the holder in a message: （主机 …，用户 …，开始时间 …）.
func (h Holder) Chinese() string {
	unknown := func(s string) string {
		r := []rune(plainText(s))
		switch {
		case len(r) == 0:
			return "不详"
		case len(r) > 40:
			return string(r[:40]) + "…"
		}
		return string(r)
	}
	since := "不详"
	if !h.Since.IsZero() {
		since = h.Since.Format("2006-01-02 15:04")
	}
	return "另一个窗口（主机 " + unknown(h.Host) + "，用户 " + unknown(h.User) + "，开始时间 " + since + "）"
}

// LockedFault is the L01 for a book whose lock could not be had.
func LockedFault(book string) *Fault {
	h, ok := ReadHolder(book)
	if !ok {
		return FaultLocked("")
	}
	return FaultLocked(h.Chinese())
}

// readSmall reads a regular file of at most limit bytes; a link, a pipe or a
// larger file is not read.
func readSmall(path string, limit int64) ([]byte, bool) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > limit {
		return nil, false
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	return b, err == nil && int64(len(b)) <= limit
}
