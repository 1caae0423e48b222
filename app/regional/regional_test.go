package regional

import "testing"

func TestDividerOf(t *testing.T) {
	for name, want := range map[string]byte{
		"de_DE.UTF-8": ';', "fr-FR": ';', "uk_UA": ';', "pt_BR.UTF-8": ';', "ru": ';', "de_CH.UTF-8": ',', "en_GB.UTF-8": ',', "en-US": ',', "ja_JP": ',', "he_IL": ',',
		"de_DE@euro": ';', "es_MX.UTF-8": ',', "es_ES.UTF-8": ';', "C": ',', "C.UTF-8": ',', "POSIX": ',', "": ',', "no such": ',',
	} {
		if got := dividerOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestDivider sees which of the environment's words counts.
func TestDivider(t *testing.T) {
	if userDivider() != 0 {
		t.Skip("the user's own setting goes before them")
	}
	for _, tt := range []struct {
		env  map[string]string
		want byte
	}{
		{map[string]string{"LANG": "de_DE.UTF-8"}, ';'},
		{map[string]string{"LANG": "de_DE.UTF-8", "LC_NUMERIC": "en_US.UTF-8"}, ','},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_NUMERIC": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, ';'},
	} {
		if got := Divider(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.env, got, tt.want)
		}
	}
}
