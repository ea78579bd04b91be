// Package tuitest runs a screen or the whole App without a terminal: it presses
// keys, runs the commands that follow, looks at the cells of the screen, and
// checks after each step that every line fits, that nothing steers the terminal
// and that the cursor lies on the screen.
//
//	d := tuitest.Solo(t, myscreen.New(…), 80, 24)
//	d.Type("收到会费").Press("enter", "f8")
//	d.Expect("已保存")
//	d.Golden("saved")             // testdata/saved.golden; go test -update writes it
//
// Scenario files do the same as text, see [Scenario].
package tuitest
