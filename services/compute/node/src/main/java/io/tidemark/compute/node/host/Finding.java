package io.tidemark.compute.node.host;

/**
 * One thing found out about this host.
 *
 * @param name stable, such as {@code kvm.usable}
 * @param found what is there, in a few words
 * @param use what this node will do with it
 * @param why the reason for that
 */
public record Finding(String name, String found, String use, String why) {}
