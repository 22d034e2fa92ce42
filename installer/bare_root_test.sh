#!/usr/bin/env bash
# Proves the two commands on a bare Debian: a root with nothing but Python and make, a clean clone of HEAD, and this machine's
# own sources of packages. Needs root and debootstrap. The bare base is kept as BARE_ROOT.tar for the next run.
#
#   bash installer/bare_root_test.sh [folder of a git checkout]       BARE_ROOT (default /tmp/bareroot), SUITE (default: the host's)
set -euo pipefail
tree=$(cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}" && pwd)
root=${BARE_ROOT:-/tmp/bareroot}
. /etc/os-release
suite=${SUITE:-$VERSION_CODENAME}
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources 2>/dev/null |
    awk '/^(URIs:|deb )/ && !found { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; found = 1; break } }' || true)

release() {
    for place in dev/pts dev proc; do mountpoint -q "$root/$place" && umount "$root/$place"; done
    return 0
}
inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin CI="${CI:-}" "${carried[@]}" "$@"; }
step() {
    local name=$1 started=$SECONDS
    shift
    "$@"
    report+=("$name: $((SECONDS - started)) s")
}

trap release EXIT
release
rm -rf --one-file-system "$root"
mkdir -p "$root"
if [ ! -f "$root.tar" ]; then
    debootstrap --variant=minbase --include=ca-certificates,python3,make "$suite" "$root" "$mirror"
    tar -C "$root" -cf "$root.tar" .
else
    tar -C "$root" -xf "$root.tar"
fi

# The sources of packages of this machine: apt's, pip's, name service, certificates, proxies.
cp /etc/resolv.conf "$root/etc/"
mkdir -p "$root/etc/apt/apt.conf.d" "$root/root/.config/pip"
for file in /etc/ssl/certs/ca-certificates.crt /etc/pip.conf /root/.config/pip/pip.conf /etc/apt/sources.list.d/debian.sources; do
    if [ -f "$file" ]; then install -D -m 0644 "$file" "$root$file"; fi
done
if [ -f /etc/apt/sources.list.d/debian.sources ]; then : >"$root/etc/apt/sources.list"; fi
grep -rlE '^Acquire::' /etc/apt/apt.conf.d | xargs -r cp -t "$root/etc/apt/apt.conf.d"
mapfile -t carried < <(env | grep -iE '^(pip_[a-z_]+|https?_proxy|no_proxy|ssl_cert_file|requests_ca_bundle)=' || true)

mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount --bind /dev/pts "$root/dev/pts"
mkdir -p "$root/dev/pts" "$root/root/motcua-desk"
git -C "$tree" archive HEAD | tar -x -C "$root/root/motcua-desk"

report=()
step "make run, first" inside make -C /root/motcua-desk run
step "make run, again" inside make -C /root/motcua-desk run
step "make test, first" inside make -C /root/motcua-desk test
step "make test, again" inside make -C /root/motcua-desk test
printf "%s\n" "${report[@]}"
release
du -sh "$root" | cut -f 1
