package io.tidemark.testkit.published;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** No checks but commands, which run only when they are named: {@code CONTRIBUTING.md} says how and when. */
class Publishing {
    private static final PublishedLanguage LANGUAGE = PublishedLanguage.ofThisRepository();

    @Test
    void write() throws IOException {
        Files.writeString(AsyncApiDocument.fileOf(LANGUAGE), new AsyncApiDocument(LANGUAGE).yaml());
        Files.writeString(EventCatalogue.fileOf(LANGUAGE), new EventCatalogue(LANGUAGE).markdown());
    }

    @Test
    void release() throws IOException {
        new ReleasedVersions(LANGUAGE).release();
        write();
    }
}
