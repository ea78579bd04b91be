package pack

import (
	"archive/zip"
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// A zip may hold what its directory does not name: bytes before the first entry,
// between entries, behind them or in a comment; an entry may bear one name in
// the directory and another before its data. Programs differ in what they show
// of that, so a pack could be sound here and other files elsewhere. What this
// program writes has nothing of the kind, and nothing else is taken.

var errLoose = errors.New("the zip holds more than its directory says")

const (
	endLength    = 22
	end64Length  = 56
	locateLength = 20
	entryLength  = 46 // of the directory, without the name
	localLength  = 30
	allOnes      = 0xffffffff
)

// directory is where the list of a zip lies.
type directory struct{ at, size, count int64 }

// directoryOf reads the end of a zip and counts the directory's entries before
// any memory is spent on them.
func directoryOf(r io.ReaderAt, size int64) (d directory, err error) {
	var b [endLength]byte
	end := size - endLength
	if _, err := r.ReadAt(b[:], end); err != nil || string(b[:4]) != "PK\x05\x06" {
		return d, errors.Join(errLoose, err)
	}
	le := binary.LittleEndian
	d = directory{at: int64(le.Uint32(b[16:])), size: int64(le.Uint32(b[12:])), count: int64(le.Uint16(b[10:]))}
	if le.Uint32(b[4:]) != 0 || le.Uint16(b[20:]) != 0 {
		return d, errLoose
	}
	if d.at == allOnes || d.size == allOnes || d.count == 0xffff {
		end -= locateLength + end64Length
		if d, err = directory64(r, end); err != nil {
			return d, err
		}
	}
	if d.at < 0 || d.size < 0 || d.at > size || d.at+d.size != end {
		return d, errLoose
	}
	if d.count > maxEntries {
		return d, nil
	}
	return d, d.walk(r)
}

func directory64(r io.ReaderAt, at int64) (d directory, err error) {
	var b [end64Length + locateLength]byte
	if at < 0 {
		return d, errLoose
	}
	if _, err := r.ReadAt(b[:], at); err != nil {
		return d, err
	}
	le := binary.LittleEndian
	if string(b[:4]) != "PK\x06\x06" || le.Uint64(b[4:]) != end64Length-12 || string(b[end64Length:end64Length+4]) != "PK\x06\x07" || le.Uint64(b[end64Length+8:]) != uint64(at) {
		return d, errLoose
	}
	return directory{at: int64(le.Uint64(b[48:])), size: int64(le.Uint64(b[40:])), count: int64(le.Uint64(b[32:]))}, nil
}

// walk holds the number of entries against the bytes of the directory.
func (d directory) walk(r io.ReaderAt) error {
	in := bufio.NewReader(io.NewSectionReader(r, d.at, d.size))
	left := d.size
	for range d.count {
		var b [entryLength]byte
		if _, err := io.ReadFull(in, b[:]); err != nil || string(b[:4]) != "PK\x01\x02" {
			return errors.Join(errLoose, err)
		}
		le := binary.LittleEndian
		rest := int(le.Uint16(b[28:])) + int(le.Uint16(b[30:]))
		if le.Uint16(b[32:]) != 0 || int(le.Uint16(b[28:])) > maxName { // a comment, or a name that none of ours is
			return errLoose
		}
		if _, err := in.Discard(rest); err != nil {
			return errors.Join(errLoose, err)
		}
		left -= int64(entryLength + rest)
	}
	if left != 0 {
		return errLoose
	}
	return nil
}

// seamless holds the entries against the bytes of the file: each begins where
// the one before it ends, under the name that the directory gives it.
func (d directory) seamless(r io.ReaderAt, all []*zip.File) error {
	at := int64(0)
	for _, f := range all {
		head := make([]byte, localLength+len(f.Name))
		if _, err := r.ReadAt(head, at); err != nil {
			return err
		}
		le := binary.LittleEndian
		if string(head[:4]) != "PK\x03\x04" || le.Uint16(head[6:]) != f.Flags || le.Uint16(head[8:]) != f.Method ||
			int(le.Uint16(head[26:])) != len(f.Name) || string(head[localLength:]) != f.Name {
			return errLoose
		}
		at += int64(len(head)) + int64(le.Uint16(head[28:]))
		if data, err := f.DataOffset(); err != nil || data != at {
			return errors.Join(errLoose, err)
		}
		at += int64(f.CompressedSize64)
		if f.Flags&8 != 0 { // its sizes stand behind it
			at += 16
			if f.CompressedSize64 >= allOnes || f.UncompressedSize64 >= allOnes {
				at += 8
			}
		}
		if at > d.at {
			return errLoose
		}
	}
	if at != d.at {
		return errLoose
	}
	return nil
}
