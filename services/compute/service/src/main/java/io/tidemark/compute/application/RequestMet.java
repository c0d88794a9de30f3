package io.tidemark.compute.application;

/**
 * What was asked for was so already: its operation has ended as soon as it began.
 *
 * @param action such as {@code start-vm}
 * @param target the virtual machine
 */
public record RequestMet(String action, String target) {}
