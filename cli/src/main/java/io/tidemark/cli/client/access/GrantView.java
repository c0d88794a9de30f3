package io.tidemark.cli.client.access;

import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;
import java.util.Map;

/** Grants as people see them. */
final class GrantView {
    private GrantView() {}

    /** @param roleNames by role id; a role that is not there shows as its id */
    static View with(Map<String, String> roleNames) {
        return View.identifiedBy("id")
                .column("id", Cell.text("id"))
                .column("effect", Cell.text("effect"))
                .column("role", Cell.computed(grant -> {
                    String role = Json.text(grant, "roleId");
                    return roleNames.getOrDefault(role, role);
                }))
                .column("path", Cell.text("path"))
                .column("to", Cell.text("subjectKind"))
                .column("subject", Cell.text("subjectId"));
    }
}
