package regional

import "golang.org/x/sys/windows/registry"

// userDivider is the list separator of the region settings, which Excel goes by; 0 where
// it is none that divides cells.
func userDivider() byte {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Control Panel\International`, registry.QUERY_VALUE)
	if err != nil {
		return 0
	}
	defer key.Close()
	if s, _, err := key.GetStringValue("sList"); err == nil && (s == "," || s == ";" || s == "\t") {
		return s[0]
	}
	return 0
}
