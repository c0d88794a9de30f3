package io.tidemark.cli.client.command;

import io.tidemark.cli.client.api.ApiPath;

/** A kind of object that people call by name. */
public enum ObjectKind {
    VM("vm", "compute", "vms", "name"),
    IMAGE("image", "compute", "images", "name"),
    NODE("node", "compute", "nodes", "hostname"),
    NETWORK("network", "network", "networks", "name"),
    TENANT("tenant", "identity", "tenants", "name");

    private final String word;
    private final String service;
    private final String collection;
    private final String nameField;

    ObjectKind(String word, String service, String collection, String nameField) {
        this.word = word;
        this.service = service;
        this.collection = collection;
        this.nameField = nameField;
    }

    public String word() {
        return word;
    }

    public ApiPath collection() {
        return ApiPath.of(service, collection);
    }

    public ApiPath one(String id) {
        return ApiPath.of(service, collection, id);
    }

    String nameField() {
        return nameField;
    }
}
