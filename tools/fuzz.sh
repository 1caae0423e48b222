#!/bin/sh
# Runs the fuzz targets of the project for the time given, one after the other. Exit status 1 if one found a fault.
#
#   tools/fuzz.sh 5s
set -eu
cd "$(dirname "$0")/.."

time=$1
tags=migrated_fynedo
mkdir -p build
log=build/fuzz.log
status=0

# With Go before 1.27 a target can fail for no other reason than that its time was up (golang/go#75804).
only_time_was_up() {
	grep -q '^ *context deadline exceeded$' "$log" && ! grep -q 'Failing input written\|panic\|terminated' "$log"
}

for package in $(tools/packages.sh all); do
	grep -qsE '^func Fuzz' ".${package#claimtrace}"/*_test.go || continue
	listed=$(go test -tags "$tags" -vet=off -list '^Fuzz' "$package")
	for target in $(printf '%s\n' "$listed" | grep '^Fuzz'); do
		printf '%s %s\n' "$package" "$target"
		if go test -tags "$tags" -vet=off -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$package" >"$log" 2>&1; then
			grep 'execs: ' "$log" | tail -n 1
		elif only_time_was_up; then
			echo "nothing found when the time was up"
		else
			cat "$log"
			status=1
		fi
	done
done
exit $status
