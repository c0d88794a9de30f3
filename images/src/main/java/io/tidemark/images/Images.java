package io.tidemark.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The entrance: builds the images of all parts whose applications are built. */
public final class Images {
    private static final long BYTES_PER_MIB = 1 << 20;

    private Images() {}

    /** @param arguments the clone, the folder to write to, the version; then optionally the parts, instead of all */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path clone = Path.of(arguments[0]).toRealPath();
        Path out = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        String version = arguments[2];
        List<String> wanted = List.of(arguments).subList(3, arguments.length);
        Path runtime = out.resolve("java-" + Runtime.version().feature());
        JavaRuntime.makeAt(runtime);
        Path images = Files.createDirectories(out.resolve("images"));
        for (Part part : Part.ALL) {
            if (wanted.isEmpty() || wanted.contains(part.name())) {
                Path tar = images.resolve("tidemark-" + part.name() + "-" + version + ".tar");
                PartImage image = new PartImage(part, base(part, out), runtime, version, out.resolve("layers"));
                image.write(clone.resolve(part.module()).resolve("target/quarkus-app"), tar);
                System.out.println(tar + "  " + Files.size(tar) / BYTES_PER_MIB + " MiB");
            }
        }
    }

    private static Path base(Part part, Path out) throws IOException {
        String name = part.runsOnHost() ? "host" : "service";
        Path layer = out.resolve("debian-" + name + ".tar");
        Path base = out.resolve("base-" + name + ".tar");
        new DebianLayer(part.packages()).makeAt(layer);
        if (!Files.exists(base)) {
            BaseImage.write(layer, base);
        }
        return base;
    }
}
