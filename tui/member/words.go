package member

import (
	"strings"

	"huizhang/ledger/pinyin"
)

// matches reports whether a query fits a word: characters or pinyin.
func matches(word, query string) bool { return pinyin.Matches(word, strings.ToLower(query)) }
