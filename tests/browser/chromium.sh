#!/bin/sh
# Finds a Chromium for the browser tests, or installs Debian's.
set -eu
if [ -n "${BATON_CHROMIUM:-}" ] && [ -x "$BATON_CHROMIUM" ]; then exit 0; fi
if [ -x /usr/bin/chromium ] || [ -x /usr/bin/chromium-browser ]; then exit 0; fi
if command -v apt-get >/dev/null; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get update -qq
  $as_root apt-get install -y -qq --no-install-recommends chromium
  exit 0
fi
echo "The browser tests need Chromium: install it, and set BATON_CHROMIUM to its path." >&2
exit 1
