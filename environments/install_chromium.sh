#!/bin/sh
# Installs the Chromium of Debian or Ubuntu, which the tests of the pages drive, and fonts for it to write with.
if ! command -v apt-get >/dev/null; then
    echo "error: no Chromium, and no apt-get to install it with: install Chromium, then make pages" >&2
    exit 1
fi
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get -q update && $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q install -y --no-install-recommends chromium fonts-dejavu-core fonts-liberation
