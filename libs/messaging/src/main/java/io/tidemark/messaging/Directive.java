package io.tidemark.messaging;

/**
 * One object's whole desired state for one node.
 *
 * @param key {@code <service>/<kind>/<object id>}; the node's topic keeps the last directive of each key
 * @param type the wire name, such as {@code tidemark.compute.vm.directive.v1}
 * @param json the desired state
 */
public record Directive(String nodeId, String key, String type, String json) {}
