// Package frames measures the reader in a real window: how long each frame
// takes from the moment in which a key or the mouse changes something until the
// window has been drawn.
//
// Its measurements are built with the tag bench and need a display;
// tools/bench.sh makes one with software OpenGL.
package frames
