// Package show says what the cells and the heading of a report look like to a
// person: the same words on the screen, in text, in HTML and on paper. The
// writers for programs (CSV, JSON, XLSX) take only its cleaning of texts.
package show
