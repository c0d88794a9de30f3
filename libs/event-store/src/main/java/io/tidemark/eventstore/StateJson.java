package io.tidemark.eventstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import io.tidemark.eventstore.personal.KeyRing;
import io.tidemark.units.Personal;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of states: like that of events, with the record's name where a sealed interface stands, and strict when
 * read, because a snapshot that does not fit the classes to the letter is better folded anew.
 */
final class StateJson {
    private static final ObjectMapper MAPPER = strict();

    private StateJson() {}

    private static ObjectMapper strict() {
        ObjectMapper mapper = Json.configure(JsonMapper.builder().build());
        return mapper.setAnnotationIntrospector(AnnotationIntrospectorPair.create(
                        new SealedTypes(), mapper.getSerializationConfig().getAnnotationIntrospector()))
                .setSerializationInclusion(JsonInclude.Include.ALWAYS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    }

    static <S> String write(S state, Class<S> type, KeyRing keys) {
        try {
            return MAPPER.writerFor(type).withAttribute(KeyRing.class, keys).writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the text does not fit the classes to the letter */
    static <S> S read(String json, Class<S> type, KeyRing keys) {
        try {
            return MAPPER.readerFor(type).withAttribute(KeyRing.class, keys).readValue(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets every sealed interface tell which of its records it is. */
    private static final class SealedTypes extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable TypeResolverBuilder<?> findTypeResolver(
                MapperConfig<?> config, AnnotatedClass annotated, JavaType baseType) {
            if (!isSealed(baseType.getRawClass())) {
                return null;
            }
            return new StdTypeResolverBuilder()
                    .init(JsonTypeInfo.Id.NAME, null)
                    .inclusion(JsonTypeInfo.As.PROPERTY)
                    .typeProperty("@type");
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
            Class<?> type = annotated.getRawType();
            return isSealed(type)
                    ? Arrays.stream(type.getPermittedSubclasses())
                            .map(permitted -> new NamedType(permitted, permitted.getSimpleName()))
                            .toList()
                    : null;
        }

        private static boolean isSealed(Class<?> type) {
            return type.isInterface() && type.isSealed() && type != Personal.class;
        }
    }
}
