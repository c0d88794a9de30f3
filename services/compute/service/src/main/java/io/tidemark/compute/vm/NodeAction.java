package io.tidemark.compute.vm;

/**
 * A call that a node made, as it told of it.
 *
 * @param call such as {@code virDomainCreateXML}
 * @param micros how long it took
 * @param outcome {@code ok}, or what went wrong
 */
public record NodeAction(String call, String target, String startedAt, long micros, String outcome) {}
