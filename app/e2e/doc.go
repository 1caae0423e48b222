// Package e2e drives the whole program as a person does: a real window on a
// virtual display, a real mouse and real keys, checked on the screen and
// through the project file that is left behind.
//
// Its tests are built with the tag e2e, its measurements with the tag bench;
// both need Xvfb and xdotool, and the program's path in CLAIMTRACE_BINARY.
package e2e
