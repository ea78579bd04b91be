package store

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"huizhang/ledger"
)

const (
	nameless     = "附件"
	nameLimit    = 120 // bytes: room for a prefix below the 255 of every system
	nameExtLimit = 16
)

// SafeName makes of a file's original name one that is harmless on every
// system: the last part of a path, without control, direction and other hidden
// characters, without what Windows forbids, never a device, never hidden, not
// too long. The extension stays. SafeName(SafeName(s)) == SafeName(s).
func SafeName(s string) string {
	// What one pass cuts off may uncover what another must look at.
	for range 8 {
		t := safeOnce(s)
		if t == s {
			return s
		}
		s = t
	}
	return nameless
}

func safeOnce(s string) string {
	s, _ = ledger.Clean(s)
	s = norm.NFC.String(s)
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	s = strings.Map(safeRune, s)
	// A dot or space at either end is hidden, dropped or means a folder.
	s = strings.TrimFunc(s, func(r rune) bool { return r == '.' || unicode.IsSpace(r) })
	stem, ext := splitExt(s)
	stem = strings.TrimRightFunc(stem, func(r rune) bool { return r == '.' || unicode.IsSpace(r) })
	if strings.Trim(stem, "_") == "" {
		stem = nameless
	}
	if strings.HasPrefix(stem, "-") || strings.HasPrefix(stem, "~") {
		stem = "_" + stem[1:] // would be an option or a home folder
	}
	if device(stem) {
		stem = "_" + stem
	}
	return cutName(stem, nameLimit-len(ext)) + ext
}

// safeRune replaces what no name may have; the hidden is gone already.
func safeRune(r rune) rune {
	switch {
	case strings.ContainsRune(`<>:"|?*`, r), r == utf8.RuneError:
		return '_'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// splitExt splits a short plain extension off; anything else is all stem.
func splitExt(s string) (stem, ext string) {
	ext = path.Ext(s)
	if len(ext) < 2 || len(ext) > nameExtLimit || strings.TrimFunc(ext[1:], plainLetter) != "" {
		return s, ""
	}
	return s[:len(s)-len(ext)], ext
}

func plainLetter(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// device reports the names that Windows keeps for devices, whatever comes after
// the first dot.
func device(stem string) bool {
	first, _, _ := strings.Cut(stem, ".")
	first = strings.ToUpper(strings.TrimSpace(first))
	switch first {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	number, com := strings.CutPrefix(first, "COM")
	if !com {
		number, com = strings.CutPrefix(first, "LPT")
	}
	return com && strings.ContainsAny(number, "0123456789¹²³") && utf8.RuneCountInString(number) == 1
}

// cutName cuts at a character, not inside one, and leaves no end that was
// trimmed before.
func cutName(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return strings.TrimRight(s[:limit], ". ")
}
