#!/bin/sh
# Lists this project's packages of one kind, by what they reach in their code or in their tests:
#
#   tools/packages.sh graphics   those that reach Fyne or OpenGL
#   tools/packages.sh pure       those that do not
#   tools/packages.sh all
set -eu
cd "$(dirname "$0")/.."

list=$(go list -test -tags migrated_fynedo -f '{{.ImportPath}}	{{join .Deps " "}}' ./...)
printf '%s\n' "$list" | awk -F '\t' -v want="$1" '
	{
		name = $1
		sub(/ \[.*/, "", name) # a package as compiled for a test: "name [name.test]"
		sub(/[._]test$/, "", name)
		names[name]
		reached = " " $2 " "
		if (reached ~ / (github\.com\/go-gl|fyne\.io\/fyne\/v2)[ \/]/) graphics[name]
	}
	END {
		for (name in names) {
			pure = !(name in graphics)
			if (want == "all" || want == "graphics" && !pure || want == "pure" && pure) print name
		}
	}
' | sort
