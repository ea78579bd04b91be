// Package search finds vouchers and members while the words are typed.
package search
