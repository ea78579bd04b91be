// Package rules holds the screens of the rule table: the regions and what each
// has, the rows of one, the form of a row, and the choices of practice.
package rules
