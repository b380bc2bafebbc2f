#!/bin/sh
# Finds clang and libclang, which RocksDB, the store of the embedded database, is built with; or installs Debian's.
set -eu
has_libclang() {
  [ -n "${LIBCLANG_PATH:-}" ] && return 0
  ls /usr/lib/llvm-*/lib/libclang*.so* /usr/lib/*/libclang-*.so* /usr/lib64/libclang.so* /usr/local/lib/libclang.* 2>/dev/null | grep -qv libclang-cpp
}
if command -v clang >/dev/null && has_libclang; then exit 0; fi
if command -v apt-get >/dev/null; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  if $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends clang libclang-dev; then exit 0; fi
fi
echo "Baton needs clang and libclang to build RocksDB. Install them (Debian: clang libclang-dev; Fedora: clang clang-devel; Alpine: clang clang-dev; macOS: brew install llvm), then run this again." >&2
exit 1
