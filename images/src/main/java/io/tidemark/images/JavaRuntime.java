package io.tidemark.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A runtime with the modules that our applications use, linked from the JDK that runs this. */
final class JavaRuntime {
    /** What layers give every file; the class data archive remembers the time of the file that it describes. */
    static final Instant FILE_TIME = Instant.ofEpochSecond(1);

    private static final String MISSING = "the Java that runs this is no JDK";

    /** What our libraries are known to use, chosen by hand; {@code java.desktop} is there for {@code java.beans}. */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.compiler",
            "java.desktop",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.rmi",
            "java.scripting",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.transaction.xa",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.jfr",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    private JavaRuntime() {}

    /** Makes the folder, or leaves it if it is there. */
    static void makeAt(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path unfinished = folder.resolveSibling("new-" + folder.getFileName());
        FileTrees.delete(unfinished);
        Tool.run(
                MISSING,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                        "--add-modules",
                        String.join(",", MODULES),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        unfinished.toString()));
        Files.setLastModifiedTime(unfinished.resolve("lib/modules"), FileTime.from(FILE_TIME));
        shareClasses(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The archive that lets a JVM with these flags start without parsing the JDK's classes again. */
    private static void shareClasses(Path runtime) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(runtime.resolve("bin/java").toString(), "-Xshare:dump"));
        Part.JVM.stream().filter(flag -> flag.startsWith("-XX:")).forEach(command::add);
        Tool.run(MISSING, command);
    }
}
