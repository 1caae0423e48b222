//go:build !windows

package regional

// userDivider is what the user set for it, 0 where the system asks for no such thing.
func userDivider() byte { return 0 }
