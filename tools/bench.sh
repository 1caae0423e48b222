#!/bin/sh
# Measures the project against named peers, package by package, so that nothing runs beside a measurement. Leaves
# the ratios in build/bench.json and prints them with their bounds. A bound that is missed is printed and no more;
# exit status 1 is for a measurement that could not be made, and then build/bench.json stays as it was.
set -eu
cd "$(dirname "$0")/.."

tags=migrated_fynedo,bench
mkdir -p build
temporary=$(mktemp -d build/bench.XXXXXX)
display_process=

clean_up() {
	trap '' HUP INT TERM
	if [ -n "$display_process" ]; then
		kill "$display_process" 2>/dev/null || true
		wait "$display_process" 2>/dev/null || true
	fi
	rm -rf "$temporary"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Frames are measured on a display of its own with software OpenGL; a Mac has only the one that is there.
if [ "$(uname -s)" != Darwin ]; then
	# The server picks a free display number and writes it into the pipe; if it cannot start, the pipe ends empty.
	mkfifo "$temporary/display"
	Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp +extension GLX 3>"$temporary/display" 2>"$temporary/log" &
	display_process=$!
	if ! read -r number <"$temporary/display"; then
		echo "bench: the virtual display (Xvfb) did not start:" >&2
		sed 's/^/  /' "$temporary/log" >&2
		exit 1
	fi
	export DISPLAY=":$number" WAYLAND_DISPLAY= FYNE_PLATFORM=x11 LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8
fi
# What is set for this user must not count; Go goes on with its own.
export GOENV="$(go env GOENV)" GOCACHE="$(go env GOCACHE)"
export XDG_CONFIG_HOME="$PWD/$temporary" XDG_CACHE_HOME="$PWD/$temporary" FYNE_SCALE=1 FYNE_THEME=light

# The built program, and the bare window that it is measured against. Both are copied, as who installs a program does:
# of what the linker has just written, Linux counts all as resident, read or not.
go build -tags migrated_fynedo -trimpath -o "$temporary/built/" .
go build -tags "$tags" -trimpath -o "$temporary/built/" ./app/bench/bare
for program in claimtrace bare; do
	cat "$temporary/built/$program" >"$temporary/$program"
	chmod +x "$temporary/$program"
done
export CLAIMTRACE_BINARY="$PWD/$temporary/claimtrace" CLAIMTRACE_BARE="$PWD/$temporary/bare"

packages=$(grep -rl --include='*_test.go' '^//go:build bench' . | sed 's:/[^/]*$::' | sort -u)
export CLAIMTRACE_BENCH="$PWD/$temporary/lines"
go test -tags "$tags" -vet=off -p 1 -count=1 -timeout 10m -run '^TestBench' $packages
echo
go run ./tools/ratio/collect "$CLAIMTRACE_BENCH" build/bench.json
