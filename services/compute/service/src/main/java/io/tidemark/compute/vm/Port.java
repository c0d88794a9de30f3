package io.tidemark.compute.vm;

/** A port of the virtual machine as network told of it. */
public record Port(PortId portId, NetworkId networkId, String mac, String ip) {}
