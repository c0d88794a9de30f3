package io.tidemark.compute.node.hypervisor;

/**
 * A domain that this platform did not start. It is shown and never touched.
 *
 * @param state the hypervisor's own word for it, in lower case
 */
public record ForeignDomain(String name, String uuid, String state) {}
