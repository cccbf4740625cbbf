#!/bin/sh
# Bring what the workbook tests need, where that can be done without asking: LibreOffice Calc and Writer,
# which works the formulas out as Excel does.
# Never fails: without it those tests are skipped, and say so.
# KOERS_NO_INSTALL=1 keeps this script from installing anything.

find_office() {
    for name in "${KOERS_OFFICE:-soffice}" soffice libreoffice; do
        command -v "$name" && return
    done
    return 1
}

skip() {
    echo "Workbook tests can't run: $1." \
        "Debian, Ubuntu: apt-get install libreoffice-calc. Elsewhere: install LibreOffice" \
        "and, if need be, set KOERS_OFFICE=/path/to/soffice."
    exit 0
}

if ! find_office >/dev/null; then
    [ -z "${KOERS_NO_INSTALL:-}" ] || skip "LibreOffice is missing, and KOERS_NO_INSTALL is set"
    command -v apt-get >/dev/null || skip "LibreOffice is missing, and this system has no apt-get"
    if [ "$(id -u)" -eq 0 ]; then
        as_root=env
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo env"
    else
        skip "LibreOffice is missing, and installing takes root"
    fi
    echo "Installing LibreOffice with apt-get for the tests of workbooks and letters ..."
    log=$(mktemp)
    if ! $as_root DEBIAN_FRONTEND=noninteractive sh -c \
        "apt-get update && apt-get install -y --no-install-recommends libreoffice-calc libreoffice-writer" >"$log" 2>&1; then
        tail -n 5 "$log"
        rm -f "$log"
        skip "installing LibreOffice failed"
    fi
    rm -f "$log"
fi

if found=$(find_office); then
    echo "Workbook tests use $found."
else
    skip "LibreOffice was installed but isn't on PATH"
fi
