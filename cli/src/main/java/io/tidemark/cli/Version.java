package io.tidemark.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version that stands in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"tide " + (version == null ? "(unpackaged)" : version)};
    }
}
