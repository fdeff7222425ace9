#!/bin/sh
# Opens every report of reports/ in headless Chromium and checks what a person would meet there.
#
#   browser-tests.sh                  runs where Chromium, its driver and Python are installed, and
#                                     says in one line why it does not elsewhere
#   browser-tests.sh --install        installs what is missing first (Debian, Ubuntu), and never skips
#   browser-tests.sh --prepare        installs what is missing, and runs nothing
set -eu
cd "$(dirname "$0")/.."

packages="chromium chromium-driver poppler-utils fonts-dejavu-core python3 python3-venv"
missing() {
  for program in chromium chromedriver pdftotext python3; do
    command -v "$program" >/dev/null 2>&1 || { echo "$program"; return; }
  done
}

mode=${1:-}
if [ -n "$mode" ] && [ -n "$(missing)" ]; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  echo "installing $packages"
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi
if [ -n "$(missing)" ]; then
  echo "browser tests not run: there is no '$(missing)' here (Debian: $packages)"
  [ -z "$mode" ] || exit 1
  exit 0
fi

environment=.build/browser
wanted=$(cksum <Tests/Browser/requirements.txt)
if [ "$(cat "$environment/made-for" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$environment"
  python3 -m venv "$environment"
  grep -v '^axe' Tests/Browser/requirements.txt >"$environment/client.txt"
  grep '^axe' Tests/Browser/requirements.txt >"$environment/axe.txt"
  "$environment/bin/python" -m pip install -q --disable-pip-version-check -r "$environment/client.txt"
  "$environment/bin/python" -m pip install -q --disable-pip-version-check --no-deps -r "$environment/axe.txt"
  echo "$wanted" >"$environment/made-for"
fi
[ "$mode" != --prepare ] || exit 0
exec "$environment/bin/python" Tests/Browser/run.py
