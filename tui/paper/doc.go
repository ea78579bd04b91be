// Package paper holds the screens of written pieces: the audit committee's
// report and plan, part by part around figures of the book, and the hand-over
// of the books with the cash counted note by note.
package paper
