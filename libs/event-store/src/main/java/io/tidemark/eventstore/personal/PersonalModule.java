package io.tidemark.eventstore.personal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.tidemark.units.Personal;
import java.io.IOException;
import java.util.UUID;

/**
 * The JSON form of {@link Personal}: sealed {@code {"subject", "keyId", "nonce", "ciphertext"}}, erased
 * {@code {"subject", "erased": true}}. Keys come as the mapper's attribute {@code KeyRing.class}; without them a sealed
 * value stays sealed when read, and a readable one cannot be written.
 */
public final class PersonalModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    public PersonalModule() {
        super("tidemark-personal");
        addSerializer(Personal.class, new Writer());
        addDeserializer(Personal.class, new Reader());
    }

    private static final class Writer extends JsonSerializer<Personal> {
        @Override
        public void serialize(Personal value, JsonGenerator out, SerializerProvider provider) throws IOException {
            switch (value) {
                case Personal.Clear clear -> {
                    if (!(provider.getAttribute(KeyRing.class) instanceof KeyRing keys)) {
                        throw JsonMappingException.from(
                                out, "a personal value of " + clear.subject() + " is not written in the clear");
                    }
                    write(keys.seal(clear), out);
                }
                case Personal.Sealed sealed -> write(sealed, out);
                case Personal.Erased erased -> write(erased, out);
            }
        }

        private static void write(Personal kept, JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("subject", kept.subject());
            switch (kept) {
                case Personal.Sealed sealed -> {
                    out.writeStringField("keyId", sealed.keyId().toString());
                    out.writeStringField("nonce", sealed.nonce());
                    out.writeStringField("ciphertext", sealed.ciphertext());
                }
                case Personal.Erased _ -> out.writeBooleanField("erased", true);
                case Personal.Clear clear ->
                    throw JsonMappingException.from(out, "not sealed: a value of " + clear.subject());
            }
            out.writeEndObject();
        }
    }

    private static final class Reader extends JsonDeserializer<Personal> {
        @Override
        public Personal deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(in);
            String subject = text(in, tree, "subject");
            if (tree.path("erased").asBoolean()) {
                return new Personal.Erased(subject);
            }
            Personal.Sealed sealed = new Personal.Sealed(
                    subject,
                    UUID.fromString(text(in, tree, "keyId")),
                    text(in, tree, "nonce"),
                    text(in, tree, "ciphertext"));
            return context.getAttribute(KeyRing.class) instanceof KeyRing keys ? keys.open(sealed) : sealed;
        }

        private static String text(JsonParser in, JsonNode tree, String field) throws IOException {
            JsonNode value = tree.get(field);
            if (value == null || !value.isTextual()) {
                throw JsonMappingException.from(in, "a personal value without " + field);
            }
            return value.asText();
        }
    }
}
