package io.tidemark.audit.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.audit.record.FoundRecord;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A sealed record.
 *
 * @param leaf the index of its leaf in the tree, from 0
 * @param leafHash the hash of the leaf in hexadecimal digits
 * @param sealedAt when the log gave it its place
 * @param event the event or fact: id, type, source, subject, time, correlationId, causationId, actor, operationId,
 *     revision, data
 */
public record RecordDocument(
        long leaf,
        String leafHash,
        Instant sealedAt,

        @Schema(type = SchemaType.OBJECT) JsonNode event) {

    static RecordDocument of(FoundRecord found) {
        return new RecordDocument(
                found.record().leaf(),
                found.record().leafHash(),
                found.sealedAt(),
                found.record().event());
    }
}
