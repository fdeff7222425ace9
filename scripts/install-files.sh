#!/bin/sh
# Puts the program with its manual page and completions below a folder.
#
#   install-files.sh PROGRAM PREFIX
set -eu
program=$1
prefix=$2
install -d "$prefix/bin" "$prefix/share/man/man1" "$prefix/share/bash-completion/completions" \
  "$prefix/share/zsh/site-functions" "$prefix/share/fish/vendor_completions.d"
install -s -m 755 "$program" "$prefix/bin/imbalreport"
imbalreport=$prefix/bin/imbalreport
"$imbalreport" explain --man | gzip -9n >"$prefix/share/man/man1/imbalreport.1.gz"
"$imbalreport" --generate-completion-script bash >"$prefix/share/bash-completion/completions/imbalreport"
"$imbalreport" --generate-completion-script zsh >"$prefix/share/zsh/site-functions/_imbalreport"
"$imbalreport" --generate-completion-script fish >"$prefix/share/fish/vendor_completions.d/imbalreport.fish"
# The guides as they are in the sources, and what editors need.
documents=$prefix/share/doc/imbalreport
source=$(dirname "$0")/..
rm -rf "$documents/docs" "$documents/editors"
install -d "$documents"
cp -R "$source/docs" "$source/editors" "$documents/"
