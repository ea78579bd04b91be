// Package finding holds the questions of the audit committee, from raising to
// closing: the form, the list (整改台账), the thread of one, the answer.
package finding
