#!/bin/sh
# Opens the window with the sample project. Without a display it does so on a virtual one and leaves a picture of
# the window and the sample's report in build/.
set -eu
cd "$(dirname "$0")/.."

program=build/claimtrace
project=build/sample.claimtrace
picture=build/claimtrace.png
report=build/report.html

if [ ! -e "$project" ]; then "$program" new "$project" --sample; fi
if [ "$(uname -s)" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	exec "$program" "$project"
fi

temporary=$(mktemp -d build/headless.XXXXXX)
running=
window_process=

# stop PID asks a process to end and makes it after five seconds.
stop() {
	kill "$1" 2>/dev/null || return 0
	tries=50
	while [ $tries -gt 0 ] && kill -0 "$1" 2>/dev/null; do
		sleep 0.1
		tries=$((tries - 1))
	done
	kill -9 "$1" 2>/dev/null || true
	wait "$1" 2>/dev/null || true
}

clean_up() {
	trap '' HUP INT TERM # a second Ctrl+C must not leave half of it behind
	for process in $running; do stop "$process"; done
	running=
	rm -rf "$temporary"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# fail WHAT says so, or that the program has ended if that is why, and what the log holds.
fail() {
	if [ -n "$window_process" ] && ! kill -0 "$window_process" 2>/dev/null; then set -- "the program ended by itself:"; fi
	printf 'run: %s\n' "$*" >&2
	if [ -s "$temporary/log" ]; then sed 's/^/  /' "$temporary/log" >&2; fi
	exit 1
}

# until_true SECONDS COMMAND tries the command every quarter of a second.
until_true() {
	tries=$(($1 * 4))
	shift
	until "$@"; do
		tries=$((tries - 1))
		if [ $tries -le 0 ] || ! kill -0 "$window_process" 2>/dev/null; then return 1; fi
		sleep 0.25
	done
}

window_there() {
	window=$(xdotool search --onlyvisible --pid "$window_process" 2>/dev/null | head -n 1)
	[ -n "$window" ]
}

window_sized() {
	xdotool getwindowgeometry "$window" 2>/dev/null | grep -q 'Geometry: 1280x800$' && return
	xdotool windowsize "$window" 1280 800
	return 1
}

# Drawn is a window that shows more than a few plain areas and looks the same twice running.
window_drawn() {
	mv -f "$temporary/now.ppm" "$temporary/before.ppm" 2>/dev/null || true
	import -window "$window" "$temporary/now.ppm" 2>/dev/null || return 1
	[ "$(identify -format '%k' "$temporary/now.ppm")" -ge 64 ] || return 1
	cmp -s "$temporary/now.ppm" "$temporary/before.ppm"
}

# The project is locked while the window has it open, so the report comes first.
"$program" report "$project" --output "$report"

mkdir -p "$temporary/config"
home=$PWD/$temporary
export HOME="$home" XDG_CONFIG_HOME="$home/config" LANG=C.UTF-8
export LIBGL_ALWAYS_SOFTWARE=1 FYNE_PLATFORM=x11 FYNE_SCALE=1 FYNE_THEME="${FYNE_THEME:-light}"

# The server picks a free display number and writes it into the pipe; if it cannot start, the pipe ends empty.
mkfifo "$temporary/display"
Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp +extension GLX 3>"$temporary/display" 2>"$temporary/log" &
running="$!"
read -r number <"$temporary/display" || fail "the virtual display (Xvfb) did not start:"
export DISPLAY=":$number"

openbox >/dev/null 2>&1 &
running="$! $running"
"$program" "$project" >"$temporary/log" 2>&1 &
window_process=$!
running="$window_process $running"

until_true 60 window_there || fail "no window came up within a minute:"
until_true 15 window_sized || fail "the window did not take the size 1280x800:"
# A caret that blinks keeps two pictures from being alike; then the last one will do.
until_true 15 window_drawn || [ "$(identify -format '%k' "$temporary/now.ppm" 2>/dev/null || echo 0)" -ge 64 ] ||
	fail "the window stayed empty:"
import -window "$window" "$picture"

cat <<END
There is no display here, so the window was opened on a virtual one and closed again. It left
  $picture     how the window looks
  $report        the sample's report
  $project  the sample project itself
END
