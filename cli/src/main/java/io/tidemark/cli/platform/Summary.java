package io.tidemark.cli.platform;

import io.tidemark.launcher.PlatformStatus;
import java.io.PrintWriter;
import java.util.Locale;

/** What people read when a platform is up, and in {@code tide status}. */
final class Summary {
    private Summary() {}

    static void print(PrintWriter out, PlatformStatus status, String elapsed) {
        out.printf("%nTidemark is up (%s).%n%n", elapsed);
        out.printf("  address   %s%n", status.address());
        out.println("  sign in   alice (tenant acme), bob, oscar, audrey or admin; the password is <name>-tide");
        out.println("  go on     ./tide login --user alice    ./tide vm --help    ./tide status    ./tide down");
        out.println();
        table(out, status);
    }

    static void table(PrintWriter out, PlatformStatus status) {
        out.printf("  %-16s %-9s %8s %6s %9s %10s%n", "PART", "STATE", "PID", "PORT", "RESTARTS", "RESIDENT");
        for (PlatformStatus.PartStatus part : status.parts()) {
            out.printf(
                    "  %-16s %-9s %8s %6s %9d %10s%s%n",
                    part.name(),
                    part.state(),
                    part.pid() == 0 ? "-" : part.pid(),
                    part.port() == 0 ? "-" : part.port(),
                    part.restarts(),
                    mebibytes(part.residentBytes()),
                    part.problem() == null ? "" : "  " + part.problem());
        }
        for (PlatformStatus.HelperStatus helper : status.helpers()) {
            out.printf(
                    "  %-16s %-9s %8s %6s %9s %10s%n",
                    helper.program(), "helper", helper.pid(), "-", "-", mebibytes(helper.residentBytes()));
        }
        out.printf(
                "%n  resident memory: the five services %s, all parts %s%n",
                mebibytes(status.servicesResidentBytes()), mebibytes(status.totalResidentBytes()));
        if (!status.supervised() && status.totalResidentBytes() > 0) {
            out.println("  no supervisor: what dies is not started again; ./tide up brings one back");
        }
        out.flush();
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%d MiB", bytes >> 20);
    }
}
