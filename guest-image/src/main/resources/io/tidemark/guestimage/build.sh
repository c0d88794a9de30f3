#!/bin/sh
# Builds the tiny guest image from Debian's own packages, unpacked beside the host and never installed on it.
#   build.sh PACKAGES INIT_FILES OUT
# PACKAGES holds the fetched .deb files, INIT_FILES the init script and its companions; into OUT go vmlinuz,
# initramfs.cpio.gz and tiny.qcow2. Needs dpkg-deb, gzip and qemu-img of the host; everything else comes out of the packages.
set -eu
packages=$1 files=$2 out=$3
scratch=$(mktemp -d "$out/unpack.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

for deb in "$packages"/*.deb; do dpkg-deb --extract "$deb" "$scratch/host"; done
busybox=$scratch/host/bin/busybox
export PATH="$scratch/host/usr/bin:$PATH" # mtools, and the syslinux that drives mtools
kernel=$(basename "$scratch"/host/boot/vmlinuz-*)
modules=$scratch/host/lib/modules/${kernel#vmlinuz-}/kernel

# Loaded by the init script in this order, so no dependency list and no modprobe in the guest.
root=$scratch/root
mkdir -p "$root/bin" "$root/lib" "$root/etc/acpi/PWRF" "$root/dev" "$root/proc" "$root/sys" "$root/run" "$root/tmp" "$root/mnt"
for module in virtio/virtio_ring virtio/virtio virtio/virtio_pci_legacy_dev virtio/virtio_pci_modern_dev virtio/virtio_pci \
        char/virtio_console acpi/button input/evdev block/virtio_blk net/core/failover net/net_failover net/virtio_net \
        virtio/virtio_balloon char/hw_random/rng-core char/hw_random/virtio-rng; do
    for place in drivers/$module $module; do
        if [ -f "$modules/$place.ko" ]; then
            cp "$modules/$place.ko" "$root/lib/"
            echo "${module##*/}" >>"$root/lib/order"
        fi
    done
done
cp "$busybox" "$root/bin/busybox"
ln -s busybox "$root/bin/sh"
cp "$files/init" "$files/ticks" "$files/commands" "$root/"
cp "$files/dhcp" "$root/etc/dhcp"
cp "$files/power-button" "$root/etc/acpi/PWRF/00000080"
chmod 755 "$root/init" "$root/ticks" "$root/commands" "$root/etc/dhcp" "$root/etc/acpi/PWRF/00000080"

cp "$scratch/host/boot/$kernel" "$out/vmlinuz"
(cd "$root" && "$busybox" find . | "$busybox" cpio -o -H newc 2>/dev/null | gzip -9 -n) >"$out/initramfs.cpio.gz"

# A disk of one active FAT16 partition that starts at 1 MiB: SeaBIOS runs the MBR, that runs syslinux.
disk=$scratch/disk.raw sectors=65536 first=2048
truncate -s $((sectors * 512)) "$disk"
dd if="$scratch/host/usr/lib/syslinux/mbr/mbr.bin" of="$disk" bs=440 count=1 conv=notrunc status=none
# Partition entry: active, no CHS, type 06 (FAT16), first sector 2048, 63488 sectors, little-endian; then the signature.
printf '\200\376\377\377\006\376\377\377\000\010\000\000\000\370\000\000' |
    dd of="$disk" bs=1 seek=446 conv=notrunc status=none
printf '\125\252' | dd of="$disk" bs=1 seek=510 conv=notrunc status=none
export MTOOLS_SKIP_CHECK=1
partition=$disk@@$((first * 512))
mformat -i "$partition" -T $((sectors - first)) -h 64 -s 32 -H $first -v TIDEMARK ::
mcopy -i "$partition" "$out/vmlinuz" ::vmlinuz
mcopy -i "$partition" "$out/initramfs.cpio.gz" ::initrd.gz
mcopy -i "$partition" "$files/syslinux.cfg" ::syslinux.cfg
syslinux --offset $((first * 512)) --install "$disk"
qemu-img convert -q -f raw -O qcow2 "$disk" "$out/tiny.qcow2"
