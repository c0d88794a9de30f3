package io.tidemark.network.node.linux;

import io.tidemark.network.node.DataplaneException;
import io.tidemark.network.node.DataplaneException.Category;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the programs are that the dataplane runs. They are looked for beyond {@code PATH}, because the ones for
 * administrators are often not on it.
 */
record Programs(String ip, String tc, String nft, String dnsmasq, String nsenter, String kill, String sysctl) {
    private static final List<String> FOLDERS =
            List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin", "/bin");

    /** @throws DataplaneException when one is missing, with what to install */
    static Programs find() {
        return new Programs(
                find("ip", "iproute2"),
                find("tc", "iproute2"),
                find("nft", "nftables"),
                find("dnsmasq", "dnsmasq-base"),
                find("nsenter", "util-linux"),
                find("kill", "procps"),
                find("sysctl", "procps"));
    }

    private static String find(String program, String debianPackage) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new DataplaneException(
                        Category.HOST_UNFIT, program + " is not installed: apt install " + debianPackage));
    }
}
