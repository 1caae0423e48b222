#!/bin/sh
# Runs every check and test of the project, goes on after a failure, and ends with a summary.
# Exit status 1 if anything failed.
set -u
cd "$(dirname "$0")/.." || exit 1

summary=
failed=0
began=$(date +%s)

# step NAME TARGET [VARIABLE=VALUE] runs a target of the Makefile and notes how it went.
step() {
	name=$1
	shift
	printf '\n== %s\n' "$name"
	from=$(date +%s)
	if "${MAKE:-make}" --no-print-directory "$@"; then
		result=ok
	else
		result=FAILED
		failed=1
	fi
	note "$result" "$(($(date +%s) - from)) s" "$name"
}

note() {
	summary="$summary$(printf '  %-8s %6s  %s' "$@")
"
}

finish() {
	printf '\n== summary\n%s' "$summary"
	minutes=$((($(date +%s) - began) / 60))
	if [ $failed = 0 ]; then
		printf 'All passed in %d min %d s.\n' "$minutes" "$((($(date +%s) - began) % 60))"
	else
		printf 'FAILED, after %d min %d s. What went wrong stands above, under the name of the step.\n' \
			"$minutes" "$((($(date +%s) - began) % 60))"
	fi
	exit $failed
}

windows=yes # the end-to-end tests need X11
if [ "$(uname -s)" = Darwin ]; then windows=; fi

step "set-up" "setup${windows:+-headless}"
if [ $failed != 0 ]; then finish; fi
step "build" build
built=$failed
step "formatting" format
step "go vet" vet
step "go vet for Windows and macOS" cross-vet
step "staticcheck" staticcheck
step "tests, with the race detector" unit
step "others' code reads what goes out" interop
if [ -z "$windows" ]; then
	note "left out" "" "end to end, in a real window (runs on Linux only)"
elif [ $built != 0 ]; then
	note "left out" "" "end to end, in a real window (no program to test)"
else
	step "end to end, in a real window" e2e
fi
finish
