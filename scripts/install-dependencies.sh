#!/bin/sh
# Checks for Swift and installs the three C libraries where they are missing. Silent when all is there.
set -eu

# The first word, so that SWIFT may be a command with arguments.
set -- ${SWIFT:-swift}
if ! command -v "$1" >/dev/null 2>&1; then
  echo "imbalreport is built with Swift 6.2 or newer, and there is no 'swift' on the PATH." >&2
  echo "Install it from https://www.swift.org/install/linux/ and run make again." >&2
  exit 1
fi

has_libraries() {
  command -v pkg-config >/dev/null 2>&1 && pkg-config --exists libcmark nettle zlib
}

if has_libraries; then exit 0; fi

packages="libcmark-dev nettle-dev zlib1g-dev pkg-config make"
if ! command -v apt-get >/dev/null 2>&1; then
  echo "imbalreport needs libcmark, nettle and zlib with their pkg-config files." >&2
  echo "On Debian and Ubuntu these are the packages: $packages" >&2
  exit 1
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "Installing packages needs root, and there is no 'sudo' here. As root, run:" >&2
    echo "  apt-get update && apt-get install -y $packages" >&2
    exit 1
  fi
  as_root="sudo"
fi

echo "installing $packages"
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends $packages >/dev/null

if ! has_libraries; then
  echo "libcmark, nettle and zlib were installed, and pkg-config still does not find them." >&2
  echo "See what 'pkg-config --modversion libcmark nettle zlib' prints." >&2
  exit 1
fi
