#!/bin/sh
# Tries on projects what disks, power and other programs do to files, at length: a short form of each of these tests
# is in `make test`. Takes about half an hour. What was tried is listed; all that was said is in build/faults.log.
# Exit status 1 if anything did not withstand.
set -eu
cd "$(dirname "$0")/.."

mkdir -p build
log=build/faults.log
packages=$(grep -rl --include='*_test.go' '^//go:build faults' . | sed 's:/[^/]*$::' | sort -u)
echo "Killing, filling disks, cutting power, damaging files: this takes about half an hour."
status=0
go test -tags migrated_fynedo,faults -vet=off -count=1 -timeout 120m -v $packages >"$log" 2>&1 || status=1
if [ $status = 0 ]; then
	grep -E '^ +[a-z_]+_test\.go:[0-9]+: |^(--- PASS: Test(CutOff|Damage|Failing|Full|Histories|Hostile|HotJournal|Killed|Long|Many|Migration|OpenCopy|Power|ReadOnlyDisk|Ring|Salvage|Stray|ToldToEnd|Two)|ok)' "$log" |
		sed 's/^ *[a-z_]*_test\.go:[0-9]*: /    /'
else
	grep -vE '^(=== |--- PASS| +--- PASS)' "$log"
fi
exit $status
