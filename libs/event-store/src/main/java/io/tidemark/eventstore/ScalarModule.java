package io.tidemark.eventstore;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.tidemark.units.LongValue;
import io.tidemark.units.StringValue;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Writes one-component records of the domain as bare numbers and strings, and reads them back. */
public final class ScalarModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    public ScalarModule() {
        super("tidemark-scalars");
        addSerializer(StringValue.class, new JsonSerializer<>() {
            @Override
            public void serialize(StringValue value, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeString(value.value());
            }
        });
        addSerializer(LongValue.class, new JsonSerializer<>() {
            @Override
            public void serialize(LongValue value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeNumber(value.value());
            }
        });
        addKeySerializer(StringValue.class, new JsonSerializer<>() {
            @Override
            public void serialize(StringValue value, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeFieldName(value.value());
            }
        });
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addKeyDeserializers((type, config, description) ->
                isScalar(type.getRawClass(), StringValue.class) ? new KeyReader(type.getRawClass()) : null);
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public @Nullable JsonDeserializer<?> findBeanDeserializer(
                    com.fasterxml.jackson.databind.JavaType type,
                    DeserializationConfig config,
                    BeanDescription description) {
                Class<?> raw = type.getRawClass();
                if (isScalar(raw, StringValue.class)) {
                    return new ScalarReader(raw, String.class);
                }
                return isScalar(raw, LongValue.class) ? new ScalarReader(raw, long.class) : null;
            }
        });
    }

    private static boolean isScalar(Class<?> type, Class<?> kind) {
        return type.isRecord() && kind.isAssignableFrom(type);
    }

    private static MethodHandle constructor(Class<?> type, Class<?> component) {
        try {
            return MethodHandles.publicLookup().findConstructor(type, MethodType.methodType(void.class, component));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException(type + " is no public one-component record", e);
        }
    }

    private static Object make(MethodHandle constructor, Object value) throws IOException {
        try {
            return constructor.invoke(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /** Reads a scalar that is the key of a map. */
    private static final class KeyReader extends KeyDeserializer {
        private final MethodHandle constructor;

        KeyReader(Class<?> type) {
            this.constructor = constructor(type, String.class);
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return make(constructor, key);
        }
    }

    /** Reads a scalar through the record's canonical constructor, so that its checks hold. */
    private static final class ScalarReader extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1;

        private final transient MethodHandle constructor;
        private final Class<?> component;

        ScalarReader(Class<?> type, Class<?> component) {
            super(type);
            this.component = component;
            this.constructor = constructor(type, component);
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return make(
                    constructor,
                    component == long.class ? (Object) _parseLongPrimitive(in, context) : in.getValueAsString());
        }
    }
}
