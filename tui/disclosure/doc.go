// Package disclosure shows what was published for the members' supervision,
// whether the book still says the same, and publishes the next period.
package disclosure
