package io.tidemark.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * One part's image. The layers stand in the order in which they change least: Debian, Java, the libraries that many parts
 * share, the application.
 *
 * @param base an image as {@link BaseImage} writes it
 * @param runtime the Java runtime's folder
 * @param version tag of the image
 * @param cache where layers are kept between builds
 */
record PartImage(Part part, Path base, Path runtime, String version, Path cache) {
    private static final String BASE_NAME = "tidemark/base:debian";

    /**
     * Writes the image as {@code docker load}, {@code podman load}, {@code ctr image import} and {@code skopeo} read it.
     *
     * @param application Quarkus's folder with {@code quarkus-run.jar}
     */
    void write(Path application, Path tar) throws IOException, InterruptedException {
        if (!Files.isRegularFile(application.resolve("quarkus-run.jar"))) {
            throw new IOException(part.name() + " is not built: there is no " + application + "/quarkus-run.jar");
        }
        try {
            JibContainerBuilder image = Jib.from(TarImage.at(base).named(BASE_NAME))
                    .addFileEntriesLayer(accounts())
                    .addFileEntriesLayer(tree("java", runtime, Part.JAVA_HOME))
                    .addFileEntriesLayer(tree("libraries", application.resolve("lib"), Part.HOME + "/app/lib"))
                    .addFileEntriesLayer(application(application))
                    .setUser(part.user())
                    .setWorkingDirectory(AbsoluteUnixPath.get(Part.HOME))
                    .setEntrypoint(part.entrypoint())
                    .setEnvironment(Map.of("LANG", "C.UTF-8", "JAVA_HOME", Part.JAVA_HOME))
                    .setLabels(labels());
            image.containerize(Containerizer.to(TarImage.at(tar).named("tidemark/" + part.name() + ":" + version))
                    .setOfflineMode(true)
                    .setToolName("tidemark")
                    .setBaseImageLayersCache(cache.resolve("base"))
                    .setApplicationLayersCache(cache.resolve("application")));
        } catch (InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException e) {
            throw new IOException("no image of " + part.name() + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> labels() {
        return Map.of(
                "org.opencontainers.image.title",
                "Tidemark " + part.name(),
                "org.opencontainers.image.description",
                part.title(),
                "org.opencontainers.image.version",
                version,
                "org.opencontainers.image.vendor",
                "Tidemark",
                "org.opencontainers.image.licenses",
                "Apache-2.0");
    }

    private FileEntriesLayer accounts() throws IOException {
        return FileEntriesLayer.builder()
                .setName("accounts")
                .addEntry(resource("passwd"), AbsoluteUnixPath.get("/etc/passwd"))
                .addEntry(resource("group"), AbsoluteUnixPath.get("/etc/group"))
                .build();
    }

    private FileEntriesLayer application(Path application) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("application");
        for (String folder : new String[] {"app", "quarkus"}) {
            if (Files.isDirectory(application.resolve(folder))) {
                layer.addEntryRecursive(
                        application.resolve(folder), AbsoluteUnixPath.get(Part.HOME + "/app/" + folder));
            }
        }
        layer.addEntry(
                application.resolve("quarkus-run.jar"), AbsoluteUnixPath.get(Part.HOME + "/app/quarkus-run.jar"));
        if (part.runsOnHost()) {
            layer.addEntry(resource("enter-host"), AbsoluteUnixPath.get(Part.HOME + "/enter-host"));
        }
        return layer.build();
    }

    private static FileEntriesLayer tree(String name, Path from, String to) throws IOException {
        return FileEntriesLayer.builder()
                .setName(name)
                .addEntryRecursive(from, AbsoluteUnixPath.get(to), (source, target) -> permissions(source))
                .build();
    }

    private static FilePermissions permissions(Path source) {
        boolean executable = Files.isDirectory(source) || Files.isExecutable(source);
        return FilePermissions.fromOctalString(executable ? "755" : "644");
    }

    /** As a file, because Jib takes nothing else. */
    private Path resource(String name) throws IOException {
        Path folder = Files.createDirectories(cache.resolve("resources"));
        return Files.writeString(folder.resolve(name), script(name));
    }

    /** One of this package's own files, with the JVM's flags filled in. */
    static String script(String name) throws IOException {
        try (InputStream in = PartImage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar of images lacks its own file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@JVM@", String.join(" ", Part.JVM));
        }
    }
}
