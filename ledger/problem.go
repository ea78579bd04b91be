package ledger

import (
	"errors"
	"fmt"
	"strings"
)

// Fault names a kind of failure; it never changes and is not shown as text.
type Fault string

// The codes of [Error] and [Problem]. Those with a letter and two digits are
// the fault messages that every way out must show in the same words.
const (
	CodeBadValue   Fault = "bad-value"
	CodeUnknown    Fault = "unknown"
	CodeExists     Fault = "exists"
	CodeRequired   Fault = "required"
	CodeTooLarge   Fault = "M02"
	CodeOverflow   Fault = "overflow"
	CodeBadAmount  Fault = "M01"
	CodeBadDay     Fault = "bad-day"
	CodeUnbalanced Fault = "M03-balance"
	CodeClosed     Fault = "M03-closed"
	CodeSamePerson Fault = "M03-same-person"
	CodeState      Fault = "state"
	CodePair       Fault = "pair"
	CodeLocked     Fault = "locked-chart"
	CodeGate       Fault = "gate"
	CodeRole       Fault = "role"
	CodeReadOnly   Fault = "read-only"
	CodePersonal   Fault = "X01"
	CodeLaw        Fault = "Z01"
)

// Problem is something a person can repair. Field is the input's name (empty:
// the whole), Subject the line or thing it is about, Text a Chinese sentence
// that says what is wrong and what a right value looks like.
type Problem struct {
	Field   string
	Subject string
	Code    Fault
	Text    string
}

// Error is one or more problems that stopped an act. Nothing was changed.
type Error struct {
	Code     Fault
	Text     string
	Problems []Problem
}

// Error gives the Chinese text, the problems after it.
func (e *Error) Error() string {
	if len(e.Problems) == 0 {
		return e.Text
	}
	var b strings.Builder
	b.WriteString(e.Text)
	for _, p := range e.Problems {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		if p.Subject != "" {
			b.WriteString(p.Subject + "：")
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// Errf makes an [Error] with a code and a Chinese text.
func Errf(code Fault, format string, args ...any) *Error {
	return &Error{Code: code, Text: fmt.Sprintf(format, args...)}
}

// Problems collects what is wrong with an input, all at once.
type Problems []Problem

// Add notes a problem.
func (p *Problems) Add(field, subject string, code Fault, format string, args ...any) {
	*p = append(*p, Problem{field, subject, code, fmt.Sprintf(format, args...)})
}

// Err is nil when there is no problem, else an [Error] that holds them all.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Code: p[0].Code, Problems: p}
}

// CodeOf gives the code of an error made here, or "".
func CodeOf(err error) Fault {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
