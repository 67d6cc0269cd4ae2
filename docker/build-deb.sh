#!/usr/bin/env bash
# Packs artifacts/publish (./build.sh publish) into artifacts/mcu_VERSION_amd64.deb. Needs dpkg-deb only, no root.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x artifacts/publish/mcu ] || ./build.sh publish

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
package=artifacts/mcu_${version}_amd64.deb
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

install -d "$root"/{DEBIAN,usr/bin,usr/lib/mcu,usr/share/doc/mcu,etc/mcu,lib/systemd/system}
cp -r artifacts/publish/. "$root/usr/lib/mcu"
find "$root/usr/lib/mcu" -type f -name '*.pdb' -delete
find "$root/usr/lib/mcu" -type f -exec chmod 644 {} +
chmod 755 "$root/usr/lib/mcu/mcu"
[ ! -e "$root/usr/lib/mcu/createdump" ] || chmod 755 "$root/usr/lib/mcu/createdump"
ln -s ../lib/mcu/mcu "$root/usr/bin/mcu"
install -m 644 docker/mcu.sample.yaml "$root/etc/mcu/mcu.yaml"
install -m 644 docker/mcu.service "$root/lib/systemd/system/mcu.service"
# One machine may stand by for several groups: a node each, by the name of its configuration (mcu@cam-lam: /etc/mcu/cam-lam.yaml).
sed -e 's|/etc/mcu/mcu.yaml|/etc/mcu/%i.yaml|; s|^StateDirectory=mcu$|StateDirectory=mcu-%i|; s|/var/lib/mcu|/var/lib/mcu-%i|' \
  -e '/^#   /d; s|Installed by the .deb; by hand:|One of several on a machine.|; s|^\(Description=.*\)$|\1 (%i)|' \
  docker/mcu.service > "$root/lib/systemd/system/mcu@.service"
chmod 644 "$root/lib/systemd/system/mcu@.service"
install -m 644 README.md CHANGELOG.md docs/*.md "$root/usr/share/doc/mcu"
install -m 644 docker/mcu.sample.yaml "$root/usr/share/doc/mcu"
install -m 644 LICENSE "$root/usr/share/doc/mcu/copyright"

cat > "$root/DEBIAN/control" <<TEXT
Package: mcu
Version: $version
Architecture: amd64
Maintainer: mcu <root@localhost>
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: libavcodec59, libavformat59, libavutil57, libswscale6, libswresample4, libopus0, fonts-open-sans,
 libc6, libgcc-s1, libstdc++6, libssl3, tzdata, adduser
Section: video
Priority: optional
Description: Video conferencing MCU
 Rooms call by SIP; mcu mixes their sound, composes one picture and sends it back.
 Operators steer it from the command line. The .NET runtime is inside.
TEXT
echo /etc/mcu/mcu.yaml > "$root/DEBIAN/conffiles"

cat > "$root/DEBIAN/postinst" <<'TEXT'
#!/bin/sh
set -e
if [ "$1" = configure ]; then
  getent passwd mcu >/dev/null || adduser --system --group --home /var/lib/mcu --no-create-home --quiet mcu
  install -d -o mcu -g mcu -m 0750 /var/lib/mcu
  # A first installation does not start the node: its addresses have to be set first. An upgrade starts it anew if it ran.
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    [ -z "$2" ] || systemctl try-restart mcu.service 'mcu@*.service'
  fi
fi
TEXT
cat > "$root/DEBIAN/prerm" <<'TEXT'
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --now mcu.service
  systemctl stop 'mcu@*.service'
fi
TEXT
cat > "$root/DEBIAN/postrm" <<'TEXT'
#!/bin/sh
set -e
[ ! -d /run/systemd/system ] || systemctl daemon-reload
# Recordings and the audit log stay in /var/lib/mcu, even on purge.
TEXT
chmod 755 "$root"/DEBIAN/{postinst,prerm,postrm}

dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
echo "$package"
