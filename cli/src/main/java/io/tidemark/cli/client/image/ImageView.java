package io.tidemark.cli.client.image;

import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.output.Cell;
import io.tidemark.cli.client.output.View;

/** Images as people see them. */
final class ImageView {
    static final View TABLE = View.identifiedBy("id")
            .column("id", Cell.text("id"))
            .column("name", Cell.text("name"))
            .column("format", Cell.text("format"))
            .number("size", Cell.size("sizeBytes"))
            .number("virtual size", Cell.size("virtualSizeBytes"))
            .column("tenant", Cell.computed(image -> {
                String tenant = Json.text(image, "tenantId");
                return tenant.isEmpty() ? "(public)" : tenant;
            }))
            .number("age", Cell.age("createdAt"));

    static final View SHEET = TABLE.column("sha256", Cell.text("sha256")).column("created", Cell.text("createdAt"));

    private ImageView() {}
}
