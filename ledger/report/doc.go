// Package report turns a book's figures into Documents: tables of typed cells
// with the trace of every amount. Writers (package render and the screens) only
// lay them out; they never compute.
package report
