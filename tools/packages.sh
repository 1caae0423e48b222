#!/bin/sh
# Lists this project's packages that reach Fyne or OpenGL, in their code or in their tests, or those that do not.
#
#   tools/packages.sh pure | graphics
set -eu
cd "$(dirname "$0")/.."

list=$(go list -test -tags migrated_fynedo -f '{{.ImportPath}}	{{join .Deps " "}}' ./...)
printf '%s\n' "$list" | awk -F '\t' -v want="$1" '
	{
		name = $1
		sub(/ \[.*/, "", name) # a package as compiled for a test: "name [name.test]"
		sub(/[._]test$/, "", name)
		if (!(name in graphics)) graphics[name] = 0
		if ((" " $2 " ") ~ / (github\.com\/go-gl|fyne\.io\/fyne\/v2)[ \/]/) graphics[name] = 1
	}
	END { for (name in graphics) if (graphics[name] == (want == "graphics")) print name }
' | sort
