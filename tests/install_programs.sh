#!/bin/sh
# Bring the programs that tests need and Python's package index lacks, where that can be done without asking:
# Chromium, without windows where that is a package of its own, with a library that Playwright's driver wants
# and a bare Debian lacks; LibreOffice, which works formulas out as Excel does; and pdfinfo, which counts pages.
# Never fails: tests whose program is missing are skipped, and say so.
# KOERS_NO_INSTALL=1 keeps this script from installing anything.

first_of() {
    for name in "$@"; do
        command -v "$name" && return
    done
    return 1
}

find_chromium() {
    first_of "${KOERS_CHROMIUM:-chromium-headless-shell}" \
        chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable
}

find_office() {
    first_of "${KOERS_OFFICE:-soffice}" soffice libreoffice
}

report() {
    echo "Browser tests: $(find_chromium || echo "left out, no Chromium (or set KOERS_CHROMIUM)")."
    echo "Workbooks and letters: $(find_office || echo "left out, no LibreOffice (or set KOERS_OFFICE)")."
    exit 0
}

not_installed() {
    echo "Not installed: $packages. $1. Debian, Ubuntu: apt-get install $packages"
    report
}

packages=
find_chromium >/dev/null || packages="chromium-headless-shell"
find_office >/dev/null || packages="$packages libreoffice-calc libreoffice-writer"
command -v pdfinfo >/dev/null || packages="$packages poppler-utils"
# Only glibc systems have an ldconfig that lists libraries.
if libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null); then
    case $libraries in
    *libatomic.so.1*) ;;
    *) packages="$packages libatomic1" ;;
    esac
fi
packages=${packages# }
[ -n "$packages" ] || report

[ -z "${KOERS_NO_INSTALL:-}" ] || not_installed "KOERS_NO_INSTALL is set"
command -v apt-get >/dev/null || not_installed "This system has no apt-get"
if [ "$(id -u)" -eq 0 ]; then
    as_root=env
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo env"
else
    not_installed "Installing takes root"
fi
echo "Installing $packages with apt-get for the tests ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    $as_root DEBIAN_FRONTEND=noninteractive sh -c \
        "apt-get update && apt-get install -y --no-install-recommends $1" >"$log" 2>&1
}
# Older systems have the browser only whole.
if ! install "$packages" && ! install "$(echo "$packages" | sed 's/chromium-headless-shell/chromium/')"; then
    tail -n 5 "$log"
    not_installed "apt-get failed"
fi
report
