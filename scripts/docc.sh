#!/bin/bash
# The documentation of the library Imbalance: every warning of docc, such as a link that leads
# nowhere, is a failure. Needs a build in the configuration (release unless told otherwise).
#
#   docc.sh OUTPUT [CONFIGURATION]
set -euo pipefail
cd "$(dirname "$0")/.."
output=$1
configuration=${2:-release}
catalogue=Sources/Imbalance/Imbalance.docc

# One program, told in two places.
shown=$(sed -n '/^```swift$/,/^```$/p' "$catalogue/FirstProgram.md" | sed '1d; /^```$/,$d')
if ! diff -u Examples/FirstProgram/main.swift - <<<"$shown"; then
  echo "$catalogue/FirstProgram.md does not show Examples/FirstProgram/main.swift" >&2
  exit 1
fi

tools=$(dirname "$(readlink -f "$(command -v swift)")")
docc=$tools/docc
[ -x "$docc" ] || docc=$(command -v docc) || { echo "no docc beside swift in $tools" >&2; exit 1; }
build=$(swift build -c "$configuration" --show-bin-path)
[ -e "$build/Modules/Imbalance.swiftmodule" ] ||
  { echo "no modules in $build; build first" >&2; exit 1; }

symbols=$(mktemp -d)
trap 'rm -rf "$symbols"' EXIT
"$tools/swift-symbolgraph-extract" -module-name Imbalance -I "$build/Modules" -I "$build" \
  -target "$(swift -print-target-info | sed -n 's/.*"triple": "\(.*\)".*/\1/p' | head -1)" \
  -Xcc -fmodule-map-file=Sources/CZlib/module.modulemap \
  -Xcc -fmodule-map-file=Sources/CNettle/module.modulemap \
  -minimum-access-level public -skip-inherited-docs -output-dir "$symbols"
mkdir -p "$(dirname "$output")"
"$docc" convert "$catalogue" --additional-symbol-graph-dir "$symbols" --output-path "$output" \
  --fallback-display-name Imbalance --fallback-bundle-identifier imbalance --warnings-as-errors
echo "wrote $output; to read it: python3 -m http.server -d $output, then /documentation/imbalance"
