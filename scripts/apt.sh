#!/bin/sh
# Installs Debian packages where that needs no password; else says how to.
#   apt.sh "what it is for" PACKAGE...
set -eu
what=$1
shift
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing $what: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
elif command -v apt-get >/dev/null; then
    echo "$what is missing. Install it with: sudo apt-get install $*" >&2
    exit 1
else
    echo "$what is missing (Debian packages: $*)." >&2
    exit 1
fi
