package sign

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"huizhang/ledger"
)

const (
	namePrefix = "huizhang/"
	bookShort  = 8  // hex digits of the book id in a key name
	maxPerson  = 40 // characters of a person's name
)

// keyName makes the name of a key as notes want it, without spaces and pluses:
// huizhang/BOOK/PERSON, BOOK the first eight hex digits of the book id, PERSON
// percent-encoded UTF-8, so that the readable name can be had back from it.
func keyName(person, bookID string) string {
	return namePrefix + bookID[:bookShort] + "/" + escape(person)
}

// splitName is the reverse of keyName; ok is false for names of another form.
func splitName(name string) (book, person string, ok bool) {
	rest, ok := strings.CutPrefix(name, namePrefix)
	book, escaped, cut := strings.Cut(rest, "/")
	person, clean := unescape(escaped)
	ok = ok && cut && clean && len(book) == bookShort && lowerHex(book) && goodPerson(person)
	return book, person, ok
}

func goodPerson(person string) bool {
	clean, _ := ledger.Clean(person)
	return person != "" && clean == person && utf8.RuneCountInString(person) <= maxPerson
}

// goodBook reports whether an id is 32 lower-case hex digits.
func goodBook(id string) bool { return len(id) == 32 && lowerHex(id) }

func lowerHex(s string) bool {
	return strings.Trim(s, "0123456789abcdef") == ""
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_'
}

func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if unreserved(s[i]) {
			b.WriteByte(s[i])
		} else {
			b.WriteString("%" + strings.ToUpper(hex.EncodeToString([]byte{s[i]})))
		}
	}
	return b.String()
}

// unescape takes only what escape makes, so that a name has one form.
func unescape(s string) (string, bool) {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			out = append(out, s[i])
			continue
		}
		if i+3 > len(s) {
			return "", false
		}
		c, err := hex.DecodeString(s[i+1 : i+3])
		if err != nil {
			return "", false
		}
		out = append(out, c...)
		i += 2
	}
	t := string(out)
	return t, utf8.ValidString(t) && escape(t) == s
}
