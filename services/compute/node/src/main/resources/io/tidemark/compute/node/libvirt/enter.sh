#!/bin/sh
# enter.sh LIBVIRT_FOLDER COMMAND...: becomes COMMAND with a libvirt world of its own.
# Runs inside fresh mount and cgroup namespaces. /run is replaced as a whole, so nothing that the host keeps there (another
# libvirtd, dbus, machined) is ever met.
set -eu
own=$1
shift
mount -t tmpfs -o mode=755,size=64m tmpfs /run
mkdir /run/libvirt /run/cgroup
# A sysfs of this network namespace, or libvirtd looks at the host's network cards; the control groups stay the host's.
mount --rbind /sys/fs/cgroup /run/cgroup
mount -t sysfs sysfs /sys
mount --rbind /run/cgroup /sys/fs/cgroup
mkdir -p /etc/libvirt /var/lib/libvirt /var/cache/libvirt /var/log/libvirt
mount --bind "$own/run" /run/libvirt
mount --bind "$own/lib" /var/lib/libvirt
mount --bind "$own/etc" /etc/libvirt
mount --bind "$own/cache" /var/cache/libvirt
mount --bind "$own/log" /var/log/libvirt
exec "$@"
