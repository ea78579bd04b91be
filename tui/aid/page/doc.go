// Package page builds the lists, views and forms of aid and funds from parts:
// what is read from the book, the columns, the keys, the act that saves. It
// knows neither cases nor funds.
package page
