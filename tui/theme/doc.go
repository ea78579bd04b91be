// Package theme names the looks of the program by what they mean: a heading, an
// amount, a red letter, a warning. It knows dark and light backgrounds and does
// without colour; every look that carries meaning also has a sign beside it.
package theme
