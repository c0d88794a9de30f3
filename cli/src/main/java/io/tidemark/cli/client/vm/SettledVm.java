package io.tidemark.cli.client.vm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.surroundings.Pause;
import java.time.Duration;
import java.util.Set;

/**
 * Reads a virtual machine after an operation on it has ended. Operations and machines are read from two views of the
 * same events, so the second may be a moment behind the first.
 */
final class SettledVm {
    private static final Set<String> ON_THE_WAY = Set.of("provisioning", "starting", "stopping");
    private static final int LOOKS = 10;

    private SettledVm() {}

    /** The machine in a state of rest; as it is when it has not come to one within a second. */
    static JsonNode of(ApiClient api, Pause pause, JsonNode operation) {
        String id = Json.text(operation.path("target"), "id");
        JsonNode vm = api.get(ObjectKind.VM.one(id));
        for (int looks = 1; looks < LOOKS && ON_THE_WAY.contains(Json.text(vm, "state")); looks++) {
            pause.pause(Duration.ofMillis(100));
            vm = api.get(ObjectKind.VM.one(id));
        }
        return vm;
    }
}
