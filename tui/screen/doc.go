// Package screen is the contract between the App and its screens: a screen
// takes messages, returns plain actions, and draws itself without side effects.
package screen
