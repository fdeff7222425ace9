#!/bin/bash
# Programs that leak test rows must not compile, each for the reason it names.
#
# Every file under Tests/DoesNotCompile has lines `// error: TEXT`; the compiler must refuse the file
# and say each TEXT. Compiles.swift must pass, so that a broken set-up is not taken for success.
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${1:-release}
build=$(swift build -c "$configuration" --show-bin-path)
modules=$build/Modules
[ -e "$modules/Imbalance.swiftmodule" ] || { echo "no modules in $modules; build first" >&2; exit 1; }

check() {
  swiftc -typecheck -swift-version 6 -I "$modules" -I "$build" \
    -Xcc -fmodule-map-file=Sources/CZlib/module.modulemap \
    -Xcc -fmodule-map-file=Sources/CNettle/module.modulemap "$1" 2>&1
}

failed=0
count=0
compiles=Tests/DoesNotCompile/Compiles.swift
if ! output=$(check "$compiles"); then
  echo "$compiles must compile and does not:"
  echo "$output"
  exit 1
fi
for file in Tests/DoesNotCompile/*.swift; do
  [ "$(basename "$file")" = Compiles.swift ] && continue
  count=$((count + 1))
  if output=$(check "$file"); then
    echo "$file compiles and must not"
    failed=1
    continue
  fi
  wanted=$(sed -n 's#^// error: ##p' "$file")
  if [ -z "$wanted" ]; then
    echo "$file names no error"
    failed=1
  fi
  while IFS= read -r text; do
    if ! grep -qF -- "$text" <<<"$output"; then
      echo "$file is refused, but not with: $text"
      echo "$output"
      failed=1
    fi
  done <<<"$wanted"
  # A second error would hide that the first has gone.
  errors=$(grep -c '^Tests.*: error: ' <<<"$output" || true)
  if [ "$errors" -ne "$(wc -l <<<"$wanted")" ]; then
    echo "$file has $errors errors and names $(wc -l <<<"$wanted"):"
    echo "$output"
    failed=1
  fi
done
[ "$count" -ge 8 ] || { echo "only $count programs"; failed=1; }
[ "$failed" -eq 0 ] && echo "$count programs that must not compile do not"
exit "$failed"
