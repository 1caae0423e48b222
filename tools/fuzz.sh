#!/bin/sh
# Runs every fuzz target of the project for the time given, one after the other. Exit status 1 if one found a fault.
#
#   tools/fuzz.sh 5s
set -eu
cd "$(dirname "$0")/.."

time=$1
tags=migrated_fynedo
status=0
directories=$(find . -name '*_test.go' -exec grep -lE '^func Fuzz' {} + | sed 's:/[^/]*$::' | sort -u)
for directory in $directories; do
	listed=$(go test -tags "$tags" -vet=off -list '^Fuzz' "$directory")
	for target in $(printf '%s\n' "$listed" | grep '^Fuzz'); do
		printf '%s %s\n' "$directory" "$target"
		go test -tags "$tags" -vet=off -run '^$' -fuzz "^$target\$" -fuzztime "$time" "$directory" || status=1
	done
done
exit $status
