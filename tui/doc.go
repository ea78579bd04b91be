// Package tui is what a person meets in a terminal. The App holds the stack of
// screens and the dialogs over them, routes messages, and sees to it that
// leaving the program never cuts a write. It knows nothing of any one screen.
package tui
