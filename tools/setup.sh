#!/bin/sh
# Checks that all that Claimtrace needs is there. What is missing is installed on Debian and Ubuntu; elsewhere the
# command that would install it is named.
#
#   tools/setup.sh build      Go, a C compiler, the libraries to build with
#   tools/setup.sh headless   those, and a virtual display with what drives it
#   tools/setup.sh window     as `headless` where there is no display, else as `build`
#   tools/setup.sh interop    what reads the files that exports write: nothing is built with it, so what cannot be
#                             had is named, and left to `make interop` to leave out
set -eu
cd "$(dirname "$0")/.."

want=${1:-build}
system=$(uname -s)
if [ "$want" = window ]; then
	want=build
	if [ "$system" != Darwin ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then want=headless; fi
fi

fail() {
	printf 'setup: %s\n' "$*" >&2
	exit 1
}

check_go() {
	minor=$(sed -n 's/^go 1\.\([0-9]*\).*/\1/p' go.mod)
	get="Install Go 1.$minor or newer from https://go.dev/dl/ and run this again."
	command -v go >/dev/null 2>&1 || fail "Go is not installed, or not in PATH. $get"
	# An older Go that fetches newer ones by itself answers with the one it fetched.
	found=$(go env GOVERSION 2>&1) || fail "$found. $get"
	have=${found#go1.}
	have=${have%%[!0-9]*}
	case $found in
	go1.*) [ "${have:-0}" -ge "$minor" ] || fail "this is $found. $get" ;;
	devel*) ;; # built from source: trust it
	*) fail "cannot tell the version of Go from \"$found\". $get" ;;
	esac
}

modules="gl x11 xcursor xrandr xinerama xi xxf86vm wayland-client wayland-cursor wayland-egl xkbcommon"

# missing prints what is not there, one word each; nothing if all is.
missing() {
	compiler=$(go env CC)
	echo '#include <stdlib.h>' | ${compiler:-cc} -E - >/dev/null 2>&1 || echo C-compiler
	if [ "$system" = Darwin ]; then return; fi
	if ! command -v pkg-config >/dev/null 2>&1; then
		echo pkg-config
	elif ! pkg-config --exists $modules; then
		for module in $modules; do
			pkg-config --exists "$module" || echo "lib:$module"
		done
	fi
	if [ "$want" = headless ]; then
		# `import` stands for ImageMagick: other programs, too, go by the name of its `convert`.
		for program in Xvfb xdotool openbox import; do
			command -v "$program" >/dev/null 2>&1 || echo "$program"
		done
		software_gl || echo software-OpenGL
	fi
}

software_gl() {
	for driver in /usr/lib/*/dri/swrast_dri.so /usr/lib64/dri/swrast_dri.so /usr/lib/dri/swrast_dri.so \
		/usr/lib/*/libgallium-*.so /usr/lib64/libgallium-*.so /usr/lib/libgallium-*.so; do
		if [ -e "$driver" ]; then return 0; fi
	done
	return 1
}

# by_hand COMMAND BUILD_PACKAGES HEADLESS_PACKAGES names the command and gives up.
by_hand() {
	packages=$2
	if [ "$want" = headless ]; then packages="$2 $3"; fi
	fail "missing:" $lacking "
Install it with:
  $1 $packages
and run this again."
}

install_debian() {
	packages="gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev"
	if [ "$want" = headless ]; then packages="$packages xvfb libgl1-mesa-dri xdotool openbox imagemagick"; fi
	root=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null 2>&1 || fail "missing:" $lacking "
As root, run:
  apt-get update && apt-get install $packages
and then this again."
		root=sudo
	fi
	mkdir -p build
	log=build/setup.log
	echo "Installing with apt-get (once, a minute or two):" $packages
	# A repository that does not answer need not matter: whether the packages can be had, the next step tells.
	$root apt-get update >"$log" 2>&1 || echo "apt-get update had trouble (see $log); going on."
	$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
		-o DPkg::Lock::Timeout=300 $packages >>"$log" 2>&1 </dev/null || {
		tail -n 5 "$log" >&2
		fail "apt-get could not install the packages; all it said is in $log."
	}
	lacking=$(missing)
	if [ -n "$lacking" ]; then fail "still missing after the installation:" $lacking "(see $log)"; fi
}

# readers installs what others' code needs that checks exports.
readers() {
	packages=
	for program in node npm python3 xmllint; do
		command -v $program >/dev/null 2>&1 && continue
		case $program in
		node) packages="$packages nodejs" ;;
		xmllint) packages="$packages libxml2-utils" ;;
		*) packages="$packages $program" ;;
		esac
	done
	for module in sc:calc sw:writer; do # a part of LibreOffice alone will not do
		ls /usr/lib*/libreoffice/program/lib"${module%:*}"lo.so >/dev/null 2>&1 || packages="$packages libreoffice-${module#*:}-nogui"
	done
	if [ -z "$packages" ]; then return; fi
	root=
	if [ "$(id -u)" != 0 ]; then root="sudo -n"; fi
	mkdir -p build
	log=build/setup-interop.log
	echo "Installing with apt-get (once, half a minute):" $packages
	{ command -v apt-get && $root apt-get update && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y \
		--no-install-recommends -o DPkg::Lock::Timeout=300 $packages; } >"$log" 2>&1 </dev/null ||
		echo "Not installed: $packages (see $log); going on without."
}

if [ "$want" = interop ]; then
	readers
	exit 0
fi

check_go
lacking=$(missing)
if [ -z "$lacking" ]; then exit 0; fi

family=$system
if [ "$system" = Linux ] && [ -r /etc/os-release ]; then
	family=$(. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}")
fi
case " $family " in
*" debian "* | *" ubuntu "*) install_debian ;;
*" fedora "* | *" rhel "*)
	by_hand "sudo dnf install" \
		"gcc pkgconf-pkg-config mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel wayland-devel libxkbcommon-devel" \
		"xorg-x11-server-Xvfb mesa-dri-drivers xdotool openbox ImageMagick"
	;;
*" arch "*)
	by_hand "sudo pacman -S --needed" \
		"gcc pkgconf libglvnd libx11 libxcursor libxrandr libxinerama libxi libxxf86vm wayland libxkbcommon" \
		"xorg-server-xvfb mesa xdotool openbox imagemagick"
	;;
*suse*)
	by_hand "sudo zypper install" \
		"gcc pkgconf-pkg-config Mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel wayland-devel libxkbcommon-devel" \
		"xorg-x11-server-Xvfb Mesa-dri xdotool openbox ImageMagick"
	;;
*" Darwin "*) fail "there is no C compiler. Install Apple's with:
  xcode-select --install
and run this again." ;;
*) fail "missing:" $lacking "
Install what your system calls the development files of OpenGL, X11, Wayland and xkbcommon, a C compiler and
pkg-config (and for \`make test\`: Xvfb, Mesa's software driver, xdotool, openbox, ImageMagick), and run this again." ;;
esac
