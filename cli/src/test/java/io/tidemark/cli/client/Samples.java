package io.tidemark.cli.client;

/** API data as the services give it. */
final class Samples {
    static final String WEB1 = "11111111-1111-4111-8111-111111111111";
    static final String WEB2 = "22222222-2222-4222-8222-222222222222";
    static final String TINY = "33333333-3333-4333-8333-333333333333";
    static final String ACME = "44444444-4444-4444-8444-444444444444";
    static final String NODE = "55555555-5555-4555-8555-555555555555";
    static final String OPERATION = "66666666-6666-4666-8666-666666666666";
    static final String CORRELATION = "77777777-7777-4777-8777-777777777777";
    static final String PORT = "88888888-8888-4888-8888-888888888888";
    static final String DEFAULT_NETWORK = "99999999-9999-4999-8999-999999999999";

    private Samples() {}

    static String vm(String id, String name) {
        return """
                {"id": "%s", "tenantId": "%s", "name": "%s", "state": "running", "vcpus": 2, "memoryBytes": 536870912,
                 "memoryReservationBytes": 268435456, "imageId": "%s", "diskBytes": 1610612736, "networkId": "%s",
                 "nodeId": "%s", "epoch": 1, "ports": [{"portId": "%s", "networkId": "%s", "mac": "52:54:00:00:00:01",
                 "ip": "10.20.0.5"}], "createdAt": "2026-11-22T07:57:00Z", "updatedAt": "2026-11-22T07:57:05Z"}""".formatted(id, ACME, name, TINY, DEFAULT_NETWORK, NODE, PORT, DEFAULT_NETWORK);
    }

    /** @param steps names of the steps passed, a second apart */
    static String operation(String state, int percent, String... steps) {
        StringBuilder passed = new StringBuilder();
        for (int i = 0; i < steps.length; i++) {
            passed.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"%s\", \"at\": \"2026-11-22T08:00:0%dZ\"}".formatted(steps[i], i + 1));
        }
        String problem = state.equals("failed")
                ? ", \"problem\": {\"code\": \"NO_CAPACITY\", \"detail\": \"no node has 512 MiB free\"}"
                : "";
        return """
                {"id": "%s", "kind": "create-vm", "state": "%s", "percent": %d, "target": {"kind": "vm", "id": "%s"},
                 "actor": "alice", "steps": [%s], "correlationId": "%s", "startedAt": "2026-11-22T08:00:00Z"%s}""".formatted(OPERATION, state, percent, WEB1, passed, CORRELATION, problem);
    }

    static String image(String id, String name) {
        return """
                {"id": "%s", "name": "%s", "tenantId": "", "format": "qcow2", "sizeBytes": 20971520,
                 "virtualSizeBytes": 1073741824, "sha256": "abc", "createdAt": "2026-11-21T08:00:00Z"}""".formatted(id, name);
    }

    static String named(String id, String name) {
        return "{\"id\": \"%s\", \"name\": \"%s\"}".formatted(id, name);
    }
}
