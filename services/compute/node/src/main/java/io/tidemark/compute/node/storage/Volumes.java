package io.tidemark.compute.node.storage;

import io.tidemark.compute.node.Action;
import io.tidemark.compute.node.FileTrees;
import io.tidemark.compute.node.HostCommand;
import io.tidemark.compute.node.NodeHome;
import io.tidemark.compute.node.Stopwatch;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import io.tidemark.compute.node.vm.DiskRefusal;
import io.tidemark.compute.node.vm.VmDirective;
import io.tidemark.compute.node.vm.VmDisks;
import io.tidemark.units.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Volumes as qcow2 files over shared images, in the platform's volume folder. A volume appears under its name only when it
 * is whole. Thread-safe for different volumes.
 */
public final class Volumes implements VmDisks {
    static final String IMAGE_MISSING = "IMAGE_MISSING";
    static final String IMAGE_UNFIT = "IMAGE_UNFIT";
    static final String TOO_SMALL = "DISK_SMALLER_THAN_IMAGE";
    static final String DATASTORE_FAILED = "DATASTORE_FAILED";

    private static final String QEMU_GROUP = "kvm";

    private final NodeHome home;
    private final KnownImages images = new KnownImages();

    public Volumes(NodeHome home) {
        this.home = home;
        try {
            for (Path folder : List.of(home.volumes(), home.images())) {
                FileTrees.letOthersTraverse(Files.createDirectories(folder));
            }
            FileTrees.letOthersTraverse(home.root());
        } catch (IOException e) {
            throw new UncheckedIOException("volumes and images have no folder", e);
        }
    }

    @Override
    public Prepared prepare(VmDirective directive) {
        List<DomainSpec.Disk> disks = new ArrayList<>();
        List<Action> actions = new ArrayList<>();
        for (VmDirective.Disk disk : directive.disks()) {
            DiskImage image = image(disk);
            Path volume = file(disk.volumeId());
            if (!Files.exists(volume)) {
                actions.add(create(volume, image, size(disk, image)));
            }
            disks.add(new DomainSpec.Disk(volume, image.file(), image.format()));
        }
        return new Prepared(disks, actions);
    }

    @Override
    public List<Action> remove(VmDirective directive) {
        List<Action> actions = new ArrayList<>();
        for (VmDirective.Disk disk : directive.disks()) {
            Stopwatch watch = new Stopwatch("unlink", file(disk.volumeId()));
            try {
                if (Files.deleteIfExists(file(disk.volumeId()))) {
                    actions.add(watch.ok());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the volume cannot be removed: " + disk.volumeId(), e);
            }
        }
        return actions;
    }

    /** The file of a volume, whether it is there or not. */
    public Path file(UUID volumeId) {
        return home.volumes().resolve(volumeId + ".qcow2");
    }

    private DiskImage image(VmDirective.Disk disk) {
        Path file = home.images().resolve(disk.imageFile()).normalize();
        if (!file.startsWith(home.images())) {
            throw new DiskRefusal(IMAGE_UNFIT, "the image file is outside of the image folder: " + disk.imageFile());
        }
        if (!Files.isRegularFile(file)) {
            throw new DiskRefusal(IMAGE_MISSING, "the image " + disk.imageId() + " has no file on this node: " + file);
        }
        try {
            letQemuRead(file);
            return images.probe(file);
        } catch (ImageUnfit e) {
            throw new DiskRefusal(IMAGE_UNFIT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new DiskRefusal(DATASTORE_FAILED, "the image cannot be read: " + e.getMessage());
        }
    }

    /** An image that not everybody may read becomes readable for the group of QEMU's user, and for nobody else. */
    private static void letQemuRead(Path image) throws IOException {
        PosixFileAttributeView file = Files.getFileAttributeView(image, PosixFileAttributeView.class);
        Set<PosixFilePermission> permissions =
                EnumSet.copyOf(file.readAttributes().permissions());
        if (!permissions.contains(PosixFilePermission.OTHERS_READ)) {
            file.setGroup(image.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(QEMU_GROUP));
            permissions.add(PosixFilePermission.GROUP_READ);
            file.setPermissions(permissions);
        }
    }

    private static MemorySize size(VmDirective.Disk disk, DiskImage image) {
        if (disk.size().equals(MemorySize.ZERO)) {
            return image.virtualSize();
        }
        if (image.virtualSize().isMoreThan(disk.size())) {
            throw new DiskRefusal(TOO_SMALL, "a disk of " + disk.size() + " over an image of " + image.virtualSize());
        }
        return disk.size();
    }

    private static Action create(Path volume, DiskImage image, MemorySize size) {
        Path unfinished = volume.resolveSibling(volume.getFileName() + ".new");
        HostCommand.Result created = HostCommand.of(
                        "qemu-img",
                        "create",
                        "-q",
                        "-f",
                        "qcow2",
                        "-F",
                        image.format(),
                        "-b",
                        image.file().toString(),
                        unfinished.toString(),
                        Long.toString(size.bytes()))
                .run();
        if (!created.ok()) {
            throw new DiskRefusal(DATASTORE_FAILED, "no volume " + volume + ": " + created.lastLine());
        }
        try {
            Files.move(unfinished, volume, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DiskRefusal(DATASTORE_FAILED, "no volume " + volume + ": " + e.getMessage());
        }
        return created.action();
    }
}
