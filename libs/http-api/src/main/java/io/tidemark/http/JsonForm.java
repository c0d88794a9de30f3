package io.tidemark.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.tidemark.eventstore.Json;
import jakarta.inject.Singleton;

/** The API's JSON is the events' JSON, but a field that nobody knows is the caller's mistake. */
@Singleton
public class JsonForm implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        Json.configure(mapper).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
