#!/bin/sh
# Packs the program for others: an archive, and a Debian package where dpkg-deb is there.
#
#   dist.sh PROGRAM FOLDER
set -eu
cd "$(dirname "$0")/.."
program=$1
folder=$2
version=$("$program" --version | sed -n 's/^imbalreport //p')
machine=$(uname -m)
name=imbalreport-$version-linux-$machine
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

scripts/install-files.sh "$program" "$work/$name"
cp LICENSE README.md CHANGELOG.md "$work/$name"
mkdir -p "$folder"
# The same files give the same archive: no owner, no time, sorted names.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$work" -c "$name" |
  gzip -9n >"$folder/$name.tar.gz"
echo "wrote $folder/$name.tar.gz"

command -v dpkg-deb >/dev/null 2>&1 || { echo "no dpkg-deb here: no Debian package made"; exit 0; }
architecture=$(dpkg --print-architecture)
package=$work/package
mkdir -p "$package/DEBIAN" "$package/usr/share/doc/imbalreport"
cp -r "$work/$name/bin" "$work/$name/share" "$package/usr/"
cp LICENSE "$package/usr/share/doc/imbalreport/copyright"
# What the binary asks for by its sonames, as packages.
libraries=$(objdump -p "$program" | awk '$1 == "NEEDED" { print $2 }' |
  xargs -I{} sh -c 'path=$(ldconfig -p | awk -v n={} "\$1 == n { print \$NF; exit }"); dpkg-query -S "$path" 2>/dev/null || dpkg-query -S "$(readlink -f "$path")" 2>/dev/null' |
  cut -d: -f1 | sort -u | grep -v '^diversion' | paste -sd, - | sed 's/,/, /g')
size=$(du -sk "$package/usr" | cut -f1)
cat >"$package/DEBIAN/control" <<CONTROL
Package: imbalreport
Version: $version
Architecture: $architecture
Maintainer: imbalreport <imbalreport@localhost>
Installed-Size: $size
Depends: $libraries
Recommends: chromium
Section: science
Priority: optional
Description: reports about imbalanced classification, from a Markdown template
 Turns a Markdown text with directives (load, split, resample, train, evaluate,
 compare) into a self-contained HTML report with figures, intervals and checks.
 Chromium is used for PDF only.
CONTROL
find "$package" -print0 | xargs -0 touch -h -d @0
SOURCE_DATE_EPOCH=0 dpkg-deb --root-owner-group -Zxz --build "$package" \
  "$folder/imbalreport_${version}_$architecture.deb" >/dev/null
echo "wrote $folder/imbalreport_${version}_$architecture.deb"
