#!/bin/sh
# Makes an installable package of Claimtrace for this system and leaves it in build/.
set -eu
cd "$(dirname "$0")/.."

fyne_tools=fyne.io/tools@v1.7.2

mkdir -p build
work=$(mktemp -d build/package.XXXXXX)
# Packaging counts the build number up in FyneApp.toml and rewrites the file: here a build leaves the sources alone.
cp -p FyneApp.toml "$work/FyneApp.toml"
trap 'cp -p "$work/FyneApp.toml" FyneApp.toml; rm -rf "$work" fyne_metadata_init.go' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# `go run` would ask for the list of all versions, which not every module proxy gives.
source=$(go mod download -json "$fyne_tools" | sed -n 's/^.*"Dir": "\(.*\)".*$/\1/p')
go build -C "$source" -o "$PWD/$work/fyne" ./cmd/fyne
"$work/fyne" package --release

for result in Claimtrace.app Claimtrace.exe claimtrace.exe; do
	if [ -e "$result" ]; then
		rm -rf "build/$result"
		mv "$result" build/
		echo "build/$result"
	fi
done

# The archive's own Makefile looks for a program named "claimtrace %F" (as of v1.7.2), and nothing in it says that
# *.claimtrace files are of the type the desktop entry names: ours does both.
if [ -e Claimtrace.tar.xz ]; then
	tar -xJf Claimtrace.tar.xz -C "$work"
	rm Claimtrace.tar.xz
	cp tools/linux/install.mk "$work/claimtrace/Makefile"
	cp tools/linux/mime.xml LICENSE assets/fonts/OFL.txt "$work/claimtrace/"
	tar -cJf build/claimtrace.tar.xz -C "$work" claimtrace
	echo "build/claimtrace.tar.xz: unpack it and run make in it"
fi
