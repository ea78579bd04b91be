package pack

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"huizhang/ledger"
)

// The names that the program looks for.
const (
	nameIndex  = "索引.json"
	nameSums   = "校验码.txt"
	nameList   = "目录.txt"
	namePage   = "先看我.html"
	nameReadMe = "先读我.txt"
	nameBook   = "账本/账本.hz"
	format     = 1
)

// index is 索引.json, the last file of a pack.
type index struct {
	Format int    `json:"format"`
	Kind   string `json:"kind"` // huizhang audit pack
	Book   string `json:"book"`
	Unit   string `json:"unit"`
	Size   uint64 `json:"entries"`
	Root   string `json:"root"`
	Made   int64  `json:"made"`
	By     string `json:"by"`
	Files  []file `json:"files"`
	// Attachments of the book; two vouchers may name one content.
	Attachments []attachment     `json:"attachments"`
	Missing     []ledger.Problem `json:"missing,omitempty"`
}

const kind = "huizhang audit pack"

// file is one entry of the zip but the index itself.
type file struct {
	Path   string `json:"path"`
	Title  string `json:"title"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// attachment says which file of the pack is which of the book.
type attachment struct {
	Path    string `json:"path"`
	Hash    string `json:"sha256"`
	Name    string `json:"name"`
	Size    int64  `json:"size"`
	Voucher string `json:"voucher"`
}

// The limits of what is opened. A pack of twenty thousand receipts keeps far
// below them; a bomb does not.
const (
	maxEntries = 200_000
	maxName    = 400 // bytes
	maxIndex   = 64 << 20
	maxThings  = 1_000_000 // of all lists of the index
	maxTotal   = 64 << 30
	maxRatio   = 100      // of the whole pack
	freeRatio  = 16 << 20 // below this size the ratio says nothing
)

// parseIndex reads an index and judges it by itself.
func parseIndex(b []byte) (index, error) {
	var x index
	// A list of a hundred million empty things is short as text and long in memory.
	if bytes.Count(b, []byte("{")) > maxThings || bytes.Count(b, []byte("[")) > maxThings {
		return x, errors.New("too long a list")
	}
	if err := json.Unmarshal(b, &x); err != nil {
		return x, err
	}
	switch {
	case x.Kind != kind:
		return x, errors.New("another kind of index")
	case x.Format != format:
		return x, errors.New("another format of packs")
	case len(x.Book) != 32 || !isHex(x.Book) || len(x.Root) != 64 || !isHex(x.Root) || x.Size == 0:
		return x, errors.New("no head")
	}
	seen := map[string]bool{}
	for _, f := range x.Files {
		if !safeName(f.Path) || seen[f.Path] || f.Path == nameIndex || f.Size < 0 || len(f.SHA256) != 64 || !isHex(f.SHA256) {
			return x, errors.New("bad line in the index")
		}
		seen[f.Path] = true
	}
	if !seen[nameBook] {
		return x, errors.New("no book in the index")
	}
	for _, a := range x.Attachments {
		if !seen[a.Path] || len(a.Hash) != 64 || !isHex(a.Hash) {
			return x, errors.New("bad attachment in the index")
		}
	}
	return x, nil
}

// folded makes names equal that one disk or another takes for the same: in small
// letters, in one composition.
func folded(name string) string { return strings.ToLower(norm.NFC.String(name)) }

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && strings.ToLower(s) == s
}

// safeName takes the names that a pack of ours can have and no other: relative,
// clean, with slashes, no control characters, no drive letters.
func safeName(s string) bool {
	return s != "" && len(s) <= maxName && utf8.ValidString(s) && path.Clean(s) == s && filepath.IsLocal(s) &&
		!strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "..") && !strings.ContainsAny(s, "\\:*?\"<>|") && ledger.Plain(s) == s
}
