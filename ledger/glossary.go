package ledger

import (
	// The glossary is part of the program: the help shows it.
	_ "embed"
)

//go:embed GLOSSARY.md
var glossary string

// Glossary is the text of GLOSSARY.md: tables of word, meaning and Go name
// under headings.
func Glossary() string { return glossary }
