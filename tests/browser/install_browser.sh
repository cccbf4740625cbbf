#!/bin/sh
# Bring what the browser tests need, where that can be done without asking:
# Chromium, and a library that Playwright's driver wants and a bare Debian lacks.
# Never fails: without a browser those tests are skipped, and say so.
# KOERS_NO_INSTALL=1 keeps this script from installing anything.

find_chromium() {
    for name in "${KOERS_CHROMIUM:-chromium}" chromium chromium-browser \
        google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

skip() {
    echo "Browser tests can't run: $1." \
        "Debian, Ubuntu: apt-get install $packages. Elsewhere: install Chromium" \
        "and, if need be, set KOERS_CHROMIUM=/path/to/chromium."
    exit 0
}

packages=
find_chromium >/dev/null || packages="chromium"
# Only glibc systems have an ldconfig that lists libraries.
if libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null); then
    case $libraries in
    *libatomic.so.1*) ;;
    *) packages="${packages:+$packages }libatomic1" ;;
    esac
fi

if [ -n "$packages" ]; then
    [ -z "${KOERS_NO_INSTALL:-}" ] || skip "missing $packages, and KOERS_NO_INSTALL is set"
    command -v apt-get >/dev/null || skip "missing $packages, and this system has no apt-get"
    if [ "$(id -u)" -eq 0 ]; then
        as_root=env
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo env"
    else
        skip "missing $packages, and installing takes root"
    fi
    echo "Installing $packages with apt-get for the browser tests ..."
    log=$(mktemp)
    if ! $as_root DEBIAN_FRONTEND=noninteractive sh -c \
        "apt-get update && apt-get install -y --no-install-recommends $packages" >"$log" 2>&1; then
        tail -n 5 "$log"
        rm -f "$log"
        skip "installing $packages failed"
    fi
    rm -f "$log"
fi

if found=$(find_chromium); then
    echo "Browser tests use $found."
else
    skip "Chromium was installed but isn't on PATH"
fi
